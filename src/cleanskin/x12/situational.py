"""SNIP type 4: what the guide asks for only in a situation, each as one small function over a claim or remittance.

A check takes what it looks at and yields (finding name, segment, element, message, expected).  `CLAIM_CHECKS` lists
those of professional claims; adding one is adding a function to that tuple.  Sums are not here: see `balance.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.findings import found
from cleanskin.x12.tree import Loop, Segment, Transaction

Remark = tuple[str, Segment, str, str, str]
"""Finding name, segment, element as quoted, message, what was expected."""

_LINES_MAX = 50
_LINE_SEGMENTS = frozenset(("SV1", "SV2", "SV3"))


class Line(msgspec.Struct):
    """A service line (2400): its LX, its service (SV1, or SV2, SV3 of another kind), its service date (DTP*472)."""

    loop: Loop
    counter: Segment | None = None
    service: Segment | None = None
    served: Segment | None = None


class Claim(msgspec.Struct):
    """A professional claim with what its checks look at."""

    segment: Segment
    loop: Loop
    lines: list[Line]
    diagnoses: list[Segment]
    periods: list[Segment]
    original: Segment | None
    others: list[Loop]
    subscriber: Segment | None
    under_patient: bool
    birth_date: str
    made_on: str
    component: str


def check_situations(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the situations of a walked professional claim transaction; other kinds have none here."""
    if transaction.root is None or transaction.kind != "837P":
        return []
    findings: list[Finding] = []
    numbers: Counter[str] = Counter()
    for ordinal, claim in enumerate(_claims(transaction), 1):
        remarks = [remark for check in CLAIM_CHECKS for remark in check(claim)]
        number = claim.segment.element(1)
        if number and numbers[number]:
            message = "An earlier claim of this transaction has the same CLM01."
            remarks.append(("claim-number-repeated", claim.segment, "CLM01", message, "a number of its own"))
        numbers[number] += 1
        findings.extend(_finding(remark, claim, transaction, file, ordinal) for remark in remarks)
    return findings


def _claims(transaction: Transaction) -> Iterator[Claim]:
    root = transaction.root
    if root is None:
        return
    beginning = root.segment("BHT")
    made_on = beginning.element(4) if beginning is not None else ""
    component = transaction.delimiters.component
    for subscriber_loop in _subscribers(root):
        subscriber = subscriber_loop.segment("SBR")
        name = subscriber_loop.loop("2010BA")
        holders = [(subscriber_loop, name, False)]
        holders += [(loop, loop.loop("2010CA"), True) for loop in subscriber_loop.loops("2000C")]
        for holder, person, under_patient in holders:
            birth = person.segment("DMG") if person is not None else None
            birth_date = birth.element(2) if birth is not None and birth.element(1) == "D8" else ""
            for loop in holder.loops("2300"):
                first = loop.content[0]
                if isinstance(first, Segment) and first.elements[0] == "CLM":
                    claim = Claim(
                        first, loop, [], [], [], None, [], subscriber, under_patient, birth_date, made_on, component
                    )
                    _fill(claim)
                    yield claim


def _subscribers(root: Loop) -> Iterator[Loop]:
    for provider in root.loops():
        yield from provider.loops("2000B")


def _fill(claim: Claim) -> None:
    """Find what the checks look at, in one pass over the claim."""
    for item in claim.loop.content:
        if isinstance(item, Loop):
            if item.id == "2400":
                claim.lines.append(_line(item))
            elif item.id == "2320":
                claim.others.append(item)
            continue
        id = item.elements[0]
        if id == "HI":
            claim.diagnoses.append(item)
        elif id == "DTP":
            claim.periods.append(item)
        elif id == "REF" and item.element(1) == "F8" and claim.original is None:
            claim.original = item


def _line(loop: Loop) -> Line:
    line = Line(loop)
    for item in loop.content:
        if isinstance(item, Loop):
            continue
        id = item.elements[0]
        if id == "LX":
            line.counter = line.counter or item
        elif id in _LINE_SEGMENTS:
            line.service = line.service or item
        elif id == "DTP" and item.element(1) == "472":
            line.served = line.served or item
    return line


def _finding(remark: Remark, claim: Claim, transaction: Transaction, file: str, ordinal: int) -> Finding:
    name, segment, element, message, expected = remark
    line = next((at for at, inner in enumerate(claim.lines, 1) if segment in inner.loop.content), None)
    where = Pointer(
        file=file,
        transaction=transaction.position,
        segment=segment.number,
        offset=segment.offset,
        loop="2400" if line else "2300" if segment in claim.loop.content else "",
        element=element,
        claim=ordinal,
        line=line,
    )
    return found(name, message, where=where, expected=expected)


# ---- the checks -----------------------------------------------------------------------------------------------------


def original_number(claim: Claim) -> Iterator[Remark]:
    """Frequency 7 (replacement) and 8 (void) name the original claim in REF*F8."""
    frequency = claim.segment.component(5, 3, claim.component)
    if frequency in ("7", "8") and claim.original is None:
        message = f"Frequency {frequency} without the payer's number of the original claim."
        yield "original-number-missing", claim.segment, "CLM05-03", message, "REF*F8"


