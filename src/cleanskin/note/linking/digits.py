"""Digits and nails told in a list with one noun: "left great, second and third toenails", "index and ring fingers"."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.reference.dermatology.sites import sites

_NUMBER: Final = {
    **dict.fromkeys(("great", "big", "first", "1st", "hallux", "thumb"), 1),
    **dict.fromkeys(("second", "2nd", "index"), 2),
    **dict.fromkeys(("third", "3rd", "middle", "long"), 3),
    **dict.fromkeys(("fourth", "4th", "ring"), 4),
    **dict.fromkeys(("fifth", "5th", "little", "small", "pinky", "pinkie"), 5),
}  # fmt: skip
_SIDE: Final = r"(?:(?P<side>right|left|rt|lt|r|l)\.?\s+)?"
_NAME: Final = rf"(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))})(?:\s+toe)?"
_JOINT: Final = r"\s*(?:,\s*(?:and\s+|&\s*)?|\band\s+|&\s*|\+\s*)"
_JOINTS: Final = (",", "and", "&", "+")
"""How what joins a list to its noun ends."""

_LIST: Final = re.compile(rf"\b{_SIDE}(?P<list>(?:{_NAME}{_JOINT})+)$", re.IGNORECASE)
_WORD: Final = re.compile(rf"\b{_NAME}", re.IGNORECASE)
_REACH: Final = 70
"""How many characters before a noun its list may begin."""

_SIDES: Final = {"right": "right", "rt": "right", "r": "right", "left": "left", "lt": "left", "l": "left"}


def with_listed_digits(marked: MarkedText) -> MarkedText:
    """Return the note with a place for each digit of such lists."""
    marked = _of_same_limb(_both_of_each(marked))
    digits = [one for one in marked.mentions if one.kind == "site" and _kind(one.value)]
    added: list[Mention] = []
    changed: dict[tuple[int, int], str] = {}
    for one in digits:
        before = marked.text[max(0, one.start - _REACH) : one.start]
        found = _LIST.search(before) if before.rstrip().lower().endswith(_JOINTS) else None
        if found is None:
            continue
        side = _SIDES.get((found["side"] or "").lower(), one.side)
        if not one.side and side:
            changed[one.start, one.end] = side
        shift = max(0, one.start - _REACH)
        for word in _WORD.finditer(found["list"]):
            value = _digit(one.value, _NUMBER[word[0].lower().split()[0]])
            start = shift + found.start("list") + word.start()
            if value and not any(other.start <= start < other.end for other in digits):
                end = start + len(word[0])
                added.append(one._replace(value=value, start=start, end=end, words=word[0], side=side))
    if not (added or changed):
        return marked
    mentions = [
        one._replace(side=changed[one.start, one.end])
        if one.kind == "site" and (one.start, one.end) in changed
        else one
        for one in marked.mentions
    ]
    return marked._replace(mentions=_in_order([*mentions, *added]))


_EACH: Final = re.compile(r"\b(?:each|either)\s+$", re.IGNORECASE)
_EACH_TOLD: Final = Sought(r"\b(?:each|either)\b", re.IGNORECASE)


def _both_of_each(marked: MarkedText) -> MarkedText:
    """Read "each axilla" as both."""
    if not _EACH_TOLD.may_be_in(marked.text):
        return marked
    mentions = [
        one._replace(side="bilateral")
        if one.kind == "site" and not one.side and _is_paired(one.value) and _EACH.search(marked.text[: one.start][-8:])
        else one
        for one in marked.mentions
    ]
    return marked._replace(mentions=mentions)


_SAME: Final = re.compile(r"\s+(?:of|on) the same (?:foot|hand|side|limb|arm|leg)\b", re.IGNORECASE)


def _of_same_limb(marked: MarkedText) -> MarkedText:
    """Give a place "of the same foot" the side of the place told before it."""
    if " same " not in marked.text:
        return marked
    side, mentions = "", list(marked.mentions)
    for at, one in enumerate(mentions):
        if one.kind != "site":
            continue
        if side and not one.side and _SAME.match(marked.text, one.end):
            mentions[at] = one._replace(side=side)
        side = one.side or side
    return marked._replace(mentions=mentions)


def _is_paired(name: str) -> bool:
    held = sites().get(name)
    return held is not None and held.has_sides and not _kind(name)


def _in_order(mentions: Sequence[Mention]) -> Sequence[Mention]:
    return sorted(mentions, key=lambda one: (one.start, one.end))


def _kind(site: str) -> str:
    """Return which kind of digit or nail a site is, "" for none."""
    for kind in ("toenail", "toe", "fingernail", "finger"):
        if site == kind or site.startswith(f"{kind}_"):
            return kind
    return ""


def _digit(site: str, number: int) -> str:
    """Return the digit of that number of the kind of a site."""
    kind = _kind(site)
    if kind in ("finger", "fingernail") and number == 1:
        return "thumb" if kind == "finger" else "thumbnail"
    return f"{kind}_{number}"
