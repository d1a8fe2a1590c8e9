"""Cancers destroyed: each lesion by its site and diameter, whatever the method and however many cycles (DES-5).

Tissue must support the cancer.  One that is only suspected waits for pathology; a sample taken in the same sitting is
part of the destruction.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.behavior import behavior
from cleanskin.charge.lesion.destroyed import kind_of
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import group_of
from cleanskin.charge.lesion.tiers import candidates, label, sized

FAMILY = Family(name="destruction_malignant", covers=("destruction_malignant",))

_FAMILY: Final = "destruction_malignant"


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one line for each cancer destroyed."""
    for act in case.acts:
        if act.kind == "destruction" and not act.open_question and kind_of(act, case) == "malignant":
            yield from _destroyed(act, case)


def _destroyed(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    group = group_of(lesion, _FAMILY, case.day)
    size_cm = lesion.diameter_cm if lesion.diameter_cm is not None else lesion.excised_cm
    among = candidates(_FAMILY, group.group if group else "")
    if group is None:
        yield words.ask_site(lesion, "destruction", among, ("DES-5",))
    if size_cm is None:
        yield words.ask_size(lesion, "destruction", among, ("DES-5",))
    found = sized(_FAMILY, group.group, size_cm, case.day) if group and size_cm is not None else None
    if group is None or size_cm is None or found is None:
        return
    waits = behavior(lesion, case.day) == "pending"
    drafted = line(
        case,
        (lesion,),
        code=found.code,
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.SIZE,
            *words.DISEASE,
        ),
        why=f"{words.named(lesion)}, {words.size(size_cm)} cm, destroyed: {label(found.code, case.day)}.",
        why_not=(
            "11600 and up: destroyed, not cut out.",
            "A second unit for a second cycle: one destruction a lesion.",
            *(("Hold for pathology: without a cancer only the biopsy is reported.",) if waits else ()),
            *((group.remark,) if group.remark else ()),
        ),
        rules=("DES-5",),
        size=size_cm,
        awaits_pathology=waits,
    )
    yield from [drafted] * act.how_many
