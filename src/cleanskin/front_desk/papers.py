"""What follows from a verdict: papers, where the bill goes, what to ask, what to tell the patient."""

import functools
from collections.abc import Collection, Mapping, Sequence
from importlib import resources
from typing import Final

from cleanskin.front_desk.nouns import BillTo, Form, Judged
from cleanskin.record.dermatology import ServiceClass
from cleanskin.record.encounter import PayerKind
from cleanskin.reference.dermatology.service_grid import service_needs
from cleanskin.reference.dermatology.tables import parse_rows

_QUESTIONS: Final = {
    "MN-BLEED": "Does it bleed?",
    "MN-ITCH": "Does it itch, and how much?",
    "MN-PAIN": "Does it hurt?",
    "MN-INFL": "Is it red, swollen, crusted or draining?",
    "MN-CHANGE": "Has it grown or changed, since when?",
    "MN-DOUBT": "Is it sure what it is, or might it be cancer?",
    "MN-FUNC": "Does it get in the way of seeing, breathing, eating or walking?",
    "MN-TRAUMA": "Was it torn, cut or rubbed until it bled?",
    "MN-INFECT": "Is it spreading or infected?",
    "MN-FAILED": "What was tried before, for how long, with what result?",
    "MN-RISK": "Was there a melanoma in the patient or the family?",
}
_EXAMPLES_MAX = 4
"""How many reasons a patient is told as examples."""


def forms(verdicts: Collection[ServiceClass], payer: PayerKind) -> tuple[Form, ...]:
    """Return the papers for parts of these verdicts, the decisive one first (patient-money, GFE-1, ABN-2, COS-2)."""
    found: list[Form] = []
    if "conditional" in verdicts and payer == "medicare":
        found.append("abn")
    if "cosmetic" in verdicts:
        found.append("cosmetic_consent")
    if "cosmetic" in verdicts or payer == "self_pay":
        found.append("good_faith_estimate")
    return tuple(found) or ("none",)


def bill_to(verdicts: Collection[ServiceClass], payer: PayerKind) -> BillTo:
    """Return where the bill goes; "ask" until a reason is documented or the patient decides."""
    if payer == "self_pay" or set(verdicts) == {"cosmetic"}:
        return "patient"
    if "conditional" in verdicts:
        return "ask"
    return "apart" if "cosmetic" in verdicts else "payer"


def questions(missing: Sequence[str]) -> tuple[str, ...]:
    """Return what to ask about what is missing, in the order given."""
    needs = service_needs()
    return tuple(_QUESTIONS.get(one) or needs[one].question for one in missing if one in _QUESTIONS or one in needs)


def script(parts: Sequence[Judged], payer: PayerKind, *, after: bool) -> str:
    """Return what to tell the patient at booking or after the visit: the row for the payer, else the general one."""
    verdicts = {one.verdict for one in parts}
    key = (
        "conditional"
        if "conditional" in verdicts
        else "apart"
        if len(verdicts) > 1
        else next(iter(verdicts), "unknown")
    )
    moment = "after" if after else "booking"
    open_parts = [one for one in parts if one.missing and one.verdict == "conditional"]
    if open_parts and all(one.missing == ("authorization",) for one in open_parts):
        key = "approval"
    words = _in_words(open_parts[0].missing, all_of=open_parts[0].missing_all) if open_parts else "the reason for it"
    for row in _scripts():
        if row["verdict"] == key and row["when"] == moment and row.get("payer", payer) == payer:
            return row["script"].format(
                missing=words, medical=_told(parts, "medical"), cosmetic=_told(parts, "cosmetic")
            )
    return ""


def _told(parts: Sequence[Judged], verdict: ServiceClass) -> str:
    places = [
        f"{one.site.replace('_', ' ')}" if one.site else one.label.lower() for one in parts if one.verdict == verdict
    ]
    return ", ".join(dict.fromkeys(places))


def _in_words(missing: Sequence[str], *, all_of: bool) -> str:
    """Return in a patient's words what is missing: all of it, or some examples."""
    said = _patient_words()
    known = [said[one] for one in missing if one in said]
    if all_of:
        return " and ".join(known)
    shown = known[:_EXAMPLES_MAX]
    return "for example " + (f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else "".join(shown))


@functools.cache
def _patient_words() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("patient_words.tsv").read_text(encoding="utf-8")
    return {row["reason"]: row["words"] for row in parse_rows("patient_words.tsv", text)}


@functools.cache
def _scripts() -> tuple[Mapping[str, str], ...]:
    text = resources.files(__package__).joinpath("scripts.tsv").read_text(encoding="utf-8")
    return tuple(parse_rows("scripts.tsv", text))
