"""Logs of surgery written out: what stands in them in short is put in the words that a report would use.

    T1  L ala BCC   St1 2 blk +; St2 1 blk neg   ->  Tumor 1: L ala BCC   Stage 1 2 blk +; Stage 2 1 blk clear
    #  site      stage  blocks                   ->  Tumor 1: R cheek. Stage I: 3 blocks. Stage II: 1 blocks.
    1  R cheek   I      3
                 II     1

The marks of lesions count as such where they begin lines and follow each other (T1, T2; site A, site B).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleanskin.note.rewritten import Part, Rewritten, joined, kept
from cleanskin.note.sought import Sought

_MOHS: Final = Sought(r"\b(?:mohs|mms|micrographic)\b", re.IGNORECASE)
_MARK: Final = re.compile(
    r"^[ \t]*(?P<name>(?:site|tumou?r|lesion|case|spot|mole|growth|cyst|specimen|wound|T(?=\d)"
    r"|(?=[A-H][ \t]{2}))[ \t]*)"
    r"(?P<mark>\d{1,2}|[A-H])(?P<sign>[ \t]*[:.)(,=>-]+[ \t]*|[ \t]+)(?=[A-Za-z(])",
    re.MULTILINE | re.IGNORECASE,
)
"""A lesion's own name at the start of a line, with or without a sign behind it: "site A  R cheek", "T1 nose"."""

_STAGE: Final = re.compile(
    r"\b(?P<name>S|St|Stg|Sg|L|Lyr|Layer|Stage)\.?[ ]?\#?(?P<number>\d|[IVX]{1,4})\b"
    r"(?=[ \t]*[-:=(,\u2013>]{0,2}[ \t]*(?:\(?\d{1,2}:\d\d\)?[ ,:-]*)?(?:\d{1,2}|one|two|three|four|five|six)[ \t]*"
    r"(?:blo?c?ks?|bls?|secs?|sections?|pcs?|pieces?|quads?|quadrants?)\b)",
    re.IGNORECASE,
)
"""The short name of a stage before its blocks: "S1 - 3 sec", "L2: 2 pcs"."""

_BLOCKS: Final = r"(?:blo?c?ks?|bls?|secs?|sections?|pcs?|pieces?|quads?|quadrants?)"
_ORDINAL: Final = r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh)"
_SHORT: Final = (
    (re.compile(r"\d([ ]?(?:secs?|quads?)\b)(?=[ ]*(?:[-+,;.()]|pos|neg|clear|\n|\Z))", re.IGNORECASE), " sections"),
    (
        re.compile(
            rf"\d[ ]?{_BLOCKS}([ ]*(?:[,:=][ ]*)?(?:\((?:neg(?:ative)?|-)\)|neg(?:ative)?\b|-(?=[ ]*[;,.\n])))",
            re.IGNORECASE,
        ),
        " clear",
    ),
    (
        re.compile(
            rf"\b(?:(?:stages?|layers?|lyr|stg|st|L|S)[ ]?\#?(?:\d|[ivx]{{1,4}})|{_ORDINAL}(?:[ ](?:stage|layer|one))?)"
            r"([ ,]*\(?(?:out|in|at|@|cut|taken|start\w*)?[ ]*\d{1,2}:[0-5]\d(?:[ ]?[ap]\.?m\b\.?)?\)?)",
            re.IGNORECASE,
        ),
        "",
    ),
    (re.compile(r"\b(def)\b\.?(?=[ :=]*\d)", re.IGNORECASE), "defect"),
)
"""What logs tell in short, in the first group, with the words for it: blocks, free margins, the clock, defects."""

_BARE_LENGTH: Final = re.compile(
    r"\b(?:(?:final |wound |closure |total |repair )?(?:length|len)\b|CLC|ILC|SLC)[ :=]*\d{1,2}\.\d"
    r"(?!\d|\.\d|[ ]?(?:cm|mm|x|sq))",
    re.IGNORECASE,
)
"""A length of sutures without its unit, in Mohs logs always centimeters."""

