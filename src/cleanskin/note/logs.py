"""Logs of surgery written out: what stands in them in short is put in the words that a report would use.

    T1  L ala BCC   St1 2 blk +; St2 1 blk neg   ->  Tumor 1: L ala BCC   Stage 1 2 blk +; Stage 2 1 blk clear

The marks of lesions count as such where they begin lines and follow each other (T1, T2; site A, site B).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Final

from cleanskin.note.area_columns import area_columns
from cleanskin.note.rewritten import Part, Rewritten, joined, kept
from cleanskin.note.sought import Sought
from cleanskin.note.stage_tables import stage_tables
from cleanskin.note.table_cells import cells_of

_MOHS: Final = Sought(r"\b(?:mohs|mms|micrographic)\b", re.IGNORECASE)
_MARK: Final = re.compile(
    r"^[ \t]*(?P<name>(?:site|tumou?r|lesion|case|spot|mole|growth|cyst|specimen|wound|T(?=\d)"
    r"|(?=[A-H][ \t]{2})|(?=\d{1,2}[ \t]{1,4}[A-Za-z][^\n]*(?:[ \t]{2}|[ \t][/\u2013-][ \t]|->)))[ \t]*)"
    r"(?P<mark>\d{1,2}|[A-H])(?P<sign>[ \t]*[:.)(,=>-]+[ \t]*|[ \t]+)(?=[A-Za-z(])",
    re.MULTILINE | re.IGNORECASE,
)
"""A lesion's own name at the start of a line, with or without a sign behind it: "site A  R cheek", "T1 nose"."""

_STAGE: Final = Sought(
    r"\b(?P<name>S|St|Stg|Sg|Sect|L|Lyr|Layer|Stage)\.?[ ]?\#?(?P<number>\d|[IVX]{1,4})\b"
    r"(?=[ \t]*[-:=(,\u2013>]{0,2}[ \t]*(?:\(?\d{1,2}:\d\d\)?[ ,:-]*)?(?:\d{1,2}|one|two|three|four|five|six)[ \t]*"
    r"(?:blo?c?ks?|bls?|secs?|sections?|pcs?|pieces?|quads?|quadrants?)\b)",
    re.IGNORECASE,
)
"""The short name of a stage before its blocks: "S1 - 3 sec", "L2: 2 pcs"."""

_BLOCKS: Final = r"(?:blo?c?ks?|bls?|secs?|sections?|pcs?|pieces?|quads?|quadrants?)"
_STAGE_BEGINS: Final = Sought(
    r"(?:(?<=[.;:,)] )|(?<=\n)|(?<=\n[-*] )|\A)"
    r"(?P<name>S|St|Stg|L|Lyr|M|Lev|Level|Lvl|Pass|Round|Take|Cut)\.?[ ]?\#?(?P<number>\d|[IVX]{1,4})\b"
    r"(?=[ \t]*[-:=(,\u2013>]*(?:[^.;\n\d]|\d(?!\d|[ ]?(?:[cm]m|blo|bl|sec|pc|pie|quad))){0,60}?"
    rf"(?<![\d.])(?:\d{{1,2}}|one|two|three|four|five|six)[ ]{_BLOCKS}\b)",
    re.IGNORECASE,
)
"""The name of a stage that begins a statement, with its blocks further on: "M1 inked, mapped, 3 blocks, positive"."""

_PASS: Final = Sought(
    r"\b(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|initial|next|final|last) "
    r"(?P<noun>pass|round|take|level|cut)\b"
    rf"(?=[^.;\n\d]{{0,30}}?(?:\d{{1,2}}|one|two|three|four|five|six) {_BLOCKS}\b)",
    re.IGNORECASE,
)
"""Another noun for a stage, behind its number and before its blocks: "second pass, one section, clear"."""
_BARE: Final = re.compile(
    r"(?P<number>[IVX](?:(?<=[.;,+)/-] [IVX])|(?<=\n[IVX])|(?<=\n [IVX])|(?<=neg [IVX])|(?<=pos [IVX]))[IVX]{0,3})"
    rf"(?=[ ]?[:=(-]?[ ]*(?:\d{{1,2}}|one|two|three|four|five|six) ?{_BLOCKS}\b)"
)
"""A stage by its Roman number alone, where a statement begins: "I 3 sections pos. II 2 sections neg."."""

_PARTS: Final = r"(tip|supratip|dorsum|bridge|sidewall|side wall|root)"
_PART_OF_NOSE: Final = Sought(rf"\b(?:nasal|nose) {_PARTS}\b", re.IGNORECASE)
_SHORT_NAME: Final = re.compile(rf"(?:(?<=[:;,(] )|(?<=\n)|(?<=\n ))\b{_PARTS}(?=[ ]?[:=]|[ ]\d)", re.IGNORECASE)
"""A part of the nose that the log has named before, by its last word: "Defects: tip 1.9 cm; cheek 1.7 cm"."""

