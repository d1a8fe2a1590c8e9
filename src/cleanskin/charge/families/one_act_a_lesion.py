"""What belongs to another act on the same lesion, and acts that the record contradicts itself about (BX-5, BUN-1)."""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.families.biopsy import site_code
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.rules.biopsy.sampled import FIRST

FAMILY = Family(name="one_act_a_lesion", covers=())

_INJECTED: Final = "11900"
_PARED: Final = "11055"
_DESTROYED: Final = "17110"


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Name the codes that an act includes; ask about acts that cannot be decided."""
    for act in case.acts:
        if act.open_question:
            yield _ask(act)
        for technique, why, rule in act.included:
            code = _code(technique, act, case)
            if code:
                yield words.part_of(code, f"{why[0].upper()}{why[1:]}.", (act.lesion,), (rule, "BUN-2"))


def _code(technique: str, act: Act, case: Case) -> str:
    if technique in FIRST:
        return site_code(act, case) or FIRST[technique]
    return {"injection": _INJECTED, "paring": _PARED, "shave": "11300"}.get(technique, _DESTROYED)


def _ask(act: Act) -> Drafted:
    unclear = act.kind == "none"
    return words.ask(
        topic="technique" if unclear else "contradiction",
        question=f"{act.open_question} ({words.named(act.lesion)})",
        lesions=(act.lesion,),
        sentence="The lesion was ___ (excised to fat / shaved / destroyed by ___).",
        why="The technique decides the family of codes.",
        codes=("11300", "11400", "17110") if unclear else ("11300", "11400", "11600"),
        rules=("BX-7",),
    )
