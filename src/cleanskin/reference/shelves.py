"""Which of the releases held answers for a day, and its tables, opened when first asked.

A source whose releases each hold their own period (`dating` "release") answers with the latest release that began on or
before the day.  A source whose every release carries the whole history (`dating` "rows") answers for every day with the
newest release of which no part is missing: its rows have dates of their own.  A day past the period for which the
release was issued gets the answer with a notice that a later release is in force.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.kernel.period import Period
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.reference.findings import kind_of
from cleanskin.reference.mapped import DamagedTable
from cleanskin.reference.packed import PackedTable
from cleanskin.reference.pairs import PairsFile
from cleanskin.reference.store import Index, Store, StoredPart, StoredTable, StoreError
from cleanskin.reference.tables import EDITIONS, ROW_TYPES, in_force_rule

_DAYS_REMEMBERED_MAX = 4096
_ANSWERS_REMEMBERED_MAX = 4096
_MISSES_MAX = 1 << 17


class HeldRelease:
    """The parts of one release that are held."""

    __slots__ = ("_opened", "_shelves", "damaged", "excerpt", "missing", "parts", "period", "release")

    def __init__(self, shelves: "Shelves", parts: Sequence[StoredPart]) -> None:
        self._shelves, self.parts = shelves, tuple(parts)
        self._opened: dict[tuple[str, str], Any] = {}
        first = parts[0].provenance
        self.release, self.period = first.release, first.period
        held = {part.provenance.part for part in parts}
        expected = () if first.kind in EDITIONS else (name for part in parts for name in part.parts_expected)
        self.missing = tuple(sorted(set(expected) - held))
        self.excerpt = any(part.excerpt for part in parts)
        self.damaged = False

    @property
    def complete(self) -> bool:
        """True when no part is missing, an excerpt, or known to be damaged."""
        return not (self.missing or self.excerpt or self.damaged)

    def keyed(self, table: str, part: str | None = None) -> list[tuple[PackedTable[Any], Provenance]]:
        """Return the keyed tables of that name, of all parts or of one."""
        return [(opened, whose) for opened, whose in self._tables(table, part) if isinstance(opened, PackedTable)]

    def pairs(self) -> list[tuple[PairsFile, Provenance]]:
        """Return the tables of pair edits of all parts."""
        return [(opened, whose) for opened, whose in self._tables("pairs", None) if isinstance(opened, PairsFile)]

    def open_all(self) -> None:
        """Open every table, so that damage is known."""
        for part in self.parts:
            for table in part.tables:
                self._open(part, table)

    def _tables(self, name: str, only: str | None) -> list[tuple[Any, Provenance]]:
        found = []
        for part in self.parts:
            for table in part.tables:
                if table.name == name and (only is None or part.provenance.part == only):
                    found.append((self._open(part, table), part.provenance))
        return found

    def _open(self, part: StoredPart, table: StoredTable) -> Any:
        place = (part.provenance.part, table.name)
        if place not in self._opened:
            self._opened[place] = self._shelves.open_table(part, table)
            self.damaged = self.damaged or self._opened[place] is None
        return self._opened[place]


class KeyedIndex:
    """Look-ups in the keyed tables of one name of a release.  Answers are kept: a claim's neighbors ask the same."""

    __slots__ = ("_answers", "_in_force", "_misses", "_notice", "_tables")

    def __init__(self, tables: Sequence[tuple[PackedTable[Any], Provenance]], notice: str) -> None:
        """`notice` is what every answer carries."""
        self._tables, self._notice = tuple([(table.rows, whose) for table, whose in tables]), notice
        self._in_force = in_force_rule(tables[0][0].row_type)
        self._answers: dict[str, tuple[Answer[Any], ...]] = {}
        self._misses = 0

    def answer(self, key: str, on: date) -> Answer[Any] | None:
        """Return the row of a key that was in force on a day, the last of several; None when there is none."""
        answers = self._answers.get(key)
        if answers is None:
            answers = ()
            for rows, whose in self._tables:
                of_key = rows(key)
                if len(of_key) == 1:  # nearly always
                    answers += (Answer(of_key[0], whose, self._notice),)
                elif of_key:
                    answers += tuple([Answer(row, whose, self._notice) for row in of_key])
            if len(self._answers) < _ANSWERS_REMEMBERED_MAX:
                self._answers[key] = answers
            else:
                self._misses += 1
                if self._misses > _MISSES_MAX:  # what was asked first is not what is asked now
                    self._answers.clear()
                    self._misses = 0
        if self._in_force is None:
            return answers[-1] if answers else None
        return next((one for one in reversed(answers) if self._in_force(one.value, on)), None)


