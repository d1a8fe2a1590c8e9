"""Expressions that are tried only where what each of their matches holds is found."""

import re
from collections.abc import Iterator
from typing import Final

from cleanskin.note.sought import LAST, Sought


class Holding:
    """An expression whose matches hold a match of `told`, which is looked for first."""

    def __init__(self, pattern: str, flags: int = 0, *, told: str) -> None:
        self.expression: Final = re.compile(pattern, flags)
        self._told: Final = Sought(told, flags)

    def match(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the match at the beginning of characters [start, end)."""
        return self.expression.match(text, start, end) if self._told.search(text, start, end) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a text."""
        return self.expression.finditer(text) if self._told.search(text) else iter(())
