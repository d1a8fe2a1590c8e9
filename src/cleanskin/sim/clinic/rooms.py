"""Who sees to what: the usual provider for most, the surgeon for surgery, a physician for what practitioners do not."""

from functools import lru_cache

from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.nouns.patient import Practice, Provider


@lru_cache(maxsize=8)
def _surgeons(practice: Practice) -> tuple[Provider, ...]:
    """Return who does Mohs surgery: the surgeons, else the first dermatologist."""
    found = tuple(one for one in practice.providers if one.role == "mohs_surgeon")
    return found or tuple(one for one in practice.providers if one.is_physician)[:1]


@lru_cache(maxsize=4096)
def _by_key(practice: Practice, key: str) -> Provider:
    return practice.provider(key)


STAFFED = frozenset({"postoperative", "light", "drug", "nurse"})
"""Appointments that staff hold: any provider in the house will do."""


def provider_for(life: Life, wish: Wish) -> Provider | None:
    """Return who sees the patient; None when nobody in the practice does such a thing."""
    usual = _by_key(life.practice, life.patient.provider)
    if usual.first_day is not None and wish.due < usual.first_day.toordinal():
        usual = life.practice.providers[0]
    if wish.mode == "mohs":
        surgeons = _surgeons(life.practice)
        return surgeons[life.patient.number % len(surgeons)] if surgeons else None
    if wish.mode == "excision" and not usual.is_physician:
        return _by_key(life.practice, usual.supervisor)
    return usual
