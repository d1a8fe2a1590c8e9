"""The line of the visit itself: none, a follow-up inside a global period, or an evaluation with its level and add-ons.

`visit_drafts` is asked after the families have drafted what was done.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.beside import visit_modifiers
from cleanskin.charge.evaluation.global_care import Covering, covering, is_outside_complication
from cleanskin.charge.evaluation.level import WORDS, visit_level
from cleanskin.charge.evaluation.long_term_care import CODE, bar, lasting
from cleanskin.charge.evaluation.separate import Evaluation, evaluation, hands_on, serves_looks
from cleanskin.charge.evaluation.visit_kind import VisitKind, visit_kind
from cleanskin.charge.family import Draft, Drafted
from cleanskin.charge.lesion.behavior import WOUNDS
from cleanskin.record.coding import NotReported, Query, VisitLevel
from cleanskin.record.encounter import Evidence, Lesion, Problem, VisitFacts
from cleanskin.rules.evaluation.prolonged import units_of_time
from cleanskin.rules.telehealth.means import SMALL

FOLLOW_UP: Final = "99024"
CALL_FROM: Final = date(2025, 1, 1)
CALL_MINUTES_MIN: Final = 5
CALL_MINUTES_MAX: Final = 10
"""Talks of up to so many minutes are check-ins (EM-10)."""

RELATED_DAYS: Final = 7
_BETWEEN_CLINICIANS: Final = frozenset({"99446", "99447", "99448", "99449", "99451", "99452"})
"""Advice to another clinician: the patient is not seen."""

_SENT: Final = re.compile(r"\b(?:thank|kindly|appreciate)", re.I)
"""Words by which a colleague's letter is answered: a first visit as a rule, though not surely."""

_BOTH_WAYS: Final = re.compile(
    r"\b(?:adapalene|differin|minoxidil|(?:levo)?cetirizine|fexofenadine|famotidine|clotrimazole|ammonium lactate"
    r"|azelaic acid|benzoyl peroxide|selenium sulfide|urea)\b",
    re.I,
)
"""Drugs that some strengths or packs of are prescribed and others sold without."""

_CALLED_OTC: Final = re.compile(r"\botc\b|counter|nonprescription|\b0\.1 ?%", re.I)

_STITCHES: Final = frozenset({"15853", "15854"})
_CUT: Final = frozenset({"excision", "mohs", "intermediate", "complex", "flap", "graft"})
_BY_STAFF: Final = "99211"
_NEW_DRUG: Final = frozenset({"rx started", "rx changed"})
_PRESCRIBED: Final = frozenset({"rx started", "rx changed", "biologic", "isotretinoin", "toxicity monitoring"})


def visit_drafts(case: Case, drafts: Sequence[Drafted]) -> tuple[list[Drafted], VisitLevel | None]:
    """Return the lines, questions and refusals about the visit, and its level when one is reported."""
    lines = [draft for draft in drafts if isinstance(draft, Draft)]
    facts = case.encounter.visit or VisitFacts()
    small = any(not isinstance(one, Query) and one.code in (*SMALL, *_BETWEEN_CLINICIANS) for one in drafts)
    if facts.mode in ("pictures", "messages") or small:
        return [], None
    if facts.mode == "audio" and 0 < (case.encounter.minutes or 0) <= CALL_MINUTES_MAX and not facts.level_words:
        return list(_call(case, facts)), None
    if facts.mode == "audio" and case.encounter.performed_by == "staff":
        return [
            NotReported(code=_BY_STAFF, why="staff called: no visit", rules=("EM-10",), evidence=facts.evidence)
        ], None
    found = evaluation(case, lines, something_done=_is_done(case, drafts))
    found = found or _small_work(case, drafts, lines)
    open_periods = covering(case)
    if open_periods and _is_aftercare(case, open_periods, lines, found):
        return list(_follow_up(case, open_periods, lines)), None
    if found is None:
        return list(_not_reported(case, lines)), None
    kind = visit_kind(case)
    problems = () if _is_mere_aftercare(case, found) else found.problems
    level = visit_level(case, kind, problems)
    if _is_nurse_visit(case, found, lines):
        return [_visit(case, _BY_STAFF, kind, found, ("seen by staff alone",))], None
    parts: list[Drafted] = [_visit(case, level.code, kind, found, level.reasons, level)]
    parts += _longer(case, level, kind)
    parts += _long_term(case, found.problems, kind, visit_modifiers(case, lines))
    parts += _questions(case, level, kind, problems)
    return parts, level


