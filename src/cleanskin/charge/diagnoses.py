"""The diagnoses of each line: those of its lesions, services and problems, to the highest specificity (DX-1 to DX-6).

A line without any takes those of the line it goes with, then what its code is for by definition
(`implied_diagnoses.tsv`); where nothing tells, it is asked.  At most four diagnoses stand on a line.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.conditions import condition
from cleanskin.charge.customs import rows_of
from cleanskin.charge.family import Draft, Drafted
from cleanskin.charge.history_codes import history_code
from cleanskin.charge.lesion_diagnosis import Named, named, of_condition
from cleanskin.charge.own_places import AFTERCARE, TREATED
from cleanskin.record.coding import Query
from cleanskin.record.encounter import Encounter, Lesion, Problem, Service
from cleanskin.rules.nail.foot_care import SYSTEMIC

PER_LINE_MAX: Final = 4
SCREENING: Final = "Z1283"
"""The reason of a skin examination of somebody without complaints (EM-9)."""

_ACNE: Final = frozenset({"acne", "cystic_acne", "nodulocystic_acne", "acne_vulgaris"})
"""Names of acne whose inflamed cysts are injected."""

_HIDRADENITIS: Final = "hidradenitis_suppurativa"
_FOLDS: Final = ("axilla", "groin", "inguinal", "buttock", "perineum", "perianal", "inframammary", "breast", "scrotum",
                 "vulva", "labi", "pubi", "mons", "gluteal", "thigh")  # fmt: skip
"""Where abscesses and nodules of somebody with hidradenitis are of that disease."""

_FOUND_IN_PASSING: Final = ("D17", "D18", "D22", "D23", "I78", "L57", "L72", "L73", "L81", "L82", "L91", "Q82")
"""Categories of growths and marks that a screening finds, which do not make it less of one."""


class Implied(NamedTuple):
    """What some codes are for by their definition."""

    families: frozenset[str]
    codes: frozenset[str]
    diagnosis: str


class _Known(NamedTuple):
    """The lesions, services and problems of a case by the ids that drafts quote, with each one's diagnosis."""

    by_id: dict[str, Named]


def diagnosed(drafts: tuple[Draft, ...], case: Case) -> tuple[Drafted, ...]:
    """Give every draft its diagnoses; questions about what they lack follow."""
    known = _known(case)
    first = [msgspec.structs.replace(draft, icd10=_own(draft, known, case)) for draft in drafts]
    filled = [draft if draft.icd10 else _lent(draft, first, case) for draft in first]
    only = _only_disease(known, case)
    filled = [_for_disease(draft, only, case) for draft in filled]
    found = [_pointed(draft) for draft in filled]
    return (*found, *_asked(found, known, case))


def with_point(code: str) -> str:
    """Write an ICD-10-CM code with its point."""
    bare = code.replace(".", "")
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


def _known(case: Case) -> _Known:
    encounter, found = case.encounter, dict[str, Named]()
    seventh = AFTERCARE if _is_aftercare(encounter) else TREATED
    acne = any(one.condition in _ACNE for one in encounter.problems)
    sweat_glands = any(one.condition == _HIDRADENITIS for one in encounter.problems)
    rash = _rash_sampled(encounter)
    for lesion in encounter.lesions:
        if acne and lesion.condition == "cyst" and lesion.technique == "injection":
            lesion = msgspec.structs.replace(lesion, condition="acne")  # a cyst of acne, not of the skin
        if (
            sweat_glands
            and lesion.condition in ("", "abscess", "nodule", "boil", "lump")
            and lesion.site.startswith(_FOLDS)
        ):
            lesion = msgspec.structs.replace(lesion, condition=_HIDRADENITIS)
        if rash and _is_of_rash(lesion):
            lesion = msgspec.structs.replace(lesion, condition=rash.condition, certainty=rash.certainty)
        if "donor_site" in lesion.features and found:
            found[lesion.id] = next((one for one in found.values() if one.code), Named(""))  # what the graft was for
            continue
        found[lesion.id] = named(lesion, case.day, seventh=seventh)
    for number, service in enumerate(encounter.services, 1):
        found[f"S{number}"] = _of_service(service, encounter.lesions, found, case)
    for number, problem in enumerate(encounter.problems, 1):
        found[f"P{number}"] = _of_problem(problem, found, case)
    for number, drug in enumerate(encounter.drugs, 1):
        of_lesions = [found[one] for one in drug.lesions if one in found and found[one].code]
        found[f"D{number}"] = of_lesions[0] if of_lesions else Named("")
    return _Known(found)


def _rash_sampled(encounter: Encounter) -> Problem | None:
    """Return the one problem of a visit when it is a rash about which something was done."""
    told = [one for one in encounter.problems if not one.is_history and not one.managed_elsewhere]
    about = condition(told[0].condition) if len(told) == 1 and told[0].condition else None
    is_rash = about is not None and about.kind == "eruption" and _is_unproved(told[0])
    return told[0] if is_rash and "procedure" in told[0].management else None


