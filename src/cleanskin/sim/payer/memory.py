"""What payers remember of one patient: accumulators, lines paid, claims seen, authorizations used."""

from datetime import date
from typing import NamedTuple

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.payer.market import Market


class SeenLine(msgspec.Struct, kw_only=True, gc=False):
    """A line a payer has had before: `paid` when it allowed it, `known_on` the day its answer went out."""

    payer: str
    day: date
    code: str
    family: str
    modifiers: tuple[str, ...]
    units: int
    charge: Cents
    npi: str
    site: tuple[str, ...]
    claim: str
    paid: bool
    received: date
    known_on: date


class SeenClaim(msgspec.Struct, kw_only=True):
    """A claim as last answered: `closed` when nothing more will be done with it, `base` its stream of chance.

    `second` is what the payer answered to which it was forwarded.
    """

    decision: ClaimDecision
    received: date
    base: int = 0
    closed: bool = False
    second: ClaimDecision | None = None


class Receipt(NamedTuple):
    """A claim that came in, lost or not: what a 277CA with A2 proves."""

    payer: str
    day: date
    codes: frozenset[str]
    received: date


class Accumulated(msgspec.Struct, gc=False):
    """What a member has borne with this practice in a plan's year, cents."""

    deductible: Cents = 0
    out_of_pocket: Cents = 0


class Grant(msgspec.Struct, kw_only=True, gc=False):
    """An authorization the payer gave: units left by family of services, from a day to a day, both inside."""

    number: str
    payer: str
    first: date
    last: date
    units_left: dict[str, int]


class Memory:
    """Everything payers know about one patient; `patient` is the number that makes their claim numbers unique."""

    __slots__ = (
        "_number",
        "accumulators",
        "authorizes",
        "claims",
        "elsewhere",
        "grants",
        "lines",
        "market",
        "patient",
        "receipts",
    )

    def __init__(self, market: Market, patient: int = 0) -> None:
        """Begin with nothing known."""
        self.market = market
        self.patient = patient
        self.accumulators: dict[tuple[str, int], Accumulated] = {}
        self.lines: list[SeenLine] = []
        self.claims: dict[str, SeenClaim] = {}
        self.elsewhere: dict[tuple[str, int], int] = {}
        """Dollars of other doctors' bills in a year, by payer and year."""
        self.grants: dict[str, Grant] = {}
        self.authorizes = False
        """Somebody asked for an authorization in this life: from then on only the payer's own numbers count."""
        self.receipts: list[Receipt] = []
        self._number = 0

    def next_number(self, payer_id: str, day: date) -> str:
        """Return a payer's own number for a claim (CLP07): unique in the world."""
        self._number += 1
        return f"{payer_id[-3:]}{day.year % 100:02d}{self.patient:07d}{self._number:04d}"

    def accumulated(self, payer: str, year: int) -> Accumulated:
        """Return the accumulators of a payer and year."""
        key = (payer, year)
        found = self.accumulators.get(key)
        if found is None:
            found = self.accumulators[key] = Accumulated()
        return found
