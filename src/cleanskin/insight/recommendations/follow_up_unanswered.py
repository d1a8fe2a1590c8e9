"""Claims that no payer has answered although the payer's usual answer time is over."""

from datetime import timedelta

import polars as pl

from cleanskin.insight.proposal import Proposal, Wording, cents, claims_of, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 30
OLD_DAYS = 90
CLAIMS_MIN = 5


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal for all claims that are late, at payers and months that can be seen."""
    late = view.claims.filter(
        (pl.col("state") == "open") & pl.col("observed") & pl.col("matured") & pl.col("date_first_answer").is_null()
    ).select("root_claim_id", "date_submitted")
    lines = view.lines.join(late, on="root_claim_id", how="inner").with_columns(
        amount_low=cents(
            pl.when(pl.col("date_submitted") < view.as_of - timedelta(days=OLD_DAYS)).then(pl.col("expected_allowed"))
        ),
        amount_high=cents(pl.col("expected_allowed")),
    )
    if claims_of(lines) < CLAIMS_MIN:
        return []

    def write(kept: pl.DataFrame) -> Wording:
        payers = kept.group_by("payer").agg(pl.col("amount_high").sum()).sort("amount_high", descending=True)
        most = ", ".join(view.payer_label(payer) for payer in payers["payer"].to_list()[:3])
        return Wording(
            title=f"Ask for {words.plural(claims_of(kept), 'claim')} that payers never answered",
            what="Ask each payer for the status (276 or portal): not on file means send again at once with the proof of the first submission; "
            "in process means a date to ask again.",
            why=f"They are older than the time in which their payer answers nine of ten claims, and no remittance names them. Most are with {most}.",
            owner="Biller",
            first_step="Start with claims older than 90 days: filing limits end first there.",
            arithmetic=f"High: expected allowed of all of them, {words.dollars(sum_of(kept, 'amount_high'))}. Low: only those sent more than "
            f"{OLD_DAYS} days ago, {words.dollars(sum_of(kept, 'amount_low'))}.",
            sureness="an answer may exist outside these files; payers and months without remittances are already left out",
        )

    return [Proposal(key="follow-up-unanswered", lines=lines, write=write)]
