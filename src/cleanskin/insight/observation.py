"""Which payers and months can be seen, and which claims are old enough to judge."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from cleanskin.insight.answers import MatchingFrames
from cleanskin.insight.by_id import within
from cleanskin.insight.coverage import coverage_cells
from cleanskin.insight.maturity import USUAL_DAYS_DEFAULT, survival_curve, usual_answer_times
from cleanskin.insight.population import INSURANCE
from cleanskin.insight.silences import silences
from cleanskin.x12.bulk.rows import among, beside, held
from cleanskin.x12.bulk.schema import FrameSource

_CELL_COLUMNS = ("entity", "payer", "payer_label", "date_of_service", "amount_billed", "has_decision")
_SILENCE_COLUMNS = ("root_claim_id", "entity", "payer", "date_submitted", "date_first_answer", "amount_billed")


@dataclass(frozen=True, kw_only=True)
class Observed:
    """`cells` as declared in `frames`; `usual_answer` and `curves` by payer (`maturity.py`); `silences` of payers
    (`silences.py`)."""

    cells: pl.DataFrame
    usual_answer: pl.DataFrame
    curves: pl.DataFrame
    silences: pl.DataFrame


def remits_for_coverage(
    matching: MatchingFrames, places: pl.DataFrame, originals: pl.DataFrame, source: FrameSource
) -> pl.DataFrame:
    """Remittance claims for coverage: entity, payer, payer_label, date_of_service, is_matched; no duplicates, no tests."""
    remits = within(
        source.frame("remit_claims", ["remit_claim_id", "date_of_service"]),
        places.filter(~pl.col("is_test")).select("remit_claim_id", "entity", "remit_payer", "payer_label"),
        on="remit_claim_id",
    )
    matches = matching.claim_matches.filter(pl.col("duplicate_of_remit_claim_id").is_null()).select(
        "remit_claim_id", "root_claim_id"
    )
    of_claim = originals.select(
        "root_claim_id", claim_entity="entity", claim_payer="payer", claim_label="payer_label", claim_dos="date_of_service",
        population="population",
    )  # fmt: skip
    return (
        beside(within(remits, matches, on="remit_claim_id"), of_claim, on="root_claim_id")
        .filter(pl.col("population").fill_null(INSURANCE) == INSURANCE)
        .select(
            entity=pl.coalesce("claim_entity", "entity"),
            payer=pl.coalesce("claim_payer", "remit_payer"),
            payer_label=pl.coalesce("claim_label", "payer_label"),
            date_of_service=pl.coalesce("claim_dos", "date_of_service"),
            is_matched=pl.col("root_claim_id").is_not_null(),
        )
    )


def observe(claims: pl.DataFrame, remits: pl.DataFrame, as_of: date) -> tuple[pl.DataFrame, Observed]:
    """Decide which cells are observed and when claims are late; add answered, days, matured, date_answer_usual, observed.

    Twice: usual answer times from answered claims say which cells are observed; curves over the observed cells,
    with their unanswered claims, then give the times that count.
    """
    waiting = (pl.lit(as_of) - pl.col("date_submitted")).dt.total_days()
    to_answer = (pl.col("date_first_answer") - pl.col("date_submitted")).dt.total_days()
    is_first_answered = pl.col("date_first_answer").is_not_null()
    claims = claims.with_columns(
        answered=is_first_answered, days=pl.when(is_first_answered).then(to_answer).otherwise(waiting)
    )
    # claims that other answers closed, or that never reached the payer, say nothing about how fast it answers
    timed = (
        claims.lazy()
        .filter(
            pl.col("population") == INSURANCE,
            pl.col("answered") | (~pl.col("has_any_event") & ~(pl.col("acknowledged") == "rejected").fill_null(False)),
            pl.col("is_first_submission"),
            ~pl.col("is_voided"),
        )
        .select("root_claim_id", "entity", "payer", "date_of_service", "days", "answered")
        .collect()
    )
    usual = usual_answer_times(timed.filter("answered"))
    for again in (True, False):
        claims = _mature(claims, usual, as_of)
        cells = coverage_cells(
            claims.lazy()
            .filter(pl.col("population") == INSURANCE)
            .select(*_CELL_COLUMNS, is_answered="has_any_event", is_past="matured")
            .collect(),
            remits,
            as_of=as_of,
        )
        seen = cells.filter(pl.col("status").is_in(["observed", "young"])).select("entity", "payer", "month")
        if again:
            month = pl.col("date_of_service").dt.truncate("1mo").alias("month")
            timed = timed.with_columns(month).join(seen, on=["entity", "payer", "month"], how="semi", nulls_equal=True)
            insured = (
                claims.lazy()
                .filter(pl.col("population") == INSURANCE, ~pl.col("has_any_event") | pl.col("answered"))
                .select(_SILENCE_COLUMNS)
                .collect()
            )
            silent, hidden = silences(insured, median_days=usual.select("payer", "median_days"), as_of=as_of)
            timed = among(timed, hidden["root_claim_id"], on="root_claim_id", kept=False)
            usual = usual_answer_times(timed)
    month = pl.col("date_of_service").dt.truncate("1mo").alias("month")
    in_sight = claims.select("entity", "payer", month).join(
        seen.with_columns(observed=True),
        on=["entity", "payer", "month"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )["observed"]
    silenced = held(claims["root_claim_id"], hidden["root_claim_id"])
    claims = claims.with_columns((in_sight.fill_null(False) & ~silenced).alias("observed"))
    curves = survival_curve(timed, by=("payer",))
    return claims, Observed(cells=cells, usual_answer=usual, curves=curves, silences=silent)


def _mature(claims: pl.DataFrame, usual: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add date_answer_usual and matured; a payer never seen answering takes the longest usual time of all."""
    longest = usual["usual_days"].max() if usual.height else None
    of_payer = claims.select("payer").join(
        usual.select("payer", "usual_days"), on="payer", how="left", maintain_order="left"
    )
    days = of_payer["usual_days"].fill_null(longest if isinstance(longest, int) else USUAL_DAYS_DEFAULT)
    return claims.with_columns(
        date_answer_usual=pl.col("date_submitted") + pl.duration(days=pl.lit(days))
    ).with_columns(matured=(pl.col("date_answer_usual") <= as_of).fill_null(True) | pl.col("has_any_event"))
