"""Mohs surgery as notes tell it: how many stages, and how many blocks in each.

"Stage 1 with 4 blocks", "three stages (3 + 2 + 2 blocks)", "7 blocks in stage 1", "Stage I: 2 sections".  A stage whose
blocks are not told has 0 blocks.
"""

import re
from typing import NamedTuple

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "a": 1, "single": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
    "vi": 6, "vii": 7, "viii": 8,
}  # fmt: skip
_N = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a single|single)"
_ORDINAL = r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth)"
_STAGE = r"(?:stages?|stgs?|layers?)"
_BLOCK = r"(?:tissue |frozen )?(?:blocks?|blks?|sections?|pieces?|specimens?|quadrants?)"
_NAME = r"\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six"
_NAMED = rf"(?:{_STAGE}\s*#?\s*(?P<name>{_NAME})\b|(?P<order>{_ORDINAL})\s+{_STAGE})"

_STAGE_THEN_BLOCKS = re.compile(
    rf"{_NAMED}[^.;\n]{{0,40}}?(?<![\w.])(?P<blocks>{_N})\s*(?:{_BLOCK})?(?=\W|$)(?!\s*(?:cm|mm|stage))", re.IGNORECASE
)
_BLOCKS_THEN_STAGE = re.compile(
    rf"(?P<blocks>{_N})\s+{_BLOCK}[^.;,\n]{{0,24}}?\b(?:in|for|on|at|during)\s+(?:the\s+)?{_NAMED}", re.IGNORECASE
)
_ORDER_ALONE = re.compile(
    rf"\b(?P<order>{_ORDINAL})\s*(?:=|:|had|with|was)?\s*(?P<blocks>\d{{1,2}})(?:\s+{_BLOCK})?(?=[\s,;.)]|$)(?!\s*(?:cm|mm|sq))",
    re.IGNORECASE,
)
_STAGES = re.compile(rf"(?<![\w.])(?P<stages>{_N})[\s-]+(?:mohs\s+|further\s+)?{_STAGE}\b", re.IGNORECASE)
_TABLE = re.compile(rf"(?<![\w.])(\d{{1,2}}(?:\s*(?:\+|,|;|and|&)\s*\d{{1,2}})+)\s*{_BLOCK}", re.IGNORECASE)
_TABLE_AFTER = re.compile(
    rf"{_BLOCK}(?:(?!stage)[^.\n\d]){{0,30}}?(\d{{1,2}}(?:\s*(?:\+|,|;|and|&|/)\s*\d{{1,2}})+)", re.IGNORECASE
)
_ANY_NAMED = re.compile(_NAMED, re.IGNORECASE)
_EACH = re.compile(
    rf"(?<![\w.])(?P<blocks>{_N})\s+{_BLOCK}\s+(?:each|per stage|in each)"
    rf"|each (?:with|of|had) (?P<more>{_N})\s+{_BLOCK}",
    re.IGNORECASE,
)
_BLOCKS = re.compile(rf"(?<![\w.+])(?P<blocks>{_N})\s+{_BLOCK}\b", re.IGNORECASE)


class Stages(NamedTuple):
    """Blocks of each stage in order, and the characters [start, end) that tell of them."""

    blocks: tuple[int, ...]
    start: int
    end: int


def stages_of(text: str, start: int, end: int) -> Stages | None:
    """Return the stages that characters [start, end) of a note tell of; None when they tell of none."""
    named: dict[int, int] = {}
    spans: list[tuple[int, int]] = []
    for pattern in (_BLOCKS_THEN_STAGE, _STAGE_THEN_BLOCKS):
        for found in pattern.finditer(text, start, end):
            if any(found.start() < last and first < found.end() for first, last in spans):
                continue
            stage = _number(found["name"] or found["order"])
            if stage and stage not in named:
                named[stage] = _number(found["blocks"])
                spans.append(found.span())
    if named:
        for found in _ORDER_ALONE.finditer(text, start, end):
            if not any(found.start() < last and first < found.end() for first, last in spans):
                named.setdefault(_number(found["order"]), _number(found["blocks"]))
                spans.append(found.span())
    for found in _ANY_NAMED.finditer(text, start, end):
        stage = _number(found["name"] or found["order"])
        if stage:
            named.setdefault(stage, 0)
            spans.append(found.span())
    told = _STAGES.search(text, start, end)
    count = _number(told["stages"]) if told else 0
    if told:
        spans.append(told.span())
    blocks = None if any(named.values()) else _table(text, start, end, count or max(named, default=0), spans)
    if blocks is None:
        total = max(count, max(named, default=0))
        if not total:
            return None
        blocks = tuple(named.get(at, 0) for at in range(1, total + 1))
    if not any(blocks):
        listed = [_number(one["blocks"]) for one in _BLOCKS.finditer(text, start, end)]
        if len(listed) > 1 and len(listed) == len(blocks):
            blocks = tuple(listed)
    if not any(blocks):
        blocks = _same_for_each(text, start, end, blocks, spans)
    return Stages(blocks, min(one[0] for one in spans), max(one[1] for one in spans))


def _table(text: str, start: int, end: int, count: int, spans: list[tuple[int, int]]) -> tuple[int, ...] | None:
    """Read "3 + 2 blocks": one number a stage."""
    for pattern in (_TABLE, _TABLE_AFTER):
        found = pattern.search(text, start, end)
        if found:
            blocks = tuple(int(one) for one in re.findall(r"\d+", found[1]))
            if not count or len(blocks) == count:
                spans.append(found.span())
                return blocks
    return None


def _same_for_each(
    text: str, start: int, end: int, blocks: tuple[int, ...], spans: list[tuple[int, int]]
) -> tuple[int, ...]:
    """Fill blocks that are told once: for each stage, or for the only one."""
    each = _EACH.search(text, start, end)
    if each:
        spans.append(each.span())
        return (_number(each["blocks"] or each["more"]),) * len(blocks)
    one = _BLOCKS.search(text, start, end) if len(blocks) == 1 else None
    if one and not re.search(
        r"(?:over|than|beyond|exceed\w*|up to)\s*$", text[max(start, one.start() - 12) : one.start()], re.I
    ):
        spans.append(one.span())
        return (_number(one["blocks"]),)
    return blocks


def _number(words: str) -> int:
    name = words.lower().replace("a single", "single")
    return int(name) if name.isdigit() else _NUMBERS.get(name, 0)
