"""Lines under the items of a list: "1. Actinic keratoses ..." and, on lines of their own, its procedure and its plan.

A line without a mark is of the item above it while the list goes on behind it, that is while the next mark at the start
of a line is the item's successor.  Under the last item are the lines that stand further in than its mark.  What such
lines call "Procedure:" or "Plan:" is that of the item, and opens no section of the note.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sentences import LABELED, Span
from cleanskin.note.text import starts_line

_MARK: Final = re.compile(
    r"[ \t]*(?:[(\[]?(?P<point>\d{1,2}|[A-Ha-h])[.)\]]|#[ \t]?(?P<hash>\d{1,2})[.:)]?)[ \t]+(?=\S)"
)
_OF_ITEM: Final = frozenset({"procedure", "plan", "assessment", "exam"})
"""Sections that a line under an item may name without opening one of the note."""


def with_lines_of_items(spans: Sequence[Span], text: str) -> Sequence[Span]:
    """Return the sentences with the lines under the items of a list put to their items."""
    marks = [(at, name) for at, one in enumerate(spans) if (name := _name(one, text))]
    if not marks:
        return spans
    found = list(spans)
    runs = _runs(marks)
    for run in runs:
        section = spans[run[0]].section
        for number, at in enumerate(run):
            end = run[number + 1] if number + 1 < len(run) else _last(spans, at, text)
            left = spans[at].section if number else section  # what a line of the item before had opened
            if number:
                found[at] = found[at]._replace(section=section)
            for under in range(at + 1, end):
                one = found[under]
                left = left if one.section == left else section
                own = section if one.section in _OF_ITEM or one.section == left else one.section
                found[under] = one._replace(item=one.item or spans[at].item, section=own)
    return _with_pointers(found, runs, text)


_POINTER: Final = re.compile(
    r"[ \t]*(?:narrative|details?|description|notes?|technique|proc(?:edure)?|op(?:erative)? note)"
    r"\s+(?P<name>[A-H]|\d)\s*[:.-]\s",
    re.IGNORECASE,
)
"""What begins a line that tells more of an item by its letter or number: "Narrative B: lidocaine, punch to fat"."""


def _with_pointers(spans: list[Span], runs: Sequence[Sequence[int]], text: str) -> Sequence[Span]:
    """Return the sentences with the lines that point to an item of the last list before them put to it."""
    for at, one in enumerate(spans):
        told = _POINTER.match(text, one.start) if starts_line(text, one.start) else None
        if told is None:
            continue
        before = [run for run in runs if len(run) > 1 and run[-1] < at]
        names = {_name(spans[item], text): spans[item] for item in before[-1]} if before else {}
        own = names.get(told["name"].upper())
        end = text.find("\n", one.start)
        if own is None:
            continue
        for under in range(at, len(spans)):
            if end >= 0 and spans[under].start > end:
                break
            spans[under] = spans[under]._replace(item=own.item, section=own.section)
    return spans


def _name(one: Span, text: str) -> str:
    """Return the number or letter of the list's item that a sentence begins, "" for none."""
    if not one.item.strip(LABELED).isalnum() or not starts_line(text, one.start):
        return ""
    told = _MARK.match(text, one.start)
    return (told["point"] or told["hash"]).upper() if told else ""


def _runs(marks: Sequence[tuple[int, str]]) -> list[list[int]]:
    """Return the sentences that begin the items of each list whose marks follow each other."""
    runs: list[list[int]] = []
    before = ""
    for at, name in marks:
        if runs and name == _next(before):
            runs[-1].append(at)
        else:
            runs.append([at])
        before = name
    return runs


def _next(name: str) -> str:
    if not name:
        return ""
    return str(int(name) + 1) if name.isdigit() else chr(ord(name) + 1)


def _last(spans: Sequence[Span], at: int, text: str) -> int:
    """Return the end of the lines under a list's last item: those that stand further in than its mark."""
    indent = _indent(text, spans[at].start)
    for under in range(at + 1, len(spans)):
        start = spans[under].start
        if not starts_line(text, start):
            continue
        if spans[under].item and spans[under].item != spans[at].item:
            return under
        if _indent(text, start) <= indent:
            return under
    return len(spans)


def _indent(text: str, start: int) -> int:
    """Return how far in the line of a place stands."""
    line = text.rfind("\n", 0, start) + 1
    return len(text[line:]) - len(text[line:].lstrip(" \t"))


def with_lines_of_diseases(marked: MarkedText) -> MarkedText:
    """Return the note with the lines of an assessment that each begin with a disease as items of a list."""
    opened: dict[int, Mention] = {}  # where lines begin, and the disease they begin with
    for one in marked.mentions:
        sentence = marked.sentences[one.sentence]
        is_told = sentence.section == "assessment" or (
            not sentence.section and marked.text[one.end : one.end + 1] == ":"
        )
        if one.kind == "condition" and is_told and not sentence.item:
            line = marked.text.rfind("\n", 0, one.start) + 1
            if len(marked.text[line : one.start].split()) <= _BEFORE_DISEASE_MAX:
                opened.setdefault(line, one)
    if len({one.value for one in opened.values()}) < _LINES_MIN:
        return marked
    told = list(marked.sentences)
    for at, sentence in enumerate(told):
        line = marked.text.rfind("\n", 0, sentence.start) + 1
        has_list = at + 1 < len(told) and told[at + 1].item.isalnum()  # of its lesions, each on a line below
        if line in opened and not sentence.item and not has_list:
            told[at] = sentence._replace(item=f"dx{line}")
    return marked._replace(sentences=told)


_BEFORE_DISEASE_MAX: Final = 1
"""Most words before the disease with which a line begins: "Left verruca"."""

_LINES_MIN: Final = 2
"""So many lines make a list."""
