"""What changes between two releases of one source: rows and pair edits that came, went, or are worded otherwise.

Rows are compared as they lie in the files and only read where they differ.  Pair edits are compared in columns.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.record.procedure import PairEdit
from cleanskin.reference.findings import kind_of
from cleanskin.reference.packed import PackedTable
from cleanskin.reference.pairs import PairsFile
from cleanskin.reference.shelves import HeldRelease, Shelves

Change = Literal["added", "removed", "changed"]


class RowDifference(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one key before and after; `fields` are the names of the fields that differ, when one row became one.

    `part` is the edition or file in which they stand.
    """

    table: str
    part: str
    key: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    fields: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """Whether the key came, went, or says something else."""
        return _change(self.before, self.after)


class PairDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Every edit of one pair before and after, by first day."""

    column1: str
    column2: str
    before: tuple[PairEdit, ...]
    after: tuple[PairEdit, ...]

    @property
    def change(self) -> Change:
        """Whether the pair came, went, or its edits have other dates, another indicator or rationale."""
        return _change(self.before, self.after)


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two releases, by table, part and key.  `findings` are tables that could not be compared."""

    kind: str
    older: str
    newer: str
    rows: tuple[RowDifference, ...] = ()
    pairs: tuple[PairDifference, ...] = ()
    findings: tuple[Finding, ...] = ()


def differences(
    store_folder: Path, kind: str, *, older: str, newer: str, codes: Collection[str] | None = None
) -> Differences:
    """Compare two releases of a source, as far as both hold the same tables and parts.

    `codes` narrows to rows of those codes, and to pairs of two of them.  A release that is not held, and a table that
    only one of the two holds, become findings.
    """
    shelves = Shelves(store_folder)
    by_name = {release.release: release for release in shelves[kind].releases}
    missing = [name for name in (older, newer) if name not in by_name]
    if missing:
        held = ", ".join(sorted(by_name)) or "none"
        finding = kind_of("release-not-held")
        told = [finding.finding(f"{kind} {name} is not held; held are: {held}.") for name in missing]
        return Differences(kind=kind, older=older, newer=newer, findings=(*shelves.findings, *told))
    before, after = by_name[older], by_name[newer]
    wanted = None if codes is None else frozenset(codes)
    rows, findings = _row_differences(before, after, wanted)
    pairs = tuple(_pair_differences(before, after, wanted))
    told = [*shelves.findings, *findings]
    return Differences(kind=kind, older=older, newer=newer, rows=tuple(rows), pairs=pairs, findings=tuple(told))


def _change(before: Sequence[object], after: Sequence[object]) -> Change:
    return "added" if not before else "removed" if not after else "changed"


def _row_differences(
    before: HeldRelease, after: HeldRelease, codes: frozenset[str] | None
) -> tuple[list[RowDifference], list[Finding]]:
    old, new = _keyed_tables(before), _keyed_tables(after)
    forms = {part.form for part in before.parts} | {part.form for part in after.parts}
    found: list[RowDifference] = []
    told = []
    for name, part in sorted(old.keys() & new.keys()):
        one, other = old[name, part], new[name, part]
        shared = _carried(one) & _carried(other) if len(forms) > 1 else None
        found += _table_differences(name, part, one, other, codes, shared)
    if len(forms) > 1:
        message = (
            f"The releases were read from different forms ({', '.join(sorted(forms))}): what one lacks is not compared."
        )
        told.append(kind_of("forms-differ").finding(message))
    for name, part in sorted(old.keys() ^ new.keys()):
        where = before.release if (name, part) in old else after.release
        whose = f"the table {name} {part}".rstrip()
        told.append(kind_of("part-missing").finding(f"Only {where} holds {whose}; it is not compared."))
    return found, told


def _keyed_tables(release: HeldRelease) -> dict[tuple[str, str], PackedTable[Any]]:
    names = {table.name for part in release.parts for table in part.tables if table.form == "keyed"}
    return {(name, whose.part): table for name in names for table, whose in release.keyed(name)}


def _table_differences(
    name: str,
    part: str,
    old: PackedTable[Any],
    new: PackedTable[Any],
    codes: frozenset[str] | None,
    shared: frozenset[str] | None,
) -> Iterator[RowDifference]:
    """Walk two sorted tables side by side; where `shared` is given, rows are compared in those fields only."""
    for key, before, after in _side_by_side(_by_key(old), _by_key(new)):
        if before == after:
            continue
        rows_before = tuple(old.read(packed) for packed in before)
        rows_after = tuple(new.read(packed) for packed in after)
        if rows_before == rows_after or (
            codes is not None and _code_of(key, (rows_after or rows_before)[0]) not in codes
        ):
            continue
        fields: tuple[str, ...] = ()
        if len(rows_before) == len(rows_after) == 1:
            fields = tuple(one for one in _fields(rows_before[0], rows_after[0]) if shared is None or one in shared)
            if not fields:
                continue
        yield RowDifference(table=name, part=part, key=key, before=rows_before, after=rows_after, fields=fields)


