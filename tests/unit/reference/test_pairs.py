"""Pair edits on disk: what holds on which day, history, both directions."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import PairEdit
from cleanskin.record.provenance import Provenance
from cleanskin.reference.mapped import DamagedTable
from cleanskin.reference.pairs import PairIndex, PairsFile, write_pairs

Row = tuple[str, str, date, date | None, int, str]
OWNER = Provenance(kind="k", release="r", period=Period(date(2026, 7, 1)), source=Source(title="invented"))

# The pair 10060/99213 as the publisher lists it: deleted, then back with another first day.
RETURNED: list[Row] = [
    ("10060", "99213", date(2013, 7, 1), date(2020, 1, 1), 1, "misuse"),
    ("10060", "99213", date(2020, 10, 1), None, 0, "manual"),
    ("10060", "11102", date(2019, 1, 1), None, 1, "more extensive"),
    ("17000", "11102", date(2015, 4, 1), date(2015, 4, 1), 9, "misuse"),
    ("17000", "10060", date(2001, 1, 1), date(2021, 1, 1), 0, "misuse"),
]


def frame(rows: list[Row]) -> pl.DataFrame:
    schema = {
        "column1": pl.String,
        "column2": pl.String,
        "effective_on": pl.Date,
        "ended_on": pl.Date,
        "modifier_indicator": pl.UInt8,
        "rationale": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def written(folder: Path, rows: list[Row], name: str = "pairs") -> PairsFile:
    write_pairs(folder / name, frame(rows))
    return PairsFile(folder / name)


def held(file: PairsFile, column1: str, column2: str, on: date) -> PairEdit | None:
    answer = PairIndex([(file, OWNER)], "").answer(column1, column2, on)
    return answer.value if answer else None


@pytest.mark.parametrize(
    ("on", "indicator"),
    [
        (date(2013, 6, 30), None),
        (date(2013, 7, 1), 1),
        (date(2019, 12, 31), 1),
        (date(2020, 1, 1), None),
        (date(2020, 9, 30), None),
        (date(2020, 10, 1), 0),
        (date(2050, 1, 1), 0),
    ],
)
def test_a_pair_that_came_back_holds_on_its_days(tmp_path: Path, on: date, indicator: int | None) -> None:
    edit = held(written(tmp_path, RETURNED), "10060", "99213", on)
    assert (edit.modifier_indicator if edit else None) == indicator


def test_an_answer_carries_the_whole_edit_and_whose_it_is(tmp_path: Path) -> None:
    answer = PairIndex([(written(tmp_path, RETURNED), OWNER)], "say this").answer("10060", "11102", date(2026, 1, 1))
    assert answer is not None
    assert answer.value == PairEdit("10060", "11102", Period(date(2019, 1, 1)), 1, "more extensive")
    assert (answer.provenance, answer.notice) == (OWNER, "say this")


def test_the_order_of_the_two_codes_matters(tmp_path: Path) -> None:
    file = written(tmp_path, RETURNED)
    assert held(file, "17000", "10060", date(2010, 1, 1)) is not None
    assert held(file, "10060", "17000", date(2010, 1, 1)) is None


def test_a_withdrawn_edit_never_holds_but_is_history(tmp_path: Path) -> None:
    file = written(tmp_path, RETURNED)
    assert all(held(file, "17000", "11102", date(2015, month, 1)) is None for month in range(1, 13))
    assert [edit.modifier_indicator for edit in file.history("17000", "11102")] == [9]


def test_a_withdrawn_edit_with_open_dates_does_not_hold_either(tmp_path: Path) -> None:
    assert (
        held(
            written(tmp_path, [("A0001", "A0002", date(2020, 1, 1), None, 9, "x")]), "A0001", "A0002", date(2021, 1, 1)
        )
        is None
    )


@pytest.mark.parametrize(("one", "other"), [("99213", "10060"), ("10060", "XXXXX"), ("XXXXX", "10060"), ("", "")])
def test_an_unknown_pair_is_none(tmp_path: Path, one: str, other: str) -> None:
    file = written(tmp_path, RETURNED)
    assert held(file, one, other, date(2019, 6, 1)) is None
    assert file.history(one, other) == ()


def test_history_is_by_first_day(tmp_path: Path) -> None:
    history = written(tmp_path, RETURNED).history("10060", "99213")
    assert [edit.period for edit in history] == [Period(date(2013, 7, 1), date(2020, 1, 1)), Period(date(2020, 10, 1))]


def test_all_edits_beside_and_under_a_code(tmp_path: Path) -> None:
    file = written(tmp_path, RETURNED)
    assert [edit.column2 for edit in file.beside("10060")] == ["11102", "99213", "99213"]
    assert [edit.column1 for edit in file.under("11102")] == ["10060", "17000"]
    assert list(file.under("17000")) == []
    assert list(file.under("XXXXX")) == []
    expected = sorted(RETURNED, key=lambda row: row[:3])
    assert [(edit.column1, edit.column2, edit.period.start) for edit in file.all()] == [row[:3] for row in expected]


def test_large_and_small_blocks_find_each_pair_and_no_other(tmp_path: Path) -> None:
    """Blocks of 1 to 300 pairs, the pairs of each among codes that are neighbors, as the publisher's are."""
    days = [date(2020, 1, 1), date(2021, 4, 1), None]
    rows: list[Row] = [
        (f"{20_000 + block}", f"{30_000 + 7 * block + number}", date(2019, 1, 1), days[number % 3], number % 2, "x")
        for block, count in enumerate([1, 2, 3, 5, 40, 299, 300])
        for number in range(count)
    ]
    file = written(tmp_path, rows)
    expected = {(one, other): end for one, other, _, end, _, _ in rows}
    index = PairIndex([(file, OWNER)], "")
    for one in {row[0] for row in rows}:
        for other in {row[1] for row in rows}:
            answer = index.answer(one, other, date(2020, 6, 1))
            end = expected.get((one, other), date(2019, 1, 1))
            assert (answer is not None) == (end is None or end > date(2020, 6, 1))
            assert [edit.column2 for edit in file.history(one, other)] == [other] * ((one, other) in expected)
    assert len(file) == len(rows)
    assert [(edit.column1, edit.column2) for edit in file.all()] == sorted(expected)


