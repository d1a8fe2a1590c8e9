"""Notes of the ICD-10-CM tabular list: which codes a note names, and how its words narrow them.

A note names codes in brackets, "melanoma in situ (D03.-)", seldom in its running text.  Words after the codes may
narrow them, "(T36-T50 with fifth or sixth character 5)"; the record type `CodeNote` says how that is kept.
"""

import re
from collections.abc import Sequence

from cleanskin.record.diagnosis_code import CodeNote

_ATOM = r"[A-Z](?:\d[0-9A-Z]|[A-Z]\d)(?:\.[0-9A-Z]{1,4})?(?![0-9A-Za-z])"
_NAMED = re.compile(rf"\b({_ATOM})(?:\.?-?\s*(?:-|\bto\b)\s*({_ATOM})|(\.?-))?")
_BRACKET = re.compile(r"\(([^()]*)\)")
_LEADS_IN = re.compile(r"\b(?:to|in|categor(?:y|ies)|codes?|see)\s*$")
_ORDINALS = {"fifth": "5", "5th": "5", "six": "6", "sixth": "6", "6th": "6", "seventh": "7", "7th": "7"}
_ORDINAL = "|".join(_ORDINALS)
_BY_POSITION = re.compile(
    rf"({_ORDINAL})(?:\s+(or|to)\s+({_ORDINAL}))?[\s-]characters?\s+\.?([0-9A-Z](?:[0-9A-Z,\s-]|or)*)$"
)
_BY_END = re.compile(r"final characters?\s+-?([0-9A-Z]{1,3})$")
_AFTER_POINT = re.compile(r"(?:final characters )?((?:\.[0-9A-Z]+[-.,]*(?: or)? ?)+)$")


def code_note(text: str, inside_out: Sequence[str] = ()) -> CodeNote:
    """Read one note.

    `inside_out` are the categories whose place in the list is not that of their spelling (C4A stands between C43 and
    C44): they are added where a range of the note encloses them.
    """
    text = " ".join(text.split())
    brackets = [bracket for bracket in _BRACKET.findall(text) if _NAMED.search(bracket)]
    codes: list[str] = []
    narrowed: list[str] = []
    for bracket in brackets:
        codes += [_spelled(match) for match in _NAMED.finditer(bracket)]
        narrowed += _narrowing(bracket)
    if not brackets:
        codes = [_spelled(match) for match in _NAMED.finditer(text) if _is_reference(text, match)]
        narrowed = _narrowing(text) if codes else []
    codes += [category for category in inside_out if any(_encloses(code, category) for code in codes)]
    return CodeNote(text, tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(narrowed)))


def out_of_order(categories: Sequence[str]) -> dict[str, str]:
    """Return the categories that the list does not keep in the order of their spelling, with the one before each."""
    found: dict[str, str] = {}
    previous = ""
    for category in categories:
        if category[2:3].isalpha():
            found[category] = previous
        else:
            previous = category
    return found


def enclosed(notes: Sequence[CodeNote], before: dict[str, str]) -> tuple[CodeNote, ...]:
    """Add the categories of `out_of_order` to the notes whose ranges enclose them in the list's own order."""
    return tuple(_with_enclosed(note, before) for note in notes)


def _with_enclosed(note: CodeNote, before: dict[str, str]) -> CodeNote:
    added = [
        category
        for category, neighbour in before.items()
        if category not in note.codes and any(_encloses(code, neighbour) for code in note.codes)
    ]
    return CodeNote(note.text, (*note.codes, *added), note.only_with) if added else note


def _encloses(code: str, category: str) -> bool:
    """True when a range of whole categories holds `category` and goes on after it."""
    first, _, last = code.partition("-")
    return len(first) == 3 and len(last) == 3 and first <= category < last


def _spelled(match: re.Match[str]) -> str:
    first, last, open_end = match.group(1), match.group(2), match.group(3)
    if last:
        return f"{first}-{last}"
    if open_end:
        return f"{first}-" if "." in first else f"{first}.-"
    return first


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """True for a code in running text; "B12" alone may be a vitamin."""
    return "." in match.group() or "-" in match.group() or bool(_LEADS_IN.search(text[: match.start()]))


def _narrowing(text: str) -> list[str]:
    _, found, words = text.partition("with ")
    if not found or not _NAMED.search(text[: len(text) - len(words)]):
        return []
    words = words.strip().rstrip(".")
    if match := _BY_POSITION.match(words):
        first, joint, second, values = match.groups()
        positions = _ORDINALS[first] + (f"{',' if joint == 'or' else '-'}{_ORDINALS[second]}" if second else "")
        return [f"{positions}:{re.sub(r'[, ]*or[, ]*|,[ ]*', ',', values).strip()}"]
    if match := _BY_END.match(words):
        return [f"-{match.group(1)}"]
    if match := _AFTER_POINT.match(words):
        return re.findall(r"\.[0-9A-Z]+", match.group(1))
    return ["?"]
