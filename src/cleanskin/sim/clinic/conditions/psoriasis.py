"""Psoriasis: ointments, then a course of light or excimer, then tablets with blood tests or a biologic."""

from decimal import Decimal

from cleanskin.record.encounter import DrugGiven, Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.drugs import drug_line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_PSORIASIS = Disease("psoriasis", "L400", worse=41, stable=45, again=(60, 120), again_parts=4_800, video=8,
                     serious=True)  # fmt: skip
_SESSIONS = (10, 18)
_EXCIMER = (("96920", 180), ("96921", 380), ("96922", 620))


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to psoriasis."""
    if wish.stage == "light":
        _light(life, draft, wish)
    elif wish.stage == "excimer":
        _excimer(life, draft, wish)
    elif wish.stage == "injection":
        _injection(life, draft)
    elif wish.stage in ("biologic", "tablets"):
        _watched(life, draft, wish.stage)
    else:
        _office(life, draft, wish)


def _office(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it in the office and step up when it is worse."""
    load = manage(life, draft, wish, _PSORIASIS)
    if load != "worse" or draft.at_distance or "stepped" in life.memory:
        return
    point = life.chance.below(100)
    if point < 5:
        life.memory["stepped"] = 1
        count = life.chance.between(*_SESSIONS)
        life.later(7, 21, "psoriasis", "light", mode="light", facts=(count,))
    elif point < 6:
        life.memory["stepped"] = 1
        life.later(7, 21, "psoriasis", "excimer", mode="light", facts=(8 + life.chance.below(8),))
    elif point < 30:
        life.memory["stepped"] = 1
        draft.tests = 3
        life.later(80, 100, "psoriasis", "tablets")
    elif point < 43:
        life.memory["stepped"] = 1
        draft.tests = 3
        draft.facts.append("pharmacy_authorization")
        life.later(85, 110, "psoriasis", "biologic")
        if life.chance.happens(1_200):
            life.later(20, 40, "psoriasis", "injection", mode="drug")


def _watched(life: Life, draft: Draft, stage: str) -> None:
    """Watch a biologic, or tablets that need tests for their harm."""
    draft.longitudinal = True
    draft.visit_diagnoses.append("Z79899")
    if stage == "tablets":
        severe = life.chance.happens(7_500)
        draft.problem("psoriasis", "L400", "severe" if severe else "stable", "toxicity monitoring", "labs")
        draft.tests = 3
        life.later(80, 95, "psoriasis", "tablets")
    else:
        draft.problem("psoriasis", "L400", "stable", "biologic")
        draft.tests = 1
        life.later(150, 185, "psoriasis", "biologic")


def _light(life: Life, draft: Draft, wish: Wish) -> None:
    """Give one session of ultraviolet light, two or three a week."""
    left = int(str(wish.facts[0]))
    draft.by_staff = True
    draft.procedure_only = True
    draft.reason = "light treatment"
    draft.services.append(
        Service(kind="phototherapy_uvb", agent="petrolatum", details=("petrolatum",), performed_by="staff",
                condition="psoriasis", diagnosis="L400")
    )  # fmt: skip
    draft.problem("psoriasis", "L400", "stable", "procedure", counts=False)
    draft.lines.append(Line("96910", diagnoses=("L400",)))
    if left > 1:
        life.later(2, 3, "psoriasis", "light", mode="light", facts=(left - 1,))


def _excimer(life: Life, draft: Draft, wish: Wish) -> None:
    """Give one session of laser light; the code follows the area."""
    left = int(str(wish.facts[0]))
    code, area = _EXCIMER[life.patient.number % 3]
    draft.procedure_only = True
    draft.reason = "excimer laser"
    draft.services.append(
        Service(kind="excimer", area_sq_cm=Decimal(area), condition="psoriasis", diagnosis="L400",
                performed_by="physician")
    )  # fmt: skip
    draft.problem("psoriasis", "L400", "stable", "procedure", counts=False)
    draft.lines.append(Line(code, diagnoses=("L400",)))
    if left > 1:
        life.later(3, 4, "psoriasis", "excimer", mode="light", facts=(left - 1,))


def _injection(life: Life, draft: Draft) -> None:
    """Give a biologic that the practice has bought."""
    draft.by_staff = True
    draft.procedure_only = True
    draft.reason = "biologic injection"
    draft.drugs.append(
        DrugGiven(name="tildrakizumab", amount=Decimal(100), unit="mg", wasted=Decimal(0), single_dose=True,
                  containers=1, route="subcutaneous")
    )  # fmt: skip
    draft.services.append(Service(kind="injection_sc", count=1, performed_by="staff", diagnosis="L400"))
    draft.problem("psoriasis", "L400", "stable", "biologic", counts=False)
    draft.lines.append(Line("96372", diagnoses=("L400",)))
    draft.lines.append(drug_line("J3245", 100, diagnoses=("L400",), payer_kind=life.payer_kind()))
    life.later(82, 90, "psoriasis", "injection", mode="drug")