def test_a_code_of_another_file_only_is_no_pair_of_this_one(tmp_path: Path) -> None:
    """Files number their codes by themselves; a code that one of them lacks has no number there."""
    files = [(written(tmp_path, [RETURNED[1]], "f1"), OWNER), (written(tmp_path, [RETURNED[4]], "f2"), OWNER)]
    index = PairIndex(files, "")
    assert index.answer("10060", "17000", date(2021, 1, 1)) is None
    assert index.answer("17000", "99213", date(2010, 1, 1)) is None
    assert index.answer("17000", "10060", date(2010, 1, 1)) is not None


def test_a_code_is_found_in_the_file_that_holds_it(tmp_path: Path) -> None:
    first = written(tmp_path, RETURNED[:3], "f1")
    second = written(tmp_path, RETURNED[3:], "f2")
    index = PairIndex([(first, OWNER), (second, OWNER)], "")
    for column1, column2, start, *_ in [RETURNED[0], RETURNED[2], RETURNED[4]]:
        answer = index.answer(column1, column2, start)
        assert answer is not None
        assert answer.value.period.start == start
    assert index.answer("10060", "10060", date(2026, 1, 1)) is None


def test_a_code_whose_edits_lie_in_two_files_is_answered_from_both(tmp_path: Path) -> None:
    files = [(written(tmp_path, [row], f"f{number}"), OWNER) for number, row in enumerate(RETURNED[:3])]
    index = PairIndex(files, "")
    assert [index.answer("10060", "99213", on) is not None for on in (date(2015, 1, 1), date(2021, 1, 1))] == [
        True,
        True,
    ]
    assert index.answer("10060", "11102", date(2021, 1, 1)) is not None


def test_no_files_answer_nothing(tmp_path: Path) -> None:
    assert PairIndex([], "").answer("10060", "99213", date(2020, 1, 1)) is None
    assert list(written(tmp_path, []).all()) == []


def test_more_terms_than_two_bytes_count_are_kept(tmp_path: Path) -> None:
    """65,537 different rationales need numbers of four bytes."""
    rows: list[Row] = [
        ("10060", f"{number:05d}", date(2020, 1, 1), None, 1, f"reason {number}") for number in range(65_537)
    ]
    file = written(tmp_path, rows)
    edit = held(file, "10060", "65536", date(2020, 1, 1))
    assert edit is not None
    assert edit.rationale == "reason 65536"
    assert [edit.rationale for edit in file.under("00300")] == ["reason 300"]
    assert len(file) == len(list(file.all())) == 65_537
    assert held(file, "10060", "10060", date(2019, 12, 31)) is None
    assert held(file, "00300", "10060", date(2020, 1, 1)) is None


@pytest.mark.parametrize("column", ["effective_on", "modifier_indicator"])
def test_an_edit_without_day_or_indicator_is_not_written(tmp_path: Path, column: str) -> None:
    with pytest.raises(ValueError):
        write_pairs(
            tmp_path / "pairs", frame(RETURNED).with_columns(pl.lit(None).cast(frame([])[column].dtype).alias(column))
        )


def test_categorical_texts_are_written_like_plain_ones(tmp_path: Path) -> None:
    plain = written(tmp_path, RETURNED)
    write_pairs(
        tmp_path / "c", frame(RETURNED).with_columns(pl.col("column1", "column2", "rationale").cast(pl.Categorical))
    )
    assert list(PairsFile(tmp_path / "c").all()) == list(plain.all())


def test_a_cut_file_is_damaged(tmp_path: Path) -> None:
    written(tmp_path, RETURNED)
    whole = (tmp_path / "pairs").read_bytes()
    (tmp_path / "cut").write_bytes(whole[:-8])
    with pytest.raises(DamagedTable, match="bytes"):
        PairsFile(tmp_path / "cut")
