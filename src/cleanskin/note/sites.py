"""Places on the body as a note names them: the site of the pack's table, its side, and finer directions.

"right medial shoulder", "L nasal ala", "forearm (R)", "upper mid back", "left 2nd toe", "right and left shins".  The
words of sites come from the pack and from `terms/site_words.tsv`, the words of sides from `terms/sides.tsv`.
"""

from collections.abc import Sequence, Set
from functools import cache
from typing import Final, NamedTuple

from cleanskin.note.finding import Keyed, Match
from cleanskin.note.named_parts import made
from cleanskin.note.terms import END, lexicon, stem
from cleanskin.record.encounter import Side
from cleanskin.reference.dermatology.sites import sites

_DIRECTIONS: Final = frozenset(
    word
    for line in (
        "upper lower mid middle medial lateral distal proximal anterior posterior dorsal volar ventral inner outer",
        "central superior inferior superolateral superomedial inferolateral inferomedial paraspinal superficial",
        "external internal extensor flexor radial ulnar paramedian frontal occipital parietal cutaneous plantar ant",
        "post med lat sup inf dist prox far near distolateral posterolateral anterolateral anteromedial posteromedial",
        "dorsolateral glabrous hairbearing hair bearing exposed great big little small",
    )
    for word in line.split()
)
"""Words between a side and its site."""

_AND: Final = frozenset({"and", "&", "/", "+"})
_JOINING: Final = frozenset({*_AND, ",", "or"})
_LINKS: Final = frozenset({"the", "of", "her", "hi", "his"})
ABBREVIATED_MAX: Final = 2
"""Most letters of a side's abbreviation, whose point ends no sentence."""

_EACH: Final = "each"
"""The word for both of a pair that stands before it only."""

_STOPS: Final[tuple[list[str], ...]] = ([], [","], [";"], ["."], [")"], [":"])
_TURNED: Final = ("ed", "ing")


class Place(NamedTuple):
    """A site found in the keys [first, last), with its side and the directions written before it."""

    site: str
    side: Side
    first: int
    last: int
    attributes: tuple[str, ...] = ()


class _Sided(NamedTuple):
    """Where the words of a side stand."""

    side: Side
    first: int
    last: int


def places(
    words: Keyed, text: str, matches: Sequence[Match], found_sides: Sequence[Match], begins: Set[int]
) -> list[Place]:
    """Return the sites among the matches with their sides; `found_sides` are the words of sides, hidden or not.

    `begins` are the keys with which sentences begin: what stands before them says nothing of a place behind.
    """
    sided = {one.first: one for one in _sides(words, found_sides)}
    ends = {one.last: one for one in sided.values()}
    found: list[Place] = []
    starts = {match.first for match in matches if match.term.kind == "site"}
    named = {match.first: match.last for match in matches if match.term.kind == "condition"}
    drugs = {(match.first, match.last) for match in matches if match.term.kind == "drug"}  # ALA
    for match in matches:
        if match.term.kind != "site":
            continue
        if (match.first, match.last) in drugs and text[words.starts[match.first] : words.ends[match.first]].isupper():
            continue
        if not _is_turned(words, text, match):
            found.append(_place(words, text, match, sided, ends, starts, named, found, begins))
    return found


def _place(
    words: Keyed,
    text: str,
    match: Match,
    sided: dict[int, _Sided],
    ends: dict[int, _Sided],
    starts: set[int],
    named: dict[int, int],
    before: Sequence[Place],
    begins: Set[int],
) -> Place:
    first, directions, side = _leftwards(words, match.first, ends, begins)
    last = match.last
    if not side:
        inside = next((sided[at] for at in range(match.first, match.last) if at in sided), None)
        side = inside.side if inside else ""
    if not side:
        side, last = _rightwards(words, match.last, sided, starts)
        side, last = ("", match.last) if not begins.isdisjoint(range(match.last, last)) else (side, last)
    if not side and match.last in named:
        side = _behind_name(words, named[match.last], sided)
    attributes = [*directions]
    site = _finer(words, match, directions)
    if not side and before and _is_joined(words, before[-1].last, first) and before[-1].side and _has_sides(site):
        side = before[-1].side
        attributes.append("side_carried")
    if _is_plural(words, text, match):
        attributes.append("plural")
    return made(Place, (site, side, first, last, tuple(attributes)))


def _leftwards(words: Keyed, at: int, ends: dict[int, _Sided], begins: Set[int]) -> tuple[int, list[str], Side]:
    """Walk from a site to the left over directions to its side; two sides joined by "and" are both."""
    directions: list[str] = []
    first = at
    side: Side = ""
    while at > 0 and at not in begins:
        key = words.keys[at - 1]
        if at in ends and not side:
            one = ends[at]
            first, side = one.first, one.side
            joined = first > 1 and words.keys[first - 1] in _JOINING
            other = ends.get(first - 1) if joined else None
            if other is not None and {one.side, other.side} == {"right", "left"}:
                return other.first, directions[::-1], "bilateral"
            at = first
            continue
        if key in _directions():
            directions.append(_directions()[key])
            first = at - 1
        elif key not in _LINKS or side:
            break
        at -= 1
    return first, directions[::-1], side


