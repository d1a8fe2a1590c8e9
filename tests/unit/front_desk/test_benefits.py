"""What an answer about coverage means: each statement of the answer, and what it says to the front desk."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from cleanskin.front_desk.benefits import NEEDS, Benefits, Limit, OtherPayer, in_words, read_benefits
from cleanskin.front_desk.refusals import FOLLOW_UPS, REASONS
from cleanskin.record.claim import DatedEvent
from cleanskin.record.eligibility import (
    AnsweredMember,
    Benefit,
    EligibilityAnswer,
    EligibilityAsker,
    EligibilityPayer,
    Member,
)
from cleanskin.record.inquiry import Participant, Rejection
from cleanskin.record.provider import Party, Reference
from cleanskin.x12.guides.eligibility_270_271 import PERSON_REASONS, SERVICE_TYPES

DAY = date(2026, 3, 2)
ACTIVE = Benefit(information="1", service_types=("30",), plan="GOLD PPO", insurance_type="PR")


def read(*benefits: Benefit, on: date = DAY, in_network: bool = True, **more) -> Benefits:
    person = Participant(kind="IL", party=Party(role="subscriber", is_person=True, name="LARKSPUR"))
    member = Member(person=person, benefits=benefits, **more)
    answered = AnsweredMember(payer=None, asker=None, subscriber=member, dependent=None)
    return read_benefits(answered, on=on, in_network=in_network)


def money(information: str, *types: str, **more) -> Benefit:
    return Benefit(information=information, service_types=types, **more)


# ---- is it active ---------------------------------------------------------------------------------------------------

STANDINGS = {
    "active": ((ACTIVE,), "active"),
    "active by a service": ((money("1", "98"),), "active"),
    "the plan counts before services": ((ACTIVE, money("6", "35")), "active"),
    "inactive": ((money("6", "30"),), "not_active"),
    "inactive, one service active": ((money("6", "30"), money("1", "88")), "not_active"),
    "both": ((ACTIVE, money("6", "30")), "unclear"),
    "nothing said": ((), "unclear"),
    "only money": ((money("B", "98", amount=100),), "unclear"),
    "cannot process": ((Benefit(information="V"),), "not_answered"),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_whether_the_plan_is_active(case):
    benefits, standing = STANDINGS[case]
    assert read(*benefits).standing == standing


def test_what_is_pending_or_contradicts_itself_is_a_doubt():
    assert read(ACTIVE).doubts == ()
    assert read(money("5", "30")).doubts == ("The plan is active, pending an investigation.",)
    assert "active and not active" in " ".join(read(ACTIVE, money("6", "30")).doubts)
    assert "does not say" in " ".join(read().doubts)


PLAN = (DatedEvent(kind="346", first=date(2026, 1, 1)), DatedEvent(kind="347", first=date(2026, 6, 30)))
WHOLE = (DatedEvent(kind="291", first=date(2026, 1, 1), last=date(2026, 6, 30)),)


@pytest.mark.parametrize("dates", [PLAN, WHOLE], ids=["begin and end", "a span"])
@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2025, 12, 31), "not_on_that_day"),
        (date(2026, 1, 1), "active"),
        (date(2026, 6, 30), "active"),
        (date(2026, 7, 1), "not_on_that_day"),
    ],
)
def test_a_plan_is_active_from_its_first_day_to_its_last(dates, on, standing):
    benefits = read(ACTIVE, dates=dates, on=on)
    assert (benefits.plan_begin, benefits.plan_end) == (date(2026, 1, 1), date(2026, 6, 30))
    assert benefits.standing == standing
    assert read(msgspec.structs.replace(ACTIVE, dates=dates), on=on).standing == standing


def test_a_single_day_asked_for_is_no_plan_period():
    benefits = read(ACTIVE, dates=(DatedEvent(kind="291", first=DAY),), on=date(2026, 9, 1))
    assert (benefits.plan_begin, benefits.plan_end, benefits.standing) == (None, None, "active")


# ---- money ----------------------------------------------------------------------------------------------------------


def test_deductibles_of_one_and_of_the_family():
    benefits = read(
        ACTIVE,
        money("C", "30", coverage_level="IND", period="23", amount=150000),
        money("C", "30", coverage_level="IND", period="29", amount=40000),
        money("C", "30", coverage_level="FAM", period="23", amount=300000),
        money("C", "30", coverage_level="FAM", period="24", amount=310000),
        money("G", "30", coverage_level="IND", period="23", amount=600000),
    )
    assert benefits.deductibles == (
        Limit(level="individual", total=150000, remaining=40000),
        Limit(level="family", total=300000, used=310000, remaining=0, is_derived=True),
    )
    assert benefits.out_of_pocket == (Limit(level="individual", total=600000),)


def test_nothing_said_is_not_nothing_to_pay():
    benefits = read(ACTIVE)
    assert benefits.deductibles == ()
    visit = benefits.share("visit")
    assert (visit.copays, visit.coinsurances, visit.deductible, visit.authorization) == ((), (), None, "unknown")
    assert read(ACTIVE, money("B", "98", amount=0)).share("visit").copays == (0,)
    assert read(ACTIVE, money("B", "98")).share("visit").copays == ()


def test_the_most_special_statement_speaks_for_a_need():
    benefits = read(
        ACTIVE,
        money("B", "30", amount=9900),
        money("B", "98", "UC", amount=3000),
        money("A", "2", share=Decimal("0.2")),
        money("A", "5", share=Decimal("0.1")),
    )
    assert (benefits.share("visit").service_type, benefits.share("visit").copays) == ("98", (3000,))
    surgery = benefits.share("surgery")
    assert (surgery.service_type, surgery.copays, surgery.coinsurances) == ("2", (), (Decimal("0.2"),))
    assert benefits.share("pathology").coinsurances == (Decimal("0.1"),)
    assert (benefits.share("drugs").service_type, benefits.share("drugs").copays) == ("30", (9900,))


def test_different_amounts_are_all_told_and_doubted():
    benefits = read(ACTIVE, money("B", "98", amount=3000), money("B", "98", amount=1000))
    assert benefits.share("visit").copays == (1000, 3000)
    assert "Several copayments are given for visit." in benefits.doubts


def test_only_the_practices_network_counts():
    answer = (
        ACTIVE,
        money("B", "98", amount=3000, in_network="Y"),
        money("B", "98", amount=6000, in_network="N"),
        money("C", "30", amount=500, in_network="W", period="29"),
    )
    assert read(*answer).share("visit").copays == (3000,)
    assert read(*answer, in_network=False).share("visit").copays == (6000,)
    assert read(*answer, in_network=False).deductibles == (Limit(level="individual", remaining=500),)


def test_the_network_that_is_named_goes_before_none():
    total = {"period": "23", "coverage_level": "IND"}
    answer = (money("C", "30", amount=900, **total), money("C", "30", amount=700, in_network="Y", **total))
    assert read(ACTIVE, *answer).deductibles[0].total == 700


def test_money_of_another_year_is_left_out():
    last_year = (DatedEvent(kind="292", first=date(2025, 1, 1), last=date(2025, 12, 31)),)
    this_year = (DatedEvent(kind="292", first=date(2026, 1, 1), last=date(2026, 12, 31)),)
    benefits = read(
        ACTIVE, money("B", "98", amount=1000, dates=last_year), money("B", "98", amount=2000, dates=this_year)
    )
    assert benefits.share("visit").copays == (2000,)


def test_authorization_coverage_and_visits_left():
    benefits = read(
        ACTIVE,
        money("B", "98", amount=1000, authorization_required="N"),
        money("A", "2", share=Decimal("0.2"), authorization_required="Y"),
        money("I", "66"),
        money("F", "98", quantity_kind="VS", quantity=Decimal(3), period="29"),
    )
    assert [benefits.share(need).authorization for need in NEEDS] == ["no", "yes", "unknown", "unknown"]
    assert [benefits.share(need).is_covered for need in NEEDS] == [True, True, False, True]
    assert benefits.share("visit").visits_left == Decimal(3)


# ---- others ---------------------------------------------------------------------------------------------------------


def test_other_payers_are_named_with_the_members_number():
    other = Participant(kind="PRP", party=Party(role="related", name="OTHER", id_qualifier="PI", id="P2"))
    managed = Participant(kind="Y2", party=Party(role="related", name="CARE PLAN"))
    own = Participant(kind="PR", party=Party(role="related", name="PLAINS"))
    doctor = Participant(kind="P3", party=Party(role="related", name="MARSH"))
    benefits = read(
        ACTIVE,
        Benefit(information="R", related=(other,), references=(Reference(kind="1W", value="X9"),), insurance_type="C1"),
        Benefit(information="MC", related=(managed, doctor, own)),
    )
    assert benefits.other_payers == (
        OtherPayer(name="OTHER", what="first payer", payer_id="P2", member_id="X9", insurance_type="C1"),
        OtherPayer(name="CARE PLAN", what="managed care plan"),
    )


def test_rejections_of_all_levels_are_told():
    one = Rejection(valid="N", reason_code="72", follow_up_code="C")
    person = Participant(kind="IL", party=Party(role="subscriber", name="LARKSPUR"), rejections=(one,))
    asker = Participant(
        kind="1P",
        party=Party(role="information_receiver"),
        rejections=(Rejection(reason_code="51", follow_up_code="N"),),
    )
    answer = EligibilityAnswer(
        payers=(EligibilityPayer(askers=(EligibilityAsker(asker=asker, members=(Member(person=person),)),)),)
    )
    (answered,) = answer.members()
    benefits = read_benefits(answered, on=DAY)
    assert benefits.standing == "not_answered"
    assert [(one.reason_code, one.follow_up) for one in benefits.refusals] == [
        ("51", "do not ask again"),
        ("72", "correct it and ask again"),
    ]


def test_a_dependent_has_the_plan_days_of_the_subscriber():
    dependent = Member(benefits=(ACTIVE,))
    subscriber = Member(dates=PLAN, dependents=(dependent,))
    answer = EligibilityAnswer(payers=(EligibilityPayer(askers=(EligibilityAsker(members=(subscriber,)),)),))
    (answered,) = answer.members()
    assert answered.member is dependent
    assert read_benefits(answered, on=date(2026, 7, 1)).standing == "not_on_that_day"


def test_a_subscriber_answered_about_beside_a_dependent_is_not_forgotten():
    subscriber = Member(benefits=(ACTIVE,), dependents=(Member(benefits=(ACTIVE,)),))
    answer = EligibilityAnswer(payers=(EligibilityPayer(askers=(EligibilityAsker(members=(subscriber,)),)),))
    assert [one.dependent is None for one in answer.members()] == [True, False]


def test_it_is_told_in_sentences():
    benefits = read(
        ACTIVE,
        money("C", "30", coverage_level="IND", period="23", amount=150000),
        money("C", "30", coverage_level="IND", period="29", amount=40000),
        money("B", "98", amount=3000),
        money("A", "2", share=Decimal("0.125"), authorization_required="Y"),
        money("B", "30", amount=500),
        dates=PLAN,
    )
    assert in_words(benefits) == (
        "Active.",
        "Plan from 2026-01-01 to 2026-06-30.",
        "Deductible, individual: $400.00 left, $1,500.00 in all.",
        "Visit: copay $30.00.",
        "Surgery: coinsurance 12.5 %, authorization needed.",
        "Pathology: copay $5.00 (said of the plan as a whole).",
        "Drugs: copay $5.00 (said of the plan as a whole).",
    )


def test_the_tables_know_the_guides_codes():
    assert set(PERSON_REASONS.split()) <= set(REASONS)
    assert set("CNPRSWXY") == set(FOLLOW_UPS)
    assert {one for types in NEEDS.values() for one in types} <= set(SERVICE_TYPES.split())
