"""An office visit on the day of light therapy or an injection, not said to be separate."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import CALLS_IT_MODIFIER

_FAMILIES = frozenset(("light", "administration"))


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families:
        return ()
    for line in case.lines:
        if line.family in _FAMILIES:
            break
    else:
        return ()
    found = tuple([one.index for one in case.lines if one.family == "visit" and "25" not in one.modifiers])
    if found and case.payer.key in CALLS_IT_MODIFIER:
        return (Strike(lines=found, says="modifier_missing", cause="modifier"),)
    return (Strike(lines=found, says="visit_with_procedure"),) if found else ()


EDIT = Edit(
    name="visit_with_light",
    cause="bundling_ncci",
    order=61,
    payers=("medicare", "medicare_advantage", "tanager_blue", "quill_mutual", "exchange"),
    trust="published",
    source="CMS, NCCI practitioner pairs 2024 Q3 (light and injections with visits)",
    find=_find,
)
