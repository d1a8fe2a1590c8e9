"""Mentions made of words that no table names: where they stand, and whose scope they have."""

import pytest

from cleanskin.note.linking.made_mentions import made, made_of_act, with_made
from cleanskin.note.mention import MarkedText, Mention, Scope, Sentence

_TEXT = "Skin was cut and sewn. Nothing else."
_SENTENCES = (Sentence(0, 22, "procedure", (0,)), Sentence(23, 36, "procedure", (23,)))


def _note(*mentions: Mention) -> MarkedText:
    return MarkedText(_TEXT, _SENTENCES, list(mentions))


def _act(scope: Scope) -> Mention:
    return Mention("technique", "excision", 9, 12, "cut", scope=scope, sentence=0, clause=3)


def test_a_mention_stands_in_the_clause_of_what_is_nearest() -> None:
    """It has its words, the section of its sentence, and the clause of the act beside it."""
    one = made(_note(_act("asserted")), "closure", "simple", (17, 21))
    assert one is not None
    assert (one.words, one.sentence, one.clause, one.section) == ("sewn", 0, 3, "procedure")


def test_between_two_sentences_there_is_none() -> None:
    assert made(_note(), "closure", "simple", (22, 23)) is None


@pytest.mark.parametrize(
    ("told", "scope"),
    [("asserted", "asserted"), ("planned", "planned"), ("negated", "negated"), ("hemostasis", "asserted")],
)
def test_the_act_beside_it_gives_the_scope(told: Scope, scope: Scope) -> None:
    """What stills the bleeding of a work is of that work."""
    assert [one.scope for one in made_of_act(_note(_act(told)), "closure", "simple", (17, 21))] == [scope]


def test_an_act_of_another_sentence_gives_none() -> None:
    assert [one.scope for one in made_of_act(_note(_act("planned")), "noun", "rest", (31, 35))] == ["asserted"]


def test_a_note_with_nothing_new_is_the_same_note() -> None:
    """Mentions stand in the order of their places; where nothing was added or left out, no new list is made."""
    note = _note(_act("asserted"))
    assert with_made(note, []) is note
    assert with_made(note, [], list(note.mentions)) is note
    assert with_made(note, [], []).mentions == []
    first = Mention("noun", "skin", 0, 4, "Skin")
    assert with_made(note, [first]).mentions == [first, note.mentions[0]]
