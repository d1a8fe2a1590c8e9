"""A note's sentences cut into pieces: the stretches between commas, "and" and the like, with their mentions."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from cleanskin.note.folded import folded
from cleanskin.note.mention import MarkedText, Mention, Sentence
from cleanskin.note.named_parts import made

_JOINT: Final = re.compile(
    r"[;:()\[\]+&,|/\-atpwfbhe](?:(?<=[;:()\[\]+&])|(?<=,)(?!\d)|(?<=\s[-|])(?=\s)|(?<=\d\s/)(?=\s)|(?<=[A-Za-z]/)(?=[A-Za-z])"
    r"|(?<=\b[atpwfbhe])(?:(?<=w)/(?=\s|\d)|(?:(?<=a)(?:nd|fter)|(?<=t)hen|(?<=p)lus|(?<=w)(?:ith|hile)"
    r"|(?<=f)ollowed by|(?<=b)(?:efore|ut)|(?<=h)owever|(?<=e)xcept(?:ing|\sfor)?)\b))",
    re.IGNORECASE,
)  # beginning with all signs and letters of which a joint can be made: others are passed over at once
"""What may stand between two things said of lesions."""

_ALWAYS: Final = ";:()[]+&"
_SIGNS: Final = (*_ALWAYS, ",", "-", "|", "/")
"""The signs among them; those not of `_ALWAYS` only beside some others."""

_JOINING: Final = (
    "and", "after", "then", "plus", "with", "while", "followed by", "before", "but", "however", "except", "excepting",
)  # fmt: skip
"""The words among them; "for" behind "except" belongs to it."""

_NEEDLES: Final = tuple((joining, f" {joining} ") for joining in _JOINING)
"""The joining words as they stand between others."""

_PLAIN_ENDS: Final = frozenset(".;:!?)\n ")
"""Signs at the end of a sentence behind which no joint of it is cut off."""

_MARK: Final = re.compile(r"\s*\(?(\d{1,2}|[A-Za-z])[.)]\s*")
"""The mark of a list's item that stands alone."""

_MARK_LENGTH: Final = 64
"""In so many characters of a sentence its mark begins, behind what spaces may stand before it."""

OPENING, CLOSING = "([", ")]"


_USED: Final = frozenset(
    [
        "technique",
        "closure",
        "feature",
        "mohs",
        "size_role",
        "noun",
        "service",
        "service_detail",
        "drug",
        "medication",
        "pathology",
        "suspicion",
        "condition",
        "site",
        "trigger",
        "cosmetic_signal",
        "count",
        "length",
        "area",
        "volume",
        "dose",
        "concentration",
        "time",
        "energy",
        "percent",
    ]
)
"""Kinds of mentions that say something of lesions, services or drugs."""


class Piece(NamedTuple):
    """Characters [start, end) between two joints; `joint` is the word or sign before it, in lower case.

    `depth` is 1 inside brackets.  `sentence` counts from 0; `mentions` are those that begin in the piece, `text` is the
    whole note.
    """

    start: int
    end: int
    joint: str
    depth: int
    sentence: int
    mentions: tuple[Mention, ...]
    text: str


Told = tuple[Sentence, list[Piece]]
"""A sentence with its pieces."""


def pieces_by_sentence(marked: MarkedText) -> Iterator[Told]:
    """Yield each sentence that says anything with its pieces; pieces without mentions are left out."""
    mentions, at = marked.mentions, 0
    item, item_until = "", -1
    for number, sentence in enumerate(marked.sentences):
        first = at
        head = marked.text[sentence.start : sentence.start + _MARK_LENGTH].lstrip()[:4]
        may_be_mark = "." in head or ")" in head or not head
        mark = _MARK.fullmatch(marked.text, sentence.start, sentence.end) if may_be_mark else None
        if mark:
            line = marked.text.find("\n", sentence.end)
            item, item_until = mark[1], line if line >= 0 else len(marked.text)
        elif not sentence.item and sentence.start < item_until:
            sentence = sentence._replace(item=item)
        while at < len(mentions) and mentions[at].start < sentence.end:
            at += 1
        held = [one for one in mentions[first:at] if one.kind in _USED]
        if held and not mark:
            yield sentence, _cut(marked.text, sentence, number, _one_reading(held, mentions))


