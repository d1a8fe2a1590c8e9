"""Claim status between tree and nouns: a 276 as a `ClaimStatusInquiry`, a 277 as a `ClaimStatusAnswer`, and back.

Reading takes any walked tree, faulty or not, and never raises; what the nouns do not hold is kept in their `extras`.
Writing gives the tree of a transaction without delimiters (see `mapping.py`); `x12/inquiries.py` makes files.
"""

from collections import Counter
from typing import NamedTuple

from cleanskin.kernel.finding import Finding
from cleanskin.record.acknowledgement import StatusCode
from cleanskin.record.claim import Procedure
from cleanskin.record.claim_status import (
    STATUS_CATEGORIES,
    ClaimStatusAnswer,
    ClaimStatusInquiry,
    OwnStatus,
    StatusAsker,
    StatusClaim,
    StatusLine,
    StatusPatient,
    StatusPayer,
    StatusProvider,
    StatusReport,
)
from cleanskin.record.inquiry import Participant, Trace
from cleanskin.record.provider import Demographics, Role
from cleanskin.x12.guides.inquiry_record import (
    TRN,
    beginning,
    fill,
    finished,
    first,
    read_beginning,
    read_participant,
    read_ranged,
    with_left_over,
    without_empty,
    write_participant,
    write_ranged,
)
from cleanskin.x12.guides.mapping import (
    CENTS,
    DAY,
    NUMBER,
    Field,
    Item,
    Reading,
    Shape,
    join,
    make,
    write_text,
)
from cleanskin.x12.guides.party_record import (
    DMG,
    read_cents,
    read_events,
    read_references,
    write_events,
    write_references,
)
from cleanskin.x12.guides.status_276_277 import ANSWER_GUIDE, INQUIRY_GUIDE
from cleanskin.x12.tree import Loop, Segment, Transaction
from cleanskin.x12.walk import walk

BHT = beginning("0010")
STC = Shape(
    "STC",
    Field(2, "date_effective", DAY),
    Field(4, "amount_billed", CENTS),
    Field(5, "amount_paid", CENTS),
    Field(6, "date_finalized", DAY),
    Field(8, "date_paid", DAY),
    Field(9, "payment_number"),
)
SVC = Shape(
    "SVC",
    Field(2, "amount_billed", CENTS),
    Field(3, "amount_paid", CENTS),
    Field(4, "revenue_code"),
    Field(7, "units", NUMBER),
)
LEVELS = {"2000A": "20", "2000B": "21", "2000C": "19", "2000D": "22", "2000E": "23"}
_STATUS_PLACES = (1, 10, 11)


class InquiryRead(NamedTuple):
    """A question built from a transaction, and what was said on the way."""

    inquiry: ClaimStatusInquiry
    findings: tuple[Finding, ...]


class AnswerRead(NamedTuple):
    """An answer built from a transaction, and what was said on the way."""

    answer: ClaimStatusAnswer
    findings: tuple[Finding, ...]


def read_status_inquiry(transaction: Transaction, *, file: str = "") -> InquiryRead:
    """Build the nouns of a 276 transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, INQUIRY_GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, INQUIRY_GUIDE)
    inquiry = ClaimStatusInquiry(**read_beginning(BHT, root, reading), payers=_read_payers(root, reading))
    return InquiryRead(with_left_over(inquiry, root, _write_root, reading), tuple(reading.findings))


def read_status_answer(transaction: Transaction, *, file: str = "") -> AnswerRead:
    """Build the nouns of a 277 transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, ANSWER_GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, ANSWER_GUIDE)
    answer = ClaimStatusAnswer(**read_beginning(BHT, root, reading), payers=_read_payers(root, reading))
    return AnswerRead(with_left_over(answer, root, _write_root, reading), tuple(reading.findings))


def _read_payers(root: Loop, reading: Reading) -> tuple[StatusPayer, ...]:
    return tuple(
        StatusPayer(
            payer=read_participant(level.loop("2100A"), "information_source", reading),
            askers=tuple(_read_asker(inner, reading) for inner in level.loops("2000B")),
        )
        for level in root.loops("2000A")
    )


