"""Whether the record supports a medical claim for each lesion and service, and what a line says when it does not.

The judgment is that of the category grid (`rules.cosmetic.judgment`), lesion by lesion, before anything is coded: so
cosmetic lesions do not count among the covered ones.  A line is called cosmetic only when the record says so: a wish,
a word of looks, symptoms denied; the grid alone never makes it.  Original Medicare is told by GY, with GX after a
voluntary notice; other payers get no claim.  A removal without a documented reason is asked about, and carries GA or
GZ only when the record tells of the notice (MOD-11).
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.conditions import condition
from cleanskin.charge.customs import custom
from cleanskin.charge.family import Draft, Drafted
from cleanskin.charge.foot_care import concluded
from cleanskin.record.coding import LesionVerdict, NotReported, Query
from cleanskin.record.dermatology import GridService
from cleanskin.record.encounter import Encounter, Lesion, PayerKind, Service
from cleanskin.reference.dermatology.service_grid import necessity_policies, service_grid, service_needs
from cleanskin.rules.cosmetic.grid_rows import ANY_GROWTH, row_of_lesion, row_of_service
from cleanskin.rules.cosmetic.judgment import TRIGGERS, Judgment, Shown, judge
from cleanskin.rules.cosmetic.shown import DISEASE, answered, shown_by

_AFTER_RESULT: Final = frozenset({"re_excision", "margins_positive"})
"""Features of a removal that a tissue result asked for."""

_INTENSE: Final = (
    "intense",
    "severe",
    "constant",
    "excoriat",
    "unrelenting",
    "extreme",
    "all the time",
    "daily",
    "wakes",
)
"""Words by which itching counts fully (MN-ITCH)."""

_LOOKS: Final = frozenset({"wrinkles", "photoaging"})
"""Conditions that are about looks alone."""


class Judged(NamedTuple):
    """The verdicts, and the ids of lesions that the record itself calls cosmetic, and of those without a reason."""

    verdicts: tuple[LesionVerdict, ...]
    cosmetic: frozenset[str]
    doubtful: frozenset[str]


def judged(encounter: Encounter, payer: PayerKind) -> Judged:
    """Judge every lesion and service to which something was done."""
    found: list[LesionVerdict] = []
    cosmetic: set[str] = set()
    doubtful: set[str] = set()
    for name, about, row in _rows(encounter):
        shown = _shown(about, encounter)
        policy = necessity_policies().get(encounter.state) if payer in ("medicare", "medicare_advantage") else None
        judgment = judge(row, shown, policy)
        if judgment.verdict == "cosmetic" and not _says_so(about, shown):
            judgment = judgment._replace(verdict="conditional")
        elif judgment.verdict == "conditional" and _is_wish_without_symptom(about, shown):
            judgment = judgment._replace(verdict="cosmetic")
        if _is_denial_expected(encounter, shown):
            judgment = judgment._replace(verdict="conditional")
            doubtful.add(name)
        elif judgment.verdict == "conditional" and _VOLUNTARY in encounter.consents and encounter.abn == "signed":
            judgment = judgment._replace(verdict="cosmetic")
        if judgment.verdict == "cosmetic":
            cosmetic.add(name)
        elif judgment.verdict == "conditional" and row.leaning != "medical":
            doubtful.add(name)
        found.append(_verdict(name, about, row, judgment, shown, payer))
    return Judged(tuple(found), frozenset(cosmetic), frozenset(doubtful))


def parted(encounter: Encounter, cosmetic: frozenset[str]) -> tuple[Encounter, Encounter | None]:
    """Return the covered part of a visit, and the cosmetic part when both are there; else the visit and None."""
    covered = tuple(one for one in encounter.lesions if one.id not in cosmetic)
    apart = tuple(one for one in encounter.lesions if one.id in cosmetic)
    if not apart or not any(_is_treated(one) for one in covered):
        return encounter, None
    return (
        msgspec.structs.replace(encounter, lesions=covered),
        msgspec.structs.replace(encounter, lesions=apart, services=(), drugs=(), problems=(), orders=()),
    )


def marked(drafts: Sequence[Draft], verdicts: Judged, case: Case) -> Iterator[Drafted]:
    """Mark the lines of cosmetic lesions, or take them off the claim; ask for reasons that are missing."""
    covered = {case.day.family(draft.code) for draft in drafts if not _is_cosmetic(draft, verdicts)}
    asked: list[Draft] = []
    for draft in drafts:
        facts = case.day.procedure(draft.code)
        is_service = facts is None or facts.visit_class not in ("visit", "pathology")
        if is_service and _is_cosmetic(draft, verdicts):
            yield _cosmetic(draft, case, is_beside_covered=case.day.family(draft.code) in covered)
        elif is_service and draft.lesions and verdicts.doubtful.issuperset(draft.lesions):
            asked.append(draft)
            yield _doubtful(draft, case)
        else:
            yield draft
    if asked:
        yield _reason_asked(asked, verdicts, case)


def _rows(encounter: Encounter) -> Iterator[tuple[str, Lesion | Service, GridService]]:
    grid = service_grid()
    for lesion in encounter.lesions:
        row = _row_of(lesion, grid) if _is_treated(lesion) else None
        if row is not None:
            yield lesion.id, lesion, row
    for number, service in enumerate(encounter.services, 1):
        row = row_of_service(service, grid)
        if row is not None:
            yield f"S{number}", service, row


def _row_of(lesion: Lesion, grid: Mapping[str, GridService]) -> GridService | None:
    """Return the grid's row; a growth without a name is cosmetic only when the record says so."""
    row = row_of_lesion(lesion, grid)
    if row is not None and row.service == ANY_GROWTH:
        return None if lesion.condition else msgspec.structs.replace(row, leaning="medical")
    return row


