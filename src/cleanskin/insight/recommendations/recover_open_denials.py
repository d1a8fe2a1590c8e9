"""Denials that nobody has worked yet and that can still be won."""

from datetime import timedelta

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.overturn import Chance, chance
from cleanskin.insight.proposal import Proposal, Wording, Writer, cents, claims_of, commonest, earliest, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 20
WINDOW_DAYS = 180
"""Refusals younger than this are taken as still open to correction or appeal.  [assumed]: windows run from 60 days to
over a year by payer and contract; the payer's own limit decides."""
LINES_MIN = 3


def is_winnable(view: EntityView) -> pl.Expr:
    """Return the test for refused lines that can still be won: not sent again since, recoverable, inside the window."""
    return (
        (pl.col("amount_denied_now") > 0)
        & pl.col("recoverable").is_in(["yes", "depends"])
        & ~pl.col("is_worked")
        & (pl.col("date_first_answer") >= view.as_of - timedelta(days=WINDOW_DAYS))
    ).fill_null(False)


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal per root cause with unworked refusals."""
    proposals = []
    for (cause,), lines in view.denied_lines.filter(is_winnable(view)).group_by("category", maintain_order=True):
        if lines.height < LINES_MIN:
            continue
        category = None if cause is None else str(cause)
        odds = chance(view.denied_lines, category)
        priced = lines.with_columns(
            amount_low=cents(pl.col("expected_allowed") * odds.low),
            amount_high=cents(pl.col("expected_allowed") * odds.high),
        )
        proposals.append(
            Proposal(key=f"recover-{category or 'undetermined'}", lines=priced, write=_writer(view, category, odds))
        )
    return proposals


def _writer(view: EntityView, category: str | None, odds: Chance) -> Writer:
    def write(lines: pl.DataFrame) -> Wording:
        oldest = earliest(lines, "date_first_answer")
        waiting = (view.as_of - oldest).days if oldest is not None else 0
        action = commonest(lines, "action")
        return Wording(
            title=f"Work {words.plural(lines.height, 'unworked refusal')}: {causes.label(category).lower()}",
            what=f"{causes.action_label(action)} for {words.plural(claims_of(lines), 'claim')}, largest and oldest first; "
            f"{words.dollars(sum_of(lines, 'first_amount_denied'))} of charges were refused.",
            why=f"No second submission followed in these files; the oldest refusal has waited {words.plural(waiting, 'day')}. Payers close "
            "the door after their own limit, often 60 to 180 days.",
            owner=causes.owner_label(commonest(lines, "owner") or causes.cause(category).owner),
            first_step="Open the list, start with the row whose limit ends first, and send or appeal ten a day.",
            arithmetic=f"Expected allowed {words.dollars(sum_of(lines, 'expected_allowed'))} x {odds.low:.0%} to {odds.high:.0%} ({odds.words}).",
            sureness="from this practice's own results" if odds.is_own else "rests on an assumed chance of success",
        )

    return write
