"""The marks with which items of a list begin: "1.", "A)", "-", "Problem 2:", and diseases with their codes."""

import re
from typing import Final

_ITEM: Final = re.compile(
    r"[ \t]*(?:(?:\(|\[(?=\d))?(\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)\]]|([-*+>])|\[[ xX]?\])[ \t]+(?=\S)"
    r"|[ \t]*(?P<dashed>(?:\d{1,2}|[A-H])(?=[ \t]+-[ \t]+[A-Za-z])|\d{1,2}(?=:[ \t]+[A-Z][A-Za-z]))(?:[ \t]+-|:)[ \t]+"
    r"|[ \t]*(?i:prob(?:lem)?|issue|concern)[ \t]*(?i:no\.?[ \t]*|#[ \t]?)?(?P<problem>\d{1,2})[ \t]*[:.)-][ \t]+(?=\S)"
)
_CODE: Final = re.compile(r"\((?:ICD-?10:? ?)?[A-TV-Z]\d\d(?:\.\w{1,4})?\)[ \t]*[:-]")
_ITEM_OR_CODED: Final = re.compile(rf"{_ITEM.pattern}|(?=[A-Z][A-Za-z ,/-]{{2,60}}{_CODE.pattern})")
"""The mark of an item, or an item that is a disease with its code."""

_WORDS_OF_MARKS: Final = frozenset({"pr", "is", "\u0131s", "co", *(f"{a}{b}" for a in "ivx" for b in "ivx")})
"""With which letters a mark of more than one letter begins."""


class ItemMarks:
    """The marks of the items of a note."""

    __slots__ = ("_has_codes", "_text")

    def __init__(self, text: str) -> None:
        self._text, self._has_codes = text, _CODE.search(text) is not None

    def at(self, start: int, end: int) -> re.Match[str] | None:
        """Return the mark that begins characters [start, end)."""
        text = self._text
        if self._has_codes:
            return _ITEM_OR_CODED.match(text, start, end)
        begin = text[start : start + 2]
        is_word = begin.isalpha() and begin.lower() not in _WORDS_OF_MARKS
        return None if is_word else _ITEM.match(text, start, end)
