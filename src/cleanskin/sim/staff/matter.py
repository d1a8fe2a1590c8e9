"""One answer on a desk with all that belongs to it, and how staff treat answers of its kind.

`follow_up.tsv`, one row a category as staff read it: `worked` and `skill` in parts of ten thousand (how often somebody
works it at all, and how often that person finds the slip behind it), `backlog` the kind of waiting, `minutes` of work,
`remedy` what is done when no slip is found.  All of it is assumed.
"""

from datetime import date, timedelta
from functools import cache
from typing import Literal

import msgspec

from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.nouns.bill import Bill, CodedLine, DeskWork
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.staff.charge import Again, charge
from cleanskin.sim.staff.desk import authorized, prepare
from cleanskin.sim.staff.payer_book import KnownPayer, known_payer, payer_key
from cleanskin.sim.staff.rates import error_kinds
from cleanskin.sim.tables import rows

Remedy = Literal["nothing", "resend", "correct", "appeal", "send_records", "write_off", "bill_patient"]

BACKLOGS: dict[str, Weighted[int]] = {
    "quick": Weighted([(1, 20), (2, 25), (3, 20), (5, 15), (8, 12), (15, 8)]),
    "office": Weighted([(4, 15), (7, 20), (10, 20), (14, 18), (21, 15), (30, 12)]),
    "slow": Weighted([(10, 15), (16, 20), (23, 20), (30, 20), (40, 15), (55, 10)]),
    "statement": Weighted([(3, 30), (5, 40), (9, 30)]),
}
"""Days until somebody does something, with weights [assumed]."""


class Habit(msgspec.Struct, frozen=True, kw_only=True):
    """How staff treat one category."""

    worked: int
    skill: int
    backlog: str
    minutes: int
    remedy: Remedy


@cache
def habits() -> dict[str, Habit]:
    """Return the habits by category."""
    return {
        row["category"]: Habit(
            worked=int(row["worked"]), skill=int(row["skill"]), backlog=row["backlog"], minutes=int(row["minutes"]),
            remedy=msgspec.convert(row["remedy"], Remedy),
        )
        for row in rows("cleanskin.sim.staff", "follow_up.tsv")
    }  # fmt: skip


class Matter:
    """One answer on a desk with all that belongs to it."""

    def __init__(
        self, configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit, desk: DeskWork,
        bill: Bill, *, round: int, coded: tuple[CodedLine, ...] | None, worked: int | None,
    ) -> None:  # fmt: skip
        self.configuration = configuration
        self.practice = practice
        self.patient = patient
        self.visit = visit
        self.desk = desk
        self.bill = bill
        self.round = round
        self.coded = coded
        self.worked = worked
        self.chance = Chance(
            configuration.seed, "follow_up", patient.number, visit.number, bill.number, bill.identifier, round
        )

    @property
    def payer(self) -> KnownPayer:
        """The payer the bill went to."""
        return known_payer(payer_key(self.bill.claim.coverage.payer.id))

    def due(self, habit: Habit, day: date) -> date:
        """Return when somebody gets to it."""
        return day + timedelta(days=self.chance.draw(BACKLOGS[habit.backlog]))

    def found(self, category: str, skill: int) -> frozenset[str]:
        """Return the kinds of slips found on looking again for this category; others are found a quarter as often."""
        kinds = error_kinds()
        found = []
        for kind in dict.fromkeys([error.kind for error in self.bill.errors]):
            found_by = kinds[kind].found_by
            if found_by and self.chance.happens(skill if category in found_by else skill // 4):
                found.append(kind)
        return frozenset(found)

    def written_again(self, fixed: frozenset[str], again: Again) -> Bill | None:
        """Return the bill as it would be without the slips found, None when nobody is left to bill."""
        wrong = {error.kind for error in self.bill.errors} - fixed
        without = frozenset(error_kinds()) - wrong
        desk = prepare(self.configuration, self.practice, self.patient, self.visit, without=without)
        desk = authorized(desk, self.desk.authorization)
        first = self.bill.number
        for attempt in range(2):
            bills = charge(
                self.configuration, self.practice, self.patient, self.visit, desk, number=first,
                coded=self.coded, without=without, again=again,
            )  # fmt: skip
            wanted = {service for service in self.bill.services if service is not None}
            at = next((at for at, bill in enumerate(bills) if wanted.intersection(bill.services)), None)
            if at is None:
                return None
            if not at or attempt:
                return bills[at]
            first -= at
        return None
