"""What a note leaves open or says twice differently, with the words that say it.

Contradictions are those of coding practice: an excision that stays within the dermis, a biopsy called a removal, one
lesion cut out and also scraped, fifteen keratoses billed and fewer told, one lesion on both sides, the examination on
one side and the procedure on the other.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.mention import MarkedText
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Evidence, Lesion, Unclear

_DEEP: Final = frozenset({"full_thickness", "to_fat", "to_fascia", "subcutaneous", "subfascial", "by_punch"})
_SCRAPED: Final = frozenset({"curettage", "electrodesiccation"})
_MANY: Final = ("17004", 15)
"""The code for fifteen or more actinic keratoses (DES-1)."""

_LISTED_LEAST: Final = 2
"""Fewest places with a number that make a list."""

_BROKEN: Final = re.compile(r"\b(?:[A-Za-z]{2,}[0135@$|][a-z]{2,}|[A-Za-z]+[013@$|][a-z]+[013@$|][a-z]*)\b")
"""A word with digits for letters, as a scanner that misread leaves them: "kerat0ses"."""

_SPACED: Final = re.compile(r"(?:\b[A-Za-z] ){6,}[A-Za-z]\b")
"""Letters apart: "P a t i e n t"."""

_LIKE_LETTERS: Final = "0135@$|"
_MAY_BE_SPACED: Final = re.compile(r" [A-Za-z] [A-Za-z] ")
"""What stands in every broken word, and between all letters apart; a text without is not read letter by letter."""

_NOTHING: Final = Sought(
    r"\bprocedures?(?: notes?| done)?(?: today)?\s*[:=]\s*(?:none|nothing|n/a)\b(?: treated| done)?(?: today)?"
    r"|\bno (?:procedures?|treatments?) (?:was |were )?(?:done|performed|given)(?: today)?(?! (?:for|to|on|of))",
    re.IGNORECASE,
)
"""What says that nothing was done in the visit."""

_BROKEN_LEAST: Final = 2
_QUOTED_MOST: Final = 5
"""Most broken words that are quoted."""


def doubts(marked: MarkedText, lesions: Sequence[Lesion]) -> tuple[Unclear, ...]:
    """Return what is unclear: of the whole note first, then lesion by lesion."""
    return (
        *_of_note(marked, lesions),
        *(one for lesion in lesions for one in _of_lesion(lesion)),
        *_sides(lesions),
        *_billed_many(marked, lesions),
        *_listed_otherwise(marked, lesions),
        *_nothing_done(marked, lesions),
    )


def _may_be_broken(text: str) -> bool:
    """True where a sign that a scanner puts for a letter stands between a letter and a small one."""
    for sign in _LIKE_LETTERS:
        place = text.find(sign, 1)
        while place >= 0:
            if text[place - 1].isalpha() and text[place + 1 : place + 2].islower():
                return True
            place = text.find(sign, place + 1)
    return False


def _of_note(marked: MarkedText, lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    if not marked.text.strip():
        yield Unclear(topic="empty", message="The note is empty: what was seen and done?")
    elif marked.language != "en":
        yield Unclear(topic="language", message=f"The note is not in English (it looks like {marked.language}).")
    elif not any(character.isalpha() for character in marked.text):
        yield Unclear(topic="unreadable", message="The note holds no words.")
    else:
        text = marked.text
        broken = [*_BROKEN.finditer(text)] if _may_be_broken(text) else []
        broken += _SPACED.finditer(text) if _MAY_BE_SPACED.search(text) else ()
        if len(broken) >= _BROKEN_LEAST or any(" " in one[0] for one in broken):
            quotes = tuple(Evidence("text", one.start(), one.end(), one[0]) for one in broken[:_QUOTED_MOST])
            message = "Parts of the note cannot be read (letters and digits mixed up): compare them with the original."
            yield Unclear(topic="unreadable", message=message, evidence=quotes)
    others = [one for one in marked.mentions if one.kind == "technique" and one.scope == "other_person"]
    if others:
        quotes = tuple(Evidence("technique", one.start, one.end, one.words) for one in others)
        yield Unclear(
            topic="other_patient",
            message="Was this done to the patient of this note? It reads as somebody else's and is not coded.",
            evidence=quotes,
        )


def _of_lesion(lesion: Lesion) -> Iterator[Unclear]:
    done = {lesion.technique, *lesion.further_techniques}
    if lesion.count_is_vague and (lesion.technique or lesion.intent):
        message = "How many lesions were treated? The note gives no number."
        yield _unclear(lesion, message, ("count", "technique"), topic="vague_count")
    if lesion.technique == "excision" and lesion.depth == "partial_thickness" and not _DEEP & set(lesion.features):
        message = (
            "Was the full thickness removed? The lesion is called excised, but the depth told stays in the dermis."
        )
        yield _unclear(lesion, message, ("technique", "features"))
    if lesion.technique == "excision" and done & _SCRAPED:
        yield _unclear(
            lesion, "Was the lesion cut out, or curetted and desiccated? The note tells both.", ("technique",)
        )
    words = " ".join(one.words.lower() for one in lesion.evidence if one.field == "technique")
    if lesion.technique == "tangential" and lesion.intent == "sample" and "remov" in words:
        yield _unclear(
            lesion, "Was the shave a biopsy or a removal, by its intent? The note tells both.", ("technique",)
        )
    if lesion.side == "bilateral" and lesion.count == 1:
        yield _unclear(lesion, "On which side was it? One lesion is told on both sides.", ("side", "site", "count"))


def _sides(lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    """Yield lesions treated on one side and told only on the other."""
    for one in lesions:
        if not one.technique or one.side not in ("left", "right"):
            continue
        for other in lesions:
            if other.technique or other.planned_technique or not other.side or other.side == one.side:
                continue
            if other.intent and not other.specimen:
                continue
            is_alike = other.condition in ("", one.condition) or (not one.condition and other.certainty == "suspected")
            if other.site == one.site and other.side != "bilateral" and is_alike:
                message = (
                    f"Which side was treated? The lesion is on the {other.side} in one place of the note and on the"
                    f" {one.side} in another."
                )
                yield _unclear(one, message, ("site",), more=_quoted(other, ("site",)))


def _billed_many(marked: MarkedText, lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    """Yield a code for fifteen or more keratoses beside a smaller number of them."""
    code, least = _MANY
    named = [one for one in marked.mentions if one.kind == "code" and one.value.startswith(code)]
    told = [one for one in lesions if one.condition == "actinic_keratosis" and one.count is not None]
    total = sum(one.count or 0 for one in told)
    if named and told and total < least:
        quotes = tuple(Evidence("code", one.start, one.end, one.words) for one in named)
        counts = tuple(quote for one in told for quote in _quoted(one, ("count",)))
        message = f"The note names {code}, which stands for {least} lesions or more, and tells of {total}."
        yield Unclear(
            topic="contradiction", message=message, lesions=tuple(one.id for one in told), evidence=(*quotes, *counts)
        )


def _listed_otherwise(marked: MarkedText, lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    """Yield a number that is not the sum of the list behind it: "15 AKs: scalp 5, forehead 3, hands 3"."""
    if sum(1 for one in lesions if one.count is not None and one.site) < _LISTED_LEAST:
        return
    own = {(one.start, one.end): lesion for lesion in lesions for one in lesion.evidence if one.field == "count"}
    counts = [one for one in marked.mentions if one.kind == "count" and one.amount is not None]
    for head in counts:
        if (head.start, head.end) in own or head.unit not in ("", "lesion"):
            continue
        later = [one for one in counts if one.sentence == head.sentence and one.start > head.start]
        listed = [own[one.start, one.end] for one in later if (one.start, one.end) in own]
        if len(listed) < _LISTED_LEAST or len(listed) < len(later):
            continue
        between = marked.text[head.end : later[0].start]
        total = sum(one.count or 1 for one in listed)
        if head.amount != total and ("(" in between or ":" in between):
            quotes = (Evidence("count", head.start, head.end, head.words),)
            more = tuple(quote for one in listed for quote in _quoted(one, ("count",)))
            message = f"The note says {head.words} and lists {total}: which of the two holds?"
            names = tuple(one.id for one in listed)
            yield Unclear(topic="contradiction", message=message, lesions=names, evidence=(*quotes, *more))
            return


def _nothing_done(marked: MarkedText, lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    """Yield the words that nothing was done, beside lesions that something was done to."""
    done = [one for one in lesions if one.technique]
    found = _NOTHING.search(marked.text) if done else None
    if found is not None:
        message = f'The note says "{found[0]}" and tells of work on {len(done)} lesion(s): was anything done today?'
        quotes = (Evidence("text", found.start(), found.end(), found[0]),)
        more = tuple(quote for one in done for quote in _quoted(one, ("technique",)))
        yield Unclear(
            topic="contradiction", message=message, lesions=tuple(one.id for one in done), evidence=(*quotes, *more)
        )


def _unclear(
    lesion: Lesion,
    message: str,
    fields: tuple[str, ...],
    *,
    topic: str = "contradiction",
    more: tuple[Evidence, ...] = (),
) -> Unclear:
    return Unclear(topic=topic, message=message, lesions=(lesion.id,), evidence=(*_quoted(lesion, fields), *more))


def _quoted(lesion: Lesion, fields: tuple[str, ...]) -> tuple[Evidence, ...]:
    return tuple(one for one in lesion.evidence if one.field in fields)
