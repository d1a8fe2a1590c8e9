"""Medical, cosmetic or conditional: for a service at booking, and for documented lesions after the visit.

Judged lesion by lesion, never by note.  At booking the category grid answers alone; what words of symptoms are there
count as they stand (asserted, denied, of the past).  Says also which paper is needed, where the bill goes, what to tell
the patient, and what the Medicare contractor's article of the state asks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cleanskin.front_desk import papers
from cleanskin.front_desk.articles import articles
from cleanskin.front_desk.nouns import Asked, Judged, Trigger, Verdict
from cleanskin.front_desk.services import Named, by_words
from cleanskin.front_desk.shown import Said, necessity, shown_of
from cleanskin.front_desk.wanted import beside, is_booking, named_by, spoken_of, treatments
from cleanskin.note.marking import mark
from cleanskin.note.read import read
from cleanskin.record.dermatology import GridService, NecessityPolicy, ServiceClass
from cleanskin.record.encounter import Encounter, Evidence, Lesion, PayerKind
from cleanskin.record.protocols import ReferenceStore
from cleanskin.reference.dermatology.service_grid import necessity_policies, service_grid
from cleanskin.rules.cosmetic.grid_rows import ANY_GROWTH, row_of_lesion, row_of_service
from cleanskin.rules.cosmetic.judgment import TRIGGERS, WEAK, Judgment, Shown, judge, strength

__all__ = ["Asked", "Verdict", "evidence_of", "verdict"]


MOLE_CHECK = "mole_check"
"""The row for a growth that has to be looked at."""

DISEASE_VISIT = "disease_visit"
"""The row for a disease that has no row of its own."""

ADULT_YEARS = 18
"""Age below which nobody is taken to have Medicare."""

_ALARMS = frozenset({"MN-BLEED", "MN-CHANGE", "MN-DOUBT"})


def verdict(
    asked: Asked, *, reference: ReferenceStore | None = None, grid: Mapping[str, GridService] | None = None
) -> Verdict:
    """Judge what was asked.  Without `reference` no article is consulted; `grid` is the practice's own, if it has one.

    The payer is the one given, else the text's, else Medicare, for a child a commercial plan.
    """
    rows = service_grid() if grid is None else grid
    encounter = asked.encounter or read(asked.text)
    payer: PayerKind = asked.payer or encounter.payer or ("commercial" if _is_child(encounter) else "medicare")
    state = asked.state or encounter.state
    policy = necessity_policies().get(state.upper()) if payer in ("medicare", "medicare_advantage") else None
    case = _Case(asked, encounter, Said.of(mark(asked.text)), payer, policy)
    parts = _judge_all(case, rows)
    return _combined(case, parts, reference) if parts else _unknown(case)


def _is_child(encounter: Encounter) -> bool:
    return encounter.age_years is not None and encounter.age_years < ADULT_YEARS


def evidence_of(found: Verdict) -> tuple[Evidence, ...]:
    """Return the words behind a verdict in the form of the encounter's evidence."""
    return tuple(Evidence(one.id, one.start, one.end, one.words) for one in found.evidence)


class _Case(NamedTuple):
    asked: Asked
    encounter: Encounter
    said: Said
    payer: PayerKind
    policy: NecessityPolicy | None
    looks: Sequence[Named] = ()
    """Cosmetic services that the words name: no wish of the lesions beside them."""


class _Part(NamedTuple):
    row: GridService
    lesion: Lesion | None
    judgment: Judgment
    shown: Shown


def _judge_all(case: _Case, rows: Mapping[str, GridService]) -> list[_Part]:
    """Judge the service that was named, else each documented lesion and service, else what the words name."""
    text, service = case.asked.text, case.asked.service
    spoken = [one for one in by_words(text, rows) if not case.said.denies(one.start)] if text else []
    lesions = [
        (_or_check(row, one, case, rows), one)
        for one in case.encounter.lesions
        if (row := spoken_of(one, spoken) or row_of_lesion(one, rows)) is not None
        and not (row.service == ANY_GROWTH and spoken and is_booking(text))
    ]
    named = named_by(service, rows, spoken) if service else []
    if named:
        return _judge_named(case, named, lesions)
    case = case._replace(looks=[one for one in spoken if one.service.service_class == "cosmetic"])
    parts = [_judge(case, row, one) for row, one in lesions]
    seen = {part.row.service for part in parts}
    fullest = [one.service for one in sorted(spoken, key=lambda one: one.start - one.end)]
    for one in case.encounter.services:
        found = row_of_service(one, rows, fullest)
        if found is not None and found.service not in seen:
            seen.add(found.service)
            parts.append(_judge(case._replace(looks=()), found, None))
    if parts:
        seen = {part.row.service for part in parts}
        return parts + [_judge(case, row, None) for row in beside(text, spoken, case.encounter, case.said, seen)]
    wished = treatments([one.service for one in spoken]) or _looked_at(case, rows)
    if wished and MOLE_CHECK in rows and _tells_of_a_growth(case, wished):
        wished = [*wished, rows[MOLE_CHECK]]
    return [_judge(case, row, None) for row in wished]


