"""Scrubbing claims of files: each one beside the other claims of its patient.

`read_claims` makes claims of a file's bytes (837P, JSON or CSV form); `Scrubber` fills the history with all of them and
runs the rules.  Everything is data in, data out: who reads files and prints is `cli`.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from cleanskin.claim.claim_form import ClaimForm, looks_like_csv, looks_like_json, read_csv, read_json
from cleanskin.claim.claims_from_text import TextReader
from cleanskin.claim.findings import kind_of
from cleanskin.claim.history import ClaimHistory
from cleanskin.claim.ordinary_values import NotOrdinary
from cleanskin.claim.plain_file import raw_claims
from cleanskin.claim.summary import Summary
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.period import Period, period_of
from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.record.protocols import History
from cleanskin.rules.engine import Engine, Scrubbed
from cleanskin.rules.visit import Context
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission

_READER = TextReader()
"""Keeps providers, payers and codes from one file to the next."""


class HeldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to scrub, where it comes from, and what came with it.

    `position` counts claims in the file from 1; `submitted_on` is the day the file was made, as it says itself.
    """

    claim: Claim
    file: str = ""
    position: int = 0
    submitted_on: date | None = None
    form: ClaimForm | None = None


class ClaimsRead(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of one file and the findings about their form."""

    claims: tuple[HeldClaim, ...] = ()
    findings: tuple[Finding, ...] = ()


class ClaimReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about one claim: where it stands, what it bills, the findings.

    `position` counts claims in the file; `lines` are the codes with modifiers and units, by line number.
    """

    file: str
    position: int
    claim: str
    day: date | None
    payer: str
    lines: tuple[tuple[str, str], ...]
    findings: tuple[ClaimFinding, ...]


def read_claims(data: bytes, *, file: str) -> ClaimsRead:
    """Read the claims of one file, whatever its form; never raises on its content."""
    if looks_like_json(data):
        read = read_json(data, file=file)
    elif b"ISA" not in data[:512] and looks_like_csv(data):
        read = read_csv(data, file=file)
    else:
        return _read_837p(data, file)
    held = [
        HeldClaim(claim=form.claim, file=file, position=place, form=form)
        for place, form in enumerate(read.forms, start=1)
    ]
    return ClaimsRead(claims=tuple(held), findings=read.findings)


def _read_837p(data: bytes, file: str) -> ClaimsRead:
    """Read plain files from their text, others by the walker; both give the same claims."""
    try:
        raw = raw_claims(data, file=file)
        made = [(one, _READER.build(one)) for one in raw]
    except NotOrdinary:
        return _walk_837p(data, file)
    return ClaimsRead(
        claims=tuple(
            HeldClaim(claim=done.claim, file=file, position=one.position, submitted_on=one.frame.created_on)
            for one, done in made
        ),
        findings=tuple(finding for _, done in made for finding in done.findings),
    )


def _walk_837p(data: bytes, file: str) -> ClaimsRead:
    held: list[HeldClaim] = []
    findings: list[Finding] = []
    others = 0
    for enveloped in transactions(data, file=file):
        findings += enveloped.findings
        transaction = enveloped.transaction
        if transaction is None:
            continue
        if transaction.kind != "837P":
            others += 1
            findings.append(_left_out(transaction.kind, transaction.position, file))
            continue
        read = read_submission(transaction, file=file)
        findings += read.findings
        held += [
            HeldClaim(claim=claim, file=file, position=place, submitted_on=read.submission.date_created)
            for place, claim in enumerate(read.submission.claims, start=len(held) + 1)
        ]
    if not held and not others:
        findings.append(kind_of("no-claims-in-file").finding(where=Pointer(file=file)))
    return ClaimsRead(claims=tuple(held), findings=tuple(findings))


def _left_out(kind: str, position: int, file: str) -> Finding:
    message = f"Transaction {position} is of kind {kind or 'unknown'}: it was left out."
    return kind_of("kind-of-transaction-not-scrubbed").finding(message, where=Pointer(file=file, transaction=position))


class Scrubber:
    """An engine with the history of all claims at hand.

    `past` are claims that are not scrubbed themselves; from their first day of service to the last day of all claims,
    history counts as complete.  `submitted_on` is the day on which the claims go out.
    """

    def __init__(self, engine: Engine, *, submitted_on: date | None = None, has_others: bool | None = None) -> None:
        """`has_others`: there is a history even where only one claim is known; None: by the claims known."""
        self.engine = engine
        self._has_others = has_others
        self.submitted_on = submitted_on
        self.history = ClaimHistory()
        self._first_past: date | None = None
        self._last: date | None = None

    def know(self, claims: Iterable[Claim], *, past: bool = False) -> None:
        """Take claims into the history; `past` when they are of the practice's complete past."""
        for claim in claims:
            self.history.add(claim)
            first, last = claim.date_of_service, claim.date_of_service_last
            if last is not None and (self._last is None or last > self._last):
                self._last = last
            if past and first is not None and (self._first_past is None or first < self._first_past):
                self._first_past = first
        if self._first_past is not None and self._last is not None:
            self.history.complete = period_of(self._first_past, max(self._first_past, self._last))

    def scrub(self, claims: Iterable[HeldClaim], summary: Summary) -> Iterator[ClaimReport]:
        """Run the rules over claims in their order, count all in `summary`, give those with findings.

        `know` the claims first.
        """
        has_others = self.history.claims > 1 if self._has_others is None else self._has_others
        history = self.history if has_others else None
        by_day: dict[date | None, Context] = {}
        for held in claims:
            if held.form is not None:
                context = self._context(held.form, history)
            else:
                day = self.submitted_on or held.submitted_on
                known = by_day.get(day)
                context = known or by_day.setdefault(day, Context(history=history, submitted_on=day))
            result = self.engine.scrub(held.claim, context)
            summary.add(held.claim, result)
            if result.findings:
                yield _report(held, result)

    def _context(self, form: ClaimForm, shared: ClaimHistory | None) -> Context:
        history: History | None = shared
        if form.history is not None:
            own = ClaimHistory(complete=Period(form.history_complete_from) if form.history_complete_from else None)
            own.add_lines(form.claim, form.history)
            if shared is not None:
                own.add_lines(form.claim, shared.lines_of(form.claim))
            history = own
        return Context(
            history=history,
            encounter=form.encounter,
            abn=form.abn,
            authorizations=form.authorizations,
            surgical_log=form.surgical_log,
            submitted_on=form.submitted_on or self.submitted_on,
            providers=form.providers,
            coding_only=form.coding_only,
        )


def _report(held: HeldClaim, result: Scrubbed) -> ClaimReport:
    claim = held.claim
    return ClaimReport(
        file=held.file,
        position=held.position,
        claim=claim.patient_control_number,
        day=claim.date_of_service,
        payer=claim.coverage.payer.name,
        lines=tuple((line.number, _billed(line)) for line in claim.lines),
        findings=result.findings,
    )


def _billed(line: ServiceLine) -> str:
    procedure = line.procedure
    units = f" x{line.units:f}" if line.units is not None and line.units != 1 else ""
    return "-".join((procedure.code, *procedure.modifiers)) + units
