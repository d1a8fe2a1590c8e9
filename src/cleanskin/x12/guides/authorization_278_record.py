"""Authorization between tree and nouns: a 278 as an `AuthorizationRequest` or an `AuthorizationAnswer`, and back.

Reading takes any walked tree, faulty or not, and never raises; what the nouns do not hold (admission, ambulance,
oxygen, home health, dental services) is kept in their `extras`.  Writing gives the tree of a transaction without
delimiters (see `mapping.py`); `x12/inquiries.py` makes files.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cleanskin.kernel.finding import Finding
from cleanskin.record.authorization import (
    DECISIONS,
    AuthorizationAnswer,
    AuthorizationRequest,
    DatedCode,
    Decision,
    Paper,
    RequestedService,
    Review,
    ReviewAsker,
    ReviewedPerson,
    Reviewer,
    ReviewItem,
)
from cleanskin.record.claim import ConditionIndicator
from cleanskin.record.inquiry import Delivery, Participant
from cleanskin.record.provider import Role
from cleanskin.x12.guides.authorization_278 import ANSWER_GUIDE, REQUEST_GUIDE
from cleanskin.x12.guides.inquiry_record import (
    AAA,
    HSD,
    TRN,
    beginning,
    each,
    fill,
    finished,
    first,
    read_beginning,
    read_participant,
    read_pointers,
    read_ranged,
    read_rejections,
    read_traces,
    with_left_over,
    without_empty,
    write_participant,
    write_pointers,
    write_ranged,
)
from cleanskin.x12.guides.mapping import (
    CENTS,
    NUMBER,
    Field,
    Item,
    Reading,
    Shape,
    join,
    make,
    read_or_absent,
    write_number,
    write_text,
)
from cleanskin.x12.guides.party_record import (
    read_cents,
    read_events,
    read_references,
    write_events,
    write_references,
)
from cleanskin.x12.tree import Loop, Segment, Transaction
from cleanskin.x12.walk import walk

BHT = beginning("0007")
UM = Shape(
    "UM",
    Field(1, "category"),
    Field(2, "certification"),
    Field(3, "service_type"),
    Field(4, "facility", component=1),
    Field(4, "facility_list", component=2),
    Field(5, "cause_state", component=4),
    Field(5, "cause_country", component=5),
    Field(6, "urgency"),
    Field(7, "condition"),
    Field(8, "prognosis"),
    Field(9, "release_of_information"),
    Field(10, "delay_reason"),
)
HCR = Shape("HCR", Field(1, "code"), Field(2, "number"), Field(3, "reason_code"), Field(4, "second_opinion"))
CRC = Shape("CRC", Field(1, "category"), Field(2, "applies"), Field(3, "codes", more=(4, 5, 6, 7)))
PWK = Shape(
    "PWK",
    Field(1, "report_type"),
    Field(2, "transmission"),
    Field(5, "id_qualifier"),
    Field(6, "control_number"),
    Field(7, "description"),
)
LEVELS = {"2000A": "20", "2000B": "21", "2000C": "22", "2000D": "23", "2000E": "EV", "2000F": "SS"}
_CODES_MAX = 12
# loops of names, in the order of the guide; an answer's contacts stand before its transports
_NAMES = {
    "2000E": ("2010EA", "2010EB", "2010EC"),
    "2000F": ("2010FA", "2010FB"),
}
_TRANSPORT = frozenset(("45", "FS", "ND", "PW", "R3"))
_REVIEWERS = frozenset(("CA", "PRP", "SEP", "TTP", "X3"))
_CONTACTS = frozenset(("1P", "2B", "ABG", "L5", "PR", "X3"))


class RequestRead(NamedTuple):
    """A request built from a transaction, and what was said on the way."""

    request: AuthorizationRequest
    findings: tuple[Finding, ...]


class AnswerRead(NamedTuple):
    """An answer built from a transaction, and what was said on the way."""

    answer: AuthorizationAnswer
    findings: tuple[Finding, ...]


def is_answer(transaction: Transaction) -> bool:
    """True when a 278 answers rather than asks, by its purpose (BHT02)."""
    begins = next((segment for segment in transaction.segments[:8] if segment.elements[0] == "BHT"), None)
    return begins is not None and begins.element(2).strip() in ANSWER_GUIDE.purposes


def read_authorization_request(transaction: Transaction, *, file: str = "") -> RequestRead:
    """Build the nouns of a 278 transaction that asks, walking it first when that was not done."""
    root = transaction.root or walk(transaction, REQUEST_GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, REQUEST_GUIDE)
    request = AuthorizationRequest(**read_beginning(BHT, root, reading), reviewers=_read_reviewers(root, reading))
    return RequestRead(with_left_over(request, root, _write_root, reading), tuple(reading.findings))


def read_authorization_answer(transaction: Transaction, *, file: str = "") -> AnswerRead:
    """Build the nouns of a 278 transaction that answers, walking it first when that was not done."""
    root = transaction.root or walk(transaction, ANSWER_GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, ANSWER_GUIDE)
    answer = AuthorizationAnswer(**read_beginning(BHT, root, reading), reviewers=_read_reviewers(root, reading))
    return AnswerRead(with_left_over(answer, root, _write_root, reading), tuple(reading.findings))


def _read_reviewers(root: Loop, reading: Reading) -> tuple[Reviewer, ...]:
    return tuple(
        Reviewer(
            rejections=read_rejections(level, reading),
            reviewer=read_participant(level.loop("2010A"), "information_source", reading),
            askers=tuple(
                ReviewAsker(
                    asker=read_participant(inner.loop("2010B"), "information_receiver", reading),
                    subscribers=tuple(_read_person(person, "C", reading) for person in inner.loops("2000C")),
                )
                for inner in level.loops("2000B")
            ),
        )
        for level in root.loops("2000A")
    )


def _read_person(level: Loop, letter: str, reading: Reading) -> ReviewedPerson:
    role: Role = "subscriber" if letter == "C" else "patient"
    return ReviewedPerson(
        person=read_participant(level.loop(f"2010{letter}"), role, reading),
        dependents=tuple(_read_person(inner, "D", reading) for inner in level.loops("2000D")),
        events=tuple(_read_item(inner, reading) for inner in level.loops("2000E")),
    )


def _read_item(level: Loop, reading: Reading) -> ReviewItem:
    um, message = level.segment("UM"), level.segment("MSG")
    named = (read_participant(inner, "related", reading) for id in _NAMES[level.id] for inner in level.loops(id))
    return ReviewItem(
        traces=read_traces(level, reading),
        rejections=read_rejections(level, reading),
        review=_read_review(um, reading) if um is not None else None,
        decision=first(HCR, Decision, level, reading),
        references=read_references(level, reading),
        dates=read_events(level),
        codes=_read_codes(level, reading),
        service=_read_service(level, reading) if level.id == "2000F" else None,
        delivery=first(HSD, Delivery, level, reading),
        conditions=each(CRC, ConditionIndicator, level, reading),
        papers=each(PWK, Paper, level, reading),
        message=message.element(1).strip() if message is not None else "",
        providers=tuple(one for one in named if one is not None),
        services=tuple(_read_item(inner, reading) for inner in level.loops("2000F") if level.id == "2000E"),
    )


def _read_review(um: Segment, reading: Reading) -> Review:
    causes = tuple(part.strip() for part in reading.parts(um, 5)[:3])
    return Review(**UM.values(um, reading), causes=tuple(filter(None, causes)))


def _read_codes(level: Loop, reading: Reading) -> tuple[DatedCode, ...]:
    codes = []
    for segment in level.segments("HI"):
        for position in range(1, len(segment.elements)):
            parts = [part.strip() for part in reading.parts(segment, position)] + ["", "", ""]
            if parts[1]:
                codes.append(DatedCode(qualifier=parts[0], code=parts[1], date_format=parts[2], dates=parts[3]))
    # what there is no room for is left over
    return tuple(codes[:_CODES_MAX])


def _read_service(level: Loop, reading: Reading) -> RequestedService | None:
    sv1, sv2 = level.segment("SV1"), level.segment("SV2")
    if sv1 is not None:
        procedure, last = read_ranged(sv1, 1, reading)
        return RequestedService(
            procedure=procedure,
            procedure_last=last,
            amount=read_cents(sv1.element(2)),
            unit=sv1.element(3).strip(),
            quantity=read_or_absent(NUMBER, sv1.element(4)),
            diagnosis_pointers=read_pointers(sv1, 7, reading),
        )
    if sv2 is not None:
        procedure, last = read_ranged(sv2, 2, reading)
        return RequestedService(
            is_institutional=True,
            revenue_code=sv2.element(1).strip(),
            procedure=procedure,
            procedure_last=last,
            amount=read_cents(sv2.element(3)),
            unit=sv2.element(4).strip(),
            quantity=read_or_absent(NUMBER, sv2.element(5)),
        )
    return None


# ---- writing --------------------------------------------------------------------------------------------------------


def write_authorization_request(request: AuthorizationRequest) -> Loop:
    """Write a request as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    return finished(request, _write_root(request), REQUEST_GUIDE, LEVELS)


