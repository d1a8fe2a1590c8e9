from datetime import date, timedelta

import polars as pl

from cleanskin.insight import recommend
from cleanskin.insight.report.model import Recommendation
from cleanskin.insight.view import Details


def months_of_claims(by_hand, months: int, per_month: int = 3):
    return [
        by_hand.claim(
            m * 100 + n,
            date_of_service=date(2025, 1 + m, 5),
            date_submitted=date(2025, 1 + m, 6),
            date_first_answer=date(2025, 1 + m, 26),
        )
        for m in range(months)
        for n in range(per_month)
    ]


def test_each_lines_dollars_stand_in_one_recommendation_only(by_hand):
    claims = [by_hand.claim(n) for n in range(100)]
    claims += [by_hand.denied(200 + n) for n in range(30)]
    claims += [by_hand.denied(300 + n, date_resubmitted=by_hand.day + timedelta(days=40)) for n in range(30)]
    chosen = recommend.choose(by_hand.view(claims))
    lines = pl.concat([one.lines.select("line_id") for one in chosen])
    assert lines.height == lines["line_id"].n_unique()
    assert lines.height == 60


def test_an_unworked_refusal_is_worth_its_expected_allowed_times_the_chance(by_hand):
    claims = [by_hand.claim(n) for n in range(50)] + [by_hand.denied(100 + n) for n in range(4)]
    (one,) = (one for one in recommend.choose(by_hand.view(claims)) if one.proposal.key == "recover-modifier")
    # no history of worked refusals: assumed 0.80 +- 0.15 of 4 x 5,000 cents
    assert (one.low, one.high) == (13_000, 19_000)
    assert "assumption" in one.proposal.write(one.lines).arithmetic


def test_the_practices_own_results_replace_the_assumption(by_hand):
    again = by_hand.day + timedelta(days=30)
    worked = [
        by_hand.denied(100 + n, date_resubmitted=again, amount_denied_now=0, state="recovered") for n in range(20)
    ]
    lines = [by_hand.line_of(row, row["root_claim_id"], amount_recovered=5_000, amount_denied_now=0) for row in worked]
    fresh = [by_hand.denied(200 + n) for n in range(4)]
    lines += [by_hand.line_of(row, row["root_claim_id"]) for row in fresh]
    chosen = recommend.choose(by_hand.view(worked + fresh, lines))
    (one,) = (one for one in chosen if one.proposal.key == "recover-modifier")
    # 20 of 20 won: Wilson interval 0.8389 to 1
    assert (one.low, one.high) == (16_776, 20_000)
    assert "own history" in one.proposal.write(one.lines).arithmetic


def test_refusals_too_old_to_dispute_are_prevented_not_recovered(by_hand):
    old = {
        "date_of_service": date(2025, 1, 5),
        "date_submitted": date(2025, 1, 6),
        "date_first_answer": date(2025, 2, 1),
    }
    claims = [by_hand.claim(n) for n in range(50)] + [by_hand.denied(100 + n, **old) for n in range(6)]
    keys = [one.proposal.key for one in recommend.choose(by_hand.view(claims))]
    assert keys == ["prevent-modifier"]


def written(by_hand, claims) -> list[Recommendation]:
    view, details = by_hand.view(claims), Details()
    section = recommend.section(view, details, recommend.choose(view), share_observed=1.0)
    return [block for block in section.blocks if isinstance(block, Recommendation)]


def test_a_years_worth_is_stated_from_six_whole_months_on_with_its_factor(by_hand):
    for months, stated in ((5, False), (6, True)):
        claims = months_of_claims(by_hand, months)
        claims += [
            by_hand.denied(900 + n, date_of_service=date(2025, 1, 5), date_first_answer=date(2025, 2, 1))
            for n in range(6)
        ]
        (one,) = written(by_hand, claims)
        assert (one.annual_high is not None) is stated
        if stated:
            assert one.annual_high == one.amount_high * 12 // 6
            assert one.annual_factor == "x 12 / 6 months of service"


def test_the_proof_names_the_claims_and_their_table(by_hand):
    claims = [by_hand.claim(n) for n in range(50)] + [by_hand.denied(100 + n) for n in range(4)]
    view, details = by_hand.view(claims), Details()
    section = recommend.section(view, details, recommend.choose(view), share_observed=1.0)
    (one,) = (block for block in section.blocks if isinstance(block, Recommendation))
    assert one.proof.claims == 4
    listed = details.tables["recommendation_lines"].data
    assert listed.filter(pl.col("recommendation") == "recover-modifier")["root_claim_id"].sort().to_list() == [
        100,
        101,
        102,
        103,
    ]
    assert listed["amount_high"].sum() == one.amount_high


def test_claims_of_payers_without_remittances_are_never_priced(by_hand):
    silent = {
        "date_first_answer": None,
        "first_outcome": None,
        "first_has_denied_line": None,
        "state": "not_observed",
        "observed": False,
        "amount_open": 10_000,
    }
    claims = [by_hand.claim(n) for n in range(20)] + [
        by_hand.claim(100 + n, payer="beta", payer_label="Beta", **silent) for n in range(20)
    ]
    cells = [
        {"entity": "e", "payer": "beta", "payer_label": "Beta", "month": date(2026, 1, 1), "claims": 20, "claims_answered": 0,
         "amount_billed": 200_000, "amount_billed_answered": 0, "remits": 0, "remits_matched": 0, "status": "no_remittances"}
    ]  # fmt: skip
    (one,) = recommend.choose(by_hand.view(claims, cells=cells))
    assert one.proposal.key == "restore-remittances"
    assert not one.proposal.is_priced
    assert (one.low, one.high) == (0, 0)


def test_late_unanswered_claims_are_asked_for(by_hand):
    silent = {
        "date_first_answer": None,
        "first_outcome": None,
        "first_has_denied_line": None,
        "state": "open",
        "amount_open": 10_000,
    }
    claims = [by_hand.claim(n) for n in range(20)]
    claims += [by_hand.claim(100 + n, **silent, date_submitted=date(2025, 12, 1)) for n in range(5)]
    claims += [by_hand.claim(200 + n, **silent, date_submitted=date(2026, 2, 1)) for n in range(5)]
    claims += [by_hand.claim(300 + n, **(silent | {"matured": False})) for n in range(5)]
    (one,) = recommend.choose(by_hand.view(claims))
    # sent more than 90 days before 2026-03-31: the first five; young claims are left alone
    assert (one.proposal.key, one.low, one.high) == ("follow-up-unanswered", 25_000, 50_000)
