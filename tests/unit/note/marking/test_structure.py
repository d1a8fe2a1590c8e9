"""Sections, sentences, list items and clauses; bad, foreign and very long input."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.note.marking import mark

NOTE = """HPI: 65 y/o M here for a growing lesion on the L nasal ala. Denies pain.
PMH: BCC of back.
PE: L nasal ala: 0.6 x 0.4 cm pearly papule.
A/P:
1. r/o BCC - shave bx today.
2. AKs x3, scalp - LN2.
Anesthesia: 1% lidocaine, 1 cc
Specimen sent.
"""


def _pieces(text: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in mark(text).sentences]


def test_sections_of_a_templated_note() -> None:
    sections = [one.section for one in mark(NOTE).sentences]
    # the heading A/P stands alone on its line; that of the anesthesia ends with its line
    assert sections == [
        "hpi", "hpi", "past_history", "exam", "assessment", "assessment", "assessment", "anesthesia", "assessment"
    ]  # fmt: skip


def test_inline_headings_and_soap() -> None:
    marked = mark("S: mole bleeds. O: 5 mm papule. A: nevus. P: shave bx.")
    assert [one.section for one in marked.sentences] == ["hpi", "exam", "assessment", "plan"]


def test_letters_of_lesions_are_no_headings() -> None:
    marked = mark("A: left cheek, BCC\nB: nose, AK\nC: back, SK")
    assert {one.section for one in marked.sentences} == {""}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("AK on nose. SK on back.", ["AK on nose.", "SK on back."]),
        ("Dr. Smith excised a 0.5 cm cyst.", ["Dr. Smith excised a 0.5 cm cyst."]),
        ("Lesion approx. 5 mm on the nose", ["Lesion approx. 5 mm on the nose"]),
        ("R. cheek AK. L. ear SK.", ["R. cheek AK.", "L. ear SK."]),
        ("AK nose\nSK back", ["AK nose", "SK back"]),
        ("1) AK nose 2) SK back 3) tag neck", ["1) AK nose", "2) SK back", "3) tag neck"]),
        ("- AK nose\n- SK back", ["- AK nose", "- SK back"]),
    ],
)
def test_sentences(text: str, pieces: list[str]) -> None:
    assert _pieces(text) == pieces


def test_a_wrapped_line_goes_on() -> None:
    text = "The patient has a pearly papule on the left side of the nose that was\nexcised today with margins."
    assert len(mark(text).sentences) == 1


def test_clauses_part_at_terminators_and_semicolons() -> None:
    (sentence,) = mark("L cheek SK asymptomatic; R temple SK bleeds but is not painful").sentences
    assert len(sentence.clauses) == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El paciente tiene una lesion en la mejilla izquierda que sangra con facilidad.", "es"),
        ("La patiente presente une lesion sur la joue gauche depuis trois mois avec des saignements.", "fr"),
        ("Der Patient hat eine Läsion auf der linken Wange, die nicht blutet und im Sommer wächst.", "de"),
        ("У пациента образование на левой щеке", "ru"),
        ("患者左颊有一个病灶，三个月", "zh"),
        ("AK x3 nose LN2", "en"),
        ("ED&C BCC L forearm 1.1 cm", "en"),
        ("Painful subungual hematoma of great toe released through nail plate.", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    marked = mark(text)
    assert marked.language == language
    assert language == "en" or not marked.mentions


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", ".", "((((", "-", "'", "½", "x", "#", "1.", "A:", "\ud800"])
def test_nothing_breaks_on_next_to_nothing(text: str) -> None:
    assert mark(text).text == text


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_marked(text: str) -> None:
    _check(text)


@given(st.lists(st.sampled_from([
    "no ", "AK ", "x3 ", "L ", "cheek", ", ", ". ", "; ", "\n", "but ", "2 x 3 cm ", "(", ")", "denies ", "bleeding ", "1. ",
    "PE: ", "â€™", "½", "r/o ", "BCC ", "ED&C'd ", "w/ ", "-", "and ", "or ", "risks include ", "will ", "excision ", "stage II ",
]), max_size=30))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_any_heap_of_phrases_is_marked(parts: list[str]) -> None:
    _check("".join(parts))


def _check(text: str) -> None:
    marked = mark(text)
    assert mark(text) == marked
    starts = [one.start for one in marked.mentions]
    assert [one.words for one in marked.mentions] == [text[one.start : one.end] for one in marked.mentions]
    assert starts == sorted(starts)
    for one in marked.mentions:
        sentence = marked.sentences[one.sentence]
        assert sentence.start <= one.start < sentence.end


@pytest.mark.long
def test_two_hundred_pages_take_time_in_proportion() -> None:
    page = NOTE * 8
    mark(page)
    begun = time.process_time()
    mark(page * 25)
    short = time.process_time() - begun
    begun = time.process_time()
    mark(page * 200)
    assert time.process_time() - begun < 24 * short
