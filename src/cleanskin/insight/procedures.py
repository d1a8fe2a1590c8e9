"""Procedure family and visit class of codes, from the built-in dermatology table."""

import polars as pl

from cleanskin.reference.dermatology.codes import code_facts

VISIT_CLASSES = ("surgery", "procedure", "pathology", "visit", "drug", "other")
"""From highest to lowest: a claim is of the highest class among its lines."""


def code_classes(codes: pl.Series) -> pl.DataFrame:
    """Return code, family, visit_class for each distinct code; 'other' when the table does not hold it."""
    distinct = codes.drop_nulls().unique().sort()
    rows = [(code, *_class_of(code)) for code in distinct]
    return pl.DataFrame(rows, schema={"code": pl.String, "family": pl.String, "visit_class": pl.String}, orient="row")


def _class_of(code: str) -> tuple[str, str]:
    """Family and visit class as last known: a code that has ended still says what was done."""
    facts = code_facts(code)
    return (facts.family, facts.visit_class) if facts else ("other", "other")


def highest_class() -> pl.Expr:
    """Aggregate a visit_class column to the highest class present."""
    order = pl.Enum(VISIT_CLASSES)
    return pl.col("visit_class").cast(order).min().cast(pl.String).alias("visit_class")
