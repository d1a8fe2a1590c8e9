"""What a note leaves open or says twice differently, with the words that say it.

Contradictions are those of coding practice: an excision that stays within the dermis, a biopsy called a removal, one
lesion cut out and also scraped, fifteen keratoses billed and fewer told, one lesion on both sides, the examination on
one side and the procedure on the other.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.mention import MarkedText
from cleanskin.record.encounter import Evidence, Lesion, Unclear

_DEEP: Final = frozenset({"full_thickness", "to_fat", "to_fascia", "subcutaneous", "subfascial", "by_punch"})
_SCRAPED: Final = frozenset({"curettage", "electrodesiccation"})
_MANY: Final = ("17004", 15)
"""The code for fifteen or more actinic keratoses (DES-1)."""


def doubts(marked: MarkedText, lesions: Sequence[Lesion]) -> tuple[Unclear, ...]:
    """Return what is unclear: of the whole note first, then lesion by lesion."""
    return (
        *_of_note(marked, lesions),
        *(one for lesion in lesions for one in _of_lesion(lesion)),
        *_sides(lesions),
        *_billed_many(marked, lesions),
    )


def _of_note(marked: MarkedText, lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    if not marked.text.strip():
        yield Unclear(topic="empty", message="The note is empty.")
    elif marked.language != "en":
        yield Unclear(topic="language", message=f"The note is not in English (it looks like {marked.language}).")
    elif not any(character.isalpha() for character in marked.text):
        yield Unclear(topic="unreadable", message="The note holds no words.")
    others = [one for one in marked.mentions if one.kind == "technique" and one.scope == "other_person"]
    if others:
        quotes = tuple(Evidence("technique", one.start, one.end, one.words) for one in others)
        yield Unclear(topic="other_patient", message="The note tells of somebody else's procedure.", evidence=quotes)


def _of_lesion(lesion: Lesion) -> Iterator[Unclear]:
    done = {lesion.technique, *lesion.further_techniques}
    if lesion.count_is_vague and (lesion.technique or lesion.intent):
        message = "How many lesions were treated is not told in a number."
        yield _unclear(lesion, message, ("count", "technique"), topic="vague_count")
    if lesion.technique == "excision" and lesion.depth == "partial_thickness" and not _DEEP & set(lesion.features):
        message = "The lesion is called excised, but the depth told stays within the dermis."
        yield _unclear(lesion, message, ("technique", "features"))
    if lesion.technique == "excision" and done & _SCRAPED:
        yield _unclear(lesion, "The lesion is called excised and also curetted or desiccated.", ("technique",))
    words = " ".join(one.words.lower() for one in lesion.evidence if one.field == "technique")
    if lesion.technique == "tangential" and lesion.intent == "sample" and "remov" in words:
        yield _unclear(lesion, "The shave is called a biopsy and also a removal.", ("technique",))
    if lesion.side == "bilateral" and lesion.count == 1:
        yield _unclear(lesion, "One lesion is told on both sides.", ("side", "site", "count"))


def _sides(lesions: Sequence[Lesion]) -> Iterator[Unclear]:
    """Yield lesions treated on one side and told only on the other."""
    for one in lesions:
        if not one.technique or one.side not in ("left", "right"):
            continue
        for other in lesions:
            if other.technique or other.intent or other.planned_technique or not other.side or other.side == one.side:
                continue
            if other.site == one.site and other.side != "bilateral" and other.condition in ("", one.condition):
                message = (
                    f"The lesion is on the {other.side} in one place of the note and on the {one.side} in another."
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
            topic="contradiction", message=message, lesions=tuple(one.id for one in told), evidence=(*counts, *quotes)
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
