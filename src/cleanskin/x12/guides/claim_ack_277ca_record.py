"""Acknowledgements of claims between tree and nouns: a 277CA transaction as a `ClaimAcknowledgement`, and back.

`read_claim_acknowledgement` takes any walked tree, faulty or not, and never raises; what the nouns do not hold is kept
in their `extras`.  Levels are numbered anew when they are written.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import msgspec

from cleanskin.kernel.cents import format_dollars
from cleanskin.kernel.finding import Finding
from cleanskin.record.acknowledgement import (
    CATEGORIES,
    AcknowledgedClaim,
    AcknowledgedLine,
    AcknowledgedPatient,
    AcknowledgedProvider,
    AcknowledgedSubmitter,
    AcknowledgedTotals,
    AcknowledgingSource,
    ClaimAcknowledgement,
    StatusCode,
    StatusInformation,
    verdict_of,
)
from cleanskin.record.provider import Party, Role
from cleanskin.x12.guides.claim_ack_277ca import GUIDE
from cleanskin.x12.guides.mapping import (
    CENTS,
    DAY,
    NUMBER,
    Field,
    Item,
    Reading,
    Shape,
    join,
    left_over,
    make,
    read_or_absent,
    with_extras,
    write_day,
    write_number,
    write_text,
)
from cleanskin.x12.guides.party_record import (
    NM1,
    name_of,
    read_cents,
    read_events,
    read_procedure,
    read_quantity,
    read_references,
    write_events,
    write_procedure,
    write_references,
)
from cleanskin.x12.tree import Loop, Segment, Transaction
from cleanskin.x12.walk import walk

BHT = Shape(
    "BHT",
    Field(2, "purpose"),
    Field(3, "reference_id"),
    Field(4, "date_created", DAY),
    Field(5, "time_created"),
    Field(6, "kind"),
    constants={(1, 0): "0085"},
)
SVC = Shape("SVC", Field(2, "amount_billed", CENTS), Field(4, "revenue_code"), Field(7, "units", NUMBER))

_ROLES: dict[str, Role] = {
    "PR": "payer",
    "AY": "clearinghouse",
    "41": "submitter",
    "85": "billing",
    "1P": "rendering",
    "QC": "patient",
    "IL": "subscriber",
}
_CODES: dict[str, str] = {role: code for code, role in _ROLES.items()}
_TOTALS = (("QTY", "90 QA", "count_accepted"), ("QTY", "AA QC", "count_rejected"),
           ("AMT", "YU", "amount_accepted"), ("AMT", "YY", "amount_rejected"))  # fmt: skip
_STATUS_PLACES = (1, 10, 11)
_SAID = {"accepted": "accepted", "rejected": "returned", "received": "received only", "undecided": "undecided"}
_SHOWN_MAX = 20


class ClaimAcknowledgementRead(NamedTuple):
    """An acknowledgement built from a transaction, and what was said on the way."""

    acknowledgement: ClaimAcknowledgement
    findings: tuple[Finding, ...]


def read_claim_acknowledgement(transaction: Transaction, *, file: str = "") -> ClaimAcknowledgementRead:
    """Build the nouns of a 277CA transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, GUIDE)
    bht = root.segment("BHT")
    acknowledgement = ClaimAcknowledgement(
        **(BHT.values(bht, reading) if bht else {"purpose": "", "kind": ""}),
        sources=tuple(_read_source(loop, reading) for loop in root.loops("2000A")),
    )
    reading.claim = reading.line = None
    skip = frozenset(("ST", "SE", "HL", "2200D"))
    extras = left_over(reading, "HEADER", root.content, _write_root(acknowledgement).content, skip)
    if extras:
        acknowledgement = msgspec.structs.replace(acknowledgement, extras=tuple(extras))
    return ClaimAcknowledgementRead(acknowledgement, tuple(reading.findings))


# ---- reading --------------------------------------------------------------------------------------------------------


