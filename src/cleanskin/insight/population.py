"""Which claims the figures speak of, and which are set apart.

Payer figures are about insurance claims sent for payment.  Test interchanges, encounter reports, capitated visits,
workers' compensation, auto and self-pay claims are other books: counted and shown, never mixed in (rule KPI-G5).
"""

import polars as pl

INSURANCE = "insurance"

POPULATIONS: dict[str, str] = {
    "insurance": "claims sent to health insurance for payment: what the figures speak of",
    "test": "test interchanges (ISA15 is T)",
    "encounter": "encounter reports that ask for no payment (BHT06 is RP)",
    "capitated": "capitated visits (CN101 is 05, or the payer answered with CARC 24)",
    "workers_compensation": "workers' compensation (SBR09 is WC, or CLM11 names employment)",
    "auto": "automobile medical (SBR09 is AM, or CLM11 names an auto accident)",
    "self_pay": "self-pay (SBR09 is 09)",
}
"""Population to its meaning; a claim that fits several belongs to the first after `insurance` in this order."""


def population_of_claim(*, capitated_by_payer: pl.Expr) -> pl.Expr:
    """Return the expression that names a claim's population.

    Reads the columns usage, claim_or_encounter, contract_type, claim_filing_indicator, related_causes of a claims
    frame joined with its transactions; `capitated_by_payer` is true when a payer answered with CARC 24.
    """
    causes = pl.col("related_causes").fill_null("").str.split(":")
    filing = pl.col("claim_filing_indicator")
    return (
        pl.when(pl.col("usage") == "T")
        .then(pl.lit("test"))
        .when(pl.col("claim_or_encounter") == "RP")
        .then(pl.lit("encounter"))
        .when((pl.col("contract_type") == "05") | capitated_by_payer)
        .then(pl.lit("capitated"))
        .when((filing == "WC") | causes.list.contains("EM"))
        .then(pl.lit("workers_compensation"))
        .when((filing == "AM") | causes.list.contains("AA"))
        .then(pl.lit("auto"))
        .when(filing == "09")
        .then(pl.lit("self_pay"))
        .otherwise(pl.lit(INSURANCE))
        .alias("population")
    )


def set_apart(claim_facts: pl.DataFrame) -> pl.DataFrame:
    """Count claims and charges outside the insurance population.

    One row per (entity, population): entity, population, claims, amount_billed (cents), amount_paid (cents).
    """
    return (
        claim_facts.select("entity", "population", "amount_billed", "amount_paid")
        .filter(pl.col("population") != INSURANCE)
        .group_by("entity", "population")
        .agg(
            claims=pl.len().cast(pl.Int64),
            amount_billed=pl.col("amount_billed").sum(),
            amount_paid=pl.col("amount_paid").sum(),
        )
        .sort("entity", "population")
    )


def insured(facts: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of insurance claims; the frame itself, not a copy, when it holds no others."""
    mine = facts["population"] == INSURANCE
    return facts if mine.all() else facts.filter(mine)
