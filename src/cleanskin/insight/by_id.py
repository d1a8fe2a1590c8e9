"""Rows put together by their ids without hashing: the inner join and the search for repeated ids."""

import numpy as np
import polars as pl

from cleanskin.x12.bulk.rows import Places

_SPARSE = 8
"""A count per id may be so many times longer than the rows."""


def within(rows: pl.DataFrame, other: pl.DataFrame, *, on: str) -> pl.DataFrame:
    """Keep the rows whose id `other` holds and put its columns beside them: an inner join in the order of `rows`.

    Every id stands once in `other`; ids without an array of places are joined.
    """
    places = Places(other[on])
    if places.slots is None or rows[on].dtype not in (pl.Int64, pl.UInt32):
        return rows.join(other, on=on, how="inner", maintain_order="left")
    at = places.of(rows[on])
    if at.null_count():
        rows, at = rows.filter(at.is_not_null()), at.drop_nulls()
    return rows.hstack(other.drop(on).select(pl.all().gather(at)))


def repeated(ids: pl.Series) -> pl.Series:
    """Tell for each whole number whether another row has the same; nulls are the same."""
    highest, lowest = ids.max(), ids.min()
    if not isinstance(highest, int) or not isinstance(lowest, int):
        return ids.is_duplicated()
    if lowest < 0 or highest >= _SPARSE * len(ids) + 1_000_000:
        return ids.is_duplicated()
    numbers = ids.cast(pl.Int64).fill_null(highest + 1).to_numpy()
    return pl.Series(ids.name, np.bincount(numbers)[numbers] > 1)
