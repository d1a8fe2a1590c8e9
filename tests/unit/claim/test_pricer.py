"""Dollars of findings: Medicare's where it says, a practice's own where it gives a list."""

from cleanskin.claim.pricer import MEDICARE_NATIONAL, FeeListPricer, MedicarePricer, read_fee_list
from cleanskin.reference.look_up import Reference
from cleanskin.reference.pricing import PriceLine, price_claim
from cleanskin.rules.day import Days
from cleanskin.rules.notation import read_visit
from cleanskin.rules.visit import visits_of

REFERENCE = Reference(None)


def visit(text):
    claim, context = read_visit(text)
    return visits_of(claim, Days(REFERENCE), context)[0][0]


def test_lines_are_priced_beside_the_others_of_the_visit_by_the_fee_schedule():
    shown = visit("17000 L57.0 | 11102-59 D49.2")
    alone = price_claim([PriceLine(code="17000")], on=shown.on, reference=REFERENCE)[0].amount_allowed
    both = price_claim(
        [PriceLine(code="17000", place_of_service="11"), PriceLine(code="11102", modifiers=("59",), place_of_service="11")],
        on=shown.on, reference=REFERENCE,
    )  # fmt: skip
    pricer = MedicarePricer(REFERENCE)
    priced = pricer.allowed(shown, shown.lines[:1])
    assert priced == (both[0].amount_allowed, MEDICARE_NATIONAL)
    assert priced.amount < alone, "the lesser of two procedures of a day is paid at half"
    assert pricer.allowed(shown, shown.lines).amount == sum(price.amount_allowed for price in both)
    assert pricer.allowed_for(shown, "17000", 1).amount == alone


def test_what_has_no_price_has_none():
    shown = visit("A9999 L57.0")
    assert MedicarePricer(REFERENCE).allowed(shown, shown.lines) is None
    assert MedicarePricer(REFERENCE).allowed_for(shown, "ZZZZZ", 1) is None


def test_a_fee_list_goes_by_code_modifier_and_units():
    fees, findings = read_fee_list(b"Code,Modifier,Amount\n17000,,$100.00\n17003,,6.5\n88305,26,40\n", file="f")
    assert (fees, findings) == ({("17000", ""): 10000, ("17003", ""): 650, ("88305", "26"): 4000}, ())
    pricer = FeeListPricer(fees, "our contract")
    shown = visit("17000 L57.0 | 17003*4 L57.0 | 88305-26 D22.5 | 99213 L40.0")
    assert pricer.allowed(shown, shown.lines[:2]) == (12600, "our contract")
    assert pricer.allowed(shown, shown.lines[2:3]).amount == 4000
    assert pricer.allowed(shown, shown.lines[3:]) is None
    assert pricer.allowed_for(shown, "17003", 3).amount == 1950


def test_rows_of_a_fee_list_that_cannot_be_read_are_said():
    fees, findings = read_fee_list(b"code,amount\n17000,abc\n,5\n17003,-1\n11102,NaN\n11104,5\n", file="f")
    assert fees == {("11104", ""): 500}
    assert [finding.message.split(" of", 1)[0] for finding in findings] == ["Row 2", "Row 3", "Row 4", "Row 5"]
    assert [finding.name for finding in read_fee_list(b"", file="f")[1]] == ["fee-list-not-readable"]
