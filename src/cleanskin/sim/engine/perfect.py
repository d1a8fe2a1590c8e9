"""What a visit would have been worth had nobody made a mistake: the perfect claim at the payer's own contract.

The perfect claim is written by the same staff with every kind of slip left out, and priced by the payer that truly
covers the day with its edits spared: no refusal, no vague answer, no underpayment.  Worth is what payer and patient
bear together, after sequestration, so that it does not depend on whose turn it is to pay.  Nobody in the world sees
any of this; it measures the world from outside.
"""

from functools import lru_cache
from typing import NamedTuple

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.patient import Patient
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.payer import Memory, PatientBook, Payer
from cleanskin.sim.payer.case import Case
from cleanskin.sim.payer.deciding import open_case
from cleanskin.sim.payer.pricing import price
from cleanskin.sim.payer.sharing import Shares, paid_line
from cleanskin.sim.staff import charge, error_kinds, prepare

UNPRICED = frozenset({"capitated", "encounter"})
"""Kinds of business in which no line is paid for itself."""


class Perfect(NamedTuple):
    """The perfect claims of one visit and what they are worth in cents, payer's and patient's part together."""

    bills: tuple[Bill, ...]
    worth: Cents


class PerfectLife:
    """The perfect claims of one patient; ask for his visits in order of days, because deductibles fill up."""

    def __init__(self, surroundings: Surroundings, patient: Patient) -> None:
        """Begin with a payer's memory in which nothing has happened."""
        self._world = surroundings
        self._patient = patient
        self._book = PatientBook(patient)
        self._memory = Memory(surroundings.market, patient.number)

    def visit(self, visit: TrueVisit) -> Perfect:
        """Return what a visit should have brought; nothing when nobody came or nothing is a payer's to pay."""
        bills = perfect_bills(self._world, self._patient, visit)
        return Perfect(bills, sum([self._worth(bill) for bill in bills if bill.population not in UNPRICED]))

    def line_values(self, claim: Claim, *, payer: Payer) -> tuple[Cents, ...]:
        """Return what each line of a claim would be allowed if it stood alone: no edits, no reduction of later lines.

        By these single values claims are compared line by line: what is billed beyond the record, what is left out.
        """
        alone = _without_reductions(payer)
        case = self._case(claim, alone, Memory(self._world.market, self._patient.number))
        return tuple([priced.allowed for priced in price(case, {}, {}, list(range(len(case.lines))))])

    def _worth(self, bill: Bill) -> Cents:
        payer = self._world.payer_by_id[bill.claim.coverage.payer.id]
        case = self._case(bill.claim, payer, self._memory)
        priced = price(case, {}, {}, list(range(len(case.lines))))
        shares = Shares(case)
        total = 0
        for line in case.lines:
            paid = paid_line(line, priced[line.index], shares)
            total += paid.paid + paid.patient
        return total

    def _case(self, claim: Claim, payer: Payer, memory: Memory) -> Case:
        day = claim.date_of_service
        assert day is not None, "every line of a simulated claim has its day"
        return open_case(
            claim, payer=payer, received=day, answer_on=day, member=self._book, memory=memory, base=0
        )  # fmt: skip


def perfect_bills(surroundings: Surroundings, patient: Patient, visit: TrueVisit) -> tuple[Bill, ...]:
    """Return the claims for a visit as staff write them when no slip happens, from desk to biller.

    An authorization's number is left out: it is the payer's to give, and no price depends on it.
    """
    configuration, practice = surroundings.configuration, surroundings.practice
    without = every_slip()
    desk = prepare(configuration, practice, patient, visit, without=without)
    return tuple(charge(configuration, practice, patient, visit, desk, number=1, without=without))


def every_slip() -> frozenset[str]:
    """Return all kinds of slips that staff can make."""
    return frozenset(error_kinds())


@lru_cache(maxsize=64)
def _without_reductions(payer: Payer) -> Payer:
    return msgspec.structs.replace(payer, reduces_multiple=False, visit_with_procedure_percent=100)
