"""A record of an injected drug: drug, dose, lot, place, waste."""

from cleanskin.sim.notes.parts import assessed, facts_of_visit, heading
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return visit.encounter is not None and visit.kind == "drug" and bool(visit.encounter.drugs)


def _write(view: View) -> list[str]:
    encounter = view.encounter
    lines = ["MEDICATION ADMINISTRATION RECORD", heading(view), *facts_of_visit(view, terse=True)]
    for at, drug in enumerate(encounter.drugs):
        said = view.drug(at, drug, terse=True)
        if said:
            lines.append(f"GIVEN: {said}; site {view.chance.pick(('left thigh', 'right thigh', 'abdomen'))}; exp ok")
    lines += [view.lesion(lesion, terse=False) for lesion in encounter.lesions]
    lines += [view.service(service, terse=True) for service in encounter.services]
    lines += assessed(view, terse=False)
    return [*lines, "Observed 15 minutes, no reaction."]


STYLE = Style("injection_record", 80, _fits, _write)
