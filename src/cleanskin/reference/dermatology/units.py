"""The most units of a code for one patient on one day: Medicare's medically unlikely edits, practitioner services.

A row starts with the oldest release that was read and holds until further notice; an answer for a day after the newest
release that was read says so.  A code without a row has no published limit at hand.
"""

import functools
from collections.abc import Mapping
from datetime import date

from cleanskin.record.procedure import UnitLimit
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import Dated, answer_for, in_force, load_table


def unit_limit(code: str, on: date) -> Answer[UnitLimit] | None:
    """Return the most units of a code on a day of service; None when no limit is at hand for that day."""
    row = in_force(_units().get(code, ()), on)
    return answer_for(row, on) if row else None


@functools.cache
def _units() -> Mapping[str, tuple[Dated[UnitLimit], ...]]:
    return load_table("units", UnitLimit, key=lambda row: row.code)
