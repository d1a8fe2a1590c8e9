"""Claims between tree and nouns: an 837P transaction as a `Submission`, and back.

`read_submission` takes any walked tree, faulty or not, and never raises; what a claim does not hold is kept in its
`extras`.  `write_submission` gives the tree of a transaction without delimiters (see `mapping.py`); `x12/write.py`
makes a file of it.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from cleanskin.kernel.finding import Finding
from cleanskin.record.claim import (
    Ambulance,
    Attachment,
    Claim,
    ConditionIndicator,
    Contract,
    Diagnosis,
    Note,
    PatientFacts,
    Pricing,
    SpinalManipulation,
    Submission,
)
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Party, Role
from cleanskin.record.segment import ExtraSegment
from cleanskin.x12.guides.claim_837p import GUIDE
from cleanskin.x12.guides.coverage_837p_record import (
    is_bare,
    party_of,
    read_coverage,
    read_other_coverage,
    write_coverage,
    write_other_coverage,
)
from cleanskin.x12.guides.line_837p_record import (
    CN1,
    CR1,
    CRC,
    HCP,
    NTE,
    PWK,
    all_of,
    one,
    read_line,
    read_providers,
    write_line,
)
from cleanskin.x12.guides.mapping import (
    CENTS,
    CENTS_REQUIRED,
    DAY,
    NUMBER,
    YES,
    Field,
    Item,
    Reading,
    Shape,
    join,
    left_over,
    make,
    with_extras,
    write_text,
)
from cleanskin.x12.guides.party_record import (
    read_cents,
    read_events,
    read_references,
    write_events,
    write_party,
    write_references,
)
from cleanskin.x12.tree import Loop, Segment, Transaction
from cleanskin.x12.walk import walk

CLM = Shape(
    "CLM",
    Field(1, "patient_control_number"),
    Field(2, "amount_billed", CENTS_REQUIRED),
    Field(5, "place_of_service", component=1),
    Field(5, "facility_qualifier", component=2),
    Field(5, "frequency_code", component=3),
    Field(6, "provider_signature"),
    Field(7, "accepts_assignment"),
    Field(8, "benefits_assigned"),
    Field(9, "release_of_information"),
    Field(10, "patient_signature_source"),
    Field(11, "accident_state", component=4),
    Field(11, "accident_country", component=5),
    Field(12, "special_program"),
    Field(20, "delay_reason"),
)
CR2 = Shape("CR2", Field(8, "condition"), Field(10, "description_1"), Field(11, "description_2"))
PAT = Shape(
    "PAT",
    Field(6, "date_of_death", DAY),
    Field(8, "weight", NUMBER),
    Field(9, "is_pregnant", YES),
    constants={(5, 0): "D8", (7, 0): "01"},
)
BHT = Shape(
    "BHT",
    Field(2, "purpose"),
    Field(3, "reference_id"),
    Field(4, "date_created", DAY),
    Field(5, "time_created"),
    Field(6, "kind"),
    constants={(1, 0): "0019"},
)

PROVIDER_CODES: dict[str, Role] = {
    "DN": "referring",
    "P3": "primary_care",
    "82": "rendering",
    "77": "service_facility",
    "DQ": "supervising",
    "PW": "ambulance_pick_up",
    "45": "ambulance_drop_off",
}
_PROVIDER_LOOPS: dict[str, tuple[str, str]] = {
    "referring": ("2310A", "DN"),
    "primary_care": ("2310A", "P3"),
    "rendering": ("2310B", "82"),
    "service_facility": ("2310C", "77"),
    "supervising": ("2310D", "DQ"),
    "ambulance_pick_up": ("2310E", "PW"),
    "ambulance_drop_off": ("2310F", "45"),
}
_DIAGNOSES = frozenset(("ABK", "ABF", "BK", "BF"))
_ANESTHESIA = frozenset(("BP", "BO"))
_DIAGNOSES_MAX = 12
_BILLING, _SUBSCRIBER, _PATIENT = (
    frozenset(("HL", "2000B")),
    frozenset(("HL", "2000C", "2300")),
    frozenset(("HL", "2300")),
)


class SubmissionRead(NamedTuple):
    """A submission built from a transaction, and what was said on the way."""

    submission: Submission
    findings: tuple[Finding, ...]


class _Level(NamedTuple):
    """What the levels above a claim say of it: attributes of the claim, and segments without a place."""

    values: dict[str, Any]
    extras: tuple[ExtraSegment, ...]


def read_submission(transaction: Transaction, *, file: str = "") -> SubmissionRead:
    """Build the nouns of an 837P transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, GUIDE)
    bht = root.segment("BHT")
    values = BHT.values(bht or Segment(elements=["BHT"]), reading)
    submission = Submission(
        **values,
        submitter=party_of(root.loop("1000A"), "submitter", reading),
        receiver=party_of(root.loop("1000B"), "receiver", reading),
    )
    skip = frozenset(("ST", "SE", "2000A"))
    extras = left_over(reading, "HEADER", root.content, _write_head(submission), skip)
    claims: list[Claim] = []
    for level in root.loops("2000A"):
        claims.extend(_read_billing(level, reading))
    submission = _with(submission, claims=tuple(claims), extras=tuple(extras))
    return SubmissionRead(submission, tuple(reading.findings))


