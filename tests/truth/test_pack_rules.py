"""The pack's modifiers, windows and yearly amounts against the texts that state them."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from cleanskin.reference.dermatology.amounts import amount
from cleanskin.reference.dermatology.codes import codes
from cleanskin.reference.dermatology.filing_windows import all_windows, filing_windows
from cleanskin.reference.dermatology.modifiers import modifiers

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
IN_2026 = date(2026, 6, 1)
ROWS = {
    "aetna": "Aetna commercial", "cigna": "Cigna", "unitedhealthcare": "UnitedHealthcare commercial", "humana": "Humana",
    "anthem": "Anthem/BCBS local", "federal_employee_program": "FEP", "medicare_advantage": "Medicare Advantage",
    "medicaid": "Medicaid", "tricare": "TRICARE",
}  # fmt: skip
"""The handbook's row of each payer."""

pytestmark = pytest.mark.truth


def spelled(text: str) -> set[str]:
    """Spell out ranges of modifiers: E1-E4, F1-F9."""
    found: set[str] = set()
    for word in re.findall(r"\b([A-Z0-9]{2}(?:-[A-Z0-9]{2})?)\b", text):
        first, _, last = word.partition("-")
        found |= {f"{first[0]}{digit}" for digit in range(int(first[1]), int(last[1]) + 1)} if last else {first}
    return found


def handbook_rows(page: str, first_cells: set[str]) -> dict[str, list[str]]:
    text = (SHARED / "handbook" / page).read_text(encoding="utf-8")
    cut = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {cells[0]: cells[1:] for cells in cut if cells[0] in first_cells}


def test_modifiers_that_open_a_pair_are_those_of_the_manual(record_property):
    text = (SHARED / "data/cms/ncci/policy_manual_2026_chapter_01.txt").read_text(encoding="utf-8")
    start = text.index("Modifiers that may be used under appropriate clinical circumstances to bypass an NCCI PTP edit")
    part = text[start : text.index("These modifiers are referred to", start)]
    official = set().union(
        *(spelled(line.split(":", 1)[1]) for line in part.splitlines() if "modifiers" in line and ":" in line)
    )
    assert official == {code for code, facts in modifiers().items() if facts.ncci_associated}
    record_property("proof", f"pack: modifiers that open a pair: {len(official)} equal to the manual of 2026")


def test_levels_of_medicare_appeals():
    events = {
        "1 Redetermination": "redetermination", "2 Reconsideration": "reconsideration", "3 ALJ": "alj_hearing",
        "4 Council": "council_review", "5 District court": "district_court",
    }  # fmt: skip
    rows = handbook_rows("denials-and-appeals.md", set(events))
    assert set(rows) == set(events)
    for level, event in events.items():
        (window,) = filing_windows("medicare", IN_2026, event=event)
        assert f"{window.length} {window.unit}" == re.search(r"\d+ days", rows[level][1]).group(), level
    for level, name in (("3 ALJ", "alj_hearing"), ("5 District court", "district_court")):
        dollars = int(re.search(r"\$([\d,]+)", rows[level][2]).group(1).replace(",", ""))
        assert amount(f"appeal_minimum_{name}", IN_2026).value.value == dollars * 100


def test_every_window_of_a_payer_stands_in_its_row_and_keeps_its_mark(record_property):
    rows = handbook_rows("denials-and-appeals.md", set(ROWS.values()))
    assert set(rows) == set(ROWS.values())
    checked = 0
    for window in all_windows():
        if window.payer == "medicare":
            continue
        text = " | ".join(rows[ROWS[window.payer]])
        if window.unit == "year_ends":
            assert "31 Dec of the next year" in text
        else:
            years_as = {"years": rf"\b{window.length} year", "months": rf"\b{window.length} months"}
            assert re.search(years_as.get(window.unit, rf"\b{window.length}\b"), text), window
        checked += 1
    for payer, row in ROWS.items():
        text = " | ".join(rows[row])
        marks = " ".join(window.mark for window in all_windows() if window.payer == payer)
        if "[vendor]" in text:
            assert "vendor" in marks, payer
        if "[check]" in text:
            assert "check" in marks, payer
    record_property("proof", f"pack: filing windows: {checked} stand in the rows of {len(ROWS)} payers, marks kept")


def test_every_code_that_the_coding_rules_name_is_in_the_pack(record_property):
    """Codes written in full; ranges and shortened codes are spelled out by hand in the catalogue test."""
    text = (SHARED / "handbook/coding-rules.md").read_text(encoding="utf-8")
    no_codes = {"11168"}  # a change request
    named = set(re.findall(r"(?<![\d.$])\b(\d{5}|[GJ]\d{4})\b(?![-\d])", text)) - no_codes
    assert len(named) > 200
    assert named - set(codes()) == set()
    record_property("proof", f"pack: {len(named)} codes spelled in the coding rules are all there, of {len(codes())}")