def _is_mere_aftercare(case: Case, found: Evaluation) -> bool:
    """Say whether a visit only looks after an earlier procedure whose days are over: nothing decided, no time told."""
    looked_after = any(prior.relation == "aftercare" for prior in case.encounter.prior)
    decided = any(set(problem.management) - {"procedure", "counselling", "observation"} for problem in found.problems)
    return looked_after and not decided and case.encounter.minutes is None


def _call(case: Case, facts: VisitFacts) -> Iterator[Drafted]:
    """Draft a talk on the telephone that is too short for a visit: a check-in, unless it belongs to a visit."""
    minutes, days = case.encounter.minutes or 0, facts.days_since_related_visit
    bars = (
        (minutes < CALL_MINUTES_MIN, f"shorter than {CALL_MINUTES_MIN} minutes"),
        (bool(facts.leads_to_visit), "it led to a visit, which it is part of"),
        (days is not None and days <= RELATED_DAYS, "it belongs to a visit of the seven days before"),
        (case.encounter.new_patient is True, "it is for established patients"),
    )
    bar_ = next((why for holds, why in bars if holds), "")
    code = "98016" if case.on >= CALL_FROM else "G2012"
    if bar_:
        yield NotReported(code=code, why=bar_, rules=("EM-10",), evidence=facts.evidence)
        return
    why = f"{minutes} minutes on the telephone: a visit by sound alone needs more than {CALL_MINUTES_MAX}"
    yield Draft(code=code, why=why, rules=("EM-10",), evidence=_said(case, facts))


def _said(case: Case, facts: VisitFacts) -> tuple[Evidence, ...]:
    """Return the words for the kind of visit and for its time."""
    minutes = tuple(one for one in case.encounter.evidence if one.field == "minutes")
    return (*facts.evidence, *minutes)


def _is_done(case: Case, drafts: Sequence[Drafted]) -> bool:
    """Say whether something was done by hand, coded or waiting to be: a visit then needs work of its own."""
    if serves_looks(case) or any(act.kind not in ("", "none") for act in case.acts):
        return True
    lesions = {lesion.id for lesion in case.encounter.lesions}
    return any(isinstance(one, Query) and lesions.intersection(one.lesions) for one in drafts)


def _small_work(case: Case, drafts: Sequence[Drafted], lines: Sequence[Draft]) -> Evaluation | None:
    """Return the visit that carries work without a code of its own: stitches taken out, a trifle done by hand."""
    if any(line.code in _STITCHES for line in lines):
        return Evaluation((), "stitches out are reported with a visit")
    aftercare = any(prior.relation in ("aftercare", "complication") for prior in case.encounter.prior)
    if aftercare and not drafts and not covering(case):
        return Evaluation(case.encounter.problems, "care after a procedure whose payment covers no days after it")
    refused = [one for one in drafts if isinstance(one, NotReported)]
    asked = any(isinstance(one, Query) for one in drafts)
    if refused and not lines and not asked and any(act.kind == "nail" for act in case.acts):
        return Evaluation(case.encounter.problems, "what was done is too small for a code of its own")
    if not lines and case.encounter.new_patient and any(map(_is_strapped, case.encounter.lesions)):
        return Evaluation(case.encounter.problems, "a wound held by strips alone is cared for in a visit")
    return None


def _is_strapped(lesion: Lesion) -> bool:
    return lesion.condition in WOUNDS and "adhesive_strips" in lesion.features and not lesion.technique


def _is_aftercare(case: Case, periods: Sequence[Covering], lines: Sequence[Draft], found: Evaluation | None) -> bool:
    """Say whether the visit belongs to the earlier procedure: no other problem, no other work."""
    relations: set[str] = {one.prior.relation for one in periods}
    if found is not None and relations <= {"", "aftercare", "complication"}:
        cut = {one.prior.condition for one in periods if one.prior.technique in _CUT}  # a drug is for the wound then
        found = found._replace(problems=tuple(one for one in found.problems if one.condition not in cut))
    if is_outside_complication(case):
        return True
    if hands_on(case, lines) or (found is not None and _is_other(found, relations)):
        return False
    facts = case.encounter.visit or VisitFacts()
    names_none = found is None or not any(problem.condition for problem in found.problems)
    if relations == {""} and names_none and not facts.level_words and (found or facts.reason == "follow_up"):
        return True  # a visit inside the period, for nothing else that the record names
    if relations <= {"", "more_extensive"} and found is not None and _is_where_done(case, periods, found):
        return True  # its result, or what comes next for the same lesion
    return "aftercare" in relations or "complication" in relations


