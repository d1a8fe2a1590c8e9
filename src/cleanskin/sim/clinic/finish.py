"""A draft becomes a true visit: the level of the visit, the lines in order, their modifiers, the encounter."""

from datetime import date
from typing import Literal

from msgspec.structs import replace

from cleanskin.record.encounter import Behavior, Encounter, Lesion, Pathology, PayerKind, Service, VisitFacts, VisitMode
from cleanskin.sim.clinic.codes import CODES
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.level import visit_code
from cleanskin.sim.clinic.life import Global, Life
from cleanskin.sim.clinic.modifiers import put_modifiers
from cleanskin.sim.clinic.pooling import all_lines
from cleanskin.sim.nouns.patient import Provider
from cleanskin.sim.nouns.visit import TrueService
from cleanskin.sim.people.profile import AUTHORIZES, PAYER_KINDS

_PAYER_KINDS: dict[str, PayerKind] = {
    "medicare": "medicare", "medicare_advantage": "medicare_advantage", "medicaid": "medicaid",
    "commercial": "commercial", "exchange": "commercial", "tricare": "tricare",
    "workers_comp": "workers_compensation", "auto": "auto", "self_pay": "self_pay",
}  # fmt: skip
_LONGITUDINAL = frozenset({"medicare", "medicare_advantage"})
_AUTHORIZED_AS = {"light": "light", "excimer": "light", "mohs": "mohs", "flap": "flap", "graft": "graft",
                  "graft_add_on": "graft", "sweat_gland": "chemodenervation",
                  "photodynamic": "photodynamic"}  # fmt: skip
"""The word by which plans name a family when they ask for authorizations."""
_OPENS = {"010": 10, "090": 90}
_READINGS = {
    "88304": "slide_reading", "88305": "slide_reading", "88312": "special_stain_organism", "88342": "immunostain",
}  # fmt: skip
_READ_LATER = frozenset({"pathology", "pathology_stain", "pathology_stain_add_on"})


def _visit_line(draft: Draft, lines: list[Line], *, is_new: bool, payer_kind: str) -> list[Line]:
    """Return the visit's own line and what goes with it, none when the problems do not speak for one."""
    if draft.procedure_only or not draft.counted:
        return []
    diagnoses = tuple(draft.visit_diagnoses[:4])
    by_nurse = draft.by_staff and not is_new
    distant = draft.at_distance and payer_kind not in _LONGITUDINAL
    visit = Line(
        "99211" if by_nurse else visit_code(draft, is_new=is_new, distant=distant), diagnoses=diagnoses
    )  # fmt: skip
    if draft.at_distance and not distant:
        visit.modifiers.append("95")
    found = [visit]
    if draft.longitudinal and payer_kind in _LONGITUDINAL and not lines:
        found.append(Line("G2211", diagnoses=diagnoses[:1]))
    return found


def _needs(line: Line, asked: frozenset[str]) -> bool:
    """True when the plan asks for an authorization of the line."""
    if line.nature == "cosmetic":
        return False
    return (line.needs_authorization and "biologic" in asked) or _AUTHORIZED_AS.get(line.family, "") in asked


def services(life: Life, draft: Draft, *, is_new: bool, payer: str, in_global: bool) -> tuple[TrueService, ...]:
    """Return the true services of a visit: the visit first, then by value, the most valued first."""
    payer_kind = PAYER_KINDS[payer] if payer else "self_pay"
    lines = all_lines(draft, payer_kind)
    lines.sort(key=lambda line: (line.family in _READ_LATER, -line.value))
    asked = AUTHORIZES.get(life.plan(payer), frozenset())
    visits = _visit_line(draft, lines, is_new=is_new, payer_kind=payer_kind)
    put_modifiers(visits[0] if visits else None, lines, in_global=in_global, payer_kind=payer_kind)
    if draft.at_distance and visits:
        draft.facts.append("telehealth")
    return tuple(
        TrueService(
            code=line.code, family=line.family, units=line.units, modifiers=tuple(line.modifiers),
            diagnoses=line.diagnoses, lesions=line.lesions, nature=line.nature,
            needs_authorization=_needs(line, asked), waits_days=line.waits_days,
            alternatives=line.alternatives, site=line.site, ndc=line.ndc, ndc_quantity=line.ndc_quantity,
            ndc_unit=line.ndc_unit, price=line.price,
        )
        for line in (*visits, *lines)
    )  # fmt: skip


