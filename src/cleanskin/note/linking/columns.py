"""Tables in a note: lines whose cells stand apart by bars, tabs or wide gaps, under a line that names the columns.

A row tells of one lesion; what a measurement in it is of, its column says.  The line of column names itself tells of
nothing.  A number without a unit takes that of its column's name ("Size (mm)").
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from cleanskin.note.mention import MarkedText, Mention, Sentence, start_of
from cleanskin.note.sentences import LABELED, ROW_GAP
from cleanskin.note.table_cells import Cell, cells_of

HEAD: Final = f"{LABELED}head"
"""The item of the line that names the columns."""

ROW: Final = f"{LABELED}row "
"""Before the number of a row that has no mark of its own, as the item of its sentence."""

_COLUMNS: Final = (
    (
        "excised",
        r"(?:total )?excised|excision (?:size|diam)|exc\.? |total (?:size|diam|excised)"
        r"|(?:with|w/|incl\w*\.?|\+) ?margins?",
    ),
    ("margin", r"margins?"),
    ("undermining", r"undermin"),
    ("defect", r"defect|wound size|(?:post|after|final)(?:-?\s?(?:op|tx|treatment|ed&?c))?(?: [cm]m)?$"),
    ("closure_length", r"closure|repair|sutur|final length|wound length|length|closed"),
    (
        "diameter",
        r"size|diam|dimension|(?:pre|before)(?:-?\s?(?:op|tx|treatment|ed&?c))?(?: [cm]m)?$|lesion$"
        r"|lesion \(|tumou?r$|measure|width|cm$|mm$|dx|diagnos|lesion type|clinical",
    ),
    ("count", r"count|number|no\b|#|qty|quantity|how many|n$|lesions$|units"),
    ("site", r"site|location|area|body|where|place|anatom|region"),
    ("act", r"procedure|technique|method|tx\b|rx\b|treatment|treated|done|service|action|bx|biopsy|type"),
    ("result", r"path|result|histol"),
)  # fmt: skip
_NAMED: Final = tuple((name, re.compile(rf"(?:.*\b)?(?:{words})", re.IGNORECASE)) for name, words in _COLUMNS)
_MARKED: Final = re.compile(
    r"\W*(?:(?:lesion|site|tumou?r|specimen|spot|cyst|jar|#)\W*)?(?P<mark>\d{1,2}|[A-H])\W*", re.IGNORECASE
)
_RULE: Final = re.compile(r"[\s|+=:_-]*")
_BARE: Final = re.compile(r"\W*(\d{0,2}\.?\d{1,2})\W*")
_DENIED: Final = re.compile(r"\b(?:no|not|none|denie[sd]|without|neg|absent|non)\b|\(-\)", re.IGNORECASE)
_CLASSES: Final = {"simple": "simple", "intermediate": "intermediate", "layered": "intermediate", "complex": "complex"}
_CLASS: Final = re.compile(r"\b(?:simple|intermediate|layered|complex)\b", re.IGNORECASE)
_NAMED_OTHERWISE: Final = re.compile(r"undermin|margin|defect|excis", re.IGNORECASE)
_UNIT: Final = re.compile(r"\b(mm|cm)\b", re.IGNORECASE)
_UNIT_OF_ALL: Final = re.compile(
    r"\b(?:all|sizes|lengths|measure(?:d|s|ments)|dimensions|numbers|units)\b"
    r"(?: [a-z]+){0,3}?[ :=]+([cm]m|(?:cent|mill)imet)",
    re.IGNORECASE,
)
"""Words around a table that name the unit of its numbers: "(all cm)", "sizes are in mm"."""
_OF_DIAGNOSIS: Final = re.compile(r"\W*(?:[a-z-]+ )?(?:dx|diagn|path|histol|report|result)", re.IGNORECASE)
"""A column of diagnoses, whose name may say how they were made: "Dx (bx)"."""
_SIZES: Final = frozenset({"margin", "excised", "undermining", "closure_length", "diameter"})
_COLUMNS_MIN: Final = 2
_BARS_MIN: Final = 2
"""Bars of a line that is a row without a line of column names."""


class _Head(NamedTuple):
    """The names of columns, their units where told, where the line begins and ends."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    start: int
    end: int


