"""A nurse's entry: short, what was done and by whose order."""

from cleanskin.sim.notes.parts import assessed, done, heading, titled
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return visit.encounter is not None and (visit.kind == "nurse" or visit.encounter.performed_by == "staff")


def _write(view: View) -> list[str]:
    lines = [
        "NURSE VISIT",
        heading(view),
        f"Here per order of {titled(view)}.",
        *view.prior(terse=True),
    ]
    return [
        *lines,
        *done(view, terse=False),
        *assessed(view, terse=True),
        "No complaints. Provider available in the office.",
    ]


STYLE = Style("nurse", 60, _fits, _write)