def write_authorization_answer(answer: AuthorizationAnswer) -> Loop:
    """Write an answer as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    return finished(answer, _write_root(answer), ANSWER_GUIDE, LEVELS)


def _write_root(noun: AuthorizationRequest | AuthorizationAnswer) -> Loop:
    answering = isinstance(noun, AuthorizationAnswer)
    content: list[Item] = [BHT.segment(noun)]
    for reviewer in noun.reviewers:
        level: list[Item] = [AAA.segment(rejection) for rejection in reviewer.rejections]
        level += _named("2010A", reviewer.reviewer)
        for asker in reviewer.askers:
            inner = _named("2010B", asker.asker)
            inner += [_write_person(person, "C", answering=answering) for person in asker.subscribers]
            level.append(Loop("2000B", inner))
        content.append(Loop("2000A", level))
    return Loop("HEADER", without_empty(content))


def _named(loop: str, one: Participant | None) -> list[Item]:
    return [write_participant(loop, one)] if one is not None else []


def _write_person(person: ReviewedPerson, letter: str, *, answering: bool) -> Loop:
    if letter == "D" and person.dependents:
        raise ValueError("a dependent has no dependents")
    content = _named(f"2010{letter}", person.person)
    # an event belongs to the person last named, so the subscriber's own come first
    content += [_write_item(event, "2000E", answering=answering) for event in person.events]
    content += [_write_person(dependent, "D", answering=answering) for dependent in person.dependents]
    return Loop(f"2000{letter}", content)


def _write_item(item: ReviewItem, level: str, *, answering: bool) -> Loop:
    if level == "2000F" and item.services:
        raise ValueError("a service has no services")
    if level == "2000E" and item.service is not None:
        raise ValueError("an event has its services below it")
    content: list[Item] = [TRN.segment(trace) for trace in item.traces]
    content += [AAA.segment(rejection) for rejection in item.rejections]
    content += [_write_review(item.review)] if item.review is not None else []
    content += [HCR.segment(item.decision)] if item.decision is not None else []
    content += write_references(item.references)
    content += write_events(item.dates)
    content += _write_codes(item.codes)
    content += [_write_service(item.service)] if item.service is not None else []
    content += [HSD.segment(item.delivery)] if item.delivery is not None else []
    content += [CRC.segment(condition) for condition in item.conditions]
    content += [PWK.segment(paper) for paper in item.papers]
    content += [make("MSG", write_text(item.message))] if item.message else []
    placed = [(_place(one.kind, level, answering=answering), one) for one in item.providers]
    content += [write_participant(id, one) for id, one in sorted(placed, key=lambda pair: pair[0])]
    content += [_write_item(service, "2000F", answering=answering) for service in item.services]
    return Loop(level, without_empty(content))


def _place(kind: str, level: str, *, answering: bool) -> str:
    """Return the loop of somebody named in an event or service."""
    if level == "2000F":
        return "2010FB" if answering and kind in _CONTACTS else "2010FA"
    if kind in _TRANSPORT:
        return "2010EC" if answering else "2010EB"
    if answering:
        return "2010EB" if kind in _CONTACTS else "2010EA"
    return "2010EC" if kind in _REVIEWERS else "2010EA"


def _write_review(review: Review) -> Segment:
    um = UM.segment(review)
    if review.causes:
        if len(review.causes) > 3:
            raise ValueError("a review has at most three causes")
        causes = [write_text(cause) for cause in review.causes] + [""] * (3 - len(review.causes))
        um = fill(um, (5, join((*causes, write_text(review.cause_state), write_text(review.cause_country)))))
    return um


def _write_codes(codes: Iterable[DatedCode]) -> list[Item]:
    written = [
        join(write_text(part) for part in (one.qualifier, one.code, one.date_format, one.dates)) for one in codes
    ]
    if len(written) > _CODES_MAX:
        raise ValueError("a review has at most twelve codes")
    return [make("HI", *written)] if written else []


def _write_service(service: RequestedService) -> Segment:
    procedure = write_ranged(service.procedure, service.procedure_last)
    counted = (CENTS.write(service.amount), write_text(service.unit), write_number(service.quantity))
    if service.is_institutional:
        if service.diagnosis_pointers:
            raise ValueError("an institutional service points at no diagnosis")
        return make("SV2", write_text(service.revenue_code), procedure, *counted)
    if service.revenue_code:
        raise ValueError("a professional service has no revenue code")
    return make("SV1", procedure, *counted, "", "", write_pointers(service.diagnosis_pointers))


# ---- in words -------------------------------------------------------------------------------------------------------


def _summary(transaction: Transaction) -> tuple[str, ...]:
    if transaction.root is None:
        return ()
    if not is_answer(transaction):
        events = list(read_authorization_request(transaction).request.events())
        services = sum(len(event.services) for event in events)
        return (f"asks for {_count(len(events), 'event')}, {_count(services, 'service')}",)
    answer = read_authorization_answer(transaction).answer
    decided: Counter[str] = Counter()
    refused: set[str] = set()
    events = list(answer.events())
    for event in events:
        for item in event.services or (event,):
            decision = item.decision or event.decision
            decided[
                DECISIONS.get(decision.code, ("a decision not known here", None))[0] if decision else "no decision"
            ] += 1
        refused.update(one.reason_code for item in (event, *event.services) for one in item.rejections)
    refused.update(_refused(answer))
    told = ", ".join(f"{count} {words}" for words, count in decided.items())
    lines = [f"answers about {_count(len(events), 'event')}" + (f": {told}" if told else "")]
    shown = sorted(reason for reason in refused if 0 < len(reason) <= 2)
    return (*lines, f"not reviewed: reason {', '.join(shown)}") if shown else tuple(lines)


def _refused(answer: AuthorizationAnswer) -> set[str]:
    """Return the reasons of rejections said of reviewer, asker and persons."""
    reasons: set[str] = set()
    for reviewer in answer.reviewers:
        named = [reviewer.reviewer]
        reasons.update(one.reason_code for one in reviewer.rejections)
        for asker in reviewer.askers:
            named.append(asker.asker)
            for subscriber in asker.subscribers:
                named += [subscriber.person, *(dependent.person for dependent in subscriber.dependents)]
        reasons.update(
            one.reason_code for participant in named if participant is not None for one in participant.rejections
        )
    return reasons


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


SUMMARIES = {"278": _summary}
"""What to tell of a transaction in a few words, by kind."""
