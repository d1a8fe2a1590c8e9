"""Corrected claims a payer does not take, or whose original it cannot find."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if case.claim.frequency_code not in ("7", "8"):
        return ()
    if not case.payer.takes_replacements:
        return (Strike(says="replacement_not_taken"),)
    seen = case.memory.claims.get(case.replaces)
    if seen is None:
        return (Strike(says="original_not_found"),)
    if seen.closed and seen.decision.kind != "reversal" and case.replaces not in case.undone:
        return (Strike(says="being_adjusted", cause="duplicate"),)
    return ()


EDIT = Edit(
    name="replacement",
    cause="coding_edit",
    order=8,
    trust="derived",
    overturned="never",
    source="Medicare Part B takes no frequency 7; others want the number of the original",
    find=_find,
)