def _is_treated(lesion: Lesion) -> bool:
    """True when something was done to it: by a named technique, or with an intent and not only planned."""
    return bool(lesion.technique) or (lesion.intent != "" and not lesion.planned_technique)


def _shown(about: Lesion | Service, encounter: Encounter) -> Shown:
    if not isinstance(about, Lesion):
        findings = ("class_findings",) if concluded(about.details) else ()
        return Shown(needs=answered(encounter, None).union(about.details, findings))
    own = shown_by(about, encounter)
    known = condition(about.condition)
    return own._replace(
        is_itch_intense=_itches_intensely(about),
        is_disease=own.is_disease
        or (known is not None and known.behavior in DISEASE)
        or not _AFTER_RESULT.isdisjoint(about.features),
        is_suspected=about.certainty == "suspected",
    )


def _itches_intensely(lesion: Lesion) -> bool:
    """True when the words of the complaint or the finding say more than that it itches."""
    said = " ".join(one.words.casefold() for one in lesion.evidence if one.field == "triggers")
    return "intense_itch" in lesion.features or any(word in said for word in _INTENSE)


def _says_so(about: Lesion | Service, shown: Shown) -> bool:
    """True when the record itself tells of looks, of a wish, or that there is no symptom."""
    if isinstance(about, Service):
        meanings = {row.service_class for row in service_grid().values() if _may_be(row, about)}
        told = {about.condition, *about.details}
        return meanings == {"cosmetic"} or "cosmetic" in told or not _LOOKS.isdisjoint(told)
    return bool(shown.cosmetic_signals or shown.is_asymptomatic or shown.negated)


def _is_denial_expected(encounter: Encounter, shown: Shown) -> bool:
    """True where the practice itself expects a denial for want of necessity, and tells of its notice."""
    return _DENIAL in encounter.consents and encounter.abn in ("signed", "none") and not shown.is_disease


_DENIAL: Final = "expected_denial"
_VOLUNTARY: Final = "voluntary_notice"
"""Consents that say why a notice was given: nothing but what Medicare never covers asks for a voluntary one."""


def _may_be(row: GridService, service: Service) -> bool:
    """True for a row of the grid that a service may belong to: of its kind, and for its condition if it has one."""
    if service.kind not in row.kinds:
        return False
    return not (row.conditions and service.condition) or service.condition in row.conditions


def _is_wish_without_symptom(about: Lesion | Service, shown: Shown) -> bool:
    """True for a growth called free of symptoms that the patient wanted gone."""
    return isinstance(about, Lesion) and shown.is_asymptomatic and "WK-2" in shown.weak and not shown.triggers