_NUMBER: Final = re.compile(r"\W*(?:(?:stages?|stg|st|layers?)\W*)?(?P<number>\d{1,2}|[ivx]{1,4})\W*", re.IGNORECASE)
_COUNT: Final = re.compile(r"\W*(?P<count>\d{1,2})\W*(?:blo?c?ks?|sections?|pcs?|pieces?)?\W*", re.IGNORECASE)
_GAP: Final = re.compile(r"\t|[ ]{2,}")
_RULE: Final = re.compile(r"[\s|+=:_-]*")
_COLUMNS: Final = (
    ("stage", re.compile(r"\W*(?:mohs )?(?:stages?|stg|layers?|st)\b\W*(?:no\.?|number|#)?\W*", re.IGNORECASE)),
    (
        "blocks",
        re.compile(
            r"\W*(?:(?:no\.?|number|#) ?(?:of )?)?(?:tissue )?(?:blo?c?ks?|bls?|sections?|pieces|pcs)\W*", re.IGNORECASE
        ),
    ),
    ("mark", re.compile(r"\W*(?:#|T ?#|no|tumou?r ?(?:#|no)|site ?#|lesion ?#|case(?: ?#)?)?\W*", re.IGNORECASE)),
    ("site", re.compile(r"\W*(?:anatomic(?:al)? )?(?:site|location|area|where|place)\W*", re.IGNORECASE)),
    ("size", re.compile(r"\W*(?:pre-?op|size|diam|dimension|lesion).*", re.IGNORECASE)),
    ("defect", re.compile(r"\W*(?:(?:final|post-?op) )?(?:defect|wound|final).*", re.IGNORECASE)),
    ("repair", re.compile(r"\W*(?:closure|repair|recon\w*|closed).*", re.IGNORECASE)),
    ("time", re.compile(r"\W*(?:time|start|out|in|hour|map|photo|slide).*", re.IGNORECASE)),
    ("result", re.compile(r"\W*(?:result|margins?|path|tumou?r\??|residual|pos|findings?|\+).*", re.IGNORECASE)),
)


_CLASS: Final = re.compile(r"(?:simple|intermediate|interm(?:ed)?|complex|layered)\b(?=\W*(?:\d|\Z))", re.IGNORECASE)
"""The class of a repair that stands alone before its length."""


class _Cell(NamedTuple):
    start: int
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[_Cell, ...]


def written_out(text: str) -> Rewritten | None:
    """Return the note with its logs written out; None when there is nothing of the kind in it."""
    changes: list[tuple[int, int, Sequence[Part]]] = []
    if _MOHS.search(text) is not None:
        changes = [*_tables(text), *_stages(text)]
    changes += _marks(text)
    parts: list[Part] = []
    at = 0
    for start, end, words in sorted(changes, key=_start_of):
        if start < at:
            continue
        parts += [kept(text, at, start), *words]
        at = end
    return joined([*parts, kept(text, at, len(text))]) if parts else None


def _start_of(change: tuple[int, int, Sequence[Part]]) -> tuple[int, int]:
    return change[0], -change[1]


