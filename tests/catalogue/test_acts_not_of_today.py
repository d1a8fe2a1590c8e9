"""Acts that a note only tells of: of another day, by others, as a plan, an option, a refusal, advice, copied text.

`acts_not_of_today/frames.tsv` holds ways to tell of an act that was not done in this visit, `acts_not_of_today/acts.tsv`
acts in the forms that a frame asks for (`noun`, `done`, `to_do`, `doing`).  Every frame around every act, at its `place`
in an invented note, must give no line but a visit's; beside work that was done, that work's lines alone.  So the
expected answer is the same for all and nothing is taken from what the coder answers.  The ordinary run takes a sample
in which every frame and every act comes, and every act in every form; all combinations run with the marker `long`.
"""

import csv
import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.reference.look_up import Reference

FOLDER = Path(__file__).parent / "acts_not_of_today"
DAY = date(2026, 11, 20)
VISITS = ("992", "980")
SAMPLES = 2
"""Acts a frame is tried with in the ordinary run."""

PLACES = {
    "plan": "Established patient, 58 M. Here for skin check. Exam: scattered lesions as noted.\n"
    "A/P: Lentigines and nevi, benign, reassured. {}",
    "hpi": "HPI: 58 M, itchy rash on both arms for 2 weeks. {}\nExam: eczematous plaques on the forearms.\n"
    "A/P: Eczema, flaring. Triamcinolone 0.1% cream bid.",
    "pmh": "HPI: itchy rash on both arms.\nPMH: hypertension. {}\nExam: eczematous plaques on the forearms.\n"
    "A/P: Eczema, flaring. Triamcinolone 0.1% cream bid.",
    "quote": "HPI: 58 M, follow-up of eczema, flaring.\n{}\nExam: eczematous plaques on the forearms.\n"
    "A/P: Eczema, flaring. Triamcinolone 0.1% cream bid.",
    "bracket": "Exam: eczematous plaques on the forearms.\nA/P: Eczema, flaring. Triamcinolone 0.1% cream bid ({}).",
    "beside": "Exam: 3 actinic keratoses on the forehead.\nA/P: LN2 x3 to AKs on the forehead today; {}.",
}
DONE_BESIDE = ["17000x1", "17003x2"]
"""What the note of the place `beside` tells as done."""

FORMS = ("noun", "done", "to_do", "doing")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


FRAMES, ACTS = _rows("frames.tsv"), _rows("acts.tsv")


@functools.cache
def _reference() -> Reference:
    return Reference(None)


def note_of(frame: dict[str, str], act: dict[str, str]) -> str:
    """Return the note that tells of an act in a frame."""
    told = frame["frame"].replace("{}", act[frame["form"]])
    if frame["place"] not in ("beside", "bracket"):
        told = told[0].upper() + told[1:]
    return PLACES[frame["place"]].replace("{}", told)


def wrong_lines(frame: dict[str, str], act: dict[str, str]) -> list[str]:
    """Return the lines of a note beyond those of the visit and of the work that was done; and what lacks."""
    coding = code(read(note_of(frame, act)), reference=_reference(), payer="commercial", on=DAY)
    got = sorted(f"{one.code}x{one.units}" for one in coding.lines if not one.code.startswith(VISITS))
    wanted = DONE_BESIDE if frame["place"] == "beside" else []
    return [] if got == wanted else got or ["none"]


def faults(pairs: Iterator[tuple[dict[str, str], dict[str, str]]]) -> list[str]:
    """Return what is wrong in some combinations."""
    found = []
    for frame, act in pairs:
        wrong = wrong_lines(frame, act)
        if wrong:
            found.append(f"{' '.join(wrong)}: {note_of(frame, act)!r}")
    return found


def sample() -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield every frame with some acts, and so that every act comes in every form that frames ask for."""
    at = dict.fromkeys(FORMS, 0)
    for frame in FRAMES:
        for _ in range(SAMPLES):
            yield frame, ACTS[at[frame["form"]] % len(ACTS)]
            at[frame["form"]] += 1


def test_frames_and_acts_are_whole() -> None:
    assert {one["place"] for one in FRAMES} == set(PLACES)
    assert {one["form"] for one in FRAMES} == set(FORMS)
    assert all(one["frame"].count("{}") == 1 for one in FRAMES)
    assert all(act[form] for act in ACTS for form in FORMS)
    assert {act["act"] for _, act in sample()} == {act["act"] for act in ACTS}


def test_sample_gives_no_lines() -> None:
    assert not faults(sample())


@pytest.mark.long
@pytest.mark.parametrize("frame", FRAMES, ids=lambda one: f"{one['place']}: {one['frame']}")
def test_every_act_gives_no_line(frame: dict[str, str]) -> None:
    assert not faults((frame, act) for act in ACTS)
