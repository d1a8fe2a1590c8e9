"""Light with a sensitizer for a field of keratoses: two sessions some weeks apart; staff or the physician apply it."""

from decimal import Decimal

from cleanskin.record.encounter import DrugGiven, Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.drugs import drug_line, wasted_line
from cleanskin.sim.clinic.life import Life, Wish

_TUBE = 200
"""Units of a tube of gel (J7345), of which what is left over is wasted."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Hold one session."""
    draft.procedure_only = True
    draft.reason = "light treatment of a field of keratoses"
    by_staff = life.patient.number % 2 == 0
    draft.by_staff = by_staff
    with_gel = life.patient.number % 3 == 0
    draft.services.append(
        Service(
            kind="pdt", site="face", agent="aminolevulinic acid", details=("by_staff" if by_staff else "by_physician",),
            performed_by="staff" if by_staff else "physician", condition="actinic_keratosis", diagnosis="L570",
        )
    )  # fmt: skip
    draft.problem("actinic_keratosis", "L570", "stable", "procedure", counts=False)
    draft.lines.append(Line("96567" if by_staff else "96573", diagnoses=("L570",), site="face"))
    kind = life.payer_kind()
    if with_gel:
        used = 120 + 20 * life.chance.below(5)
        _gel(draft, used, kind)
    else:
        draft.drugs.append(_given("aminolevulinic acid stick", 354, "mg", 0))
        draft.lines.append(drug_line("J7308", 1, diagnoses=("L570",), payer_kind=kind))
    if wish.facts and wish.facts[0] == 1:
        life.later(25, 45, "photodynamic", "session", mode="procedure", facts=(2,))


def _given(name: str, amount: int, unit: str, wasted: int) -> DrugGiven:
    return DrugGiven(
        name=name, amount=Decimal(amount), unit=unit, wasted=Decimal(wasted), single_dose=True, containers=1,
        route="topical",
    )  # fmt: skip


def _gel(draft: Draft, used: int, kind: str) -> None:
    """Note the gel used, 10 mg a unit, and the rest of the tube as wasted (MOD-10)."""
    draft.drugs.append(_given("aminolevulinic acid gel", used * 10, "mg", (_TUBE - used) * 10))
    draft.lines.append(drug_line("J7345", used, diagnoses=("L570",), payer_kind=kind, wasted=used < _TUBE))
    if used < _TUBE:
        rest = wasted_line("J7345", _TUBE - used, diagnoses=("L570",), payer_kind=kind)
        if rest is not None:
            draft.lines.append(rest)