def _is_where_done(case: Case, periods: Sequence[Covering], found: Evaluation) -> bool:
    """Say whether every problem of the visit is what an earlier procedure treated, or lies there, without a drug."""
    zones = {
        zone.zone for one in periods if one.prior.site and (zone := case.day.site_zone(one.prior.site)) is not None
    }
    treated = {one.prior.condition for one in periods if one.prior.condition}
    if not found.problems or _is_other(found, set()):
        return False
    return all(problem.condition in treated or _zone(case, problem) in zones for problem in found.problems)


def _zone(case: Case, problem: Problem) -> str:
    zone = case.day.site_zone(problem.site) if problem.site else None
    return "" if zone is None else zone.zone


def _is_other(found: Evaluation, relations: set[str]) -> bool:
    if "unrelated" in relations:
        return True
    return any(problem.condition and _PRESCRIBED.intersection(problem.management) for problem in found.problems)


def _follow_up(case: Case, periods: Sequence[Covering], lines: Sequence[Draft]) -> Iterator[Drafted]:
    words = periods[0].words
    evidence = tuple(one for period in periods for one in period.prior.evidence)
    why = f"the visit belongs to an earlier procedure: {words}"
    yield Draft(code=FOLLOW_UP, evidence=evidence, why=why, rules=("GLB-1", "MOD-2"))
    yield NotReported(code="99212", why=f"no visit is paid inside the period: {words}", rules=("GLB-1", "MOD-1"))
    for line in lines:
        if line.code in _STITCHES:
            yield NotReported(
                code=line.code, why=f"taking out one's own stitches is included: {words}", rules=("MOD-2",)
            )


def _not_reported(case: Case, lines: Sequence[Draft]) -> Iterator[Drafted]:
    """Tell why no visit stands beside the procedures, where the record holds one that somebody might bill."""
    done = hands_on(case, lines)
    encounter = case.encounter
    if not done or not (encounter.problems or encounter.visit or encounter.new_patient is not None):
        return
    code = "99202" if encounter.new_patient else "99212"
    why = "the decision for the procedure, its preparation and its aftercare belong to it; nothing else was managed"
    yield NotReported(code=code, why=why, rules=("EM-6", "BUN-6"))


def _is_nurse_visit(case: Case, found: Evaluation, lines: Sequence[Draft]) -> bool:
    if case.encounter.performed_by != "staff" or case.encounter.new_patient or hands_on(case, lines):
        return False
    return not any(_NEW_DRUG.intersection(problem.management) for problem in found.problems)


def _why_not(level: VisitLevel | None, kind: VisitKind) -> tuple[str, ...]:
    """Say what keeps the visit from the next level."""
    if level is None or level.level >= len(kind.codes) or kind.codes[level.level] == level.code:
        return ()
    reached = ", ".join(
        f"{name} {WORDS[at]}" for name, at in (("problems", level.problems), ("data", level.data), ("risk", level.risk))
    )
    return (f"{kind.codes[level.level]}: two of three must reach {WORDS[level.level + 1]} ({reached})",)


def _visit(
    case: Case, code: str, kind: VisitKind, found: Evaluation, reasons: Sequence[str], level: VisitLevel | None = None
) -> Draft:
    numbered = {id(problem): f"P{number}" for number, problem in enumerate(case.encounter.problems, start=1)}
    facts = case.encounter.visit or VisitFacts()
    evidence = [one for problem in found.problems for one in problem.evidence]
    evidence += [*facts.evidence, *(one for one in case.encounter.evidence if one.field in ("new_patient", "minutes"))]
    evidence = evidence or [one for prior in case.encounter.prior for one in prior.evidence]
    return Draft(
        code=code,
        lesions=tuple(numbered[id(problem)] for problem in found.problems),
        modifiers=kind.modifiers,
        evidence=tuple(dict.fromkeys(evidence)),
        why="; ".join(part for part in (found.why, *reasons) if part),
        why_not=_why_not(level, kind),
        rules=("EM-1", "EM-4", "EM-6"),
    )


def _longer(case: Case, level: VisitLevel, kind: VisitKind) -> Iterator[Drafted]:
    """Draft prolonged time: whole quarters of an hour beyond the highest level chosen by time."""
    if not kind.is_office or level.level != 4 or level.by_minutes != 4:
        return
    code = "G2212" if case.is_medicare else "99417"
    units = units_of_time(code, level.code, case.encounter.minutes)
    if units:
        why = f"{case.encounter.minutes} minutes in all"
        evidence = tuple(one for one in case.encounter.evidence if one.field == "minutes")
        yield Draft(code=code, units=units, why=why, rules=("EM-4",), evidence=evidence)


