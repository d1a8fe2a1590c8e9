"""Rules held against answers: counts worked out by hand on a handful of lines."""

from datetime import date

import polars as pl
import pytest

from cleanskin.insight.backtest import foreseen_lines, judged
from cleanskin.insight.same_claims import ClaimKey, Places
from cleanskin.insight.spoken import SPOKEN_SCHEMA, SaidOfClaim, spoken
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.rules.registry import find_rule
from cleanskin.x12.bulk.frames import CLAIMS, FILES
from cleanskin.x12.bulk.schema import HeldFrames, polars_schema

DENIAL, AUDIT, REJECTION = (find_rule(name)[0] for name in ("CS-MOD-025", "CS-GLB-015", "CS-REG-002"))


def lines(*rows) -> pl.DataFrame:
    """(line, claim, code, refused, carc, category, amount) of answered lines."""
    names = ["line_id", "root_claim_id", "code", "refused", "carc", "category", "first_amount_denied"]
    types = [pl.Int64, pl.Int64, pl.String, pl.Boolean, pl.String, pl.String, pl.Int64]
    return pl.DataFrame(list(rows), schema=dict(zip(names, types)), orient="row")


def said(*rows) -> pl.DataFrame:
    """(finding, claim, line, rule, outcome, predicted carc, cents) of rows that rules spoke of."""
    full = [(f, c, line, rule, outcome, "hold", carc, cents) for f, c, line, rule, outcome, carc, cents in rows]
    return pl.DataFrame(full, schema=SPOKEN_SCHEMA, orient="row")


def finding(rule, *, claim="A", at=(), carc="", outcome="denial", cents=None) -> ClaimFinding:
    return ClaimFinding(
        claim=claim, lines=at, rule=rule, name="x-y", outcome=outcome, severity="hold", message="M.", carc=carc,
        amount_at_risk=cents,
    )  # fmt: skip


ANSWERS = lines(
    (1, 10, "99213", True, "97", "bundling_ncci", 9000),
    (2, 10, "17000", False, None, None, 0),
    (3, 11, "99213", False, None, None, 0),
    (4, 12, "99213", True, "29", "timely_filing", 8000),
    (5, 13, "99214", True, "97", "bundling_ncci", 7000),
)


def test_precision_counts_claims_with_an_answered_flagged_line():
    rows = said(
        (0, 10, 1, DENIAL.id, "denial", "97", 5000),
        (1, 11, 3, DENIAL.id, "denial", "97", 4000),
        (2, 12, 4, DENIAL.id, "denial", "97", None),
        (3, 19, 99, DENIAL.id, "denial", "97", 100),  # never answered
    )
    (row,) = judged(ANSWERS, rows, [DENIAL], acknowledged=True).to_dicts()
    assert (row["findings"], row["claims"], row["answered"], row["denied"], row["foreseen"]) == (4, 4, 3, 2, 1)
    assert row["precision"] == pytest.approx(2 / 3)
    # Wilson's interval of 2 of 3, from the formula with z = 1.96
    assert (row["precision_low"], row["precision_high"]) == (
        pytest.approx(0.2077, abs=1e-4),
        pytest.approx(0.9385, abs=1e-4),
    )
    assert row["amount_denied"] == 9000 + 8000
    assert (row["amount_at_risk"], row["unpriced"]) == (9100, 1)
    assert row["share_usual"] == pytest.approx(2 / 3)  # 99213: two of three lines are refused


def test_a_line_flagged_twice_by_a_rule_is_counted_once_in_dollars():
    rows = said((0, 10, 1, DENIAL.id, "denial", "97", 5000), (1, 10, 1, DENIAL.id, "denial", "97", 5000))
    (row,) = judged(ANSWERS, rows, [DENIAL], acknowledged=True).to_dicts()
    assert (row["claims"], row["answered"], row["denied"], row["amount_denied"]) == (1, 1, 1, 9000)


@pytest.mark.parametrize(
    ("rule", "acknowledged", "given"),
    [(DENIAL, False, True), (REJECTION, True, True), (REJECTION, False, False), (AUDIT, True, False)],
)
def test_precision_is_given_only_where_an_answer_can_refute(rule, acknowledged, given):
    rows = said((0, 10, 1, rule.id, rule.outcome, rule.carc or None, 5000))
    (row,) = judged(ANSWERS, rows, [rule], acknowledged=acknowledged).to_dicts()
    assert (row["precision"] is not None) is given


@pytest.mark.parametrize(
    ("outcome", "predicted", "line", "foreseen"),
    [
        ("denial", "97", 1, True),  # the reason itself
        ("denial", "236", 1, True),  # another reason of the same root cause
        ("denial", "29", 1, False),  # another root cause
        ("denial", None, 1, True),  # a refusal, no reason named
        ("audit", "97", 1, True),  # the reason itself, whatever the rule expects
        ("audit", "236", 1, False),
        ("rejection", None, 1, False),  # a payer's refusal is no rejection
        ("denial", "97", 3, False),  # paid
    ],
)
def test_what_counts_as_foreseen(outcome, predicted, line, foreseen):
    rows = said((0, 10, line, DENIAL.id, outcome, predicted, None))
    assert foreseen_lines(ANSWERS, rows)["line_id"].to_list() == ([line] if foreseen else [])


