"""Reading the pack's tables: tab-separated text beside this module, one header line, one source named in every row.

Every table ends with the columns `source` (an id of `sources.tsv`), `trust` (empty: that of the source) and
`checked_by` (who, qualified in coding, has checked the row; empty: nobody).  Tables with dates hold the first day in
`effective_from` and the first day no longer inside in `effective_to`; empty means "not known" and "until further
notice".
"""

import functools
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Generic, TypeVar

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source, Trust
from cleanskin.record.provenance import Answer, Provenance

KIND = "dermatology-pack"
"""What a provenance calls the pack."""

UNCHECKED = "no qualified coder has checked this row"
"""The notice of a row that rests on judgment and whose `checked_by` is empty."""

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)
_FLAG = {"yes": True, "no": False}


class PackSource(msgspec.Struct, frozen=True, kw_only=True):
    """One row of `sources.tsv`: a citation, the release it is, and the days for which that release speaks."""

    source: str
    title: str
    locator: str = ""
    url: str = ""
    release: str = ""
    speaks_from: date | None = None
    speaks_to: date | None = None
    checked_on: date | None = None
    trust: Trust


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the pack's tables as text by column, empty cells left out."""
    return parse_rows(name, resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def parse_rows(name: str, text: str) -> list[dict[str, str]]:
    """Split a table's text into rows by column, empty cells left out.

    A row with more or fewer cells than the header is an error of the table: ValueError with its line.
    """
    header, *lines = (line.split("\t") for line in text.splitlines() if line)
    found: list[dict[str, str]] = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise ValueError(f"{name}, line {number} ({cells[0]}): {len(cells)} cells, {len(header)} expected")
        found.append({column: cell for column, cell in zip(header, cells) if cell})
    return found


@functools.cache
def pack_sources() -> Mapping[str, PackSource]:
    """Return the sources of the pack by id."""
    return {row["source"]: msgspec.convert(row, PackSource, strict=False) for row in read_rows("sources.tsv")}


@functools.cache
def cited(source: str, trust: str = "", checked_by: str = "") -> Source:
    """Return the citation of a row: its source with the row's own trust and the coder who checked it."""
    if source not in pack_sources():
        raise ValueError(f"{source!r} is no source of sources.tsv")
    named = pack_sources()[source]
    cells = {name: getattr(named, name) for name in ("title", "locator", "url", "checked_on")}
    return msgspec.convert({**cells, "trust": trust or named.trust, "checked_by": checked_by}, Source)


class Dated(msgspec.Struct, Generic[Value], frozen=True):
    """One row of a table: what it says, when it holds, where it comes from, and the id of its source."""

    value: Value
    period: Period
    provenance: Provenance
    source: str


def row_period(row: Mapping[str, str]) -> Period:
    """Return the days on which a row as read is in force."""
    return _period(row.get("effective_from", ""), row.get("effective_to", ""))


def row_source(row: Mapping[str, str]) -> Source:
    """Return the citation of a row as read."""
    return cited(row["source"], row.get("trust", ""), row.get("checked_by", ""))


def load_rows(
    table: str, row_type: type[Value], *, lists: tuple[str, ...] = (), flags: tuple[str, ...] = ()
) -> list[Dated[Value]]:
    """Return the rows of `table`.tsv in order; `lists` and `flags` as for `convert_rows`."""
    return convert_rows(table, read_rows(f"{table}.tsv"), row_type, lists=lists, flags=flags)


def convert_rows(
    table: str,
    rows: Iterable[Mapping[str, str]],
    row_type: type[Value],
    *,
    lists: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> list[Dated[Value]]:
    """Make rows as read into values.

    `lists` are columns of words apart by blanks, `flags` columns of yes or no.  A `row_type` with the fields `period`
    and `source` gets them from the row's dates and citation.  A cell that its column cannot hold: ValueError.
    """
    found: list[Dated[Value]] = []
    for row in rows:
        period, citation = row_period(row), row_source(row)
        cells: dict[str, object] = {**row, "period": period, "source": citation}
        for name in lists:
            cells[name] = row.get(name, "").split()
        for name in flags:
            if name in row:
                cells[name] = _FLAG.get(row[name], row[name])
        try:
            value = msgspec.convert(cells, row_type, strict=False)
        except msgspec.ValidationError as error:
            raise ValueError(f"{table}.tsv, {next(iter(row.values()))}: {error}") from error
        found.append(Dated(value, period, _provenance(table, row["source"], period, citation), row["source"]))
    return found


def load_table(
    table: str,
    row_type: type[Value],
    *,
    key: Callable[[Value], Key],
    lists: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> dict[Key, tuple[Dated[Value], ...]]:
    """Return the rows of `table`.tsv by key, each key's oldest first; `lists` and `flags` as for `convert_rows`."""
    return by_key(load_rows(table, row_type, lists=lists, flags=flags), key)


def by_key(rows: Iterable[Dated[Value]], key: Callable[[Value], Key]) -> dict[Key, tuple[Dated[Value], ...]]:
    """Group rows by key, each key's oldest first."""
    found: dict[Key, list[Dated[Value]]] = {}
    for row in rows:
        found.setdefault(key(row.value), []).append(row)
    return {name: tuple(sorted(held, key=lambda row: row.period.start)) for name, held in found.items()}


def in_force(rows: Iterable[Dated[Value]], on: date) -> Dated[Value] | None:
    """Return the row that holds on a day."""
    return next((row for row in rows if on in row.period), None)


def answer_for(row: Dated[Value], on: date, notice: str = "") -> Answer[Value]:
    """Return a row as an answer, with what must be said of its release on that day, and `notice` before it."""
    notices = (notice, silence_notice(row.source, on))
    return Answer(row.value, row.provenance, "; ".join(words for words in notices if words))


def silence_notice(source: str, on: date) -> str:
    """Say that a day lies outside those for which a source's release speaks; "" when it lies inside."""
    named = pack_sources()[source]
    if named.speaks_from is not None and on < named.speaks_from:
        return f"taken from release {named.release}, which starts on {named.speaks_from}: no earlier one was read"
    if named.speaks_to is not None and on >= named.speaks_to:
        last_day = named.speaks_to - timedelta(days=1)
        return f"taken from release {named.release}, which ended on {last_day}: no later one was read"
    return ""


@functools.cache
def _period(first: str, end: str) -> Period:
    return Period(date.fromisoformat(first) if first else date.min, date.fromisoformat(end) if end else None)


@functools.cache
def _provenance(table: str, source: str, period: Period, citation: Source) -> Provenance:
    return Provenance(
        kind=KIND,
        release=pack_sources()[source].release,
        part=table,
        period=period,
        file=f"{table}.tsv",
        source=citation,
    )
