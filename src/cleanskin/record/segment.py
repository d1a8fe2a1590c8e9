"""What a noun can't hold: segments kept as they were read, so that writing loses nothing."""

import msgspec


class ExtraSegment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A segment with no place in the noun that carries it.

    `loop` is the loop it stood in; `elements` are its values from the tag on, composites joined by ":" and repetitions
    by "^" whatever the delimiters of the file were.  `unread` is True when the segment has a place in the noun but a
    value in it could not be read: the noun is then incomplete, and a writer refuses it.  `path` numbers the loop among
    its like where a noun holds several.
    """

    loop: str
    elements: tuple[str, ...]
    unread: bool = False
    path: tuple[int, ...] = ()
