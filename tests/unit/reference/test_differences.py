"""What changes between two releases."""

from datetime import date
from pathlib import Path

from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.procedure import UnitLimit
from cleanskin.reference.differences import differences

from .stored import keyed, put
from .test_look_up import MUE, PTP, Q2, Q3, Q4, Q5, limits, pairs


def test_rows_that_came_went_and_changed(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q2", Q2, Q3, ZZ001=1, ZZ002=2, ZZ003=3)
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ002=2, ZZ003=4, ZZ0040=5)
    found = differences(tmp_path, MUE, older="2026Q2", newer="2026Q3")
    assert [(row.key, row.change, row.fields) for row in found.rows] == [
        ("ZZ001", "removed", ()),
        ("ZZ003", "changed", ("units",)),
        ("ZZ0040", "added", ()),
    ]
    assert found.rows[1].after == (UnitLimit(code="ZZ003", units=4, adjudication=2),)
    assert found.findings == ()
    narrow = differences(tmp_path, MUE, older="2026Q2", newer="2026Q3", codes=["ZZ003", "ZZ002"])
    assert [row.key for row in narrow.rows] == ["ZZ003"]


def test_pairs_that_came_went_and_changed_over_all_parts(tmp_path: Path) -> None:
    day = date(2020, 1, 1)
    pairs(tmp_path, "v322r0", Q3, Q4, "f1", [("ZZ001", "ZZ002", day, None, 1), ("ZZ001", "ZZ003", day, None, 1)])
    pairs(tmp_path, "v322r0", Q3, Q4, "f2", [("ZZ005", "ZZ001", day, None, 0)])
    # the same pairs cut into the parts at another place, one ended, one gone, one new
    pairs(tmp_path, "v323r0", Q4, Q5, "f1", [("ZZ001", "ZZ002", day, Q4, 1)])
    pairs(tmp_path, "v323r0", Q4, Q5, "f2", [("ZZ005", "ZZ001", day, None, 0), ("ZZ006", "ZZ001", Q4, None, 0)])
    found = differences(tmp_path, PTP, older="v322r0", newer="v323r0")
    assert [(one.column1, one.column2, one.change) for one in found.pairs] == [
        ("ZZ001", "ZZ002", "changed"),
        ("ZZ001", "ZZ003", "removed"),
        ("ZZ006", "ZZ001", "added"),
    ]
    assert [edit.period.end for edit in found.pairs[0].after] == [Q4]
    narrow = differences(tmp_path, PTP, older="v322r0", newer="v323r0", codes={"ZZ001", "ZZ006"})
    assert [(one.column1, one.column2) for one in narrow.pairs] == [("ZZ006", "ZZ001")]


def test_equal_releases_do_not_differ(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q2", Q2, Q3, ZZ001=1)
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ001=1)
    assert differences(tmp_path, MUE, older="2026Q2", newer="2026Q3").rows == ()


def test_a_release_that_is_not_held_is_told(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q2", Q2, Q3, ZZ001=1)
    (finding,) = differences(tmp_path, MUE, older="2026Q2", newer="2026Q3").findings
    assert finding.name == "release-not-held"
    assert "2026Q2" in finding.message


def test_a_part_that_only_one_release_has_is_told(tmp_path: Path) -> None:
    rows = [("L570", DiagnosisFacts(code="L570", label="x", billable=True))]
    put(tmp_path, "pfs-gpci", "2025", start=Q2)
    put(tmp_path, "icd10cm", "A", keyed("diagnoses", rows), start=Q2, part="one")
    put(tmp_path, "icd10cm", "B", keyed("diagnoses", rows), start=Q3, part="two")
    found = differences(tmp_path, "icd10cm", older="A", newer="B")
    assert found.rows == ()
    assert [finding.name for finding in found.findings] == ["part-missing", "part-missing"]