def _read_party(loop: Loop | None, role: Role, reading: Reading) -> Party:
    """Read who a level is about; `role` where its code tells none."""
    name = loop.segment("NM1") if loop is not None else None
    if name is None:
        return Party(role=role)
    return Party(role=_ROLES.get(name.element(1).strip(), role), **NM1.values(name, reading))


def _read_trace(loop: Loop | None) -> str:
    trace = loop.segment("TRN") if loop is not None else None
    return trace.element(2).strip() if trace is not None else ""


def _read_day(loop: Loop | None, kind: str) -> date | None:
    dated = loop.segment("DTP", kind) if loop is not None else None
    day: date | None = read_or_absent(DAY, dated.element(3)) if dated is not None else None
    return day


def _read_source(loop: Loop, reading: Reading) -> AcknowledgingSource:
    receipt = loop.loop("2200A")
    return AcknowledgingSource(
        source=_read_party(loop.loop("2100A"), "payer", reading),
        trace_number=_read_trace(receipt),
        date_received=_read_day(receipt, "050"),
        date_processed=_read_day(receipt, "009"),
        submitters=tuple(_read_submitter(inner, reading) for inner in loop.loops("2000B")),
    )


def _read_submitter(loop: Loop, reading: Reading) -> AcknowledgedSubmitter:
    batch = loop.loop("2200B")
    return AcknowledgedSubmitter(
        submitter=_read_party(loop.loop("2100B"), "submitter", reading),
        trace_number=_read_trace(batch),
        statuses=_read_statuses(batch, reading),
        totals=_read_totals(batch),
        providers=tuple(_read_provider(inner, reading) for inner in loop.loops("2000C")),
    )


def _read_provider(loop: Loop, reading: Reading) -> AcknowledgedProvider:
    trace = loop.loop("2200C")
    return AcknowledgedProvider(
        provider=_read_party(loop.loop("2100C"), "billing", reading),
        trace_number=_read_trace(trace),
        statuses=_read_statuses(trace, reading),
        references=read_references(trace, reading) if trace is not None else (),
        totals=_read_totals(trace),
        patients=tuple(_read_patient(inner, reading) for inner in loop.loops("2000D")),
    )


def _read_patient(loop: Loop, reading: Reading) -> AcknowledgedPatient:
    return AcknowledgedPatient(
        patient=_read_party(loop.loop("2100D"), "patient", reading),
        claims=tuple(_read_claim(inner, reading) for inner in loop.loops("2200D")),
    )


def _read_claim(loop: Loop, reading: Reading) -> AcknowledgedClaim:
    reading.claim, reading.line = (reading.claim or 0) + 1, None
    claim = AcknowledgedClaim(
        patient_control_number=_read_trace(loop),
        statuses=_read_statuses(loop, reading),
        references=read_references(loop, reading),
        dates=read_events(loop),
        lines=tuple(_read_line(inner, reading) for inner in loop.loops("2220D")),
    )
    extras = left_over(reading, "2200D", loop.content, _write_claim(claim).content)
    return msgspec.structs.replace(claim, extras=tuple(extras)) if extras else claim


def _read_line(loop: Loop, reading: Reading) -> AcknowledgedLine:
    svc = loop.segment("SVC") or Segment(elements=["SVC"])
    return AcknowledgedLine(
        procedure=read_procedure(reading.parts(svc, 1)),
        **SVC.values(svc, reading),
        statuses=_read_statuses(loop, reading),
        references=read_references(loop, reading),
        dates=read_events(loop),
    )


def _read_statuses(loop: Loop | None, reading: Reading) -> tuple[StatusInformation, ...]:
    return tuple(_read_status(segment, reading) for segment in loop.segments("STC")) if loop is not None else ()


