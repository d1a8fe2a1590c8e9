"""Only codes of the day: a deleted code is replaced by its one successor, else said and left out (CHG-2025, SC-34)."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted
from cleanskin.record.coding import NotReported

_SUCCESSORS_MAX: Final = 5


def in_force(drafts: Iterable[Draft], case: Case) -> Iterator[Drafted]:
    """Give on the drafts whose code is in force on the day; a code that no table knows is given on as well."""
    for draft in drafts:
        if case.day.procedure(draft.code) is not None:
            yield draft
            continue
        periods = case.day.procedure_periods(draft.code)
        if not periods:
            yield draft
            continue
        ended = [one for one in periods if one.period.end is not None and one.period.end <= case.on]
        successors = ended[-1].replaced_by[:_SUCCESSORS_MAX] if ended else ()
        if len(successors) == 1 and case.day.procedure(successors[0]) is not None:
            yield _not_of_the_day(draft, case, successors)
            why = f"{draft.why} {draft.code} is deleted: {successors[0]} takes its place.".strip()
            yield msgspec.structs.replace(draft, code=successors[0], why=why)
        else:
            yield _not_of_the_day(draft, case, successors)


def _not_of_the_day(draft: Draft, case: Case, successors: tuple[str, ...]) -> NotReported:
    instead = f"; see {', '.join(successors)}" if successors else ""
    return NotReported(
        code=draft.code,
        why=f"{draft.code} is not in force on {case.on}{instead}.",
        rules=("SC-34",),
        lesions=draft.lesions,
        evidence=draft.evidence,
    )
