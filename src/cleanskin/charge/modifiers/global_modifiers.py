"""58, 78 and 79 on procedures inside the days of an earlier one of the same practice (GLB-1, MOD-1, MOD-2).

58: the next stage, more of the same lesion, treatment after its diagnosis.  78: a complication that needed the
operating room; outside of it Medicare pays nothing for the care of a complication.  79: unrelated.  When neither the
record's words nor the sites tell, it is asked.  They come first among the modifiers; 59 does not stand in for them.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.global_care import Covering, covering
from cleanskin.charge.family import Draft, Drafted
from cleanskin.record.coding import NotReported, Query
from cleanskin.rules.global_period.window import COMPLICATION_CARE

ORDER = 40

_DRAINAGE: Final = "incision_drainage"
_PERIODS: Final = ("000", "010", "090")


def apply(drafts: tuple[Draft, ...], case: Case) -> Iterator[Drafted]:
    """Mark the procedures that an earlier one covers, set aside what its payment includes."""
    open_periods = covering(case)
    for draft in drafts:
        if open_periods and _has_period(draft, case):
            yield from _marked(draft, open_periods, case)
        else:
            yield draft


def _marked(draft: Draft, periods: list[Covering], case: Case) -> Iterator[Drafted]:
    relations = [(_relation(draft, one, case), one) for one in periods]
    for relation, one in relations:
        if relation == "complication":
            if one.prior.return_to == "operating_room" or not case.is_medicare:
                yield _with(draft, "78", f"a return for a complication: {one.words}")
            else:
                why = f"care of a complication outside an operating room is included: {one.words}"
                yield NotReported(code=draft.code, why=why, rules=("MOD-1", "BUN-6"), lesions=draft.lesions)
            return
    for wanted, modifier, why in (
        (("staged", "more_extensive"), "58", "planned, or more of the same lesion"),
        (("",), "", ""),
        (("aftercare", "unrelated"), "79", "unrelated to the earlier procedure"),
    ):
        chosen = next((one for relation, one in relations if relation in wanted), None)
        if chosen is None:
            continue
        if not modifier:
            yield draft
            yield _asked(draft, chosen)
        else:
            yield _with(draft, modifier, f"{why}: {chosen.words}")
        return
    yield draft


def _relation(draft: Draft, one: Covering, case: Case) -> str:
    """Return how a line stands to an earlier procedure: as the record says, else by where the two were done."""
    if one.prior.relation not in ("", "aftercare"):
        return one.prior.relation
    if draft.code in COMPLICATION_CARE:
        return "complication"
    cut = [each for each in case.encounter.lesions if each.id in draft.lesions]
    if one.prior.technique == "excision" and any(_CUT_AGAIN & set(each.features) for each in cut):
        return "more_extensive"
    there = case.day.site_zone(one.prior.site) if one.prior.site else None
    if there is not None and draft.zone and there.zone != draft.zone:
        return "unrelated"
    if one.prior.side and draft.side and one.prior.side != draft.side:
        return "unrelated"
    if there is not None and draft.zone == there.zone and case.day.family(draft.code) == _DRAINAGE:
        return "complication"  # what is let out of a fresh wound
    return one.prior.relation


_CUT_AGAIN: Final = frozenset({"re_excision", "margins_positive"})
"""What of a lesion says that an excision goes on with an earlier one."""


def _with(draft: Draft, modifier: str, why: str) -> Draft:
    if modifier in draft.modifiers:
        return draft
    return msgspec.structs.replace(
        draft,
        modifiers=(modifier, *draft.modifiers),
        why=f"{draft.why}; {modifier}: {why}" if draft.why else f"{modifier}: {why}",
        rules=tuple(dict.fromkeys((*draft.rules, "GLB-1", "MOD-1"))),
    )


def _asked(draft: Draft, one: Covering) -> Query:
    return Query(
        topic="global_period",
        question=f"How does {draft.code} stand to the earlier procedure ({one.words}): the same lesion again, planned,"
        " a complication, or another lesion?",
        why="Inside the days of an earlier procedure a line is paid only with 58, 78 or 79.",
        codes=(draft.code,),
        lesions=draft.lesions,
        rules=("GLB-1", "MOD-1"),
    )


def _has_period(draft: Draft, case: Case) -> bool:
    facts = case.day.procedure(draft.code)
    if facts is None or facts.visit_class not in ("procedure", "surgery") or facts.family == "suture_removal":
        return False
    return case.day.global_days(draft.code) in _PERIODS
