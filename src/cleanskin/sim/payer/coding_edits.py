"""Code pairs and limits of units as payers load them: from the built-in tables, or from the official files.

A small reader of the payers' own, so that the simulated payers and the project's rules never share one mistake.  The
official files' formats: pairs tab-separated with seven columns (column 1, column 2, mark of 1996, effective day,
deletion day or "*", indicator, rationale) below a head of varying length; limits as comma-separated values with a head
cell over several lines.  A row of another shape is passed over.
"""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from cleanskin.sim.payer.registry import codes, rows

_ALWAYS = 10_000_000


class Dated(NamedTuple):
    """An indicator (0 never, 1 with a modifier) in force from a day to a day, both inside, as ordinals."""

    indicator: str
    first: int
    last: int


Pairs = dict[str, dict[str, tuple[Dated, ...]]]
Limits = dict[str, tuple[int, str]]


class CodingEdits(NamedTuple):
    """Pairs by column 1 and column 2, and limits by code: most units, kind (1 line, 2 day absolute, 3 day clinical)."""

    pairs: Pairs
    limits: Limits


def indicator_on(found: tuple[Dated, ...] | None, day: date) -> str:
    """Return the indicator in force on a day, "" when there is no pair then."""
    if found is None:
        return ""
    ordinal = day.toordinal()
    for one in found:
        if one.first <= ordinal <= one.last:
            return one.indicator
    return ""


@cache
def built_in() -> CodingEdits:
    """Return the built-in pairs and limits: one release, held to be in force always."""
    always = {indicator: (Dated(indicator, 0, _ALWAYS),) for indicator in "01"}
    pairs: Pairs = {}
    for row in rows("pairs"):
        seconds = row["column_2"].split()
        pairs.setdefault(row["column_1"], {}).update(dict.fromkeys(seconds, always[row["indicator"]]))
    limits = {code: (fact.units_most, fact.units_kind) for code, fact in codes().items() if fact.units_most is not None}
    return CodingEdits(pairs, limits)


def _ordinal(text: str, otherwise: int) -> int:
    """Return YYYYMMDD as ordinal, `otherwise` when it is no day."""
    if len(text) != 8 or not text.isdecimal():
        return otherwise
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal()
    except ValueError:
        return otherwise


def read_pairs(lines: Iterable[str]) -> Pairs:
    """Read an official file of pairs; only codes that payers price are kept, deleted-at-once pairs (9) are not."""
    known = codes()
    pairs: Pairs = {}
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < 6 or cells[0] not in known or cells[1] not in known or cells[5] not in ("0", "1"):
            continue
        dated = Dated(cells[5], _ordinal(cells[3], 0), _ordinal(cells[4], _ALWAYS))
        seconds = pairs.setdefault(cells[0], {})
        seconds[cells[1]] = (*seconds.get(cells[1], ()), dated)
    return pairs


def read_limits(lines: Iterable[str]) -> Limits:
    """Read an official file of limits of units."""
    known = codes()
    limits: Limits = {}
    for cells in csv.reader(lines):
        if len(cells) >= 3 and cells[0] in known and cells[1].isdecimal() and cells[2][:1] in ("1", "2", "3"):
            limits[cells[0]] = (int(cells[1]), cells[2][0])
    return limits
