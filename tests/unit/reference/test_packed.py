"""Keyed rows on disk."""

from pathlib import Path

import msgspec
import pytest

from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.procedure import UnitLimit
from cleanskin.reference.mapped import DamagedTable
from cleanskin.reference.packed import PackedTable, is_key, write_keyed


def limit(code: str, units: int = 1) -> UnitLimit:
    return UnitLimit(code=code, units=units, adjudication=2)


def written(folder: Path, *rows: UnitLimit) -> PackedTable[UnitLimit]:
    write_keyed(folder / "t", row_type=UnitLimit, rows=[(row.code, row) for row in rows])
    return PackedTable(folder / "t", UnitLimit)


def test_a_row_is_found_by_its_key(tmp_path: Path) -> None:
    table = written(tmp_path, limit("17000", 1), limit("11102", 2), limit("0001A", 3))
    assert table.rows("11102") == (limit("11102", 2),)
    assert table.rows("0001A") == (limit("0001A", 3),)
    assert len(table) == 3


def test_leading_zeros_tell_keys_apart(tmp_path: Path) -> None:
    table = written(tmp_path, limit("1", 1), limit("01", 2), limit("001", 3))
    assert [table.rows(key)[0].units for key in ("1", "01", "001")] == [1, 2, 3]


def test_rows_of_one_key_keep_their_order(tmp_path: Path) -> None:
    table = written(tmp_path, limit("17000", 3), limit("11102"), limit("17000", 1), limit("17000", 2))
    assert [row.units for row in table.rows("17000")] == [3, 1, 2]


@pytest.mark.parametrize(
    "key", ["1110", "111022", "", "11102 ", " 11102", "1_1102", "+11102", "11.02", "j1885", "١١١٠٢", "\ud800"]
)
def test_a_key_that_is_none_finds_nothing(tmp_path: Path, key: str) -> None:
    assert written(tmp_path, limit("11102"), limit("J1885")).rows(key) == ()


def test_rows_of_one_key_among_single_ones_come_as_items_and_keys(tmp_path: Path) -> None:
    table = written(tmp_path, limit("17000", 3), limit("11102", 5), limit("17000", 1))
    assert [(key, row.units) for key, row in table.items()] == [("11102", 5), ("17000", 3), ("17000", 1)]
    assert [(key, table.read(packed).units) for key, packed in table.packed_items()] == [
        ("11102", 5),
        ("17000", 3),
        ("17000", 1),
    ]
    assert list(table.keys()) == ["11102", "17000"]
    assert (table.rows("11102"), len(table)) == ((limit("11102", 5),), 3)


def test_keys_that_want_the_same_slot_are_told_apart(tmp_path: Path) -> None:
    """2,000 keys: some want the same slot as another, and some of those have the same eight bits of checksum."""
    keys = [f"{number:05d}" for number in range(0, 4_000, 2)]
    table = written(tmp_path, *(limit(key, int(key)) for key in keys))
    assert all(table.rows(key) == (limit(key, int(key)),) for key in keys)
    assert not any(table.rows(f"{number:05d}") for number in range(1, 4_000, 2))


def test_a_row_too_large_for_a_table_is_not_written(tmp_path: Path) -> None:
    large = UnitLimit(code="11102", units=1, adjudication=2, rationale="x" * (1 << 24))
    with pytest.raises(ValueError, match="too large"):
        write_keyed(tmp_path / "t", row_type=UnitLimit, rows=[("11102", large)])


def test_items_come_with_shorter_keys_first(tmp_path: Path) -> None:
    table = written(tmp_path, limit("B1"), limit("A99"), limit("A1"), limit("09"))
    assert [key for key, _ in table.items()] == ["09", "A1", "B1", "A99"]
    assert list(table.keys()) == ["09", "A1", "B1", "A99"]


def test_an_empty_table_answers_nothing(tmp_path: Path) -> None:
    table = written(tmp_path)
    assert table.rows("11102") == ()
    assert list(table.items()) == []


def test_the_longest_key_fits(tmp_path: Path) -> None:
    assert written(tmp_path, limit("ZZZZZZZZZZZZ", 7)).rows("ZZZZZZZZZZZZ") == (limit("ZZZZZZZZZZZZ", 7),)


@pytest.mark.parametrize("text", ["", "A.1", "a1", "ÄB", "A" * 13, "A B"])
def test_what_is_no_key_is_not_written(tmp_path: Path, text: str) -> None:
    assert not is_key(text)
    with pytest.raises(ValueError):
        write_keyed(tmp_path / "t", row_type=UnitLimit, rows=[(text, limit("11102"))])


def test_a_row_of_another_type_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_keyed(tmp_path / "t", row_type=DiagnosisFacts, rows=[("11102", limit("11102"))])


def test_a_table_of_other_rows_is_damaged(tmp_path: Path) -> None:
    written(tmp_path, limit("11102"))
    with pytest.raises(DamagedTable, match="UnitLimit"):
        PackedTable(tmp_path / "t", DiagnosisFacts)


def test_a_field_added_later_leaves_older_files_readable(tmp_path: Path) -> None:
    older = msgspec.defstruct("Noun", [("code", str)], frozen=True, omit_defaults=True)
    newer = msgspec.defstruct("Noun", [("code", str), ("note", str, "")], frozen=True, omit_defaults=True)
    write_keyed(tmp_path / "t", row_type=older, rows=[("A1", older("A1"))])
    assert PackedTable(tmp_path / "t", newer).rows("A1") == (newer("A1", ""),)


def test_every_cut_and_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    written(tmp_path, limit("11102"), limit("17000"))
    whole = (tmp_path / "t").read_bytes()
    broken = tmp_path / "broken"
    for size in range(0, len(whole), 7):
        broken.write_bytes(whole[:size])
        with pytest.raises(DamagedTable):
            PackedTable(broken, UnitLimit)
    for at in [*range(8), *range(32, len(whole))]:
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        with pytest.raises(DamagedTable):
            PackedTable(broken, UnitLimit)
