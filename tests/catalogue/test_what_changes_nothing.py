"""What is added to a note without being work or a problem of the day changes nothing of what is billed for the work.

`what_changes_nothing/distractors.tsv` holds sentences and short paragraphs as real notes have them (histories, consent,
advice, lesions left alone, other people, plans, refusals, tools, earlier tissue, copied text), by their kind and by the
round in which they were written: those of a later round were written when the reader had been mended for the earlier.
One of them is put into a text of `tests/author_sets` that is wholly right: as the last line, behind the first, between
two lines, or behind a sentence.  Codes, units and modifiers must stay; of a visit only that there is one.  So nothing
expected is taken from what the coder answers to the longer note.

`what_changes_nothing/known.tsv` holds distractors that still reach the work in more than a few notes, with the cause.
`what_changes_nothing/sections.tsv` holds whole sections of other notes (an examination, a story, a list) without any act.
One of them is put on a line of its own before a heading of a right note; what is billed for the work must stay, whether
a visit is seen beside it or not.

The ordinary run takes a small sample; a larger one runs with the marker `long`.  In both a small share may
change: what stands in the middle of a paragraph can mean something there.
"""

import csv
import functools
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.author_sets.judge import AuthorSet, faults

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.note.sections import headings
from cleanskin.reference.look_up import Reference

FOLDER = Path(__file__).parent / "what_changes_nothing"
SETS = Path(__file__).parents[1] / "author_sets"
VISITS = ("992", "980")
SEED = 2026
SAMPLE, LONG_SAMPLE = 120, 3000
CHANGED_MAX = 0.04
"""Largest share of insertions that may change an answer; when it was set, 89 of the 3,000 did (3.0 %)."""

SAMPLE_CHANGED_MAX = 0.06
"""The same for the small sample: of 120 insertions at a share of 3 % seven are changed now and then."""

SECTION_SAMPLE, NOTES_OF_EACH = 80, 25
SECTIONS_CHANGED_MAX = 0.08
"""The same of sections of other notes; when it was set, 7 of 120 did (5.8 %)."""

SECTION_SAMPLE_CHANGED_MAX = 0.1
LONG_NOTE = 450
"""Fewest characters of a note that takes a section more."""

OF_THE_VISIT = frozenset({"25", "57", "59", "XS"})
"""Modifiers that a visit beside the work brings or takes away."""

_SENTENCE = re.compile(r"[a-z)][.](?= [A-Z])")
_SHORT = re.compile(
    r"\b(?:dr|mr|mrs|ms|pt|vs|approx|no|st|incl|tx|hx|dx|bx|sq|cm|mm|mos?|wks?|yrs?|inc)\.$", re.IGNORECASE
)
_GOES_ON = re.compile(r"\n\s*[a-z|+\-]")

Lines = list[tuple[str, int, tuple[str, ...]]]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


KNOWN = {one["text"] for one in _rows("known.tsv")}
DISTRACTORS = [one for one in _rows("distractors.tsv") if one["text"] not in KNOWN]


@functools.cache
def _reference() -> Reference:
    return Reference(None)


def _lines(text: str, row: dict[str, Any]) -> Lines:
    """Return what is billed, of a visit only that there is one."""
    coding = code(read(text), reference=_reference(), payer=row["payer"], on=date.fromisoformat(row["on"]))
    return sorted(
        ("E/M", 1, ()) if one.code.startswith(VISITS) else (one.code, one.units, tuple(sorted(one.modifiers)))
        for one in coding.lines
    )


def _places(text: str) -> dict[str, list[int]]:
    """Return by kind where something may be put into a note."""
    text = text.rstrip("\n")
    ends = [one.start() for one in re.finditer("\n", text)]
    places = {
        "last": [len(text)],
        "behind the first line": ends[:1],
        "between lines": [
            one for one in ends[1:] if text[:one].rstrip()[-1:] in ".!?" and not _GOES_ON.match(text, one)
        ],
        "behind a sentence": [one.end() for one in _SENTENCE.finditer(text) if _is_free(text, one.end())],
    }
    return {kind: found for kind, found in places.items() if found}


