"""Paring of corns and calluses: 11055 one, 11056 two to four, 11057 more than four (MIN-2).

Counted together over a session.  A wart that is pared before it is destroyed is part of the destruction.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.foot_care import class_findings
from cleanskin.charge.lesion.places import zone_name
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="paring", covers=("paring",))

_WARTS: Final = frozenset({"wart", "plantar_wart", "common_wart", "flat_wart", "condyloma", "molluscum"})


def _is_of_wart(pared: Lesion, warts: Sequence[Lesion], case: Case) -> bool:
    """True for paring of nothing that is named where a wart was destroyed: "the thick ones on the foot pared first"."""
    zone = zone_name(pared, case.day)
    return not pared.condition and any(
        one.side in ("", pared.side) and zone == zone_name(one, case.day) for one in warts
    )


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one code for all corns and calluses of a session."""
    pared = [act for act in case.acts if act.kind == "paring"]
    destroyed = [act.lesion for act in case.acts if act.kind != "paring" and act.lesion.condition in _WARTS]
    warts = [act for act in pared if act.lesion.condition in _WARTS or _is_of_wart(act.lesion, destroyed, case)]
    if warts:
        yield NotReported(
            code="11055",
            why="Paring a wart is part of its destruction, or of the visit; these codes are for corns and calluses.",
            rules=("MIN-2", "BUN-4"),
            lesions=tuple(act.lesion.id for act in warts),
            evidence=tuple([one for act in warts for one in act.lesion.evidence]),
        )
    corns = [act for act in pared if act not in warts]
    if not corns:
        return
    lesions = tuple(act.lesion.id for act in corns)
    words = tuple([one for act in corns for one in act.lesion.evidence])
    number = sum(act.how_many for act in corns)
    if number < 5 and any(act.lesion.count_is_vague and act.lesion.count is None for act in corns):
        yield Query(
            topic="count",
            question="How many corns or calluses were pared?",
            why="One, two to four, and more than four are three different codes.",
            codes=("11055", "11056", "11057"),
            sentence_to_add="___ corns or calluses were pared.",
            lesions=lesions,
            evidence=words,
            rules=("MIN-2",),
        )
        return
    first = corns[0].lesion
    yield Draft(
        code="11055" if number == 1 else "11056" if number <= 4 else "11057",
        lesions=lesions,
        modifiers=class_findings(case),
        zone=zone_name(first, case.day),
        side=first.side,
        session=first.session,
        evidence=words,
        why=f"{number} corns or calluses pared." if number > 1 else "One corn or callus pared.",
        why_not=("One code for the number of all, never one for each.",),
        rules=("MIN-2",),
    )