def _with(noun: Any, **changes: Any) -> Any:
    """Return the noun with other attributes."""
    values = {name: getattr(noun, name) for name in noun.__struct_fields__}
    return type(noun)(**{**values, **changes})


def _read_billing(loop: Loop, reading: Reading) -> Iterator[Claim]:
    billing = party_of(loop.loop("2010AA"), "billing", reading)
    specialty, currency = loop.segment("PRV"), loop.segment("CUR")
    pay_to, plan = loop.loop("2010AB"), loop.loop("2010AC")
    values: dict[str, Any] = {
        "billing_provider": _with(billing, taxonomy=specialty.element(3).strip()) if specialty else billing,
        "currency": currency.element(2).strip() if currency else "",
        "pay_to": party_of(pay_to, "pay_to", reading) if pay_to else None,
        "pay_to_plan": party_of(plan, "pay_to_plan", reading) if plan else None,
    }
    written = _write_billing(_Above(**values))
    level = _Level(values, tuple(left_over(reading, "2000A", loop.content, written, _BILLING)))
    found = False
    for inner in loop.loops("2000B"):
        for claim in _read_subscriber(inner, level, reading):
            found = True
            yield claim
    if not found:
        _say_empty(loop, reading)


def _say_empty(loop: Loop, reading: Reading) -> None:
    first = next(loop.segments(), None)
    reading.say("level-without-claims", first, loop.id, f"loop {loop.id} holds no claim")


def _read_facts(segment: Segment | None, reading: Reading) -> PatientFacts | None:
    if segment is None:
        return None
    facts = PatientFacts(**PAT.values(segment, reading))
    return None if facts == PatientFacts() else facts


def _read_subscriber(loop: Loop, above: _Level, reading: Reading) -> Iterator[Claim]:
    coverage = read_coverage(loop, reading)
    facts = _read_facts(loop.segment("PAT"), reading)
    extras = left_over(reading, "2000B", loop.content, _write_subscriber(coverage, facts), _SUBSCRIBER)
    values = {**above.values, "coverage": coverage, "subscriber_facts": facts}
    level = _Level(values, (*above.extras, *extras))
    found = False
    for inner in loop.loops():
        if inner.id == "2300":
            found = True
            yield _read_claim(inner, level, reading)
        elif inner.id == "2000C":
            found = True
            yield from _read_patient(inner, level, reading)
    if not found:
        _say_empty(loop, reading)


def _read_patient(loop: Loop, above: _Level, reading: Reading) -> Iterator[Claim]:
    pat = loop.segment("PAT")
    relationship = pat.element(1).strip() if pat else ""
    patient = party_of(loop.loop("2010CA"), "patient", reading)
    facts = _read_facts(pat, reading)
    extras = left_over(reading, "2000C", loop.content, _write_patient(patient, relationship, facts), _PATIENT)
    values = {**above.values, "patient": patient, "patient_relationship": relationship, "patient_facts": facts}
    level = _Level(values, (*above.extras, *extras))
    claims = list(loop.loops("2300"))
    for inner in claims:
        yield _read_claim(inner, level, reading)
    if not claims:
        _say_empty(loop, reading)