_ORDINAL: Final = r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh)"
_SHORT: Final = (
    (
        Sought(r"(?<!-)(?<!-\d)\d([ ]?(?:secs?|quads?)\b)(?=[ ]*(?:[-+,;.()]|pos|neg|clear|\n|\Z))", re.I),
        " sections",
    ),
    (
        Sought(
            rf"\d[ ]?{_BLOCKS}([ ]*(?:[,:=][ ]*)?(?:\((?:neg(?:ative)?|-)\)|neg(?:ative)?\b|-(?=[ ]*[;,.\n])))",
            re.IGNORECASE,
        ),
        " clear",
    ),
    (
        Sought(
            rf"\b(?:(?:stages?|layers?|lyr|stg|st|L|S)[ ]?\#?(?:\d|[ivx]{{1,4}})|{_ORDINAL}(?:[ ](?:stage|layer|one))?)"
            r"([ ,]*\(?(?:out|in|at|@|cut|taken|start\w*)?[ ]*\d{1,2}:[0-5]\d(?:[ ]?[ap]\.?m\b\.?)?\)?)",
            re.IGNORECASE,
        ),
        "",
    ),
    (Sought(r"\b(def)\b\.?(?=[ :=]*\d)", re.IGNORECASE), "defect"),
    (
        Sought(
            r"(:)(?=\s+(?:the\s+)?[a-z ]{3,30} (?:took|needed|required|(?:was )?clear(?:ed)?) (?:\w+ ){1,2}stages?\b)",
            re.IGNORECASE,
        ),
        ".",
    ),
)
"""What logs tell in short, in the first group, with the words for it: blocks, free margins, the clock, defects."""

_CLOCK: Final = re.compile(r"\d:[0-5]\d")
"""Without one nothing is left out."""

_KEY: Final = re.compile(r"(?<![\w.])(?P<mark>[A-H])[ ]?=[ ]?(?P<place>[A-Za-z][A-Za-z ]{2,32})(?=[,;.\n]|\Z)")
_KEYED: Final = re.compile(r"(?<![\w./-])[A-H](?=[ ]?(?:[,:;&+)]|and [A-H]\b|r/o\b|\(|[-\u2013] ))")
"""The letter of a place by itself, not the article."""


def written_out(text: str) -> Rewritten | None:
    """Return the note with its logs written out; None when there is nothing of the kind in it."""
    changes: list[tuple[int, int, Sequence[Part]]] = []
    if _MOHS.search(text) is not None:
        changes = [*stage_tables(text), *_stages(text), *_left_out(text)]
    changes += [*_marks(text), *_keys(text), *_dittos(text), *area_columns(text)]
    parts: list[Part] = []
    at = 0
    for start, end, words in sorted(changes, key=_start_of):
        if start < at:
            continue
        parts += [kept(text, at, start), *words]
        at = end
    return joined([*parts, kept(text, at, len(text))]) if parts else None


_DITTO: Final = re.compile(r"(?:same|ditto|idem|as above|[\"\u201d\u3003]|'')(?=\W*(?:\Z|[,;+]|\d))", re.IGNORECASE)
_DITTO_CELL: Final = Sought(rf"[|\t][ \t]*{_DITTO.pattern}", re.IGNORECASE)
_MEASURE: Final = re.compile(r"[,;+(]*\s*\d[\d.]*(?:\s*x\s*[\d.]+)?\s*[cm]m\b.*", re.IGNORECASE)


