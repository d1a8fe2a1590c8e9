"""Payers whose remittances are missing from the files for months: nobody can manage what nobody sees."""

from datetime import date

import polars as pl

from cleanskin.insight.proposal import Proposal, Wording
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 1


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal naming the payers and months; it is not priced, because the claims may be paid."""
    missing = view.cells.filter((pl.col("status") == "no_remittances") & (pl.col("amount_billed") > 0))
    if missing.is_empty():
        return []
    billed = int(missing["amount_billed"].sum())
    by_payer = (
        missing.group_by("payer")
        .agg(pl.col("amount_billed").sum(), pl.col("month").drop_nulls().sort())
        .sort("amount_billed", descending=True)
    )
    named = "; ".join(_named(view, row["payer"], row["month"]) for row in by_payer.head(4).iter_rows(named=True))

    def write(lines: pl.DataFrame) -> Wording:
        return Wording(
            title=f"Find the missing remittances of {words.plural(by_payer.height, 'payer')}",
            what="Enroll for electronic remittances where it never happened; fetch the missing months from the payer's portal or the "
            "clearinghouse; then run this report again.",
            why=f"{words.dollars(billed)} of charges have no answer in the files because no remittance of their payer and month is there: {named}.",
            owner="Biller",
            first_step="Ask the clearinghouse for its list of remittances received, by payer and month.",
            arithmetic="Not priced: these claims may be paid. They are left out of every other figure.",
            sureness="certain that they are missing here; unknown what they say",
        )

    lines = view.lines.filter(pl.lit(False)).with_columns(
        amount_low=pl.lit(0, dtype=pl.Int64), amount_high=pl.lit(0, dtype=pl.Int64)
    )
    return [Proposal(key="restore-remittances", lines=lines, write=write, is_priced=False)]


def _named(view: EntityView, payer: str, months: list[date]) -> str:
    listed = ", ".join(words.month(month) for month in months[:4]) + (", ..." if len(months) > 4 else "")
    return f"{view.payer_label(payer)} ({listed})" if listed else view.payer_label(payer)
