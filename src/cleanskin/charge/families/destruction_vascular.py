"""Vascular growths destroyed: the areas of all of them added, one code (DES-4)."""

from collections.abc import Iterator
from decimal import Decimal

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.destroyed import by_session, kind_of
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.tiers import candidates, label, sized

FAMILY = Family(name="destruction_vascular", covers=("destruction_vascular",))


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one code for the areas of a sitting."""
    acts = [
        act
        for act in case.acts
        if act.kind == "destruction" and not act.open_question and kind_of(act, case) == "vascular"
    ]
    for held in by_session(acts):
        yield from _areas(held, case)


def _areas(acts: list[Act], case: Case) -> Iterator[Drafted]:
    lesions = [act.lesion for act in acts]
    missing = [lesion for lesion in lesions if lesion.treated_area_sq_cm is None]
    total = sum((lesion.treated_area_sq_cm or Decimal(0) for lesion in lesions), Decimal(0))
    if missing:
        yield words.ask(
            topic="area",
            question=f"What area of the {words.named(missing[0])} was treated, in sq cm?",
            lesions=missing,
            sentence="The area treated was ___ sq cm in all.",
            why="The code follows the sum of the areas.",
            codes=candidates("destruction_vascular"),
            rules=("DES-4",),
        )
    found = sized("destruction_vascular", "", total, case.day) if total else None
    if found is None:
        return
    yield line(
        case,
        lesions,
        code=found.code,
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.DISEASE,
            "treated_area_sq_cm",
        ),
        why=f"{words.size(total)} sq cm in all areas together: {label(found.code, case.day)}.",
        why_not=(
            "17110: a vascular growth has codes of its own.",
            "52 for a small area: the smallest tier covers every area below it.",
        ),
        rules=("DES-4",),
        size=total,
    )
