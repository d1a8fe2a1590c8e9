"""Work told by its doing: what must stand beside an act, and what must not."""

import pytest

from cleanskin.note.marking import mark


def _drained(text: str) -> list[str]:
    return [one.words for one in mark(text).mentions if (one.kind, one.value) == ("technique", "drainage")]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Boil of the groin. One stab with an eleven blade, and pus welled out.", 1),
        ("Boil of the groin, slit open.", 0),
        ("Boil of the groin, slit open; no pus.", 0),
        ("It was not slit. Pus came out by itself.", 0),
        ("A pustule of acne was nicked and pus came out.", 0),
        ("1. Groin: slit, pus out.\n2. Armpit: slit, pus out.", 2),
        ("Slit, and pus came out. The opening was spread open.", 1),
    ],
)
def test_a_cut_that_lets_out_pus_is_a_drainage(text: str, times: int) -> None:
    """Each act counts once, and each item of a list for itself; without the result there is none."""
    assert len(_drained(text)) == times


def test_what_the_tables_know_by_name_is_not_told_again() -> None:
    assert len(_drained("Incision and drainage of a boil: stab with an 11 blade, pus out.")) == 1


def test_another_section_tells_nothing_of_an_act() -> None:
    """What is told under the next heading is no result of an act under this one."""
    assert not _drained("HPI: He slit it open.\n\nEXAM: Pus on the shirt.")


def test_what_is_told_for_another_day_keeps_its_scope() -> None:
    """What stands for a phrase of the tables is planned or denied as that would be."""
    told = [one.scope for one in mark("Will be lanced tomorrow to let pus out.").mentions if one.value == "drainage"]
    assert "asserted" not in told