class SingleIndex:
    """Look-ups in one keyed table of one row a key that holds all through its release: `KeyedIndex` without choices."""

    __slots__ = ("_answers", "_find", "_misses", "_notice", "_whose")

    def __init__(self, table: PackedTable[Any], whose: Provenance, notice: str) -> None:
        """`notice` is what every answer carries."""
        self._find, self._whose, self._notice = table.found, whose, notice
        self._answers: dict[str, Answer[Any]] = {}
        self._misses = 0

    def answer(self, key: str, on: date) -> Answer[Any] | None:
        """Return the row of a key; None when there is none."""
        answer = self._answers.get(key)
        if answer is not None:
            return answer
        row = self._find(key)
        if row is None:
            return None
        answer = Answer(row, self._whose, self._notice)
        if len(self._answers) < _ANSWERS_REMEMBERED_MAX:
            self._answers[key] = answer
        else:
            self._misses += 1
            if self._misses > _MISSES_MAX:
                self._answers.clear()
                self._misses = 0
        return answer


def _index_of(tables: Sequence[tuple[PackedTable[Any], Provenance]], notice: str) -> "KeyedIndex | SingleIndex":
    table, whose = tables[0]
    if len(tables) == 1 and table.are_unique and in_force_rule(table.row_type) is None:
        return SingleIndex(table, whose, notice)
    return KeyedIndex(tables, notice)


class Standing:
    """What answers for a day: a release or none, whether a miss in it means "there is none", and what must be said."""

    __slots__ = ("_indexes", "held", "notice", "settled")

    def __init__(self, held: HeldRelease | None, settled: bool, notice: str = "") -> None:
        self.held, self.settled, self.notice = held, settled, notice
        self._indexes: dict[str, KeyedIndex | SingleIndex | None] = {}

    def index(self, table: str, part: str = "") -> KeyedIndex | SingleIndex | None:
        """Return the look-up in a table; None when none is held.

        `part` names an edition; a release that comes in one edition only answers for all.
        """
        name = table + part
        if name not in self._indexes:
            tables = self.held.keyed(table) if self.held else []
            wanted = [one for one in tables if not part or one[1].part in (part, "")]
            self._indexes[name] = _index_of(wanted, self.notice) if wanted else None
        return self._indexes[name]


NOTHING_HELD = Standing(None, settled=False)


class Shelf:
    """The releases of one kind, oldest first."""

    __slots__ = ("_days", "_has_row_dates", "_standings", "kind", "releases")

    def __init__(self, kind: str, releases: Sequence[HeldRelease]) -> None:
        self.kind = kind
        self.releases = sorted(releases, key=lambda one: (one.period.start, one.release))
        self._has_row_dates = bool(releases) and releases[-1].parts[0].dating == "rows"
        self._days: dict[date, Standing] = {}
        self._standings: dict[tuple[int, bool, str], Standing] = {}

    def at(self, on: date) -> Standing:
        """Return what answers for a day."""
        known = self._days.get(on)
        if known is None:
            if len(self._days) >= _DAYS_REMEMBERED_MAX:
                self._days.clear()
            known = self._days[on] = self._standing(on)
        return known

    def _standing(self, on: date) -> Standing:
        if not self.releases:
            return NOTHING_HELD
        held = self._chosen(on)
        if held is None:
            return Standing(None, settled=False, notice=_day_before(self.kind, self.releases[0], on))
        covered = held.period.end is None or on < held.period.end
        notices = []
        if not covered:
            notices.append(_later_release(self.kind, held))
        if held.missing:
            notices.append(f"Of {self.kind} {held.release}, these parts are not loaded: {', '.join(held.missing)}.")
        if held.excerpt:
            notices.append(f"What is loaded of {self.kind} {held.release} has too few rows to be the whole release.")
        if held.damaged:
            notices.append(f"{self.kind} {held.release} is damaged in the store; load it again.")
        key = (id(held), covered and held.complete, " ".join(notices))
        return self._standings.setdefault(key, Standing(held, key[1], key[2]))

    def _chosen(self, on: date) -> HeldRelease | None:
        """Choose the release, and open it: one that proves damaged is passed over where another can answer."""
        if not self._has_row_dates:
            begun = [one for one in self.releases if one.period.start <= on]
            held = begun[-1] if begun else None
            if held:
                held.open_all()
            return held
        for held in reversed(self.releases):
            if not held.missing and not held.excerpt:
                held.open_all()
                if not held.damaged:
                    return held
        self.releases[-1].open_all()
        return self.releases[-1]