def _or_check(row: GridService, lesion: Lesion, case: _Case, rows: Mapping[str, GridService]) -> GridService:
    """Return the check of a mole where a booking names a mole and nobody wants it off."""
    is_quiet = not (lesion.technique or lesion.planned_technique or lesion.intent or lesion.cosmetic_signals)
    is_mole = lesion.condition.endswith("nevus") and is_quiet and not case.said.wishes_removal
    is_open = is_mole and not case.asked.service and is_booking(case.asked.text)
    return rows.get(MOLE_CHECK, row) if is_open else row


def _looked_at(case: _Case, rows: Mapping[str, GridService]) -> list[GridService]:
    """Return the visit for a disease, else for a growth, that is told without any service: "lichen planus", "bump".

    A growth that shall go is a removal.
    """
    if any(one.condition and not one.is_history for one in case.encounter.problems):
        return [rows[DISEASE_VISIT]] if DISEASE_VISIT in rows else []
    wished = ANY_GROWTH if case.said.wishes_removal else MOLE_CHECK
    return [rows[wished]] if case.said.has_growth and wished in rows else []


def _tells_of_a_growth(case: _Case, wished: Sequence[GridService]) -> bool:
    """True when only cosmetic services are named, and a growth that bleeds, changes or is doubtful beside them."""
    alarms = any(one.value in _ALARMS and one.scope == "asserted" for one in case.said.triggers)
    return alarms and case.said.has_growth and all(row.service_class == "cosmetic" for row in wished)


def _judge_named(
    case: _Case, named: Sequence[GridService], lesions: Sequence[tuple[GridService, Lesion]]
) -> list[_Part]:
    """Judge the lesions that a named service is for; all of them when it fits none."""
    codes = {code for one in named for code in one.codes}
    fitting = [(row, one) for row, one in lesions if row in named or codes & set(row.codes)]
    if fitting:
        return [_judge(case, row, one) for row, one in fitting]
    return [_judge(case, named[0], one) for _, one in lesions] or [_judge(case, named[0], None)]


def _judge(case: _Case, row: GridService, lesion: Lesion | None) -> _Part:
    apart = [(one.start, one.end) for one in case.looks if one.service != row]
    shown = shown_of(lesion, case.encounter, case.said, apart=apart)
    return _Part(row, lesion, judge(row, shown, case.policy), shown)


def _combined(case: _Case, parts: Sequence[_Part], reference: ReferenceStore | None) -> Verdict:
    classes = [part.judgment.verdict for part in parts]
    overall: ServiceClass = classes[0] if len(set(classes)) == 1 else "conditional"
    told = tuple(_told(part, case.payer) for part in parts)
    missing = _each(one for part in told for one in part.missing)
    after = any(one.technique for one in case.encounter.lesions)
    asked, payer = case.asked, case.payer
    needed = papers.forms(classes, payer)
    return Verdict(
        verdict=overall,
        triggers=_each(one for part in parts for one in part.shown.triggers),
        negated=_each(one for part in parts for one in part.shown.negated),
        missing=missing,
        form=needed[0],
        forms=needed,
        bill_to=papers.bill_to(classes, payer),
        script=papers.script(told, payer, after=after),
        why=_why(parts),
        services=_each(part.row.service for part in parts),
        authorization_needed=any(
            part.row.prior_authorization
            and part.judgment.verdict != "cosmetic"
            and "authorization" not in part.shown.needs
            for part in parts
        ),
        questions=papers.questions(missing),
        cosmetic_signals=_each(one for part in parts for one in part.shown.cosmetic_signals),
        weak=_each(one for part in parts for one in part.shown.weak),
        past=_past(case.said),
        contradictions=_each(one for part in parts for one in part.judgment.contradictions),
        evidence=_evidence(case, _each(one for part in parts for one in (*part.shown.triggers, *part.shown.weak))),
        policy=_policy_of(case, parts),
        articles=articles(asked, (code for part in parts for code in part.row.codes), reference=reference, payer=payer),
        parts=told,
        planned=asked.planned,
        changed=None if asked.planned is None else asked.planned != overall,
        payer=payer,
        id=asked.id,
    )


