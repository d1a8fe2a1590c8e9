"""From a documented encounter to a coding: the families' drafts, visits, modifiers, diagnoses, order, the scrubber.

`code` never guesses and never fails whole: what stops with an error is a question to a person, the rest is coded.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

import msgspec

from cleanskin.charge import diagnoses, notices, order, queries, scrubbed
from cleanskin.charge.acts import acts_of, with_ids
from cleanskin.charge.case import Case
from cleanskin.charge.completeness import missing
from cleanskin.charge.evaluation.visit_line import visit_drafts
from cleanskin.charge.family import Codes, Draft, Drafted, families
from cleanskin.charge.in_force import in_force
from cleanskin.charge.quotes import quotes
from cleanskin.charge.review.review import review_of
from cleanskin.charge.steps import steps
from cleanskin.kernel.compiled import SUFFIX, plain_form
from cleanskin.record.coding import CodedLine, Coding, NotReported, Query, VisitLevel
from cleanskin.record.encounter import Encounter, PayerKind
from cleanskin.record.protocols import ReferenceStore
from cleanskin.rules.engine import Engine

DEFAULT_PAYER: PayerKind = "medicare"
"""Whose rules hold when neither the caller nor the record names a payer."""


class Gathered:
    """What the parts have said so far."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.not_reported: list[NotReported] = []
        self.queries: list[Query] = []

    def take(self, said: Iterable[Drafted]) -> None:
        """Sort what a part says."""
        for one in said:
            if isinstance(one, Draft):
                self.drafts.append(one)
            elif isinstance(one, NotReported):
                self.not_reported.append(one)
            else:
                self.queries.append(one)


def code(encounter: Encounter, *, reference: ReferenceStore, payer: PayerKind = "", on: date | None = None) -> Coding:
    """Code a visit.

    `payer`: whose rules hold; "" takes the encounter's, else original Medicare's.  `on`: the day of service; None takes
    the encounter's, and without one nothing is coded: the day is asked for.
    """
    try:
        return _code(encounter, reference, payer, on)
    except Exception:  # boundary: what only the compiled form of a module takes for a fault
        plain = plain_form(__name__, __file__)
        if plain is None:
            raise
        coding: Coding = plain.code(encounter, reference=reference, payer=payer, on=on)
        return coding


def _code(encounter: Encounter, reference: ReferenceStore, payer: PayerKind, on: date | None) -> Coding:
    whose = payer or encounter.payer or DEFAULT_PAYER
    day = on or encounter.on
    if day is None:
        question = Query(topic="date", question="On which day was the service done?", why="Codes hold for a day.")
        return Coding(queries=queries.asked(encounter, [question]), encounter=encounter, payer=whose)
    if _is_bare(encounter):
        nothing = [] if encounter.unclear else [Query(topic="empty", question="What was looked at, found or done?")]
        said = queries.asked(encounter, nothing)
        review = review_of(encounter, (), (), said, None) if encounter.words_of_work else None
        return Coding(queries=said, review=review, encounter=encounter, payer=whose, on=day)
    encounter = with_ids(encounter)
    engine = _engine(cast(Hashable, reference))
    told = bool(payer or encounter.payer)
    case = Case(encounter=encounter, payer=whose, on=day, day=engine.days[day], payer_is_told=told)
    gathered = Gathered()
    judged = notices.judged(encounter, whose)
    covered, cosmetic = notices.parted(encounter, judged.cosmetic)
    for part in (covered, cosmetic):
        if part is not None:
            acts = tuple(_guarded("the acts", gathered, acts_of, part))
            about = Case(encounter=part, payer=whose, on=day, day=case.day, acts=acts, payer_is_told=told)
            case = about if part is encounter else case._replace(acts=(*case.acts, *acts))
            _draft(about, gathered)
    level = _visit(case, gathered)
    return _finished(case, gathered, judged, level, engine)


def _draft(case: Case, gathered: Gathered) -> None:
    """Add what the families draft; those of services alone are asked where there are services."""
    has_services = bool(case.encounter.services)
    for name, of_services, asks in _families():
        if has_services or not of_services:
            try:
                said = list(asks(case))
            except Exception as error:  # boundary: one family's fault may not lose the visit
                _stopped(name, gathered, error)
                continue
            if said:
                gathered.take(said)


@cache
def _families() -> tuple[tuple[str, bool, Codes], ...]:
    """Return what each family is asked by."""
    return tuple([(one.name, one.of_services, one.asks) for one in families()])


