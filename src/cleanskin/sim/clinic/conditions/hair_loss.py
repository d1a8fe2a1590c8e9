"""Hair loss of the common kinds: talked over, treated, looked at again."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_DISEASE = Disease(
    "androgenetic_alopecia",
    ("L649", "L650", "L648"),
    worse=30,
    stable=44,
    again=(100, 190),
    again_parts=3_300,
    video=12,
)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it."""
    manage(life, draft, wish, _DISEASE)
