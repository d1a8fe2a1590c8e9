"""The words behind a line: those of the plan before those of the story, the act before what decides between codes."""

from cleanskin.charge.quotes import strongest_first
from cleanskin.record.encounter import Evidence


def _told(*rows: tuple[str, int, str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(field, start, start + len(words), words) for field, start, words in rows)


def test_the_place_named_beside_the_act_comes_before_that_of_the_story() -> None:
    held = _told(
        ("site", 10, "temple"), ("site", 300, "R temple"), ("technique", 320, "LN2"), ("condition", 290, "ISK")
    )
    assert [one.words for one in strongest_first(held)] == ["LN2", "ISK", "R temple", "temple"]


def test_the_same_words_again_come_last() -> None:
    held = _told(("site", 10, "nose"), ("site", 90, "nose"), ("technique", 100, "shave"), ("features", 120, "to path"))
    assert [(one.words, one.start) for one in strongest_first(held)][-1] == ("nose", 10)


def test_what_was_stopped_begun_and_ordered_weighs_alike() -> None:
    held = _told(
        ("condition", 0, "Psoriasis"),
        ("management", 20, "d/c"),
        ("management", 40, "start"),
        ("management", 60, "labs"),
    )
    assert [one.words for one in strongest_first(held)] == ["labs", "start", "d/c", "Psoriasis"]


def test_nothing_is_lost() -> None:
    held = _told(("site", 1, "a"), ("site", 5, "b"), ("triggers", 9, "c"), ("unknown", 20, "d"))
    assert set(strongest_first(held)) == set(held)
