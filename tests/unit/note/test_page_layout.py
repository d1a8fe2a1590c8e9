"""What the layout of a page puts into a note: every character keeps its place, and the words are told as written."""

import textwrap

import pytest

from cleanskin.note.page_layout import note_of_page
from cleanskin.note.read import read

NOTE = (
    "Established patient, here for treatment of rough spots that were mapped in the spring and of a new growth.\n"
    "Exam: six gritty pink papules of the forehead and temples, a waxy keratosis of the back that is not inflamed.\n"
    "Procedure: the six actinic keratoses of the forehead and temples were frozen with liquid nitrogen, two cycles each.\n"
    "1. Shave biopsy of a 7 mm pearly papule of the left nasal ala, hemostasis with aluminum chloride, sent to the lab.\n"
    "Follow up in six months or sooner if anything grows, bleeds or hurts, and sunscreen every day of the year."
)


def _wrapped(text: str, width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) for line in text.split("\n"))


@pytest.mark.parametrize("width", [44, 60, 72, 80])
def test_lines_broken_at_a_width_are_put_together(width: int) -> None:
    told = note_of_page(_wrapped(NOTE, width)).split("\n")
    assert " ".join(told) == NOTE.replace("\n", " ")
    assert all(line.endswith(".") for line in told)


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        "AK x3 scalp - LN2\nwart L thumb - LN2\nSK back - leave\nnevus R calf - watch\nrosacea - metronidazole\nrtc 6 mo",
        "Stage | blocks | result\nI | 2 | positive\nII | 1 | clear\nDefect 1.2 x 1.0 cm\nLayered closure 3.1 cm",
        "",
        "one line that is long enough to be broken, but that nothing follows and that no machine has touched so far",
    ],
)
def test_lines_that_a_person_ended_stay(text: str) -> None:
    assert note_of_page(text) == text


def test_a_label_or_an_item_begins_its_own_line_in_a_broken_note() -> None:
    lines = note_of_page(_wrapped(NOTE, 60)).split("\n")
    assert [line.split()[0] for line in lines] == ["Established", "Exam:", "Procedure:", "1.", "Follow"]


def test_double_spacing_is_taken_out() -> None:
    lines = [
        "Mohs log",
        "Stage | blocks | result",
        "I | 2 | positive",
        "II | 1 | clear",
        "Defect 1.2 cm",
        "Flap",
        "End",
    ]
    told = note_of_page("\n\n".join(lines))
    assert [line.strip() for line in told.split("\n")] == lines
    assert len(told) == len("\n\n".join(lines))


@pytest.mark.parametrize(
    "top",
    [
        "Patient: Doe, Jordan   MRN 000123   Page 1 of 2\n",
        "Name: Jordan P. Doe | Chart # 5521-88\n",
        "PATIENT NAME: Jordan Doe\nMRN: A-10022\n",
    ],
)
def test_lines_of_identity_at_the_top_become_spaces(top: str) -> None:
    assert note_of_page(top + NOTE) == " " * len(top) + NOTE


@pytest.mark.parametrize(
    "top",
    [
        "Patient: Jordan Doe, 61, Medicare\n",
        "Patient: here for cryotherapy\n",
        "Name of procedure: shave biopsy\n",
        "Pt: Harlan Quist, DOB 3/4/1950\n",
    ],
)
def test_a_line_that_tells_more_stays(top: str) -> None:
    assert note_of_page(top + NOTE) == top + NOTE


def test_what_is_quoted_stands_in_the_note_as_given() -> None:
    given = _wrapped(NOTE, 60)
    lesions = read(given).lesions
    assert lesions
    for lesion in lesions:
        assert all(given[one.start : one.end] == one.words for one in lesion.evidence)


def test_a_note_in_capitals_is_told_in_small_letters() -> None:
    told = "SHAVE BIOPSY OF THE R CHEEK. LN2 X 3 TO AKS OF THE SCALP.\nPLAN: RECHECK IN 6 MONTHS WITH DR. ADAIR"
    meant = "Shave biopsy of the R cheek. LN2 X 3 to AKS of the scalp.\nPlan: Recheck in 6 months with DR. Adair"
    assert note_of_page(told) == meant


def test_single_words_in_capitals_stay() -> None:
    text = "IMPRESSION: actinic keratoses of the SCALP, treated TODAY with liquid nitrogen"
    assert note_of_page(text) == text
