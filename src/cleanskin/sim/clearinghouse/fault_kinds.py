"""What may go wrong with files and at the front door, and how often; probabilities are parts in ten thousand.

A file's kinds are drawn for each file, a door's for each claim.  The table is `fault_kinds.tsv`; a configuration's
`faults` overrides it by kind.
"""

from datetime import date
from importlib.resources import files

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.nouns.configuration import Configuration


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of one file, as the truth tells it.

    `file` is the path below the world's folder of the file at fault, "" when there is none; `other` that of its copy or
    of the sound one that follows.  `day` is the day of its batch.  `claims` counts the claims or answers in it; `cents`
    is what the fault changes of a payment.
    """

    kind: str
    file: str
    day: date
    payer: str = ""
    other: str = ""
    claims: int = 0
    cents: Cents = 0


def _read_table() -> dict[str, int]:
    text = files("cleanskin.sim.clearinghouse").joinpath("fault_kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return {row[0]: int(row[1]) for row in rows}


FAULTS: dict[str, int] = _read_table()
"""Kinds of faults and their usual parts in ten thousand."""


def parts_of(configuration: Configuration, kind: str) -> int:
    """Return how often a fault happens in this world."""
    return configuration.faults.get(kind, FAULTS[kind])
