from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from cleanskin.insight.case_mix import observed_over_expected
from cleanskin.insight.sections import aging, breakdown, coding, data_coverage, lags, partner
from cleanskin.insight.view import Details


def table(section: Any, start: str) -> Any:
    (found,) = (block for block in section.blocks if type(block).__name__ == "Table" and block.title.startswith(start))
    return found


def open_claim(by_hand, number: int, age_days: int, **facts: Any) -> dict[str, Any]:
    nothing = {
        "date_first_answer": None,
        "first_outcome": None,
        "first_has_denied_line": None,
        "state": "open",
        "amount_paid": 0,
    }
    return by_hand.claim(
        number,
        **(
            nothing
            | {
                "date_of_service": by_hand.as_of - timedelta(days=age_days),
                "amount_open": 10_000,
                "expected_allowed_open": 6_000,
            }
            | facts
        ),
    )


@pytest.mark.parametrize(
    ("age_days", "bucket"),
    [(-3, "0-30 days"), (0, "0-30 days"), (30, "0-30 days"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"), (91, "91-120"),
     (120, "91-120"), (121, "over 120"), (4000, "over 120")],
)  # fmt: skip
def test_the_edges_of_the_age_buckets(age_days, bucket):
    assert pl.select(aging.bucket_of(pl.lit(age_days))).item() == bucket


def test_aging_sums_what_is_seen_and_sets_apart_what_is_not(by_hand):
    claims = [
        open_claim(by_hand, 1, 10),
        open_claim(by_hand, 2, 100),
        open_claim(by_hand, 3, 200, payer="beta", payer_label="Beta"),
    ]
    claims.append(open_claim(by_hand, 4, 200, observed=False, state="not_observed"))
    details = Details()
    section = aging.build(by_hand.view(claims), details)
    total = table(section, "Open charges by payer").total
    #       claims  0-30    31-60 61-90 91-120  >120    total   expected  over 90
    assert total[1:] == (3, 10_000, 0, 0, 10_000, 10_000, 30_000, 18_000, 2 / 3)
    doubt = next(block for block in section.blocks if type(block).__name__ == "Callout")
    assert "$100.00" in doubt.title
    assert details.tables["open_claims"].data.height == 4


def test_nothing_open_gives_no_aging(by_hand):
    assert aging.build(by_hand.view([by_hand.claim(1)]), Details()) is None


def test_charge_lags_by_hand(by_hand):
    sent = {1: 0, 2: 1, 3: 1, 4: 3, 5: 40, 6: -2}
    claims = [by_hand.claim(n, date_submitted=by_hand.day + timedelta(days=days)) for n, days in sent.items()]
    row = lags.charge_lags(by_hand.view(claims).claims, "visit_class").row(0, named=True)
    # five usable lags 0, 1, 1, 3, 40: median 1; nine of ten within 40; three within 1 day; four within 3; one later than 30
    assert (row["claims"], row["p50"], row["p90"], row["in_1"], row["in_3"], row["late"]) == (
        5,
        1,
        40,
        0.6,
        0.8,
        10_000,
    )


def test_unanswered_claims_count_in_the_answer_times(by_hand):
    claims = [by_hand.claim(n) for n in range(20)] + [
        open_claim(by_hand, 100 + n, 200, date_submitted=date(2025, 10, 1)) for n in range(30)
    ]
    section = lags.build(by_hand.view(claims), Details())
    (row,) = table(section, "Payment lag").rows
    # 20 of 50 answered: fewer than half, so that no median is known although every answer took 18 days
    assert row[1:] == (50, 0.4, None, None)


def test_missing_months_are_named_and_their_charges_left_out(by_hand):
    cells = [
        {"entity": "1:2", "payer": "alpha", "payer_label": "Alpha", "month": date(2026, 1, 1), "claims": 10, "claims_answered": 10,
         "amount_billed": 70_000, "amount_billed_answered": 70_000, "remits": 10, "remits_matched": 9, "status": "observed"},
        {"entity": "1:2", "payer": "alpha", "payer_label": "Alpha", "month": date(2026, 2, 1), "claims": 5, "claims_answered": 0,
         "amount_billed": 30_000, "amount_billed_answered": 0, "remits": 0, "remits_matched": 0, "status": "no_remittances"},
    ]  # fmt: skip
    claims = [by_hand.claim(1, amount_billed=70_000), by_hand.claim(2, amount_billed=30_000, observed=False)]
    section = data_coverage.build(by_hand.view(claims, cells=cells), Details())
    (row,) = table(section, "Claims and remittances").rows
    assert row == ("Alpha", 15, 10 / 15, 10, 0.9, 100_000, 30_000, "no remittances: Feb 2026")
    assert "$700.00 of $1,000 charges (70.0%)" in section.blocks[0].text


def visit(by_hand, number: int, code: str, provider: str, modifiers: str = "") -> tuple[dict, list[dict]]:
    row = by_hand.claim(number, provider=provider)
    return row, [by_hand.line_of(row, number * 10, code=code, modifiers=modifiers, provider=provider)]


def test_levels_are_compared_with_the_practices_own_share_in_the_same_stratum(by_hand):
    made = [visit(by_hand, n, "99214" if n < 40 else "99213", "P1") for n in range(60)]
    made += [visit(by_hand, 100 + n, "99214" if n < 20 else "99213", "P2") for n in range(60)]
    view = by_hand.view([row for row, _ in made], [line for _, lines in made for line in lines])
    section = coding.build(view, Details())
    rows = {row[0]: row for row in table(section, "Visit levels by provider").rows}
    # 60 of 120 visits are level 4: expected one half for each; observed 40 and 20 of 60
    assert rows["P1"][1:5] == (60, 40 / 60, 0.5, pytest.approx(40 / 30))
    assert rows["P2"][1:5] == (60, 20 / 60, 0.5, pytest.approx(20 / 30))
    assert "Nothing here says" in section.blocks[-1].text


def test_strata_take_the_case_mix_out():
    """Two providers behave alike within each stratum; only their mix differs: nobody stands out."""
    rows = [("A", "easy", False)] * 90 + [("A", "hard", True)] * 5 + [("A", "hard", False)] * 5
    rows += [("B", "easy", False)] * 10 + [("B", "hard", True)] * 45 + [("B", "hard", False)] * 45
    data = pl.DataFrame(rows, schema=["unit", "stratum", "event"], orient="row")
    result = observed_over_expected(data, unit="unit", event="event", strata=["stratum"])
    assert result.sort("unit")["ratio"].to_list() == [1.0, 1.0]


def test_byars_interval_of_a_published_table():
    # 10 observed over 5 expected: 0.96 to 3.68 (exact Poisson limits of 10 are 4.80 and 18.39)
    data = pl.DataFrame(
        [("A", True)] * 10 + [("A", False)] * 90 + [("B", False)] * 100, schema=["unit", "event"], orient="row"
    )
    row = (
        observed_over_expected(data.with_columns(s=1), unit="unit", event="event", strata=["s"])
        .filter(pl.col("unit") == "A")
        .row(0, named=True)
    )
    assert (row["observed"], row["expected"]) == (10.0, 5.0)
    assert row["ratio_low"] == pytest.approx(0.96, abs=0.01)
    assert row["ratio_high"] == pytest.approx(3.68, abs=0.01)


def test_refusals_by_place_and_provider(by_hand):
    claims = [by_hand.claim(n, location="L1") for n in range(30)] + [
        by_hand.denied(100 + n, location="L2", provider="P2") for n in range(30)
    ]
    section = breakdown.build(by_hand.view(claims), Details())
    rows = table(section, "Refusals by location").rows
    assert rows[0] == ("L2", 30, 1.0, 300_000, 300_000)
    by_provider = {row[0]: row for row in table(section, "Refusals by provider").rows}
    # one stratum, half of its lines refused: each provider is expected to have 15 of 30
    assert by_provider["P2"][1:5] == (30, 1.0, 0.5, 2.0)
    assert by_provider["P2"][-1] == "review"


def answers_of(section) -> dict[str, tuple[str, str]]:
    checklist = next(block for block in section.blocks if type(block).__name__ == "Checklist")
    return {question[:2]: (answer, standing) for question, answer, standing in checklist.items}


def test_the_five_questions_are_answered_from_the_files(by_hand):
    old = {"date_first_answer": date(2026, 1, 10)}
    worked = [
        by_hand.denied(n, **old, date_resubmitted=date(2026, 1, 20), amount_denied_now=0, amount_recovered=10_000)
        for n in range(18)
    ]
    left = [by_hand.denied(100 + n, **old) for n in range(2)]
    section = partner.build(by_hand.view([by_hand.claim(200 + n) for n in range(20)] + worked + left), Details())
    found = answers_of(section)
    assert len(found) == 5
    assert found["1."][1] == "good"
    assert "10.0% show no second try" in found["2."][0]
    assert found["2."][1] == "good"
    assert "$200.00 of $2,000" in found["3."][0]
    assert found["4."][1] == "good"


def test_late_filing_is_never_good(by_hand):
    claims = [by_hand.claim(n) for n in range(30)] + [by_hand.denied(100, "timely_filing")]
    assert answers_of(partner.build(by_hand.view(claims), Details()))["4."][1] == "bad"


def test_few_claims_are_not_judged(by_hand):
    found = answers_of(partner.build(by_hand.view([by_hand.claim(1), by_hand.denied(2)]), Details()))
    assert [found[number][1] for number in ("1.", "2.", "3.", "4.")] == ["unknown"] * 4