def _why(parts: Sequence[_Part]) -> str:
    classes = [part.judgment.verdict for part in parts]
    if len(set(classes)) == 1:
        return parts[0].judgment.why
    counted = [f"{classes.count(one)} {one}" for one in ("medical", "cosmetic", "conditional") if one in classes]
    return f"Judged apart: {', '.join(counted)}."


def _policy_of(case: _Case, parts: Sequence[_Part]) -> str:
    """Return the contractor's policy in words, where a removal of a benign growth hangs on symptoms."""
    policy = case.policy
    if policy is None or not any(_rests_on_policy(part) for part in parts):
        return ""
    mark = " [check]" if policy.source.trust == "unverified" else ""
    return f"{policy.policy} ({policy.contractor}): {policy.note}{mark}"


def _rests_on_policy(part: _Part) -> bool:
    is_open = part.row.service_class != "medical" and "strong" in part.row.medical_if
    return "MN-ITCH" in part.shown.triggers or (is_open and part.judgment.verdict == "conditional")


def _told(part: _Part, payer: PayerKind) -> Judged:
    lesion, judgment, shown = part.lesion, part.judgment, part.shown
    return Judged(
        verdict=judgment.verdict,
        service=part.row.service,
        label=part.row.label,
        lesion=lesion.id if lesion else "",
        site=" ".join(filter(None, (lesion.side, lesion.site))) if lesion else "",
        triggers=tuple(shown.triggers),
        negated=tuple(shown.negated),
        missing=judgment.missing if judgment.verdict != "medical" else (),
        missing_all=bool(part.row.all_of),
        cosmetic_signals=tuple(shown.cosmetic_signals),
        contradictions=judgment.contradictions,
        bill_to=papers.bill_to((judgment.verdict,), payer),
        why=judgment.why,
    )


def _unknown(case: _Case) -> Verdict:
    """Say that no service was recognized: nothing is guessed, the one question is what is wanted."""
    asked, payer = case.asked, case.payer
    shown = shown_of(None, case.encounter, case.said)
    overall: ServiceClass = "conditional"
    why = "No service was recognized in these words."
    strong = [one for one in shown.triggers if strength(one) == "strong"]
    if shown.cosmetic_signals and not strong:
        overall, why = "cosmetic", f"No service was recognized, but the wish is cosmetic ({shown.cosmetic_signals[0]})."
    elif strong and not shown.cosmetic_signals:
        overall, why = "medical", f"No service was recognized, but the complaint is medical ({TRIGGERS[strong[0]]})."
    needed = papers.forms((overall,) if overall != "conditional" else (), payer)
    return Verdict(
        verdict=overall,
        triggers=tuple(shown.triggers),
        negated=tuple(shown.negated),
        missing=("service",),
        form=needed[0],
        forms=needed,
        bill_to=papers.bill_to((overall,), payer),
        script=papers.script((), payer, after=False),
        why=why,
        questions=("What is the visit for: which spot or complaint, and what shall be done?",),
        cosmetic_signals=tuple(shown.cosmetic_signals),
        weak=tuple(shown.weak),
        past=_past(case.said),
        evidence=_evidence(case, (*shown.triggers, *shown.weak)),
        planned=asked.planned,
        changed=None if asked.planned is None else asked.planned != overall,
        payer=payer,
        id=asked.id,
    )


def _past(said: Said) -> tuple[str, ...]:
    return necessity(_each(one.value for one in said.triggers if one.scope == "historical"))


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _evidence(case: _Case, standing: Sequence[str]) -> tuple[Trigger, ...]:
    """Return every reason that the words name, with its weight; what nobody's lesion has is said to be elsewhere."""
    found = []
    for one in case.said.triggers:
        if one.value not in TRIGGERS and one.value not in WEAK:
            continue
        weight: str = one.scope
        if one.scope == "asserted":
            weight = strength(one.value, is_itch_intense="intense" in one.attributes, policy=case.policy)
            if one.value not in standing:
                weight = "weak" if any(held in WEAK for held in standing) else "elsewhere"
        name = TRIGGERS.get(one.value) or WEAK[one.value].lower()
        found.append(Trigger(id=one.value, name=name, strength=weight, start=one.start, end=one.end, words=one.words))
    return tuple(found)
