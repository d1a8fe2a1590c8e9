"""Botulinum toxin: sweating of both armpits 64650, of scalp, face or neck 64653, of hands or feet 64999 (MIN-5).

Once a day each; 64650 is for both armpits.  Spasm of the face 64612, migraine 64615, neck 64616.  For wrinkles nothing
is billed: the patient pays.  The toxin is a line of its own (`drugs`).  Reads services "botulinum", and lesions
injected with a toxin.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.given import facts_of
from cleanskin.charge.served import Served, ask, line, part_of, says, served, zone_name
from cleanskin.record.encounter import DrugGiven, Service

FAMILY = Family(name="botulinum", covers=("botulinum",))

TOXINS: Final = frozenset({"J0585", "J0586", "J0587", "J0588", "J0589"})
_LIMB_ENDS: Final = frozenset({"hand", "finger", "foot", "toe", "wrist", "ankle"})
_LOOKS: Final = ("wrinkles", "rhytids", "glabellar_lines", "photoaging", "cosmetic", "crows_feet", "frown_lines")
_NEAR_LINES: Final = frozenset({"headache", "neuralgia", "scar", "keloid"})
"""What toxin is given for between the brows besides lines."""

_OTHER: Final = {
    "blepharospasm": "64612",
    "hemifacial_spasm": "64612",
    "chronic_migraine": "64615",
    "migraine": "64615",
    "cervical_dystonia": "64616",
}
_DIAGNOSES: Final = {"64650": "L74.510", "64653": "L74.511"}


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft each area's code once a day."""
    groups: dict[str, list[Served]] = {}
    for row in _found(case):
        groups.setdefault(_code(case, row), []).append(row)
    for code, found in groups.items():
        if code == "cosmetic":
            why = "toxin for looks: the patient pays, no payer is billed"
            yield part_of("64612", why, found, ("MOD-11",))
        elif code:
            yield line(
                case,
                code,
                found,
                icd10=_diagnosis(case, code, found),
                why_not=("a second unit for the second armpit: one code is for both",) if code == "64650" else (),
                rules=("MIN-5",),
            )
        else:
            yield ask(
                found,
                topic="diagnosis",
                question="Where was botulinum toxin given, and for which disease?",
                why="Sweating of armpits, of the head, of hands or feet, and spasms differ; wrinkles are not billed.",
                sentence="Botulinum toxin to ___ for ___.",
                codes=("64650", "64653", "64999"),
                rules=("MIN-5",),
            )


def is_for_looks(case: Case, drug: DrugGiven) -> bool:
    """True for a toxin that the record gives for looks alone."""
    facts = facts_of(drug, case.on)
    if facts is None or facts.code not in TOXINS:
        return False
    found = _found(case)
    return bool(found) and all(_code(case, row) == "cosmetic" for row in found)


def _found(case: Case) -> list[Served]:
    """Return the services, else a service for each lesion that a toxin was injected into."""
    found = served(case, "botulinum")
    if found:
        return found
    rows = [facts_of(drug, case.on) for drug in case.encounter.drugs]
    if not any(facts is not None and facts.code in TOXINS for facts in rows):
        return []
    lesions = [act.lesion for act in case.acts if act.kind == "intralesional"]
    return [
        Served(
            lesion.id,
            Service(
                kind="botulinum",
                site=lesion.site,
                side=lesion.side,
                condition=lesion.condition,
                details=("cosmetic",) if lesion.intent == "cosmetic" or lesion.cosmetic_signals else (),
                lesions=(lesion.id,),
                evidence=lesion.evidence,
            ),
        )
        for lesion in lesions
    ]


def _code(case: Case, row: Served) -> str:
    """Return the code of an area, "cosmetic" for looks, "" when the record does not tell enough."""
    service = row.service
    if says(service, "cosmetic"):
        return "cosmetic"
    conditions = _conditions(case, service)
    zone = zone_name(case, service.site) or _injected_zone(case)
    for condition in conditions:
        if condition in _OTHER:
            return _OTHER[condition]
    if any("hyperhidrosis" in one for one in conditions) or says(service, "hyperhidrosis", "sweating"):
        if zone == "axilla" or "axillary_hyperhidrosis" in conditions:
            return "64650"
        if zone in _LIMB_ENDS or {"palmar_hyperhidrosis", "plantar_hyperhidrosis"} & set(conditions):
            return "64999"
        return "64653" if zone else ""
    if set(conditions) & set(_LOOKS) or says(service, *_LOOKS):
        return "cosmetic"
    if service.site == "glabella" and not set(conditions) & _NEAR_LINES:
        return "cosmetic"  # the lines between the brows
    if zone in ("hand", "foot") and service.site in ("palm", "sole"):
        return "64999"
    return "64650" if zone == "axilla" else ""


def _injected_zone(case: Case) -> str:
    """Return where the record says that something was injected, "" when it names no place, or several."""
    zones = {zone_name(case, act.lesion.site) for act in case.acts if act.kind == "intralesional"} - {""}
    return zones.pop() if len(zones) == 1 else ""


def _conditions(case: Case, service: Service) -> list[str]:
    """Return what the toxin was given for: the service's own condition, else the problems of the visit."""
    if service.condition == "hyperhidrosis":
        exact = [one.condition for one in case.encounter.problems if one.condition.endswith("_hyperhidrosis")]
        return [*exact, service.condition]
    if service.condition:
        return [service.condition]
    linked = [one.condition for one in case.encounter.lesions if one.id in service.lesions and one.condition]
    return linked or [one.condition for one in case.encounter.problems if one.condition]


def _diagnosis(case: Case, code: str, found: list[Served]) -> tuple[str, ...]:
    """Return the diagnosis of primary focal sweating at the area, when the record does not give another."""
    if any(row.service.diagnosis for row in found):
        return ()
    if code == "64999":
        zones = {zone_name(case, row.service.site) for row in found}
        return ("L74.512",) if zones & {"hand", "finger", "wrist"} else ("L74.513",)
    return (_DIAGNOSES[code],) if code in _DIAGNOSES else ()
