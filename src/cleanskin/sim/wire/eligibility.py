"""Questions about coverage and their answers as text (270 and 271, 005010X279A1), from BHT to the end."""

from collections.abc import Sequence

from cleanskin.record.eligibility import (
    Benefit,
    BenefitCondition,
    BenefitQuestion,
    EligibilityAnswer,
    EligibilityInquiry,
    Member,
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


def eligibility_text(noun: EligibilityInquiry | EligibilityAnswer) -> str:
    """Return a transaction's text without ST and SE."""
    parts = [
        beginning("0022", purpose=noun.purpose, reference_id=noun.reference_id, day=noun.date_created,
                  time=noun.time_created, kind=noun.kind)
    ]  # fmt: skip
    if isinstance(noun, EligibilityAnswer):
        parts.append(rejections_text(noun.rejections))
    levels = Levels()
    for payer in noun.payers:
        parts.append(levels.open(0, "20", bool(payer.askers)))
        top = levels.count
        parts += [rejections_text(payer.level_rejections), participant_text(payer.payer)]
        for asker in payer.askers:
            parts.append(levels.open(top, "21", bool(asker.members)))
            above = levels.count
            parts.append(participant_text(asker.asker))
            for member in asker.members:
                _member(parts, levels, member, above, "22")
    return "".join(parts)


def _member(parts: list[str], levels: Levels, member: Member, parent: int, code: str) -> None:
    parts.append(levels.open(parent, code, bool(member.dependents)))
    own = levels.count
    parts += [traces_text(member.traces), rejections_text(member.level_rejections), participant_text(member.person)]
    if member.diagnoses:
        parts.append("HI*" + "*".join([f"{one.qualifier}:{one.code}" for one in member.diagnoses]) + END)
    parts += [event_text(event) for event in member.dates]
    served = member.military
    if served is not None:
        parts.append(
            segment("MPI", served.status, served.employment, served.branch, served.description, served.rank,
                    served.span_format, served.span)
        )  # fmt: skip
    parts += [_question(question) for question in member.questions]
    parts += [_benefit(benefit) for benefit in member.benefits]
    for dependent in member.dependents:
        _member(parts, levels, dependent, own, "23")


def _question(question: BenefitQuestion) -> str:
    text = segment(
        "EQ", "^".join(question.service_types), ranged_text(question.procedure), question.coverage_level, "",
        ":".join(question.diagnosis_pointers),
    )  # fmt: skip
    for kind, value in (("R", question.amount_spend_down), ("PB", question.amount_billed)):
        text += f"AMT*{kind}*{cents(value)}{END}" if value is not None else ""
    text += _conditions(question.conditions) + references_text(question.references)
    return text + "".join([event_text(event) for event in question.dates])


def _conditions(conditions: Sequence[BenefitCondition]) -> str:
    return "".join([segment("III", one.code_list, one.code, one.category, one.text) for one in conditions])


def _benefit(one: Benefit) -> str:
    text = segment(
        "EB", one.information, one.coverage_level, "^".join(one.service_types), one.insurance_type, one.plan,
        one.period, cents(one.amount), count(one.share), one.quantity_kind, count(one.quantity),
        one.authorization_required, one.in_network, ranged_text(one.procedure, one.procedure_last),
        ":".join(one.diagnosis_pointers),
    )  # fmt: skip
    if one.deliveries:
        text += "".join([delivery_text(each) for each in one.deliveries])
    if one.references:
        text += references_text(one.references)
    if one.dates:
        text += "".join([event_text(event) for event in one.dates])
    if one.rejections:
        text += rejections_text(one.rejections)
    text += "".join([f"MSG*{message}{END}" for message in one.messages])
    text += _conditions(one.conditions)
    if one.related:
        text += f"LS*2120{END}{''.join([participant_text(each) for each in one.related])}LE*2120{END}"
    return text
