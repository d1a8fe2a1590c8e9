"""A procedure within another surgery's days, not said to be staged, a return or unrelated."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import surgery_before

_SAYS_SO = frozenset(("58", "78", "79", "76", "77"))


def _find(case: Case) -> Iterable[Strike]:
    if not case.has_surgery:
        return ()
    found = []
    for line in case.lines:
        if not line.is_surgical or line.day is None or not _SAYS_SO.isdisjoint(line.modifiers):
            continue
        surgery = surgery_before(case, line)
        if surgery is not None and (surgery.site == line.diagnoses[:1] or case.payer.kind == "medicare"):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="global_procedure",
    cause="global_period",
    order=71,
    payers=("medicare", "medicare_advantage", "tanager_blue", "quill_mutual"),
    trust="published",
    source="Medicare Claims Processing Manual ch. 12 s. 40: modifiers 58, 78, 79",
    find=_find,
)
