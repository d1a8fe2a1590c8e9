"""Eligibility between tree and nouns: a 270 as an `EligibilityInquiry`, a 271 as an `EligibilityAnswer`, and back.

Reading takes any walked tree, faulty or not, and never raises; what the nouns do not hold is kept in their `extras`.
Writing gives the tree of a transaction without delimiters (see `mapping.py`); `x12/inquiries.py` makes files.
"""

from collections import Counter
from typing import NamedTuple

from cleanskin.kernel.finding import Finding
from cleanskin.record.claim import Diagnosis
from cleanskin.record.eligibility import (
    Benefit,
    BenefitCondition,
    BenefitQuestion,
    EligibilityAnswer,
    EligibilityAsker,
    EligibilityInquiry,
    EligibilityPayer,
    Member,
    MilitaryService,
)
from cleanskin.record.provider import Role
from cleanskin.x12.guides.eligibility_270_271 import ANSWER_GUIDE, INQUIRY_GUIDE
from cleanskin.x12.guides.inquiry_record import (
    AAA,
    HSD,
    TRN,
    beginning,
    deliveries,
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
    REPETITION,
    Field,
    Item,
    Reading,
    Shape,
    join,
    make,
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

BHT = beginning("0022")
EB = Shape(
    "EB",
    Field(1, "information"),
    Field(2, "coverage_level"),
    Field(4, "insurance_type"),
    Field(5, "plan"),
    Field(6, "period"),
    Field(7, "amount", CENTS),
    Field(8, "share", NUMBER),
    Field(9, "quantity_kind"),
    Field(10, "quantity", NUMBER),
    Field(11, "authorization_required"),
    Field(12, "in_network"),
)
III = Shape("III", Field(1, "code_list"), Field(2, "code"), Field(3, "category"), Field(4, "text"))
MPI = Shape(
    "MPI",
    Field(1, "status"),
    Field(2, "employment"),
    Field(3, "branch"),
    Field(4, "description"),
    Field(5, "rank"),
    Field(6, "span_format"),
    Field(7, "span"),
)
LEVELS = {"2000A": "20", "2000B": "21", "2000C": "22", "2000D": "23"}
_DIAGNOSES_MAX = 8


class InquiryRead(NamedTuple):
    """A question built from a transaction, and what was said on the way."""

    inquiry: EligibilityInquiry
    findings: tuple[Finding, ...]


class AnswerRead(NamedTuple):
    """An answer built from a transaction, and what was said on the way."""

    answer: EligibilityAnswer
    findings: tuple[Finding, ...]


def read_eligibility_inquiry(transaction: Transaction, *, file: str = "") -> InquiryRead:
    """Build the nouns of a 270 transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, INQUIRY_GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, INQUIRY_GUIDE)
    inquiry = EligibilityInquiry(**read_beginning(BHT, root, reading), payers=_read_payers(root, reading))
    inquiry = with_left_over(inquiry, root, _write_root, reading)
    return InquiryRead(inquiry, tuple(reading.findings))


def read_eligibility_answer(transaction: Transaction, *, file: str = "") -> AnswerRead:
    """Build the nouns of a 271 transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, ANSWER_GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, ANSWER_GUIDE)
    answer = EligibilityAnswer(
        **read_beginning(BHT, root, reading),
        rejections=read_rejections(root, reading),
        payers=_read_payers(root, reading),
    )
    answer = with_left_over(answer, root, _write_root, reading)
    return AnswerRead(answer, tuple(reading.findings))


def _read_payers(root: Loop, reading: Reading) -> tuple[EligibilityPayer, ...]:
    return tuple(
        EligibilityPayer(
            level_rejections=read_rejections(level, reading),
            payer=read_participant(level.loop("2100A"), "information_source", reading),
            askers=tuple(
                EligibilityAsker(
                    asker=read_participant(inner.loop("2100B"), "information_receiver", reading),
                    members=tuple(_read_member(member, "C", reading) for member in inner.loops("2000C")),
                )
                for inner in level.loops("2000B")
            ),
        )
        for level in root.loops("2000A")
    )


def _read_member(level: Loop, letter: str, reading: Reading) -> Member:
    person = level.loop(f"2100{letter}")
    role: Role = "subscriber" if letter == "C" else "dependent"
    about = person or Loop("")
    inner = tuple(about.loops(f"2110{letter}"))
    asked = inner if reading.guide is INQUIRY_GUIDE else ()
    answered = inner if reading.guide is ANSWER_GUIDE else ()
    return Member(
        traces=read_traces(level, reading),
        level_rejections=read_rejections(level, reading),
        person=read_participant(person, role, reading),
        diagnoses=_read_diagnoses(about, reading),
        dates=read_events(about),
        military=first(MPI, MilitaryService, about, reading),
        questions=tuple(_read_question(loop, reading) for loop in asked),
        benefits=tuple(_read_benefit(loop, letter, reading) for loop in answered),
        dependents=tuple(_read_member(each_one, "D", reading) for each_one in level.loops("2000D")),
    )


