"""Numbers in brackets: marks of a list's items ("(1) ... (2) ..."), or counts of what stands before them."""

import re
from typing import Final

_IN_BRACKETS: Final = re.compile(r"\((\d{1,2})\)")
_NAMES_NOTHING: Final = re.compile(r"[ \t]*(?:[.,;:)\n]|and\b|$)")
"""What behind a number in brackets says that it is no item's mark."""

_COUNTED_BEFORE: Final = re.compile(
    r"(?:\b(?:lesion|wart|tag|keratosis|papule|nodule|cyst|mole|nevus|spot|site|biopsy|verruca)"
    r"|\b[A-Z]{2,4}s?|\b[A-Za-z][a-z]{2,}s|[Kk]eratoses|[Nn]evi)[ \t]$"
)
"""A name for what is counted right before a number in brackets: "AKs (4) left cheek" begins no list."""


def is_count(text: str, start: int) -> bool:
    """True for a number in brackets that counts what stands before it: "AKs (4)", "forehead (2), temple (1)"."""
    line, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    marks = list(_IN_BRACKETS.finditer(text, line, end if end >= 0 else len(text)))
    if not marks:
        return False  # "(1." is no number in brackets
    if len(marks) == 1:
        return _COUNTED_BEFORE.search(text, max(0, start - 24), start) is not None
    is_list = [int(one[1]) for one in marks] == list(range(1, len(marks) + 1))
    return not is_list or _NAMES_NOTHING.match(text, marks[-1].end()) is not None