def _dittos(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield cells of tables that repeat the one above: "vicryl and nylon, 4.6 cm" over "same, 3.7 cm"."""
    if ("|" not in text and "\t" not in text) or _DITTO_CELL.search(text) is None:
        return
    above: list[str] = []
    for start in _line_starts(text):
        line = text[start : (text.find("\n", start) + 1 or len(text) + 1) - 1]
        cells = cells_of(line, start)
        told = [text[slice(*cell)] for cell in cells]
        for at, (cell, words) in enumerate(zip(cells, told)):
            ditto = _DITTO.match(words) if len(above) == len(cells) else None
            if ditto is not None:
                rest = words[ditto.end() :]
                told[at] = (_MEASURE.sub("", above[at]) if rest.strip() else above[at]) + rest
                yield cell.start, cell.start + ditto.end(), (Part(told[at].removesuffix(rest), *cell),)
        above = told


def _start_of(change: tuple[int, int, Sequence[Part]]) -> tuple[int, int]:
    return change[0], -change[1]


def _stages(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the short names of stages and blocks that are to be written out."""
    for one in (*_STAGE.finditer(text), *_STAGE_BEGINS.finditer(text)):
        name = one["name"].lower()
        if name not in ("layer", "stage"):
            word = "Layer" if name in ("l", "lyr") else "Stage"
            yield one.start(), one.end(), (Part(f"{word} {one['number']}", one.start(), one.end()),)
    for one in _PASS.finditer(text):
        yield one.start("noun"), one.end("noun"), (Part("stage", one.start("noun"), one.end("noun")),)
    for one in _BARE.finditer(text):
        yield one.start(), one.end(), (Part(f"Stage {one['number']}", one.start(), one.end()),)
    named = {one[1].lower() for one in _PART_OF_NOSE.finditer(text)}
    for one in _SHORT_NAME.finditer(text) if named else ():
        if one[0].lower() in named:
            yield one.start(), one.end(), (Part(f"nasal {one[0]}", one.start(), one.end()),)
    has_clock = _CLOCK.search(text) is not None
    for expression, words in _SHORT:
        if not words and not has_clock:
            continue
        for one in expression.finditer(text):
            start, end = one.span(1)
            yield start, end, (Part(words, start, end),) if words else ()


_LEFT_OUT: Final = re.compile(
    r"""
    (?:[,;]|\b(?:and|but|while|then))\s+(?:and\s+)?(?:the\s+)?
    (?:(?!\d|stage|layer|block|section|piece|first|second|third|was|were|tumou?r|posit)[^.;:,\n]){3,30}?
    (?:(?P<by>\s(?:after|in|on)\s)(?:the\s)?(?:one|two|three|four|five|first|second|third|[1-5])
    |(?<!\sin)(?<!\sof)(?<!\sto)(?<!\swith)(?<!into),?\s(?:one|two|three|four|five))
    (?P<noun>\sstages?)?(?=\s*(?:[.;,)\n]|\Z|as\swell\b|too\b))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED: Final = Sought(r"\b(?:one|two|three|four|five|first|second|third|\d) (?:stages?|layers?)\b", re.I)


def _left_out(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the words that a second tumor's stages lack: "the nose was clear after one stage, the ear after two"."""
    if _COUNTED.search(text) is None:
        return
    for one in _LEFT_OUT.finditer(text):
        if _COUNTED.search(text, text.rfind(".", 0, one.start()) + 1, one.start()) is not None:
            if one["by"]:
                yield one.start("by"), one.start("by"), (Part(" was clear", one.start("by"), one.end("by")),)
            if not one["noun"]:
                yield one.end(), one.end(), (Part(" stages", one.end() - 1, one.end()),)


def _line_starts(text: str) -> Iterator[int]:
    """Yield where the lines of a text begin."""
    start = 0
    while start >= 0:
        yield start
        start = text.find("\n", start) + 1 or -1


def _marks(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the lesions' own names at the start of lines that no sign parts from what they are."""
    if "\n" not in text:
        return
    told = [one for one in map(_MARK.match, repeat(text), _line_starts(text)) if one is not None]
    runs: dict[str, list[str]] = {}
    for one in told:
        marks = runs.setdefault(_kind(one), [])
        if one["mark"].upper() not in marks:
            marks.append(one["mark"].upper())
    for one in told:
        name, marks = _kind(one), runs[_kind(one)]
        if (
            len(marks) < (3 if name == _NUMBER else 2)
            or marks != [_follows(marks[0], at) for at in range(len(marks))]
            or marks[0] not in "1A"
        ):
            continue
        word = one["name"].strip() if name in _KNOWN else "Tumor" if name in ("t", "case") else "Lesion"
        sign = "" if one["sign"].strip() else ":"
        start, end = one.start("name"), one.end("mark")
        if sign or name not in _KNOWN:
            yield start, end, (Part(f"{word} {one['mark'].upper()}{sign}", start, end),)


_NUMBER: Final = "#"
"""The kind of rows that begin with their numbers alone: "1 right helix / shave / 5 mm papule"."""

_KNOWN: Final = frozenset({"site", "tumor", "tumour", "lesion", "spot", "mole", "growth", "cyst", "specimen", "wound"})
"""Names of lesions that the reader knows with a sign behind them."""


def _kind(one: re.Match[str]) -> str:
    return one["name"].strip().lower() or (_NUMBER if one["mark"].isdigit() else "")


def _follows(first: str, at: int) -> str:
    return str(int(first) + at) if first.isdigit() else chr(ord(first) + at)


def _keys(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the letters that a key says which places are meant by: "Key: A = L cheek, B = R forearm. A, B: shave"."""
    told = list(_KEY.finditer(text)) if "=" in text else []
    named = {one["mark"]: one for one in told}
    if len(named) < 2 or list(named) != [chr(65 + at) for at in range(len(named))]:
        return
    for one in _KEYED.finditer(text, told[-1].end()):
        place = named.get(one[0])
        if place is not None:
            yield one.start(), one.end(), (Part(place["place"], *one.span()),)
