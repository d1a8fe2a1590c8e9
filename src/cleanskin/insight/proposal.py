"""A proposal: lines that would change if something were done, what they are worth, and how to say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of one recommendation, written once its lines are settled."""

    title: str
    what: str
    why: str
    owner: str
    first_step: str
    arithmetic: str
    sureness: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One possible recommendation.

    `lines` has line_id, root_claim_id and every column of line_facts it needs, with amount_low and amount_high (cents):
    what the line is worth to the practice, least and most.  `is_recurring`: the loss repeats while nothing changes, so
    that a year's worth may be stated.  `is_priced` False: worth knowing, with no dollar range.
    """

    key: str
    lines: pl.DataFrame
    write: Callable[[pl.DataFrame], Wording]
    is_recurring: bool = False
    is_priced: bool = True


def claims_of(lines: pl.DataFrame) -> int:
    """Count the claims that some lines belong to."""
    return lines["root_claim_id"].n_unique()


def sum_of(lines: pl.DataFrame, column: str) -> int:
    """Sum a cents column; 0 for no rows."""
    return int(lines[column].sum() or 0)


def cents(expression: pl.Expr) -> pl.Expr:
    """Round an estimate to whole cents; what cannot be estimated is worth nothing stated."""
    return expression.fill_null(0).round(0).cast(pl.Int64)


def commonest(lines: pl.DataFrame, column: str) -> str | None:
    """Return the most frequent text of a column, the first in order among equals; None without any."""
    value = lines[column].drop_nulls().mode().sort().first()
    return str(value) if value is not None else None


def earliest(data: pl.DataFrame, column: str) -> date | None:
    """Return the first day of a date column; None without any."""
    value = data[column].min()
    return value if isinstance(value, date) else None


Writer = Callable[[pl.DataFrame], Wording]
"""What writes a recommendation down, given the lines that were left to it."""
