"""What a piece could not use, kept small until it becomes findings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.bulk.pieces import NUMBER_BITS
from cleanskin.x12.bulk.spans import Ints
from cleanskin.x12.findings import found

KEPT_OF_A_KIND = 200
"""Findings of one kind and element kept per file; the rest are counted."""

_MESSAGES = {
    "amount-not-readable": ("{element} is not an amount; it is taken as missing.", "an amount in dollars and cents"),
    "element-not-of-its-kind": ("{element} cannot be read; it is taken as missing.", "a date, a number or a quantity"),
    "remittance-line-differs": ("A service line does not balance.", "charge less adjustments equals payment"),
    "remittance-claim-differs": ("A claim does not balance.", "charge less adjustments equals payment"),
    "remittance-payment-differs": (
        "The payment does not balance; its rows are kept, marked, and must not be posted.",
        "claims less provider adjustments equals the payment",
    ),
    "segment-count-wrong": ("SE01 counts other than the segments there are.", "the number of segments from ST to SE"),
    "version-outdated": ("A version before 005010 is read by today's columns where they agree.", "005010"),
    "transaction-trailer-missing": ("The transaction has no SE; its rows are left out.", "SE"),
}


@dataclass
class Notes:
    """Notes by file, kind and element: the segments concerned, up to a limit, and how many there were."""

    held: dict[tuple[int, str, str], list[int]] = field(default_factory=dict)
    counted: dict[tuple[int, str, str], int] = field(default_factory=dict)
    odd: dict[int, list[tuple[str, int, int, str]]] = field(default_factory=dict)

    def values(self, name: str, places: Ints, element: str) -> None:
        """Note something about an element of segments; places hold file and number (`Piece.places`)."""
        files = places >> NUMBER_BITS
        numbers = places & ((1 << NUMBER_BITS) - 1)
        for file_id in np.unique(files).tolist():
            of_file = numbers[files == file_id]
            self._keep((file_id, name, element), of_file[:KEPT_OF_A_KIND].tolist(), len(of_file))

    def _keep(self, key: tuple[int, str, str], numbers: list[int], count: int) -> None:
        kept = self.held.setdefault(key, [])
        kept.extend(numbers[: max(KEPT_OF_A_KIND - len(kept), 0)])
        self.counted[key] = self.counted.get(key, 0) + count

    def oddity(self, file_id: int, name: str, number: int, offset: int, message: str) -> None:
        """Note something about a file's form."""
        self.odd.setdefault(file_id, []).append((name, number, offset, message))

    def add(self, other: "Notes") -> None:
        """Take over the notes of another."""
        for key, numbers in other.held.items():
            self._keep(key, numbers, other.counted[key])
        for file_id, odd in other.odd.items():
            self.odd.setdefault(file_id, []).extend(odd)

    def findings(self, paths: Sequence[str]) -> list[Finding]:
        """Return the notes as findings, in the order of files and segments; `paths` are those of the files."""
        made: list[tuple[tuple[int, int, int], Finding]] = []
        for file_id, odd in self.odd.items():
            for name, number, offset, message in odd[:KEPT_OF_A_KIND]:
                where = Pointer(file=paths[file_id], segment=number or None, offset=offset)
                made.append(((file_id, 0, number), found(name, message, where=where)))
        for (file_id, name, element), numbers in self.held.items():
            message, expected = _MESSAGES[name]
            text = message.format(element=element)
            for number in numbers:
                where = Pointer(file=paths[file_id], segment=number, element=element)
                made.append(((file_id, 0, number), found(name, text, where=where, expected=expected)))
            more = self.counted[file_id, name, element] - len(numbers)
            if more:
                where = Pointer(file=paths[file_id], element=element)
                text = f"{more:,} more like the ones before, in this file."
                made.append(((file_id, 1, 0), found(name, text, where=where, expected=expected)))
        return [finding for _, finding in sorted(made, key=lambda item: item[0])]
