"""Judge texts coded beforehand by their authors: what the coder says of each, and every way it differs.

A set is a folder beside this file: `answers.jsonl` (one object per text; the form is told in `second/README.md` and
`third/README.md`), `notes/NNN.txt` (or the text itself under `text` in its answer), `misses.tsv` (every text not fully
right, with the kinds of fault and the reason) and `first_result.json` (the first measurement, which never changes).

Print the counts of a set, and what is wrong in each of its texts:

    python -m tests.author_sets.judge tests/author_sets/fifth
"""

import csv
import functools
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.record.coding import CodedLine, Coding
from cleanskin.reference.look_up import Reference

KINDS = ("codes", "modifiers", "icd10", "never", "queries")
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


@dataclass(frozen=True)
class AuthorSet:
    """The texts of one author, in `folder`, with the codes the author expects."""

    folder: Path

    @functools.cached_property
    def answers(self) -> dict[str, dict[str, Any]]:
        """Return the answers that are not withdrawn, by the number of their text."""
        rows = [
            json.loads(line) for line in (self.folder / "answers.jsonl").read_text("utf-8").splitlines() if line.strip()
        ]
        return {row["note"]: row for row in rows if not row.get("withdrawn")}

    @functools.cached_property
    def misses(self) -> dict[str, tuple[str, str]]:
        """Return the kinds and the reason of each text that is known not to be fully right."""
        with (self.folder / "misses.tsv").open(encoding="utf-8", newline="") as file:
            return {row["note"]: (row["kinds"], row["reason"]) for row in csv.DictReader(file, delimiter="\t")}

    def text(self, note: str) -> str:
        """Return the text as its writer left it."""
        row = self.answers[note]
        return str(row["text"]) if "text" in row else (self.folder / "notes" / f"{note}.txt").read_text("utf-8")

    def coded(self, note: str) -> Coding:
        """Code one text as the command does, with the payer and the day of its answer."""
        row = self.answers[note]
        on = date.fromisoformat(row["on"])
        return code(read(self.text(note)), reference=_reference(), payer=row["payer"], on=on)

    def counts(self) -> dict[str, dict[str, int]]:
        """Count what is right, for answers of confidence 0.85 and more and for the others."""
        found: dict[str, Counter[str]] = {"sure": Counter(), "less_sure": Counter()}
        for note, row in self.answers.items():
            wrong = faults(row, self.coded(note))
            into = found["sure" if row["confidence"] >= 0.85 else "less_sure"]
            into["texts"] += 1
            into["all_right"] += not wrong
            for kind in KINDS:
                into[f"{kind}_right"] += kind not in wrong
        return {name: dict(sorted(counted.items())) for name, counted in found.items()}

    def line_counts(self) -> dict[str, int]:
        """Count lines over the sure texts: expected, lacking, given and too much."""
        found: Counter[str] = Counter()
        for note, row in self.answers.items():
            if row["confidence"] < 0.85:
                continue
            coding = self.coded(note)
            wrong = faults(row, coding).get("codes", [])
            absent = row.get("accept_absent", ())
            found["expected"] += sum(one["code"] not in absent for one in row["expected"])
            found["given"] += len(coding.lines)
            found["lacking"] += sum(one.startswith("missing") for one in wrong)
            found["too_much"] += sum(one.startswith("too much") for one in wrong)
        return dict(sorted(found.items()))


@functools.cache
def _reference() -> Reference:
    return Reference()


def faults(row: Mapping[str, Any], found: Coding) -> dict[str, list[str]]:
    """Return what is wrong by kind: codes (with units), modifiers, icd10, never, queries."""
    wrong: dict[str, list[str]] = {}
    left = _merged(found.lines, row.get("accept_units_merged", ()))
    for want in _wanted(row):
        lines = [one for one in left if _is_line(one, want, row)]
        line = max(
            lines, key=lambda one: (_modifiers_fit(one, want, row), _diagnoses_fit(one, want, row)), default=None
        )
        if line is None:
            if want["code"] not in row.get("accept_absent", ()):
                wrong.setdefault("codes", []).append(f"missing {_name(want)}")
            continue
        left.remove(line)
        if not _modifiers_fit(line, want, row):
            wrong.setdefault("modifiers", []).append(f"{line.code}-{'-'.join(line.modifiers)} for {_name(want)}")
        if not _diagnoses_fit(line, want, row):
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
    if want.get("icd10") is None:
        return True
    accepted = [want["icd10"], *row.get("accept_icd10", {}).get(want["code"], ())]
    return any(set(some) <= set(line.icd10) for some in accepted)


def _code_of(one: Any) -> str:
    return one if isinstance(one, str) else str(one["code"])


def _name(want: Mapping[str, Any]) -> str:
    return f"{'-'.join([want['code'], *want['modifiers']])} x{want['units']}"


def main(folder: Path) -> None:
    """Print what is wrong in each text of a set, then its counts."""
    judged = AuthorSet(folder)
    for note, row in judged.answers.items():
        wrong = faults(row, judged.coded(note))
        if wrong:
            print(note, json.dumps(wrong), sep="\t")
    print(json.dumps({**judged.counts(), "lines": judged.line_counts()}, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
