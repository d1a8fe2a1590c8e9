"""Subjective, objective, assessment, plan: the note of a follow-up."""

from cleanskin.sim.notes.distractors import closing, history
from cleanskin.sim.notes.parts import assessed, done, facts_of_visit, heading, orders, reason, subject
from cleanskin.sim.notes.styles import Style, is_ordinary
from cleanskin.sim.notes.view import View


def _write(view: View) -> list[str]:
    encounter = view.encounter
    seen = [view.place(lesion.site, "", terse=False) for lesion in encounter.lesions if lesion.site]
    objective = f"Examination of the {', '.join(dict.fromkeys(seen))}." if seen else "Focused skin examination."
    came = "presents" if view.visit.new_patient else "returns"
    lines = [
        heading(view),
        f"S: {subject(view)} {came} for {reason(view)}. {' '.join([*view.prior(terse=False), *history(view)])}",
    ]
    lines += [
        f"O: {objective} {' '.join(facts_of_visit(view, terse=False))}",
        f"A: {' '.join(assessed(view, terse=False)) or 'Healing as expected.'}",
    ]
    planned = " ".join([*done(view, terse=False), *orders(view), *closing(view)])
    return [*lines, f"P: {planned or 'As above.'}"]


STYLE = Style("soap", 20, is_ordinary, _write)