_ON_THE: Final = ["on", "the"]
_LEFT_SO: Final = (["alone"], ["untreated"], ["open"], ["intact"])
"""Words behind "left" with which it tells no side."""


def _rightwards(words: Keyed, at: int, sided: dict[int, _Sided], starts: set[int]) -> tuple[Side, int]:
    """Read a side written after its site: "cheek, right", "forearm (R)", "shoulder L"; not one of the next site."""
    reached = at
    while (
        reached not in sided and words.keys[reached : reached + 1] in ([","], ["("], ["-"], [":"]) and reached - at < 2
    ):
        reached += 1
    on_the = words.keys[reached : reached + 2] == _ON_THE  # "the big toe on the right"
    one = sided.get(reached + len(_ON_THE) if on_the else reached)
    if one is None or words.keys[one.first] == _EACH:  # "the cheek, each 0.5 cm"
        return "", at
    if words.keys[one.last : one.last + 1] in _LEFT_SO:
        return "", at  # "2 near the nipple left alone"
    if reached > at and words.keys[one.first] == "both" and words.keys[one.last : one.last + 1] not in _STOPS:
        return "", at  # "a biopsy of the chin and of the calf, both for diagnosis"
    following = one.last
    while following not in starts and following < len(words.keys) and words.keys[following] in _directions():
        following += 1
    if (
        one.first in starts
        or following in starts
        or (following < len(words.keys) and words.keys[following] in (*_AND, "or") and following + 1 in sided)
    ):
        return "", at
    if words.starts[one.first] - words.ends[at - 1] > 4 and not on_the:
        return "", at
    return one.side, one.last


def _behind_name(words: Keyed, at: int, sided: dict[int, _Sided]) -> Side:
    """Read a side that stands alone behind the name of what is at a site: "foot lipoma, left, 1 cm"."""
    one = sided.get(at + 1) if words.keys[at : at + 1] == [","] else None
    if one is None or words.keys[one.first] == _EACH:
        return ""
    return one.side if words.keys[one.last : one.last + 1] in ([","], [";"], ["."], []) else ""


def _finer(words: Keyed, match: Match, directions: Sequence[str]) -> str:
    """Return the finer site that a direction before a site names: upper + back, lower + lip, dorsal + hand."""
    base = match.term.value
    for direction in directions:
        node = lexicon().root.get(stem(direction))
        for key in words.keys[match.first : match.last]:
            node = node.get(key) if node else None
        for term in (node or {}).get(END, ()):
            if term.kind == "site":
                return str(term.value)
    return base


def _sides(words: Keyed, matches: Sequence[Match]) -> list[_Sided]:
    """The words of sides, the longest at each place; a lone "l" or "r" in small letters counts as well."""
    found: list[_Sided] = []
    for match in matches:
        if not found or match.first >= found[-1].last:
            last = match.last
            is_short = words.ends[last - 1] - words.starts[match.first] <= ABBREVIATED_MAX
            if is_short and words.keys[last : last + 1] == ["."]:  # R. cheek
                last += 1
            found.append(made(_Sided, (match.term.value, match.first, last)))
    taken = {one.first for one in found}
    for at, key in enumerate(words.keys):
        if key in ("l", "r") and at not in taken and words.ends[at] - words.starts[at] == 1:
            last = at + 2 if words.keys[at + 1 : at + 2] == ["."] else at + 1
            found.append(_Sided("right" if key == "r" else "left", at, last))
    return found


def _is_joined(words: Keyed, end: int, first: int) -> bool:
    """True when only "and" stands between two sites."""
    return first - end == 1 and words.keys[end] in _AND


def _is_turned(words: Keyed, text: str, match: Match) -> bool:
    """True for a verb made of a site's word: handed, facing, backed."""
    written = text[words.starts[match.last - 1] : words.ends[match.last - 1]].lower()
    return match.last == match.first + 1 and written.endswith(_TURNED) and not words.keys[match.first].endswith(_TURNED)


def _is_plural(words: Keyed, text: str, match: Match) -> bool:
    written = text[words.starts[match.last - 1] : words.ends[match.last - 1]].lower()
    return written in ("feet", "axillae", "alae") or (
        written.endswith("s") and written[-2:] not in ("us", "is", "ss", "ns")
    )


def _has_sides(site: str) -> bool:
    held = sites().get(site)
    return held is not None and held.has_sides


@cache
def _directions() -> dict[str, str]:
    return {stem(word): word for word in sorted(_DIRECTIONS)}