def _stages(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the short names of stages and blocks that are to be written out."""
    for one in _STAGE.finditer(text):
        name = one["name"].lower()
        if name in ("s", "st", "stg", "sg"):
            yield one.start(), one.end(), (Part(f"Stage {one['number']}", one.start(), one.end()),)
        elif name in ("l", "lyr"):
            yield one.start(), one.end(), (Part(f"Layer {one['number']}", one.start(), one.end()),)
    for expression, words in _SHORT:
        for one in expression.finditer(text):
            start, end = one.span(1)
            yield start, end, (Part(words, start, end),) if words else ()
    for one in _BARE_LENGTH.finditer(text):
        yield one.end(), one.end(), (Part(" cm"),)


def _marks(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the lesions' own names at the start of lines that no sign parts from what they are."""
    if "\n" not in text:
        return
    told = list(_MARK.finditer(text))
    runs: dict[str, list[str]] = {}
    for one in told:
        marks = runs.setdefault(_kind(one), [])
        if one["mark"].upper() not in marks:
            marks.append(one["mark"].upper())
    for one in told:
        name, marks = _kind(one), runs[_kind(one)]
        if len(marks) < 2 or marks != [_follows(marks[0], at) for at in range(len(marks))] or marks[0] not in "1A":
            continue
        word = one["name"].strip() if name in _KNOWN else "Tumor" if name in ("t", "case") else "Lesion"
        sign = "" if one["sign"].strip() else ":"
        start, end = one.start("name"), one.end("mark")
        if sign or name not in _KNOWN:
            yield start, end, (Part(f"{word} {one['mark'].upper()}{sign}", start, end),)


_KNOWN: Final = frozenset({"site", "tumor", "tumour", "lesion", "spot", "mole", "growth", "cyst", "specimen", "wound"})
"""Names of lesions that the reader knows with a sign behind them."""


def _kind(one: re.Match[str]) -> str:
    return one["name"].strip().lower()


def _follows(first: str, at: int) -> str:
    return str(int(first) + at) if first.isdigit() else chr(ord(first) + at)


def _tables(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the tables that give a line to each stage, as one list of the stages of each tumor."""
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        names = _names(text, lines[at])
        if not names:
            at += 1
            continue
        head, at = lines[at], at + 1
        rows: list[dict[str, _Cell]] = []
        while at < len(lines):
            line = lines[at]
            if _RULE.fullmatch(text, line.start, line.end):
                if line.start == line.end and rows:
                    break
                at += 1
                continue
            row = _row(text, head, names, line)
            if row is None:
                break
            rows.append(row)
            at += 1
        if rows:
            yield head.start, lines[at - 1].end, list(_told(text, rows))


def _told(text: str, rows: Sequence[dict[str, _Cell]]) -> Iterator[Part]:
    """Yield what a table tells, tumor by tumor."""
    number = 0
    for row in rows:
        stage, blocks = row["stage"], row["blocks"]
        if number == 0 or "site" in row or "mark" in row:
            number += 1
            if number > 1:
                yield Part("\n")
            if "site" in row or "mark" in row:
                mark = text[slice(*row["mark"])].strip(" #") if "mark" in row else str(number)
                yield Part(f"Tumor {mark}: ", *row.get("mark", (0, 0)))
            for name, cell in row.items():
                if name in ("site", "size") or name.startswith("other"):
                    yield from (
                        (Part("size "), kept(text, *cell), Part(". "))
                        if name == "size"
                        else (
                            kept(text, *cell),
                            Part(", " if name == "site" else ". "),
                        )
                    )
        named = _NUMBER.fullmatch(text, *stage)
        yield Part(f"Stage {named['number'] if named else '1'}: ", *stage)
        count = _COUNT.fullmatch(text, *blocks)
        yield Part(f"{count['count'] if count else 0} blocks. ", *blocks)
        for name, cell in row.items():
            if name == "defect":
                yield from (Part("Defect "), kept(text, *cell), Part(". "))
            elif name == "repair":
                found = _CLASS.match(text, *cell)
                yield from (kept(text, cell.start, found.end()), Part(" closure")) if found else ()
                yield from (kept(text, found.end() if found else cell.start, cell.end), Part(". "))
            elif name.startswith("late"):
                yield from (kept(text, *cell), Part(". "))
    yield Part("\n")


def _names(text: str, head: _Line) -> list[str]:
    """Return the names of the columns of a line that names stages and blocks among them, [] for any other line."""
    names: list[str] = []
    for number, cell in enumerate(head.cells):
        known = next((name for name, words in _COLUMNS if words.fullmatch(text, cell.start, cell.end)), "")
        is_late = "stage" in names or "blocks" in names
        if known in names or (known == "mark" and number) or (known == "result" and not is_late):
            known = ""
        names.append(known or (f"late{number}" if is_late else f"other{number}"))
    return names if {"stage", "blocks"} <= set(names) else []


def _row(text: str, head: _Line, names: Sequence[str], line: _Line) -> dict[str, _Cell] | None:
    """Return the cells of a line by their columns; None when it is no line of the table."""
    cells = line.cells
    if "|" in text[head.start : head.end]:
        if len(cells) > len(names) or "|" not in text[line.start : line.end]:
            return None
        placed = dict(zip(names, cells))
    elif len(cells) == len(names) or "\t" in text[head.start : head.end]:
        placed = dict(zip(names, cells))
    else:
        placed = _under(head, names, cells, line)
    row = {name: cell for name, cell in placed.items() if text[slice(*cell)].strip(" |-")}
    if not {"stage", "blocks"} <= row.keys() or _COUNT.fullmatch(text, *row["blocks"]) is None:
        return None
    return row if _NUMBER.fullmatch(text, *row["stage"]) else None


def _under(head: _Line, names: Sequence[str], cells: Sequence[_Cell], line: _Line) -> dict[str, _Cell]:
    """Return the cells of a line by the column names over them."""
    placed: dict[str, _Cell] = {}
    first = 0
    for number, cell in enumerate(cells):
        left = cell.start - line.start
        last = len(names) - (len(cells) - number - 1)
        nearest = min(range(first, max(last, first + 1)), key=lambda at: abs(head.cells[at].start - head.start - left))
        placed[names[nearest]] = cell
        first = min(nearest + 1, len(names) - 1)
    return placed


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines of a note with their cells."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield _Line(start, end, _cells(text, start, end) if "|" in line or "\t" in line or "  " in line else ())
        start = end + 1


def _cells(text: str, start: int, end: int) -> tuple[_Cell, ...]:
    """Return the cells of a line, between bars or tabs also the empty ones."""
    line = text[start:end]
    if "|" in line:
        first, last = start + line.index("|") * line.lstrip().startswith("|"), start + len(line.rstrip())
        inner = text[first:last]
        cuts = [first + one.start() for one in re.finditer(r"\|", inner)]
        bounds = [*([] if inner.startswith("|") else [first - 1]), *cuts, *([] if inner.endswith("|") else [last])]
        return tuple(_stripped(text, one + 1, other) for one, other in pairwise(bounds))
    found: list[_Cell] = []
    at = start
    for gap in _GAP.finditer(text, start, end):
        if gap[0] == "\t" or gap.start() > at:
            found.append(_stripped(text, at, gap.start()))
        at = gap.end()
    return (*found, _stripped(text, at, end)) if found or at > start else ()


def _stripped(text: str, start: int, end: int) -> _Cell:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return _Cell(first, max(first, start + len(words.rstrip())))
