"""What an invented payer decides on a claim: allowed, paid, adjusted, to the cent.

A decision balances by construction and is asserted to: charge less adjustments is the payment, line by line.
"""

from datetime import date

import msgspec

from cleanskin.kernel.cents import Cents, allocate
from cleanskin.sim.denials import Codes
from cleanskin.sim.patients import Patient, Patients
from cleanskin.sim.payers import Payer
from cleanskin.sim.visits import Line

Adjustment = tuple[str, str, Cents]
"""Group code, CARC, cents (positive lowers payment)."""


class LineDecision(msgspec.Struct, gc=False):
    """What a payer decided on one line, as its 835 will say it."""

    line: Line
    charge: Cents
    paid: Cents
    adjustments: list[Adjustment]
    remarks: tuple[str, ...] = ()
    outcome: str = "paid"
    """paid, patient_share, denied, unprocessable, pend, duplicate, capitated"""
    procedure: str = ""
    """SVC01 when it differs from what was billed; SVC06 then carries what was billed."""
    units: int = 0
    """Units answered for; 0 means those billed."""
    tells_billed: bool = True
    """False when the payer changed the procedure without SVC06."""

    @property
    def patient(self) -> Cents:
        """Sum of patient-responsibility adjustments."""
        total = 0
        for group, _, amount in self.adjustments:
            if group == "PR":
                total += amount
        return total


def assert_balanced(decision: LineDecision) -> LineDecision:
    """Return the decision; raise AssertionError when it does not balance."""
    adjusted = 0
    for _, _, amount in decision.adjustments:
        adjusted += amount
    assert decision.charge - adjusted == decision.paid, "a line must balance"
    return decision


_REDUCED_FAMILIES = frozenset(
    {
        "biopsy", "biopsy_site", "destruction", "destruction_benign", "destruction_malignant", "shave", "minor", "mohs",
        "excision_benign", "excision_malignant", "repair", "flap", "graft",
    }
)  # fmt: skip
"""Families to which the multiple-procedure reduction applies (the second and later at half)."""


