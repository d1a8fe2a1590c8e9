"""Declared frames as Polars schemas, and the check that a frame keeps to its declaration."""

import polars as pl

from cleanskin.record.frame import Frame, Kind

POLARS_TYPES: dict[Kind, pl.DataType] = {
    "id": pl.Int64(),
    "text": pl.String(),
    "code": pl.String(),
    "flag": pl.Boolean(),
    "count": pl.Int64(),
    "cents": pl.Int64(),
    "quantity": pl.Decimal(18, 3),
    "date": pl.Date(),
    "texts": pl.List(pl.String()),
    "ratio": pl.Float64(),
}


def polars_schema(frame: Frame) -> pl.Schema:
    """Return the Polars schema of a declared frame."""
    return pl.Schema({column.name: POLARS_TYPES[column.kind] for column in frame.columns})


def empty(frame: Frame) -> pl.DataFrame:
    """Return a declared frame without rows."""
    return pl.DataFrame(schema=polars_schema(frame))


def assert_declared(data: pl.DataFrame, frame: Frame) -> pl.DataFrame:
    """Return `data` when its columns and types are those declared; raise TypeError naming the first difference."""
    expected = polars_schema(frame)
    if data.schema != expected:
        for name, dtype in expected.items():
            if data.schema.get(name) != dtype:
                raise TypeError(f"frame {frame.name}: column {name} is {data.schema.get(name)}, declared {dtype}")
        extra = [name for name in data.columns if name not in expected]
        raise TypeError(f"frame {frame.name}: undeclared or misplaced columns {extra}")
    return data
