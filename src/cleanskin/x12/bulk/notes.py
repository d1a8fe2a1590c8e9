"""What a piece could not use, kept small until it becomes findings."""

from dataclasses import dataclass, field

import numpy as np

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.bulk.spans import Ints
from cleanskin.x12.findings import found

KEPT_OF_A_KIND = 200
"""Findings of one kind and element kept per file; the rest are counted."""

_MESSAGES = {
    "amount_not_readable": ("{element} is not an amount; it is taken as missing.", "an amount in dollars and cents"),
    "element_not_of_its_kind": ("{element} cannot be read; it is taken as missing.", "a date, a number or a quantity"),
    "remittance_line_differs": ("A service line does not balance.", "charge less adjustments equals payment"),
    "remittance_claim_differs": ("A claim does not balance.", "charge less adjustments equals payment"),
    "remittance_payment_differs": (
        "The payment does not balance; its rows are kept, marked, and must not be posted.",
        "claims less provider adjustments equals the payment",
    ),
    "segment_count_wrong": ("SE01 counts other than the segments there are.", "the number of segments from ST to SE"),
    "version_outdated": ("A version before 005010 is read by today's columns where they agree.", "005010"),
    "transaction_trailer_missing": ("The transaction has no SE; its rows are left out.", "SE"),
}


@dataclass
class Notes:
    """Notes of one file: per kind and element the segments concerned, up to a limit, and how many there were."""

    path: str
    held: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    counted: dict[tuple[str, str], int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    other: list[Finding] = field(default_factory=list)

    def values(self, name: str, numbers: Ints, element: str) -> None:
        """Note that an element of these segments could not be read, or their sums differ."""
        if not len(numbers):
            return
        key = (name, element)
        kept = self.held.setdefault(key, [])
        room = KEPT_OF_A_KIND - len(kept)
        if room > 0:
            kept.extend(np.asarray(numbers)[:room].tolist())
        self.counted[key] = self.counted.get(key, 0) + len(numbers)

    def transaction(self, name: str, index: int, number: int) -> None:
        """Note something about a whole transaction, at segment `number`."""
        self.values(name, np.array([number]), "")

    def oddity(self, name: str, number: int, offset: int, message: str) -> None:
        """Note something about the file's form."""
        where = Pointer(file=self.path, segment=number or None, offset=offset)
        self.other.append(found(name, message, where=where))

    def findings(self) -> list[Finding]:
        """Return the notes as findings, in the order of the file."""
        made: list[Finding] = []
        for (name, element), numbers in self.held.items():
            message, expected = _MESSAGES[name]
            text = message.format(element=element)
            for number in numbers:
                where = Pointer(file=self.path, segment=number, element=element)
                made.append(found(name, text, where=where, expected=expected))
            more = self.counted[name, element] - len(numbers)
            if more:
                text = f"{more:,} more like the ones before, in this file."
                made.append(found(name, text, where=Pointer(file=self.path, element=element), expected=expected))
        made.sort(key=lambda finding: (finding.where.segment is None, finding.where.segment or 0))
        return self.other + made
