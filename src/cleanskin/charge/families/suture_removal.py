"""Stitches and staples taken out: with a visit 15853, both kinds 15854, under anesthesia 15851; one's own are included.

Since 2023 the add-ons go with a visit, and only outside one's own global period (MOD-2): inside it the visit is 99024.
The visit itself belongs to the evaluation.  When the record does not tell who put the stitches in and when, it is
asked. Changes of dressings and packing are part of the visit or of the global period (MIN-1).
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.global_care import covering, repaired_unnamed
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served
from cleanskin.record.encounter import PriorProcedure

FAMILY = Family(name="suture_removal", covers=("suture_removal",), of_services=True)

_FROM: Final = date(2023, 1, 1)
_UNSEEN: Final = frozenset({"messages", "pictures", "audio", "video"})
"""Ways of a visit at which nobody takes out a stitch."""


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft stitches taken out."""
    found = served(case, "suture_removal")
    visit = case.encounter.visit
    if not found or (visit is not None and visit.mode in _UNSEEN):
        return
    if any(act.kind not in ("", "none") and act.lesion.closure not in ("", "none") for act in case.acts):
        return  # closed today: "sutures out in ten days"
    if any(says(row.service, "anesthesia", "general_anesthesia", "sedation") for row in found):
        yield line(case, "15851", found, rules=("MOD-2",))
        return
    code = "15854" if _both(found) else "15853"
    periods = covering(case)
    if repaired_unnamed(case):
        yield ask(
            found,
            topic="earlier repair",
            question="How was the wound of the Mohs surgery repaired, and who did it?",
            why="Stitches tell of a repair: a layered one covers ten days, a flap or graft ninety, a simple one none.",
            sentence="The wound was closed by ___ repair on ___ by ___.",
            codes=("99024", code),
            rules=("MOD-2", "GLB-1"),
        )
    if periods:
        yield part_of(code, f"taking out one's own stitches is included: {periods[0].words}", found, ("MOD-2", "GLB-1"))
    elif not any(_is_known(one) for one in case.encounter.prior):
        yield ask(
            found,
            topic="earlier procedure",
            question="Which procedure were the stitches of, when was it, and who did it?",
            why="Inside one's own global period it is a follow-up visit; else a visit and an add-on.",
            sentence="Stitches of the ___ of ___ by ___ were removed.",
            codes=("99024", code),
            rules=("MOD-2", "GLB-1"),
        )
    elif case.on >= _FROM:
        yield line(
            case,
            code,
            found,
            why="No global period of one's own covers the day: an add-on to the visit.",
            why_not=("15851 is under anesthesia", "99024 is inside one's own global period"),
            rules=("MOD-2",),
        )


def _is_known(prior: PriorProcedure) -> bool:
    """Say whether the record tells of an earlier procedure what it was, when, or who did it."""
    told = prior.technique or prior.on or prior.evidence or prior.by_same_practice is not None
    return bool(told) or prior.days_ago is not None


def _both(found: list[Served]) -> bool:
    words = " ".join(one.words for row in found for one in row.service.evidence).casefold()
    stitches = "sutur" in words or "stitch" in words
    return any(says(row.service, "sutures_and_staples") for row in found) or (stitches and "staple" in words)
