"""Forms in a note: fields under the name of a procedure or lesion ("Procedure 1", "Lesion B") tell of one lesion.

All fields of a form are read as one statement, as a row of a table is, whatever stands between them.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.pieces import Told
from cleanskin.note.mention import Sentence
from cleanskin.note.sentences import LABELED
from cleanskin.note.text import starts_line

_FIELD: Final = re.compile(
    r"[ \t]*[-*]?[ \t]*(?![^:\n]*\b(?:discussed|reviewed|given|explained|advised|instructed|provided|obtained))"
    r"[A-Za-z][A-Za-z /()#.]{1,30}:"
)
"""The name of a field at the start of a line."""

_FIELDS: Final = re.compile(_FIELD.pattern.join(("^", "")), re.MULTILINE)

_NAME: Final = re.compile(r"[ \t]*[-*]?[ \t]*(?:[A-Za-z]+ )?#?(?:\d{1,2}|[A-H]):")
"""A lesion's own name: "Lesion A:"."""


def with_forms(
    sentences: Sequence[Told], served: Sequence[frozenset[str]], text: str
) -> tuple[list[Told], list[frozenset[str]]]:
    """Return the sentences with the fields of each form as one, and the kinds of services of each."""
    found: list[Told] = []
    kinds: list[frozenset[str]] = []
    for (sentence, pieces), kind in zip(sentences, served, strict=True):
        before = found[-1][0] if found else None
        if (
            before is not None
            and before.item == sentence.item
            and _is_field(sentence, text)
            and _may_go_on(before, text)
            and not _begins_next(before, sentence, text)
        ):
            found[-1] = (before._replace(end=sentence.end), [*found[-1][1], *pieces])
            kinds[-1] |= kind
        else:
            found.append((sentence, list(pieces)))
            kinds.append(kind)
    return found, kinds


def is_form(sentence: Sentence, text: str) -> bool:
    """True for the fields of a form put together."""
    return sentence.item.startswith(LABELED) and "\n" in text[sentence.start : sentence.end].strip()


def _is_field(sentence: Sentence, text: str) -> bool:
    start = text.rfind("\n", 0, sentence.start) + 1
    if not starts_line(text, sentence.start) and _NAME.match(text, start):
        return False  # behind "Lesion A: ..., Lesion B: ..." in one line
    return sentence.item.startswith(LABELED) and _FIELD.match(text, start) is not None


def _begins_next(before: Sentence, sentence: Sentence, text: str) -> bool:
    """True for a field that the form has already: the next form begins ("Procedure: arm ... Procedure: leg")."""
    start = text.rfind("\n", 0, sentence.start) + 1
    own = _FIELD.match(text, start)
    first = text.rfind("\n", 0, before.start) + 1
    told = {one[0].strip(" \t-*:").lower() for one in _FIELDS.finditer(text, first, before.end)}
    return own is not None and start > before.start and own[0].strip(" \t-*:").lower() in told


def _may_go_on(before: Sentence, text: str) -> bool:
    """True after another field, and after a name that stands alone on its line."""
    told = text[before.start : before.end].strip()
    return "\n" in told or _FIELD.match(told) is not None or (":" not in told and len(told) < _NAME_LENGTH)


_NAME_LENGTH: Final = 24
"""Most characters of the name of a form: "Procedure 1 of 2"."""
