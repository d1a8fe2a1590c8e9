"""What classification holds for any tuple at all, and sums of outcomes for any remittance."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.denial.classify import classify
from cleanskin.denial.codebook import book
from cleanskin.denial.outcomes import outcomes
from cleanskin.x12.bulk.frames import ADJUSTMENTS, ALL_FRAMES, REMIT_CLAIMS, REMIT_LINES
from cleanskin.x12.bulk.schema import HeldFrames, polars_schema

BOOK = book()
GROUPS = st.sampled_from(["CO", "PR", "OA", "PI", "CR", "", "??"])
CARCS = st.sampled_from([*BOOK.reasons, "999", "", "ZZZ"])
REMARKS = st.lists(st.sampled_from([*BOOK.remarks, "N9999", "??"]), max_size=4)
ORDERS = st.sampled_from(["primary", "secondary", "tertiary"])


@given(GROUPS, CARCS, REMARKS, st.booleans(), ORDERS, st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_answer_is_consistent(group, carc, remarks, paid, order, reversal):
    answer = classify(
        group_code=group, carc=carc, remarks=remarks, is_paid=paid, payer_order=order, is_reversal=reversal
    )
    assert answer.action in BOOK.actions
    assert answer.owner in BOOK.owners
    assert answer.category is None or answer.category in BOOK.categories
    assert answer.known == (group in BOOK.groups and carc in BOOK.reasons)
    if answer.action == "patient_bill":  # the group must allow it, and no remark forbid it
        assert group == "PR"
        assert not {"N781", "N782", "N783"} & set(remarks)
    if answer.outcome == "unprocessable":
        assert (answer.appeal, answer.action) in (("no", "new_claim"),) or {
            "N211",
            "N185",
            "N111",
            "N779",
            "N432",
        } & set(remarks)
    if reversal:
        assert answer.outcome == "takeback"
    if answer.outcome in ("contractual", "patient_share", "other_payer", "informational"):
        assert answer.appeal == "no"
    if answer.outcome in ("denial", "unprocessable", "pend", "duplicate"):
        assert answer.category is not None


@given(GROUPS, CARCS, st.permutations(["MA01", "M76", "N382", "MA130"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_order_of_remarks_does_not_matter(group, carc, remarks, paid):
    answer = classify(group_code=group, carc=carc, remarks=remarks, is_paid=paid)
    assert answer == classify(group_code=group, carc=carc, remarks=sorted(remarks), is_paid=paid)


ADJUSTMENT = st.tuples(GROUPS, st.sampled_from(["45", "1", "97", "16", "18", "23", "252", "999"]), st.integers(0, 9999))


@given(st.lists(st.lists(ADJUSTMENT, max_size=4), min_size=1, max_size=4), st.sampled_from(["1", "2", "4", "22"]))
@settings(max_examples=40, deadline=None)
def test_amounts_by_outcome_never_exceed_what_was_adjusted(lines, status):
    rows = [
        {"remit_claim_id": 0, "remit_line_id": number, "position": place, "group_code": group, "carc": carc,
         "amount_adjusted": amount, "remarks": []}
        for number, adjustments in enumerate(lines)
        for place, (group, carc, amount) in enumerate(adjustments, 1)
    ]  # fmt: skip
    total = sum(row["amount_adjusted"] for row in rows)
    claim = {"remit_claim_id": 0, "status_code": status, "amount_billed": total, "amount_paid": 0}
    units = [
        {"remit_line_id": number, "remit_claim_id": 0, "code": "99213", "amount_paid": 0,
         "amount_billed": sum(amount for _, _, amount in adjustments)}
        for number, adjustments in enumerate(lines)
    ]  # fmt: skip

    def frame(declared, data):
        schema = polars_schema(declared)
        return pl.DataFrame([{name: row.get(name) for name in schema} for row in data], schema=schema)

    source = HeldFrames(
        {
            "remit_claims": frame(REMIT_CLAIMS, [claim]),
            "remit_lines": frame(REMIT_LINES, units),
            "adjustments": frame(ADJUSTMENTS, rows),
        },
        ALL_FRAMES,
    )
    denials = outcomes(source)
    assert denials.line_outcomes.height == len(lines)
    assert denials.line_outcomes["remit_line_id"].to_list() == list(range(len(lines)))
    names = [name for name in denials.claim_outcomes.columns if name.startswith("amount_")]
    row = denials.claim_outcomes.row(0, named=True)
    assert 0 <= sum(row[name] for name in names) <= total
    assert [row[name] for name in names] == [denials.line_outcomes[name].sum() for name in names]
    refused = denials.line_outcomes["outcome"].is_in(["denied", "unprocessable"]).any()
    assert row["has_denied_line"] == refused
