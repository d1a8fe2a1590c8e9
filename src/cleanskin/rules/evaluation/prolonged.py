"""Prolonged time of a level 5 visit: how many units the minutes of the day reach (coding rules EM-4)."""

from typing import Final

_FIRST_UNIT_MINUTES: Final = {
    ("99417", "99205"): 75,
    ("99417", "99215"): 55,
    ("G2212", "99205"): 89,
    ("G2212", "99215"): 69,
}
"""Total minutes at which the first unit is complete, by add-on code and visit (2024 and later)."""

_UNIT_MINUTES: Final = 15


def units_of_time(code: str, visit_code: str, minutes: int | None) -> int:
    """Return the units of an add-on code that the minutes reach; 0 without minutes or beside another visit."""
    first = _FIRST_UNIT_MINUTES.get((code, visit_code))
    if first is None or minutes is None or minutes < first:
        return 0
    return (minutes - first) // _UNIT_MINUTES + 1
