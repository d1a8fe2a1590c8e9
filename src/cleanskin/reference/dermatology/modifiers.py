"""Modifiers: what each says, what it does to payment, and on which kinds of service it may stand.

`ncci_associated` modifiers open an NCCI pair of indicator 1 when clinically right; 22, 76 and 77 do not (NCCI policy
manual 2026, chapter 1).  `order` 1 comes before 2 on a service line (MOD-3).  `stands_on` are visit classes; empty is
any.  The figures of pricing modifiers lie with pricing, not here.
"""

import functools
from collections.abc import Mapping
from datetime import date

from cleanskin.record.dermatology import ModifierFacts
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import UNCHECKED, Dated, answer_for, in_force, load_table


def modifier(code: str, on: date) -> Answer[ModifierFacts] | None:
    """Return the facts of a modifier; None when the table has none for that day."""
    row = in_force(_modifiers().get(code, ()), on)
    return answer_for(row, on, "" if row.value.source.checked_by else UNCHECKED) if row else None


@functools.cache
def modifiers() -> Mapping[str, ModifierFacts]:
    """Return the latest facts of every modifier."""
    return {code: rows[-1].value for code, rows in _modifiers().items()}


@functools.cache
def _modifiers() -> Mapping[str, tuple[Dated[ModifierFacts], ...]]:
    return load_table(
        "modifiers",
        ModifierFacts,
        key=lambda row: row.modifier,
        lists=("stands_on", "rules"),
        flags=("ncci_associated", "on_add_ons"),
    )