def diagnosis_pointers(claim: Claim) -> Iterator[Remark]:
    """Every pointer of a line names a diagnosis of the claim's first HI."""
    diagnoses = _diagnoses(claim)
    if not diagnoses:
        return  # that they are missing or cannot be read is said elsewhere
    for line in claim.lines:
        service = line.service
        if service is None or service.elements[0] != "SV1":
            continue
        for at, pointer in enumerate(service.element(7).split(claim.component), 1):
            if pointer and not (pointer.isascii() and pointer.isdigit() and 1 <= int(pointer[:4]) <= len(diagnoses)):
                message = f"A pointer names no diagnosis of the claim, which lists {len(diagnoses)}."
                yield "diagnosis-pointer-dangling", service, f"SV107-{at:02d}", message, f"1 to {len(diagnoses)}"


def principal_diagnosis(claim: Claim) -> Iterator[Remark]:
    """The first diagnosis, and no other, is the principal one."""
    diagnoses = _diagnoses(claim)
    if not diagnoses:
        return
    first = claim.diagnoses[0]
    principal = [at for at, code in enumerate(diagnoses) if code in ("ABK", "BK")]
    if principal != [0]:
        message = "The first diagnosis of the claim, and only that, is marked as principal."
        yield "principal-diagnosis-missing", first, "HI01-01", message, "ABK first"


def patient_loop(claim: Claim) -> Iterator[Remark]:
    """A claim stands under the patient loop when the patient is a dependent, else under the subscriber."""
    subscriber = claim.subscriber
    if subscriber is None:
        return
    is_self = subscriber.element(2) == "18"
    if is_self and claim.under_patient:
        message = "The subscriber is the patient, yet the claim stands under a patient loop."
        yield "patient-loop-for-subscriber", subscriber, "SBR02", message, "SBR02 empty, or no loop 2000C"
    if not is_self and not claim.under_patient:
        message = "The claim stands under the subscriber, yet the subscriber is not said to be the patient."
        yield "patient-loop-missing", subscriber, "SBR02", message, "18, or loop 2000C"


def payer_ranks(claim: Claim) -> Iterator[Remark]:
    """No two payers of a claim are both primary, both secondary or both tertiary."""
    seen = {claim.subscriber.element(1)} if claim.subscriber is not None else set()
    for loop in claim.others:
        other = loop.segment("SBR")
        if other is None:
            continue
        rank = other.element(1)
        if rank in seen and rank in ("P", "S", "T"):
            message = f"Two payers of the claim have the rank {rank}."
            yield "payer-rank-repeated", other, "SBR01", message, "a rank of its own"
        seen.add(rank)


def lines_present_and_numbered(claim: Claim) -> Iterator[Remark]:
    """A claim has 1 to 50 lines, counted by LX01."""
    if not claim.lines:
        yield "claim-without-lines", claim.segment, "LX", "The claim has no service line.", "LX and SV1"
    if len(claim.lines) > _LINES_MAX:
        message = f"The claim has {len(claim.lines)} lines."
        yield "too-many-lines", claim.segment, "LX", message, f"at most {_LINES_MAX}"
    for ordinal, line in enumerate(claim.lines, 1):
        counter = line.counter
        if counter is not None and counter.element(1).lstrip("0") != str(ordinal):
            yield "line-number-not-in-order", counter, "LX01", "LX01 does not count the claim's lines.", str(ordinal)
            return


def line_kind(claim: Claim) -> Iterator[Remark]:
    """A professional line says its service in SV1."""
    for line in claim.lines:
        service = line.service
        if service is not None and service.elements[0] != "SV1":
            message = f"A line of a professional claim has {service.elements[0]}."
            yield "line-of-other-kind", service, service.elements[0], message, "SV1"


def service_dates(claim: Claim) -> Iterator[Remark]:
    """Every line has a service date: after birth, not after the day of the transaction, not ending before it starts."""
    for line in claim.lines:
        service = line.served
        if service is None:
            if line.service is not None:
                yield "service-date-missing", line.service, "DTP", "The line has no service date.", "DTP*472"
            continue
        start, _, end = service.element(3).partition("-")
        if not (len(start) == 8 and start.isascii() and start.isdigit()):
            continue
        if end and end < start:
            yield "date-range-reversed", service, "DTP03", "The period ends before it starts.", "start-end"
        if len(claim.birth_date) == 8 and start < claim.birth_date:
            message = "The service date is before the patient's birth date."
            yield "date-before-birth", service, "DTP03", message, "a date after birth"
        if len(claim.made_on) == 8 and claim.made_on < start:
            message = "The service date is after the day of the transaction (BHT04)."
            yield "service-after-file-date", service, "DTP03", message, "a date not after BHT04"


def claim_periods(claim: Claim) -> Iterator[Remark]:
    """A claim's own periods do not end before they start."""
    for segment in claim.periods:
        start, dash, end = segment.element(3).partition("-")
        if dash and len(start) == len(end) == 8 and end < start:
            yield "date-range-reversed", segment, "DTP03", "The period ends before it starts.", "start-end"


def _diagnoses(claim: Claim) -> list[str]:
    """Qualifiers of the claim's diagnoses in order, over all its HI segments that hold diagnoses."""
    found_codes: list[str] = []
    for segment in claim.diagnoses:
        qualifiers = [text.split(claim.component)[0] for text in segment.elements[1:] if text]
        found_codes.extend(code for code in qualifiers if code in ("ABK", "ABF", "BK", "BF"))
    return found_codes


CLAIM_CHECKS: tuple[Callable[[Claim], Iterator[Remark]], ...] = (
    original_number,
    diagnosis_pointers,
    principal_diagnosis,
    patient_loop,
    payer_ranks,
    lines_present_and_numbered,
    line_kind,
    service_dates,
    claim_periods,
)
"""The checks of professional claims."""
