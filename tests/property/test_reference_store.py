"""Laws of the reference store on generated rows: what is put is found, as a plain dictionary or list would find it."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import PairEdit, UnitLimit
from cleanskin.record.provenance import Provenance
from cleanskin.reference.packed import PackedTable, write_keyed
from cleanskin.reference.pairs import PairIndex, PairsFile, write_pairs

KEYS = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)
CODES = st.sampled_from([f"ZZ00{number}" for number in range(6)])
DAYS = st.integers(0, 40).map(lambda count: date(2020, 1, 1) + timedelta(days=count))
OWNER = Provenance(kind="k", release="r", period=Period(date(2020, 1, 1)), source=Source(title="invented"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(KEYS, st.integers(0, 999)), max_size=60), st.lists(st.text(max_size=13), max_size=20))
def test_a_keyed_table_finds_what_a_dictionary_finds(rows: list[tuple[str, int]], others: list[str]) -> None:
    expected: dict[str, list[int]] = {}
    for key, units in rows:
        expected.setdefault(key, []).append(units)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "t")
        limits = [(key, UnitLimit(code=key, units=units, adjudication=2)) for key, units in rows]
        write_keyed(path, row_type=UnitLimit, rows=limits)
        table = PackedTable(path, UnitLimit)
        for key in {*expected, *others, *(key.lower() for key in expected)}:
            assert [row.units for row in table.rows(key)] == expected.get(key, [])
        assert [key for key, _ in table.items()] == sorted((key for key, _ in rows), key=lambda key: (len(key), key))


EDITS = st.builds(
    lambda one, other, start, length, indicator: PairEdit(
        one, other, Period(start, None if length is None else start + timedelta(days=length)), indicator, "x"
    ),
    CODES,
    CODES,
    DAYS,
    st.none() | st.integers(0, 20),
    st.sampled_from([0, 1, 9]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(EDITS, max_size=40), DAYS, st.integers(1, 3))
def test_a_pair_table_finds_what_a_list_finds(edits: list[PairEdit], on: date, files: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        held = []
        for number in range(files):
            path = Path(folder, str(number))
            write_pairs(path, _frame(edits[number::files]))
            held.append((PairsFile(path), OWNER))
        index = PairIndex(held, "")
        for one in {edit.column1 for edit in edits} | {"ZZ009"}:
            for other in {edit.column2 for edit in edits} | {"ZZ009"}:
                wanted = [edit for edit in edits if (edit.column1, edit.column2) == (one, other)]
                in_force = [edit for edit in wanted if on in edit.period and edit.modifier_indicator != 9]
                answer = index.answer(one, other, on)
                assert (answer is None) == (not in_force)
                assert answer is None or answer.value in in_force
                found = [edit for file, _ in held for edit in file.history(one, other)]
                assert sorted(map(_order, found)) == sorted(map(_order, wanted))
        for code in {edit.column2 for edit in edits}:
            under = [edit for file, _ in held for edit in file.under(code)]
            assert sorted(map(_order, under)) == sorted(_order(edit) for edit in edits if edit.column2 == code)


def _order(edit: PairEdit) -> tuple[str, str, date, date, int]:
    return (edit.column1, edit.column2, edit.period.start, edit.period.end or date.max, edit.modifier_indicator)


def _frame(edits: list[PairEdit]) -> pl.DataFrame:
    rows = [(e.column1, e.column2, e.period.start, e.period.end, e.modifier_indicator, e.rationale) for e in edits]
    schema = {
        "column1": pl.String,
        "column2": pl.String,
        "effective_on": pl.Date,
        "ended_on": pl.Date,
        "modifier_indicator": pl.UInt8,
        "rationale": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
