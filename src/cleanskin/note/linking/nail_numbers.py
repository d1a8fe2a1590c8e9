"""How many nails are treated, told digit by digit: "R 1-5, L 1, 2, 5 = 8", "toenails L 1-3"."""

import re
from typing import Final

from cleanskin.note.linking.held import Held

_DIGITS: Final = r"[1-5](?!\s*(?:mm|cm|\.\d))(?:\s?[-\u2013]\s?[1-5])?\b"
_LISTED: Final = re.compile(
    r"\b(?:R|L|right|left|rt|lt)(?:\b|(?<=[RrLl])(?=[1-5]\b))\W{0,3}"
    rf"(?:(?:foot|toe ?nails?|toes?|nails?|digits?)\W{{1,3}})?"
    rf"(?P<digits>{_DIGITS}(?:\s*(?:,|&|\+|\band\b)\s*{_DIGITS})*)",
    re.IGNORECASE,
)
"""Digits of one foot or hand by their numbers."""

_BEHIND: Final = re.compile(
    rf"(?<![\w.])#?(?P<digits>{_DIGITS}(?:\s*(?:,|&|\+|\band\b)\s*{_DIGITS})*)\s*\(?"
    r"(?:(?:on|of|in)\s+)?(?:the\s+)?(?P<side>right|left|bilat(?:eral(?:ly)?)?|b/l|both\s+feet|rt|lt|R|L)(?![\w/])",
    re.IGNORECASE,
)
"""Digits before their side: "nails 1-5 right and 1-3 left", "toenails 1-5 bilaterally"."""

_ONE: Final = re.compile(r"([1-5])(?:\s?[-\u2013]\s?([1-5]))?")
_SUM: Final = re.compile(r"[\s)]*=\s*(\d{1,2})\b")


def nails_listed(held: Held) -> int:
    """Return the nails that a service's sentences name by side and number, 0 when none does; a sum told goes first."""
    text = held.around[0].text
    found = 0
    for first, last in _stretches(held):
        listed = list(_LISTED.finditer(text, first, last))
        told = _SUM.match(text, listed[-1].end(), last) if listed else None
        behind = sum(
            _digits(one["digits"]) * (1 + (one["side"][0] in "bB")) for one in _BEHIND.finditer(text, first, last)
        )
        found += int(told[1]) if told else max(behind, sum(_digits(one["digits"]) for one in listed))
    return found


def _stretches(held: Held) -> list[tuple[int, int]]:
    """Return from where to where the words of a service go: from the start of each line to its last piece."""
    found: dict[int, tuple[int, int]] = {}
    for piece in held.around:
        line = piece.text.rfind("\n", 0, piece.start) + 1
        found[line] = (line, max(found.get(line, (line, 0))[1], piece.end))
    return list(found.values())


def _digits(words: str) -> int:
    """Return how many digits a list such as "1-3, 5" names."""
    return sum(max(1, int(to or first) - int(first) + 1) for first, to in _ONE.findall(words))
