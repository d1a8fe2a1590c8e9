"""Medical, cosmetic or conditional: for a service at booking, and for documented lesions after the visit.

Judged lesion by lesion, never by note.  At booking the category grid answers alone; what words of symptoms are there
count as they stand (asserted, denied, of the past).  Says also which paper is needed, where the bill goes, what to tell
the patient, and what the Medicare contractor's article of the state asks for.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import resources
from typing import Literal, NamedTuple

import msgspec

from cleanskin.front_desk.services import Named, by_code, by_words, of_lesion, of_service
from cleanskin.note.marking import mark
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.read import read
from cleanskin.record.dermatology import GridService, NecessityPolicy, ServiceClass
from cleanskin.record.encounter import Encounter, Evidence, Lesion, PayerKind
from cleanskin.record.protocols import ReferenceStore
from cleanskin.reference.dermatology.service_grid import necessity_policies, service_grid, service_needs
from cleanskin.reference.dermatology.tables import parse_rows
from cleanskin.rules.cosmetic.judgment import TRIGGERS, Judgment, Shown, judge, strength

Form = Literal["none", "abn", "cosmetic_consent", "good_faith_estimate"]
BillTo = Literal["payer", "patient", "ask"]
_DISEASE = frozenset({"malignant", "in_situ", "premalignant", "uncertain"})
_SAYS_ASYMPTOMATIC = "asymptomatic"


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question: the words, and what else is known.  `service` is a code or words; `planned` an earlier verdict."""

    text: str = ""
    service: str = ""
    state: str = ""
    payer: PayerKind = ""
    on: date | None = None
    planned: ServiceClass | None = None
    encounter: Encounter | None = None
    id: str = ""


