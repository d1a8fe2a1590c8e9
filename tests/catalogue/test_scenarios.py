"""Scenarios in plain words and short notes, coded whole: what is billed, with which modifiers and units, and what is not.

`scenarios/*.tsv` (found by walking), one row a scenario, written from the coding rules before it was first run:

text      the words; "\\n" is a new line
payer     medicare, commercial, ... ; empty: what the words say, else medicare
on        day of service; empty: 2026-03-02
expected  lines apart by blanks: CODE, CODE-MOD-MOD, CODEx3; alternatives apart by bars (99213|99214); "E/M" is an office
          visit of any level; "-" no line at all; "?" before a line: it may stand or not
icd10     CODE=ICD+ICD apart by blanks: diagnoses that the line must carry, alternatives apart by bars; "E/M=": those of
          the visit; empty: not judged
never     codes that must not stand, with or without modifiers (17110, 99213-25); "E/M" is any office visit
asks      topics or words of questions that must be asked, apart by blanks; alternatives apart by bars
why       rules
open      not yet right, and why: the row must then be wrong, so that the list stays true

The rows show that the coder goes on coding so; how often it is right on others' words is measured elsewhere.
"""

import csv
import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.record.coding import CodedLine, Coding
from cleanskin.reference.look_up import Reference

FOLDER = Path(__file__).parent / "scenarios"
DAY = date(2026, 3, 2)
VISITS = {f"99{number}" for number in (*range(202, 206), *range(211, 216))}
EVALUATIONS = {"992", "980"}
LINE = re.compile(r"(\??)([A-Z0-9/]+?)((?:-[A-Z0-9]{2})*)(?:x(\d+))?$")


def rows(folder: Path = FOLDER) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every scenario with a name: its table and its number there."""
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
                yield f"{path.stem}-{number}", {name: (value or "").strip() for name, value in row.items() if name}


@functools.cache
def _reference() -> Reference:
    return Reference(None)


def coded(row: dict[str, str]) -> Coding:
    """Code a scenario as the command does."""
    on = date.fromisoformat(row["on"]) if row.get("on") else DAY
    text = row["text"].replace("\\n", "\n")
    return code(read(text), reference=_reference(), payer=row.get("payer") or "", on=on)  # type: ignore[arg-type]


def faults(row: dict[str, str], found: Coding) -> list[str]:
    """Return what is wrong with a coding."""
    wrong: list[str] = []
    left = list(found.lines)
    wanted = [one for one in row["expected"].split() if one != "-"]
    for want in sorted(wanted, key=lambda one: ("E/M" in one, "|" in one, one.startswith("?"))):
        line = next((line for line in left if any(_is(line, one) for one in want.split("|"))), None)
        if line is not None:
            left.remove(line)
        elif not want.startswith("?"):
            wrong.append(f"missing {want}")
    wrong += [f"too much {_name(line)}" for line in left]
    wrong += [
        f"never {one}" for one in row.get("never", "").split() if any(_is_never(line, one) for line in found.lines)
    ]
    for one in row.get("icd10", "").split():
        wrong += _diagnoses(one, found.lines)
    asked = " ".join(f"{one.topic} {one.question} {one.sentence_to_add}" for one in found.queries).casefold()
    for one in row.get("asks", "").split():
        if not any(word.casefold() in asked for word in one.split("|")):
            wrong.append(f"does not ask {one}")
    if any(not line.evidence for line in found.lines):
        wrong.append("a line without evidence")
    return wrong


def _is(line: CodedLine, want: str) -> bool:
    told = LINE.match(want)
    assert told, f"{want!r} is no line"
    name, modifiers, units = told[2], set(told[3].split("-")[1:]), int(told[4] or 1)
    is_code = line.code in VISITS if name == "E/M" else line.code == name
    return is_code and {"59" if one == "XS" else one for one in line.modifiers} == modifiers and line.units == units


def _is_never(line: CodedLine, never: str) -> bool:
    name, *modifiers = never.split("-")
    is_code = line.code in VISITS if name == "E/M" else line.code == name
    return is_code and set(modifiers) <= set(line.modifiers)


def _diagnoses(want: str, lines: Sequence[CodedLine]) -> list[str]:
    name, _, listed = want.partition("=")
    of_code = [line for line in lines if (line.code[:3] in EVALUATIONS if name == "E/M" else line.code == name)]
    if any(set(some.split("+")) <= set(line.icd10) for line in of_code for some in listed.split("|")):
        return []
    return [f"{name} carries {' '.join(' '.join(line.icd10) for line in of_code)} for {listed}"]


def _name(line: CodedLine) -> str:
    return "-".join((line.code, *line.modifiers)) + (f"x{line.units}" if line.units > 1 else "")


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in rows()])
def test_a_scenario_is_coded_by_the_rules(row: dict[str, str]) -> None:
    wrong = faults(row, coded(row))
    if row.get("open"):
        assert wrong, "it is right now: take it off the list of open ones"
    else:
        assert not wrong, row["text"]
