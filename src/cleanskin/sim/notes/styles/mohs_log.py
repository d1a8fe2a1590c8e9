"""A log of Mohs surgery: stages with their blocks, defect, closure."""

from cleanskin.record.encounter import Lesion
from cleanskin.sim.notes.parts import assessed, facts_of_visit, heading
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    encounter = visit.encounter
    return encounter is not None and any(lesion.technique == "mohs" for lesion in encounter.lesions)


def _case(view: View, lesion: Lesion) -> list[str]:
    slots = view.slots(lesion, terse=False)
    lines = [
        f"TUMOR: {slots['lesion']}   SITE: {slots['site'] or 'see map'}   SIZE: {slots['measured'] or 'see chart'}"
    ]
    if ("stages_vague", lesion.id) in view.omitted:
        lines.append("Layers taken until clear, see map.")
    else:
        for at, blocks in enumerate(lesion.mohs_blocks):
            result = "clear" if at + 1 == len(lesion.mohs_blocks) else "tumor present, see map"
            lines.append(f"Stage {at + 1}: {blocks} block{'s' if blocks > 1 else ''}, {result}")
    lines.append(f"CLOSURE: {view.closing(lesion, terse=False) or 'none'}")
    return lines


def _write(view: View) -> list[str]:
    lines = ["MOHS SURGERY LOG", heading(view), "Surgeon read all slides as pathologist."]
    lines += [*view.prior(terse=False), *facts_of_visit(view, terse=False)]
    for lesion in view.encounter.lesions:
        lines += _case(view, lesion) if lesion.technique == "mohs" else [view.lesion(lesion, terse=False)]
    lines += [view.service(service, terse=False) for service in view.encounter.services]
    lines += assessed(view, terse=False)
    return [*lines, "Anesthesia: lidocaine with epinephrine. Tolerated well. Pressure dressing applied."]


STYLE = Style("mohs_log", 50, _fits, _write)
