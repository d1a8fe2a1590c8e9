"""Notes of the tabular list: codes named, ranges, and words that narrow them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.reference.importers.icd10cm_notes import code_note, enclosed, out_of_order


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("scar (L90.5)", ("L90.5",)),
        ("melanoma (C43.-)", ("C43.-",)),
        ("ulcer (L97.1-)", ("L97.1-",)),
        ("genital skin (C51-C52, C60.-, C63.2)", ("C51-C52", "C60.-", "C63.2")),
        ("injury (O70.-, O71.7-O71.8)", ("O70.-", "O71.7-O71.8")),
        ("limbs (Q70.0- -Q70.3-)", ("Q70.0-Q70.3",)),
        ("newborn (P28.3- - P28.4-)", ("P28.3-P28.4",)),
        ("canal (C43.2-,C44.2-)", ("C43.2-", "C44.2-")),
        ("sadness (F33-)", ("F33.-",)),
        ("whooping (R02.1 to R02.9)", ("R02.1-R02.9",)),
        ("growths (D3A.-) (C7A.-)", ("D3A.-", "C7A.-")),
        ("new kind of code (QA0.010-)", ("QA0.010-",)),
        ("hearing loss as classified in H90.-", ("H90.-",)),
        ("injury of cortex S04.04-", ("S04.04-",)),
        ("lack of vitamin B12", ()),
        ("G6PD trouble (D55.0)", ("D55.0",)),
        ("code to the site", ()),
    ],
)
def test_codes_of_a_note(text, codes):
    assert code_note(text).codes == codes


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("drug (T36-T50 with fifth or sixth character 5)", ("5,6:5",)),
        ("drug (T51-T65 with fifth or sixth character 1-4)", ("5,6:1-4",)),
        ("drug (T51-T65 with fifth or sixth character 1-4 or 6)", ("5,6:1-4,6",)),
        ("open fracture (S62.- with 7th character B)", ("7:B",)),
        ("open fracture (S92.-with 7th character B)", ("7:B",)),
        ("open fracture (S42.- with 7th character B or C)", ("7:B,C",)),
        ("sugar (E08-E13 with .51-.52)", (".51", ".52")),
        ("sugar (E08-E13 with .620)", (".620",)),
        ("stroke (I69. with final characters -23)", ("-23",)),
        ("sounds (F11-F19 with fifth to sixth characters 51)", ("5-6:51",)),
        ("open fracture (S52.- with open fracture 7th character)", ("?",)),
        ("nothing with anything (L90.5)", ()),
    ],
)
def test_words_that_narrow(text, conditions):
    assert code_note(text).only_with == conditions


def test_ranges_hold_categories_that_stand_inside_them():
    before = out_of_order(["C43", "C4A", "C44", "C75", "C7A", "C7B", "C76"])
    assert before == {"C4A": "C43", "C7A": "C75", "C7B": "C75"}
    inside, outside, single = enclosed([code_note("(C43-C44)"), code_note("(C44-C49)"), code_note("(C43.-)")], before)
    assert inside.codes == ("C43-C44", "C4A")
    assert outside.codes == ("C44-C49",)
    assert single.codes == ("C43.-",)


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    note = code_note(text)
    assert all(code[0].isalpha() for code in note.codes)
