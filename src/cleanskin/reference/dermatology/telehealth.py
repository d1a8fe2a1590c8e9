"""Visits at a distance: which codes, places and modifiers, by payer and day (EM-10).

`payer` is "medicare" or "other" (commercial payers differ: their rows leave `billable` open).
"""

import functools
from collections.abc import Sequence
from datetime import date
from typing import Literal

from cleanskin.record.dermatology import TelehealthRule
from cleanskin.reference.dermatology.tables import load_rows


def telehealth_rules(code: str, on: date, *, payer: Literal["medicare", "other"] = "medicare") -> list[TelehealthRule]:
    """Return the rules for a code and payer on a day of service, in order of the table; [] when there are none."""
    return [rule for rule in all_rules() if code in rule.codes and rule.payer == payer and on in rule.period]


@functools.cache
def all_rules() -> Sequence[TelehealthRule]:
    """Return every rule, in order of the table."""
    lists = ("codes", "places", "modifiers", "rules")
    return tuple(row.value for row in load_rows("telehealth", TelehealthRule, lists=lists, flags=("billable",)))
