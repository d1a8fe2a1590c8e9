"""Tumors of the tissue under the skin: by site, depth and size; simple and layered closure are part (EXC-9).

A lipoma lies under the skin unless the record calls it one of the skin; whether it lay under the fascia must be said.
Cysts are of the skin (EXC-10).
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.excised import excised, excision_family
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import group_of
from cleanskin.charge.lesion.tiers import candidates, label, sized

FAMILY = Family(name="soft_tissue", covers=("excision_soft_tissue",))

_ABOVE: Final = "above the fascia"
_UNDER: Final = "under the fascia"


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one line for each tumor."""
    for act in case.acts:
        if act.kind != "excision" or act.open_question:
            continue
        if excision_family(act.lesion, case.day) == "excision_soft_tissue":
            yield from _tumor(act, case)


def _tumor(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    depths = {*lesion.features, lesion.depth}
    technique = _UNDER if "subfascial" in depths else _ABOVE
    group, found = group_of(lesion, "soft_tissue", case.day), excised(lesion)
    among = candidates("excision_soft_tissue", group.group if group else "", technique=technique)
    if group is None:
        yield words.ask_site(lesion, "excision", among, ("EXC-9",))
    if found is None:
        yield words.ask_size(lesion, "excision", among, ("EXC-9",))
    if not depths & {"subcutaneous", "subfascial", "to_fascia"}:
        yield _ask_depth(act, candidates("excision_soft_tissue", group.group if group else ""))
    code = None
    if group and found:
        code = sized("excision_soft_tissue", group.group, found.diameter_cm, case.day, technique=technique)
    if group is None or found is None or code is None:
        return
    drafted = line(
        case,
        (lesion,),
        code=code.code,
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.SIZE,
            *words.DISEASE,
        ),
        why=f"{words.named(lesion)}, {found.said}, {technique}: {label(code.code, case.day)}.",
        why_not=(
            "11400 and up: the tumor is of the tissue under the skin.",
            "12031 and up: simple and layered closure are part of it.",
            *((group.remark,) if group.remark else ()),
        ),
        rules=("EXC-9",),
        size=found.diameter_cm,
    )
    yield from [drafted] * act.how_many


def _ask_depth(act: Act, among: tuple[str, ...]) -> Drafted:
    return words.ask(
        topic="depth",
        question=f"Did the {words.named(act.lesion)} lie in the fat above the fascia, or under the fascia?",
        lesions=(act.lesion,),
        sentence="The tumor was dissected out of the subcutaneous fat (above the fascia) / from under the fascia.",
        why="The depth decides between two codes; taken as above the fascia until the record says otherwise.",
        codes=among,
        rules=("EXC-9",),
    )
