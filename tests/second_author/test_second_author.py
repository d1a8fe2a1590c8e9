"""The second author's notes through the coder: how many are coded fully right, and which are not, one by one.

`misses.tsv` names every note that is not fully right, with the reason; the list must be exact in both directions.
`first_result.json` is what the first measurement gave, and never changes.
"""

import csv
import functools
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.record.coding import CodedLine, Coding
from cleanskin.reference.look_up import Reference

HERE = Path(__file__).parent
VISITS = {
    "new": {"99202", "99203", "99204", "99205", *(f"980{n:02d}" for n in (0, 1, 2, 3, 8, 9, 10, 11))},
    "established": {
        "99211",
        "99212",
        "99213",
        "99214",
        "99215",
        *(f"980{n:02d}" for n in (4, 5, 6, 7, 12, 13, 14, 15)),
    },
}
ANY_VISIT = VISITS["new"] | VISITS["established"]


def answers() -> list[dict[str, Any]]:
    """Return the answers that are not withdrawn."""
    rows = [json.loads(line) for line in (HERE / "answers.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return [row for row in rows if not row.get("withdrawn")]


@functools.cache
def coded(note: str) -> Coding:
    """Code one note as the command does, with the payer and the day of its answer."""
    row = next(one for one in answers() if one["note"] == note)
    text = (HERE / "notes" / f"{note}.txt").read_text("utf-8")
    return code(read(text), reference=_reference(), payer=row["payer"], on=date.fromisoformat(row["on"]))


@functools.cache
def _reference() -> Reference:
    return Reference()


def faults(row: Mapping[str, Any], found: Coding) -> dict[str, list[str]]:
    """Return what is wrong by kind: codes (with units), modifiers, icd10, never, queries."""
    wrong: dict[str, list[str]] = {}
    left = _merged(found.lines, row.get("accept_units_merged", ()))
    for want in _wanted(row):
        line = next((one for one in left if _is_line(one, want, row)), None)
        if line is None:
            if want["code"] not in row.get("accept_absent", ()):
                wrong.setdefault("codes", []).append(f"missing {_name(want)}")
            continue
        left.remove(line)
        if not _modifiers_fit(line, want, row):
            wrong.setdefault("modifiers", []).append(f"{line.code}-{'-'.join(line.modifiers)} for {_name(want)}")
        if want.get("icd10") is not None and not _diagnoses_fit(line, want, row):
            wrong.setdefault("icd10", []).append(f"{line.code} {' '.join(line.icd10)} for {' '.join(want['icd10'])}")
    allowed = set(row.get("optional", ()) and [_code_of(one) for one in row["optional"]])
    paid_by_patient = {_code_of(one) for one in row.get("self_pay", ())}
    for line in left:
        if line.code in allowed or (line.code in paid_by_patient and "GY" in line.modifiers):
            continue
        wrong.setdefault("codes", []).append(f"too much {line.code} x{line.units}")
    given = {line.code for line in found.lines}
    for one in row["never"]:
        hit = given & (ANY_VISIT if one == "E/M" else {one})
        hit -= {want["code"] for want in row["expected"]}
        if hit:
            wrong.setdefault("never", []).append(", ".join(sorted(hit)))
    asked = " ".join(f"{one.topic} {one.question} {one.why} {one.sentence_to_add}" for one in found.queries).casefold()
    for topic in row.get("queries", ()):
        if not any(word.strip().casefold() in asked for word in topic.split("|")):
            wrong.setdefault("queries", []).append(topic)
    return wrong


def _wanted(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    merged = set(row.get("accept_units_merged", ()))
    found: list[dict[str, Any]] = []
    for one in row["expected"]:
        same = next((f for f in found if f["code"] == one["code"] and one["code"] in merged), None)
        if same is None:
            found.append(dict(one))
        else:
            same["units"] += one["units"]
            same["modifiers"] = []
            if one.get("icd10") and same.get("icd10"):
                same["icd10"] = sorted({*same["icd10"], *one["icd10"]})
    return found


def _merged(lines: Iterable[CodedLine], merged: Iterable[str]) -> list[CodedLine]:
    found: list[CodedLine] = []
    for line in lines:
        at = next((i for i, one in enumerate(found) if one.code == line.code and line.code in merged), None)
        if at is None:
            found.append(line)
        else:
            before = found[at]
            icd10 = tuple(dict.fromkeys((*before.icd10, *line.icd10)))
            found[at] = CodedLine(code=line.code, units=before.units + line.units, icd10=icd10)
    return found


def _is_line(line: CodedLine, want: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    if want["code"] == "E/M":
        return line.code in VISITS.get(want.get("patient", ""), ANY_VISIT)
    codes = {want["code"], *row.get("accept_codes", {}).get(want["code"], ())}
    if line.code not in codes and not ("E/M" in codes and line.code in ANY_VISIT):
        return False
    units = {want["units"], *row.get("accept_units", {}).get(want["code"], ())}
    return line.units in units and not _of_other_kind(line, want, row)


def _of_other_kind(line: CodedLine, want: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """True when another expected line of this code fits better: waste (JW) beside what was given."""
    return ("JW" in line.modifiers) != ("JW" in want["modifiers"]) and sum(
        one["code"] == want["code"] for one in row["expected"]
    ) > 1


def _modifiers_fit(line: CodedLine, want: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    accepted = [want["modifiers"], *row.get("accept_modifiers", {}).get(want["code"], ())]
    own = {"59" if one == "XS" else one for one in line.modifiers}
    return any(own == {"59" if one == "XS" else one for one in some} for some in accepted)


def _diagnoses_fit(line: CodedLine, want: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    accepted = [want["icd10"], *row.get("accept_icd10", {}).get(want["code"], ())]
    return any(set(some) <= set(line.icd10) for some in accepted)


def _code_of(one: Any) -> str:
    return one if isinstance(one, str) else str(one["code"])


def _name(want: Mapping[str, Any]) -> str:
    return f"{'-'.join([want['code'], *want['modifiers']])} x{want['units']}"


def result() -> dict[str, Any]:
    """Count what is right, for answers of confidence 0.85 and more and for the others."""
    counts: dict[str, Counter[str]] = {"sure": Counter(), "less_sure": Counter()}
    for row in answers():
        wrong = faults(row, coded(row["note"]))
        into = counts["sure" if row["confidence"] >= 0.85 else "less_sure"]
        into["notes"] += 1
        for kind in ("codes", "modifiers", "icd10", "never", "queries"):
            into[f"{kind}_right"] += kind not in wrong
        into["all_right"] += not wrong
    return {name: dict(sorted(counted.items())) for name, counted in counts.items()}


def known_misses() -> dict[str, tuple[str, str]]:
    """Return the kinds and the reason of each note that is known not to be fully right."""
    with (HERE / "misses.tsv").open(encoding="utf-8", newline="") as file:
        return {row["note"]: (row["kinds"], row["reason"]) for row in csv.DictReader(file, delimiter="\t")}


@pytest.mark.parametrize("row", answers(), ids=lambda row: row["note"])
def test_a_note_is_coded_as_its_author_coded_it(row: dict[str, Any]) -> None:
    wrong = faults(row, coded(row["note"]))
    kinds, reason = known_misses().get(row["note"], ("", "-"))
    assert " ".join(sorted(wrong)) == kinds, wrong
    assert reason


def test_no_code_stands_without_evidence() -> None:
    for row in answers():
        assert all(line.evidence for line in coded(row["note"]).lines), row["note"]