def _verdict(
    name: str, about: Lesion | Service, row: GridService, judgment: Judgment, shown: Shown, payer: PayerKind
) -> LesionVerdict:
    is_medicare = payer == "medicare"
    form = {"medical": "none", "cosmetic": "cosmetic_consent", "conditional": "abn" if is_medicare else "none"}
    bill_to = {"medical": "payer", "cosmetic": "patient", "conditional": "ask"}
    return LesionVerdict(
        verdict=judgment.verdict,
        service=row.service,
        lesions=(name,),
        triggers=judgment.carried_by,
        negated=tuple(shown.negated),
        missing=judgment.missing,
        cosmetic_signals=tuple(shown.cosmetic_signals),
        contradictions=judgment.contradictions,
        form=form[judgment.verdict],  # type: ignore[arg-type]  # words of the table above
        bill_to=bill_to[judgment.verdict],  # type: ignore[arg-type]  # words of the table above
        why=judgment.why,
        evidence=tuple(one for one in about.evidence if one.field in ("triggers", "cosmetic_signals", "condition")),
    )


def _is_cosmetic(draft: Draft, verdicts: Judged) -> bool:
    return bool(draft.lesions) and verdicts.cosmetic.issuperset(draft.lesions)


def _cosmetic(draft: Draft, case: Case, *, is_beside_covered: bool) -> Drafted:
    """Return the line with the notice, or the code as not reported: beside a covered line it would count twice."""
    modifier = custom(case.payer).cosmetic
    if modifier == "not billed" or is_beside_covered or _is_claim_unwanted(case.encounter):
        why = "done for looks by the record: the patient pays, and no claim goes to the payer"
        if is_beside_covered:
            why = (
                "done for looks by the record: the patient pays for these apart; the line holds the covered ones alone"
            )
        return NotReported(code=draft.code, why=why, rules=("MOD-11",), lesions=draft.lesions, evidence=draft.evidence)
    notice = (modifier, "GX") if case.encounter.abn == "signed" else (modifier,)
    return msgspec.structs.replace(
        draft,
        modifiers=(*draft.modifiers, *notice),
        why=f"{draft.why} {modifier}: done for looks by the record, never covered.".strip(),
        rules=tuple(dict.fromkeys((*draft.rules, "MOD-11"))),
    )


def _is_claim_unwanted(encounter: Encounter) -> bool:
    """True where the patient pays and no claim is to be sent; one who wants it denied on paper gets the claim."""
    return "no_claim" in encounter.consents and "claim_wanted" not in encounter.consents


def _doubtful(draft: Draft, case: Case) -> Draft:
    """Return a line without a documented reason, with GA or GZ when the record tells of the notice."""
    modifier = {"signed": "GA", "none": "GZ"}.get(case.encounter.abn, "") if case.payer == "medicare" else ""
    if not modifier:
        return draft
    return msgspec.structs.replace(draft, modifiers=(*draft.modifiers, modifier))


def _why_asked(told: Set[str], named: Sequence[str]) -> str:
    """Say why a reason is asked for: in the words of the verdict where they tell more than that nothing is recorded."""
    own = next(iter(told)) if len(told) == 1 else ""
    if not named:
        return "The payer's policy wants this on record before it pays."
    if own and not own.startswith("Nothing in the record"):
        return own
    return f"Nothing recorded makes it necessary; what would: {', '.join(named)}."


def _reason_asked(drafts: Sequence[Draft], verdicts: Judged, case: Case) -> Query:
    lesions = tuple(dict.fromkeys(one for draft in drafts for one in draft.lesions))
    missing = dict.fromkeys(
        one for held in verdicts.verdicts if set(held.lesions) & set(lesions) for one in held.missing
    )
    told = {held.why for held in verdicts.verdicts if set(held.lesions) & set(lesions)}
    needs = [service_needs()[one].question for one in missing if one in service_needs()]
    named = [TRIGGERS[one] for one in missing if one in TRIGGERS]
    notice = " Is a signed advance notice on file?" if case.payer == "medicare" and not case.encounter.abn else ""
    question = " ".join(needs) or f"Why had {'it' if len(lesions) == 1 else 'they'} to be removed or treated?"
    sentence = "The lesion [bleeds / is painful / is inflamed on examination / has grown], since [when]."
    return Query(
        topic="necessity",
        question=f"{question}{notice}",
        why=_why_asked(told, named),
        codes=tuple(dict.fromkeys(draft.code for draft in drafts)),
        sentence_to_add="" if needs else sentence,
        lesions=lesions,
        rules=("MOD-11", "LIM-1"),
    )