def with_columns(marked: MarkedText) -> MarkedText:
    """Return the note with each table's measurements named by their columns, and a row to each lesion."""
    if "|" not in marked.text and "\t" not in marked.text and "   " not in marked.text:
        return marked
    rows = list(_rows(marked.text))
    if not rows:
        return marked
    sentences = list(marked.sentences)
    starts = [one.start for one in sentences]
    kept = list(marked.mentions)
    leading = _leading(rows, marked.text)
    stated = _UNIT_OF_ALL.search(marked.text)
    unit = f"{stated[1][0].lower()}m" if stated else ""
    for number, (head, cells) in enumerate(rows, start=1):
        if head.end:
            kept = _named_by(kept, head, marked.text)
            named = bisect_right(starts, head.start) - 1
            sentences[named] = sentences[named]._replace(item=HEAD)
        at = bisect_right(starts, cells[0].end - 1) - 1
        mark = _MARKED.fullmatch(marked.text, cells[0].start, cells[0].end)
        item = f"{LABELED}{mark['mark'].upper()}" if mark else f"{ROW}{number}"
        sentences[at] = sentences[at]._replace(item=item)
        kept = _told(kept, marked.text, head, cells, at, unit)
        if mark:
            kept = _without(kept, cells[0].start, cells[0].end)
        elif number in leading:
            kept = _without(kept, cells[0].start, leading[number])
    return marked._replace(sentences=sentences, mentions=kept)


_LEADS: Final = re.compile(r"\W*(\d{1,2})[.)]?[ \t]+(?=[A-Za-z])")


def _leading(rows: Sequence[tuple[_Head, Sequence[Cell]]], text: str) -> dict[int, int]:
    """Return the rows whose first cell begins with the row's own number, and where that ends: "2 R neck | 0.4 cm"."""
    found: dict[int, int] = {}
    of_head: dict[int, list[tuple[int, re.Match[str] | None]]] = {}
    for number, (head, cells) in enumerate(rows, start=1):
        of_head.setdefault(head.start, []).append((number, _LEADS.match(text, cells[0].start, cells[0].end)))
    for told in of_head.values():
        if len(told) > 1 and all(lead and int(lead[1]) == at for at, (_, lead) in enumerate(told, start=1)):
            found.update({number: lead.end() for number, lead in told if lead})
    return found


def _named_by(mentions: list[Mention], head: _Head, text: str) -> list[Mention]:
    """Leave of a line of column names what they say of all rows: a disease ("No. of AKs"), an act ("Biopsy site")."""
    first = bisect_left(mentions, head.start, key=start_of)
    last = bisect_left(mentions, head.end, key=start_of)
    of_diagnosis = [one for one in cells_of(text[head.start : head.end], head.start) if _OF_DIAGNOSIS.match(text, *one)]
    said = [
        one
        for one in mentions[first:last]
        if one.kind == "condition"
        or (
            one.kind == "technique"
            and not _WHEN_MEASURED.search(text, max(head.start, one.start - 12), one.start)
            and not any(cell.start <= one.start < cell.end for cell in of_diagnosis)
        )
    ]
    return mentions[:first] + said + mentions[last:]


_WHEN_MEASURED: Final = re.compile(r"\b(?:post|after|pre|before|prior to)[\s-]*$", re.IGNORECASE)
"""What before an act in a column's name says when its size was taken: "Size post curettage"."""


def is_row(sentence: Sentence, text: str) -> bool:
    """True for a sentence that is a row of a table."""
    if not sentence.item.startswith(LABELED):
        return False
    line = text[sentence.start : sentence.end]
    return "|" in line or (("   " in line or "\t" in line) and ROW_GAP.search(line) is not None)


