"""Mohs surgery that goes over two days: the stages of today alone are today's (MOH-5).

Each stage is of the day told in its own part of the sentence, else of the day told last: "stage 1 and 2 done yesterday,
stage 3 today, one block".  A note without stages of yesterday is left as it is.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanskin.note.number_patterns import WORD_NUMBERS
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Evidence, Lesion, PriorProcedure

_BEFORE: Final = Sought(
    r"\b(?:yesterday(?:'?s)?|the day before|previous day|last night)\b|\bday (?:1|one)\b", re.IGNORECASE
)
_NOW: Final = re.compile(
    r"\b(?:today(?:'?s)?|this morning|this afternoon|now|next day|second day|following day|day (?:2|two))\b",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"[^.;,\n]+(?:\.(?=\d)[^.;,\n]+)*")
_WORDS: Final = r"\d{1,2}|one|two|three|four|five|six|seven|eight|an?|another"
_COUNTED: Final = re.compile(
    rf"\b(?P<n>{_WORDS}) (?:(?:more|further|additional|extra|mohs|final|last|\w+ mohs) ){{0,2}}(?:stages?|layers?)\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"\b(?:stages?|layers?) (?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five)\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)) (?:mohs )?(?:stage|layer)\b",
    re.IGNORECASE,
)
_STAGE: Final = re.compile(r"\b(?:stages?|layers?)\b|\bmohs\b[^.;\n]{0,40}\b(?:begun|started|stopped)\b", re.IGNORECASE)
_BLOCKS: Final = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight) (?:tissue )?(?:blocks?|pieces?|sections?)\b",
    re.IGNORECASE,
)


class _Today(NamedTuple):
    """The stages of today, the blocks told for them, and the words of the first."""

    stages: int
    blocks: tuple[int, ...]
    evidence: Evidence


def of_today(text: str, lesions: Sequence[Lesion], prior: Sequence[PriorProcedure]) -> tuple[Lesion, ...]:
    """Return the lesions with the stages of today alone where Mohs surgery of yesterday goes on."""
    if not _BEFORE.search(text) or not _NOW.search(text) or "mohs" not in text.lower():
        return tuple(lesions)
    today = _today(text)
    if today is None:
        return tuple(lesions)
    mohs = [one for one in lesions if one.technique == "mohs"]
    blocks = today.blocks if len(today.blocks) == today.stages else today.blocks[:1] * today.stages
    blocks = blocks or (0,) * today.stages
    if len(mohs) == 1:
        went_on = replace(mohs[0], mohs_blocks=blocks, features=(*mohs[0].features, "next_day_stage"))
        return tuple(went_on if one is mohs[0] else one for one in lesions)
    begun = [one for one in prior if one.technique == "mohs"]
    if mohs or len(begun) != 1 or lesions:
        return tuple(lesions)
    return (
        Lesion(
            id="L1",
            technique="mohs",
            intent="remove",
            site=begun[0].site,
            side=begun[0].side,
            condition=begun[0].condition,
            mohs_blocks=blocks,
            features=("next_day_stage",),
            evidence=(today.evidence,),
        ),
    )


def _today(text: str) -> _Today | None:
    """Return what was done today; None unless stages of yesterday, or their beginning, are told as well."""
    is_now = is_begun = False
    numbered: set[str] = set()
    counted, blocks = 0, []
    first: Evidence | None = None
    for part in _PART.finditer(text):
        words = part[0]
        before, now = _BEFORE.search(words), _NOW.search(words)
        is_now = bool(now) if before or now else is_now
        if before:
            is_begun = is_begun or _STAGE.search(words) is not None or "mohs" in words.lower()
            is_now = now is not None and now.start() > before.start()
        if not is_now:
            continue
        found = _NUMBERED.search(words) or _COUNTED.search(words) or _STAGE.search(words)
        numbered |= {one[0].lower() for one in _NUMBERED.finditer(words)}
        counted += sum(_number(one["n"]) for one in _COUNTED.finditer(words))
        blocks += [_number(one["n"]) for one in _BLOCKS.finditer(words)]
        if found is not None and first is None:
            first = Evidence("technique", part.start() + found.start(), part.start() + found.end(), found[0])
    if not is_begun or first is None:
        return None
    return _Today(max(len(numbered), counted, 1), tuple(blocks), first)


def _number(words: str) -> int:
    told = words.lower()
    return int(told) if told.isdigit() else 1 if told in ("a", "an", "another") else WORD_NUMBERS[told]
