"""A new-patient visit of somebody seen within three years."""

from collections.abc import Iterable
from datetime import date

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import NEW_VISITS

_FACE_TO_FACE = frozenset((
    "visit", "biopsy", "destruction", "destruction_benign", "excision_benign", "excision_malignant", "mohs", "shave",
    "injection",
))  # fmt: skip


def _paid_before(case: Case, day: date) -> bool:
    key = case.payer.key
    return any(
        old.paid and old.day < day and old.payer == key and old.family in _FACE_TO_FACE for old in case.memory.lines
    )


def _find(case: Case) -> Iterable[Strike]:
    if case.codes.isdisjoint(NEW_VISITS):
        return ()
    found = []
    for line in case.lines:
        if line.code not in NEW_VISITS or line.day is None:
            continue
        last = case.book.seen_before(case.payer.key, case.member_id, line.day)
        seen = last is not None and (line.day - last).days < 3 * 365
        if seen or _paid_before(case, line.day):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="new_patient",
    cause="coding_edit",
    order=72,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="derived",
    overturned="never",
    source="no service of the group and specialty in three years (coding rules EM-5)",
    find=_find,
)
