"""What a noun can't hold: segments kept as they were read, so that writing loses nothing."""

import msgspec


class ExtraSegment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A segment with no place in the noun that carries it.

    `loop` is the loop it stood in ("" for one the guide does not know); `path` numbers that loop and those around it
    among their like, counted from 1 below the loop `level`; `around` is the loop that holds one without a name.
    `elements` are its values from the segment's id on;
    components are joined by U+001F and repetitions by U+001E, whatever the delimiters of the file were.  `unread` is
    True when the segment has a place in the noun but the noun would write it otherwise, because a value could not be
    read or stands where none should: a writer refuses such a noun.
    """

    loop: str
    elements: tuple[str, ...]
    level: str
    path: tuple[int, ...] = ()
    around: str = ""
    unread: bool = False
