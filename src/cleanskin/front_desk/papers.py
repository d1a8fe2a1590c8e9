"""What follows from a verdict: papers, where the bill goes, what to ask, what to tell the patient."""

import functools
from collections.abc import Mapping, Sequence
from importlib import resources

from cleanskin.front_desk.nouns import BillTo, Form
from cleanskin.record.dermatology import ServiceClass
from cleanskin.record.encounter import PayerKind
from cleanskin.reference.dermatology.service_grid import service_needs
from cleanskin.reference.dermatology.tables import parse_rows
from cleanskin.rules.cosmetic.judgment import TRIGGERS


def forms(overall: ServiceClass, payer: PayerKind) -> tuple[Form, ...]:
    """Return the papers, the first the decisive one (patient-money, GFE-1, ABN-2, COS-2)."""
    if overall == "cosmetic":
        return ("cosmetic_consent", "good_faith_estimate")
    if overall == "conditional" and payer == "medicare":
        return ("abn",)
    return ("good_faith_estimate",) if payer == "self_pay" else ("none",)


def bill_to(overall: ServiceClass, payer: PayerKind) -> BillTo:
    """Return where the bill goes; "ask" until a reason is documented or the patient decides."""
    if overall == "cosmetic" or payer == "self_pay":
        return "patient"
    return "payer" if overall == "medical" else "ask"


def questions(missing: Sequence[str]) -> tuple[str, ...]:
    """Return what to ask, symptoms in one question first."""
    needs = service_needs()
    asked = [needs[one].question for one in missing if one in needs]
    symptoms = [TRIGGERS[one] for one in missing if one in TRIGGERS]
    if symptoms:
        asked.insert(0, f"Is there any of these, and what is seen: {', '.join(symptoms)}?")
    return tuple(asked)


def script(overall: ServiceClass, payer: PayerKind, missing: Sequence[str], *, after: bool) -> str:
    """Return what to tell the patient at booking or after the visit: the row for the payer, else the general one."""
    moment = "after" if after else "booking"
    for row in _scripts():
        if row["verdict"] == overall and row["when"] == moment and row.get("payer", payer) == payer:
            return row["script"].format(missing=_in_words(missing))
    return ""


def _in_words(missing: Sequence[str]) -> str:
    needs = service_needs()
    words = [TRIGGERS.get(one) or (needs[one].label if one in needs else "") for one in missing]
    return ", ".join(one for one in words if one) or "which service it is"


@functools.cache
def _scripts() -> tuple[Mapping[str, str], ...]:
    text = resources.files(__package__).joinpath("scripts.tsv").read_text(encoding="utf-8")
    return tuple(parse_rows("scripts.tsv", text))
