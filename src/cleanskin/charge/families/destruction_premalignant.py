"""Precancers destroyed: the first, each of the second to fourteenth, or fifteen and more as one code (DES-1)."""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.families.pdt import is_in_field
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.destroyed import by_session, kind_of
from cleanskin.charge.lesion.lines import line

FAMILY = Family(name="destruction_premalignant", covers=("destruction_premalignant",))

_MANY: Final = 15
"""From this number on one code stands for all."""


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the precancers of each sitting, all methods and sites together."""
    acts = [
        act
        for act in case.acts
        if act.kind == "destruction" and not act.open_question and kind_of(act, case) == "premalignant"
    ]
    in_field = [act for act in acts if is_in_field(case, act.lesion)]
    if in_field:
        why = "The area got photodynamic therapy today: destroying its precancers is part of that."
        yield words.part_of("17000", why, [act.lesion for act in in_field], ("LGT-1",))
    for held in by_session([act for act in acts if act not in in_field]):
        vague = [act.lesion for act in held if act.lesion.count is None and act.lesion.count_is_vague]
        number = sum(act.how_many for act in held)
        if vague:
            yield words.ask(
                topic="count",
                question="How many actinic keratoses were treated, in all and at each site?",
                lesions=vague,
                sentence="___ actinic keratoses were treated: ___ at ___, ___ at ___.",
                why="The first, each further one, and fifteen or more have codes of their own.",
                codes=("17000", "17003", "17004"),
                rules=("DES-1",),
            )
            if number < _MANY:
                continue
        yield from _lines(held, number, case)


def _lines(acts: list[Act], number: int, case: Case) -> Iterator[Drafted]:
    if number >= _MANY:
        why = f"{number} precancers destroyed: {_MANY} or more are this code alone."
        yield _line("17004", 1, acts, why, ("17000, 17003: never beside it.",), case)
        return
    why = "The first of the precancers destroyed, counted over all sites and methods."
    yield _line("17000", 1, acts, why, ("17004: fewer than fifteen.", "17110: precancers, not benign lesions."), case)
    if number > 1:
        why = f"Precancers 2 to {number} of the sitting." if number > 2 else "The second precancer of the sitting."
        yield _line("17003", number - 1, acts, why, (f"17004: {number} are fewer than fifteen.",), case)


def _line(code: str, units: int, acts: list[Act], why: str, why_not: tuple[str, ...], case: Case) -> Draft:
    lesions = [act.lesion for act in acts]
    return line(
        case,
        lesions,
        code=code,
        units=units,
        quoting=(
            *words.ACT,
            *words.COUNT,
            *words.PLACE,
            *words.DISEASE,
        ),
        why=why,
        why_not=why_not,
        rules=("DES-1",),
    )
