"""What a note says of one kind of service: its mentions, their own pieces and all pieces of their sentences."""

from collections.abc import Sequence

from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import Mention


class Held:
    """The mentions of one kind of service, their own pieces and all pieces of their sentences."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.own: list[Piece] = []
        self.around: list[Piece] = []

    def add(self, mention: Mention, piece: Piece, pieces: Sequence[Piece]) -> None:
        """Add a mention with its own piece and all pieces of its sentence."""
        self.mentions.append(mention)
        if piece not in self.own:
            self.own.append(piece)
        self.around.extend([one for one in pieces if one not in self.around])
