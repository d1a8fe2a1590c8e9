"""What a payer answers about a member's coverage (270 to 271), from the same books and plans that decide claims."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import DatedEvent
from cleanskin.record.eligibility import (
    Benefit,
    EligibilityAnswer,
    EligibilityAsker,
    EligibilityInquiry,
    EligibilityPayer,
    Member,
)
from cleanskin.record.inquiry import Rejection, Trace
from cleanskin.record.provider import Party
from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.memory import Memory
from cleanskin.sim.payer.nouns import Payer, Plan
from cleanskin.sim.payer.registry import plan_of
from cleanskin.sim.payer.sharing import spent_elsewhere

_INSURANCE_TYPES = {
    "medicare": "MB", "medicare_advantage": "HN", "medicaid": "MC", "exchange": "HM", "commercial": "PR",
}  # fmt: skip
_OFFICE = ("98",)
_PLAN = ("30",)
_YEAR, _LEFT, _VISIT = "23", "29", "27"


def benefits(
    inquiry: EligibilityInquiry, *, payer: Payer, member: MemberBook, memory: Memory, answered: date
) -> EligibilityAnswer:
    """Answer a 270 on a day: active or not, deductible and what is left, copay, coinsurance, limit, authorizations.

    Somebody the books do not have is refused with AAA 75 (subscriber) or 67 (dependent); one whose name or birth date
    does not fit the id with AAA 73; a day far in the past or the future with 62 or 63.  Of a coverage that ended
    lately some payers have not heard.  What the member has met with this practice is in the memory.
    """
    payers = tuple(
        [
            EligibilityPayer(
                payer=one.payer,
                askers=tuple(
                    [
                        EligibilityAsker(
                            asker=asker.asker,
                            members=tuple(
                                [_subscriber(each, payer, member, memory, answered) for each in asker.members]
                            ),
                        )
                        for asker in one.askers
                    ]
                ),
            )
            for one in inquiry.payers
        ]
    )
    return EligibilityAnswer(
        purpose="11", reference_id=inquiry.reference_id, date_created=answered, time_created="0900", payers=payers
    )


def _subscriber(asked: Member, payer: Payer, book: MemberBook, memory: Memory, day: date) -> Member:
    """Answer about a subscriber, or about the dependents under one."""
    party = asked.person.party if asked.person is not None else None
    member_id = party.id if party is not None else ""
    if not asked.dependents:
        return _answered(asked, party, member_id, payer, book, memory, day, missing="75")
    dependents = tuple(
        [
            _answered(
                one,
                one.person.party if one.person is not None else None,
                member_id,
                payer,
                book,
                memory,
                day,
                missing="67",
            )
            for one in asked.dependents
        ]
    )
    return Member(traces=_traces(asked), person=asked.person, dependents=dependents)


def _traces(asked: Member) -> tuple[Trace, ...]:
    return tuple([msgspec.structs.replace(trace, kind="2") for trace in asked.traces])


def _answered(
    asked: Member, party: Party | None, member_id: str, payer: Payer, book: MemberBook, memory: Memory, day: date, *,
    missing: str,
) -> Member:  # fmt: skip
    """Answer about one person."""
    on = next((event.first for event in asked.dates if event.kind == "291"), day)
    reason = ""
    span: CoverageSpan | None = None
    if party is None or not member_id:
        reason = "72"
    elif (day - on).days > 2 * 365:
        reason = "62"
    elif (on - day).days > 92:
        reason = "63"
    else:
        born = party.demographics.birth_date if party.demographics is not None else None
        span = book.find(payer.key, member_id, party.name, party.first_name, born, on)
        if span is None:
            reason = "73" if book.knows(payer.key, member_id) else missing
    person = asked.person
    if reason:
        rejection = Rejection(valid="N", reason_code=reason, follow_up_code="C")
        if person is not None:
            person = msgspec.structs.replace(person, rejections=(rejection,))
        return Member(traces=_traces(asked), person=person, dates=asked.dates)
    assert span is not None
    dates = (
        DatedEvent(kind="346", first=span.first),
        *((DatedEvent(kind="347", first=span.last),) if span.last else ()),
    )
    plan = plan_of(payer.key, span.plan, member_id)
    late = _ended_unknown(memory, span, on, day)
    if late:
        dates = dates[:1]
    active = span.holds(on) or late
    found = _of_plan(payer, plan, memory, on) if active else (_inactive(payer, plan),)
    others = book.others(payer.key, member_id, on)
    if span.holds(on) and others:
        found = (*found, *(_other(one, span) for one in others))
    return Member(traces=_traces(asked), person=person, dates=dates, benefits=found)


_LATE_DAYS = Weighted(((0, 70), (10, 10), (20, 10), (30, 10)))
"""Days after the end of a coverage until the payer's answers know of it: for most members none [assumed]."""


