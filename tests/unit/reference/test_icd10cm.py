"""Questions about diagnosis codes, on a small tabular list."""

from datetime import date

import pytest

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.diagnosis_code import CodeNote, DiagnosisFacts
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.reference.icd10cm import Diagnoses, bare, display, names
from cleanskin.reference.importers.icd10cm_tabular import read_tabular

from .tabular_sample import TABULAR

ON = date(2026, 5, 1)
NEXT_YEAR = date(2026, 10, 1)
PROVENANCE = Provenance(
    kind="icd10cm", release="FY2026", period=Period(date(2025, 10, 1)), source=Source(title="sample")
)


class SmallStore:
    """Holds the sample for fiscal year 2026; later days get it with a notice, earlier days nothing."""

    def __init__(self, rows: dict[str, DiagnosisFacts]) -> None:
        self.rows = rows

    def diagnosis(self, code: str, on: date) -> Answer[DiagnosisFacts] | None:
        if code not in self.rows or on < date(2025, 10, 1):
            return None
        return Answer(self.rows[code], PROVENANCE, "a later release is in force" if on >= NEXT_YEAR else "")

    def holds(self, kind: str, on: date) -> bool:
        return kind == "diagnosis" and date(2025, 10, 1) <= on < NEXT_YEAR


@pytest.fixture(scope="module")
def diagnoses() -> Diagnoses:
    rows = {row.code: row for row in read_tabular(TABULAR.encode()).rows}
    return Diagnoses(SmallStore(rows))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "status", "suggested"),
    [
        ("L821", "billable", ()),
        ("L82", "not_billable", ("L820", "L821")),
        ("C4411", "not_billable", ("C44111", "C441121", "C441122", "C441191", "C441192")),
        ("S090", "not_billable", ("S090XXA", "S090XXS")),
        ("S090A", "not_in_release", ("S090XXA",)),  # placeholders left out
        ("L8200", "not_in_release", ("L820",)),
        ("L829", "not_in_release", ("L820", "L821")),
        ("Q99", "not_in_release", ()),
    ],
)
def test_standing(diagnoses, code, status, suggested):
    standing = diagnoses.standing(code, ON)
    assert (standing.status, standing.suggested) == (status, suggested)


def test_standing_outside_the_release(diagnoses):
    later = diagnoses.standing("L821", NEXT_YEAR)
    assert (later.status, later.notice, later.provenance) == ("billable", "a later release is in force", PROVENANCE)
    assert diagnoses.standing("Q99", NEXT_YEAR).status == "not_held"
    assert diagnoses.standing("L821", date(2020, 1, 1)).status == "not_held"


def test_seventh_character_is_asked_for(diagnoses):
    assert diagnoses.standing("S090", ON).seventh_characters == (("A", "first visit"), ("S", "late effect"))


def test_ancestors(diagnoses):
    above = [facts.code for facts in diagnoses.ancestors("C441121", ON)]
    assert above == ["C44112", "C4411", "C441", "C44", "BLOCKC43C44", "CHAPTER02"]
    assert diagnoses.holds_notes(ON)
    assert not diagnoses.holds_notes(date(2020, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "at"),
    [
        ("C44519", "C430", "C44"),
        ("C430", "C44519", "C44"),  # from either side
        ("C44519", "C519", "C44"),  # a range
        ("C44519", "C632", "C44"),
        ("C44519", "C631", None),
        ("C441121", "C609", "C44"),  # inherited
        ("C430", "D030", "C43"),
        ("C44519", "W539XXA", "BLOCKC43C44"),  # a note of the block
        ("C4A0", "W539XXA", "BLOCKC43C44"),
        ("C44519", "C441121", None),
        ("L820", "C44519", None),  # an Excludes2 note only
        ("L820", "L821", None),
        ("Q99", "C430", None),
    ],
)
def test_excludes1(diagnoses, one, other, at):
    conflict = diagnoses.excludes1_conflict(one, other, ON)
    assert (conflict.at if conflict else None) == at
    if conflict:
        assert conflict.certain
        assert names(conflict.note, conflict.excluded)


def test_a_note_does_not_apply_to_the_code_it_names(diagnoses):
    # C43 says "not melanoma in place": nothing follows for two codes of D03
    assert diagnoses.excludes1_conflict("D030", "D030", ON) is None


def test_excludes2(diagnoses):
    found = diagnoses.excludes2("L820", "C4A0", ON)
    assert found is not None
    assert (found.at, found.code, found.excluded) == (
        "CHAPTER12",
        "L820",
        "C4A0",
    )  # C4A lies in C00-D49 by the list's order
    assert diagnoses.excludes2("L820", "L210", ON) is not None
    assert diagnoses.excludes2("L820", "L821", ON) is None


def test_obligations(diagnoses):
    (drug,) = diagnoses.obligations("L270", ON)
    assert (drug.kind, drug.at, drug.mandatory) == ("use_additional", "L270", False)
    assert drug.answered_by(["L820", "T360X5A"])
    assert not drug.answered_by(["T360X1A"])  # a poisoning, not an adverse effect
    first = diagnoses.obligations("L62", ON)
    assert [(one.kind, one.mandatory) for one in first] == [("code_first", True), ("code_first", True)]
    assert first[1].answered_by(["M8940"])


@pytest.mark.parametrize(
    ("code", "side", "other"),
    [
        ("C441121", "right", "C441191"),
        ("C441192", "left", "C441122"),
        ("C44112", "right", "C44119"),
        ("C44111", "unspecified", ""),
        ("C44519", "", ""),
        ("Q99", "", ""),
    ],
)
def test_sides(diagnoses, code, side, other):
    assert (diagnoses.side(code, ON), diagnoses.other_side(code, ON)) == (side, other)


@pytest.mark.parametrize(
    ("conditions", "code", "named"),
    [
        ((), "E0800", True),
        ((".51", ".52"), "E0852", True),
        ((".51",), "E0841", False),
        (("5,6:1-4",), "E0839", False),
        (("5,6:1-4",), "E08391", True),
        (("5:1",), "E0831", True),
        (("7:B,C",), "E0811XC", True),
        (("7:B,C",), "E0811XA", False),
        (("-31",), "E0831", True),
        (("5-6:31",), "E08931", True),
        (("?",), "E0831", None),
        (("?", "-31"), "E0831", True),
    ],
)
def test_words_that_narrow_a_note(conditions, code, named):
    assert names(CodeNote("", ("E08-E13",), conditions), code) is named
    assert names(CodeNote("", ("F10.-",), conditions), code) is False


def test_points():
    assert [display(code) for code in ("L82", "L821", "C441121", "CHAPTER02")] == [
        "L82",
        "L82.1",
        "C44.1121",
        "CHAPTER02",
    ]
    assert bare(" l82.1 ") == "L821"
