"""Shave removals: by site group and the diameter of the lesion alone, each lesion its own line (SHV-1 to SHV-3)."""

from collections.abc import Iterator

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import group_of
from cleanskin.charge.lesion.tiers import candidates, label, sized

FAMILY = Family(name="shave", covers=("shave",))


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one line for each lesion shaved off."""
    for act in case.acts:
        if act.kind == "shave_removal" and not act.open_question:
            yield from _shaved(act, case)


def _shaved(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    group = group_of(lesion, "shave", case.day)
    size_cm = lesion.diameter_cm if lesion.diameter_cm is not None else lesion.excised_cm
    if group is None:
        yield words.ask_site(lesion, "shave removal", candidates("shave"), ("SHV-1",))
    if size_cm is None:
        among = candidates("shave", group.group if group else "")
        yield words.ask_size(lesion, "shave removal", among, ("SHV-2",))
    found = sized("shave", group.group, size_cm, case.day) if group and size_cm is not None else None
    if group is None or size_cm is None or found is None:
        return
    why_not = [
        "11102: taken off to remove it, not to sample it.",
        "11400 and up: not the full thickness of the skin.",
    ]
    if "called_biopsy" in lesion.features:
        why_not[0] = "11102: the note says biopsy, and its intent is removal; intent decides."
    drafted = line(
        case,
        (lesion,),
        code=found.code,
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.SIZE,
            *words.COUNT,
        ),
        why=f"{words.named(lesion)}, {words.size(size_cm)} cm by itself: {label(found.code, case.day)}.",
        why_not=(*why_not, *((group.remark,) if group.remark else ())),
        rules=("BX-7", "SHV-1", "SHV-2"),
        size=size_cm,
    )
    yield from [drafted] * act.how_many
