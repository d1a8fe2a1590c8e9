"""Eczema of all ages: ointments, courses, and for the severe a biologic that the pharmacy supplies."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_CHILD = Disease("atopic_dermatitis", "L209", worse=45, stable=37, again=(40, 110), again_parts=3_900,
                 video=16, serious=True)  # fmt: skip
_ADULT = Disease("eczema", "L309", worse=39, stable=33, again=(40, 120), again_parts=3_000, video=12,
                 serious=True)  # fmt: skip
_ADULTS = (
    _ADULT, _ADULT._replace(condition="nummular_eczema", diagnosis="L300"),
    _ADULT._replace(condition="atopic_dermatitis", diagnosis="L209"),
)  # fmt: skip
"""What adults have, always the same of one patient: each kind has the name that its code has."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to eczema."""
    disease = _CHILD if life.age < 18 else _ADULTS[life.patient.number % len(_ADULTS)]
    if wish.stage == "tablets":
        _tablets(life, draft)
        return
    if "biologic" in life.memory:
        draft.problem("atopic_dermatitis", "L209", "stable", "biologic")
        draft.visit_diagnoses.append("Z79899")
        draft.longitudinal = True
        life.later(150, 190, "eczema", "follow")
        return
    load = manage(life, draft, wish, disease)
    draft.historian = draft.historian or life.age < 6
    if load == "worse" and life.age >= 12 and life.chance.happens(800) and "tablets" not in life.memory:
        life.memory["tablets"] = 1
        life.later(28, 40, "eczema", "tablets")
    elif load == "worse" and wish.stage != "first" and life.chance.happens(1_800):
        life.memory["biologic"] = life.today
        draft.facts.append("pharmacy_authorization")


def _tablets(life: Life, draft: Draft) -> None:
    """Watch severe eczema under a drug that needs blood tests."""
    draft.problem("atopic_dermatitis", "L209", "severe", "toxicity monitoring", "labs")
    draft.visit_diagnoses.append("Z79899")
    draft.tests = 3
    draft.longitudinal = True
    draft.reason = "eczema under tablets"
    life.later(60, 90, "eczema", "tablets")
