"""A drafted line about lesions: where they lie, the words behind it, and what it waits for."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.places import zone_name
from cleanskin.record.encounter import Lesion

LOOK_AGAIN_AFTER: Final = timedelta(days=7)
"""When to look again for a pathology result.  An assumption: results are mostly in by then."""


def line(
    case: Case,
    lesions: Sequence[Lesion],
    *,
    code: str,
    why: str,
    rules: tuple[str, ...],
    quoting: tuple[str, ...],
    units: int = 1,
    why_not: tuple[str, ...] = (),
    modifiers: tuple[str, ...] = (),
    awaits_pathology: bool = False,
    size: Decimal | None = None,
) -> Draft:
    """Return a line about lesions; `quoting` are the fields whose words of the note support it."""
    first = lesions[0]
    return Draft(
        code=code,
        units=units,
        lesions=words.ids(lesions),
        modifiers=modifiers,
        zone=zone_name(first, case.day),
        side=first.side,
        session=first.session,
        evidence=words.quoted(lesions, *quoting),
        why=f"{why[:1].upper()}{why[1:]}",
        why_not=why_not,
        rules=rules,
        waits_for="pathology" if awaits_pathology else "",
        due=case.on + LOOK_AGAIN_AFTER if awaits_pathology else None,
        size=size,
    )
