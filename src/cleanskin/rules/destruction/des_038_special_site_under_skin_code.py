"""17110 or 17111 for lesions that the record places where another destruction code comes first.

Penis, vulva, vagina, anus, the inside of the mouth and the lid margin have destruction codes of their own.  When the
record names no destroyed lesion elsewhere, the skin code is wrong.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import benign_growths
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-038",
    name="special-site-under-skin-destruction-code",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_benign"),
    needs=("note",),
    carc="11",
    instead_of=("CS-DES-017",),
    message="{code} is for skin without a code of its own; the record places the destroyed lesions where one exists.",
    fix="Bill the code of the site that fits the method and extent in the record.",
    source=cited("CPT guideline conventions", "coding rules DES-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when each destroyed benign lesion lies in a zone with codes; lids are left out."""
    lines, found = visit.in_family("destruction_benign"), benign_growths(visit, day)
    if not lines or not found:
        return
    zones = [day.site_zone(lesion.site) for lesion in found if lesion.site]
    own = [zone.destruction_codes for zone in zones if zone and not zone.zone.startswith("eyelid")]
    if len(own) == len(found) and all(own):
        yield flag(*lines[:1], evidence=[f"codes of the site: {', '.join(sorted(set().union(*own)))}"])


RULE.examples = """
flags    note={"lesions":[{"site":"penis","diagnosis":"A63.0","technique":"cryosurgery"}]} 17110 A63.0
near     note={"lesions":[{"site":"groin","diagnosis":"A63.0","technique":"cryosurgery"}]} 17110 A63.0
flags    note={"lesions":[{"site":"perianal","diagnosis":"A63.0","technique":"cryosurgery"}]} 17110 A63.0
passes   note={"lesions":[{"site":"eyelid","diagnosis":"B07.8","technique":"cryosurgery"}]} 17110 B07.8
passes   note={"lesions":[{"diagnosis":"A63.0","technique":"cryosurgery"}]} 17110 A63.0
cannot   17110 A63.0
"""