def _read_claim(loop: Loop, above: _Level, reading: Reading) -> Claim:
    reading.claim = (reading.claim or 0) + 1
    clm, f5 = loop.segment("CLM"), loop.segment("AMT", "F5")
    causes = tuple(part.strip() for part in reading.parts(clm, 11)[:3]) if clm else ()
    claim = Claim(
        **above.values,
        **(CLM.values(clm, reading) if clm else {"patient_control_number": "", "amount_billed": 0}),
        related_causes=tuple(filter(None, causes)),
        dates=read_events(loop),
        attachments=all_of(PWK, Attachment, loop, reading),
        contract=one(CN1, Contract, loop, reading),
        amount_patient_paid=read_cents(f5.element(2)) if f5 else None,
        references=read_references(loop, reading),
        fixed_formats=tuple(k3.element(1).strip() for k3 in loop.segments("K3")),
        note=one(NTE, Note, loop, reading),
        ambulance=one(CR1, Ambulance, loop, reading),
        spinal_manipulation=one(CR2, SpinalManipulation, loop, reading),
        conditions=all_of(CRC, ConditionIndicator, loop, reading),
        diagnoses=_read_codes(loop, _DIAGNOSES, reading),
        anesthesia_procedures=_read_codes(loop, _ANESTHESIA, reading),
        condition_codes=tuple(code.code for code in _read_codes(loop, frozenset(("BG",)), reading)),
        pricing=one(HCP, Pricing, loop, reading),
        providers=read_providers(loop, PROVIDER_CODES, "2310", reading),
        other_coverages=tuple(read_other_coverage(inner, reading) for inner in loop.loops("2320")),
        lines=tuple(read_line(inner, reading) for inner in loop.loops("2400")),
    )
    extras = left_over(reading, "2300", loop.content, _write_claim(claim).content)
    return _with(claim, extras=(*above.extras, *extras)) if extras or above.extras else claim


def _read_codes(loop: Loop, kinds: frozenset[str], reading: Reading) -> tuple[Diagnosis, ...]:
    codes = []
    for segment in loop.segments("HI"):
        for position in range(1, len(segment.elements)):
            parts = [part.strip() for part in reading.parts(segment, position)]
            if parts[0] in kinds and len(parts) > 1 and parts[1]:
                codes.append(Diagnosis(code=parts[1], qualifier=parts[0]))
    return tuple(codes)


class _Above(NamedTuple):
    """What is equal for all claims of one billing level."""

    billing_provider: Party
    currency: str
    pay_to: Party | None
    pay_to_plan: Party | None


def _write_head(submission: Submission) -> list[Item]:
    items: list[Item] = [
        BHT.segment(submission),
        write_party(submission.submitter, "1000A", "41"),
        write_party(submission.receiver, "1000B", "40"),
    ]
    return [item for item in items if not is_bare(item)]


def _write_billing(above: _Above) -> list[Item]:
    items: list[Item] = []
    if above.billing_provider.taxonomy:
        items.append(make("PRV", "BI", "PXC", write_text(above.billing_provider.taxonomy)))
    if above.currency:
        items.append(make("CUR", "85", write_text(above.currency)))
    items.append(write_party(above.billing_provider, "2010AA", "85"))
    if above.pay_to is not None:
        items.append(write_party(above.pay_to, "2010AB", "87"))
    if above.pay_to_plan is not None:
        items.append(write_party(above.pay_to_plan, "2010AC", "PE"))
    return [item for item in items if item.id in ("2010AB", "2010AC") or not is_bare(item)]


def _write_subscriber(coverage: Coverage, facts: PatientFacts | None) -> list[Item]:
    return write_coverage(coverage, facts=PAT.segment(facts) if facts is not None else None)


def _write_patient(patient: Party, relationship: str, facts: PatientFacts | None) -> list[Item]:
    pat = PAT.segment(facts or PatientFacts())
    pat.elements[1:2] = [write_text(relationship)]
    items: list[Item] = [make(*pat.elements), write_party(patient, "2010CA", "QC")]
    return [item for item in items if not is_bare(item)]


def _write_clm(claim: Claim) -> Segment:
    segment = CLM.segment(claim)
    if claim.related_causes:
        if len(claim.related_causes) > 3:
            raise ValueError("a claim has at most three related causes")
        elements = segment.elements + [""] * (12 - len(segment.elements))
        causes = [*map(write_text, claim.related_causes), "", "", ""][:3]
        elements[11] = join((*causes, write_text(claim.accident_state), write_text(claim.accident_country)))
        segment = make(*elements)
    return segment


def _write_codes(codes: Iterable[tuple[str, str]], most: int) -> list[Item]:
    parts = [join((write_text(kind), write_text(code))) for kind, code in codes]
    return [make("HI", *parts[start : start + most]) for start in range(0, len(parts), most)]


