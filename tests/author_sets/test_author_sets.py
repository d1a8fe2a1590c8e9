"""Texts of other authors through the coder: each is coded as its author coded it, or is named among the misses.

`misses.tsv` of a set names every text that is not fully right, with the reason; the list must be exact in both directions.
"""

from pathlib import Path

import pytest
from tests.author_sets.judge import AuthorSet, faults

SETS = {path.parent.name: AuthorSet(path.parent) for path in sorted(Path(__file__).parent.glob("*/answers.jsonl"))}
TEXTS = [(name, note) for name, one in SETS.items() for note in one.answers]


def test_the_sets_are_found() -> None:
    assert len(SETS) >= 4
    assert len(TEXTS) > 400


@pytest.mark.parametrize(("name", "note"), TEXTS, ids=lambda value: value)
def test_a_text_is_coded_as_its_author_coded_it(name: str, note: str) -> None:
    judged = SETS[name]
    found = judged.coded(note)
    wrong = faults(judged.answers[note], found)
    kinds, reason = judged.misses.get(note, ("", "-"))
    assert " ".join(sorted(wrong)) == kinds, wrong
    assert reason
    assert all(line.evidence for line in found.lines)


@pytest.mark.parametrize("name", SETS)
def test_every_miss_names_a_text_of_its_set(name: str) -> None:
    assert set(SETS[name].misses) <= set(SETS[name].answers)
