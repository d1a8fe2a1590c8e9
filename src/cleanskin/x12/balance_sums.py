"""Sums in cents that know whether they could be read, and the findings of one pass over a transaction."""

from functools import lru_cache

from cleanskin.kernel.cents import Cents, parse_cents
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.findings import found
from cleanskin.x12.tree import Segment, Transaction

ADJUSTMENT_AMOUNTS = (3, 6, 9, 12, 15, 18)
"""Elements of CAS that hold amounts."""

PROVIDER_ADJUSTMENT_AMOUNTS = (4, 6, 8, 10, 12, 14)
"""Elements of PLB that hold amounts."""


@lru_cache(maxsize=1 << 15)
def read_amount(text: str) -> Cents:
    """Read an X12 amount as cents, quickly; "" is 0.  ValueError when it is no amount."""
    whole, _, part = text.partition(".")
    if len(part) <= 2 and text.isascii() and whole.isdecimal() and (not part or part.isdecimal()):
        return int(whole) * 100 + int(part.ljust(2, "0"))
    return parse_cents(text) if text else 0


class Sum:
    """A running sum in cents that remembers whether something in it could not be read."""

    __slots__ = ("cents", "readable")

    def __init__(self) -> None:
        self.cents = 0
        self.readable = True

    def add(self, text: str) -> None:
        """Add an amount as written."""
        try:
            self.cents += read_amount(text)
        except ValueError:
            self.readable = False

    def add_elements(self, segment: Segment, positions: tuple[int, ...]) -> None:
        """Add the amounts at these positions of a segment."""
        elements = segment.elements
        count = len(elements)
        for position in positions:
            if position >= count:
                return
            self.add(elements[position])


class Findings:
    """Collects findings of one transaction, placed at segments."""

    def __init__(self, transaction: Transaction, file: str) -> None:
        self.found: list[Finding] = []
        self._position = transaction.position
        self._file = file

    def say(
        self,
        name: str,
        segment: Segment,
        *,
        loop: str,
        element: str,
        message: str,
        expected: str = "",
        claim: int | None = None,
        line: int | None = None,
    ) -> None:
        """Add one finding; texts hold amounts and codes only, nothing that names a person."""
        where = Pointer(
            file=self._file,
            transaction=self._position,
            segment=segment.number or None,
            offset=segment.offset if segment.number else None,
            loop=loop,
            element=element,
            claim=claim,
            line=line,
        )
        self.found.append(found(name, message, where=where, expected=expected))


def element_of(segment: Segment, position: int) -> str:
    """Return an element as written, "" when absent."""
    elements = segment.elements
    return elements[position] if position < len(elements) else ""


def sum_of(segment: Segment, position: int) -> Sum:
    """Return one amount of a segment as a sum."""
    amount = Sum()
    amount.add(element_of(segment, position))
    return amount
