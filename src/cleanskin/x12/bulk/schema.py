"""Declared frames as Polars schemas, and the check that a frame keeps to its declaration."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

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
    return pl.Schema(kept_schema(frame))


@cache
def kept_schema(frame: Frame) -> pl.Schema:
    """Return the same, made once; it must not be changed."""
    return pl.Schema({column.name: POLARS_TYPES[column.kind] for column in frame.columns})


def empty(frame: Frame) -> pl.DataFrame:
    """Return a declared frame without rows."""
    return pl.DataFrame(schema=polars_schema(frame))


def assert_declared(data: pl.DataFrame, frame: Frame) -> pl.DataFrame:
    """Return `data` when its columns and types are those declared; raise TypeError naming the first difference."""
    expected = kept_schema(frame)
    if data.schema != expected:
        for name, dtype in expected.items():
            if data.schema.get(name) != dtype:
                raise TypeError(f"frame {frame.name}: column {name} is {data.schema.get(name)}, declared {dtype}")
        extra = [name for name in data.columns if name not in expected]
        raise TypeError(f"frame {frame.name}: undeclared or misplaced columns {extra}")
    return data


class FrameSource(Protocol):
    """Where a stage gets its frames: from memory or from parts kept on disk, always as declared."""

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the declared frame `name`, or only some of its columns.  KeyError when no such frame is declared."""
        ...


class HeldFrames:
    """Frames held in memory; a declared frame that was not given is empty."""

    def __init__(self, frames: Mapping[str, pl.DataFrame], declared: Iterable[Frame]) -> None:
        """Hold `frames` (name to data); raise TypeError when one differs from its declaration."""
        self._declared = {frame.name: frame for frame in declared}
        self._frames = {name: assert_declared(data, self._declared[name]) for name, data in frames.items()}

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the frame `name`, or only some of its columns."""
        data = self._frames[name] if name in self._frames else empty(self._declared[name])
        return data if columns is None else data.select(columns)
