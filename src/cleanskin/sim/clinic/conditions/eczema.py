"""Eczema of all ages: ointments, courses, and for the severe a biologic that the pharmacy supplies."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_CHILD = Disease("atopic_dermatitis", ("L2089", "L209"), worse=42, stable=40, again=(40, 110), again_parts=3_900,
                 video=16, serious=True, mild="acute")  # fmt: skip
_ADULT = Disease("eczema", ("L309", "L300", "L2089"), worse=36, stable=36, again=(40, 120), again_parts=3_000, video=12,
                 serious=True, mild="acute")  # fmt: skip


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to eczema."""
    disease = _CHILD if life.age < 18 else _ADULT
    if wish.stage == "tablets":
        _tablets(life, draft)
        return
    if "biologic" in life.memory:
        draft.problem("atopic_dermatitis", "L2089", "stable", "biologic")
        draft.visit_diagnoses.append("Z79899")
        draft.longitudinal = True
        life.later(150, 190, "eczema", "follow")
        return
    load = manage(life, draft, wish, disease)
    draft.historian = life.age < 6
    if load == "worse" and life.age >= 12 and life.chance.happens(800) and "tablets" not in life.memory:
        life.memory["tablets"] = 1
        life.later(28, 40, "eczema", "tablets")
    elif load == "worse" and wish.stage != "first" and life.chance.happens(1_800):
        life.memory["biologic"] = life.today
        draft.facts.append("pharmacy_authorization")


def _tablets(life: Life, draft: Draft) -> None:
    """Watch severe eczema under a drug that needs blood tests."""
    draft.problem("atopic_dermatitis", "L2089", "severe", "toxicity monitoring", "labs")
    draft.visit_diagnoses.append("Z79899")
    draft.tests = 3
    draft.longitudinal = True
    draft.reason = "eczema under tablets"
    life.later(60, 90, "eczema", "tablets")
