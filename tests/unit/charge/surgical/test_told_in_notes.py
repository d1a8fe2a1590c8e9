"""Ways of telling that whole notes have and single sentences seldom: lists without marks, plans, results still awaited."""

from datetime import date

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.reference.look_up import Reference

REFERENCE = Reference()

TOLD = [
    ("AKs treated today with LN2:\n scalp 6\n R ear 2\n forehead 3\n L forearm 2\n R hand 2\nCare sheet.", "17004x1"),
    ("Warts frozen. Left palm 3. Right thumb 2.", "17110x1"),
    ("BCC of the left cheek, 0.9 cm, excised with 4 mm margins. Undermined a few millimeters.", "11642x1"),
    ("MMS of BCC nose, one stage.", "17311x1"),
    ("Shave biopsy of a 6 mm papule of the right cheek: basal cell carcinoma. Mohs surgery will be scheduled.", "11102x1"),
    ("SCC of the scalp, bx+ 8/28, 3.2 cm, excised with 6 mm margins. Path pending.", "11626x1"),
    ("WLE melanoma in situ R forearm 1.0 cm with 5 mm margins. Path pending re margins; dx by prior bx 1/20.", "11602x1"),
    ("SCC of the right upper arm, proven by biopsy, 1.0 cm, excised with 4 mm margins as planned.", "11602x1"),
    ("BCC skin of left lower eyelid well below the lash line, 0.4 cm, excised with 2 mm margins.", "11641x1"),
    ("Incisional biopsy of the left lower eyelid, lid including the margin, r/o sebaceous carcinoma.", "67810x1"),
    ("ED&C, both bx proven\n- SCC in situ, R cheek, 0.8 cm\n- superficial BCC, L forearm, 1.0 cm", "17281x1 17261x1"),
    (
        "Both proven BCC, both excised today, both with layered closure:\n a. L scapula: 1.1 cm, 4 mm margins, closure 5.0 cm\n"
        " b. R lower back: 0.7 cm, 4 mm margins, closure 4.1 cm",
        "12034x1 11602x1 11602x1",
    ),
    ("Established. Hand eczema flared. Betamethasone was stopped and clobetasol ointment prescribed.", "99214x1"),
    ("R hand SCC MMS stage 1, closed in the same sitting. Int closure 3.2 cm.", "17311x1 12042x1"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), TOLD)
def test_what_a_note_tells_is_coded(words: str, expected: str) -> None:
    found = code(read(words), reference=REFERENCE, payer="", on=date(2026, 10, 1))
    assert " ".join(f"{one.code}x{one.units}" for one in found.lines) == expected


def test_areas_under_an_excimer_laser_are_no_vascular_growths() -> None:
    found = code(
        read("XTRAC psoriasis\n elbows 80 cm2\n knees 95 cm2"), reference=REFERENCE, payer="", on=date(2026, 10, 1)
    )
    assert not {one.code for one in found.lines} & {"17106", "17107", "17108"}


@pytest.mark.parametrize(
    "words", ["AKs tx w/ LN2, several.", "Warts of the hand, multiple, treated with liquid nitrogen."]
)
def test_several_after_a_comma_is_asked_about(words: str) -> None:
    found = code(read(words), reference=REFERENCE, payer="", on=date(2026, 10, 1))
    assert "count" in {one.topic for one in found.queries}


@pytest.mark.parametrize(
    "words", ["I served as surgeon and pathologist.", "I am surgeon & path.", "Same physician cut and read."]
)
def test_who_read_the_slides_is_not_asked_again(words: str) -> None:
    told = f"Mohs of biopsy-proven BCC nose, 3/2/26, stage 1: 2 blocks, clear. {words}"
    found = code(read(told), reference=REFERENCE, payer="", on=date(2026, 10, 1))
    assert not any("one person operated" in one.question for one in found.queries)


def test_a_voluntary_notice_is_seen_beside_a_wish() -> None:
    told = (
        "She wants three flat seborrheic keratoses of the cheeks gone because they make her look old. She was told that"
        " Medicare does not pay and signed a voluntary ABN. All were frozen."
    )
    found = code(read(told), reference=REFERENCE, payer="medicare", on=date(2026, 10, 1))
    assert [sorted(one.modifiers) for one in found.lines] == [["GX", "GY"]]