def test_findings_become_rows_of_their_lines():
    held = pl.DataFrame({"claim_id": [10, 10, 11], "line_id": [1, 2, 3], "line_number": [1, 2, 1]})
    rows = spoken(
        [
            SaidOfClaim(10, (finding("CS-A-001", at=("2",), carc="97", cents=50), finding("CS-A-002"))),
            SaidOfClaim(11, (finding("CS-A-001", at=("01",)), finding("CS-A-003", at=("X",)))),
            SaidOfClaim(12, (finding("CS-A-001"),)),  # has no lines in the frames
        ],
        held,
    )
    assert rows.schema == SPOKEN_SCHEMA
    assert rows.select("finding", "claim_id", "line_id", "rule").rows() == [
        (0, 10, 2, "CS-A-001"),
        (1, 10, 1, "CS-A-002"),
        (1, 10, 2, "CS-A-002"),
        (2, 11, 3, "CS-A-001"),
        (3, 11, 3, "CS-A-003"),
    ]
    assert rows["predicted_carc"].to_list()[:2] == ["97", None]


def test_claims_with_the_same_number_and_charge_are_told_apart_by_order():
    files = pl.DataFrame([dict.fromkeys(FILES.names()) | {"file_id": 0, "sha256": "s"}], schema=polars_schema(FILES))
    rows = [
        dict.fromkeys(CLAIMS.names()) | {"claim_id": 7 - n, "file_id": 0, "segment": n, "patient_control_number": number, "amount_billed": cents}
        for n, (number, cents) in enumerate([("A", 100), ("A", 100), ("A", 200), (None, 100)])
    ]  # fmt: skip
    places = Places(
        HeldFrames({"files": files, "claims": pl.DataFrame(rows, schema=polars_schema(CLAIMS))}, [FILES, CLAIMS])
    )
    keys = [
        ClaimKey("A", 200),
        ClaimKey("A", 100),
        ClaimKey(" A", 100),
        ClaimKey("A", 100),
        ClaimKey("", 100),
        ClaimKey("B", 1),
    ]
    assert list(places.rows("s", keys)) == [5, 7, 6, None, 4, None]
    assert list(places.rows("another file", [ClaimKey("A", 200)])) == [None]


def cluster_lines(*groups) -> pl.DataFrame:
    """Lines in groups: (payer, count, refused, modifiers, lag days, carc)."""
    rows = []
    for payer, count, refused, modifiers, lag_days, carc in groups:
        for _ in range(count):
            number = len(rows)
            rows.append(
                {
                    "line_id": number, "root_claim_id": number, "payer": payer, "code": "17110", "modifiers": modifiers,
                    "units": 1, "provider": "1", "refused": refused, "category": "other" if refused else None,
                    "carc": carc if refused else None, "group_code": "CO" if refused else None, "remarks_key": None,
                    "first_amount_denied": 1000 if refused else 0, "amount_denied_now": 0, "expected_allowed": None,
                    "date_of_service": date(2026, 1, 1), "date_submitted": date.fromordinal(date(2026, 1, 1).toordinal() + lag_days),
                }
            )  # fmt: skip
    return pl.DataFrame(
        rows, schema_overrides={"modifiers": pl.String, "remarks_key": pl.String, "expected_allowed": pl.Int64}
    )


PAYERS = pl.DataFrame(
    {"side": ["claim", "claim"], "payer_name": ["PLAN P", "PLAN Q"], "payer_id": ["P1", None], "payer": ["p", "q"], "payer_label": ["PLAN P", "PLAN Q"]}
)  # fmt: skip


def clusters_of(*groups):
    from cleanskin.insight.unforeseen import unforeseen_clusters

    return list(unforeseen_clusters(cluster_lines(*groups), PAYERS))


def test_a_payer_that_refuses_what_others_pay_stands_out_with_what_its_refusals_share():
    (found,) = clusters_of(
        ("p", 20, True, "25", 100, "97"), ("p", 30, False, None, 5, None), ("q", 100, False, "25", 5, None)
    )
    assert (found.payer, found.payer_ids, found.code, found.carc) == ("p", ("P1",), "17110", "97")
    assert (found.lines, found.denied, found.amount_refused) == (50, 20, 20_000)
    told = {(one.what, one.value): (one.denied_with, one.settled_with) for one in found.common}
    assert told == {("modifier", "25"): (20, 0), ("sent", "more than 90 days after the service"): (20, 0)}


def test_a_refusal_at_all_payers_alike_stands_out_against_other_work():
    other = cluster_lines(("p", 300, False, None, 5, None)).with_columns(code=pl.lit("99213"))
    mixed = cluster_lines(
        ("p", 10, True, None, 5, "50"), ("p", 40, False, None, 5, None), ("q", 10, True, None, 5, "50"), ("q", 40, False, None, 5, None)
    )  # fmt: skip
    from cleanskin.insight.unforeseen import unforeseen_clusters

    (found,) = unforeseen_clusters(pl.concat([mixed, other]), PAYERS)
    assert (found.payer, found.payer_label, found.lines, found.denied) == ("", "all payers", 100, 20)


def test_the_same_share_everywhere_is_no_cluster():
    assert clusters_of(("p", 2, True, None, 5, "50"), ("p", 98, False, None, 5, None), ("q", 2, True, None, 5, "50"), ("q", 98, False, None, 5, None)) == []  # fmt: skip
