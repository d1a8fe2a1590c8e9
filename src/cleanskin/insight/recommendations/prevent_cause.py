"""Refusals lost across payers, by root cause: what to change so that they do not come back."""

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.proposal import Proposal, Wording, Writer, cents, claims_of, commonest, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 40
PREVENTABLE_LOW = 0.5
"""Share of such losses taken as preventable at least.  [assumed]"""
CLAIMS_MIN = 5


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal per root cause with refused lines that were not recovered."""
    lost = view.denied_lines.filter((pl.col("amount_denied_now") > 0) & (pl.col("amount_recovered") == 0))
    proposals = []
    for (cause,), lines in lost.group_by("category", maintain_order=True):
        if claims_of(lines) < CLAIMS_MIN:
            continue
        category = None if cause is None else str(cause)
        priced = lines.with_columns(
            amount_low=cents(pl.col("expected_allowed") * PREVENTABLE_LOW),
            amount_high=cents(pl.col("expected_allowed")),
        )
        proposals.append(
            Proposal(
                key=f"prevent-{category or 'undetermined'}",
                lines=priced,
                write=_writer(view, category),
                is_recurring=True,
            )
        )
    return proposals


def _writer(view: EntityView, category: str | None) -> Writer:
    advice = causes.cause(category)

    def write(lines: pl.DataFrame) -> Wording:
        payers = (
            lines.group_by("payer")
            .agg(pl.col("first_amount_denied").sum())
            .sort("first_amount_denied", descending=True)
        )
        most = ", ".join(view.payer_label(payer) for payer in payers["payer"].to_list()[:3])
        return Wording(
            title=f"{advice.prevention} ({causes.label(category).lower()})",
            what=advice.upstream_step,
            why=f"{words.plural(lines.height, 'line')} on {words.plural(claims_of(lines), 'claim')} were refused for this cause and are still "
            f"unpaid, most at {most}.",
            owner=causes.owner_label(commonest(lines, "owner") or advice.owner),
            first_step=advice.first_step,
            arithmetic=f"High: all of it, {words.dollars(sum_of(lines, 'expected_allowed'))} expected allowed. Low: {PREVENTABLE_LOW:.0%} of it is "
            "prevented, an assumption.",
            sureness="the loss is observed; the share that can be prevented is assumed",
        )

    return write
