"""What the files let us see: by billing entity, payer and month, do remittances meet claims and claims remittances?

A month without a payer's remittances looks exactly like a payer that never pays.  Such cells are "not observed": they
leave receivables, denial and yield, or a figure carries a low and a high bound.
"""

from datetime import date

import polars as pl

from cleanskin.insight.entities import shown_entity
from cleanskin.insight.findings import CLAIMS_NOT_OBSERVED, REMITTANCES_NOT_OBSERVED, TOO_LITTLE_OBSERVED
from cleanskin.kernel.finding import Finding

ANSWERED_SHARE = 0.50
"""A cell is observed when at least this share of its claims past the usual answer time has an answer.  [assumed]"""

MINIMUM_CLAIMS = 5
"""With fewer claims past the usual answer time, the payer's cells together decide.  [assumed]"""

HEADLINE_SHARE = 0.80
"""Below this observed share of charges a headline is withheld."""


def coverage_cells(claims: pl.DataFrame, remits: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Return the coverage cells (frame `COVERAGE_CELLS`).

    `claims`: insurance claims with entity, payer, payer_label, date_of_service, amount_billed, is_answered (any event),
    has_decision, is_past (past the payer's usual answer time at the as-of day, or answered).  `remits`: remittance
    claims with entity, payer, payer_label, date_of_service, is_matched, not duplicates.
    """
    keys = ["entity", "payer", "month"]
    month = pl.col("date_of_service").dt.truncate("1mo").alias("month")
    answered = pl.col("has_decision")
    by_claims = claims.group_by("entity", "payer", month).agg(
        pl.col("payer_label").first(),
        claims=pl.len().cast(pl.Int64),
        claims_answered=answered.sum().cast(pl.Int64),
        amount_billed=pl.col("amount_billed").sum(),
        amount_billed_answered=pl.col("amount_billed").filter(answered).sum(),
        past=pl.col("is_past").sum().cast(pl.Int64),
        past_answered=(pl.col("is_past") & pl.col("is_answered")).sum().cast(pl.Int64),
    )
    by_remits = remits.group_by("entity", "payer", month).agg(
        pl.col("payer_label").first().alias("remit_label"),
        remits=pl.len().cast(pl.Int64),
        remits_matched=pl.col("is_matched").sum().cast(pl.Int64),
    )
    cells = by_claims.join(by_remits, on=keys, how="full", coalesce=True, nulls_equal=True).with_columns(
        pl.coalesce("payer_label", "remit_label").alias("payer_label"),
        *(
            pl.col(name).fill_null(0)
            for name in (
                "claims",
                "claims_answered",
                "amount_billed",
                "amount_billed_answered",
                "past",
                "past_answered",
                "remits",
                "remits_matched",
            )
        ),
    )
    return (
        cells.with_columns(_status())
        .drop("remit_label", "past", "past_answered")
        .select(
            "entity",
            "payer",
            "payer_label",
            "month",
            "claims",
            "claims_answered",
            "amount_billed",
            "amount_billed_answered",
            "remits",
            "remits_matched",
            "status",
        )
        .sort(keys)
    )


def _status() -> pl.Expr:
    """Name the state of a cell; the payer's other months speak for a cell with too few claims past their time."""
    payer = ["entity", "payer"]
    payer_past, payer_answered = pl.col("past").sum().over(payer), pl.col("past_answered").sum().over(payer)
    few = pl.col("past") < MINIMUM_CLAIMS
    past = pl.when(few).then(payer_past).otherwise("past")
    answered = pl.when(few).then(payer_answered).otherwise("past_answered")
    enough = answered >= ANSWERED_SHARE * past
    return (
        pl.when(pl.col("claims") == 0)
        .then(pl.lit("no_claims"))
        .when((pl.col("past") == 0) & enough)
        .then(pl.lit("young"))
        .when(enough)
        .then(pl.when(2 * pl.col("past") < pl.col("claims")).then(pl.lit("young")).otherwise(pl.lit("observed")))
        .when(answered == 0)
        .then(pl.lit("no_remittances"))
        .otherwise(pl.lit("sparse"))
        .alias("status")
    )


def observed_shares(claims: pl.DataFrame) -> pl.DataFrame:
    """Return per entity: entity, amount_billed (cents), amount_observed, observed_share (null without charges).

    `claims` has entity, amount_billed and observed, of insurance claims.  Young claims count as observed: they are open,
    not missing.
    """
    return (
        claims.group_by("entity")
        .agg(pl.col("amount_billed").sum(), amount_observed=pl.col("amount_billed").filter("observed").sum())
        .with_columns(
            observed_share=pl.when(pl.col("amount_billed") > 0).then(
                pl.col("amount_observed") / pl.col("amount_billed")
            )
        )
        .sort("entity")
    )


def payer_coverage(cells: pl.DataFrame) -> pl.DataFrame:
    """Return one row per entity and payer, largest charges first: sums over its months, and what cannot be seen.

    Columns: entity, payer, payer_label, claims, claims_answered, remits, remits_matched, amount_billed,
    amount_not_observed (cents), months, months_not_observed, without_remittances and without_claims (their months, in
    order), share_answered, share_matched (null of none).
    """
    status = pl.col("status")
    hidden = status.is_in(["no_remittances", "sparse"])
    return (
        cells.group_by("entity", "payer")
        .agg(
            pl.col("payer_label").first(),
            pl.col("claims", "claims_answered", "remits", "remits_matched", "amount_billed").sum(),
            amount_not_observed=pl.col("amount_billed").filter(hidden).sum(),
            months=pl.len().cast(pl.Int64),
            months_not_observed=hidden.sum().cast(pl.Int64),
            without_remittances=pl.col("month").filter(status == "no_remittances").sort(),
            without_claims=pl.col("month").filter(status == "no_claims").sort(),
        )
        .with_columns(
            share_answered=pl.when(pl.col("claims") > 0).then(pl.col("claims_answered") / pl.col("claims")),
            share_matched=pl.when(pl.col("remits") > 0).then(pl.col("remits_matched") / pl.col("remits")),
        )
        .sort("entity", "amount_billed", "remits", "payer", descending=[False, True, True, False])
    )


def coverage_findings(cells: pl.DataFrame, shares: pl.DataFrame) -> tuple[Finding, ...]:
    """Say which payers and months are not observed, and which entities have too little to speak of.

    `shares` are those of `observed_shares`.
    """
    findings = []
    for row in shares.iter_rows(named=True):
        if row["observed_share"] is not None and row["observed_share"] < HEADLINE_SHARE:
            findings.append(
                TOO_LITTLE_OBSERVED.finding(
                    message=f"entity {shown_entity(row['entity'])}: remittances can be seen for {row['observed_share']:.0%} of charges; "
                    f"below {HEADLINE_SHARE:.0%} no headline is given",
                    amount_at_risk=row["amount_billed"] - row["amount_observed"],
                )
            )
    unseen = payer_coverage(cells)
    for row in unseen.filter(pl.col("months_not_observed") > 0).iter_rows(named=True):
        findings.append(
            REMITTANCES_NOT_OBSERVED.finding(
                message=f"entity {shown_entity(row['entity'])}, {row['payer_label']}: {row['months_not_observed']} of {row['months']} "
                "months have claims but (almost) no remittances; they are left out of receivables, denials and yield",
            )
        )
    for row in unseen.filter(pl.col("without_claims").list.len() > 0).iter_rows(named=True):
        findings.append(
            CLAIMS_NOT_OBSERVED.finding(
                message=f"entity {shown_entity(row['entity'])}, {row['payer_label']}: {len(row['without_claims'])} of {row['months']} months "
                "have remittances but no claims",
            )
        )
    return tuple(findings)
