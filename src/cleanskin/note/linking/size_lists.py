"""Lists of sizes in one sentence: each with its place, and what all of them measure said once.

"Excised diameters were 1.1 cm (shoulder), 0.9 cm (abdomen) and 2.2 cm (thigh)" tells three sizes with their margins.
"""

from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.linking.sizes import sizes_of
from cleanskin.note.mention import Mention

_SHARED: Final = {"excised_cm": "excised", "margin_cm": "margin", "closure_length_cm": "closure_length"}
"""What may be said once of a list of lengths, as a length's own value."""

_LISTING: Final = frozenset({",", "and", ";", ")", "&", "+"})
_OF_PLACE: Final = frozenset({"site", "noun", "condition"})


def with_sizes_named(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces of a sentence with each listed size beside its place and named as the first one is."""
    if len(pieces) < 2 or sum([_has_length(one) for one in pieces]) < 2:
        return pieces
    return _named_alike(_paired(pieces))


def own_share(frame: Frame, number: int, *, of: int) -> Frame:
    """Return what a frame about `of` lesions says of one of them: "both closed in layers, 4.2 cm and 3.2 cm".

    Sizes of one kind that are as many as the lesions go to one each, in order; all else is said of every one.
    """
    shared = frame.copy_of(frame.slots)
    alike: dict[str, list[int]] = {}
    is_closing = bool(frame.get("closure")) and not (frame.get("technique") or frame.get("condition"))
    for piece in frame.pieces if of > 1 else ():
        for size in sizes_of(piece, in_closure=is_closing):
            alike.setdefault(size.role, []).append(size.mention.start)
    others = {
        start for starts in alike.values() if len(starts) == of for at, start in enumerate(starts) if at != number
    }
    if others:
        shared.slots["length"] = [one for one in frame.get("length") if one.start not in others]
        shared.pieces = [
            piece._replace(mentions=tuple(one for one in piece.mentions if one.start not in others))
            for piece in frame.pieces
        ]
    return shared


def tells_closure_of_each(frame: Frame, group: Sequence[Frame]) -> bool:
    """True for lengths of closures that are as many as the places with sizes told before, in their order.

    "L arm 1.4 cm, back 2.4 cm, R cheek 0.9 cm. Layered closures 3.0, 4.0 and 2.0 cm".
    """
    if len(frame.get("length")) != len(group) or set(frame.slots) - _OF_CLOSURES or not frame.get("closure"):
        return False
    if any(not (one.get("site") and one.get("length")) or set(one.slots) - _PLACE_AND_SIZE for one in group):
        return False
    sizes = [size for piece in frame.pieces for size in sizes_of(piece, in_closure=True)]
    return len(sizes) == len(group) and all(one.role == "closure_length_cm" for one in sizes)


_OF_CLOSURES: Final = frozenset({"closure", "length", "feature", "size_role"})
_PLACE_AND_SIZE: Final = frozenset({"site", "length", "size_role", "lesion"})


def _paired(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Join sizes to the places that follow them in brackets, when a list of such stands there."""
    pairs = [at for at in range(len(pieces) - 1) if _is_size_alone(pieces[at]) and _is_place_aside(pieces[at + 1])]
    if len(pairs) < 2:
        return pieces
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        if at - 1 in pairs:
            before = found[-1]
            found[-1] = before._replace(end=piece.end, mentions=before.mentions + piece.mentions)
        else:
            found.append(piece._replace(joint=",") if piece.joint == ")" else piece)
    return found


def _named_alike(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Let lengths without a word of their own measure what the first of their list does."""
    found: list[Piece] = []
    role = ""
    for piece in pieces:
        if role and _is_next(piece):
            piece = piece._replace(mentions=tuple(_as(one, role) for one in piece.mentions))
        else:
            role = _first_role(piece) or (role if not _has_length(piece) else "")
        found.append(piece)
    return found


def _first_role(piece: Piece) -> str:
    """Return what a piece with one length and one place calls it by a word before it, "" for nothing to share."""
    lengths = [one for one in piece.mentions if one.kind == "length"]
    words = [one for one in piece.mentions if one.kind == "size_role" and lengths and one.end <= lengths[0].start]
    if len(lengths) != 1 or not words or lengths[0].value == "margin":
        return ""
    sizes = sizes_of(piece)
    return _SHARED.get(sizes[0].role, "") if len(sizes) == 1 else ""


def _is_next(piece: Piece) -> bool:
    """True for a further place with one length that no word of its own names."""
    lengths = [one for one in piece.mentions if one.kind == "length"]
    if len(lengths) != 1 or lengths[0].value or piece.joint not in _LISTING:
        return False
    kinds = {one.kind for one in piece.mentions}
    return "site" in kinds and not kinds & {"size_role", "closure", "technique"}


def _as(one: Mention, role: str) -> Mention:
    return one._replace(value=role) if one.kind == "length" else one


def _has_length(piece: Piece) -> bool:
    return "length" in [one.kind for one in piece.mentions]


def _is_size_alone(piece: Piece) -> bool:
    return _has_length(piece) and not any(one.kind == "site" for one in piece.mentions)


def _is_place_aside(piece: Piece) -> bool:
    kinds = {one.kind for one in piece.mentions}
    return piece.joint in ("(", "[") and "site" in kinds and kinds <= _OF_PLACE