def _ended_unknown(memory: Memory, span: CoverageSpan, on: date, day: date) -> bool:
    """True when the coverage has ended, but the payer has not been told yet: it answers "active" and refuses later."""
    if span.last is None or on <= span.last:
        return False
    key = Chance(memory.market.configuration.seed, "end known late", span.payer, span.member_id)
    return day <= span.last + timedelta(days=key.draw(_LATE_DAYS))


def _inactive(payer: Payer, plan: Plan) -> Benefit:
    return Benefit(information="6", service_types=_PLAN, plan=plan.name)


def _other(one: CoverageSpan, own: CoverageSpan) -> Benefit:
    """Say that another payer covers the member too; in words, whether it pays before."""
    order = "PAYS BEFORE THIS PLAN" if one.rank < own.rank else "PAYS AFTER THIS PLAN"
    return Benefit(information="R", service_types=_PLAN, messages=(f"{one.payer.replace('_', ' ').upper()} {order}",))


def _of_plan(payer: Payer, plan: Plan, memory: Memory, on: date) -> tuple[Benefit, ...]:
    """Return the benefits of an active member."""
    kind = _INSURANCE_TYPES.get(payer.kind, "")
    found = [Benefit(information="1", coverage_level="IND", service_types=_PLAN, insurance_type=kind, plan=plan.name)]
    met = memory.accumulated(payer.key, on.year)
    deductible = plan.deductible(on)
    if deductible:
        elsewhere = spent_elsewhere(memory, payer, on, deductible)
        found.append(_amount("C", deductible, _YEAR))
        found.append(_amount("C", max(0, deductible - met.deductible - elsewhere), _LEFT))
    if plan.out_of_pocket_most:
        found.append(_amount("G", plan.out_of_pocket_most, _YEAR))
        found.append(_amount("G", max(0, plan.out_of_pocket_most - met.out_of_pocket), _LEFT))
    if plan.copay_visit:
        found.append(_amount("B", plan.copay_visit, _VISIT, _OFFICE))
    share = Decimal(plan.coinsurance_percent) / 100
    found.append(Benefit(information="A", coverage_level="IND", service_types=_PLAN, period=_VISIT, share=share))
    if plan.light_visits_yearly:
        left = plan.light_visits_yearly - len(
            {line.day for line in memory.lines if line.family == "light" and line.paid and line.day.year == on.year}
        )
        found.append(
            Benefit(
                information="F", service_types=("A4",), period=_LEFT, quantity_kind="VS",
                quantity=Decimal(max(0, left)),
            )
        )  # fmt: skip
    if plan.authorizes:
        found.append(Benefit(information="CB", service_types=("92",), authorization_required="Y"))
    if plan.referral_needed:
        found.append(
            Benefit(information="L", service_types=_OFFICE, messages=("REFERRAL OF PRIMARY CARE PROVIDER NEEDED",))
        )
    if plan.excludes:
        found.append(Benefit(information="I", service_types=("41",)))
    return tuple(found)


def _amount(information: str, amount: Cents, period: str, services: tuple[str, ...] = _PLAN) -> Benefit:
    return Benefit(
        information=information, coverage_level="IND", service_types=services, period=period, amount=amount,
        in_network="Y",
    )  # fmt: skip
