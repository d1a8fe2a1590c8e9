"""Tests of the office: potassium hydroxide slides, wet mounts, Tzanck smears, cultures, blood draws (PTH-5).

Slides are the office's own unless the record says they were sent out; a culture is the laboratory's unless the record
says that it was read in the office.  Each needs a laboratory certificate on the claim.  A scraping or a tape strip of
the outer layer is no biopsy (BX-8).
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import line, part_of, says, served

FAMILY = Family(name="laboratory", covers=("laboratory",), of_services=True)

_SLIDES: Final = {"koh": "87220", "scabies_prep": "87220", "wet_mount": "87210", "tzanck": "88160"}
_CULTURES: Final = {
    "fungal_culture": "87101",
    "bacterial_culture": "87070",
    "viral_culture": "87252",
    "hsv_pcr": "87529",
    "pregnancy_test": "81025",
    "gram_stain": "87205",
}
_OWN: Final = ("read_in_office", "in_office", "applied_in_office", "in_house", "own_laboratory")
_ON_SITE: Final = frozenset({"pregnancy_test", "gram_stain"})
"""Tests that nobody takes in the office to send them away."""
_SENT: Final = ("sent_out", "outside_laboratory", "read_by_other")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft each test of the office by its specimens; tell those that another laboratory bills."""
    for kind, code in _SLIDES.items():
        found = served(case, kind)
        sent = [row for row in found if says(row.service, *_SENT)]
        own = [row for row in found if row not in sent]
        if sent:
            yield part_of(code, "sent out: the laboratory that reads it bills it", sent, ("PTH-3", "PTH-5"))
        if own:
            specimens = sum(row.service.count or 1 for row in own)
            modifiers = ("QW",) if code == "87210" and case.is_medicare else ()
            yield line(case, code, own, units=specimens, modifiers=modifiers, rules=("PTH-5",))
    for kind, code in _CULTURES.items():
        found = served(case, kind)
        words = (*_OWN, "on_site") if kind in _ON_SITE else _OWN
        own = [row for row in found if says(row.service, *words) and not says(row.service, *_SENT)]
        other = [row for row in found if row not in own]
        if own:
            yield line(case, code, own, units=sum(row.service.count or 1 for row in own), rules=("PTH-3",))
        if other:
            yield part_of(
                code, "nothing says that it was read in the office: the laboratory bills it", other, ("PTH-3",)
            )
    drawn = served(case, "lab_panel", "blood_draw")
    if drawn:
        yield line(case, "36415", drawn, why="blood drawn from a vein, once a visit")
    scraped = served(case, "koh", "scraping")
    if scraped:
        yield part_of("11102", "a scraping or tape strip of the outer layer is no biopsy", scraped, ("BX-8",))
