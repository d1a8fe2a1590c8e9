"""Places on the body with their sides, as people write them."""

from pathlib import Path

import pytest

from cleanskin.note.marking import mark
from cleanskin.note.terms import table
from cleanskin.reference.dermatology.sites import sites

CASES = [
    line.split("\t") for line in (Path(__file__).parent / "site_cases.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_site_and_side(text: str, expected: str) -> None:
    found = [f"{one.value}/{one.side}" for one in mark(text).mentions if one.kind == "site"]
    assert found == expected.split()


def test_every_site_word_belongs_to_a_site_of_the_pack() -> None:
    assert set(table("site")) <= set(sites())


def test_every_name_of_the_pack_is_found() -> None:
    missed = []
    for site in sites().values():
        for name in (site.site.replace("_", " "), *site.synonyms):
            if not any(one.kind == "site" for one in mark(f"Lesion of the {name}.").mentions):
                missed.append(name)
    assert missed == []


def test_a_site_inside_a_condition_stands() -> None:
    found = [(one.kind, one.value) for one in mark("plantar wart").mentions]
    assert ("site", "sole") in found
    assert ("condition", "plantar_wart") in found


def test_directions_and_plurals_are_told() -> None:
    back, cheeks = (one for one in mark("Left medial upper back; both cheeks").mentions if one.kind == "site")
    assert (back.value, back.side, back.attributes) == ("back_upper", "left", ("medial",))
    assert (cheeks.side, cheeks.attributes) == ("bilateral", ("plural",))
