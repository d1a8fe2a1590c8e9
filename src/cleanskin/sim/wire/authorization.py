"""Requests for review and their answers as text (278, 005010X217), from BHT to the end."""

from cleanskin.record.authorization import (
    AuthorizationAnswer,
    AuthorizationRequest,
    RequestedService,
    Review,
    ReviewedPerson,
    ReviewItem,
)
from cleanskin.sim.wire.participants import (
    Levels,
    beginning,
    cents,
    count,
    delivery_text,
    participant_text,
    ranged_text,
    rejections_text,
    traces_text,
)
from cleanskin.sim.wire.parties import event_text, references_text
from cleanskin.sim.wire.segments import END, segment


def authorization_text(noun: AuthorizationRequest | AuthorizationAnswer) -> str:
    """Return a transaction's text without ST and SE."""
    parts = [
        beginning("0007", purpose=noun.purpose, reference_id=noun.reference_id, day=noun.date_created,
                  time=noun.time_created, kind=noun.kind)
    ]  # fmt: skip
    levels = Levels(answers=isinstance(noun, AuthorizationAnswer))
    for reviewer in noun.reviewers:
        parts.append(levels.open(0, "20", bool(reviewer.askers)))
        top = levels.count
        parts += [rejections_text(reviewer.rejections), participant_text(reviewer.reviewer)]
        for asker in reviewer.askers:
            parts += [levels.open(top, "21", bool(asker.subscribers)), participant_text(asker.asker)]
            above = levels.count
            for person in asker.subscribers:
                _person(parts, levels, person, above, "22")
    return "".join(parts)


def _person(parts: list[str], levels: Levels, person: ReviewedPerson, parent: int, code: str) -> None:
    parts.append(levels.open(parent, code, bool(person.dependents or person.events)))
    own = levels.count
    parts.append(participant_text(person.person))
    for event in person.events:
        _item(parts, levels, event, own, "EV")
    for dependent in person.dependents:
        _person(parts, levels, dependent, own, "23")


def _item(parts: list[str], levels: Levels, item: ReviewItem, parent: int, code: str) -> None:
    parts.append(levels.open(parent, code, bool(item.services)))
    own = levels.count
    parts += [traces_text(item.traces), rejections_text(item.rejections)]
    if item.review is not None:
        parts.append(_review(item.review, answers=levels.answers))
    decision = item.decision
    if decision is not None:
        parts.append(segment("HCR", decision.code, decision.number, decision.reason_code, decision.second_opinion))
    parts.append(references_text(item.references))
    parts += [event_text(event) for event in item.dates]
    if item.codes:
        codes = [":".join((one.qualifier, one.code, one.date_format, one.dates)).rstrip(":") for one in item.codes]
        parts.append(segment("HI", *codes))
    if item.service is not None:
        parts.append(_service(item.service))
    if item.delivery is not None:
        parts.append(delivery_text(item.delivery))
    parts += [segment("CRC", one.category, one.applies, *one.codes) for one in item.conditions]
    parts += [
        segment("PWK", one.report_type, one.transmission, "", "", one.id_qualifier, one.control_number, one.description)
        for one in item.papers
    ]
    if item.message:
        parts.append(f"MSG*{item.message}{END}")
    parts += [participant_text(one) for one in item.providers]
    for service in item.services:
        _item(parts, levels, service, own, "SS")


def _review(one: Review, *, answers: bool) -> str:
    """Return UM; an answer does not say again whether the patient agreed to telling."""
    causes = [*one.causes, "", "", ""][:3]
    caused = ":".join((*causes, one.cause_state, one.cause_country)).rstrip(":")
    place = ":".join((one.facility, one.facility_list)).rstrip(":")
    return segment(
        "UM", one.category, one.certification, one.service_type, place, caused, one.urgency, one.condition,
        one.prognosis, "" if answers else one.release_of_information, one.delay_reason,
    )  # fmt: skip


def _service(one: RequestedService) -> str:
    counted = (cents(one.amount), one.unit, count(one.quantity))
    if one.is_institutional:
        return segment("SV2", one.revenue_code, ranged_text(one.procedure, one.procedure_last), *counted)
    return segment(
        "SV1", ranged_text(one.procedure, one.procedure_last), cents(one.amount), one.unit, count(one.quantity), "",
        "", ":".join(one.diagnosis_pointers),
    )  # fmt: skip
