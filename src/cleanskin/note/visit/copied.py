"""What a note copies from an earlier one: "HPI copied: ...", "(copied forward: 'three AKs frozen')"."""

import re
from typing import Final

from cleanskin.note.sought import Opening

_QUOTED: Final = re.compile("\\s*(?:\"[^\"\\n]*\"|'[^'\\n]*'(?!\\w)|\u201c[^\u201d\\n]*\u201d)")
_COPY_ENDS: Final = re.compile(r"\.(?=\s|$)")
_BRACKET_ENDS: Final = re.compile(r"[\])]")
_HEADING: Final = re.compile(r".{0,12}(?:\b\w+ )?")
"""What stands before the words for copying that head their line: "HPI copied: ...", "Consultation summary, ..."."""

HEADS_COPY: Final = Opening(
    r"[^\n:.]{0,50}\((?:carried|copied|pulled)(?: forward| over)?\)[^\w\n]*$"
    r"|[ \t]*[-=*_~#>]{1,2}[ \t]*(?:carried|copied|pasted|imported|pulled)\b[^\n:]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
    told=r"\b(?:carried|copied|pasted|imported|pulled)\b",
    after="\n",
)
"""A line over a block that is copied: "Plan (carried forward)", "-- copied from May"."""


def copied(text: str, words: re.Match[str]) -> tuple[int, int]:
    """Return what is copied from an earlier note: what is quoted, else the line that it begins, else the statement."""
    line = text.find("\n", words.end())
    line = line if line >= 0 else len(text)
    quoted = _QUOTED.match(text, words.end(), line)
    if quoted:
        return quoted.span()
    begins_line = _HEADING.fullmatch(text, text.rfind("\n", 0, words.start()) + 1, words.start()) is not None
    ends = _BRACKET_ENDS if text[words.start() - 1 : words.start()] in ("(", "[") else _COPY_ENDS
    after = None if begins_line else ends.search(text, words.end(), line)
    return words.end(), after.start() if after else line