def _read_diagnoses(loop: Loop, reading: Reading) -> tuple[Diagnosis, ...]:
    codes = []
    for segment in loop.segments("HI"):
        for position in range(1, len(segment.elements)):
            parts = [part.strip() for part in reading.parts(segment, position)]
            if len(parts) > 1 and parts[1]:
                codes.append(Diagnosis(code=parts[1], qualifier=parts[0]))
    # what there is no room for is left over
    return tuple(codes[:_DIAGNOSES_MAX])


def _repeated(segment: Segment, position: int, reading: Reading) -> tuple[str, ...]:
    text = segment.element(position)
    parts = text.split(reading.repetition) if reading.repetition else [text]
    return tuple(part.strip() for part in parts if part.strip())


def _read_question(loop: Loop, reading: Reading) -> BenefitQuestion:
    eq = loop.segment("EQ") or Segment(elements=["EQ"])
    amounts = {kind: loop.segment("AMT", kind) for kind in ("R", "PB")}
    cents = {kind: read_cents(segment.element(2)) if segment else None for kind, segment in amounts.items()}
    procedure, _ = read_ranged(eq, 2, reading)
    return BenefitQuestion(
        service_types=_repeated(eq, 1, reading),
        procedure=procedure,
        coverage_level=eq.element(3).strip(),
        diagnosis_pointers=read_pointers(eq, 5, reading),
        amount_spend_down=cents["R"],
        amount_billed=cents["PB"],
        conditions=each(III, BenefitCondition, loop, reading),
        references=read_references(loop, reading),
        dates=read_events(loop),
    )


def _read_benefit(loop: Loop, letter: str, reading: Reading) -> Benefit:
    eb = loop.segment("EB") or Segment(elements=["EB"])
    procedure, last = read_ranged(eb, 13, reading)
    messages = (segment.element(1).strip() for segment in loop.segments("MSG"))
    people = (read_participant(inner, "related", reading) for inner in loop.loops(f"2120{letter}"))
    conditions = (inner.segment("III") for inner in loop.loops(f"2115{letter}"))
    return Benefit(
        **EB.values(eb, reading),
        service_types=_repeated(eb, 3, reading),
        procedure=procedure,
        procedure_last=last,
        diagnosis_pointers=read_pointers(eb, 14, reading),
        deliveries=deliveries(loop, reading),
        references=read_references(loop, reading),
        dates=read_events(loop),
        rejections=read_rejections(loop, reading),
        messages=tuple(message for message in messages if message),
        conditions=tuple(BenefitCondition(**III.values(one, reading)) for one in conditions if one is not None),
        related=tuple(one for one in people if one is not None),
    )


# ---- writing --------------------------------------------------------------------------------------------------------


def write_eligibility_inquiry(inquiry: EligibilityInquiry) -> Loop:
    """Write a question as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    return finished(inquiry, _write_root(inquiry), INQUIRY_GUIDE, LEVELS)


def write_eligibility_answer(answer: EligibilityAnswer) -> Loop:
    """Write an answer as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    return finished(answer, _write_root(answer), ANSWER_GUIDE, LEVELS)


def _write_root(noun: EligibilityInquiry | EligibilityAnswer) -> Loop:
    answering = isinstance(noun, EligibilityAnswer)
    content: list[Item] = [BHT.segment(noun)]
    if isinstance(noun, EligibilityAnswer):
        content += [AAA.segment(rejection) for rejection in noun.rejections]
    for payer in noun.payers:
        level: list[Item] = [AAA.segment(rejection) for rejection in payer.level_rejections]
        level += [write_participant("2100A", payer.payer)] if payer.payer is not None else []
        for asker in payer.askers:
            inner: list[Item] = [write_participant("2100B", asker.asker)] if asker.asker is not None else []
            inner += [_write_member(member, "C", answering=answering) for member in asker.members]
            level.append(Loop("2000B", inner))
        content.append(Loop("2000A", level))
    return Loop("HEADER", without_empty(content))


def _write_member(member: Member, letter: str, *, answering: bool) -> Loop:
    content: list[Item] = [TRN.segment(trace) for trace in member.traces]
    content += [AAA.segment(rejection) for rejection in member.level_rejections]
    if member.person is not None:
        person = write_participant(f"2100{letter}", member.person)
        person.content += _write_about(member, letter, answering=answering)
        content.append(person)
    elif member.diagnoses or member.dates or member.military or member.questions or member.benefits:
        raise ValueError("a member without a person has no place for what is asked or answered")
    if letter == "D" and member.dependents:
        raise ValueError("a dependent has no dependents")
    content += [_write_member(dependent, "D", answering=answering) for dependent in member.dependents]
    return Loop(f"2000{letter}", without_empty(content))