def _carried(table: PackedTable[Any]) -> frozenset[str]:
    """Return the fields that at least one row of the table fills."""
    found: set[str] = set()
    for _, packed in table.packed_items():
        found |= msgspec.msgpack.decode(packed, type=dict[str, msgspec.Raw]).keys()  # defaults are not written
    return frozenset(found)


def _by_key(table: PackedTable[Any]) -> Iterator[tuple[tuple[int, str], list[bytes]]]:
    """Yield each key, its length before it as the files are sorted, with its rows as they lie in the file."""
    for key, rows in groupby(table.packed_items(), key=itemgetter(0)):
        yield (len(key), key), [bytes(packed) for _, packed in rows]


def _side_by_side(
    old: Iterator[tuple[tuple[int, str], list[bytes]]], new: Iterator[tuple[tuple[int, str], list[bytes]]]
) -> Iterator[tuple[str, list[bytes], list[bytes]]]:
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield left[0][1], left[1], []
            left = next(old, None)
        elif left is None or right[0] < left[0]:
            yield right[0][1], [], right[1]
            right = next(new, None)
        else:
            yield left[0][1], left[1], right[1]
            left, right = next(old, None), next(new, None)


def _code_of(key: str, row: Any) -> str:
    """Return the code of a row whose key is made of more than it."""
    code = getattr(row, "code", None) or getattr(row, "add_on", None)
    return code if isinstance(code, str) else key


def _fields(before: msgspec.Struct, after: msgspec.Struct) -> tuple[str, ...]:
    return tuple(name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name))


def _pair_differences(
    before: HeldRelease, after: HeldRelease, codes: frozenset[str] | None
) -> Iterator[PairDifference]:
    old, new = ([file for file, _ in release.pairs()] for release in (before, after))
    for column1, column2 in _differing_pairs(old, new, codes):
        was, will_be = _history(old, column1, column2), _history(new, column1, column2)
        yield PairDifference(column1=column1, column2=column2, before=was, after=will_be)


def _history(files: Iterable[PairsFile], column1: str, column2: str) -> tuple[PairEdit, ...]:
    edits = [edit for file in files for edit in file.history(column1, column2)]
    return tuple(sorted(edits, key=lambda edit: edit.period.start))


def _differing_pairs(
    old: Sequence[PairsFile], new: Sequence[PairsFile], codes: frozenset[str] | None
) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose edits are not the same in both, by column 1 and column 2."""
    import numpy as np

    names = sorted({code for file in (*old, *new) for code in file.layout.codes})
    numbers = {code: number for number, code in enumerate(names)}
    terms: dict[object, int] = {}
    for file in (*old, *new):
        for term in file.terms:
            terms.setdefault(term[2:], len(terms))
    wanted = None if codes is None else np.array([name in codes for name in names], dtype=bool)
    edits_old, edits_new = (_edit_numbers(files, numbers, terms, wanted) for files in (old, new))
    differing = np.setxor1d(edits_old, edits_new, assume_unique=False)
    for pair in np.unique(differing >> _TERM_BITS).tolist():
        yield names[pair >> _CODE_BITS], names[pair & ((1 << _CODE_BITS) - 1)]


_CODE_BITS, _TERM_BITS = 20, 24


def _edit_numbers(files: Sequence[PairsFile], numbers: dict[str, int], terms: dict[object, int], wanted: Any) -> Any:
    """Return one number for each edit: column 1, column 2, terms, in bits that no other edit shares."""
    import numpy as np

    if len(numbers) >= 1 << _CODE_BITS or len(terms) >= 1 << _TERM_BITS:
        raise ValueError("more codes or terms than the publisher's files can hold")
    found = [np.zeros(0, dtype=np.uint64)]
    for file in files:
        codes, heads, starts, _, rows, shift = file.layout
        own = np.array([numbers[code] for code in codes], dtype=np.uint64)
        own_terms = [terms[term[2:]] for term in file.terms]
        slots: Any = np.frombuffer(rows, dtype=np.uint32 if shift == 16 else np.uint64)
        is_held = slots != file.layout.empty
        packed = slots[is_held].astype(np.uint64)
        counts: Any = np.diff(np.array(starts, dtype=np.int64))
        column1 = np.repeat(own[np.array(heads, dtype=np.int64)], counts)[is_held]
        column2 = own[(packed >> np.uint64(shift)).astype(np.int64)]
        term = np.array(own_terms, dtype=np.uint64)[(packed & np.uint64((1 << shift) - 1)).astype(np.int64)]
        edits = (column1 << np.uint64(_CODE_BITS + _TERM_BITS)) | (column2 << np.uint64(_TERM_BITS)) | term
        if wanted is not None:
            edits = edits[wanted[column1.astype(np.int64)] & wanted[column2.astype(np.int64)]]
        found.append(edits)
    return np.concatenate(found)