def _is_free(text: str, place: int) -> bool:
    """False behind a short form and inside brackets and quotes."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    is_inside = line.count("(") != line.count(")") or line.count("[") != line.count("]") or line.count('"') % 2 == 1
    return not is_inside and _SHORT.search(line) is None


def insertions(number: int) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Yield a seeded sample: the note with the distractor, the note, its answer and the distractor."""
    chosen = random.Random(SEED)
    sets = [AuthorSet(one.parent) for one in sorted(SETS.glob("*/answers.jsonl"))]
    notes = [(one, note) for one in sets for note in one.answers if note not in one.misses]
    order: list[dict[str, str]] = []
    while number:
        if not order:
            order = chosen.sample(DISTRACTORS, len(DISTRACTORS))
        added = order.pop()["text"]
        of, note = chosen.choice(notes)
        text = of.text(note)
        places = _places(text)
        if added[-1] not in ".!?":
            places.pop("behind a sentence", None)
        kind = chosen.choice(sorted(places))
        at = chosen.choice(places[kind])
        joint = " " if kind == "behind a sentence" else "\n"
        yield text[:at] + joint + added + text[at:], text, of.answers[note], added
        number -= 1


def changed(number: int) -> list[str]:
    """Return the insertions of a sample that change what is billed."""
    found = []
    for longer, text, row, added in insertions(number):
        was, now = _lines(text, row), _lines(longer, row)
        if was != now:
            found.append(f"{added!r}: {was} -> {now} in {longer!r}")
    return found


def _work(text: str, row: dict[str, Any]) -> Lines:
    """Return what is billed for the work, without what a visit beside it changes."""
    lines = [one for one in _lines(text, row) if one[0] != "E/M"]
    return sorted(
        (name, units, tuple(each for each in marks if each not in OF_THE_VISIT)) for name, units, marks in lines
    )


def with_sections(number: int) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Yield as `insertions` does: each section before some heading of each of so many notes."""
    chosen = random.Random(SEED)
    sets = [AuthorSet(one.parent) for one in sorted(SETS.glob("*/answers.jsonl"))]
    notes = [(one, note) for one in sets for note in one.answers if note not in one.misses]
    notes = [(one, note) for one, note in notes if len(one.text(note)) >= LONG_NOTE]
    for row in _rows("sections.tsv"):
        left = number
        for of, note in chosen.sample(notes, len(notes)):
            text = of.text(note)
            lines = [one.start for one in headings(text) if text[one.start - 1 : one.start] == "\n"]
            if lines:
                at = chosen.choice(lines)
                yield text[:at] + row["text"] + "\n" + text[at:], text, of.answers[note], row["text"]
                left -= 1
            if not left:
                break


def changed_by_sections(number: int) -> list[str]:
    """Return the sections of other notes that change what is billed for the work."""
    found = []
    for longer, text, row, added in with_sections(number):
        was, now = _work(text, row), _work(longer, row)
        if was != now:
            found.append(f"{added!r}: {was} -> {now} in {longer!r}")
    return found


def test_library_is_whole() -> None:
    texts = [one["text"] for one in _rows("distractors.tsv")]
    assert len(texts) == len(set(texts)) >= 200
    assert set(texts) >= KNOWN


def test_base_notes_are_right() -> None:
    one = AuthorSet(SETS / "fifteenth")
    note = next(note for note in one.answers if note not in one.misses)
    assert not faults(one.answers[note], one.coded(note))


def test_sample_changes_nothing() -> None:
    found = changed(SAMPLE)
    assert len(found) <= SAMPLE * SAMPLE_CHANGED_MAX, "\n".join(found)


@pytest.mark.long
def test_large_sample_changes_nothing() -> None:
    found = changed(LONG_SAMPLE)
    assert len(found) <= LONG_SAMPLE * CHANGED_MAX, "\n".join(found)


def test_sections_of_other_notes_change_no_work() -> None:
    found = changed_by_sections(SECTION_SAMPLE // len(_rows("sections.tsv")))
    assert len(found) <= SECTION_SAMPLE * SECTION_SAMPLE_CHANGED_MAX, "\n".join(found)


@pytest.mark.long
def test_sections_of_other_notes_change_no_work_of_many() -> None:
    rows = len(_rows("sections.tsv"))
    found = changed_by_sections(NOTES_OF_EACH)
    assert len(found) <= rows * NOTES_OF_EACH * SECTIONS_CHANGED_MAX, "\n".join(found)
