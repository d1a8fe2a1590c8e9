"""Acne: creams, tablets, isotretinoin with monthly tests, injected cysts, a hormonal course in adults."""

from cleanskin.sim.clinic.acts import inject, treat
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage
from cleanskin.sim.clinic.sites import draw_spot

_ACNE = Disease("acne", "L700", worse=40, stable=48, again=(56, 100), again_parts=3_900, video=18)
_NURSE = 5_000
"""Parts in ten thousand of women's later months that a nurse sees to: a test and a refill [assumed]."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to acne."""
    if wish.stage == "isotretinoin":
        _isotretinoin(life, draft, wish)
        return
    load = manage(life, draft, wish, _ACNE)
    if draft.at_distance:
        return
    if load == "worse" and life.chance.happens(1_500) and "isotretinoin" not in life.memory:
        life.memory["isotretinoin"] = 1
        life.later(28, 35, "acne", "isotretinoin", facts=(1,), slack=0)
    if life.chance.happens(700):
        inject(draft, life.chance, draw_spot(life.chance, "acne"), count=1 + life.chance.below(4), condition="acne",
               diagnosis="L700")  # fmt: skip
        draft.supports.append("prescription for the disease beside the injected cysts")
    elif life.chance.happens(350):
        treat(draft, draw_spot(life.chance, "acne"), "10040", technique="drainage", condition="acne", diagnosis="L700",
              count=4 + life.chance.below(8))  # fmt: skip


def _isotretinoin(life: Life, draft: Draft, wish: Wish) -> None:
    """See to a month of isotretinoin, with tests."""
    month = int(str(wish.facts[0]))
    draft.problem("acne", "L700", "worse" if month < 3 else "stable", "isotretinoin", "labs")
    draft.visit_diagnoses.append("Z79899")
    draft.tests = 3 if life.patient.sex == "F" else 2
    draft.reason = "isotretinoin follow-up"
    if life.patient.sex == "F" and month > 1 and life.chance.happens(_NURSE):
        draft.by_staff = True
        draft.facts.append("nurse_visit")
    if month < 6:
        life.later(29, 33, "acne", "isotretinoin", facts=(month + 1,), slack=0)
