"""A note with a table of lesions: number, place, what it is, size, count, what was done."""

from cleanskin.record.encounter import Lesion
from cleanskin.sim.notes.distractors import closing, history
from cleanskin.sim.notes.parts import assessed, facts_of_visit, heading, orders
from cleanskin.sim.notes.styles import Style, has_lesions, is_ordinary
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit

_DONE = {
    "cryosurgery": "LN2", "tangential": "shave biopsy", "punch": "punch biopsy", "incisional": "incisional biopsy",
    "shave": "shave removal", "excision": "excision", "electrodesiccation": "ED&C", "snip": "snip removal",
    "injection": "intralesional injection", "paring": "paring", "drainage": "I&D", "laser": "laser", "mohs": "Mohs",
}  # fmt: skip


def _fits(visit: TrueVisit) -> bool:
    return has_lesions(visit) and (is_ordinary(visit) or visit.kind == "excision")


def _row(view: View, at: int, lesion: Lesion) -> str:
    slots = view.slots(lesion, terse=True)
    act = _DONE.get(lesion.technique, lesion.technique or "repair only")
    if lesion.intent == "cosmetic":
        act += " (cosmetic, self-pay)"
    size = slots["measured"] or "-"
    told = (
        view.closing(lesion, terse=True), *[said.rstrip(".") for said in view.features(lesion)],
        slots["packed"].strip(", "), slots["stages"], slots["note"].strip(", "),
        f"{slots['drug_name']} {slots['dose'].strip(', ')}".strip(),
    )  # fmt: skip
    more = "; ".join(filter(None, told))
    margin = slots["margin"].strip(", ")
    return (
        f"{at} | {slots['site'] or '-'} | {slots['lesion']} | {slots['n']} | {size} {margin} | {act} | {more}".rstrip()
    )


def _write(view: View) -> list[str]:
    encounter = view.encounter
    lines = [heading(view), *history(view), *view.prior(terse=False), *facts_of_visit(view, terse=False)]
    lines += assessed(view, terse=False)
    lines += ["", "# | Site | Lesion | Count | Size | Procedure | Comment"]
    lines += [_row(view, at + 1, lesion) for at, lesion in enumerate(encounter.lesions)]
    lines += [view.service(service, terse=False) for service in encounter.services]
    lines += [said for at, drug in enumerate(encounter.drugs) if (said := view.drug(at, drug, terse=False))]
    return [*lines, *orders(view), *closing(view)]


STYLE = Style("lesion_table", 14, _fits, _write)
