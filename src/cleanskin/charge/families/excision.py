"""Skin excisions: benign or malignant, by site group and excised diameter, each lesion its own line (EXC-1 to EXC-8).

Behavior comes from pathology; what only tissue can tell waits for it under the benign code, which holds when the result
is benign or uncertain.  An excision under a flap is part of the flap (FLG-3); one beside a graft is not (FLG-7).
A scar taken out and closed as a complex repair is the repair alone.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.behavior import CANCEROUS, behavior, clinical_behavior
from cleanskin.charge.lesion.closures import closed, has_flap
from cleanskin.charge.lesion.excised import Excised, excised, excision_family
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import Grouped, group_of
from cleanskin.charge.lesion.tiers import candidates, label, sized

FAMILY = Family(name="excision", covers=("excision_benign", "excision_malignant"))


_REVISED: Final = frozenset(("scar", "hypertrophic_scar"))
"""Scars whose excision with a complex closure is a revision: the closure alone."""

SERIES: Final = ("excision_benign", "excision_malignant")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one line for each skin lesion cut out."""
    for act in case.acts:
        if act.open_question:
            continue
        family = ""
        if act.kind == "excision":
            family = excision_family(act.lesion, case.day)
        elif act.kind == "mohs" and is_read_by_another(act, case):
            # Mohs needs one person as surgeon and pathologist (MOH-1)
            family = "excision_malignant"
        if family in SERIES:
            yield from _cut_out(act, family, case)


def is_read_by_another(act: Act, case: Case) -> bool:
    """True when somebody else than the surgeon read the margins, so that it is an excision and not Mohs surgery."""
    features = act.lesion.features
    if "surgeon_reads" in features:
        return False
    return "outside_pathologist" in features or case.encounter.same_surgeon_and_pathologist is False


def waits_for_tissue(act: Act, case: Case) -> bool:
    """True when only pathology can tell whether the excision is benign or malignant (EXC-7)."""
    held = behavior(act.lesion, case.day)
    return held in ("pending", "") or (
        "MN-DOUBT" in act.lesion.triggers
        and held not in CANCEROUS
        and (act.lesion.pathology is None or act.lesion.pathology.behavior in ("", "pending"))
    )


def _cut_out(act: Act, family: str, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    group, found = group_of(lesion, family, case.day), excised(lesion)
    code = sized(family, group.group, found.diameter_cm, case.day) if group and found else None
    among = candidates(family, group.group if group else "")
    if has_flap(lesion):
        lost = code.code if code else among[0]
        yield words.part_of(lost, "A flap includes the excision at its site.", (lesion,), ("FLG-3",))
        return
    if lesion.condition in _REVISED and closed(lesion).closure == "complex":
        lost = code.code if code else among[0]
        why = "A scar revised by excision and complex closure is the closure alone."
        yield words.part_of(lost, why, (lesion,), ("REP-5",))
        return
    if group is None:
        yield words.ask_site(lesion, "excision", among, ("EXC-3",))
    if found is None:
        yield _ask_size(act, among)
    elif found.lacks_margin:
        yield _ask_margin(act, among)
    if group is None or found is None or code is None:
        return
    yield from [_line(act, code.code, family, group, found, case)] * act.how_many


def _line(act: Act, code: str, family: str, group: Grouped, found: Excised, case: Case) -> Draft:
    lesion = act.lesion
    waits = family == "excision_benign" and waits_for_tissue(act, case)
    other = SERIES[family == "excision_benign"]
    elsewhere = group_of(lesion, other, case.day)
    opposite = sized(other, elsewhere.group, found.diameter_cm, case.day) if elsewhere else None
    return line(
        case,
        (lesion,),
        code=code,
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.SIZE,
            *words.DISEASE,
            *words.COUNT,
        ),
        why=f"{words.named(lesion)} cut out, {found.said}: {label(code, case.day)}.",
        why_not=_why_not(act, family, opposite.code if opposite else "", group, case),
        rules=("EXC-1", "EXC-3", "EXC-7", *(("EXC-8",) if "re_excision" in lesion.features else ())),
        size=found.diameter_cm,
        awaits_pathology=waits,
    )


def _why_not(act: Act, family: str, opposite: str, group: Grouped, case: Case) -> tuple[str, ...]:
    lesion, said = act.lesion, []
    held = behavior(lesion, case.day)
    if opposite and family == "excision_malignant":
        said.append(f"{opposite}: the lesion is {held.replace('_', ' ')}, and in situ counts as malignant.")
    elif opposite and waits_for_tissue(act, case):
        said.append(f"{opposite}: only when pathology finds it malignant or in situ; hold for pathology.")
    elif opposite:
        kind = (held or clinical_behavior(lesion, case.day) or "benign").replace("_", " ")
        said.append(f"{opposite}: the lesion is {kind}, not malignant.")
    if "by_punch" in lesion.features or "punch" in (lesion.technique, *lesion.further_techniques):
        said.append("11104: the punch took the whole lesion, which is an excision.")
    if group.remark:
        said.append(group.remark)
    return tuple(said)


def _ask_size(act: Act, among: tuple[str, ...]) -> Drafted:
    return words.ask(
        topic="size",
        question=f"How large was the {words.named(act.lesion)} before the excision, and how wide the narrowest margin?",
        lesions=(act.lesion,),
        sentence="The lesion measured ___ cm and was excised with margins of ___ cm (excised diameter ___ cm).",
        why="The code follows the lesion's diameter plus twice the narrowest margin.",
        codes=among,
        rules=("EXC-1",),
    )


def _ask_margin(act: Act, among: tuple[str, ...]) -> Drafted:
    return words.ask(
        topic="margin",
        question=f"How wide was the narrowest margin around the {words.named(act.lesion)}?",
        lesions=(act.lesion,),
        sentence="It was excised with margins of ___ cm.",
        why="Twice the narrowest margin counts; without it the code follows the lesion alone and may be too low.",
        codes=among,
        rules=("EXC-1",),
    )
