"""Whether the record supports a medical claim for each lesion and service, and what a line says when it does not.

The judgment is that of the category grid (`rules.cosmetic.judgment`), lesion by lesion, before anything is coded: so
cosmetic lesions do not count among the covered ones.  A line is called cosmetic only when the record says so: a wish,
a word of looks, symptoms denied; the grid alone never makes it.  Original Medicare is told by GY, with GX after a
voluntary notice; other payers get no claim.  A removal without a documented reason is asked about, and carries GA or
GZ only when the record tells of the notice (MOD-11).
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.conditions import condition
from cleanskin.charge.customs import custom
from cleanskin.charge.family import Draft, Drafted
from cleanskin.record.coding import LesionVerdict, NotReported, Query
from cleanskin.record.dermatology import GridService
from cleanskin.record.encounter import Encounter, Lesion, PayerKind, Service
from cleanskin.reference.dermatology.service_grid import necessity_policies, service_grid, service_needs
from cleanskin.rules.cosmetic.judgment import TRIGGERS, Judgment, Shown, judge

_DISEASE: Final = frozenset({"malignant", "in_situ", "premalignant", "uncertain"})
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

_SYMPTOM_FREE: Final = "SYMPTOM-FREE"
_LOOKS: Final = frozenset({"wrinkles", "photoaging"})
"""Conditions that are about looks alone."""

_KINDS: Final = {
    "mohs": "mohs",
    "drainage": "drainage",
    "expression": "expression",
    "injection": "intralesional",
}
"""What is done, as the grid calls it, where the intent does not tell."""

_INTENTS: Final = {"sample": "sample", "remove": "remove", "destroy": "destroy", "treat": "treat"}


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
    for number, lesion in enumerate(encounter.lesions, 1):
        kind = _KINDS.get(lesion.technique, "") or _INTENTS.get(lesion.intent, "")
        row = _row_of_lesion(lesion.condition, kind) if _is_treated(lesion) else None
        if row is not None:
            yield lesion.id or f"L{number}", lesion, row
    for number, service in enumerate(encounter.services, 1):
        row = _row_of_service(service.kind, service.condition)
        if row is not None:
            yield f"S{number}", service, row


def _is_treated(lesion: Lesion) -> bool:
    """True when something was done to it: by a named technique, or with an intent and not only planned."""
    return bool(lesion.technique) or (lesion.intent != "" and not lesion.planned_technique)


def _is_for(row: GridService, condition: str) -> bool:
    """True when a row is for a condition, or for what it is a kind of (axillary_hyperhidrosis, guttate_psoriasis)."""
    return bool(condition) and any(condition == one or condition.endswith(f"_{one}") for one in row.conditions)


@functools.lru_cache(maxsize=1024)
def _row_of_service(kind: str, condition: str) -> GridService | None:
    """Return the grid's row: by the kind of service, narrowed by the condition it is for."""
    rows = [one for one in service_grid().values() if kind in one.kinds]
    fitting = [one for one in rows if _is_for(one, condition)] or [one for one in rows if not one.conditions] or rows
    return fitting[0] if fitting else None


@functools.lru_cache(maxsize=4096)
def _row_of_lesion(condition: str, kind: str) -> GridService | None:
    """Return the grid's row: by what is done for biopsies and Mohs surgery, else by the condition."""
    grid = service_grid().values()
    if kind in ("sample", "mohs"):
        return next((one for one in grid if kind in one.kinds), None)
    rows = [one for one in grid if _is_for(one, condition)]
    fitting = [one for one in rows if kind and kind in one.kinds] or [one for one in rows if not one.kinds] or rows
    if fitting:
        return fitting[0]
    return _OTHER_GROWTH if kind in ("remove", "destroy") and not condition else None


