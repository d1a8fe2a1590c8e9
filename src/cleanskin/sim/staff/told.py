"""The planted facts that staff themselves make: charges that lie, claims filed late."""

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.planted import Stories, planted
from cleanskin.sim.staff.work import Work

_LAST: list[tuple[Configuration, Practice, Stories]] = []
_HELD_PARTS = 4_000


def stories_of(configuration: Configuration, practice: Practice) -> Stories:
    """Return the stories of a world; those of the last one asked for are kept."""
    if _LAST and _LAST[0][0] is configuration and _LAST[0][1] is practice:
        return _LAST[0][2]
    told = Stories(planted(configuration, practice))
    _LAST[:] = [(configuration, practice, told)]
    return told


def lag_told(work: Work, stories: Stories, *, is_surgery: bool) -> int:
    """Return the days a story lets the claims of a visit lie, 0 when none does."""
    day = work.visit.day
    if is_surgery:
        late = stories.holds("late_charges_after_surgery", day)
        if late is not None and late.provider == work.visit.provider:
            return _chance(work, "late_charges").between(8, 16)
    held = stories.holds("filed_late_at_bramble", day)
    if held is not None and work.payer is not None and held.payer == work.payer.key:
        chance = _chance(work, "filed_late")
        if chance.happens(_HELD_PARTS):
            return chance.between(95, 130)
    return 0


def _chance(work: Work, purpose: str) -> Chance:
    return Chance(work.seed, "told", purpose, work.patient.number, work.visit.number)
