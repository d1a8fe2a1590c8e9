"""Skin tags: one code for up to 15, an add-on for each further ten or part, by every method (TAG-1, TAG-2)."""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.destroyed import by_session
from cleanskin.charge.lesion.lines import line

FAMILY = Family(name="skin_tags", covers=("skin_tag_removal",))

_INCLUDED: Final = 15
"""Tags that the first code stands for."""
_STEP: Final = 10
_QUOTED: Final = (*words.ACT, *words.COUNT, *words.DISEASE)


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the tags of each sitting."""
    for held in by_session(act for act in case.acts if act.kind == "tag_removal" and not act.open_question):
        yield from _tags(held, case)


def further_units(number: int) -> int:
    """Return the units of the add-on for a number of tags: each ten beyond 15, or part of ten."""
    return max(0, -(-(number - _INCLUDED) // _STEP))


def _tags(acts: list[Act], case: Case) -> Iterator[Drafted]:
    lesions = [act.lesion for act in acts]
    number = sum(act.how_many for act in acts)
    many = f"{number} skin tags" if number > 1 else "A skin tag"
    yield line(
        case,
        lesions,
        code="11200",
        quoting=_QUOTED,
        why=f"{many} removed: up to {_INCLUDED} are one code, by any method.",
        why_not=("17110, 11300 to 11313, 11400 and up: tags have a code of their own, whatever the method.",),
        rules=("TAG-1", "TAG-2"),
    )
    units = further_units(number)
    if units:
        why = f"{number - _INCLUDED} tags beyond {_INCLUDED}: one unit for each ten or part of ten."
        yield line(case, lesions, code="11201", units=units, quoting=_QUOTED, why=why, rules=("TAG-1",))
    if any(lesion.count is None and lesion.count_is_vague for lesion in lesions):
        yield words.ask(
            topic="count",
            question="How many skin tags were removed?",
            lesions=lesions,
            sentence="___ skin tags were removed.",
            why=f"Beyond {_INCLUDED} tags there is an add-on code.",
            codes=("11200", "11201"),
            rules=("TAG-1",),
        )