_OTHER_GROWTH: Final = msgspec.structs.replace(
    service_grid()["nevus_excision"],
    service="other_growth",
    label="Removal of a growth",
    words=(),
    conditions=(),
    kinds=(),
    leaning="medical",
    note="a growth without a name: cosmetic only when the record says so",
)


def _shown(about: Lesion | Service, encounter: Encounter) -> Shown:
    needs = set()
    if encounter.age_years is not None and encounter.age_years < 18:
        needs.add("child")
    if any(problem.is_history for problem in encounter.problems):
        needs.add("skin_cancer_history")
    if not isinstance(about, Lesion):
        needs.update(about.details)
        return Shown(needs=needs)
    needs.update(about.features)
    tissue = about.pathology.behavior if about.pathology else ""
    known = condition(about.condition)
    signals = about.cosmetic_signals or (("intent of the procedure",) if about.intent == "cosmetic" else ())
    return Shown(
        triggers=tuple(one for one in about.triggers if one.startswith("MN-")),
        negated=tuple(one for one in about.negated_triggers if one.startswith("MN-")),
        needs=needs,
        cosmetic_signals=signals,
        weak=tuple(one for one in about.triggers if one.startswith("WK-")),
        is_itch_intense=_itches_intensely(about),
        is_disease=tissue in _DISEASE
        or (known is not None and known.behavior in _DISEASE)
        or about.certainty == "suspected"
        or not _AFTER_RESULT.isdisjoint(about.features),
        is_asymptomatic=_SYMPTOM_FREE in about.triggers or "asymptomatic" in about.features,
    )


def _itches_intensely(lesion: Lesion) -> bool:
    """True when the words of the complaint or the finding say more than that it itches."""
    said = " ".join(one.words.casefold() for one in lesion.evidence if one.field == "triggers")
    return "intense_itch" in lesion.features or any(word in said for word in _INTENSE)


def _says_so(about: Lesion | Service, shown: Shown) -> bool:
    """True when the record itself tells of looks, of a wish, or that there is no symptom."""
    if isinstance(about, Service):
        meanings = {row.service_class for row in service_grid().values() if about.kind in row.kinds}
        return meanings == {"cosmetic"} or about.condition in _LOOKS or not _LOOKS.isdisjoint(about.details)
    return bool(shown.cosmetic_signals or shown.is_asymptomatic or shown.negated)


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
    if modifier == "not billed" or is_beside_covered:
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


def _doubtful(draft: Draft, case: Case) -> Draft:
    """Return a line without a documented reason, with GA or GZ when the record tells of the notice."""
    modifier = {"signed": "GA", "none": "GZ"}.get(case.encounter.abn, "") if case.payer == "medicare" else ""
    if not modifier:
        return draft
    return msgspec.structs.replace(draft, modifiers=(*draft.modifiers, modifier))


def _reason_asked(drafts: Sequence[Draft], verdicts: Judged, case: Case) -> Query:
    lesions = tuple(dict.fromkeys(one for draft in drafts for one in draft.lesions))
    missing = dict.fromkeys(
        one for held in verdicts.verdicts if set(held.lesions) & set(lesions) for one in held.missing
    )
    needs = [service_needs()[one].question for one in missing if one in service_needs()]
    named = [TRIGGERS[one] for one in missing if one in TRIGGERS]
    notice = " Is a signed advance notice on file?" if case.payer == "medicare" and not case.encounter.abn else ""
    question = " ".join(needs) or f"Why had {'it' if len(lesions) == 1 else 'they'} to be removed or treated?"
    sentence = "The lesion [bleeds / is painful / is inflamed on examination / has grown], since [when]."
    return Query(
        topic="necessity",
        question=f"{question}{notice}",
        why=f"Nothing recorded makes it necessary; what would: {', '.join(named) or 'what is asked here'}.",
        codes=tuple(dict.fromkeys(draft.code for draft in drafts)),
        sentence_to_add="" if needs else sentence,
        lesions=lesions,
        rules=("MOD-11", "LIM-1"),
    )
