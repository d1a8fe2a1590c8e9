"""What payers answer about benefits, authorizations and the state of a claim."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cleanskin.record.authorization import (
    AuthorizationRequest,
    DatedCode,
    RequestedService,
    ReviewAsker,
    ReviewedPerson,
    Reviewer,
    ReviewItem,
    papers_of,
)
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.eligibility import (
    BenefitQuestion,
    EligibilityAnswer,
    EligibilityAsker,
    EligibilityInquiry,
    EligibilityPayer,
    Member,
)
from cleanskin.record.inquiry import Participant, Trace
from cleanskin.record.provider import Demographics, Party
from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.bill import AuthorizationAsked
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer import authorization_needed, authorize, authorize_services, benefits, claim_status

Desks = Callable[..., Any]
TODAY = date(2025, 5, 1)


def person(member: str = "MEMBER1", last: str = "SORRELBECK") -> Participant:
    return Participant(
        kind="IL",
        party=Party(
            role="subscriber", is_person=True, name=last, first_name="CALLITHA", id_qualifier="MI", id=member,
            demographics=Demographics(birth_date=date(1960, 2, 3), sex="F"),
        ),
    )  # fmt: skip


def asked(office: Any, *, on: date = TODAY, **who: str) -> EligibilityAnswer:
    member = Member(
        traces=(Trace(kind="1", number="T1"),), person=person(**who), questions=(BenefitQuestion(service_types=("30",)),),
        dates=(DatedEvent(kind="291", first=on),),
    )  # fmt: skip
    inquiry = EligibilityInquiry(payers=(EligibilityPayer(askers=(EligibilityAsker(members=(member,)),)),))
    answer = benefits(inquiry, payer=office.payer, member=office.book, memory=office.memory, answered=TODAY)
    assert isinstance(answer, EligibilityAnswer)
    return answer


def said(answer: EligibilityAnswer) -> dict[tuple[str, str], Any]:
    (one,) = answer.members()
    return {(b.information, b.period): b.amount if b.amount is not None else b.share for b in one.member.benefits}


def test_an_active_member_hears_deductible_and_what_is_left(desk: Desks) -> None:
    office = desk("marshlight_medicare")
    office.memory.elsewhere["marshlight_medicare", 2025] = 0
    told = said(asked(office))
    assert ("1", "") in told
    assert (told["C", "23"], told["C", "29"]) == (25_700, 25_700)
    assert told["A", "27"] == Decimal("0.2")
    first = office.bill("99213", day=date(2025, 4, 1))
    assert said(asked(office))["C", "29"] == 25_700 - first.patient


def test_traces_come_back_as_the_askers(desk: Desks) -> None:
    (one,) = asked(desk("marshlight_medicare")).members()
    assert one.member.traces == (Trace(kind="2", number="T1"),)


@pytest.mark.parametrize(
    ("who", "on", "reason"),
    [
        ({"member": "MEMBER2"}, TODAY, "75"),
        ({"last": "OAKENSHAW"}, TODAY, "73"),
        ({}, date(2022, 1, 1), "62"),
        ({}, date(2026, 1, 1), "63"),
    ],
)
def test_refusals_say_why(desk: Desks, who: dict[str, str], on: date, reason: str) -> None:
    (one,) = asked(desk("marshlight_medicare"), on=on, **who).members()
    assert [rejection.reason_code for rejection in one.member.rejections] == [reason]


def test_a_terminated_member_is_inactive(desk: Desks) -> None:
    span = CoverageSpan(payer="tanager_blue", member_id="MEMBER1", first=date(2024, 1, 1), last=date(2025, 3, 31))
    told = said(asked(desk("tanager_blue", spans=(span,))))
    assert set(told) == {("6", "")}


def test_some_payers_hear_late_that_a_coverage_ended(desk: Desks) -> None:
    heard = []
    for number in range(120):
        span = CoverageSpan(
            payer="tanager_blue", member_id=f"M{number}", first=date(2024, 1, 1), last=TODAY - timedelta(days=5)
        )
        answer = asked(desk("tanager_blue", spans=(span,)), member=f"M{number}")
        heard.append(("6", "") in said(answer))
    assert 0.15 <= heard.count(False) / 120 <= 0.45


def test_another_payer_is_told(desk: Desks) -> None:
    spans = (
        CoverageSpan(payer="tanager_blue", member_id="MEMBER1", first=date(2024, 1, 1)),
        CoverageSpan(payer="hollow_oak_life", member_id="S1", rank=2, first=date(2024, 1, 1)),
    )
    (one,) = asked(desk("tanager_blue", spans=spans)).members()
    others = [benefit for benefit in one.member.benefits if benefit.information == "R"]
    assert [benefit.messages for benefit in others] == [("HOLLOW OAK LIFE PAYS AFTER THIS PLAN",)]


def request(office: Any, code: str, diagnosis: str, *, seed: int = 1, units: int = 30) -> Any:
    return authorize_services(
        office.memory,
        AuthorizationAsked(
            on=date(2025, 4, 20), coverage=office.patient.coverages[0], lines=((code, units),), diagnoses=(diagnosis,),
            needed_on=date(2025, 5, 6),
        ),
        payer=office.payer, chance=Chance(seed, "authorization"),
    )[0]  # fmt: skip


def approved(office: Any) -> Any:
    for seed in range(40):
        answer = request(office, "J2357", "L501", seed=seed)
        if answer.decision == "A1":
            return answer
    raise AssertionError("no request was approved")


def test_an_approved_number_is_good_for_its_service_days_and_units(desk: Desks) -> None:
    office = desk("tanager_blue")
    answer = approved(office)
    facts = {"diagnoses": "L501", "authorization": answer.number}
    assert office.bill("J2357:JZ*20=L501", **facts).lines[0].rule in ("contract", "biologic_criteria")
    over = office.bill("J2357:JZ*20=L501", day=date(2025, 5, 20), **facts)
    assert over.lines[0].rule == "authorization"
    assert ("CO", "198") in [adjustment[:2] for adjustment in over.lines[0].adjustments]
    late = office.bill("J2357:JZ*5=L501", day=answer.last + timedelta(days=1), **facts)
    assert late.lines[0].rule == "authorization"


def test_a_number_nobody_gave_is_refused_once_payers_are_asked(desk: Desks) -> None:
    office = desk("tanager_blue")
    request(office, "J2357", "L501")
    decision = office.bill("J2357:JZ*20=L501", diagnoses="L501", authorization="MADE-UP")
    assert decision.lines[0].rule == "authorization"


def test_a_diagnosis_that_does_not_fit_is_not_approved(desk: Desks) -> None:
    assert request(desk("tanager_blue"), "J2357", "L400").decision == "A3"


def test_what_needs_no_authorization_is_said_to(desk: Desks) -> None:
    assert request(desk("tanager_blue"), "17000", "L570").decision == "NA"
    assert not authorization_needed("tanager_blue", "", "MEMBER1", "17000")
    assert authorization_needed("tanager_blue", "", "MEMBER1", "J2357")


def test_a_request_of_the_wire_is_answered_level_by_level(desk: Desks) -> None:
    office = desk("tanager_blue")
    service = ReviewItem(
        service=RequestedService(procedure=Procedure(code="J2357"), quantity=Decimal(30)),
        traces=(Trace(kind="1", number="T9"),),
    )
    event = ReviewItem(
        dates=(DatedEvent(kind="AAH", first=date(2025, 5, 6)),), services=(service,), codes=(DatedCode(code="L501"),)
    )
    asker = ReviewAsker(subscribers=(ReviewedPerson(person=person(), events=(event,)),))
    question = AuthorizationRequest(reviewers=(Reviewer(askers=(asker,)),))
    for seed in range(40):
        answer = authorize(
            question,
            payer=office.payer,
            member=office.book,
            memory=office.memory,
            asked=TODAY,
            chance=Chance(seed, "x"),
        )
        papers = papers_of(answer)
        if papers:
            assert papers[0].codes == ("J2357",)
            assert papers[0].number in office.memory.grants
            return
    raise AssertionError("no request was approved")


def test_a_stranger_is_refused_authorization(desk: Desks) -> None:
    office = desk("tanager_blue")
    event = ReviewItem(service=RequestedService(procedure=Procedure(code="J2357")))
    asker = ReviewAsker(subscribers=(ReviewedPerson(person=person(member="NOBODY"), events=(event,)),))
    answer = authorize(
        AuthorizationRequest(reviewers=(Reviewer(askers=(asker,)),)), payer=office.payer, member=office.book,
        memory=office.memory, asked=TODAY, chance=Chance(1, "x"),
    )  # fmt: skip
    refused = answer.reviewers[0].askers[0].subscribers[0]
    assert refused.person is not None
    assert [one.reason_code for one in refused.person.rejections] == ["75"]
    assert not list(answer.events())


def test_the_state_of_a_claim_follows_its_life(desk: Desks) -> None:
    office = desk("tanager_blue")
    office.met()
    claim = office.claim("99213")
    (decision,) = office.send(claim)
    number = claim.patient_control_number

    def state(day: date) -> str:
        return claim_status(
            office.memory, payer_key="tanager_blue", control_number=number, asked=day, accepted=True
        ).category

    assert state(date(2025, 5, 7)) == "A4"
    assert state(decision.day - timedelta(days=1)) == "P1"
    assert state(decision.day) == "F1"
    denied = office.claim("99213", "17110=B078", diagnoses="B078", day=date(2025, 8, 1), member="NOBODY")
    (answer,) = office.send(denied)
    told = claim_status(
        office.memory, payer_key="tanager_blue", control_number=denied.patient_control_number, asked=answer.day,
        accepted=True,
    )  # fmt: skip
    assert (told.category, told.amount_paid) == ("F2", 0)