def _write_claim(claim: Claim) -> Loop:
    content: list[Item] = [_write_clm(claim), *write_events(claim.dates)]
    content += [PWK.segment(attachment) for attachment in claim.attachments]
    content += [CN1.segment(claim.contract)] if claim.contract else []
    if claim.amount_patient_paid is not None:
        content.append(make("AMT", "F5", CENTS.write(claim.amount_patient_paid)))
    content += write_references(claim.references)
    content += [make("K3", write_text(text)) for text in claim.fixed_formats]
    content += [NTE.segment(claim.note)] if claim.note else []
    content += [CR1.segment(claim.ambulance)] if claim.ambulance else []
    content += [CR2.segment(claim.spinal_manipulation)] if claim.spinal_manipulation else []
    content += [CRC.segment(condition) for condition in claim.conditions]
    content += _write_codes(((one.qualifier, one.code) for one in claim.diagnoses), _DIAGNOSES_MAX)
    content += _write_codes(((one.qualifier, one.code) for one in claim.anesthesia_procedures), 2)
    content += _write_codes((("BG", code) for code in claim.condition_codes), _DIAGNOSES_MAX)
    content += [HCP.segment(claim.pricing)] if claim.pricing else []
    for party in claim.providers:
        if party.role not in _PROVIDER_LOOPS:
            raise ValueError(f"a claim has no {party.role} provider")
        loop, code = _PROVIDER_LOOPS[party.role]
        content.append(write_party(party, loop, code, specialty="PE" if loop == "2310B" else ""))
    content += [write_other_coverage(coverage) for coverage in claim.other_coverages]
    content += [write_line(line) for line in claim.lines]
    return Loop("2300", content)


def _extras(claim: Claim, level: str) -> tuple[ExtraSegment, ...]:
    """Return the claim's extra segments of one level."""
    return tuple(extra for extra in claim.extras if extra.level == level)


def _billing_key(claim: Claim) -> Any:
    above = _Above(claim.billing_provider, claim.currency, claim.pay_to, claim.pay_to_plan)
    return above, _extras(claim, "2000A")


def _subscriber_key(claim: Claim) -> Any:
    return claim.coverage, claim.subscriber_facts, _extras(claim, "2000B")


def _patient_key(claim: Claim) -> Any:
    return claim.patient, claim.patient_relationship, claim.patient_facts, _extras(claim, "2000C")


def write_submission(submission: Submission) -> Loop:
    """Write a submission as the tree of its transaction, ST and SE left to the writer of files.

    Neighboring claims of one billing provider, subscriber or patient share their level.  ValueError when a claim holds
    more than the guide has room for, or a segment that could not be read.
    """
    root = Loop("HEADER", _write_head(submission))
    number = 0
    for (above, extras), claims in groupby(submission.claims, key=_billing_key):
        number += 1
        billing = Loop("2000A", [make("HL", str(number), "", "20", "1"), *_write_billing(above)])
        number = _add_subscribers(with_extras(GUIDE, billing, extras), list(claims), number, number)
        root.content.append(billing)
    return with_extras(GUIDE, root, submission.extras)


def _subscriber_levels(claims: list[Claim]) -> Iterator[list[Claim]]:
    """Part the claims of a billing provider by subscriber; a subscriber's own claims stand before the patients'."""
    level: list[Claim] = []
    for claim in claims:
        if level and (
            _subscriber_key(claim) != _subscriber_key(level[-1]) or (claim.is_self and not level[-1].is_self)
        ):
            yield level
            level = []
        level.append(claim)
    yield level


def _add_subscribers(billing: Loop, claims: list[Claim], parent: int, number: int) -> int:
    for own in _subscriber_levels(claims):
        coverage, facts, extras = _subscriber_key(own[0])
        number += 1
        level = number
        head = make("HL", str(level), str(parent), "22", "0" if own[-1].is_self else "1")
        loop = with_extras(GUIDE, Loop("2000B", [head, *_write_subscriber(coverage, facts)]), extras)
        for (patient, relationship, patient_facts, patient_extras), inner in groupby(own, key=_patient_key):
            target = loop
            if patient is not None:
                number += 1
                head = make("HL", str(number), str(level), "23", "0")
                items = [head, *_write_patient(patient, relationship, patient_facts)]
                target = with_extras(GUIDE, Loop("2000C", items), patient_extras)
                loop.content.append(target)
            for claim in inner:
                target.content.append(with_extras(GUIDE, _write_claim(claim), _extras(claim, "2300")))
        billing.content.append(loop)
    return number