def _read_status(segment: Segment, reading: Reading) -> StatusInformation:
    codes = []
    for position in _STATUS_PLACES:
        parts = [part.strip() for part in reading.parts(segment, position)]
        if any(parts):
            codes.append(StatusCode(**dict(zip(StatusCode.__struct_fields__, parts))))
    return StatusInformation(
        codes=tuple(codes),
        date_effective=read_or_absent(DAY, segment.element(2)),
        action=segment.element(3).strip(),
        amount_billed=read_cents(segment.element(4)),
        message=segment.element(12).strip(),
    )


def _read_totals(loop: Loop | None) -> AcknowledgedTotals:
    """Read the totals; a level has its own pair of kinds of counts, amounts are of one kind everywhere."""
    values: dict[str, Any] = {}
    for id, kinds, name in _TOTALS if loop is not None else ():
        found = next((one for one in loop.segments(id) if one.element(1) in kinds.split()), None) if loop else None
        if found is not None:
            values[name] = (read_quantity if id == "QTY" else read_cents)(found.element(2))
    return AcknowledgedTotals(**values)


# ---- writing --------------------------------------------------------------------------------------------------------


def write_claim_acknowledgement(acknowledgement: ClaimAcknowledgement) -> Loop:
    """Write an acknowledgement as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    root = _write_root(acknowledgement)
    patients = (patient for _, _, provider in acknowledgement.providers for patient in provider.patients)
    for loop, patient in zip(root.all_loops("2000D"), patients):
        for claim in patient.claims:
            loop.content.append(with_extras(GUIDE, _write_claim(claim), claim.extras))
    return with_extras(GUIDE, root, acknowledgement.extras)


class _Levels:
    """Numbers levels in their order."""

    def __init__(self) -> None:
        self.last = 0

    def hl(self, parent: int, level: str, below: str) -> tuple[Segment, int]:
        self.last += 1
        return make("HL", str(self.last), str(parent) if parent else "", level, below), self.last


def _write_root(acknowledgement: ClaimAcknowledgement) -> Loop:
    """Write everything but the claims."""
    levels = _Levels()
    bht = BHT.segment(acknowledgement)
    content: list[Item] = [bht] if len(bht.elements) > 2 else []
    content += [_write_source(source, levels) for source in acknowledgement.sources]
    return Loop("HEADER", content)


def _write_party(party: Party, loop: str) -> list[Item]:
    """Write who a level is about; a level without a name has none."""
    if party == Party(role=party.role):
        return []
    if party.role not in _CODES:
        raise ValueError(f"an acknowledgement names no {party.role}")
    return [Loop(loop, [name_of(party, _CODES[party.role])])]


def _write_source(source: AcknowledgingSource, levels: _Levels) -> Loop:
    hl, number = levels.hl(0, "20", "1" if source.submitters else "0")
    receipt: list[Item] = _write_trace("1", source.trace_number)
    for kind, day in (("050", source.date_received), ("009", source.date_processed)):
        receipt += [make("DTP", kind, "D8", write_day(day))] if day is not None else []
    content: list[Item] = [hl, *_write_party(source.source, "2100A")]
    content += [Loop("2200A", receipt)] if receipt else []
    return Loop("2000A", content + [_write_submitter(one, levels, number) for one in source.submitters])


def _write_trace(kind: str, number: str) -> list[Item]:
    return [make("TRN", kind, write_text(number))] if number else []


def _write_submitter(submitter: AcknowledgedSubmitter, levels: _Levels, parent: int) -> Loop:
    hl, number = levels.hl(parent, "21", "1" if submitter.providers else "0")
    batch = _write_trace("2", submitter.trace_number)
    batch += _write_statuses(submitter.statuses)
    batch += _write_totals(submitter.totals, ("90", "AA"))
    content: list[Item] = [hl, *_write_party(submitter.submitter, "2100B")]
    content += [Loop("2200B", batch)] if batch else []
    return Loop("2000B", content + [_write_provider(one, levels, number) for one in submitter.providers])


def _write_provider(provider: AcknowledgedProvider, levels: _Levels, parent: int) -> Loop:
    hl, number = levels.hl(parent, "19", "1" if provider.patients else "0")
    trace = _write_trace("1", provider.trace_number)
    trace += _write_statuses(provider.statuses)
    trace += write_references(provider.references)
    trace += _write_totals(provider.totals, ("QA", "QC"))
    content: list[Item] = [hl, *_write_party(provider.provider, "2100C")]
    content += [Loop("2200C", trace)] if trace else []
    for patient in provider.patients:
        content.append(Loop("2000D", [levels.hl(number, "PT", "")[0], *_write_party(patient.patient, "2100D")]))
    return Loop("2000C", content)


def _write_claim(claim: AcknowledgedClaim) -> Loop:
    content = _write_trace("2", claim.patient_control_number)
    content += _write_statuses(claim.statuses)
    content += write_references(claim.references)
    content += write_events(claim.dates)
    for line in claim.lines:
        elements = SVC.segment(line).elements
        elements += [""] * (2 - len(elements))
        elements[1] = write_procedure(line.procedure)
        inner: list[Item] = [make(*elements), *_write_statuses(line.statuses)]
        content.append(Loop("2220D", inner + write_references(line.references) + write_events(line.dates)))
    return Loop("2200D", content)


def _write_statuses(statuses: Iterable[StatusInformation]) -> list[Item]:
    written: list[Item] = []
    for status in statuses:
        if len(status.codes) > len(_STATUS_PLACES):
            raise ValueError("a status has at most three codes")
        first, second, third = [*(_write_code(code) for code in status.codes), "", "", ""][:3]
        head = (first, write_day(status.date_effective), write_text(status.action), CENTS.write(status.amount_billed))
        written.append(make("STC", *head, "", "", "", "", "", second, third, write_text(status.message)))
    return written


def _write_code(code: StatusCode) -> str:
    return join(write_text(getattr(code, name)) for name in StatusCode.__struct_fields__)


def _write_totals(totals: AcknowledgedTotals, kinds: tuple[str, str]) -> list[Item]:
    counts = ((kinds[0], totals.count_accepted), (kinds[1], totals.count_rejected))
    amounts = (("YU", totals.amount_accepted), ("YY", totals.amount_rejected))
    written: list[Item] = [make("QTY", kind, write_number(value)) for kind, value in counts if value is not None]
    return written + [make("AMT", kind, CENTS.write(value)) for kind, value in amounts if value is not None]


# ---- in words -------------------------------------------------------------------------------------------------------


def _summary(transaction: Transaction) -> tuple[str, ...]:
    """Count claims by what became of them, and list the returned ones by their place; nothing of a patient is shown."""
    claims = read_claim_acknowledgement(transaction).acknowledgement.claims
    counts: Counter[str] = Counter()
    charges: Counter[str] = Counter()
    lines = []
    for ordinal, claim in enumerate(claims, 1):
        verdict = verdict_of(claim.categories) or "undecided"
        counts[verdict] += 1
        charges[verdict] += next((s.amount_billed for s in claim.statuses if s.amount_billed is not None), 0)
        if verdict == "rejected":
            codes = [code for status in claim.statuses for code in status.codes]
            shown = ", ".join(f"{code.category[:2]}:{code.status[:4]}" for code in codes)
            meaning = next((CATEGORIES[code.category].meaning for code in codes if code.category in CATEGORIES), "")
            lines.append(f"claim {ordinal} returned ({shown}): {meaning}")
    words = [
        f"{counts[verdict]:,} {said} ({format_dollars(charges[verdict])})"
        for verdict, said in _SAID.items()
        if counts[verdict]
    ]
    more = [f"and {len(lines) - _SHOWN_MAX} more returned"] if len(lines) > _SHOWN_MAX else []
    return (f"claims: {', '.join(words) or 'none'}", *lines[:_SHOWN_MAX], *more)


SUMMARIES = {"277CA": _summary}
"""What to tell of a transaction in a few words, by kind."""