def _write_about(member: Member, letter: str, *, answering: bool) -> list[Item]:
    """Write what stands in the person's loop after the person."""
    if len(member.diagnoses) > _DIAGNOSES_MAX:
        raise ValueError("a member has at most eight diagnoses")
    if member.benefits if not answering else member.questions:
        raise ValueError("a question holds no benefits, an answer no questions")
    content: list[Item] = []
    if member.diagnoses:
        codes = (join((write_text(one.qualifier), write_text(one.code))) for one in member.diagnoses)
        content.append(make("HI", *codes))
    content += write_events(member.dates)
    content += [MPI.segment(member.military)] if member.military is not None else []
    content += [_write_question(question, letter) for question in member.questions]
    return content + [_write_benefit(benefit, letter) for benefit in member.benefits]


def _write_question(question: BenefitQuestion, letter: str) -> Loop:
    eq = make(
        "EQ",
        REPETITION.join(write_text(one) for one in question.service_types),
        write_ranged(question.procedure),
        write_text(question.coverage_level),
        "",
        write_pointers(question.diagnosis_pointers),
    )
    content: list[Item] = [eq]
    for kind, amount in (("R", question.amount_spend_down), ("PB", question.amount_billed)):
        content += [make("AMT", kind, CENTS.write(amount))] if amount is not None else []
    content += [III.segment(condition) for condition in question.conditions]
    content += write_references(question.references)
    return Loop(f"2110{letter}", content + write_events(question.dates))


def _write_benefit(benefit: Benefit, letter: str) -> Loop:
    eb = fill(
        EB.segment(benefit),
        (3, REPETITION.join(write_text(one) for one in benefit.service_types)),
        (13, write_ranged(benefit.procedure, benefit.procedure_last)),
        (14, write_pointers(benefit.diagnosis_pointers)),
    )
    content: list[Item] = [eb]
    content += [HSD.segment(delivery) for delivery in benefit.deliveries]
    content += write_references(benefit.references)
    content += write_events(benefit.dates)
    content += [AAA.segment(rejection) for rejection in benefit.rejections]
    content += [make("MSG", write_text(message)) for message in benefit.messages]
    content += [Loop(f"2115{letter}", [III.segment(condition)]) for condition in benefit.conditions]
    if benefit.related:
        content.append(make("LS", "2120"))
        content += [write_participant(f"2120{letter}", one) for one in benefit.related]
        content.append(make("LE", "2120"))
    return Loop(f"2110{letter}", content)


# ---- in words -------------------------------------------------------------------------------------------------------


def _inquiry_summary(transaction: Transaction) -> tuple[str, ...]:
    if transaction.root is None:
        return ()
    inquiry = read_eligibility_inquiry(transaction).inquiry
    asked = [
        member
        for payer in inquiry.payers
        for asker in payer.askers
        for subscriber in asker.members
        for member in (subscriber, *subscriber.dependents)
    ]
    questions = [question for member in asked for question in member.questions]
    people = sum(bool(member.questions) for member in asked)
    # a longer value is no service type and may be somebody's name
    types = sorted({one for question in questions for one in question.service_types if len(one) <= 2})
    about = f", service types {', '.join(types[:6])}{' ...' if len(types) > 6 else ''}" if types else ""
    return (f"asks about {_count(people, 'person', 'people')}, {_count(len(questions), 'question')}{about}",)


def _answer_summary(transaction: Transaction) -> tuple[str, ...]:
    if transaction.root is None:
        return ()
    answer = read_eligibility_answer(transaction).answer
    members = list(answer.members())
    standings: Counter[str] = Counter()
    benefits = 0
    reasons: list[str] = [one.reason_code for one in answer.rejections_without_members]
    for answered in members:
        member = answered.member
        benefits += len(member.benefits)
        kinds = {benefit.information for benefit in member.benefits}
        refused = (*answered.rejections_above, *member.rejections)
        reasons += [one.reason_code for one in refused]
        standings[_standing(kinds, refused=bool(refused))] += 1
    told = ", ".join(f"{count} {standing}" for standing, count in standings.items())
    first_line = f"answers about {_count(len(members), 'person', 'people')}" + (f": {told}" if told else "")
    first_line += f", {_count(benefits, 'statement')}"
    shown = sorted({reason for reason in reasons if len(reason) <= 2})
    return (first_line, f"not answered: reason {', '.join(shown)}") if shown else (first_line,)


def _standing(kinds: set[str], *, refused: bool) -> str:
    if kinds & set("12345"):
        return "active"
    if kinds & set("678"):
        return "not active"
    return "not answered" if refused else "without a statement of coverage"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


SUMMARIES = {"270": _inquiry_summary, "271": _answer_summary}
"""What to tell of a transaction in a few words, by kind."""
