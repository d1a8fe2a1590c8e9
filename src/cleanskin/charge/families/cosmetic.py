"""Services mostly for looks: peels, abrasion, fillers, hair and tattoo removal, needling, resurfacing, fat, platelets.

The code says what was done; whether a payer is billed is judged with the record's reasons, not here.  A service
without a code of its own is 17999.  Where the code hangs on depth, area or volume and the record is silent, it is
asked.
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.families.acne_surgery import is_acne_peel
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, has_condition, line, says, served, zone_name

FAMILY = Family(name="cosmetic", covers=("cosmetic", "scar_laser", "unlisted"), of_services=True)

_FACE: Final = frozenset({"face", "forehead", "temple", "cheek", "chin", "nose", "lip", "eyelid", "ear"})
_UNLISTED: Final = {
    "microneedling": "needling has no code of its own",
    "laser_resurfacing": "resurfacing by laser has no code of its own",
    "subcision": "subcision has no code of its own",
    "fat_dissolving": "injection of deoxycholic acid has no code of its own",
}
_HALF_HOUR: Final = 30
_FILLER_TIERS: Final = ((Decimal(1), "11950"), (Decimal(5), "11951"), (Decimal(10), "11952"))


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft each kind of service once."""
    yield from _peels(case)
    yield from _abrasion(case)
    yield from _fillers(case)
    yield from _hairs(case)
    yield from _tattoos(case)
    yield from _lasers(case)
    for kind, why in _UNLISTED.items():
        found = served(case, kind)
        if found:
            yield line(case, "17999", found, why=why)
    for kind, code in (("prp", "0232T"), ("platelet_rich_plasma", "0232T"), ("ear_piercing", "69090")):
        found = served(case, kind)
        if found:
            yield line(case, code, found)


def _peels(case: Case) -> Iterator[Drafted]:
    """Draft peels by place and depth; peels of acne itself are acne procedures."""
    found = [row for row in served(case, "chemical_peel") if not is_acne_peel(case, row.id)]
    for place in (True, False):
        rows = [row for row in found if _is_face(case, row) is place]
        if not rows:
            continue
        shallow, deep = ("15788", "15789") if place else ("15792", "15793")
        depth = _peel_depth(rows)
        if depth:
            yield line(case, deep if depth == "deep" else shallow, rows)
        else:
            yield ask(
                rows,
                topic="depth",
                question="How deep was the peel, and with which agent and strength?",
                why="A peel of the epidermis and a deeper one are different codes.",
                sentence="Chemical peel with ___ to the level of the ___.",
                codes=(shallow, deep),
            )


def _peel_depth(rows: list[Served]) -> str:
    words = _words(rows)
    if any(says(row.service, "deep", "dermal") for row in rows) or _any(words, "phenol", "medium", "deep", "dermal"):
        return "deep"
    shallow = ("glycolic", "salicylic", "jessner", "superficial", "epidermal", "lactic", "mandelic")
    return "shallow" if any(says(row.service, "superficial") for row in rows) or _any(words, *shallow) else ""


def _abrasion(case: Case) -> Iterator[Drafted]:
    found = [row for row in served(case, "dermabrasion") if "micro" not in _words([row])]
    if found:
        whole = any(says(row.service, "whole_face", "total_face") for row in found) or _any(
            _words(found), "full face", "full-face", "whole face", "entire face", "total face"
        )
        is_shallow = any(says(row.service, "superficial") for row in found)
        face = any(_is_face(case, row) for row in found)
        code = "15783" if is_shallow else "15780" if whole else "15781" if face else "15782"
        yield line(case, code, found)
    micro = [row for row in served(case, "dermabrasion") if row not in found]
    if micro:
        yield line(case, "17999", micro, why="Microdermabrasion has no code of its own.")


def _fillers(case: Case) -> Iterator[Drafted]:
    """Draft fillers by volume; of facial wasting by its own code."""
    found = served(case, "filler")
    if not found:
        return
    if any(
        has_condition(case, row, "lipoatrophy", "hiv_lipoatrophy") or says(row.service, "lipoatrophy") for row in found
    ):
        yield line(case, "G0429", found)
        return
    volumes = [
        drug.volume_ml or (drug.amount if drug.unit.casefold() in ("ml", "cc") else None)
        for drug in case.encounter.drugs
        if drug.route in ("", "subcutaneous", "intradermal", "intralesional")
    ]
    volume = sum((one for one in volumes if one), Decimal(0))
    if volume:
        code = next((code for most, code in _FILLER_TIERS if volume <= most), "11954")
        yield line(case, code, found, why=f"{volume.normalize():f} cc of filler")
    else:
        yield ask(
            found,
            topic="volume",
            question="How many cc of filler were injected?",
            why="Up to 1, 5, 10 cc and more are four codes.",
            sentence="___ cc of ___ injected.",
            codes=("11950", "11951", "11952", "11954"),
        )


def _hairs(case: Case) -> Iterator[Drafted]:
    """Draft removal of hair: electrolysis by half hours, by laser unlisted."""
    for row in served(case, "hair_removal"):
        if says(row.service, "electrolysis") or "electrolysis" in _words([row]):
            minutes = Decimal(row.service.minutes or _HALF_HOUR)
            units = int((minutes / _HALF_HOUR).to_integral_value(ROUND_CEILING))
            yield line(case, "17380", [row], units=units)
        else:
            yield line(case, "17999", [row], why="Removal of hair by laser has no code of its own.")


def _tattoos(case: Case) -> Iterator[Drafted]:
    found = served(case, "tattoo_removal")
    if found:
        is_abraded = any(says(row.service, "abrasion") for row in found) or _any(_words(found), "abra", "salabra")
        code = "15783" if is_abraded else "17999"
        yield line(case, code, found, why="" if is_abraded else "removal by laser has no code of its own")


def _lasers(case: Case) -> Iterator[Drafted]:
    """Draft fractional laser of burn and injury scars by area."""
    found = served(case, "scar_laser")
    if found:
        area = sum((row.service.area_sq_cm or Decimal(0) for row in found), Decimal(0))
        yield line(case, "0479T", found)
        if area > 100:
            yield line(case, "0480T", found, units=int(((area - 100) / 100).to_integral_value(ROUND_CEILING)))


def _is_face(case: Case, row: Served) -> bool:
    return not row.service.site or zone_name(case, row.service.site) in _FACE


def _words(rows: list[Served]) -> str:
    return " ".join(
        word for row in rows for word in (row.service.agent, *(one.words for one in row.service.evidence))
    ).casefold()


def _any(text: str, *words: str) -> bool:
    return any(word in text for word in words)
