"""Which add-on codes of a visit stand without a primary code."""

from cleanskin.record.procedure import AddOnEdit
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit


def without_primary(line: Line, visit: Visit, day: Day) -> AddOnEdit | None:
    """Return the edit of an add-on line when none of its listed primaries was billed on the day, here or elsewhere."""
    edit = day.add_on(line.code)
    if edit is None:
        return None
    listed = [primary.code for primary in edit.primaries if day.on in primary.period]
    if visit.has_code(*listed) or (listed and visit.same_day_elsewhere(listed)):
        return None
    return edit


def listed_primaries(edit: AddOnEdit, most: int = 8) -> str:
    """Name an add-on code's primaries, a long list cut."""
    named = [primary.code for primary in edit.primaries]
    return ", ".join(named[:most]) + (f" and {len(named) - most} more" if len(named) > most else "")
