"""Billing entities: one tax number and one NPI each.  Figures of two entities are never added silently."""

import polars as pl

from cleanskin.insight.findings import SEVERAL_BILLING_ENTITIES
from cleanskin.kernel.finding import Finding


def entity_key(tin: str, npi: str) -> pl.Expr:
    """Return the expression 'tin:npi' over two columns; hyphens of the tax number are dropped, a missing part is empty."""
    bare_tin = pl.col(tin).fill_null("").str.replace_all("-", "", literal=True)
    return pl.concat_str(bare_tin, pl.lit(":"), pl.col(npi).fill_null("")).alias("entity")


def completed_entities(rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows whose `entity` lacks its tax number or its NPI the one complete entity that has the other part.

    A key that fits several entities, or none, stays as it is.
    """
    keys = rows.select("entity").unique().with_columns(
        pl.col("entity").str.split_exact(":", 1).struct.rename_fields(["tin", "npi"]).alias("parts")
    ).unnest("parts")  # fmt: skip
    whole = keys.filter(pl.col("tin") != "", pl.col("npi") != "")
    by_npi = whole.filter(~pl.col("npi").is_duplicated()).select("npi", of_npi="entity")
    by_tin = whole.filter(~pl.col("tin").is_duplicated()).select("tin", of_tin="entity")
    found = (
        keys.join(by_npi, on="npi", how="left")
        .join(by_tin, on="tin", how="left")
        .select(
            "entity",
            completed=pl.when(pl.col("tin") == "")
            .then(pl.coalesce("of_npi", "entity"))
            .when(pl.col("npi") == "")
            .then(pl.coalesce("of_tin", "entity"))
            .otherwise("entity"),
        )
    )
    found = found.filter(pl.col("entity") != pl.col("completed"))
    return rows.with_columns(pl.col("entity").replace(found["entity"], found["completed"])) if found.height else rows


def shown_entity(entity: str) -> str:
    """Write an entity for people: a tax number may be a person's social security number, so only its end is shown."""
    tin, _, npi = entity.rpartition(":")
    return f"...{tin[-4:]}:{npi}" if tin else npi


def entity_list(claim_facts: pl.DataFrame, names: pl.DataFrame, remit_entities: pl.DataFrame) -> pl.DataFrame:
    """List the billing entities, largest charges first.

    `names` has entity, billing_name, claims; `remit_entities` has entity, payee_name, remits.  One row per entity:
    entity, label, claims, amount_billed (cents, insurance claims), remits.
    """
    labels = names.drop_nulls("billing_name").sort("claims", descending=True).unique("entity", keep="first")
    insured = (
        claim_facts.select("entity", "population", "amount_billed")
        .filter(pl.col("population") == "insurance")
        .group_by("entity")
        .agg(claims=pl.len().cast(pl.Int64), amount_billed=pl.col("amount_billed").sum())
    )
    known = pl.concat([names.select("entity"), remit_entities.select("entity")]).unique()
    return (
        known.join(insured, on="entity", how="left")
        .join(labels.select("entity", "billing_name"), on="entity", how="left")
        .join(remit_entities.unique("entity", keep="first"), on="entity", how="left")
        .select(
            "entity",
            pl.coalesce("billing_name", "payee_name", "entity").alias("label"),
            pl.col("claims").fill_null(0),
            pl.col("amount_billed").fill_null(0),
            pl.col("remits").fill_null(0),
        )
        .sort("amount_billed", "claims", "remits", "entity", descending=[True, True, True, False])
    )


def entity_findings(entities: pl.DataFrame) -> tuple[Finding, ...]:
    """Warn when the files mix billing entities."""
    if entities.height < 2:
        return ()
    listed = tuple(
        f"{shown_entity(row['entity'])}: {row['claims']} claims, {row['remits']} remittance claims"
        for row in entities.to_dicts()
    )
    return (
        SEVERAL_BILLING_ENTITIES.finding(
            message=f"the files hold {entities.height} billing entities (tax number and NPI); each has its own section and no "
            "figure adds them together",
            evidence=listed[:20],
        ),
    )
