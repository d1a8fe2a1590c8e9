"""A log of light treatments: one entry of the series."""

from cleanskin.sim.notes.parts import assessed, done
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return visit.encounter is not None and visit.kind == "light"


def _write(view: View) -> list[str]:
    dose = 220 + 40 * min(view.visit.number, 25) + 20 * view.chance.below(2)
    lines = [
        f"LIGHT LOG {view.visit.day:%m/%d/%Y}  treatment no. {view.visit.number}  dose {dose} mJ/cm2, eyes shielded",
        f"Erythema since last time: {view.chance.pick(('none', 'slight, resolved', 'none reported'))}",
    ]  # fmt: skip
    return [*lines, *done(view, terse=bool(view.chance.below(2))), *assessed(view, terse=True)]


STYLE = Style("light_log", 90, _fits, _write)