def _long_term(case: Case, problems: Sequence[Problem], kind: VisitKind, modifiers: Sequence[str]) -> Iterator[Drafted]:
    """Draft the add-on for long-term care, say why it is barred, or ask for what the record does not tell."""
    facts = case.encounter.visit or VisitFacts()
    if not case.is_medicare or not kind.is_office or facts.is_consultation:
        return
    if any(problem.managed_elsewhere for problem in problems):
        why = "another clinician manages the condition: this visit is not its long-term care"
        yield NotReported(code=CODE, why=why, rules=("EM-8",))
        return
    cared = lasting(case, problems)
    barred = bar(case, modifiers)
    if not cared:
        if barred and "25" in modifiers and facts.reason == "follow_up":
            yield NotReported(code=CODE, why=barred, rules=("EM-8",))
        return
    if barred:
        yield NotReported(code=CODE, why=barred, rules=("EM-8",))
    elif facts.longitudinal_care:
        evidence = tuple(one for problem in cared for one in problem.evidence) + facts.evidence
        numbered = {id(problem): f"P{number}" for number, problem in enumerate(case.encounter.problems, start=1)}
        yield Draft(
            code=CODE,
            lesions=tuple(numbered[id(problem)] for problem in cared),
            evidence=tuple(dict.fromkeys(evidence)),
            why=f"long-term care of {', '.join(problem.name for problem in cared)} by this clinician",
            rules=("EM-8",),
        )
    elif facts.longitudinal_care is None and case.encounter.new_patient is not True:
        yield Query(
            topic="long_term_care",
            question=f"Does this clinician care for {cared[0].name} over time, beyond today?",
            why="Medicare pays an add-on for long-term care of a serious condition when the record says so.",
            codes=(CODE,),
            sentence_to_add=f"I follow this patient's {cared[0].name} and am responsible for its ongoing care.",
            rules=("EM-8",),
        )


def _questions(case: Case, level: VisitLevel, kind: VisitKind, problems: Sequence[Problem]) -> Iterator[Drafted]:
    """Ask for what the level, the row of codes or the payer's policy hangs on."""
    if kind.ask:
        yield Query(topic="payer_policy", question=kind.ask, codes=(level.code,), rules=("EM-1",))
    is_sent = any(one.field == "new_patient" and _SENT.search(one.words) for one in case.encounter.evidence)
    if (is_sent or case.encounter.new_patient is None) and kind.name in ("office", "video", "audio"):
        taken = "a patient sent by a colleague was taken as new" if is_sent else "an established patient was taken"
        yield Query(
            topic="new_or_established",
            question="Is the patient new, or was the patient seen by this group's dermatology within three years?",
            why=f"New and established patients have codes of their own; {taken}.",
            codes=(level.code,),
            rules=("EM-5",),
        )
    yield from _sold_both_ways(case, level, kind, problems)
    if not level.determined and problems:
        named = ", ".join(problem.name for problem in problems if problem.name)
        yield Query(
            topic="visit_level",
            question=f"For each problem ({named}): is it at its goal, not at goal, or new, and what was decided?",
            why="The record leaves more than one level possible; the lowest that it supports was taken.",
            codes=tuple(dict.fromkeys(kind.codes[at - 1] for at in range(level.lowest or 1, level.highest + 1))),
            rules=("EM-1", "EM-2"),
        )


def _sold_both_ways(
    case: Case, level: VisitLevel, kind: VisitKind, problems: Sequence[Problem]
) -> Iterator[Drafted]:  # fmt: skip
    """Ask whether a drug was prescribed that is also sold over the counter, where the level hangs on it (EM-1)."""
    named = ""
    as_prescribed: list[Problem] = []
    for problem in problems:
        words = [one.words for one in problem.evidence if one.field == "management"]
        is_open = "otc" in problem.management and not any(_CALLED_OTC.search(one) for one in words)
        drug = next((one for one in words if _BOTH_WAYS.search(one)), "") if is_open else ""
        named = named or drug
        word = "rx continued" if problem.status == "stable" else "rx started"
        management = tuple(word if drug and one == "otc" else one for one in problem.management)
        as_prescribed.append(msgspec.structs.replace(problem, management=management))
    if not named:
        return
    other = visit_level(case, kind, as_prescribed)
    if other.level > level.level:
        yield Query(
            topic="visit_level",
            question=f"Was {named} prescribed, or recommended as sold over the counter?",
            why="Managing a prescription is a higher risk; the lower level was taken.",
            codes=(level.code, other.code),
            sentence_to_add=f"{named} was prescribed.",
            rules=("EM-1",),
        )
