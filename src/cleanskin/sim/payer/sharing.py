"""Who bears what of the allowed amount: deductible, copay, coinsurance, out-of-pocket limit, sequestration."""

from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.nouns.decision import Adjustment, LineDecision
from cleanskin.sim.payer.case import Case, Line
from cleanskin.sim.payer.memory import Memory
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.pricing import Priced

_ELSEWHERE = Weighted(((0, 12), (300, 13), (800, 15), (1_500, 15), (3_000, 15), (6_000, 15), (12_000, 10), (30_000, 5)))
"""Dollars of other doctors' bills in a year; assumption (most people cost little and a few cost much)."""
_ELSEWHERE_OF_SENIORS = Weighted(((200, 5), (1_000, 12), (2_500, 20), (6_000, 30), (15_000, 23), (40_000, 10)))
"""The same for members of Medicare, whose small deductible is met in winter or spring by most; assumption."""
_SENIORS = frozenset(("medicare", "medicare_advantage"))


def spent_elsewhere(memory: Memory, payer: Payer, day: date, deductible: Cents) -> Cents:
    """Return how much of the deductible other doctors' bills have met by a day: it grows over the year."""
    key = (payer.key, day.year)
    dollars = memory.elsewhere.get(key)
    if dollars is None:
        seed = memory.market.configuration.seed
        table = _ELSEWHERE_OF_SENIORS if payer.kind in _SENIORS else _ELSEWHERE
        dollars = Chance(seed, "elsewhere", payer.key, memory.patient, day.year).draw(table)
        memory.elsewhere[key] = dollars
    return min(deductible, dollars * 100 * (day - date(day.year, 1, 1)).days // 365)


class Shares:
    """The member's sharing in one claim: what is left of deductible and limit, copays once a day."""

    __slots__ = ("_accumulated", "_copay", "_left", "_plan", "_room", "case")

    def __init__(self, case: Case) -> None:
        """Look up where the member stands in the year of service."""
        self.case = case
        plan = case.plan
        self._plan = plan
        self._accumulated = case.memory.accumulated(case.payer.key, case.day.year)
        most = plan.deductible(case.day)
        self._left = (
            max(0, most - self._accumulated.deductible - spent_elsewhere(case.memory, case.payer, case.day, most))
            if most
            else 0
        )
        self._room = (
            max(0, plan.out_of_pocket_most - self._accumulated.out_of_pocket) if plan.out_of_pocket_most else 1 << 60
        )
        self._copay = 0
        families = {line.family for line in case.lines}
        if "visit" in families:
            self._copay = plan.copay_visit
        elif plan.copay_procedure and any(line.is_surgical for line in case.lines):
            self._copay = plan.copay_procedure

    def split(self, line: Line, allowed: Cents) -> tuple[Cents, list[Adjustment]]:
        """Return what the payer pays of the allowed amount and the patient's adjustments; books them."""
        if line.family == "laboratory" and self.case.payer.kind == "medicare":
            return allowed, []
        adjustments: list[Adjustment] = []
        rest = allowed
        if self._copay and (line.family == "visit" or line.is_surgical or self.case.payer.kind == "medicaid"):
            copay = min(self._copay, rest, self._room)
            self._copay = 0
            rest -= self._bear(copay)
            if copay:
                adjustments.append(("PR", "3", copay))
            if not self._plan.coinsurance_percent or line.family == "visit":
                return rest, adjustments
        met = min(self._left, rest, self._room)
        if met:
            self._left -= met
            self._accumulated.deductible += met
            rest -= self._bear(met)
            adjustments.append(("PR", "1", met))
        plan = self._plan
        percent = plan.drug_coinsurance_percent if line.family in ("drug", "biologic") else plan.coinsurance_percent
        coinsurance = min(rest * percent // 100, self._room)
        if coinsurance:
            rest -= self._bear(coinsurance)
            adjustments.append(("PR", "2", coinsurance))
        return rest, adjustments

    def _bear(self, amount: Cents) -> Cents:
        self._room -= amount
        self._accumulated.out_of_pocket += amount
        return amount


def balanced(decision: LineDecision) -> LineDecision:
    """Return the decision; raise AssertionError when charge less adjustments is not the payment."""
    total = 0
    for _, _, amount in decision.adjustments:
        total += amount
    assert decision.charge - total == decision.paid, "a line must balance"
    return decision


def paid_line(line: Line, priced: Priced, shares: Shares, *, rule: str = "contract") -> LineDecision:
    """Pay a line by contract and plan."""
    allowed = priced.allowed
    adjustments: list[Adjustment] = []
    contractual = line.charge - allowed - priced.reduced
    if contractual:
        adjustments.append(("CO", "45", contractual))
    if priced.reduced:
        adjustments.append(("CO", "59", priced.reduced))
    rest, borne = shares.split(line, allowed)
    adjustments += borne
    percent = shares.case.payer.sequestration_percent
    if percent:
        held = (rest * percent + 50) // 100
        if held:
            rest -= held
            adjustments.append(("CO", "253", held))
    return balanced(
        LineDecision(
            number=line.number, charge=line.charge, paid=rest, allowed=allowed, adjustments=tuple(adjustments),
            outcome="paid" if rest else "patient_share", rule=rule, units_paid=line.units,
        )
    )  # fmt: skip
