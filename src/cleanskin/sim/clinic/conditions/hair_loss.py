"""Hair loss of the common kinds: talked over, treated, looked at again."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_PATTERN = Disease("androgenetic_alopecia", "L649", worse=30, stable=44, again=(100, 190), again_parts=3_300, video=12)
_SHEDDING = _PATTERN._replace(condition="telogen_effluvium", diagnosis="L650")
_KINDS = (_PATTERN, _SHEDDING, _PATTERN)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it."""
    manage(life, draft, wish, _KINDS[life.patient.number % len(_KINDS)])