def _read_asker(level: Loop, reading: Reading) -> StatusAsker:
    return StatusAsker(
        asker=read_participant(level.loop("2100B"), "information_receiver", reading),
        own_status=_read_own(level.loop("2200B"), reading),
        providers=tuple(_read_provider(inner, reading) for inner in level.loops("2000C")),
    )


def _read_provider(level: Loop, reading: Reading) -> StatusProvider:
    named = (read_participant(loop, "related", reading) for loop in level.loops("2100C"))
    return StatusProvider(
        providers=tuple(one for one in named if one is not None),
        own_status=_read_own(level.loop("2200C"), reading),
        patients=tuple(_read_patient(inner, "D", reading) for inner in level.loops("2000D")),
    )


def _read_own(loop: Loop | None, reading: Reading) -> OwnStatus | None:
    trace: Trace | None = first(TRN, Trace, loop, reading)
    if loop is None or trace is None:
        return None
    return OwnStatus(trace=trace, reports=_read_reports(loop, reading))


def _read_patient(level: Loop, letter: str, reading: Reading) -> StatusPatient:
    role: Role = "subscriber" if letter == "D" else "patient"
    return StatusPatient(
        person=read_participant(level.loop(f"2100{letter}"), role, reading),
        demographics=first(DMG, Demographics, level, reading),
        claims=tuple(_read_claim(loop, letter, reading) for loop in level.loops(f"2200{letter}")),
        dependents=tuple(_read_patient(inner, "E", reading) for inner in level.loops("2000E")),
    )


def _read_claim(loop: Loop, letter: str, reading: Reading) -> StatusClaim:
    amount = loop.segment("AMT", "T3")
    lines = (*loop.loops(f"2210{letter}"), *loop.loops(f"2220{letter}"))
    return StatusClaim(
        trace=first(TRN, Trace, loop, reading),
        reports=_read_reports(loop, reading),
        references=read_references(loop, reading),
        amount_billed=read_cents(amount.element(2)) if amount is not None else None,
        dates=read_events(loop),
        lines=tuple(_read_line(line, reading) for line in lines),
    )


def _read_reports(loop: Loop, reading: Reading) -> tuple[StatusReport, ...]:
    reports = []
    for segment in loop.segments("STC"):
        codes = []
        for place in _STATUS_PLACES:
            parts = [part.strip() for part in reading.parts(segment, place)] + ["", "", ""]
            if any(parts):
                codes.append(StatusCode(category=parts[0], status=parts[1], entity=parts[2], code_list=parts[3]))
        reports.append(StatusReport(codes=tuple(codes), **STC.values(segment, reading)))
    return tuple(reports)


def _read_line(loop: Loop, reading: Reading) -> StatusLine:
    svc = loop.segment("SVC") or Segment(elements=["SVC"])
    procedure, _ = read_ranged(svc, 1, reading)
    return StatusLine(
        procedure=procedure or Procedure(code="", qualifier=""),
        **SVC.values(svc, reading),
        reports=_read_reports(loop, reading),
        references=read_references(loop, reading),
        dates=read_events(loop),
    )


# ---- writing --------------------------------------------------------------------------------------------------------


def write_status_inquiry(inquiry: ClaimStatusInquiry) -> Loop:
    """Write a question as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    return finished(inquiry, _write_root(inquiry), INQUIRY_GUIDE, LEVELS, childless="2000E")


def write_status_answer(answer: ClaimStatusAnswer) -> Loop:
    """Write an answer as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    return finished(answer, _write_root(answer), ANSWER_GUIDE, LEVELS, childless="2000E")


def _write_root(noun: ClaimStatusInquiry | ClaimStatusAnswer) -> Loop:
    line = "2220" if isinstance(noun, ClaimStatusAnswer) else "2210"
    content: list[Item] = [BHT.segment(noun)]
    for payer in noun.payers:
        level = _named("2100A", payer.payer)
        for asker in payer.askers:
            inner = [*_named("2100B", asker.asker), *_write_own("2200B", asker.own_status)]
            inner += [_write_provider(provider, line) for provider in asker.providers]
            level.append(Loop("2000B", inner))
        content.append(Loop("2000A", level))
    return Loop("HEADER", without_empty(content))


