"""Hives: tablets, and for hives that stay a monthly injection in the office."""

from decimal import Decimal

from cleanskin.record.encounter import DrugGiven, Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.drugs import drug_line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_SPONTANEOUS = Disease("chronic_spontaneous_urticaria", "L501", worse=48, stable=35, again=(30, 60),
                       again_parts=4_500, serious=True)  # fmt: skip
_CHRONIC = _SPONTANEOUS._replace(condition="chronic_urticaria", diagnosis="L508")
_KINDS = (_SPONTANEOUS, _SPONTANEOUS, _SPONTANEOUS, _CHRONIC)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to hives, or give the injection."""
    if wish.stage == "injection":
        _inject(life, draft)
        return
    disease = _KINDS[life.patient.number % len(_KINDS)]
    load = manage(life, draft, wish, disease)
    if disease is _CHRONIC or load != "worse" or "omalizumab" in life.memory:
        return
    if wish.stage != "first" or life.chance.happens(2_500):
        life.memory["omalizumab"] = 1
        life.later(21, 40, "urticaria", "injection", mode="drug")


def _inject(life: Life, draft: Draft) -> None:
    """Give 150 or 300 mg; a unit of the code is 5 mg."""
    milligrams = 300 if life.patient.number % 10 < 8 else 150
    draft.by_staff = True
    draft.procedure_only = True
    draft.reason = "monthly injection"
    draft.drugs.append(
        DrugGiven(name="omalizumab", amount=Decimal(milligrams), unit="mg", wasted=Decimal(0), single_dose=True,
                  containers=milligrams // 150, route="subcutaneous")
    )  # fmt: skip
    draft.services.append(
        Service(kind="injection_sc", count=1, performed_by="staff", condition="chronic_spontaneous_urticaria",
                diagnosis="L501")
    )  # fmt: skip
    draft.problem("chronic_spontaneous_urticaria", "L501", "stable", "biologic", counts=False)
    draft.lines.append(Line("96372", diagnoses=("L501",)))
    draft.lines.append(drug_line("J2357", milligrams // 5, diagnoses=("L501",), payer_kind=life.payer_kind()))
    if life.chance.happens(9_300):
        life.later(27, 31, "urticaria", "injection", mode="drug")