def _is_unproved(problem: Problem) -> bool:
    """True for a rash whose nature tissue shall tell; a nodule of somebody with psoriasis is not of that disease."""
    return problem.condition == "unknown_rash" or problem.certainty == "suspected"


def _is_of_rash(lesion: Lesion) -> bool:
    """True for a sample through the whole skin of a place that has no name of its own: as rashes are sampled."""
    return lesion.technique in ("punch", "incisional") and lesion.intent == "sample" and not lesion.condition


def _is_aftercare(encounter: Encounter) -> bool:
    """True when an injury is past its treatment: stitches come out, an earlier procedure is looked after."""
    return any(one.kind == "suture_removal" for one in encounter.services) or any(
        one.relation == "aftercare" for one in encounter.prior
    )


def _of_service(service: Service, lesions: Sequence[Lesion], found: dict[str, Named], case: Case) -> Named:
    one = _named_service(service, lesions, found, case)
    if service.kind == "suture_removal" and not one.code.startswith(("S", "T")):
        return Named("")  # an injury keeps its own code in its aftercare; else what the removal is for by definition
    return one


def _named_service(service: Service, lesions: Sequence[Lesion], found: dict[str, Named], case: Case) -> Named:
    if service.diagnosis:
        return Named(service.diagnosis.replace(".", "").upper())
    if service.condition:
        there = [one for one in lesions if one.condition == service.condition and one.site and not service.site]
        if there and len({(one.site, one.side) for one in there}) == 1 and found[there[0].id].code:
            return found[there[0].id]
        seventh = AFTERCARE if service.kind == "suture_removal" else TREATED
        one = of_condition(service.condition, service.site, service.side, case.day, seventh=seventh)
        if one.code:
            return one
    return next((found[one] for one in service.lesions if one in found and found[one].code), Named(""))


def _of_problem(problem: Problem, found: dict[str, Named], case: Case) -> Named:
    if problem.diagnosis:
        return Named(problem.diagnosis.replace(".", "").upper())
    if problem.is_history:
        return Named(history_code(problem.condition))
    of_lesions = next((found[one] for one in problem.lesions if one in found and found[one].code), None)
    if of_lesions is not None:
        return of_lesions
    if problem.certainty == "suspected" or not problem.condition:
        return Named("")
    return of_condition(problem.condition, problem.site, problem.side, case.day)


def _own(draft: Draft, known: _Known, case: Case) -> tuple[str, ...]:
    """Return the draft's own diagnoses: those its family gave, else those of what it is about, standing on the day."""
    if draft.icd10:
        return tuple(code.replace(".", "") for code in draft.icd10)
    codes = [known.by_id[one].code for one in draft.lesions if one in known.by_id]
    if _is_visit(draft, case):
        history = [code for code in codes if code.startswith(("Z85", "Z860"))]
        if history and len(history) == len([code for code in codes if code]):
            codes = ["Z08", *codes] if any(code.startswith("Z85") for code in history) else ["Z09", *codes]
        elif not history and _is_screening(case, codes):
            codes = [SCREENING, *codes]
    return tuple(dict.fromkeys(code for code in codes if code))[:PER_LINE_MAX]


def _is_screening(case: Case, codes: Sequence[str]) -> bool:
    """Say whether a visit was a skin examination without a complaint or a disease that was treated."""
    facts = case.encounter.visit
    if facts is None or not facts.full_skin_exam or facts.reason != "skin_exam":
        return False
    treated = any(act.kind not in ("", "none") for act in case.acts)
    return not treated and all(not code or code.startswith(_FOUND_IN_PASSING) for code in codes)


def _lent(draft: Draft, drafts: Sequence[Draft], case: Case) -> Draft:
    """Give a line without diagnosis that of the line it goes with, or what its code is for."""
    facts = case.day.procedure(draft.code)
    implied = _implied(draft.code, case.day.family(draft.code))
    if implied:
        return msgspec.structs.replace(draft, icd10=(implied,))
    if _is_visit(draft, case):
        return _lent_to_visit(draft, drafts, case)
    if facts is not None and (facts.add_on or facts.visit_class in ("drug", "pathology")):
        parents = [one for one in drafts if one is not draft and one.icd10 and not _is_visit(one, case)]
        near = [one for one in parents if not set(one.lesions).isdisjoint(draft.lesions)]
        listed = [one for one in parents if one.code in facts.parents]
        # a drug goes with the one procedure of the visit; of several, nothing says which
        for lender in near or listed or (parents if len(parents) == 1 else []):
            return msgspec.structs.replace(draft, icd10=lender.icd10)
        with_implied = [_implied(one.code, case.day.family(one.code)) for one in drafts]
        for code in with_implied:
            if code and facts.visit_class == "drug":
                return msgspec.structs.replace(draft, icd10=(code,))
    return draft


