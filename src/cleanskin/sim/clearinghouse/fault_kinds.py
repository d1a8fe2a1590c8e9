"""What may go wrong with files and at the front door, and how often; probabilities are parts in ten thousand.

A file's kinds are drawn for each file, a door's for each claim.  The table is `fault_kinds.tsv`; a configuration's
`faults` overrides it by kind.
"""

from datetime import date

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.tables import rows


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


FAULTS: dict[str, int] = {
    row["kind"]: int(row["parts"]) for row in rows("cleanskin.sim.clearinghouse", "fault_kinds.tsv")
}
"""Kinds of faults and their usual parts in ten thousand."""


def parts_of(configuration: Configuration, kind: str) -> int:
    """Return how often a fault happens in this world."""
    return configuration.faults.get(kind, FAULTS[kind])
