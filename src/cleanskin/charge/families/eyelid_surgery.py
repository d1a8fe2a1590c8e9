"""Excess skin of the upper lids taken off: 15823 where it weighs the lid down, 15822 for looks, once with 50 for both.

Kind "upper_lid_surgery", or a lesion that is redundant skin of an upper lid and was removed.  The detail "lid_weight"
or a reason of function (MN-FUNC) tells the weight; a record of neither is asked.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.served import evidence, ids, says, served
from cleanskin.record.coding import Query
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="eyelid_surgery", covers=("eyelid_surgery",))

_SIDES: Final = {"left": ("LT",), "right": ("RT",), "bilateral": ("50",)}
_FUNCTION: Final = "MN-FUNC"


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the surgery of the upper lids once."""
    rows = served(case, "upper_lid_surgery")
    skin = [one for one in case.encounter.lesions if _is_excess_skin(one)]
    if not rows and not skin:
        return
    lesions = (*ids(rows), *(one.id for one in skin))
    words = (*evidence(rows), *(said for one in skin for said in one.evidence))
    side = next((one for one in (*(row.service.side for row in rows), *(lid.side for lid in skin)) if one), "")
    is_heavy = any(says(row.service, "lid_weight") for row in rows) or any(_FUNCTION in one.triggers for one in skin)
    is_for_looks = any(says(row.service, "cosmetic") for row in rows) or any(one.cosmetic_signals for one in skin)
    if is_heavy or is_for_looks:
        yield Draft(
            code="15823" if is_heavy else "15822",
            lesions=lesions,
            modifiers=_SIDES.get(side, ()),
            side=side,
            evidence=words,
            why=f"Excess skin of the upper lid removed{', which weighed it down' if is_heavy else ''}.",
            rules=("MOD-7",),
        )
    else:
        yield Query(
            topic="necessity",
            question="Did the excess skin weigh down the upper lid, and what did the visual fields show?",
            why="Skin that weighs down the lid and skin removed for looks have two codes.",
            codes=("15822", "15823"),
            sentence_to_add="The excess skin weighed down the ___ upper lid; visual fields untaped and taped: ___.",
            lesions=lesions,
            evidence=words,
            rules=("MOD-7",),
        )


def _is_excess_skin(lesion: Lesion) -> bool:
    is_upper_lid = lesion.site == "eyelid_upper"
    return lesion.condition == "redundant_skin" and is_upper_lid and lesion.intent == "remove"
