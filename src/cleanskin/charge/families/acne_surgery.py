"""Acne: comedones, pustules and milia opened and expressed (10040), freezing of acne (17340), peeling of acne (17360).

Each once a session whatever the number (DES-7).  Reads lesions with technique "expression", or opened (drainage,
puncture) for acne or milia; services "acne_extraction", "acne_cryotherapy" and "chemical_peel" for acne.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import has_condition, line, part_of, sentence, served
from cleanskin.record.coding import NotReported
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="acne_surgery", covers=("acne",))

ACNE: Final = ("acne", "comedone", "comedones", "milia", "pustule", "acne_vulgaris", "cystic_acne", "acne_cyst")
_OPENED: Final = frozenset({"expression", "drainage", "puncture", "evacuation"})


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft acne surgery, freezing and peeling of acne."""
    opened = [lesion for lesion in case.encounter.lesions if is_opened_acne(lesion) or is_cyst_of_acne(lesion, case)]
    extracted = served(case, "acne_extraction")
    if opened:
        yield _opened(case, opened)
        for code, why in (("10060", "acne that is opened is acne surgery, not drainage of an abscess"),
                          ("17110", "expressed, not destroyed")):  # fmt: skip
            yield NotReported(code=code, why=sentence(why), rules=("DES-7",), lesions=tuple(one.id for one in opened))
    elif extracted:
        yield line(case, "10040", extracted, why="Acne lesions opened and expressed; once, whatever the number.")
    frozen = served(case, "acne_cryotherapy")
    if frozen:
        yield line(case, "17340", frozen, rules=("DES-7",))
        yield part_of("17110", "freezing of acne has its own code", frozen, ("DES-7",))
    peeled = [row for row in served(case, "chemical_peel", "acne_peel") if is_acne_peel(case, row.id)]
    if peeled:
        yield line(case, "17360", peeled, why="Acne peeled with a chemical.", rules=("DES-7",))


def is_opened_acne(lesion: Lesion) -> bool:
    """True for a lesion that was opened or expressed as acne or milia."""
    is_acne = lesion.condition in ACNE or "acne" in lesion.condition or "comedo" in lesion.condition
    if lesion.technique == "expression":
        named = lesion.condition or ("" if lesion.closure else "acne")  # a clot is expressed between stitches
        return is_acne or named in ("acne", "sebaceous_hyperplasia", "folliculitis")
    return lesion.technique in _OPENED and is_acne


def is_cyst_of_acne(lesion: Lesion, case: Case) -> bool:
    """True for a cyst without another name expressed beside comedones: part of the acne surgery."""
    is_pressed = "expression" in (lesion.technique, *lesion.further_techniques)
    return is_pressed and lesion.condition == "cyst" and any(is_opened_acne(one) for one in case.encounter.lesions)


def is_acne_peel(case: Case, service_id: str) -> bool:
    """True for a peel that the record gives for acne itself, not for its scars."""
    row = next(row for row in served(case, "chemical_peel", "acne_peel") if row.id == service_id)
    return row.service.kind == "acne_peel" or has_condition(case, row, *ACNE)


def _opened(case: Case, opened: list[Lesion]) -> Draft:
    first = opened[0]
    return Draft(
        code="10040",
        lesions=tuple(lesion.id for lesion in opened),
        zone=zone_name(first, case.day),
        side=first.side,
        session=first.session,
        evidence=tuple([one for lesion in opened for one in lesion.evidence]),
        why="Acne lesions or milia opened and expressed; once, whatever the number.",
        why_not=("10060 is for an abscess.", "17110 is for destruction."),
        rules=("DES-7",),
    )
