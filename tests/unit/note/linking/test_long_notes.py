"""A long record is read in time that grows with its length, and no slower for what it repeats."""

import time
from datetime import date, timedelta

import pytest

from cleanskin.note.read import read

PLACES = ("left cheek", "right forearm", "upper back", "scalp", "left shin", "nose", "abdomen", "right ear")
WORK = (
    "Shave biopsy of a papule on the {place}.",
    "{n} AKs of the {place} frozen with liquid nitrogen 3 weeks after an excision.",
    "BCC of the {place}, 0.{n} cm, excised with 0.4 cm margins and closed in layers, 3.{n} cm.",
    "Mohs of the {place}, two stages (3 + 2 blocks), {n} days ago; complex repair 3 cm.",
    "Mohs surgery of a BCC of the {place}. Stage 1: 4 blocks. Stage 2: 2 blocks. Layered closure 3.{n} cm.",
    "Denies bleeding or pain. Nevus of the {place}, stable since {day}.",
)


def record(visits: int) -> str:
    """Return a record of that many visits, one paragraph each with its date."""
    paragraphs = []
    for number in range(visits):
        day = (date(2019, 1, 7) + timedelta(days=number)).isoformat()
        told = [
            work.format(place=PLACES[(number + at) % len(PLACES)], n=number % 8 + 1, day=day)
            for at, work in enumerate(WORK)
        ]
        paragraphs.append(f"Visit of {day}.\n" + "\n".join(told))
    return "\n\n".join(paragraphs)


def seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


@pytest.mark.parametrize("repeats", [False, True])
def test_a_record_four_times_as_long_takes_about_four_times_as_long(repeats: bool) -> None:
    short = record(1) * 40 if repeats else record(40)
    long_ = record(1) * 160 if repeats else record(160)
    seconds(record(3))
    once, fourfold = min(seconds(short) for _ in range(2)), min(seconds(long_) for _ in range(2))
    assert fourfold < 10 * once, "the time grows with the square of the length"
    assert fourfold < 10, "seconds, on the slowest of machines"


def test_every_visit_of_a_long_record_is_still_told_apart() -> None:
    assert len(read(record(40)).prior) > 30