def _one_reading(mentions: Sequence[Mention], all_mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Leave one meaning to words that have two.

    Letters that are a drug in capitals and a place in small ones (ALA, ala), and places that are but part of a name
    ("digital block", "forehead flap").  The place in a flap's name stands when the note tells no other.
    """
    named = [one for one in mentions if one.kind == "condition" and " " in one.words]
    if named:  # "intramuscular lipoma" is no injection
        mentions = [one for one in mentions if one.kind != "service" or not any(_is_part(one, name) for name in named)]
    names = [one for one in mentions if one.kind in ("service", "closure", "drug")]
    if not names or not any(one.kind == "site" for one in mentions):
        return mentions
    places = {(one.start, one.end) for one in mentions if one.kind == "site"}
    kept = [one for one in mentions if not any(_yields(one, name) for name in names)]
    if any(one.value in _OF_NEIGHBORS for one in names) and not any(
        _is_place_apart(one, names) for one in all_mentions
    ):
        kept = list(mentions)
    return [one for one in kept if not _is_small_place(one, places)]


_OF_NEIGHBORS: Final = frozenset({"flap_advancement", "flap_rotation", "flap_transposition"})
"""Flaps of the skin beside the wound: the place in their name is the wound's, or next to it."""


def _is_place_apart(mention: Mention, names: Sequence[Mention]) -> bool:
    return mention.kind == "site" and not any(one.start <= mention.start and mention.end <= one.end for one in names)


def _is_part(mention: Mention, name: Mention) -> bool:
    """True when a mention's words are the beginning of a longer name."""
    return mention.start == name.start and mention.end < name.end


def _is_small_place(mention: Mention, places: Set[tuple[int, int]]) -> bool:
    """True for a drug or its service in small letters that are the name of a place ("ala")."""
    is_drug = mention.kind in ("drug", "service") and (mention.start, mention.end) in places
    return is_drug and not mention.words.isupper()


def _yields(mention: Mention, name: Mention) -> bool:
    """True when a mention is no fact of its own beside a name that covers its words."""
    if name.value == "flap_interpolated" and mention.kind == "site" and mention.start < name.start < mention.end:
        return mention.end <= name.end  # "left paramedian forehead flap"
    if not (name.start <= mention.start and mention.end <= name.end):
        return False
    if (mention.start, mention.end) != (name.start, name.end):
        return mention.kind == "site" and (name.kind == "closure" or name.value == "nerve_block")
    return name.kind == "drug" and mention.kind == "site" and name.words.isupper()


_Joints = list[tuple[int, int, str]]


def _joints_of(text: str, sentence: Sentence) -> _Joints:
    """Return the joints of a sentence: where each begins and ends, and what it is, in small letters."""
    if text.isascii() and text[sentence.end - 1] in _PLAIN_ENDS:
        joints, starts = _joints(text)
        found = joints[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if not found or found[-1][1] <= sentence.end:
            return found
    return [(one.start(), one.end(), one[0].lower()) for one in _JOINT.finditer(text, sentence.start, sentence.end)]


@lru_cache(maxsize=2)
def _joints(text: str) -> tuple[_Joints, list[int]]:
    """Return the joints of a whole text of plain ASCII, found by their words, and where they begin."""
    low, words = folded(text).low, folded(text).words
    found: _Joints = []
    for sign in _SIGNS:
        start = low.find(sign)
        while start >= 0:
            after = low[start + 1 : start + 2]
            if sign == "/":
                _add_slash(found, low, start, after)
            elif sign in _ALWAYS or (not after.isdigit() if sign == "," else _stands_alone(low, start, after)):
                found.append((start, start + 1, sign))
            start = low.find(sign, start + 1)
    for joining, needle in _NEEDLES:
        start = words.find(needle)
        while start >= 0:
            end = start + len(joining)
            if joining == "except" and low[end : end + 1].isspace() and words.startswith("for ", end + 2):
                end += 4
            if " " not in joining or low.startswith(joining, start):
                found.append((start, end, low[start:end]))
            start = words.find(needle, start + 1)
    found.sort()
    return found, [one[0] for one in found]


def _stands_alone(low: str, place: int, after: str) -> bool:
    """True for a sign between spaces."""
    return after.isspace() and place > 0 and low[place - 1].isspace()


def _add_slash(found: _Joints, low: str, place: int, after: str) -> None:
    """Add a slash between two letters, behind a number between spaces, or behind the "w" that it makes "with"."""
    before = low[place - 1 : place] if place else ""
    if before.isalpha() and after.isalpha():
        found.append((place, place + 1, "/"))
    elif before == "w" and (after.isspace() or after.isdigit()) and not _is_of_word(low[max(0, place - 2) : place - 1]):
        found.append((place - 1, place + 1, "w/"))
    elif _stands_alone(low, place, after) and place > 1 and low[place - 2].isdigit():
        found.append((place, place + 1, "/"))


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _cut(text: str, sentence: Sentence, number: int, mentions: Sequence[Mention]) -> list[Piece]:
    """Cut one sentence at its joints, save at those inside a mention."""
    pieces: list[Piece] = []
    start, joint, depth, at = sentence.start, "", 0, 0
    starts, reach = [one.start for one in mentions], _reaches(mentions)
    for begin, end, sign in _joints_of(text, sentence):
        if _is_covered(begin, starts, reach):
            continue
        if sign == "," and (_parts_adjectives(mentions, at, begin) or _parts_number(mentions, at, begin, text)):
            continue
        if sign == ":" and _is_number_of_place(mentions, at, begin, text):
            continue
        at = _add(pieces, mentions, at, (start, begin), joint, depth, number, text)
        if sign in OPENING:
            depth += 1
        elif sign in CLOSING:
            depth = max(0, depth - 1)
        start, joint = end, sign
    _add(pieces, mentions, at, (start, sentence.end), joint, depth, number, text)
    return _labeled(pieces) if any(one.joint == ":" for one in pieces) else pieces


def _parts_adjectives(mentions: Sequence[Mention], at: int, comma: int) -> bool:
    """True for a comma between what is said of counted lesions before their name: "four inflamed, itching SKs"."""
    end = at
    while end < len(mentions) and mentions[end].start < comma:
        end += 1
    if end - at < 2 or end == len(mentions) or mentions[end - 1].end != comma:
        return False
    before = {one.kind for one in mentions[at:end]}
    return before == {"count", "trigger"} and mentions[end].kind == "trigger" and mentions[end].start <= comma + 2


_NAMED: Final = frozenset({"condition", "trigger", "site"})
_NUMBER_ENDS: Final = re.compile(r"\s*(?:[:;(]|-\s|\u2013|$|\n)")


def _parts_number(mentions: Sequence[Mention], at: int, comma: int, text: str) -> bool:
    """True for a comma between a name or place and its number alone: "AKs, 2: cryo", "AKs, top of scalp, 3: LN2"."""
    end = at
    while end < len(mentions) and mentions[end].start < comma:
        end += 1
    if end == at or end == len(mentions) or not {one.kind for one in mentions[at:end]} <= _NAMED:
        return False
    name, number = mentions[end - 1], mentions[end]
    is_next = name.end == comma and 0 <= number.start - comma - 1 <= 1 and number.kind == "count"
    return is_next and number.unit in ("", "lesion") and _NUMBER_ENDS.match(text, number.end) is not None


_PLACE_NUMBER_ENDS: Final = re.compile(r"\s*(?:[;,.]?\s*(?:$|\n)|[;,.](?!\d))")


def _is_number_of_place(mentions: Sequence[Mention], at: int, colon: int, text: str) -> bool:
    """True for a colon between a place alone and its number alone: "right axilla: 5, left axilla: 4"."""
    if at + 1 >= len(mentions):
        return False
    place, number = mentions[at], mentions[at + 1]
    is_next = place.kind == "site" and place.end == colon and 0 <= number.start - colon - 1 <= 1
    is_bare = number.kind == "count" and number.unit in ("", "lesion") and not number.value
    return is_next and is_bare and _PLACE_NUMBER_ENDS.match(text, number.end) is not None


_LABELS: Final = frozenset({"size_role", "mohs", "technique", "noun", "feature", "closure"})


def _labeled(pieces: list[Piece]) -> list[Piece]:
    """Join a label to what follows its colon: "Final defect: 1.8 x 1.6 cm"."""
    found: list[Piece] = []
    for one in pieces:
        before = found[-1] if found else None
        if before and one.joint == ":" and _is_label(before):
            found[-1] = before._replace(end=one.end, mentions=before.mentions + one.mentions)
        else:
            found.append(one)
    return found


def _is_label(piece: Piece) -> bool:
    """True when a piece only names what the number after it measures."""
    kinds = {one.kind for one in piece.mentions}
    return ("size_role" in kinds and kinds <= _LABELS) or kinds == {"pathology"}


def _add(
    pieces: list[Piece],
    mentions: Sequence[Mention],
    at: int,
    span: tuple[int, int],
    joint: str,
    depth: int,
    number: int,
    text: str,
) -> int:
    """Add the piece of that span when mentions begin before its end; return where the next piece's mentions begin."""
    first, (start, end) = at, span
    while at < len(mentions) and mentions[at].start < end:
        at += 1
    for begin in _next_counted(mentions, first, at):
        told = tuple(mentions[first:begin])
        pieces.append(made(Piece, (start, mentions[begin].start, joint, depth, number, told, text)))
        start, joint, first = mentions[begin].start, ",", begin
    if at > first:
        pieces.append(made(Piece, (start, end, joint, depth, number, tuple(mentions[first:at]), text)))
    return at


def _next_counted(mentions: Sequence[Mention], first: int, end: int) -> Iterator[int]:
    """Yield where the next counted lesions begin that nothing parts from those before.

    "2 AK cheek 1 wart thumb"; "temples R 2 L 3".
    """
    if end - first > _PLACES_MIN:
        yield from _next_place(mentions, first, end)
    named = ""
    for at in range(first, end - 1):
        count, name = mentions[at], mentions[at + 1]
        if count.kind != "count" or name.kind != "condition" or count.value or name.start - count.end != 1:
            continue
        if named and named != name.value and mentions[at - 1].kind == "site":
            yield at
        named = name.value


_PLACES_MIN: Final = 3
"""Two places and their numbers are at least one more than so many mentions."""


def _next_place(mentions: Sequence[Mention], first: int, end: int) -> Iterator[int]:
    """Yield where the next place with its number begins, when places stand before their numbers."""
    order = next((one.kind for one in mentions[first:end] if one.kind in ("site", "count")), "")
    for at in range(first + 2, end - 1 if order == "site" else first):
        place, number = mentions[at], mentions[at + 1]
        if (
            place.kind == "site"
            and number.kind == "count"
            and mentions[at - 1].kind == "count"
            and mentions[at - 2].kind == "site"
            and 0 < place.start - mentions[at - 1].end <= _GAP_MAX
            and number.start - place.end <= _GAP_MAX
        ):
            yield at


_GAP_MAX: Final = 3
"""Most characters between a place, its number, and the next place in such a list."""


def _reaches(mentions: Sequence[Mention]) -> list[int]:
    """The furthest end of the mentions up to each one."""
    found: list[int] = []
    reach = 0
    for one in mentions:
        if one.end > reach:
            reach = one.end
        found.append(reach)
    return found


def _is_covered(place: int, starts: Sequence[int], reach: Sequence[int]) -> bool:
    """True when some mention begins before `place` and ends after it; `starts` and `reach` are of the mentions."""
    low = bisect_right(starts, place)
    return low > 0 and reach[low - 1] > place
