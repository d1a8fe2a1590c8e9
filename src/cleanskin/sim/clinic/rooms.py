"""Who sees to what: the usual provider for most, the surgeon for surgery, a physician for what practitioners do not."""

from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.nouns.patient import Provider
from cleanskin.sim.people.roster import roster

STAFFED = frozenset({"postoperative", "light", "drug", "nurse"})
"""Appointments that staff hold: any provider in the house will do."""


def provider_for(life: Life, wish: Wish) -> Provider | None:
    """Return who sees the patient; None when nobody in the practice does such a thing."""
    known = roster(life.practice)
    usual = known.by_key[life.patient.provider]
    if usual.first_day is not None and wish.due < usual.first_day.toordinal():
        usual = life.practice.providers[0]
    if wish.mode == "mohs":
        surgeons = known.surgeons
        return surgeons[life.patient.number % len(surgeons)] if surgeons else None
    if wish.mode == "excision" and not usual.is_physician:
        return known.by_key[usual.supervisor]
    return usual
