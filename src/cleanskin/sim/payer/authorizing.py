"""Authorizations: which services a plan wants them for, and what the payer decides on a request (278)."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from cleanskin.record.authorization import (
    AuthorizationAnswer,
    AuthorizationRequest,
    Decision,
    ReviewAsker,
    ReviewedPerson,
    ReviewItem,
)
from cleanskin.record.claim import DatedEvent
from cleanskin.record.inquiry import Rejection, Trace
from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.bill import AuthorizationAsked
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.lists_of_diagnoses import accepted_diagnoses
from cleanskin.sim.payer.memory import Grant, Memory
from cleanskin.sim.payer.nouns import Payer, Plan
from cleanskin.sim.payer.registry import family_of, plan_of

_VALID_DAYS = 180
_REFUSED_PARTS = {"biologic": 700, "light": 300}
"""Requests refused although the diagnosis fits; by family, others below; assumption: what is left
after the desk asked again, for nobody gives a drug that was refused (complex clinics: half of the first requests)."""
_REFUSED_OTHERWISE = 300
_PENDED_PARTS = 1_500


class Authorized(msgspec.Struct, frozen=True, kw_only=True):
    """What a payer decided on one service asked for.

    `decision` is HCR01 (A1 approved, A2 in part, A3 not, A4 pending, NA not needed), `reason` HCR03 of a refusal.
    `answered_on` is the day the answer comes; a pended request is decided at once in this world and says when.
    """

    code: str
    units: int
    decision: str
    number: str = ""
    reason: str = ""
    first: date
    last: date
    answered_on: date

    @property
    def approved(self) -> bool:
        """True when the service may go ahead under this number."""
        return self.decision in ("A1", "A2")


def needs_authorization(plan: Plan, code: str) -> bool:
    """True when the plan wants the service authorized."""
    return bool(plan.authorizes) and family_of(code) in plan.authorizes


def authorization_needed(payer_key: str, plan_key: str, member_id: str, code: str) -> bool:
    """True when this member's plan wants the service authorized: what a payer's page for providers tells."""
    return needs_authorization(plan_of(payer_key, plan_key, member_id), code)


def authorize_service(
    memory: Memory, *, payer: Payer, plan: Plan, code: str, units: int, diagnoses: tuple[str, ...], asked: date,
    needed_on: date, chance: Chance, number: str = "",
) -> Authorized:  # fmt: skip
    """Decide on one service; an approval is kept, and the claim's number is checked against it.

    `number` puts the approval under a number already given, so that one request has one number.
    """
    memory.authorizes = True
    family = family_of(code)
    first, last = min(asked, needed_on), needed_on + timedelta(days=_VALID_DAYS)
    answered_on = asked + timedelta(days=chance.pick((0, 1, 2, 3, 3, 5, 7, 12)))
    if not needs_authorization(plan, code):
        return Authorized(code=code, units=units, decision="NA", first=first, last=last, answered_on=asked)
    allowed = accepted_diagnoses(code, family)
    fits = allowed is None or any(one.startswith(allowed) for one in diagnoses)
    if not fits or chance.happens(_REFUSED_PARTS.get(family, _REFUSED_OTHERWISE)):
        reason = "70" if fits else "0L"
        return Authorized(
            code=code, units=units, decision="A3", reason=reason, first=first, last=last, answered_on=answered_on
        )
    if chance.happens(_PENDED_PARTS):
        answered_on += timedelta(days=chance.between(3, 10))
    granted = units if chance.happens(9_000) else max(1, units // 2)
    number = number or f"{payer.payer_id[-3:]}A{memory.patient:07d}{len(memory.grants) + 1:03d}"
    grant = memory.grants.get(number)
    if grant is None:
        grant = memory.grants[number] = Grant(number=number, payer=payer.key, first=first, last=last, units_left={})
    grant.units_left[family] = grant.units_left.get(family, 0) + granted
    return Authorized(
        code=code, units=granted, decision="A1" if granted == units else "A2", number=number, first=first, last=last,
        answered_on=answered_on,
    )  # fmt: skip


def authorize_services(
    memory: Memory, asked: AuthorizationAsked, *, payer: Payer, chance: Chance
) -> tuple[Authorized, ...]:
    """Decide on what the desk asks for one visit; all approvals of a request have one number."""
    plan = plan_of(payer.key, asked.coverage.plan, asked.coverage.member_id)
    number = ""
    found = []
    for code, units in asked.lines:
        answer = authorize_service(
            memory, payer=payer, plan=plan, code=code, units=units, diagnoses=asked.diagnoses, asked=asked.on,
            needed_on=asked.needed_on, chance=chance, number=number,
        )  # fmt: skip
        number = number or answer.number
        found.append(answer)
    return tuple(found)


def authorize(
    request: AuthorizationRequest, *, payer: Payer, member: MemberBook, memory: Memory, asked: date, chance: Chance
) -> AuthorizationAnswer:
    """Answer a 278: every service of every event of every person, on the day asked.

    A person who is no member is refused with AAA 75, a dependent with 67, where the person is named.  The answer has
    the request's levels and traces.
    """
    reviewers = tuple(
        [
            msgspec.structs.replace(
                reviewer,
                askers=tuple(
                    [
                        ReviewAsker(
                            asker=asker.asker,
                            subscribers=tuple(
                                [
                                    _person(one, payer=payer, member=member, memory=memory, asked=asked, chance=chance)
                                    for one in asker.subscribers
                                ]
                            ),
                        )
                        for asker in reviewer.askers
                    ]
                ),
            )
            for reviewer in request.reviewers
        ]
    )
    return AuthorizationAnswer(
        purpose="11", reference_id=request.reference_id, date_created=asked, time_created="0900", kind="18",
        reviewers=reviewers,
    )  # fmt: skip


def _person(
    one: ReviewedPerson, *, payer: Payer, member: MemberBook, memory: Memory, asked: date, chance: Chance,
    above: ReviewedPerson | None = None,
) -> ReviewedPerson:  # fmt: skip
    party = one.person.party if one.person is not None else None
    holder = above.person.party if above is not None and above.person is not None else party
    span = None
    if party is not None and holder is not None:
        born = party.demographics.birth_date if party.demographics is not None else None
        span = member.find(payer.key, holder.id, party.name, party.first_name, born, asked)
    plan = plan_of(payer.key, span.plan if span is not None else "", holder.id if holder is not None else "")
    known = span is not None and span.holds(asked)
    if not known and one.events:
        return _unknown(one, is_dependent=above is not None)
    return ReviewedPerson(
        person=one.person,
        dependents=tuple(
            [
                _person(each, payer=payer, member=member, memory=memory, asked=asked, chance=chance, above=one)
                for each in one.dependents
            ]
        ),
        events=tuple(
            [_event(event, payer=payer, plan=plan, memory=memory, asked=asked, chance=chance) for event in one.events]
        ),
    )


def _unknown(one: ReviewedPerson, *, is_dependent: bool) -> ReviewedPerson:
    """Return the refusal of a person who is no member: said where the person is named, and no event is answered."""
    refused = Rejection(valid="N", reason_code="67" if is_dependent else "75", follow_up_code="C")
    person = one.person
    return ReviewedPerson(
        person=msgspec.structs.replace(person, rejections=(refused,)) if person is not None else None
    )  # fmt: skip


def _traces(item: ReviewItem) -> tuple[Trace, ...]:
    return tuple([msgspec.structs.replace(trace, kind="2") for trace in item.traces])


def _event(event: ReviewItem, *, payer: Payer, plan: Plan, memory: Memory, asked: date, chance: Chance) -> ReviewItem:
    services: list[ReviewItem] = []
    number = ""
    needed = next((one.first for one in event.dates), asked)
    for item in event.services or (event,):
        service = item.service
        code = service.procedure.code if service is not None and service.procedure is not None else ""
        units = int(service.quantity) if service is not None and service.quantity is not None else 1
        answer = authorize_service(
            memory, payer=payer, plan=plan, code=code, units=units, asked=asked, needed_on=needed, chance=chance,
            number=number, diagnoses=tuple([one.code for one in (*event.codes, *item.codes)]),
        )  # fmt: skip
        number = number or answer.number
        services.append(_answered(item, answer))
    if not event.services:
        return services[0]
    overall = services[0].decision
    return ReviewItem(
        traces=_traces(event), review=event.review, decision=overall, codes=event.codes, services=tuple(services)
    )


def _answered(item: ReviewItem, answer: Authorized) -> ReviewItem:
    service = item.service
    if service is not None and answer.approved:
        service = msgspec.structs.replace(service, quantity=Decimal(answer.units))
    dates = (DatedEvent(kind="472", first=answer.first, last=answer.last),) if answer.approved else ()
    return ReviewItem(
        traces=_traces(item), review=item.review, service=service, dates=dates,
        decision=Decision(code=answer.decision, number=answer.number, reason_code=answer.reason),
    )  # fmt: skip
