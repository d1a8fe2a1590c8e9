"""Payers whose remittances are missing from the files for months: nobody can manage what nobody sees."""

from datetime import date

import polars as pl

from cleanskin.insight.proposal import Proposal, Wording
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 1


def missing_remittances(view: EntityView) -> pl.DataFrame:
    """Return one row per payer without remittances for a month, or silent while claims were due.

    Columns: payer, amount_billed (cents), when (in words), largest first.
    """
    months = (
        view.cells.filter((pl.col("status") == "no_remittances") & (pl.col("amount_billed") > 0))
        .group_by("payer")
        .agg(pl.col("amount_billed").sum(), pl.col("month").drop_nulls().sort())
        .select("payer", "amount_billed", when=pl.col("month").map_elements(_months, return_dtype=pl.String))
    )
    silent = view.views.facts.silences if view.views is not None else None
    if silent is None or silent.is_empty():
        return months.sort("amount_billed", "payer", descending=[True, False])
    spans = silent.select(
        "payer",
        "amount_billed",
        when=pl.struct("silent_from", "silent_to").map_elements(
            lambda row: f"{words.day(row['silent_from'])} to {words.day(row['silent_to'])}", return_dtype=pl.String
        ),
    )
    return pl.concat([months, spans]).sort("amount_billed", "payer", descending=[True, False])


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal naming the payers and times; it is not priced, because the claims may be paid."""
    missing = missing_remittances(view)
    if missing.is_empty():
        return []
    billed = int(missing["amount_billed"].sum())
    payers = missing["payer"].n_unique()
    named = "; ".join(
        f"{view.payer_label(payer)} ({when})" for payer, when in missing.select("payer", "when").head(5).iter_rows()
    )

    def write(lines: pl.DataFrame) -> Wording:
        return Wording(
            title=f"Find the missing remittances of {words.plural(payers, 'payer')}",
            what="Enroll for electronic remittances where it never happened; fetch the missing months from the payer's portal or the "
            "clearinghouse; then run this report again.",
            why=f"{words.dollars(billed)} of charges have no answer in the files because no remittance of their payer and time is there: {named}.",
            owner="Biller",
            first_step="Ask the clearinghouse for its list of remittances received, by payer and month.",
            arithmetic="Not priced: these claims may be paid. They are left out of every other figure.",
            sureness="certain that they are missing here; unknown what they say",
        )

    lines = view.lines.clear().with_columns(amount_low=pl.lit(0, dtype=pl.Int64), amount_high=pl.lit(0, dtype=pl.Int64))
    return [Proposal(key="restore-remittances", lines=lines, write=write, is_priced=False)]


def _months(months: pl.Series) -> str:
    dates: list[date] = months.to_list()
    return (
        ", ".join(words.month(month) for month in dates[:4]) + (", ..." if len(dates) > 4 else "")
        if dates
        else "month not known"
    )
