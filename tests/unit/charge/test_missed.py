"""What was billed beside what is supported."""

from datetime import date

import pytest

from cleanskin.charge.missed import BilledLine, UnreadableBill, compared, read_billed
from cleanskin.record.coding import CodedLine, Coding, NotReported
from cleanskin.reference.look_up import Reference

REFERENCE = Reference(None)
CODING = Coding(
    lines=(
        CodedLine(code="17000", icd10=("L57.0",), why="one keratosis"),
        CodedLine(code="17003", units=5, icd10=("L57.0",)),
        CodedLine(code="11102", modifiers=("59",)),
    ),
    not_separately_reported=(NotReported(code="99212", why="the decision is part of the procedure"),),
    on=date(2025, 11, 3),
)


def kinds(*billed):
    found = compared(billed, CODING, reference=REFERENCE)
    return [(one.kind, one.code) for one in found.differences], found


def test_nothing_differs():
    lines = (BilledLine(code="17000"), BilledLine(code="17003", units=5), BilledLine(code="11102", modifiers=("59",)))
    found, whole = kinds(*lines)
    assert found == []
    assert (whole.amount_missed, whole.amount_at_risk) == (0, 0)


def test_both_ways_in_dollars():
    found, whole = kinds(BilledLine(code="17000"), BilledLine(code="17003", units=3), BilledLine(code="99212"))
    assert found == [("units_low", "17003"), ("missed", "11102"), ("at_risk", "99212")]
    assert whole.amount_missed > 0
    assert whole.amount_at_risk > 0
    assert whole.differences[2].why == "the decision is part of the procedure"
    assert sum(one.amount for one in whole.differences) == whole.amount_missed - whole.amount_at_risk


def test_a_visit_of_another_level_is_one_difference():
    """The higher level billed is at risk by what it pays more, the lower one misses that much; no line stands alone."""
    coding = Coding(lines=(CodedLine(code="99213", modifiers=("25",)),), on=date(2025, 11, 3))
    low = compared((BilledLine(code="99212", modifiers=("25",)),), coding, reference=REFERENCE)
    high = compared((BilledLine(code="99214", modifiers=("25",)),), coding, reference=REFERENCE)
    assert [(one.kind, one.code) for one in low.differences] == [("level_low", "99213")]
    assert [(one.kind, one.code) for one in high.differences] == [("level_high", "99213")]
    assert low.amount_missed > 0 == low.amount_at_risk
    assert high.amount_at_risk > 0 == high.amount_missed
    new = compared((BilledLine(code="99203"),), coding, reference=REFERENCE)
    assert [one.kind for one in new.differences] == ["missed", "at_risk"]


def test_modifiers_and_diagnoses():
    billed = (
        BilledLine(code="17000", icd10=("L82.1",)),
        BilledLine(code="17003", units=5),
        BilledLine(code="11102"),
    )
    assert kinds(*billed)[0] == [("diagnoses", "17000"), ("modifiers", "11102")]


def test_an_unpriced_code_is_said_without_amount():
    found, whole = kinds(BilledLine(code="00000"))
    assert ("at_risk", "00000") in found
    assert whole.differences[-1].amount is None


def test_bills_are_read_from_json_and_csv():
    expected = (BilledLine(code="11102", modifiers=("59",), units=2),)
    assert read_billed('[{"code": "11102", "modifiers": ["59"], "units": 2}]') == expected
    assert read_billed('{"lines": [{"code": "11102", "modifiers": ["59"], "units": 2}]}') == expected
    assert read_billed("code,modifiers,units\n11102,59,2\n") == expected
    assert read_billed("\ufeffCode,Units\n11102-59,2\n") == expected


@pytest.mark.parametrize("text", ["{", '{"lines": 3}', "[3]", "a,b\n1,2\n", ""])
def test_a_bill_that_is_none(text):
    with pytest.raises(UnreadableBill):
        read_billed(text)
