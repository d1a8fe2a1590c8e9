"""Work told by its doing, without its name: the steps that put a name to it, in their order."""

from cleanskin.note.linking.cold import with_cold
from cleanskin.note.linking.told_diseases import with_told_diseases
from cleanskin.note.linking.told_mohs import with_told_mohs
from cleanskin.note.mention import MarkedText


def with_told_work(marked: MarkedText) -> MarkedText:
    """Return the note with diseases told by their look, freezing by its signs and Mohs surgery by its layers."""
    return with_told_mohs(with_cold(with_told_diseases(marked)))
