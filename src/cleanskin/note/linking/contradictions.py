"""What a note leaves open or says twice differently."""

from collections.abc import Sequence

from cleanskin.note.mention import MarkedText
from cleanskin.record.encounter import Lesion, Service, Unclear


def doubts(marked: MarkedText, lesions: Sequence[Lesion], services: Sequence[Service]) -> tuple[Unclear, ...]:
    """Return what is unclear, in the order of the note."""
    return ()
