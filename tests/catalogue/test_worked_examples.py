"""The worked examples, coded whole: each gives the lines its author expects, no other, and asks what it should."""

import functools
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.record.coding import Coding
from cleanskin.reference.look_up import Reference

FOLDER = Path(__file__).parent.parent / "worked_examples"
PATHS = sorted(FOLDER.glob("*/*.toml"))
KNOWN = {
    "title", "lesson", "style", "payer", "on", "note", "line", "not_reported", "asks", "open", "reviewed_by", "rules",
}  # fmt: skip


@functools.cache
def _reference() -> Reference:
    return Reference()


def example_of(path: Path) -> dict[str, Any]:
    """Read one example."""
    return tomllib.loads(path.read_text("utf-8"))


def coded(example: dict[str, Any]) -> Coding:
    """Code it as the command does."""
    return code(read(example["note"]), reference=_reference(), payer=example.get("payer", ""), on=example.get("on"))


def faults(example: dict[str, Any], found: Coding) -> list[str]:
    """Return what differs from what the author expects."""
    wrong = []
    expected = Counter(
        (one["code"], tuple(sorted(one.get("modifiers", ()))), one.get("units", 1)) for one in example.get("line", ())
    )
    given = Counter((one.code, tuple(sorted(one.modifiers)), one.units) for one in found.lines)
    wrong += [f"missing {one}" for one in (expected - given).elements()]
    wrong += [f"too much {one}" for one in (given - expected).elements()]
    for one in example.get("line", ()):
        carried = [set(line.icd10) for line in found.lines if line.code == one["code"]]
        if "icd10" in one and carried and not any(set(one["icd10"]) <= held for held in carried):
            wrong.append(f"{one['code']} carries {sorted(map(sorted, carried))}, not {one['icd10']}")
    stands = {line.code for line in found.lines}
    wrong += [f"{one['code']} must not stand" for one in example.get("not_reported", ()) if one["code"] in stands]
    asked = " ".join(f"{one.topic} {one.question} {one.why} {one.sentence_to_add}" for one in found.queries).casefold()
    for words in example.get("asks", ()):
        if not any(word.strip().casefold() in asked for word in words.split("|")):
            wrong.append(f"does not ask: {words}")
    wrong += [f"{line.code} without evidence" for line in found.lines if not line.evidence]
    return wrong


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_is_coded_as_expected(path: Path) -> None:
    example = example_of(path)
    assert set(example) <= KNOWN, sorted(set(example) - KNOWN)
    wrong = faults(example, coded(example))
    if example.get("open"):
        assert wrong, "is right now: take `open` away"
    else:
        assert not wrong, wrong


def test_every_example_teaches_something_of_its_own() -> None:
    examples = [example_of(path) for path in PATHS]
    assert all(one["title"] and one["lesson"] and one["rules"] and len(one["note"]) > 60 for one in examples)
    for field in ("title", "note"):
        assert len({one[field] for one in examples}) == len(examples), field
