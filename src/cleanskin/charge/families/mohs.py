"""Mohs surgery: one first stage a tumor, each further stage, each block beyond five within a stage (MOH-1 to MOH-8).

The surgeon must also read the slides; otherwise it is an excision.  Blocks are counted stage by stage, never pooled.
A stage on the next day is a first stage again, with 58 (MOH-5) [check].
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Act, Case
from cleanskin.charge.families.excision import is_read_by_another
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.behavior import CANCEROUS, clinical_behavior
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import group_of
from cleanskin.rules.mohs.arithmetic import BLOCKS_INCLUDED
from cleanskin.rules.mohs.codes import BLOCKS, FURTHER_OF

FAMILY = Family(name="mohs", covers=("mohs",))

_HEAD: Final = "17311"
_TRUNK: Final = "17313"
_DEEP: Final = frozenset(("deep_muscle", "deep_cartilage", "deep_bone", "deep_nerve", "deep_structure"))


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the stages and blocks of each tumor."""
    for act in case.acts:
        if act.kind != "mohs" or act.open_question:
            continue
        if is_read_by_another(act, case):
            why = "Another person read the margins: Mohs surgery needs one person as surgeon and pathologist."
            yield words.part_of(first_code(act, case) or _HEAD, why, (act.lesion,), ("MOH-1",))
            continue
        yield from _tumor(act, case)
        if "practitioner" in (act.lesion.performed_by, case.encounter.performed_by):
            yield _ask_who(act, case)
        yield from _not_apart(act, case)


def first_code(act: Act, case: Case) -> str:
    """Return the code of a tumor's first stage; "" when neither depth nor place tells."""
    if _DEEP & set(act.lesion.features) or act.lesion.depth in _DEEP:
        return _HEAD
    group = group_of(act.lesion, "mohs", case.day)
    if group is None:
        return ""
    return _TRUNK if group.group == "mohs/trunk_limb" else _HEAD


def _tumor(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    first = first_code(act, case)
    if not first:
        yield words.ask_site(lesion, "Mohs surgery", (_HEAD, _TRUNK), ("MOH-2",))
        return
    blocks = lesion.mohs_blocks
    further = len(blocks) - 1
    extra = sum(max(0, number - BLOCKS_INCLUDED) for number in blocks)
    neighbor = _TRUNK if first == _HEAD else _HEAD
    said = "its site or depth is of the head, hand, foot group" if first == _HEAD else "trunk or limb"
    is_next_day = "next_day_stage" in lesion.features
    if is_next_day:
        said += "; surgery of yesterday goes on, which many payers want as a first stage again with 58 [check]"
    stage = _line(act, first, 1, f"first stage, {said}.", (f"{neighbor}: the other group of sites.",), case)
    if is_next_day:
        stage = msgspec.structs.replace(stage, modifiers=("58",), rules=("MOH-2", "MOH-5"))
    yield from [stage] * act.how_many
    if further > 0:
        why = f"{further} further stage{'s' if further > 1 else ''} of the same tumor."
        yield _line(act, FURTHER_OF[first], further * act.how_many, why, (f"{first}: once a tumor.",), case)
    if extra:
        each = ", ".join(f"{number} in stage {stage}" for stage, number in enumerate(blocks, 1))
        why = f"{extra} block{'s' if extra > 1 else ''} beyond {BLOCKS_INCLUDED} within one stage ({each})."
        yield _line(act, BLOCKS, extra * act.how_many, why, (), case)
    if not blocks:
        yield words.ask(
            topic="stages",
            question=f"How many Mohs stages did the {words.named(lesion)} take, with how many blocks in each?",
            lesions=(lesion,),
            sentence="Stage 1: ___ blocks; stage 2: ___ blocks. I served as surgeon and pathologist.",
            why="Each further stage, and each block beyond five in a stage, has a code.",
            codes=(FURTHER_OF[first], BLOCKS),
            rules=("MOH-2", "MOH-3"),
        )
    if clinical_behavior(lesion, case.day) not in (*CANCEROUS, "", "uncertain"):
        yield words.ask(
            topic="contradiction",
            question=f"Mohs surgery of a {lesion.condition.replace('_', ' ')}: which tumor did pathology report?",
            lesions=(lesion,),
            sentence="Preoperative pathology: ___.",
            why="Mohs surgery must rest on a malignant diagnosis.",
            codes=(first,),
            rules=("DX-5",),
        )


def _ask_who(act: Act, case: Case) -> Drafted:
    return words.ask(
        topic="performed_by",
        question="Mohs surgery by a practitioner: was a physician the surgeon and the pathologist?",
        lesions=(act.lesion,),
        sentence="Dr. ___ performed the surgery and read the slides.",
        why="Many Medicare contractors pay Mohs surgery to physicians only.",
        codes=(first_code(act, case) or _HEAD,),
        rules=("MOH-1",),
    )


def _line(act: Act, code: str, units: int, why: str, why_not: tuple[str, ...], case: Case) -> Draft:
    lesion = act.lesion
    return line(
        case,
        (lesion,),
        code=code,
        units=units,
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.DISEASE,
            "mohs_blocks",
        ),
        why=f"{words.named(lesion)[:1].upper()}{words.named(lesion)[1:]}: {why}",
        why_not=why_not,
        rules=("MOH-2", "MOH-3", "MOH-4"),
    )


def _not_apart(act: Act, case: Case) -> Iterator[Drafted]:
    """Tell what Mohs surgery includes, unless the record has a reading of other tissue (another family's question)."""
    if any(one.kind in ("frozen_section", "slide_reading", "special_stain") for one in case.encounter.services):
        return
    if "permanent_sections_extra" in act.lesion.features:
        return
    for code, what in (("88331", "Reading the frozen margins"), ("88305", "Reading the tissue of the margins")):
        yield words.part_of(code, f"{what} is part of Mohs surgery.", (act.lesion,), ("MOH-6",))
