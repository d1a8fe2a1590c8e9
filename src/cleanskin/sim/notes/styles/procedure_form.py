"""A form of a procedure: fields and values, as templates of records fill them."""

from cleanskin.record.encounter import Lesion
from cleanskin.sim.notes.distractors import closing
from cleanskin.sim.notes.parts import assessed, facts_of_visit, heading, orders
from cleanskin.sim.notes.styles import Style, has_lesions, is_ordinary
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit

_PRIVATE = ("cosmetic, self-pay", "cosmetic removal at the patient's request, paid by the patient")


def _fits(visit: TrueVisit) -> bool:
    return has_lesions(visit) and (is_ordinary(visit) or visit.kind in ("excision", "drug"))


def _method(slots: dict[str, str]) -> str:
    of = f" of {slots['drug_name']}" if slots["drug_name"] else ""
    return f"{slots['technique']}{of}{slots['dose']}{slots['packed']}"


def _form(view: View, at: int, lesion: Lesion) -> list[str]:
    slots = view.slots(lesion, terse=False)
    fields = (
        ("Diagnosis", slots["lesion"]), ("Location", slots["site"]), ("Number of lesions", slots["n"]),
        ("Size", slots["measured"]), ("Margins", slots["margin_alone"]),
        ("Indication", slots["because"].removeprefix(" because it ").removeprefix(" because they ")),
        ("Method", _method(slots)), ("Stages", slots["stages"]),
        ("Remarks", " ".join(view.features(lesion))), ("Closure", view.closing(lesion, terse=False)),
        ("Payment", view.chance.pick(_PRIVATE) if lesion.intent == "cosmetic" else ""),
    )  # fmt: skip
    return [f"Procedure {at}", *[f"  {name}: {value}" for name, value in fields if value]]


def _write(view: View) -> list[str]:
    encounter = view.encounter
    lines = [heading(view), *view.prior(terse=False), *facts_of_visit(view, terse=False), *assessed(view, terse=False)]
    for at, lesion in enumerate(encounter.lesions):
        lines += _form(view, at + 1, lesion)
    lines += [view.service(service, terse=False) for service in encounter.services]
    lines += [said for at, drug in enumerate(encounter.drugs) if (said := view.drug(at, drug, terse=False))]
    return [*lines, *orders(view), *closing(view)]


STYLE = Style("procedure_form", 12, _fits, _write)
