"""How facts are held in memory: as declared, with codes as categories.

There are millions of rows and few different codes: a category takes a quarter of the room of a text, and is counted
and copied faster.  It is compared, sorted and shown like the text it stands for, but is joined to categories only.
"""

import polars as pl

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk.schema import POLARS_TYPES

HELD_TYPES = {**POLARS_TYPES, "code": pl.Categorical()}
"""Kind of a declared column to its type in facts."""


def held_as_declared(data: pl.DataFrame, frame: Frame, *, rows: pl.Series | None = None) -> pl.DataFrame:
    """Keep the declared columns of `data`, in the types that facts have; with `rows` only where it is true."""
    kept = [pl.col(column.name) for column in frame.columns]
    if rows is not None and not rows.all():
        kept = [column.filter(rows) for column in kept]
    return data.select(
        column.cast(HELD_TYPES[declared.kind]) for column, declared in zip(kept, frame.columns, strict=True)
    )
