"""An office visit on the day of a procedure, not said to be separate."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Line, Strike
from cleanskin.sim.payer.lists import CALLS_IT_MODIFIER

_SAYS_SO = frozenset(("25", "57"))


def _beside(case: Case, visit: Line) -> bool:
    return any(line.is_surgical and line.day == visit.day for line in case.lines)


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families or not case.has_surgery:
        return ()
    found = tuple(
        [
            line.index
            for line in case.lines
            if line.family == "visit" and not _SAYS_SO & frozenset(line.modifiers) and _beside(case, line)
        ]
    )
    if found and case.payer.key in CALLS_IT_MODIFIER:
        return (Strike(lines=found, says="modifier_missing", cause="modifier"),)
    return (Strike(lines=found),) if found else ()


EDIT = Edit(
    name="visit_with_procedure",
    cause="bundling_ncci",
    order=61,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="published",
    source="NCCI Policy Manual ch. 1: the decision for a minor procedure is included; 25 or 57 says otherwise",
    find=_find,
)
