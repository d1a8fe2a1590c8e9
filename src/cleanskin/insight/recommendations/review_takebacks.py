"""Money that payers took back."""

import polars as pl

from cleanskin.insight.proposal import Proposal, Wording, claims_of, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 5
CLAIMS_MIN = 3


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal for claims paid, then reversed and not paid again."""
    taken = view.claims.filter(pl.col("amount_taken_back") > 0).select("root_claim_id", "amount_taken_back")
    lines = (
        view.lines.join(taken, on="root_claim_id", how="inner")
        .sort("line_id")
        .with_columns(
            amount_low=pl.lit(0, dtype=pl.Int64),
            # the whole amount stands on the claim's first line, so that it is counted once
            amount_high=pl.when(pl.col("line_id") == pl.col("line_id").min().over("root_claim_id"))
            .then(pl.col("amount_taken_back"))
            .otherwise(0),
        )
    )
    if claims_of(lines) < CLAIMS_MIN:
        return []

    def write(kept: pl.DataFrame) -> Wording:
        return Wording(
            title=f"Review {words.plural(claims_of(kept), 'takeback')}",
            what="Read the reason of each, dispute those without one before the payer's limit, and feed the rest back to coding.",
            why=f"{words.dollars(sum_of(kept, 'amount_high'))} were paid, then taken back, and not paid again in these files.",
            owner="Biller",
            first_step="Sort by reason and provider; look for one pattern, such as a modifier or a code pair.",
            arithmetic="High: all of it comes back. Low: nothing does.",
            sureness="the amounts are exact; whether they were rightly taken is in the records",
        )

    return [Proposal(key="review-takebacks", lines=lines, write=write)]