class Shelves:
    """Every release of a store by kind.  Opening reads the index only.

    `findings` are what is wrong with the store, so far as it was used; nothing is raised.
    """

    __slots__ = ("_shelves", "_store", "findings", "index")

    def __init__(self, folder: Path | None) -> None:
        self._store = Store(folder) if folder else None
        self.findings: list[Finding] = []
        self.index = self._read_index()
        self._shelves: dict[str, Shelf] = {}

    def __getitem__(self, kind: str) -> Shelf:
        """Return the shelf of a kind, an empty one when none of its releases is held."""
        shelf = self._shelves.get(kind)
        if shelf is None:
            by_release: dict[str, list[StoredPart]] = {}
            for part in self.index.parts:
                if part.provenance.kind == kind:
                    by_release.setdefault(part.provenance.release, []).append(part)
            shelf = self._shelves[kind] = Shelf(kind, [HeldRelease(self, parts) for parts in by_release.values()])
        return shelf

    def open_table(self, part: StoredPart, table: StoredTable) -> PackedTable[Any] | PairsFile | None:
        """Open one table; None when it is damaged or gone, which is told in `findings`."""
        assert self._store is not None
        try:
            return self._open(self._store.folder / table.file, table)
        except FileNotFoundError:
            # another process has replaced the part since the index was read: take the table that replaced this one
            newer = next((one for one in self._read_index().parts if one.key == part.key), None)
            same = next((one for one in newer.tables if one.name == table.name), None) if newer else None
            try:
                if same and same.file != table.file:
                    return self._open(self._store.folder / same.file, same)
                reason = "its file is gone"
            except (DamagedTable, OSError, msgspec.DecodeError) as error:
                reason = str(error)
        except (DamagedTable, OSError, msgspec.DecodeError) as error:
            reason = str(error)
        self._tell_damage(part, table, reason)
        return None

    def _open(self, path: Path, table: StoredTable) -> PackedTable[Any] | PairsFile:
        if table.form == "pairs":
            return PairsFile(path)
        row_type = ROW_TYPES.get(table.name)
        if row_type is None:
            raise DamagedTable("this version of Cleanskin knows no such table")
        return PackedTable(path, row_type)

    def _tell_damage(self, part: StoredPart, table: StoredTable, reason: str) -> None:
        whose = part.provenance
        named = " ".join(word for word in (whose.kind, whose.release, whose.part) if word)
        message = f"The table {table.name} of {named} cannot be used: {reason}."
        self.findings.append(kind_of("release-damaged").finding(message, evidence=(whose.file,)))

    def _read_index(self) -> Index:
        if self._store is None:
            return Index()
        try:
            return self._store.index()
        except StoreError as error:
            self.findings.append(error.finding)
            return Index()


def _later_release(kind: str, held: HeldRelease) -> str:
    return (
        f"{kind} {held.release} was issued for the days up to {_last_day(held.period)}; "
        "a later release is in force and not loaded."
    )


def _last_day(period: Period) -> str:
    end = period.end
    return date.fromordinal(end.toordinal() - 1).isoformat() if end else "further notice"


def _day_before(kind: str, oldest: HeldRelease, on: date) -> str:
    first = f"{oldest.release}, from {oldest.period.start.isoformat()}"
    return f"{on.isoformat()} lies before the oldest release of {kind} that is loaded ({first})."
