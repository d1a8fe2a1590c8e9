"""Drugs given in the visit."""

from collections.abc import Sequence

from cleanskin.note.linking.lesions import Linked
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import MarkedText, Sentence
from cleanskin.record.encounter import DrugGiven, Service


def link_drugs(
    marked: MarkedText,
    sentences: Sequence[tuple[Sentence, list[Piece]]],
    linked: Linked,
    services: Sequence[Service],
) -> tuple[DrugGiven, ...]:
    """Return the drugs given, in the order of the note."""
    return ()
