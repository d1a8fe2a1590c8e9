"""Reading the pack's tables: what a mistaken correction is told."""

from datetime import date

import msgspec
import pytest

from cleanskin.kernel.period import Period
from cleanskin.reference.dermatology.tables import (
    Dated,
    by_key,
    convert_rows,
    in_force,
    parse_rows,
    silence_notice,
)

HEADER = "code\tunits\teffective_from\teffective_to\tsource\ttrust\tchecked_by\n"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    units: int


def load(*lines: str) -> dict[str, tuple[Dated[Row], ...]]:
    text = HEADER + "".join(line + "\n" for line in lines)
    return by_key(convert_rows("made_up", parse_rows("made_up.tsv", text), Row), lambda row: row.code)


def test_rows_of_one_key_stand_in_order_of_time():
    old, new = load(
        "A\t2\t2026-01-01\t\tmue-2026q4\t\t",
        "A\t1\t\t2026-01-01\tmue-2024q3\tunverified\tA. Example, CPC",
    )["A"]
    assert (old.value.units, new.value.units) == (1, 2)
    assert old.period == Period(date.min, date(2026, 1, 1))
    assert (old.provenance.source.trust, old.provenance.source.checked_by) == ("unverified", "A. Example, CPC")
    assert (new.provenance.source.trust, new.provenance.source.checked_by) == ("published", "")
    assert in_force((old, new), date(2025, 12, 31)) is old
    assert in_force((old, new), date(2026, 1, 1)) is new


def test_a_lost_tab_names_the_line():
    with pytest.raises(ValueError, match=r"made_up\.tsv, line 3 \(B\): 6 cells, 7 expected"):
        load("A\t1\t\t\tmue-2026q4\t\t", "B\t1\t\tmue-2026q4\t\t")


def test_a_cell_that_its_column_cannot_hold_names_the_row():
    with pytest.raises(ValueError, match=r"made_up\.tsv, A: .*units"):
        load("A\tmany\t\t\tmue-2026q4\t\t")


def test_an_unknown_source_or_trust_is_refused():
    with pytest.raises(ValueError, match="hearsay"):
        load("A\t1\t\t\thearsay\t\t")
    with pytest.raises(ValueError, match="rumor"):
        load("A\t1\t\t\town-words\trumor\t")


def test_a_release_speaks_for_its_own_days():
    assert silence_notice("mue-2024q3", date(2024, 7, 1)) == ""
    assert silence_notice("mue-2024q3", date(2024, 9, 30)) == ""
    assert "2024Q3, which ended on 2024-09-30" in silence_notice("mue-2024q3", date(2024, 10, 1))
    assert "2024Q3, which starts on 2024-07-01" in silence_notice("mue-2024q3", date(2024, 6, 30))
    assert silence_notice("own-words", date(2030, 1, 1)) == ""
