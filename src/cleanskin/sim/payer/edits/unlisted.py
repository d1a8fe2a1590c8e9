"""Unlisted codes need words that say what was done."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = [line for line in case.lines if line.family == "unlisted"]
    found = [line for line in found if not line.service.procedure.description and not line.service.notes]
    if not found or case.claim.note is not None:
        return ()
    return (Strike(lines=tuple([line.index for line in found])),)


EDIT = Edit(
    name="unlisted",
    cause="documentation_request",
    order=51,
    trust="derived",
    overturned="never",
    source="unlisted procedures need a description on the line (implementation guide) [check]",
    find=_find,
)
