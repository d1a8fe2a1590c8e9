"""Tables of Mohs logs that give a line, or a column, to each stage, as one list of the stages of each tumor.

#  site      stage  blocks      ->  Tumor 1: R cheek. Stage I: 3 blocks. Stage II: 1 blocks.
1  R cheek   I      3
             II     1
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanskin.note.rewritten import Part, kept
from cleanskin.note.table_cells import Cell, cells_of

_NUMBER: Final = re.compile(r"\W*(?:(?:stages?|stg|st|layers?)\W*)?(?P<number>\d{1,2}|[ivx]{1,4})\W*", re.IGNORECASE)
_COUNT: Final = re.compile(
    r"\W*(?P<count>\d{1,2})(?:(?:\s*[,+/;&-]\s*|\s+and\s+)\d{1,2})*\W*(?:blo?c?ks?|sections?|pcs?|pieces?)?\W*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"(?P<count>\d{1,2})")
_GAP: Final = re.compile(r"[ ]*\t[ ]*|[ ]{2,}")
_RULE: Final = re.compile(r"[\s|+=:_-]*")
_COLUMNS: Final = (
    (
        "stage",
        re.compile(
            r"\W*(?:(?:no\.?|number|#) ?(?:of )?)?(?:mohs )?(?:stages?|stg|layers?|st)\b\W*(?:no\.?|number|#)?\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "blocks",
        re.compile(
            r"\W*(?:(?:no\.?|number|#) ?(?:of )?)?(?:tissue )?(?:blo?c?ks?|bls?|sections?|pieces|pcs)\W*"
            r"(?:(?:per|each|by|in each|a) )?(?:stages?|layers?)?\W*",
            re.IGNORECASE,
        ),
    ),
    ("mark", re.compile(r"\W*(?:#|T ?#|no|tumou?r ?(?:#|no)?|site ?#|lesion ?#|case(?: ?#)?)?\W*", re.IGNORECASE)),
    ("site", re.compile(r"\W*(?:[a-z]+ )?(?:site|location|area|where|place)\W*", re.IGNORECASE)),
    ("size", re.compile(r"\W*(?:pre-?op|size|diam|dimension|lesion).*", re.IGNORECASE)),
    ("defect", re.compile(r"\W*(?:(?:final|post-?op) )?(?:defect|wound|final).*", re.IGNORECASE)),
    ("repair", re.compile(r"\W*(?:closure|repair|recon\w*|closed).*", re.IGNORECASE)),
    ("time", re.compile(r"\W*(?:time|start|out|in|hour|map|photo|slide).*", re.IGNORECASE)),
    ("result", re.compile(r"\W*(?:result|margins?|path|tumou?r\??|residual|pos|findings?|\+).*", re.IGNORECASE)),
)


_OF_STAGE: Final = re.compile(r"\W*(?:mohs )?(?:stages?|stg|st|layer)\W?(\d|[ivx]{1,4})\b[^\d]*", re.IGNORECASE)
"""The name of a column that holds one stage: "Stage II blocks/+"."""

_BLOCKS: Final = re.compile(r"\W*(?P<count>\d{1,2})\b")

_CLASS: Final = re.compile(r"(?:simple|intermediate|interm(?:ed)?|complex|layered)\b(?=\W*(?:\d|\Z))", re.IGNORECASE)
"""The class of a repair that stands alone before its length."""


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[Cell, ...]


def stage_tables(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the tables that give a line to each stage, as one list of the stages of each tumor."""
    lines = list(_lines(text))
    at = 0
    head, names = _Line(0, 0, ()), list[str]()
    while at < len(lines):
        told = _names(text, lines[at])
        if told:
            head, names, at = lines[at], told, at + 1
        elif not names or not _begins(text, head, names, lines[at]):
            at += 1
            continue
        first = head.start if told else lines[at].cells[0].start  # what stands further in stays so
        rows: list[dict[str, Cell]] = []
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
            yield first, lines[at - 1].end, list(_told(text, rows))


def _begins(text: str, head: _Line, names: Sequence[str], line: _Line) -> bool:
    """True for a line of a first stage under the columns of the table before: the next tumor's, without their names."""
    row = _row(text, head, names, line)
    return row is not None and text[slice(*row.get("stage", (0, 0)))].strip(" .:#|").upper() in _FIRST


_FIRST: Final = frozenset({"1", "I", "STAGE 1", "STAGE I", "LAYER 1", "LAYER I"})


def _told(text: str, rows: Sequence[dict[str, Cell]]) -> Iterator[Part]:
    """Yield what a table tells, tumor by tumor."""
    number = 0
    for row in rows:
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
        for stage, blocks in _stages_of(text, row):
            yield from (Part(f"Stage {stage}: "), Part(f"{blocks['count']} blocks. ", *blocks.span()))
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


def _stages_of(text: str, row: dict[str, Cell]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the stages that a line tells, each with its blocks."""
    if "stage" in row and "blocks" in row:
        stage, blocks = _NUMBER.fullmatch(text, *row["stage"]), _COUNT.fullmatch(text, *row["blocks"])
        if stage is not None and blocks is not None:
            told = list(_DIGITS.finditer(text, *row["blocks"]))
            if len(told) == 1:
                yield stage["number"], blocks
            elif stage["number"] == str(len(told)):  # a line for the tumor: how many stages, and the blocks of each
                yield from ((str(at), one) for at, one in enumerate(told, start=1))
    for name, cell in row.items():
        if name.startswith("stage ") and (blocks := _BLOCKS.match(text, *cell)) is not None:
            yield name.removeprefix("stage "), blocks


def _names(text: str, head: _Line) -> list[str]:
    """Return the names of the columns of a line that names stages and blocks among them, [] for any other line."""
    names: list[str] = []
    for number, cell in enumerate(head.cells):
        stage = _OF_STAGE.fullmatch(text, *cell)
        known = next((name for name, words in _COLUMNS if words.fullmatch(text, *cell)), "")
        known = f"stage {stage[1]}" if stage else known
        is_late = any(one.startswith(("stage", "blocks")) for one in names)
        if known in names or (known == "mark" and number) or (known == "result" and not is_late):
            known = ""
        names.append(known or (f"late{number}" if is_late else f"other{number}"))
    is_wide = "site" in names and any(one.startswith("stage ") for one in names)
    return names if is_wide or {"stage", "blocks"} <= set(names) else []


def _row(text: str, head: _Line, names: Sequence[str], line: _Line) -> dict[str, Cell] | None:
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
    return row if next(_stages_of(text, row), None) is not None else None


def _under(head: _Line, names: Sequence[str], cells: Sequence[Cell], line: _Line) -> dict[str, Cell]:
    """Return the cells of a line by the column names over them."""
    placed: dict[str, Cell] = {}
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
        told = cells_of(line, start, _GAP, blanks=" ") if "|" in line or "\t" in line or "  " in line else ()
        yield _Line(start, end, told)
        start = end + 1