def _rows(text: str) -> Iterator[tuple[_Head, Sequence[Cell]]]:
    """Yield each row with the names of its columns."""
    head: _Head | None = None
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        cells = cells_of(line, start)
        if len(cells) < _COLUMNS_MIN:
            if not _RULE.fullmatch(line) or not line.strip():
                head = None if line.strip() else head
        elif (named := _head(text, cells, start, end)) is not None:
            head = named
        elif head is not None and len(cells) <= len(head.names):
            if not _RULE.fullmatch(line):
                yield head, cells
        else:
            head = None
            if line.count("|") >= _BARS_MIN and not _RULE.fullmatch(line):
                yield _Head(("",) * len(cells), ("",) * len(cells), 0, 0), cells
        start = end + 1


def _head(text: str, cells: Sequence[Cell], start: int, end: int) -> _Head | None:
    """Return the columns that a line names, None for a line that is a row: one that gives a value."""
    names: list[str] = []
    units: list[str] = []
    for cell in cells:
        words = text[cell.start : cell.end].strip(" *_:")
        name = next((name for name, known in _NAMED if known.match(words)), "")
        if re.search(r"\d", words) or len(words) > _NAME_MAX:
            return None
        names.append(name)
        unit = _UNIT.search(words)
        units.append(unit[1].lower() if unit else "")
    is_head = sum(bool(one) for one in names) >= _COLUMNS_MIN and {"site", "diameter", "count"} & set(names)
    return _Head(tuple(names), tuple(units), start, end) if is_head else None


_NAME_MAX: Final = 32
"""Most characters of a column's name."""


def _told(
    mentions: list[Mention], text: str, head: _Head, cells: Sequence[Cell], sentence: int, stated: str
) -> list[Mention]:
    """Return the mentions with those of a row named by its columns; `stated` is the unit told of all numbers."""
    for name, unit, cell in zip(head.names, head.units, cells):
        first = bisect_left(mentions, cell.start, key=start_of)
        last = bisect_left(mentions, cell.end, key=start_of)
        inside = mentions[first:last]
        if any(one.scope == "negated" for one in inside) and not _DENIED.search(text, cell.start, cell.end):
            inside = [one._replace(scope="asserted") if one.scope == "negated" else one for one in inside]
        if name in _SIZES:
            inside = [_sized(one, name, text[cell.start : one.start]) for one in inside]
            bare = _BARE.fullmatch(text, cell.start, cell.end)
            if name == "closure_length":
                inside = [*inside, *_classed(text, cell, inside, sentence)]
            unit = unit or stated or ("cm" if bare and "." in bare[1] else "")
            if bare and unit and not any(one.kind == "length" for one in inside):
                inside = [_measured(bare, name, unit, sentence)]
        elif name == "count":
            inside = [_counted(one) for one in inside]
        mentions[first:last] = inside
    return mentions


def _sized(one: Mention, name: str, before: str) -> Mention:
    """Name a length by its column unless words in its cell name it otherwise."""
    if one.kind != "length" or one.value or _NAMED_OTHERWISE.search(before):
        return one
    return one._replace(value=name)


def _classed(text: str, cell: Cell, inside: Sequence[Mention], sentence: int) -> list[Mention]:
    """Return the class of closure that a cell names by an adjective alone."""
    found = _CLASS.search(text, cell.start, cell.end)
    if found is None or any(one.kind == "closure" and "bare" not in one.attributes for one in inside):
        return []
    value = _CLASSES[found[0].lower()]
    return [Mention("closure", value, *found.span(), found[0], sentence=sentence)]


def _counted(one: Mention) -> Mention:
    return one._replace(kind="count", unit="lesion") if one.kind in ("count", "number") else one


def _measured(bare: re.Match[str], name: str, unit: str, sentence: int) -> Mention:
    amount = Decimal(bare[1]) / (10 if unit == "mm" else 1)
    start, end = bare.span(1)
    return Mention("length", name, start, end, bare[1], sentence=sentence, amount=amount, unit="cm")


def _without(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    first = bisect_left(mentions, start, key=start_of)
    last = bisect_left(mentions, end, key=start_of)
    return mentions[:first] + mentions[last:]