class ArticleSays(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a contractor's coverage article of the state says of a code."""

    article: str
    contractor: str
    code: str
    says: str


class Trigger(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reason found in the words: its id, what it is, how much it weighs, and where it stands."""

    id: str
    name: str
    strength: str
    start: int = 0
    end: int = 0
    words: str = ""


class Judged(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The verdict on one lesion or service of the text."""

    verdict: ServiceClass
    service: str
    label: str
    lesion: str = ""
    site: str = ""
    triggers: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cosmetic_signals: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    why: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on all of it.

    `verdict` is that of every part when they agree, else conditional; `parts` tells them apart.  `triggers`, `negated`
    and `missing` are ids; `evidence` their words.  `changed` is True when an earlier verdict was given and differs.
    """

    verdict: ServiceClass
    triggers: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    form: Form = "none"
    bill_to: BillTo = "payer"
    script: str = ""
    why: str = ""
    services: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    authorization_needed: bool = False
    questions: tuple[str, ...] = ()
    cosmetic_signals: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    evidence: tuple[Trigger, ...] = ()
    articles: tuple[ArticleSays, ...] = ()
    parts: tuple[Judged, ...] = ()
    planned: ServiceClass | None = None
    changed: bool | None = None
    payer: PayerKind = ""
    id: str = ""


def verdict(
    asked: Asked, *, reference: ReferenceStore | None = None, grid: Mapping[str, GridService] | None = None
) -> Verdict:
    """Judge what was asked.  Without `reference` no article is consulted; `grid` is the practice's own, if it has one.

    The payer is the one given, else the text's, else Medicare.
    """
    rows = service_grid() if grid is None else grid
    marked = mark(asked.text)
    encounter = asked.encounter or read(asked.text)
    payer: PayerKind = asked.payer or encounter.payer or "medicare"
    policy = necessity_policies().get(asked.state.upper()) if payer in ("medicare", "medicare_advantage") else None
    said = _Said.of(marked)
    after = any(one.technique for one in encounter.lesions)
    judged = _judge_all(asked, encounter, said, rows, policy)
    if not judged:
        return _unknown(asked, said, payer)
    return _combined(asked, judged, said, payer, policy, reference, after)


class _Said(NamedTuple):
    """The mentions of a text that bear on necessity."""

    triggers: Sequence[Mention]
    needs: Sequence[Mention]
    signals: Sequence[Mention]

    @classmethod
    def of(cls, marked: MarkedText) -> "_Said":
        found: dict[str, list[Mention]] = {"trigger": [], "need": [], "cosmetic_signal": []}
        for one in marked.mentions:
            if one.kind in found:
                found[one.kind].append(one)
        return cls(found["trigger"], found["need"], found["cosmetic_signal"])

    def stated(self) -> frozenset[str]:
        """Needs that are stated."""
        return frozenset(one.value for one in self.needs if one.scope in ("asserted", "historical"))

    def is_intense(self) -> bool:
        return any(one.value == "MN-ITCH" and "intense" in one.attributes for one in self.triggers)


class _Part(NamedTuple):
    row: GridService
    lesion: Lesion | None
    judgment: Judgment
    shown: Shown


def _judge_all(
    asked: Asked,
    encounter: Encounter,
    said: _Said,
    rows: Mapping[str, GridService],
    policy: NecessityPolicy | None,
) -> list[_Part]:
    """Judge the service that was named, else each documented lesion and service, else what the words name."""
    spoken = [one for one in by_words(asked.text, rows) if not _is_denied(one.start, said)] if asked.text else []
    lesions = [
        (row, one) for one in encounter.lesions if (row := _spoken_of(one, spoken) or of_lesion(one, rows)) is not None
    ]
    named = _named(asked.service, rows) if asked.service else []
    if named and not lesions:
        return [_judge(row, None, encounter, said, policy) for row in named]
    if named:
        lesions = [(_nearest(named, row), one) for row, one in lesions]
    parts = [_judge(row, one, encounter, said, policy) for row, one in lesions]
    seen = {part.row.service for part in parts}
    for service in encounter.services:
        found = of_service(service, rows)
        if found is not None and found.service not in seen:
            seen.add(found.service)
            parts.append(_judge(found, None, encounter, said, policy))
    if parts:
        return parts
    return [_judge(row, None, encounter, said, policy) for row in _treatments([one.service for one in spoken])]


def _spoken_of(lesion: Lesion, spoken: Sequence[Named]) -> GridService | None:
    """Return the service whose name holds more than the lesion's own ("mole check"), when nothing was done to it."""
    if lesion.technique or lesion.planned_technique or lesion.intent:
        return None
    for fact in lesion.evidence:
        if fact.field == "condition":
            for one in spoken:
                if one.start <= fact.start and fact.end <= one.end and one.end - one.start > fact.end - fact.start:
                    return one.service
    return None


def _named(service: str, rows: Mapping[str, GridService]) -> list[GridService]:
    exact = rows.get(service.strip().casefold().replace(" ", "_"))
    if exact is not None:
        return [exact]
    coded = by_code(service.strip().upper(), rows)
    return coded[:1] or [one.service for one in by_words(service, rows)][:1]


def _nearest(named: Sequence[GridService], row: GridService) -> GridService:
    """Return the row of the lesion itself when the named service is no more than its code."""
    return row if any(set(one.codes) & set(row.codes) for one in named) else named[0]


def _treatments(found: Sequence[GridService]) -> list[GridService]:
    """Return the services, each once; a visit named beside a treatment adds nothing."""
    unique = list({one.service: one for one in found}.values())
    treatments = [one for one in unique if not one.service.endswith("_visit")]
    return treatments or unique


def _is_denied(start: int, said: _Said) -> bool:
    mentions = (*said.triggers, *said.signals)
    return any(one.start <= start < one.end and one.scope in ("negated", "declined", "family") for one in mentions)


def _judge(
    row: GridService, lesion: Lesion | None, encounter: Encounter, said: _Said, policy: NecessityPolicy | None
) -> _Part:
    shown = _shown(lesion, encounter, said)
    return _Part(row, lesion, judge(row, shown, policy), shown)


def _shown(lesion: Lesion | None, encounter: Encounter, said: _Said) -> Shown:
    """What the record shows of a lesion; of none, what the whole text says."""
    needs = said.stated() | _told(encounter, lesion)
    if lesion is None:
        triggers = _ids(said.triggers, "asserted")
        negated = _ids(said.triggers, "negated")
        signals = tuple(one.words for one in said.signals if one.scope == "asserted")
    else:
        triggers, negated, signals = lesion.triggers, lesion.negated_triggers, lesion.cosmetic_signals
    behavior = lesion.pathology.behavior if lesion is not None and lesion.pathology is not None else ""
    return Shown(
        triggers=tuple(one for one in triggers if one.startswith("MN-")),
        negated=tuple(one for one in negated if one.startswith("MN-")),
        needs=needs,
        cosmetic_signals=signals + (("intent of the procedure",) if _is_wish(lesion) and not signals else ()),
        weak=tuple(one for one in triggers if one.startswith("WK-")),
        is_itch_intense=said.is_intense(),
        is_disease=behavior in _DISEASE,
        is_asymptomatic=_SAYS_ASYMPTOMATIC in triggers and not (lesion is not None and lesion.past_triggers),
    )


def _is_wish(lesion: Lesion | None) -> bool:
    return lesion is not None and lesion.intent == "cosmetic"


def _told(encounter: Encounter, lesion: Lesion | None) -> frozenset[str]:
    """Needs that the encounter answers by its own fields."""
    found = set()
    if encounter.age_years is not None and encounter.age_years < 18:
        found.add("child")
    if lesion is not None and lesion.site in _FACE:
        found.add("face")
    if any(problem.is_history for problem in encounter.problems):
        found.add("skin_cancer_history")
    if any(one.pathology is not None and one.pathology.behavior in _DISEASE for one in encounter.lesions):
        found.add("pathology")
    return frozenset(found)


_FACE = frozenset({"face", "forehead", "cheek", "chin", "nose", "temple", "eyelid", "lip", "jaw", "glabella"})


def _ids(mentions: Iterable[Mention], scope: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in mentions if one.scope == scope))


def _combined(
    asked: Asked,
    parts: Sequence[_Part],
    said: _Said,
    payer: PayerKind,
    policy: NecessityPolicy | None,
    reference: ReferenceStore | None,
    after: bool,
) -> Verdict:
    verdicts = {part.judgment.verdict for part in parts}
    overall: ServiceClass = verdicts.pop() if len(verdicts) == 1 else "conditional"
    triggers = _each(one for part in parts for one in part.shown.triggers)
    missing = _each(one for part in parts if part.judgment.verdict != "medical" for one in part.judgment.missing)
    forms = _forms(overall, payer)
    needed = any(part.row.prior_authorization and part.judgment.verdict != "cosmetic" for part in parts)
    why = parts[0].judgment.why
    if len({part.judgment.verdict for part in parts}) > 1:
        counted = [
            sum(part.judgment.verdict == one for part in parts) for one in ("medical", "cosmetic", "conditional")
        ]
        why = f"Judged apart: {counted[0]} medical, {counted[1]} cosmetic, {counted[2]} conditional."
    return Verdict(
        verdict=overall,
        triggers=triggers,
        negated=_each(one for part in parts for one in part.shown.negated),
        missing=missing,
        form=forms[0],
        forms=forms,
        bill_to=_bill_to(overall),
        script=_script(overall, payer, missing, after=after),
        why=why,
        services=_each(part.row.service for part in parts),
        authorization_needed=needed,
        questions=_questions(missing),
        cosmetic_signals=_each(one for part in parts for one in part.shown.cosmetic_signals),
        weak=_each(one for part in parts for one in part.shown.weak),
        past=_ids(said.triggers, "historical"),
        contradictions=_each(one for part in parts for one in part.judgment.contradictions),
        evidence=_evidence(said, policy),
        articles=_articles(asked, parts, reference, payer),
        parts=tuple(_told_part(part) for part in parts),
        planned=asked.planned,
        changed=None if asked.planned is None else asked.planned != overall,
        payer=payer,
        id=asked.id,
    )


def _told_part(part: _Part) -> Judged:
    return Judged(
        verdict=part.judgment.verdict,
        service=part.row.service,
        label=part.row.label,
        lesion=part.lesion.id if part.lesion else "",
        site=" ".join(filter(None, (part.lesion.side, part.lesion.site))) if part.lesion else "",
        triggers=tuple(part.shown.triggers),
        negated=tuple(part.shown.negated),
        missing=part.judgment.missing if part.judgment.verdict != "medical" else (),
        cosmetic_signals=tuple(part.shown.cosmetic_signals),
        contradictions=part.judgment.contradictions,
        why=part.judgment.why,
    )


def _unknown(asked: Asked, said: _Said, payer: PayerKind) -> Verdict:
    """Say that no service was recognized: nothing is guessed, the one question is what is wanted."""
    triggers = tuple(one for one in _ids(said.triggers, "asserted") if one.startswith("MN-"))
    signals = tuple(one.words for one in said.signals if one.scope == "asserted")
    overall: ServiceClass = "conditional"
    why = "No service was recognized in these words."
    if signals and not triggers:
        overall, why = "cosmetic", f"No service was recognized, but the wish is cosmetic ({signals[0]})."
    elif triggers and not signals and any(strength(one) == "strong" for one in triggers):
        overall = "medical"
        why = f"No service was recognized, but the complaint is medical ({TRIGGERS[triggers[0]]})."
    forms = _forms(overall, payer)
    return Verdict(
        verdict=overall,
        triggers=triggers,
        negated=_ids(said.triggers, "negated"),
        missing=("service",),
        form=forms[0],
        forms=forms,
        bill_to=_bill_to(overall),
        script=_script(overall, payer, ("service",), after=False),
        why=why,
        questions=("What is the visit for: which spot or complaint, and what shall be done?",),
        cosmetic_signals=signals,
        past=_ids(said.triggers, "historical"),
        evidence=_evidence(said, None),
        planned=asked.planned,
        changed=None if asked.planned is None else asked.planned != overall,
        payer=payer,
        id=asked.id,
    )


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _forms(overall: ServiceClass, payer: PayerKind) -> tuple[Form, ...]:
    """Return the papers, the first the decisive one (patient-money, GFE-1, ABN-2, COS-2)."""
    if overall == "cosmetic":
        return ("cosmetic_consent", "good_faith_estimate")
    if overall == "conditional" and payer == "medicare":
        return ("abn",)
    return ("good_faith_estimate",) if payer == "self_pay" else ("none",)


def _bill_to(overall: ServiceClass) -> BillTo:
    return "payer" if overall == "medical" else "patient" if overall == "cosmetic" else "ask"


def _questions(missing: Sequence[str]) -> tuple[str, ...]:
    needs = service_needs()
    asked = [needs[one].question for one in missing if one in needs]
    symptoms = [TRIGGERS[one] for one in missing if one in TRIGGERS]
    if symptoms:
        asked.insert(0, f"Is there any of these, and what is seen: {', '.join(symptoms)}?")
    return tuple(asked)


def _in_words(missing: Sequence[str]) -> str:
    needs = service_needs()
    words = [TRIGGERS.get(one) or (needs[one].label if one in needs else "") for one in missing]
    return ", ".join(one for one in words if one) or "which service it is"


@functools.cache
def _scripts() -> tuple[Mapping[str, str], ...]:
    text = resources.files("cleanskin.front_desk").joinpath("scripts.tsv").read_text(encoding="utf-8")
    return tuple(parse_rows("scripts.tsv", text))


def _script(overall: ServiceClass, payer: PayerKind, missing: Sequence[str], *, after: bool) -> str:
    """Return what to tell the patient: the row for the payer, else the general one."""
    moment = "after" if after else "booking"
    for row in _scripts():
        if row["verdict"] == overall and row["when"] == moment and row.get("payer", payer) == payer:
            return row["script"].format(missing=_in_words(missing))
    return ""


def _evidence(said: _Said, policy: NecessityPolicy | None) -> tuple[Trigger, ...]:
    return tuple(
        Trigger(
            id=one.value,
            name=TRIGGERS.get(one.value, one.words),
            strength=strength(one.value, is_itch_intense="intense" in one.attributes, policy=policy)
            if one.scope == "asserted"
            else one.scope,
            start=one.start,
            end=one.end,
            words=one.words,
        )
        for one in said.triggers
    )


def _articles(
    asked: Asked, parts: Sequence[_Part], reference: ReferenceStore | None, payer: PayerKind
) -> tuple[ArticleSays, ...]:
    """Return what the contractor's articles of the state say of the parts' codes."""
    if reference is None or not asked.state or asked.on is None or payer not in ("medicare", "medicare_advantage"):
        return ()
    found = []
    for code in _each(code for part in parts for code in part.row.codes):
        for answer in reference.articles(code, asked.state.upper(), asked.on):
            article = answer.value
            counted = sum(len(group.codes) for group in article.diagnosis_groups if group.rule == "any")
            partners = any(group.rule == "with_partner" for group in article.diagnosis_groups)
            says = (
                f"{counted} diagnoses support it by themselves" if counted else "names no diagnosis that supports alone"
            )
            if code in article.no_diagnosis_limit:
                says = "sets no limit of diagnoses"
            elif partners:
                says += "; others only beside a second diagnosis that shows the symptom"
            found.append(ArticleSays(article=article.article, contractor=article.contractor, code=code, says=says))
    return tuple(found)


def evidence_of(found: Verdict) -> tuple[Evidence, ...]:
    """Return the words behind a verdict in the form of the encounter's evidence."""
    return tuple(Evidence(one.id, one.start, one.end, one.words) for one in found.evidence)
