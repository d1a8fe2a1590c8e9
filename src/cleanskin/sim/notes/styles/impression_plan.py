"""An electronic record's note: numbered impressions, each with its plan and procedure below."""

from cleanskin.record.encounter import Lesion, Problem
from cleanskin.sim.notes.distractors import closing, history
from cleanskin.sim.notes.parts import facts_of_visit, heading, orders, reason
from cleanskin.sim.notes.styles import Style, is_ordinary
from cleanskin.sim.notes.view import View


def _is_about(problem: Problem, lesion: Lesion) -> bool:
    """Return whether a lesion was treated for a problem: named by it, or alike where it says nothing else."""
    if problem.lesions:
        return lesion.id in problem.lesions
    alike = problem.condition == lesion.condition and (
        "procedure" in problem.management or problem.certainty == "suspected"
    )
    return alike and problem.site in ("", lesion.site)


def _write(view: View) -> list[str]:
    encounter = view.encounter
    lines = [heading(view), f"CHIEF COMPLAINT: {reason(view)}"]
    told_before = " ".join([*view.prior(terse=False), *history(view)])
    lines += [f"HPI: {told_before}"] if told_before else []
    lines += [f"EXAM: {' '.join(facts_of_visit(view, terse=False)) or 'Focused examination of the areas listed.'}"]
    lines.append("IMPRESSION AND PLAN:")
    number = 0
    told: set[str] = set()
    for problem in encounter.problems:
        number += 1
        lines.append(f"{number}. {view.problem(problem, terse=False)}")
        for lesion in encounter.lesions:
            if lesion.id not in told and _is_about(problem, lesion):
                told.add(lesion.id)
                lines.append(f"   - {view.lesion(lesion, terse=False)}")
    for lesion in encounter.lesions:
        if lesion.id not in told:
            number += 1
            name = view.condition(lesion.condition, lesion.count or 1, terse=False)
            lines.append(f"{number}. {name[0].upper()}{name[1:]}")
            lines.append(f"   - {view.lesion(lesion, terse=False)}")
    for service in encounter.services:
        lines.append(f"   - {view.service(service, terse=False)}")
    lines += [f"   - {said}" for at, drug in enumerate(encounter.drugs) if (said := view.drug(at, drug, terse=False))]
    return [*lines, *orders(view), *closing(view)]


STYLE = Style("impression_plan", 30, is_ordinary, _write)
