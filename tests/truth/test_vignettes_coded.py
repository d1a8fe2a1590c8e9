"""Published coding scenarios, given as plain words: the codes, units and modifiers that come out.

Two classes: answers published or corrected with a confidence of 0.85 or more, and the others down to 0.5; what is below is
shown and not counted.  An answer is right when codes and units are exactly those expected; its modifiers when they are those
expected, or among `accept_modifiers`.  A common wrong answer is never given, nor a code that is "not separately reported".

Every miss stands with its reason in `vignettes_coded_misses.tsv`; the test fails when the list is not exact.  Scenarios whose
visit level the words do not determine are also counted apart.
"""

import csv
import json
import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.record.coding import CodedLine, Coding
from cleanskin.reference.look_up import Reference

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
MISSES = Path(__file__).with_name("vignettes_coded_misses.tsv")
ON = date(2026, 11, 21)
CONFIDENCE_MIN, CONFIDENCE_HIGH = 0.5, 0.85
SHARE_MIN = {"published": 0.95, "others": 0.90}
MODIFIERS_SHARE_MIN = 0.90
KNOWN_ORIGINS = ("published", "corrected")

pytestmark = pytest.mark.truth

REFERENCE = Reference(None)


def scenarios():
    path = SHARED / "data" / "vignettes" / "vignettes.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def kind(scenario):
    """The class a scenario counts in, "" for those that are only shown."""
    if scenario["answer_origin"] in KNOWN_ORIGINS and scenario["confidence"] >= CONFIDENCE_HIGH:
        return "published"
    return "others" if scenario["confidence"] >= CONFIDENCE_MIN else ""


@cache
def coded(text: str) -> Coding:
    return code(read(text), reference=REFERENCE, on=ON)


def codes_right(scenario, coding: Coding) -> bool:
    expected = Counter((line["code"], line["units"]) for line in scenario["expected"])
    return expected == Counter((line.code, line.units) for line in coding.lines)


def modifiers_right(scenario, coding: Coding) -> bool:
    """True when every expected line has a line of its own with its modifiers."""
    left = list(coding.lines)
    for expected in sorted(scenario["expected"], key=lambda line: "accept_modifiers" in line):
        found = next((line for line in left if fits(expected, line)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def fits(expected, line: CodedLine) -> bool:
    if (line.code, line.units) != (expected["code"], expected["units"]):
        return False
    if set(line.modifiers) == set(expected["modifiers"]):
        return True
    accepted = expected.get("accept_modifiers", ())
    return len(line.modifiers) == 1 and line.modifiers[0] in accepted


def wrong_answers(scenario, coding: Coding) -> list[str]:
    """The common wrong answers that were given: "17003x24", "11406-79", "17110" for the code without a modifier."""
    expected = {line["code"] for line in scenario["expected"]}
    accepted = {
        f"{line['code']}-{one}"
        for line in scenario["expected"]
        for one in (*line["modifiers"], *line.get("accept_modifiers", ()))
    }
    found = [
        answer
        for answer in scenario.get("common_wrong_answers", ())
        if answer not in accepted and any(is_given(answer, line) for line in coding.lines)
    ]
    refused = [one for one in scenario["not_separately_reported"] if one not in expected]
    return found + [one for one in refused if any(line.code == one for line in coding.lines)]


def is_given(answer: str, line: CodedLine) -> bool:
    billed, _, units = answer.partition("x")
    code_, *modifiers = billed.split("-")
    if line.code != code_:
        return False
    if modifiers:
        return set(modifiers) <= set(line.modifiers)
    return line.units == int(units) if units else not line.modifiers


def is_open_level(scenario, coding: Coding) -> bool:
    """True when a visit is expected whose level the words leave open."""
    visits = [
        line for line in scenario["expected"] if line["code"].startswith(("992", "980")) and line["code"] != "99211"
    ]
    return bool(visits) and (coding.level is None or not coding.level.determined)


def misses() -> dict[str, str]:
    """What is wrong with each counted scenario, by id: "codes", "modifiers", "wrong answer"."""
    found = {}
    for scenario in scenarios():
        if not kind(scenario):
            continue
        coding = coded(scenario["scenario"])
        faults = []
        if not codes_right(scenario, coding):
            faults.append("codes")
        elif not modifiers_right(scenario, coding):
            faults.append("modifiers")
        if wrong_answers(scenario, coding):
            faults.append("wrong answer")
        if faults:
            found[scenario["id"]] = ", ".join(faults)
    return found


@pytest.mark.parametrize("which", list(SHARE_MIN))
def test_codes_and_units_are_right(which, record_property):
    counted = [one for one in scenarios() if kind(one) == which]
    right = [one for one in counted if codes_right(one, coded(one["scenario"]))]
    left_open = [one["id"] for one in counted if one not in right and is_open_level(one, coded(one["scenario"]))]
    share = len(right) / len(counted)
    apart = f", of the others {len(left_open)} with a visit level that the words leave open" if left_open else ""
    record_property(
        "proof",
        f"scenarios as words, {which}: {len(right)} of {len(counted)} codes and units right ({share:.1%}){apart}",
    )
    assert counted
    assert share >= SHARE_MIN[which]


def test_modifiers_are_right(record_property):
    counted = [one for one in scenarios() if kind(one)]
    right = [
        one
        for one in counted
        if codes_right(one, coded(one["scenario"])) and modifiers_right(one, coded(one["scenario"]))
    ]
    share = len(right) / len(counted)
    record_property(
        "proof", f"scenarios as words: {len(right)} of {len(counted)} with modifiers right as well ({share:.1%})"
    )
    assert share >= MODIFIERS_SHARE_MIN


def test_no_common_wrong_answer_is_given(record_property):
    given = {
        one["id"]: wrong for one in scenarios() if kind(one) and (wrong := wrong_answers(one, coded(one["scenario"])))
    }
    record_property("proof", f"scenarios as words: {len(given)} common wrong answers given")
    assert not given


def test_every_line_quotes_the_note():
    """No code without evidence: the words quoted are the note's own."""
    for scenario in scenarios():
        text = scenario["scenario"]
        for line in coded(text).lines:
            assert line.evidence, (scenario["id"], line.code)
            assert all(text[one.start : one.end] == one.words for one in line.evidence), scenario["id"]


def test_misses_are_listed_with_their_reason():
    with MISSES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert {row["id"]: row["fault"] for row in rows} == misses()
    assert all(row["reason"] for row in rows)