def _is_bare(encounter: Encounter) -> bool:
    """True when the record holds no fact on which a line could stand."""
    facts = encounter.visit
    told = facts is not None and bool(facts.level_words or facts.mode or facts.full_skin_exam or facts.evidence)
    told = told or (encounter.performed_by == "staff" and facts is not None and bool(facts.reason))
    things = (encounter.problems, encounter.lesions, encounter.services, encounter.drugs, encounter.prior)
    return not (told or any(things) or encounter.minutes)


def _visit(case: Case, gathered: Gathered) -> VisitLevel | None:
    """Add what the visit itself comes to."""
    every: tuple[Drafted, ...] = (*gathered.drafts, *gathered.not_reported, *gathered.queries)
    found = _guarded("the visit", gathered, visit_drafts, case, every)
    if not found:
        return None
    said, level = found
    gathered.take(said)
    return level  # type: ignore[no-any-return]


def _finished(
    case: Case, gathered: Gathered, judged: notices.Judged, level: VisitLevel | None, engine: Engine
) -> Coding:
    """Add modifiers between lines, diagnoses and the order, and hand the lines to the rules."""
    drafts = _split(in_force(gathered.drafts, case), gathered)
    drafts = _split(notices.marked(drafts, judged, case), gathered)  # before pairs: what is not billed pairs not
    for step in steps():
        said = _guarded(step.name, gathered, step.apply, drafts, case, instead=drafts)
        drafts = _split(said, gathered)
    drafts = _split(diagnoses.diagnosed(drafts, case), gathered)
    gathered.take(_guarded("the documentation", gathered, missing, drafts, tuple(gathered.queries), case))
    drafts = order.ordered(drafts, case)
    lines = tuple(_line(draft, case) for draft in drafts)
    found = scrubbed.findings(lines, case.encounter, payer=case.payer, on=case.on, engine=engine)
    refused, asked = _once(gathered.not_reported, lines), queries.asked(case.encounter, gathered.queries)
    return Coding(
        lines=lines,
        not_separately_reported=refused,
        queries=asked,
        verdicts=judged.verdicts,
        level=level,
        findings=found,
        review=review_of(case.encounter, lines, refused, asked, level),
        encounter=case.encounter,
        payer=case.payer,
        on=case.on,
    )


def _split(said: Iterable[Drafted], gathered: Gathered) -> tuple[Draft, ...]:
    """Return the drafts, and keep the rest."""
    drafts: list[Draft] = []
    for one in said:
        if isinstance(one, Draft):
            drafts.append(one)
        else:
            gathered.take([one])
    return tuple(drafts)


def _guarded(
    name: str, gathered: Gathered, ask: Callable[..., Iterable[Any]], *given: Any, instead: Sequence[Draft] = ()
) -> list[Any]:
    """Return what a part says; when it stops with an error, `instead`, and a question that says so."""
    try:
        return [*ask(*given)]
    except Exception as error:  # boundary: one part's fault may not lose the visit
        _stopped(name, gathered, error)
        return list(instead)


def _stopped(name: str, gathered: Gathered, error: Exception) -> None:
    """Add the question for a part that stopped.  Where this is the compiled form, the plain one is asked instead."""
    if __file__.endswith(SUFFIX):
        raise error
    question = f"The coder's part for {name} stopped with {type(error).__name__}: code that part by hand."
    gathered.queries.append(Query(topic="stopped", question=question))


def _line(draft: Draft, case: Case) -> CodedLine:
    return CodedLine(
        code=draft.code,
        modifiers=order.in_order(draft.modifiers, case),
        units=draft.units,
        icd10=draft.icd10,
        evidence=quotes(draft, case.encounter),
        why=draft.why,
        why_not=draft.why_not,
        rules=draft.rules,
        lesions=draft.lesions,
        waits_for=draft.waits_for,
        due=draft.due,
    )


def _once(said: Sequence[NotReported], lines: Sequence[CodedLine]) -> tuple[NotReported, ...]:
    """Return each code that is not reported once; one that stands on a line as well is said only for other lesions."""
    billed: dict[str, set[str]] = {}
    for line in lines:
        billed.setdefault(line.code, set()).update(line.lesions)
    found: dict[tuple[str, str], NotReported] = {}
    for one in said:
        if one.code in billed and not (set(one.lesions) - billed[one.code]):
            continue
        held = found.get((one.code, one.why))
        found[one.code, one.why] = one if held is None else _joined(held, one)
    return tuple(found.values())


def _joined(one: NotReported, other: NotReported) -> NotReported:
    return msgspec.structs.replace(
        one,
        lesions=tuple(dict.fromkeys((*one.lesions, *other.lesions))),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


@lru_cache(maxsize=4)
def _engine(reference: Any) -> Engine:
    """Return the rules over a store, made once."""
    return Engine(reference)