_FOR_DISEASES: Final = frozenset(
    {"intralesional_injection", "intralesional_chemotherapy", "injection", "drug", "nail", "acne", "laboratory"}
    | {"phototherapy", "excimer", "pdt", "patch_test", "botulinum"}
)
"""Families whose work is for a disease that the visit names, rather than for one growth."""


def _only_disease(known: _Known, case: Case) -> str:
    """Return the diagnosis of the one disease of the visit, "" when it names none, or several."""
    codes = {
        known.by_id[f"P{number}"].code
        for number, problem in enumerate(case.encounter.problems, 1)
        if not problem.is_history and not problem.managed_elsewhere
    }
    return codes.pop() if len(codes) == 1 else ""


def _for_disease(draft: Draft, disease: str, case: Case) -> Draft:
    """Give a line without diagnosis the one disease of the visit, when its work is for diseases."""
    if draft.icd10 or not disease or case.day.family(draft.code) not in _FOR_DISEASES:
        return draft
    return msgspec.structs.replace(draft, icd10=(disease,))


def _lent_to_visit(draft: Draft, drafts: Sequence[Draft], case: Case) -> Draft:
    """Give a visit that only carries an add-on, such as stitches taken out, the reason of that add-on."""
    for other in drafts:
        edit = case.day.add_on(other.code)
        if edit is not None and any(one.code == draft.code for one in edit.primaries):
            codes = other.icd10 or tuple(filter(None, [_implied(other.code, case.day.family(other.code))]))
            return msgspec.structs.replace(draft, icd10=codes)
    return draft


def _is_visit(draft: Draft, case: Case) -> bool:
    facts = case.day.procedure(draft.code)
    return facts is not None and facts.visit_class == "visit"


def _pointed(draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, icd10=tuple(with_point(code) for code in draft.icd10))


def _asked(drafts: Sequence[Draft], known: _Known, case: Case) -> Iterator[Query]:
    """Ask for the side or place that a more specific code needs, and for the reason of a line that has none."""
    used = {one for draft in drafts for one in draft.lesions}
    for lacking, rule in (("side", "DX-6"), ("site", "DX-3")):
        lesions = tuple(one for one, held in known.by_id.items() if held.lacks == lacking and one in used)
        if lesions:
            codes = tuple(draft.code for draft in drafts if not set(draft.lesions).isdisjoint(lesions))
            what = "On which side is" if lacking == "side" else "Where on the body is"
            yield Query(
                topic=lacking,
                question=f"{what} {_listed(lesions)}? The diagnosis stays unspecified without it.",
                why="Payers refuse or question unspecified diagnoses when the record could tell.",
                codes=tuple(dict.fromkeys(codes)),
                lesions=lesions,
                rules=(rule,),
            )
    feet = [draft for draft in drafts if _CLASS_FINDINGS.intersection(draft.modifiers) and not _is_systemic(draft)]
    if feet:
        yield Query(
            topic="systemic_disease",
            question="Which disease makes foot care necessary (with its code), who treats it, and when last seen?",
            why="Class findings are paid with a disease of metabolism, nerves or vessels on the line; some need a visit"
            " to its doctor within six months.",
            codes=tuple(dict.fromkeys(draft.code for draft in feet)),
            sentence_to_add="Systemic disease: ___, treated by Dr. ___, last seen ___. Nails: [mycotic / dystrophic].",
            lesions=tuple(dict.fromkeys(one for draft in feet for one in draft.lesions)),
            rules=("MIN-2",),
        )
    bare = tuple(dict.fromkeys(draft.code for draft in drafts if not draft.icd10))
    if bare:
        yield Query(
            topic="diagnosis",
            question=f"For which diagnosis was {', '.join(bare)} done?",
            why="A line without a reason cannot be billed.",
            codes=bare,
            lesions=tuple(dict.fromkeys(one for draft in drafts if not draft.icd10 for one in draft.lesions)),
            rules=("DX-5",),
        )


_CLASS_FINDINGS: Final = frozenset({"Q7", "Q8", "Q9"})


def _is_systemic(draft: Draft) -> bool:
    return any(code.replace(".", "").startswith(SYSTEMIC) for code in draft.icd10)


def _listed(lesions: Sequence[str]) -> str:
    return "the lesion" if len(lesions) == 1 else f"each of {', '.join(lesions)}"


def _implied(code: str, family: str) -> str:
    return next((row.diagnosis for row in implied() if code in row.codes or (family and family in row.families)), "")


@functools.cache
def implied() -> tuple[Implied, ...]:
    """Return the rows of `implied_diagnoses.tsv`."""
    return tuple(
        Implied(frozenset(row["families"].split()), frozenset(row["codes"].split()), row["diagnosis"])
        for row in rows_of("implied_diagnoses.tsv")
    )
