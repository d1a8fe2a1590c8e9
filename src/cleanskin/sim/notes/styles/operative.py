"""An operative note: headings, one operation after the other."""

from cleanskin.sim.notes.distractors import closing
from cleanskin.sim.notes.parts import facts_of_visit, heading, orders
from cleanskin.sim.notes.styles import Style, has_lesions
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return has_lesions(visit) and visit.kind in ("excision", "procedure", "mohs")


def _write(view: View) -> list[str]:
    encounter = view.encounter
    lines = ["OPERATIVE NOTE", heading(view), *view.prior(terse=False), *facts_of_visit(view, terse=False)]
    for lesion in encounter.lesions:
        name = view.condition(lesion.condition, lesion.count or 1, terse=False)
        lines += [
            f"PREOPERATIVE DIAGNOSIS: {name}", "ANESTHESIA: 1% lidocaine with epinephrine",
            f"PROCEDURE: {view.lesion(lesion, terse=False)}", "COMPLICATIONS: none. EBL: minimal.", "",
        ]  # fmt: skip
    lines += [view.service(service, terse=False) for service in encounter.services]
    lines += [said for at, drug in enumerate(encounter.drugs) if (said := view.drug(at, drug, terse=False))]
    others = [one for one in encounter.problems if one.management != ("procedure",)]
    if others:
        lines += ["ALSO ADDRESSED:", *[view.problem(one, terse=False) for one in others]]
    return [*lines, *orders(view), *closing(view)]


STYLE = Style("operative", 40, _fits, _write)