def allowed_amounts(lines: list[Line], payer: Payer, *, percent: int) -> list[tuple[Cents, Cents]]:
    """Return allowed and multiple-procedure reduction of each line at this percentage of Medicare."""
    amounts = [min(line.charge, line.allowed * percent // 100) for line in lines]
    surgical = [index for index, line in enumerate(lines) if line.code.family in _REDUCED_FAMILIES]
    if len(surgical) < 2 or payer.kind in ("workers_comp", "auto"):
        return [(amount, 0) for amount in amounts]
    first = max(surgical, key=lambda index: (amounts[index], -index))
    return [
        (amount - amount // 2, amount // 2) if index in surgical and index != first else (amount, 0)
        for index, amount in enumerate(amounts)
    ]


def pay(
    lines: list[Line], payer: Payer, patient: Patient, patients: Patients, *, day: date, percent: int
) -> list[LineDecision]:
    """Pay lines by contract: contractual, deductible, copay on the visit, coinsurance, sequestration."""
    left = patients.deductible_left(patient, day)
    copay_left = payer.copay
    decisions = []
    for line, (allowed, reduction) in zip(lines, allowed_amounts(lines, payer, percent=percent), strict=True):
        adjustments: list[Adjustment] = []
        contractual = line.charge - allowed - reduction
        if contractual:
            adjustments.append(("CO", "45", contractual))
        if reduction:
            adjustments.append(("CO", "59", reduction))
        rest = allowed
        if copay_left and (line.code.family == "visit" or payer.kind == "medicaid"):
            copay = min(copay_left, rest)
            copay_left = 0
            rest -= copay
            adjustments.append(("PR", "3", copay))
        elif left and rest:
            deductible = min(left, rest)
            left -= deductible
            rest -= deductible
            patients.meet_deductible(patient, day, deductible)
            adjustments.append(("PR", "1", deductible))
        coinsurance = rest * payer.coinsurance_percent // 100
        if coinsurance:
            rest -= coinsurance
            adjustments.append(("PR", "2", coinsurance))
        if payer.kind in ("medicare", "medicare_advantage"):
            sequestered = (rest * 2 + 50) // 100
            if sequestered:
                rest -= sequestered
                adjustments.append(("CO", "253", sequestered))
        outcome = "paid" if rest else "patient_share"
        decisions.append(assert_balanced(LineDecision(line, line.charge, rest, adjustments, outcome=outcome)))
    return decisions


def refuse(decision: LineDecision, codes: Codes, *, outcome: str = "denied") -> LineDecision:
    """Return the refusal of a line with these codes."""
    group, carc, remarks = codes
    return LineDecision(decision.line, decision.charge, 0, [(group, carc, decision.charge)], remarks, outcome)


def decide(
    lines: list[Line],
    payer: Payer,
    patient: Patient,
    patients: Patients,
    *,
    day: date,
    percent: int,
    struck: list[Line],
    codes: Codes,
    outcome: str = "denied",
) -> list[LineDecision]:
    """Decide a claim in which the `struck` lines are refused and the others paid, in the order billed."""
    struck_ids = {id(line) for line in struck}
    rest = [line for line in lines if id(line) not in struck_ids]
    paid = iter(pay(rest, payer, patient, patients, day=day, percent=percent))
    return [
        refuse(LineDecision(line, line.charge, 0, []), codes, outcome=outcome) if id(line) in struck_ids else next(paid)
        for line in lines
    ]


def decide_secondary(primary: list[LineDecision], payer: Payer, *, refuses: bool = False) -> list[LineDecision]:
    """Decide as the next payer: pays the patient's share the first payer left, the rest is the first payer's effect.

    OA-23 carries what the first payer paid and wrote off.  Some shares stay with the patient (PR-1 at one supplement);
    a payer that `refuses` leaves the whole share with the patient (PR-275).
    """
    decisions = []
    for decision in primary:
        share = decision.patient
        deductible = sum(amount for group, carc, amount in decision.adjustments if (group, carc) == ("PR", "1"))
        kept = share if refuses else deductible if payer.key == "hollow_oak_life" else 0
        effect = decision.charge - share
        adjustments: list[Adjustment] = []
        if effect:
            adjustments.append(("OA", "23", effect))
        if kept:
            adjustments.append(("PR", "275" if refuses else "1", kept))
        paid = share - kept
        outcome = "paid" if paid else "patient_share" if kept else "other_payer"
        decisions.append(
            assert_balanced(LineDecision(decision.line, decision.charge, paid, adjustments, outcome=outcome))
        )
    return decisions


def reversed_of(decisions: list[LineDecision]) -> list[LineDecision]:
    """Return the reversal of earlier decisions: every amount with its sign turned."""
    return [
        assert_balanced(
            LineDecision(
                d.line, -d.charge, -d.paid, [(group, carc, -amount) for group, carc, amount in d.adjustments],
                d.remarks, "reversed", d.procedure, d.units, d.tells_billed,
            )
        )
        for d in decisions
    ]  # fmt: skip


def split_by_units(decision: LineDecision) -> list[LineDecision]:
    """Split one line's decision into two that together say the same, as payers do by units."""
    units = decision.line.units
    first = units // 2
    weights = [first, units - first]
    charges = allocate(decision.charge, weights)
    adjusted = [allocate(amount, weights) for _, _, amount in decision.adjustments]
    parts = []
    for part in (0, 1):
        adjustments = [
            (group, carc, amounts[part])
            for (group, carc, _), amounts in zip(decision.adjustments, adjusted, strict=True)
            if amounts[part]
        ]
        paid = charges[part] - sum(amount for _, _, amount in adjustments)
        parts.append(
            assert_balanced(
                LineDecision(
                    decision.line, charges[part], paid, adjustments, decision.remarks, decision.outcome,
                    decision.procedure, weights[part],
                )
            )
        )  # fmt: skip
    return parts
