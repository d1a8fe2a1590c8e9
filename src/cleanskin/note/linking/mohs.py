"""Mohs surgery as notes tell it: how many stages, and how many blocks in each.

"Stage 1 with 4 blocks", "three stages (3 + 2 + 2 blocks)", "7 blocks in stage 1", "Stage I: 2 sections", "stages: 2",
"stages 2 and 3 had 2 blocks each", "two additional layers".  A stage whose blocks are not told has 0 blocks.

The words are read in order: names of stages, numbers of stages, numbers of blocks.  Blocks go to the stage named last
before them, or to the one that their own words name ("in the first"), else to the stages in order.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.note.sought import Sought

_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "a": 1, "an": 1, "another": 1, "single": 1, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6,
    "7th": 7, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "initial": 1,
}  # fmt: skip
_N = r"(?:\d{1,2}(?![\d.]*\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\ssingle|single)"
_ORDINAL: Final = r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|initial)"
_NAME: Final = r"(?:\d{1,2}(?!-0)|[ivx]{1,4}|one|two|three|four|five|six)"
_STAGE: Final = r"(?:stages?|stgs?|st\b|layers?|pass(?:es)?\b|rounds?\b|takes?\b|tiers?\b)"
_BLOCK: Final = (
    r"(?:(?:tissue|frozen|separate|histologic)\s+)*(?:blocks?|blks?|bls?|sections?|pieces?|pcs|chips?"
    r"|specimens?|quadrants?)"
)
_AND: Final = r"\s*(?:-|\u2013|to|through|,(?:\s*and)?|and|&|\+|/)\s*"
_DISEASE: Final = (
    r"(?!\s+(?:melanoma|disease|cancer|scc|squamous|merkel"
    r"|(?:of\s(?:the\s)?)?(?:\w+\s)?(?:repair|reconstruction|flap|interpolat\w*|paramedian|forehead|melolabial)))"
)

_STAGE_NAMED: Final = re.compile(_STAGE)
_TOKEN: Final = re.compile(
    rf"""
    (?:(?<!\w)(?=[\w\#])|(?=\#|number\sof|no\.\sof|total)|(?<=\sx)(?=\w))  # nowhere else can one begin
    (?=[\d\#]|a(?:n[\so-]|dd|\s|-)|bl|ch|cl|e(?:i|le|x)|f(?:i[frv]|ou|ur|ro)|his|i(?:[ivx]|ni|\W)|lay|n(?:in|um|o\.|e[ge])
        |one|p(?:ie|cs|as)|qu|r(?:eq|ou)|s(?:e|i[nx]|t|pe)|t(?:o[to]|w|h(?:r|ir)|en|i[es]|ak)|[vx](?:[ivx]|\W))
    (?:
    (?P<orders>\b{_ORDINAL}(?:{_AND}{_ORDINAL})*)\s+(?:(?:mohs|surgical|thin|frozen|horizontal|saucerized|flat)\s+)*{_STAGE}\b
    |(?:\#\s*of|number\sof|no\.\sof|total(?:\sof)?)\s+(?:mohs\s+)?{_STAGE}[\s:=(]*(?P<told>{_N})\b
    |\bstages\s*(?:required|needed|taken|performed|total)?\s*(?:[:=x(]\s*|\s)(?P<listed>{_N})\b
        (?!\s*{_BLOCK}\b(?!\s*[:=])|{_AND}{_N}\b|\s*\()
    |\b{_STAGE}\s*x\s*(?P<times>\d)\b
    |\b(?:stages|layers)\s*(?:\#|:|no\.?|number)?\s*
        (?P<listing>{_NAME}\b(?:{_AND}{_NAME}\b(?!\s*{_BLOCK}))+)(?!\s*{_BLOCK}\b)
    |\b{_STAGE}\s*(?:\#|:|no\.?|number)?\s*
        (?P<names>{_NAME}\b(?:\s*(?:and|&|through|to)\s*(?:\d|[ivx]{{1,4}})\b(?!\s*(?:{_BLOCK}|mm|cm)\b))?)
        (?!\s*{_BLOCK}\b){_DISEASE}
    |\b(?P<more>{_N}|an?|another)[\s-]+(?:(?:additional|more|further|extra|subsequent|other)\s+)+(?:mohs\s+)?{_STAGE}\b
    |(?<!no\s)(?<!without\s)(?<!\d\s)\b(?P<plus>additional|further|extra)\s+(?:mohs\s+)?(?:stage|layer)\b
    |\b(?P<another>another)\s+(?:mohs\s+)?{_STAGE}\b
    |\b(?P<back>(?:(?:an?|one)\s+(?:further|second|additional|new)|another|further|for\s+that)\s+(?:thin\s+|small\s+)?
        (?:sliver|strip|wafer|crescent|slice|saucer))\b
    |\b(?:clear(?:ed)?|neg(?:ative)?|needed|needing|required|requiring|took|taking)\s+(?:in|after|with|on|at|by)?\s*
        (?P<cleared>{_N})\b(?!\s*(?:{_BLOCK}|of\b|more|additional|further|cm|mm|sq|ml|cc|o'?clock|days?|weeks?|hours?|min\w*|months?
        |years?|sutures?|stitch\w*|injections?|visits?|layers?|deep|area)\b|\.\d|\s*%)
    |(?:(?<![\w.])|(?<=\sx))(?P<count>{_N}|a)[ \t-]+
        (?:(?:total|mohs|surgical|separate|thin|frozen|horizontal|flat)\s+)*{_STAGE}\b
    |(?<![\w.])(?<!\d:(?=[0-5]\d\b))(?P<blocks>{_N}(?:(?:\s*[+,;/&]\s*|\s+and\s+|,\s*and\s+|\s+then\s+){_N})*)[\s-]+{_BLOCK}\b(?!\s*[:=])
        (?P<each>\s+(?:each|apiece|per\sstage|per\slayer|in\s(?:each|both|all)))?
    |\b(?P<roman>[ivx]{{1,4}}\s*[-=:]\s*\d{{1,2}})\b
    |\b{_BLOCK}(?:\s+per\s+stage|\s+taken|\s+examined|\s+processed)?\s*(?:[:=x(]|\bof\b|\s)\s*
        (?P<after>{_N}(?:(?:\s*[+,;/&]\s*|\s+and\s+|,\s*and\s+|\s+then\s+){_N})*)\b(?!\s*(?:cm|mm|%|stage|layer)))
    """,
    re.VERBOSE,
)
_IN_STAGE: Final = re.compile(
    rf"(?<![\w.])(?P<blocks>{_N})\s*(?:{_BLOCK}\s+)?(?:[a-z]+\s+){{0,3}}?(?:in|for|on|at|during)\s+(?:the\s+)?"
    rf"(?:{_STAGE}\s*\#?\s*(?P<name>{_NAME})\b|(?P<order>{_ORDINAL})(?:\s+{_STAGE})?)\b",
)
_ORDER_OF_BLOCKS: Final = re.compile(
    rf"(?<![\w-])(?P<order>{_ORDINAL})(?:\s+(?:one|round|pass|level|cut))?(?:\s*[,:=(\u2013\u2014-]\s*|\s+)"
    r"(?:(?:was|had|with|took|needed|required|came|as|in|cut|divided|split|of|only|just)"
    rf"\s+){{0,3}}(?P<into>into\s+)?(?P<blocks>{_N})(?(into)(?!\s*(?:cm|mm|{_STAGE}))(?:\s+{_BLOCK})?|\s+{_BLOCK})\b",
)
"""A stage by its number alone, with its blocks: "the second, two blocks, was clear", "second into 4"."""
_BLOCKS_BY_ORDER: Final = re.compile(rf"\b1st\s*[:=(]?\s*{_N}\s+{_BLOCK}")
_ORDER_LAST: Final = re.compile(rf"(?<![\w-])the\s+{_ORDINAL}(?:\s+one)?\s*,?\s*$", re.IGNORECASE)
_BARE: Final = re.compile(
    rf"(?:,(?=\s*{_N}\s*(?:[.;)]|,\s*stage|$)))?[\s:=(|-]*"
    r"(?:had|with|was|were|used|took|required|needed|of|in|into|as|(?:cut|divided|split) into|processed (?:as|in))?\s*"
    rf"(?P<blocks>{_N})(?=[\s,;.)|]|$)(?!\s*(?:cm|mm|%|sq|o'?clock|{_STAGE}))",
    re.IGNORECASE,
)
_THEN: Final = re.compile(
    rf"(?:\s*[,;]?\s*(?:and\s+)?(?:then|followed by|next)\s+{_N}(?!\w|\.\d|\s*(?:mm|cm|%|{_STAGE}\b)))+", re.IGNORECASE
)
"""Numbers of blocks that follow the first one without their noun: "7 blocks, then 6, then 2"."""
_ORDER_ALONE: Final = re.compile(
    rf"\b(?P<order>{_ORDINAL}|[ivx]{{1,4}}(?=\s*[(:=]))\s*(?:one\s+)?(?:=|:|\(|had|with|was"
    rf"|took)?\s*(?P<blocks>{_N})(?:\s+{_BLOCK})?"
    r"(?=[\s,;.)]|$)(?!\s*(?:cm|mm|sq))",
)
_TABLE: Final = Sought(
    rf"{_STAGE}\s{{0,3}}\#?\W{{1,40}}(?:no\.?|number|\#)?\s{{0,3}}(?:of\s{{1,3}})?{_BLOCK}[^\n\d]{{0,80}}\n"
    r"(?:\W{0,40}(?:\d{1,2}|[ivx]{1,3})\W{1,40}\d{1,2}\b[^\n]*(?:\n|$))+",
    re.IGNORECASE,
)
_ROW_BELOW: Final = re.compile(r"\n\W{0,40}+(?:\d{1,2}|[ivx]{1,3})\W{1,40}+\d{1,2}\b")
"""A row of such a table in small letters, as every table has one below its head."""

_ROW: Final = re.compile(r"^\W{0,40}(?P<name>\d{1,2}|[ivx]{1,3})\W{1,40}(?P<blocks>\d{1,2})\b", re.I | re.MULTILINE)
_LIMIT: Final = re.compile(
    r"(?:[<\u2264]=?|over|than|beyond|exceed\w*|up to|least|most|under|within|maximum of|max)\s*$", re.I
)
_EACH_BEFORE: Final = re.compile(r"\b(?:each|every|both|all)\b[^.;\n]{0,24}$", re.IGNORECASE)
_SEWN: Final = re.compile(r"(?:clos|sutur|repair|approximat|layered)\w*[^.;\n]{0,24}$", re.IGNORECASE)
_SEWING: Final = re.compile(r"\s*(?:linear\s+|plastic\s+)?(?:clos|repair|fashion|sutur|technique)", re.IGNORECASE)
_COMING: Final = re.compile(
    r"\s*(?:(?:is|was|will be|to be)\s+)?(?:planned|scheduled|deferred|postponed|tomorrow|next week"
    r"|not (?:needed|required|done))|\s*[:=|]\s*(?:[-\u2013\u2014]{1,3}|n/?a|none)(?=\s*(?:[.;,|\n]|$))",
    re.IGNORECASE,
)
"""What behind the name of a stage says that it was not done."""
_NUMBER: Final = re.compile(r"[a-z]+|\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_RANGE: Final = re.compile(r"\s(?:to|through)\s|-|\u2013", re.IGNORECASE)
_STAGES_MAX: Final = 20


class Stages(NamedTuple):
    """Blocks of each stage in order, and the characters [start, end) that tell of them."""

    blocks: tuple[int, ...]
    start: int
    end: int


class _Told:
    """What was read so far of the stages and blocks of one tumor."""

    def __init__(self) -> None:
        self.named: dict[int, int] = {}
        self.count = self.more = 0
        self.open: list[int] = []
        self.loose: list[int] = []
        self.each = 0
        self.in_stages = False
        self.spans: list[tuple[int, int]] = []

    def name(self, stages: Sequence[int]) -> None:
        """Take the names of stages."""
        for one in stages:
            self.named.setdefault(one, 0)
        self.open = list(stages)

    def take(self, blocks: Sequence[int], *, is_each: bool) -> None:
        """Take numbers of blocks for the stages named last, or for those that follow in order."""
        if self.open:
            numbers = list(blocks) * len(self.open) if len(blocks) == 1 else list(blocks)
            for stage, number in zip(self.open, numbers):
                self.named[stage] = self.named.get(stage, 0) or number
            self.open = []
        elif is_each and len(blocks) == 1:
            self.each = blocks[0]
        else:
            self.loose.extend(blocks)

    def total(self) -> int:
        """Return how many stages there were."""
        count = self.count
        if self.more:
            count = count if count > self.more else max(count, 1) + self.more
        return min(max(count, max(self.named, default=0)), _STAGES_MAX)


_LIKE_SMALL: Final = str.maketrans("\u0130\u0131\u017f", "iis")
"""Letters that count as small ones of another form, or become two."""

REACH: Final = 20_000
"""Most characters in which the stages of one tumor are looked for: the longest note of one visit."""


def stages_of(text: str, start: int, end: int) -> Stages | None:
    """Return the stages that characters [start, end) of a note tell of; None when they tell of none.

    They are read in small letters, each at its place.
    """
    told = _Told()
    part = text[start : min(end, start + REACH)].translate(_LIKE_SMALL).lower()
    part = _stated_in(part, told)
    part = _rows(part, told)
    at = 0
    while found := _TOKEN.search(part, at):
        at = _read(found, part, told)
    if told.named:
        _orders_alone(part, told)
    total = told.total()
    if not total and not told.each and len(told.loose) < 2:
        return None
    blocks = _blocks(told, total)
    if not blocks:
        return None
    return Stages(blocks, start + min(one[0] for one in told.spans), start + max(one[1] for one in told.spans))


def ends_with_order(gap: str) -> bool:
    """True when the last words name a stage by its number alone, whose blocks follow: "positive; the second,"."""
    return _ORDER_LAST.search(gap) is not None


def tables_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where tables of stages that begin in characters [start, end) stand; their rows may reach beyond."""
    return [one.span() for one in _TABLE.finditer(text, start, min(len(text), end + REACH)) if one.start() < end]


def _stated_in(part: str, told: _Told) -> str:
    """Read "6 blocks in the first stage", and leave it out of the rest."""
    if not (_STAGE_NAMED.search(part) or _BLOCKS_BY_ORDER.search(part)):
        return part
    for found in list(_ORDER_OF_BLOCKS.finditer(part)):
        stage = _number(found["order"])
        told.named[stage] = told.named.get(stage, 0) or _number(found["blocks"])
        told.spans.append(found.span())
        part = part[: found.start()] + "\n" * (found.end() - found.start()) + part[found.end() :]
    for found in list(_IN_STAGE.finditer(part)):
        stage = _number(found["name"] or found["order"])
        if stage and not _LIMIT.search(part[: found.start()][-16:]):
            told.named[stage] = told.named.get(stage, 0) or _number(found["blocks"])
            told.spans.append(found.span())
            part = part[: found.start()] + "\n" * (found.end() - found.start()) + part[found.end() :]
    return part


def _read(found: re.Match[str], part: str, told: _Told) -> int:
    """Take one word for stages or blocks; return where to read on."""
    kind = found.lastgroup if found.lastgroup != "each" else "blocks"
    words = found[kind or 0]
    end = found.end()
    if kind in ("count", "orders", "names", "listing") and "layer" in found[0].lower() and _is_of_sutures(found, part):
        return end
    if kind == "count" and "layer" in found[0].lower() and (told.count or told.named) and told.in_stages:
        return end  # "one stage ... closed, two layers": the stages were told by their name
    if kind in ("blocks", "after"):
        if _LIMIT.search(part[: found.start()][-16:]):
            return end
        is_each = bool(found["each"]) or bool(_EACH_BEFORE.search(part[: found.start()][-40:]))
        tail = None if told.open or is_each else _THEN.match(part, end)
        told.take(_numbers(words) + _numbers(tail[0] if tail else ""), is_each=is_each)
        end = tail.end() if tail else end
    elif kind in ("orders", "names", "listing") and _COMING.match(part, end):
        return end
    elif kind in ("orders", "names", "listing"):
        told.name(_stages(words))
        bare = _BARE.match(part, end)
        if bare and len(told.open) == 1 and not _TOKEN.match(part, bare.start("blocks")):
            told.take([_number(bare["blocks"])], is_each=False)
            end = bare.end()
    elif kind == "roman":
        numbers = _numbers(words)
        if len(numbers) == 2:  # "II: 0 blks" tells of no stage
            told.named[numbers[0]] = numbers[1]
    elif kind in ("more", "another", "plus", "back"):
        number = 1 if kind in ("plus", "back") else _number(words)
        if number == 1 and "layer" in found[0].lower() and told.open and max(told.open) > 1:
            told.spans.append((found.start(), end))
            return end  # "Stage II: additional layer" tells of that stage
        told.more += number
        told.open = [max(told.count, *told.named, 1) + 1] if number == 1 and told.named else []
    else:
        told.count = max(told.count, _number(words))
        told.open = []
    told.spans.append((found.start(), end))
    told.in_stages = told.in_stages or "st" in found[0].lower()
    return end


def _rows(part: str, told: _Told) -> str:
    """Read a table with a line for each stage: its number, its blocks; and leave it out of the rest."""
    for found in list(_TABLE.expression.finditer(part)) if _ROW_BELOW.search(part) else ():
        for row in _ROW.finditer(found[0]):
            told.named[_number(row["name"])] = _number(row["blocks"])
        told.spans.append(found.span())
        part = part[: found.start()] + "\n" * (found.end() - found.start()) + part[found.end() :]
    return part


def _orders_alone(part: str, told: _Told) -> None:
    """Read "second 3" after "first stage 4"."""
    for found in _ORDER_ALONE.finditer(part):
        stage = _number(found["order"])
        if not told.named.get(stage) and not any(a < found.end() and found.start() < b for a, b in told.spans):
            told.named[stage] = _number(found["blocks"])
            told.spans.append(found.span())


def _blocks(told: _Told, total: int) -> tuple[int, ...]:
    """Return the blocks of each stage."""
    blocks = [told.named.get(at, 0) or told.each for at in range(1, total + 1)]
    empty = [at for at, number in enumerate(blocks) if not number]
    if not total:
        return tuple(told.loose) if not told.each else ()
    if len(told.loose) == len(empty):
        for at, number in zip(empty, told.loose):
            blocks[at] = number
    return tuple(blocks)


def _is_of_sutures(found: re.Match[str], part: str) -> bool:
    """True for layers in which a wound was sewn."""
    return bool(_SEWN.search(part[: found.start()][-40:]) or _SEWING.match(part, found.end()))


def _stages(words: str) -> list[int]:
    """Return the stages that a list or a range of names means."""
    numbers = [one for one in map(_number, _NUMBER.findall(words)) if one]
    if len(numbers) == 2 and _RANGE.search(words) and numbers[0] < numbers[1] <= _STAGES_MAX:
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


def _numbers(words: str) -> list[int]:
    return [one for one in map(_number, _NUMBER.findall(words.lower().replace("a single", "single"))) if one]


def _number(words: str) -> int:
    name = words.lower().replace("a single", "single")
    return int(name) if name.isdigit() else _NUMBERS.get(name, 0)
