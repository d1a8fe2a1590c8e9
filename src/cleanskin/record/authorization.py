"""Authorization: a request that a payer review a planned service (278), and the payer's answer (278).

Request and answer have the same levels: reviewer, asker, subscriber, dependent, events, services.  What a practice
keeps of an answer is an `AuthorizationOnFile` (`record/paper.py`); `papers_of` makes it.  Amounts are cents; absent
text is "", absent amounts and counts are None.  Names, numbers and dates of patients are personal.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.period import Period, period_of
from cleanskin.record.claim import ConditionIndicator, DatedEvent, Procedure
from cleanskin.record.inquiry import Delivery, Participant, Rejection, Trace
from cleanskin.record.paper import AuthorizationOnFile
from cleanskin.record.provider import Reference
from cleanskin.record.segment import ExtraSegment


class Review(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be reviewed (UM): `category` HS services, AR admission, SC specialty care, IN a bare question.

    `certification` I first time, R renewal, S revision, 3 cancellation, 4 extension, ...; `service_type` as in
    eligibility; `facility` a place of service when `facility_list` is B; `urgency` U urgent, 03 emergency, E elective.
    """

    category: str = ""
    certification: str = ""
    service_type: str = ""
    facility: str = ""
    facility_list: str = ""
    causes: tuple[str, ...] = ()
    cause_state: str = ""
    cause_country: str = ""
    urgency: str = ""
    condition: str = ""
    prognosis: str = ""
    release_of_information: str = ""
    delay_reason: str = ""


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the payer decided (HCR): see `DECISIONS`.  `number` is the authorization's, `reason_code` why not."""

    code: str
    number: str = ""
    reason_code: str = ""
    second_opinion: str = ""


DECISIONS: dict[str, tuple[str, bool | None]] = {
    "A1": ("approved as asked", True),
    "A2": ("approved in part", True),
    "A3": ("not approved", False),
    "A4": ("pending", None),
    "A6": ("approved with changes", True),
    "C": ("cancelled", False),
    "CT": ("ask the payer", None),
    "NA": ("no authorization needed", True),
}
"""Decisions by code: what it means, and whether the service may go ahead (None: not decided yet) [check]."""


class DatedCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A code of a review (HI): a diagnosis (`qualifier` ABK, ABF, ...) or another fact, with the day it was found."""

    code: str
    qualifier: str = "ABF"
    date_format: str = ""
    dates: str = ""


class Paper(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paper that goes with a request, or that the answer asks for (PWK)."""

    report_type: str
    transmission: str
    id_qualifier: str = ""
    control_number: str = ""
    description: str = ""


class RequestedService(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The service to be authorized (SV1, or SV2 of an institution): `quantity` of `unit` (UN units, MJ minutes).

    `procedure_last` ends a range of codes; `amount` is the charge in cents.
    """

    is_institutional: bool = False
    procedure: Procedure | None = None
    procedure_last: str = ""
    revenue_code: str = ""
    amount: Cents | None = None
    unit: str = ""
    quantity: Decimal | None = None
    diagnosis_pointers: tuple[str, ...] = ()


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A planned event (an admission, a course of visits), or one service of it: then with `service`.

    References: BB an earlier authorization, NT the payer's number of an earlier review.  `providers` are those who
    treat, and in an answer those to whom further information goes.
    """

    traces: tuple[Trace, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    review: Review | None = None
    decision: Decision | None = None
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    codes: tuple[DatedCode, ...] = ()
    service: RequestedService | None = None
    delivery: Delivery | None = None
    conditions: tuple[ConditionIndicator, ...] = ()
    papers: tuple[Paper, ...] = ()
    message: str = ""
    providers: tuple[Participant, ...] = ()
    services: tuple["ReviewItem", ...] = ()


class ReviewedPerson(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A subscriber or dependent with the events planned; only a subscriber has `dependents`."""

    person: Participant | None = None
    dependents: tuple["ReviewedPerson", ...] = ()
    events: tuple[ReviewItem, ...] = ()


class ReviewAsker(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who asks, with the subscriber."""

    asker: Participant | None = None
    subscribers: tuple[ReviewedPerson, ...] = ()


class Reviewer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who reviews; `rejections` are said before the reviewer's name."""

    rejections: tuple[Rejection, ...] = ()
    reviewer: Participant | None = None
    askers: tuple[ReviewAsker, ...] = ()


def _events(reviewers: tuple[Reviewer, ...]) -> Iterator[ReviewItem]:
    for reviewer in reviewers:
        for asker in reviewer.askers:
            for subscriber in asker.subscribers:
                yield from subscriber.events
                for dependent in subscriber.dependents:
                    yield from dependent.events


class AuthorizationRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A 278 that asks.  `purpose` 13 asks, 01 cancels; `kind` RU a question about medical services reservation."""

    purpose: str = "13"
    reference_id: str = ""
    date_created: date | None = None
    time_created: str = ""
    kind: str = ""
    reviewers: tuple[Reviewer, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def events(self) -> Iterator[ReviewItem]:
        """Iterate over the events asked about."""
        return _events(self.reviewers)


class AuthorizationAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A 278 that answers.  `kind` 18 the answer is final, 19 more follows, AT a decision by hand follows [check]."""

    purpose: str = "11"
    reference_id: str = ""
    date_created: date | None = None
    time_created: str = ""
    kind: str = ""
    reviewers: tuple[Reviewer, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def events(self) -> Iterator[ReviewItem]:
        """Iterate over the events answered about."""
        return _events(self.reviewers)


_GOES_AHEAD = frozenset(("A1", "A2", "A6"))
_DAYS = ("007", "472", "AAH", "435")
_EXPIRES, _ISSUED = "036", "102"


def papers_of(answer: AuthorizationAnswer) -> tuple[AuthorizationOnFile, ...]:
    """Return what a practice keeps of an answer: one authorization for each service approved, or for the event.

    Only approvals that bear a number and days.  A service without a decision, number or days of its own has those of
    its event.  The day of expiry is the last day inside.
    """
    found = []
    for event in answer.events():
        for item in event.services or (event,):
            decision = item.decision or event.decision
            if decision is None or decision.code not in _GOES_AHEAD:
                continue
            number = decision.number or (event.decision.number if event.decision is not None else "")
            period = _period(item) or _period(event)
            if number and period is not None:
                paper = AuthorizationOnFile(number=number, codes=_codes(item), period=period, units_left=_units(item))
                found.append(paper)
    return tuple(found)


def _period(item: ReviewItem) -> Period | None:
    by_kind = {event.kind: event for event in reversed(item.dates)}
    expires = by_kind.get(_EXPIRES)
    for kind in (*_DAYS, _ISSUED):
        event = by_kind.get(kind)
        if event is None:
            continue
        last = event.last or (expires.first if expires is not None else None)
        if last is None and kind == _ISSUED:
            return Period(event.first)
        last = last or event.first
        return period_of(event.first, last) if last >= event.first else None
    return None


def _codes(item: ReviewItem) -> tuple[str, ...]:
    procedure = item.service.procedure if item.service is not None else None
    return (procedure.code,) if procedure is not None and procedure.code else ()


def _units(item: ReviewItem) -> Decimal | None:
    if item.service is not None and item.service.quantity is not None:
        return item.service.quantity
    return item.delivery.quantity if item.delivery is not None else None
