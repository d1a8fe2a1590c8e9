"""A telegraphic note: abbreviations, one thing a line, hardly a verb."""

from cleanskin.sim.notes.parts import assessed, done, facts_of_visit, orders, reason
from cleanskin.sim.notes.styles import Style, is_ordinary
from cleanskin.sim.notes.view import View


def _write(view: View) -> list[str]:
    sex = view.patient.sex
    who = f"{view.visit.day:%m/%d/%y} {'NP' if view.visit.new_patient else 'EP'} {view.encounter.age_years or ''}{sex}"
    lines = [f"{who} here for {reason(view)}", *view.prior(terse=True), *facts_of_visit(view, terse=True)]
    lines += [f"A/P {text}" for text in assessed(view, terse=True)]
    lines += [f"- {text}" for text in done(view, terse=True)]
    if view.chance.below(3) == 0 and view.encounter.lesions:
        lines.append("consent/TO done, wound care given")
    return [*lines, *orders(view), f"rtc {view.chance.pick(('3 mo', '6 mo', '1 yr', 'prn'))}"]


STYLE = Style("telegraphic", 18, is_ordinary, _write)
