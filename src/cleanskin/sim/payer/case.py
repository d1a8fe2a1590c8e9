"""One claim on a payer's desk: its facts laid out once, so that every edit reads them cheaply."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.decision import Outcome
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.market import Market
from cleanskin.sim.payer.memory import Memory
from cleanskin.sim.payer.nouns import CodeFact, Payer, Plan
from cleanskin.sim.payer.registry import codes

DISTINCT = frozenset(("59", "XS", "XE", "XP", "XU"))
"""Modifiers that say "a separate service"."""


class Line:
    """One service line as a payer's system sees it; `diagnoses` in order of the pointers, without point."""

    __slots__ = (
        "charge", "code", "day", "diagnoses", "fact", "family", "index", "modifiers", "number", "place", "service",
        "units",
    )  # fmt: skip

    def __init__(self, index: int, service: ServiceLine, claim: Claim) -> None:
        """Lay out the facts of a line."""
        procedure = service.procedure
        self.index = index
        self.service = service
        self.number = service.number
        self.code = procedure.code
        self.modifiers = procedure.modifiers
        self.units = max(1, int(service.units)) if service.units is not None else 1
        self.charge: Cents = service.amount_billed
        self.fact: CodeFact | None = codes().get(procedure.code)
        self.family = self.fact.family if self.fact is not None else "other"
        self.day = service.date_of_service
        self.place = service.place_of_service or claim.place_of_service
        count = len(claim.diagnoses)
        self.diagnoses = tuple(claim.diagnoses[at - 1].code for at in service.diagnosis_pointers if 0 < at <= count)

    @property
    def is_distinct(self) -> bool:
        """True when a modifier says that the service is separate."""
        return not DISTINCT.isdisjoint(self.modifiers)

    @property
    def is_surgical(self) -> bool:
        """True when the code has a global period."""
        return self.fact is not None and self.fact.is_surgical


class Case:
    """One claim on one payer's desk.

    `day` is the first day of service (the day of receipt when the claim names none), `span` the member's coverage or
    None, `rendering` the NPI of who treated.  Chance comes from `chance_for`, one stream for each purpose, so that an
    edit more or less moves no other.
    """

    __slots__ = (
        "answer_on", "base", "book", "claim", "codes", "day", "families", "has_surgery", "lines", "market",
        "member_id", "memory", "payer", "plan", "received", "rendering", "replaces", "same_day", "span", "undone",
    )  # fmt: skip

    def __init__(
        self, claim: Claim, *, payer: Payer, plan: Plan, span: CoverageSpan | None, book: MemberBook, memory: Memory,
        received: date, answer_on: date, base: int,
    ) -> None:  # fmt: skip
        """Lay out the facts of a claim."""
        self.claim = claim
        self.payer = payer
        self.plan = plan
        self.span = span
        self.book = book
        self.memory = memory
        self.market: Market = memory.market
        self.received = received
        self.answer_on = answer_on
        self.lines = [Line(index, service, claim) for index, service in enumerate(claim.lines)]
        self.codes = frozenset([line.code for line in self.lines])
        self.families = frozenset([line.family for line in self.lines])
        self.has_surgery = any(line.is_surgical for line in self.lines)
        self.undone: frozenset[str] = frozenset()
        self.day = min((line.day for line in self.lines if line.day is not None), default=received)
        rendering = claim.provider("rendering") or claim.billing_provider
        self.rendering = rendering.npi
        self.member_id = claim.coverage.member_id
        self.replaces = claim.payer_control_number if claim.frequency_code in ("7", "8") else ""
        day, key = self.day, payer.key
        self.same_day = [
            line for line in memory.lines if line.day == day and line.payer == key and line.claim != self.replaces
        ]
        """Lines of the day that the payer has had before, paid or not."""
        self.base = base

    def chance_for(self, purpose: str) -> Chance:
        """Return this claim's stream of chance for a purpose."""
        return Chance(self.base, purpose)


class Strike(msgspec.Struct, frozen=True, gc=False):
    """What an edit does to lines: refuses them, cuts their units, or pays another code.

    `lines` are indexes, empty for the whole claim.  `says` is the key in the table of codes ("" the edit's name).
    `to_code` pays that code instead, `units_to` only so many units; both leave the line paid.
    """

    lines: tuple[int, ...] = ()
    says: str = ""
    cause: str = ""
    outcome: Outcome = "denied"
    asks: tuple[str, ...] = ()
    to_code: str = ""
    units_to: int = 0


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of payers' systems.

    `payers` are keys or kinds of payers, "*" all.  It is in force from `first` to `last`, both inside, by date of
    service.  `order` sorts: lower ones speak first and a line struck is not looked at again.  `outside` says that no
    public source tells of it, with the reason in `why_outside`.  `overturned` says what an appeal needs
    ("receipt": proof that the claim came in time).
    """

    name: str
    cause: str
    order: int
    payers: tuple[str, ...] = ("*",)
    source: str
    trust: str = "assumption"
    outside: bool = False
    why_outside: str = ""
    first: date | None = None
    last: date | None = None
    overturned: Literal["support", "never", "easily", "receipt"] = "support"
    find: Callable[[Case], Iterable[Strike]]
