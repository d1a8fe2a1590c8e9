"""A note of a visit by video: what was seen on the screen and decided."""

from cleanskin.sim.notes.distractors import history
from cleanskin.sim.notes.parts import assessed, done, facts_of_visit, heading, orders
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return visit.encounter is not None and visit.kind == "telehealth"


def _write(view: View) -> list[str]:
    lines = ["TELEHEALTH ENCOUNTER", heading(view), *history(view), *facts_of_visit(view, terse=False)]
    return [*lines, *assessed(view, terse=False), *done(view, terse=True), *orders(view)]


STYLE = Style("video", 80, _fits, _write)
