"""Rosacea: creams, and tablets when it flares."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_DISEASE = Disease("rosacea", "L719", worse=38, stable=42, again=(80, 180), again_parts=3_000, video=16)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it."""
    manage(life, draft, wish, _DISEASE)