def open_globals(life: Life, draft: Draft, found: tuple[TrueService, ...], number: int) -> None:
    """Note the global periods that the services begin, at each lesion; a return for a complication has none (MOD-1)."""
    for service in found:
        days = _OPENS.get(CODES[service.code].global_days)
        if days is None or service.nature == "cosmetic" or "78" in service.modifiers:
            continue
        life.globals.extend(
            Global(
                number, life.today, life.today + days, lesion.id, days, lesion.condition, service.code, lesion.site,
                lesion.side,
            )
            for lesion in draft.lesions
            if lesion.id in service.lesions
        )  # fmt: skip


def _readings(draft: Draft) -> list[Service]:
    """Return the slides and stains read in house, one service for each kind."""
    found = []
    for kind in dict.fromkeys(_READINGS[slide[1]] for slide in draft.slides):
        chosen = [slide for slide in draft.slides if _READINGS[slide[1]] == kind]
        found.append(
            Service(
                kind=kind, count=len(chosen), details=("read_in_office",), lesions=tuple(slide[0] for slide in chosen),
                performed_by="physician",
            )
        )  # fmt: skip
    return found


def _reported(draft: Draft, found: tuple[TrueService, ...], today: int) -> tuple[Lesion, ...]:
    """Return the lesions, with the result and its day for those whose lines wait for it."""
    results = {slide[0]: (slide[2], slide[3]) for slide in draft.slides}
    by_id = {one.id: one for one in draft.lesions}
    for service in found:
        if service.waits_days and service.family not in _READ_LATER:
            for lesion in service.lesions:
                if by_id[lesion].diagnosis:
                    results[lesion] = (by_id[lesion].diagnosis, service.waits_days)
    return tuple([_with_result(one, results, today) for one in draft.lesions])


def _with_result(lesion: Lesion, results: dict[str, tuple[str, int]], today: int) -> Lesion:
    """Return a lesion with the result of its slide, where the claim waited for it and it was not known before."""
    known = lesion.pathology is not None and lesion.pathology.behavior != "pending"
    if lesion.id not in results or known:
        return lesion
    diagnosis, days = results[lesion.id]
    return replace(
        lesion,
        pathology=Pathology(
            behavior=_behavior(diagnosis), diagnosis=diagnosis, reported_on=date.fromordinal(today + days)
        ),
    )


def _behavior(diagnosis: str) -> Behavior:
    """Return how a growth behaves by its diagnosis; "benign" for what is no growth, too."""
    if diagnosis.startswith("C"):
        return "malignant"
    return "in_situ" if diagnosis.startswith(("D03", "D04")) else "benign"


def encounter(
    life: Life, draft: Draft, provider: Provider, found: tuple[TrueService, ...], *, is_new: bool, payer: str,
    mode: str,
) -> Encounter:  # fmt: skip
    """Return what the record truly holds of the visit."""
    draft.services.extend(_readings(draft))
    person: Literal["physician", "practitioner", "staff"] = (
        "staff" if draft.by_staff else "physician" if provider.is_physician else "practitioner"
    )
    kind = PAYER_KINDS[payer] if payer else "self_pay"
    where: VisitMode = "video" if draft.at_distance else "office"
    has_mohs = any(lesion.technique == "mohs" for lesion in draft.lesions)
    return Encounter(
        on=date.fromordinal(life.today),
        new_patient=is_new,
        problems=tuple(draft.problems),
        lesions=_reported(draft, found, life.today),
        drugs=tuple(draft.drugs),
        separate_visit_evidence=tuple(draft.supports),
        same_surgeon_and_pathologist=True if has_mohs else None,
        performed_by=person,
        supervising_physician_present=None if provider.is_physician else True,
        orders=tuple(draft.orders),
        services=tuple(draft.services),
        visit=VisitFacts(
            mode=where,
            full_skin_exam=draft.full_exam or None,
            scheduled_for_procedure=True if mode in ("excision", "mohs", "procedure") else None,
            nothing_else_addressed=True if draft.procedure_only else None,
            tests_ordered=draft.tests or None,
            independent_historian=draft.historian or None,
            longitudinal_care=draft.longitudinal or None,
            reason=draft.reason,
        ),
        prior=tuple(draft.prior),
        payer=_PAYER_KINDS[kind],
        state=life.patient.state,
        place_of_service="10" if draft.at_distance else "11",
        age_years=life.age,
        sex=life.patient.sex,
    )
