"""What a practice keeps of an answer to a request for review."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from cleanskin.kernel.period import period_of
from cleanskin.record.authorization import (
    DECISIONS,
    AuthorizationAnswer,
    Decision,
    RequestedService,
    ReviewAsker,
    ReviewedPerson,
    Reviewer,
    ReviewItem,
    papers_of,
)
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.inquiry import Delivery
from cleanskin.record.paper import AuthorizationOnFile

FIRST, LAST = date(2026, 3, 2), date(2026, 6, 30)
SPAN = (DatedEvent(kind="007", first=FIRST, last=LAST),)
WHOLE = period_of(FIRST, LAST)
MOHS = RequestedService(procedure=Procedure(code="17311"), quantity=Decimal(2))


def papers(*events: ReviewItem) -> tuple[AuthorizationOnFile, ...]:
    person = ReviewedPerson(events=events)
    return papers_of(AuthorizationAnswer(reviewers=(Reviewer(askers=(ReviewAsker(subscribers=(person,)),)),)))


def approved(**more) -> ReviewItem:
    return ReviewItem(**{"decision": Decision(code="A1", number="AUTH1"), "dates": SPAN, **more})


def test_an_event_without_services_is_one_paper():
    visits = approved(delivery=Delivery(quantity_kind="VS", quantity=Decimal(6)))
    assert papers(visits) == (AuthorizationOnFile(number="AUTH1", period=WHOLE, units_left=Decimal(6)),)


def test_each_service_is_a_paper_with_its_code_and_units():
    own = ReviewItem(service=MOHS, decision=Decision(code="A6", number="AUTH2"))
    plain = ReviewItem(service=RequestedService(procedure=Procedure(code="17313")))
    assert papers(approved(services=(own, plain))) == (
        AuthorizationOnFile(number="AUTH2", codes=("17311",), period=WHOLE, units_left=Decimal(2)),
        AuthorizationOnFile(number="AUTH1", codes=("17313",), period=WHOLE),
    )


def test_a_service_refused_within_an_approved_event_is_no_paper():
    refused = ReviewItem(service=MOHS, decision=Decision(code="A3"))
    assert papers(approved(services=(refused,))) == ()


@pytest.mark.parametrize("code", DECISIONS)
def test_only_approvals_are_kept(code):
    kept = papers(approved(decision=Decision(code=code, number="AUTH1")))
    assert bool(kept) == (code in ("A1", "A2", "A6"))


def test_without_a_number_or_days_there_is_nothing_to_rely_on():
    assert papers(approved(decision=Decision(code="A1"))) == ()
    assert papers(approved(dates=())) == ()


DAYS = {
    "issued and expiring": (
        (DatedEvent(kind="102", first=FIRST), DatedEvent(kind="036", first=LAST)),
        WHOLE,
    ),
    "a day of service": ((DatedEvent(kind="472", first=FIRST),), period_of(FIRST, FIRST)),
    "in force, expiring": ((DatedEvent(kind="007", first=FIRST), DatedEvent(kind="036", first=LAST)), WHOLE),
    "ends before it starts": ((DatedEvent(kind="007", first=LAST, last=FIRST),), None),
}


@pytest.mark.parametrize("case", DAYS)
def test_days_of_an_authorization(case):
    dates, period = DAYS[case]
    assert [paper.period for paper in papers(approved(dates=dates))] == ([period] if period is not None else [])


def test_an_issue_day_alone_is_open_ended():
    (paper,) = papers(approved(dates=(DatedEvent(kind="102", first=FIRST),)))
    assert (paper.period.start, paper.period.end) == (FIRST, None)


def test_an_answer_survives_json():
    answer = AuthorizationAnswer(
        reviewers=(Reviewer(askers=(ReviewAsker(subscribers=(ReviewedPerson(events=(approved(),)),)),)),)
    )
    assert msgspec.json.decode(msgspec.json.encode(answer), type=AuthorizationAnswer) == answer
