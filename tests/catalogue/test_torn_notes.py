"""Notes torn, shuffled and strewn with signs: reading and coding end, and what is quoted stands in the text as given."""

import random
from datetime import date
from pathlib import Path

import pytest
from tests.author_sets.judge import AuthorSet
from tests.quotations import quoted

from cleanskin.charge.code import code
from cleanskin.note.number_patterns import WORD_NUMBERS
from cleanskin.note.read import read
from cleanskin.reference.look_up import Reference

SETS = Path(__file__).parents[1] / "author_sets"
_SIGNS = '()[]{}.,;:-#/"|=+\t\n 0123456789x%'
_DAY = date(2026, 6, 1)


def _notes() -> list[str]:
    sets = [AuthorSet(path.parent) for path in sorted(SETS.glob("*/answers.jsonl"))]
    return [one.text(note) for one in sets for note in one.answers]


def _shuffled(pick: random.Random, parts: list[str], joint: str) -> str:
    pick.shuffle(parts)
    return joint.join(parts)


def _torn(pick: random.Random, first: str, second: str) -> str:
    """Return a text made of two notes in one of seven ways of tearing them."""
    way = pick.randrange(7)
    if way == 0:
        return _shuffled(pick, first.split("\n"), "\n")
    if way == 1:
        start = pick.randrange(len(first))
        return first[start : start + pick.randrange(30, 600)]
    if way == 2:
        return first[: pick.randrange(len(first))] + second[pick.randrange(len(second)) :]
    if way == 3:
        return " ".join(word for word in first.split(" ") if pick.random() > 0.15)
    if way == 4:
        signs = list(first)
        for _ in range(12):
            signs[pick.randrange(len(signs))] = pick.choice(_SIGNS)
        return "".join(signs)
    if way == 5:
        return _shuffled(pick, f"{first} {second}".split(" "), " ")
    return first.replace("\n", " " * pick.randrange(5)).upper()


def _hold(count: int, seed: int) -> None:
    pick, notes, reference = random.Random(seed), _notes(), Reference()
    for number in range(count):
        text = _torn(pick, pick.choice(notes), pick.choice(notes))
        encounter = read(text)
        coding = code(encounter, reference=reference, payer="medicare", on=_DAY)
        for one in (*quoted(encounter), *quoted(coding)):
            assert one.words, f"text {number}: {one} in {text!r}"
            assert one.words == text[one.start : one.end], f"text {number}: {one} in {text!r}"


def test_torn_notes() -> None:
    """A sample of torn notes, another one than the long run's."""
    _hold(200, seed=11)


@pytest.mark.long
def test_many_torn_notes() -> None:
    """Twenty thousand torn notes."""
    _hold(20_000, seed=12)


@pytest.mark.parametrize("word", sorted({*WORD_NUMBERS} - {"zero", "once", "twice", "thrice"}))
@pytest.mark.parametrize("times", ["x {}", "x{}", "times {}"])
def test_every_number_word_multiplies(word: str, times: str) -> None:
    """A number in words behind a sign of multiplication counts as the word says."""
    encounter = read(f"Actinic keratoses of the scalp, liquid nitrogen {times.format(word)}.")
    assert [one.count for one in encounter.lesions] == [WORD_NUMBERS[word]]
