"""Vitiligo: creams, and for some a course of ultraviolet light."""

from cleanskin.record.encounter import Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_DISEASE = Disease("vitiligo", "L80", worse=30, stable=60, again=(85, 130), again_parts=4_100, serious=True)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it, or give one session of light."""
    if wish.stage == "light":
        left = int(str(wish.facts[0]))
        draft.by_staff = True
        draft.procedure_only = True
        draft.reason = "light treatment"
        draft.services.append(
            Service(kind="phototherapy_uv", performed_by="staff", condition="vitiligo", diagnosis="L80")
        )
        draft.problem("vitiligo", "L80", "stable", "procedure", counts=False)
        draft.lines.append(Line("96900", diagnoses=("L80",)))
        if left > 1:
            life.later(2, 4, "vitiligo", "light", mode="light", facts=(left - 1,))
        return
    manage(life, draft, wish, _DISEASE)
    if "light" not in life.memory and life.chance.happens(200):
        life.memory["light"] = 1
        life.later(7, 20, "vitiligo", "light", mode="light", facts=(10 + life.chance.below(14),))
