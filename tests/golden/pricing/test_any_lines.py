"""What holds for whatever lines are priced together."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanskin.reference.pricing import PriceLine, Terms, price_claim

from .mini import IN_2025, MiniReference

CODES = [*sorted({code for year, code, _ in MiniReference().fees if year == 2025}), "J0585", "99999"]
MODIFIERS = [
    "25",
    "26",
    "50",
    "52",
    "53",
    "54",
    "55",
    "56",
    "58",
    "59",
    "62",
    "76",
    "78",
    "79",
    "80",
    "AS",
    "GY",
    "LT",
    "RT",
    "TC",
]

lines = st.builds(
    PriceLine,
    code=st.sampled_from(CODES),
    modifiers=st.lists(st.sampled_from(MODIFIERS), max_size=3, unique=True).map(tuple),
    units=st.integers(0, 7).map(Decimal),
    place_of_service=st.sampled_from(["", "11", "22", "99"]),
    amount_charged=st.none() | st.integers(0, 200_000),
)
terms = st.builds(
    Terms,
    zip_code=st.sampled_from(["", "10021", "99501", "00000"]),
    setting=st.sampled_from(["facility", "nonfacility"]),
    participating=st.booleans(),
    nonphysician=st.booleans(),
    amount_deductible_left=st.integers(0, 30_000),
)


@given(st.lists(lines, max_size=7), terms)
@example([PriceLine(code="97110", units=Decimal(1))] * 3, Terms(setting="facility"))
@settings(max_examples=150, deadline=None)
def test_what_always_holds(claim, asked):
    found = price_claim(claim, on=IN_2025, reference=MiniReference(), terms=asked)
    assert [answer.line for answer in found] == claim
    for answer in found:
        assert (answer.amount_allowed is None) == (answer.cannot is not None)
        if answer.amount_allowed is None:
            continue
        parts = (answer.amount_paid, answer.amount_patient, answer.amount_sequestered)
        assert answer.amount_allowed == sum(parts)
        assert min(parts) >= 0
        assert answer.steps[-1].amount == answer.amount_allowed
        assert answer.provenances
        assert answer.amount_allowed <= 2 * (answer.amount_full + 1) * answer.line.units
        if answer.line.amount_charged is not None:
            assert answer.amount_allowed <= answer.line.amount_charged


@given(
    st.lists(
        lines.map(lambda line: PriceLine(code=line.code, modifiers=("59",), units=Decimal(1))),
        max_size=5,
        unique_by=lambda line: line.code,
    )
)
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(claim):
    reference = MiniReference()
    forward = price_claim(claim, on=IN_2025, reference=reference)
    backward = price_claim(claim[::-1], on=IN_2025, reference=reference)
    assert [answer.amount_allowed for answer in forward] == [answer.amount_allowed for answer in backward[::-1]]
