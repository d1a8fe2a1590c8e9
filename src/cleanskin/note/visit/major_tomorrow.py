"""Operations of 90 global days that are planned for the day after the visit (57, EM-7)."""

import re
from typing import Final

from cleanskin.note.mention import sentence_at
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks

_TOMORROW: Final = Sought(r"\btomorrow\b|\b(?:the )?(?:next|following) (?:day|morning)\b", re.I)
_MAJOR_WORDS: Final = re.compile(
    r"\b(?:90[- ]day|major (?:surgery|procedure|operation)|flap|skin graft|FTSG|STSG)\b", re.I
)
_MAJOR_TUMORS: Final = frozenset({"lipoma", "angiolipoma", "soft_tissue_tumor"})


def major_tomorrow(marks: Marks) -> bool | None:
    """True when an operation of 90 days is planned for the next day: a flap, a graft, a tumor below the skin."""
    for found in _TOMORROW.finditer(marks.text):
        sentence = sentence_at(marks.marked, found.start())
        if sentence is None:
            continue
        inside = (sentence.start, sentence.end)
        acts = (one for kind in ("technique", "closure") for one in marks.by_kind.get(kind, ()))
        planned = any(one.scope == "planned" and inside[0] <= one.start < inside[1] for one in acts)
        of_tumor = planned and any(one.value in _MAJOR_TUMORS for one in marks.of("condition"))
        if planned and (of_tumor or _MAJOR_WORDS.search(marks.text, *inside)):
            return True
    return None
