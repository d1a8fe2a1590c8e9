"""One code on several lesions: units, 76, 59, or the digit that already tells them apart."""

from datetime import date

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.charge.modifiers.repeats import apply
from cleanskin.record.encounter import Encounter
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
DAY = Day(Reference(None), ON)


def said(*lines, payer="medicare"):
    drafts = []
    for number, text in enumerate(lines, 1):
        code, *modifiers = text.split("-")
        drafts.append(Draft(code=code, modifiers=tuple(modifiers), lesions=(f"L{number}",)))
    case = Case(encounter=Encounter(), payer=payer, on=ON, day=DAY)
    return [f"{'-'.join((one.code, *one.modifiers))} x{one.units}" for one in apply(tuple(drafts), case)]


@pytest.mark.parametrize(
    ("payer", "given", "expected"),
    [
        ("medicare", ["17262", "17262"], ["17262 x1", "17262-76 x1"]),
        ("commercial", ["17262", "17262"], ["17262 x1", "17262-59 x1"]),
        ("medicare", ["17311", "17311", "17311"], ["17311 x1", "17311-76 x1", "17311-76 x1"]),
        ("commercial", ["11301", "11301"], ["11301 x1", "11301-59 x1"]),
        # digits tell nails apart; the same digit twice does not
        ("medicare", ["11750-TA", "11750-T5"], ["11750-TA x1", "11750-T5 x1"]),
        ("medicare", ["11750-TA", "11750-TA"], ["11750-TA x1", "11750-TA-76 x1"]),
        # what counts specimens, stages or units is one line
        ("medicare", ["88305", "88305"], ["88305 x2"]),
        ("medicare", ["17312", "17312"], ["17312 x2"]),
        # thrown away and given are two lines of one drug
        ("medicare", ["J0585", "J0585-JW"], ["J0585 x1", "J0585-JW x1"]),
        # what already says why it is repeated
        ("medicare", ["11301", "11301-59"], ["11301 x1", "11301-59 x1"]),
    ],
)
def test_repeated_codes(payer, given, expected):
    assert said(*given, payer=payer) == expected


def test_lines_of_other_codes_keep_their_order():
    assert said("11102", "88305", "17000", "88305") == ["11102 x1", "88305 x2", "17000 x1"]
