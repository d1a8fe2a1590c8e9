from datetime import date, timedelta

import polars as pl

from cleanskin.insight.silences import pauses, silences

AS_OF = date(2025, 12, 31)
MEDIAN = pl.DataFrame({"payer": ["A"], "median_days": [20]})


def claims(answered: list[date], unanswered: list[date]) -> pl.DataFrame:
    """Claims sent 20 days before each answer, and claims sent on each day of `unanswered`."""
    rows = [(day - timedelta(days=20), day) for day in answered] + [(day, None) for day in unanswered]
    return pl.DataFrame(
        [
            {
                "root_claim_id": n,
                "entity": "e",
                "payer": "A",
                "date_submitted": sent,
                "date_first_answer": day,
                "amount_billed": 100,
            }
            for n, (sent, day) in enumerate(rows)
        ],
        schema_overrides={"date_first_answer": pl.Date},
    )


def weekly(start: date, count: int) -> list[date]:
    return [start + timedelta(weeks=n) for n in range(count)]


BEFORE, AFTER = weekly(date(2025, 1, 6), 16), weekly(date(2025, 7, 7), 26)
"""Answers every week until April 21 and again from July 7 to December 29."""


def test_a_payer_that_answers_weekly_and_then_not_for_weeks_was_silent():
    found = pauses(claims(BEFORE + AFTER, []), as_of=AS_OF)
    assert found.select("silent_from", "silent_to").rows() == [(date(2025, 4, 22), date(2025, 7, 6))]


def test_claims_due_in_the_silence_and_unanswered_are_named():
    # sent from April 7 to May 5: due 20 days later, inside the silence; the one of October is simply late
    due = [date(2025, 4, 7) + timedelta(days=7 * n) for n in range(5)]
    found, hidden = silences(claims(BEFORE + AFTER, [*due, date(2025, 10, 1)]), median_days=MEDIAN, as_of=AS_OF)
    assert found.select("claims", "amount_billed").rows() == [(5, 500)]
    assert hidden.height == 5


def test_a_pause_in_which_nothing_was_due_is_no_silence():
    found, hidden = silences(claims(BEFORE + AFTER, [date(2025, 4, 10)]), median_days=MEDIAN, as_of=AS_OF)
    assert found.is_empty()
    assert hidden.is_empty()


def test_a_payer_seen_on_few_days_has_no_habit_to_break():
    assert pauses(claims([date(2025, 1, 6), date(2025, 1, 13), date(2025, 6, 30)], []), as_of=AS_OF).is_empty()


def test_a_payer_that_stopped_before_the_end_is_silent_until_then():
    found = pauses(claims(BEFORE, []), as_of=date(2025, 6, 1))
    assert found.select("silent_from", "silent_to").rows() == [(date(2025, 4, 22), date(2025, 5, 31))]