def _named(loop: str, one: Participant | None) -> list[Item]:
    return [write_participant(loop, one)] if one is not None else []


def _write_own(loop: str, own: OwnStatus | None) -> list[Item]:
    return [Loop(loop, [TRN.segment(own.trace), *_write_reports(own.reports)])] if own is not None else []


def _write_provider(provider: StatusProvider, line: str) -> Loop:
    content: list[Item] = [write_participant("2100C", one) for one in provider.providers]
    content += _write_own("2200C", provider.own_status)
    return Loop("2000C", content + [_write_patient(patient, "D", line) for patient in provider.patients])


def _write_patient(patient: StatusPatient, letter: str, line: str) -> Loop:
    if letter == "E" and patient.dependents:
        raise ValueError("a dependent has no dependents")
    content: list[Item] = [DMG.segment(patient.demographics)] if patient.demographics is not None else []
    content += _named(f"2100{letter}", patient.person)
    content += [_write_claim(claim, letter, line) for claim in patient.claims]
    content += [_write_patient(dependent, "E", line) for dependent in patient.dependents]
    return Loop(f"2000{letter}", without_empty(content))


def _write_claim(claim: StatusClaim, letter: str, line: str) -> Loop:
    content: list[Item] = [TRN.segment(claim.trace)] if claim.trace is not None else []
    content += _write_reports(claim.reports)
    content += write_references(claim.references)
    content += [make("AMT", "T3", CENTS.write(claim.amount_billed))] if claim.amount_billed is not None else []
    content += write_events(claim.dates)
    for one in claim.lines:
        svc = fill(SVC.segment(one), (1, write_ranged(one.procedure)))
        inner: list[Item] = [svc, *_write_reports(one.reports), *write_references(one.references)]
        content.append(Loop(line + letter, inner + write_events(one.dates)))
    return Loop(f"2200{letter}", content)


def _write_reports(reports: tuple[StatusReport, ...]) -> list[Item]:
    written: list[Item] = []
    for report in reports:
        if len(report.codes) > len(_STATUS_PLACES):
            raise ValueError("a status has at most three codes")
        codes = (join(write_text(part) for part in _parts(code)) for code in report.codes)
        written.append(fill(STC.segment(report), *zip(_STATUS_PLACES, codes)))
    return written


def _parts(code: StatusCode) -> tuple[str, str, str, str]:
    return code.category, code.status, code.entity, code.code_list


# ---- in words -------------------------------------------------------------------------------------------------------


def _inquiry_summary(transaction: Transaction) -> tuple[str, ...]:
    if transaction.root is None:
        return ()
    claims = list(read_status_inquiry(transaction).inquiry.claims())
    lines = sum(len(claim.lines) for claim in claims)
    return (f"asks about {_count(len(claims), 'claim')}" + (f", {_count(lines, 'line')}" if lines else ""),)


def _answer_summary(transaction: Transaction) -> tuple[str, ...]:
    if transaction.root is None:
        return ()
    answer = read_status_answer(transaction).answer
    claims = list(answer.claims())
    tally: Counter[str] = Counter()
    for claim in claims:
        category = claim.reports[0].category if claim.reports else ""
        known = STATUS_CATEGORIES.get(category)
        tally[known.stage.replace("_", " ") if known is not None else "of a status not known here"] += 1
    told = ", ".join(f"{count} {stage}" for stage, count in tally.items())
    lines = [f"answers about {_count(len(claims), 'claim')}" + (f": {told}" if told else "")]
    for own in answer.own_statuses():
        category = own.reports[0].category if own.reports else ""
        known = STATUS_CATEGORIES.get(category)
        lines.append(f"a question was not answered: {known.meaning if known is not None else 'no known reason'}")
    return tuple(lines)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


SUMMARIES = {"276": _inquiry_summary, "277": _answer_summary}
"""What to tell of a transaction in a few words, by kind."""
