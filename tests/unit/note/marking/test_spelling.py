"""Misspelled words, abbreviations and broken characters, as dictation, typing and scanning leave them."""

import pytest

from cleanskin.note.finding import keyed
from cleanskin.note.marking import mark
from cleanskin.note.terms import lexicon, stem, table
from cleanskin.note.text import plain, words_of


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("actinc keratosies", "condition", "actinic_keratosis"),
        ("Actnic Keratoses", "condition", "actinic_keratosis"),
        ("sebhorreic keratosis", "condition", "seborrheic_keratosis"),
        ("seborrhoeic keratoses", "condition", "seborrheic_keratosis"),
        ("mollusum contagiosum", "condition", "molluscum"),
        ("curretage", "technique", "curettage"),
        ("curretted", "technique", "curettage"),
        ("cryotherpy", "technique", "cryosurgery"),
        ("liquid nitrigen", "technique", "cryosurgery"),
        ("electrodesication and currettage", "technique", "electrodesiccation"),
        ("biospy", "technique", "biopsy"),
        ("melanma", "condition", "melanoma"),
        ("psoraisis", "condition", "psoriasis"),
        ("keliod", "condition", "keloid"),
        ("sholder", "site", "shoulder"),
        ("forhead", "site", "forehead"),
        ("axila", "site", "axilla"),
        ("triamcinalone", "drug", "triamcinolone_acetonide"),
        ("excison", "technique", "excision"),
    ],
)
def test_a_misspelled_word_is_read(words: str, kind: str, value: str) -> None:
    assert (kind, value) in {(one.kind, one.value) for one in mark(f"The {words} was seen.").mentions}


@pytest.mark.parametrize("word", ["region", "string", "server", "patent", "planter", "material", "content", "winkle"])
def test_a_word_of_its_own_is_not(word: str) -> None:
    assert keyed(words_of(word)).keys == [stem(word)]


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("AKs", "condition", "actinic_keratosis"),
        ("SK", "condition", "seborrheic_keratosis"),
        ("ISK", "condition", "inflamed_seborrheic_keratosis"),
        ("SCCIS", "condition", "scc_in_situ"),
        ("MIS", "condition", "melanoma_in_situ"),
        ("MM", "condition", "melanoma"),
        ("EIC", "condition", "epidermoid_cyst"),
        ("DF", "condition", "dermatofibroma"),
        ("PG lesion", "condition", "pyogenic_granuloma"),
        ("HS", "condition", "hidradenitis_suppurativa"),
        ("AA patches", "condition", "alopecia_areata"),
        ("LN2", "technique", "cryosurgery"),
        ("bx", "technique", "biopsy"),
        ("ED&C", "technique", "electrodesiccation"),
        ("EDC", "technique", "electrodesiccation"),
        ("C&E", "technique", "electrodesiccation"),
        ("I&D", "technique", "drainage"),
        ("nevi", "condition", "nevus"),
        ("lentigines", "condition", "lentigo"),
        ("verrucae", "condition", "wart"),
    ],
)
def test_an_abbreviation_or_plural_is_read(words: str, kind: str, value: str) -> None:
    assert (kind, value) in {(one.kind, one.value) for one in mark(f"Noted {words} today.").mentions}


def test_capitals_of_a_shouting_note_tell_nothing() -> None:
    found = mark("PATIENT WITH SHARP PAIN OR BLEEDING IN THE PAST. 5 MM PUNCH OF THE LEFT CHEEK.").mentions
    assert not any(one.value == "melanoma" for one in found)
    assert any(one.kind == "length" for one in found)


@pytest.mark.parametrize(
    ("broken", "same"),
    [
        ("patient’s “mole” – 4×5 mm", 'patient\'s "mole" - 4x5 mm'),
        ("a\u00a0b\tc", "a b c"),
        ("0.5\u2009cm", "0.5 cm"),
    ],
)
def test_plain_keeps_every_place(broken: str, same: str) -> None:
    assert plain(broken) == same
    assert len(plain(broken)) == len(broken)


def test_wrongly_decoded_text_is_read_at_its_own_places() -> None:
    text = "The patientâ€™s wart measured 4 Ã— 5 mm."
    marked = mark(text)
    assert len(plain(text)) == len(text)
    size = next(one for one in marked.mentions if one.kind == "length")
    assert text[size.start : size.end] == "4 Ã— 5 mm"


def test_a_word_cut_at_the_end_of_a_line_is_made_whole() -> None:
    text = "Three actinic kera-\ntoses of the fore-\nhead were treated."
    found = {(one.kind, one.value) for one in mark(text).mentions}
    assert {("condition", "actinic_keratosis"), ("site", "forehead")} <= found


def test_every_stem_of_a_phrase_can_be_met() -> None:
    """A phrase whose stems no text can give would never be found: stems are their own stems' forms."""
    assert all(one == one.strip() and one for one in lexicon().stems)


def test_at_least_the_named_numbers_of_rows() -> None:
    assert len(table("condition")) >= 250
    abbreviations = {word for row in table("expansion").values() for word in row["words"].split(" | ")}
    assert len(abbreviations) >= 150
