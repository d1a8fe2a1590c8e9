"""Lines allowed well below what the same payer usually allows for the same code: a reason to read the contract."""

import polars as pl

from cleanskin.insight.proposal import Proposal, Wording, cents, claims_of, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView
from cleanskin.x12.bulk.rows import beside

PRIORITY = 50
BELOW = 0.9
LINES_MIN = 20
CLAIMS_MIN = 10


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal for lines allowed below `BELOW` of the payer's own median for code and modifiers.

    Only the line with the highest charge of each claim counts, so that reductions of further procedures on one day are
    not taken for underpayment; lines allowed at their full charge are left out.
    """
    paid = (
        view.answered_lines.filter(
            (pl.col("amount_allowed") > 0)
            & (pl.col("amount_paid") > 0)
            & (pl.col("amount_allowed") < pl.col("amount_billed"))
            & (pl.col("amount_billed") == pl.col("amount_billed").max().over("root_claim_id"))
        )
        .with_columns(count=pl.col("units").cast(pl.Float64))
        .with_columns(each=pl.col("amount_allowed") / pl.col("count"))
    )
    key = ["payer", "code", "modifiers"]
    low = (
        paid.with_columns(usual=pl.col("each").median().over(key), n=pl.len().over(key))
        .filter((pl.col("n") >= LINES_MIN) & (pl.col("each") < BELOW * pl.col("usual")))
        .with_columns(
            amount_low=pl.lit(0, dtype=pl.Int64),
            amount_high=cents(pl.col("usual") * pl.col("count") - pl.col("amount_allowed")),
        )
    )
    if claims_of(low) < CLAIMS_MIN:
        return []
    lines = beside(low.select("line_id", "amount_low", "amount_high"), view.lines, on="line_id")

    def write(lines: pl.DataFrame) -> Wording:
        return Wording(
            title=f"Read the contract for {words.plural(lines.height, 'line')} allowed below the payer's own usual amount",
            what="Compare these lines with the contract's fee schedule; dispute those below it.",
            why=f"The same payer usually allows more for the same code and modifiers; these lie more than {1 - BELOW:.0%} below its median.",
            owner="Manager",
            first_step="Check the five largest against the fee schedule of their date.",
            arithmetic=f"High: the difference to the payer's median, {words.dollars(sum_of(lines, 'amount_high'))}. Low: nothing, when plans differ by contract.",
            sureness="without the contract this is a question, not an underpayment",
        )

    return [Proposal(key="review-low-allowed", lines=lines, write=write, is_recurring=True)]
