"""What really happened, for tests and scores: one JSON object a claim, and a summary.

Grain of `truth.jsonl`: one original claim (and one per encounter-only visit).  Submissions are known by REF*D9
(`identifier`), answers by payer, payment date, CLP07 and CLP02.  Only what happened up to the as-of day is
told.  Amounts are cents.  Root causes are the generator's own names.
"""

from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.stories import Story


class TruthSubmission(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One CLM sent.  `in_files` is false when its file is missing or it was keyed elsewhere."""

    identifier: str
    kind: str
    date: date
    payer: str
    frequency: str = "1"
    original_number: str = ""
    in_files: bool = True
    accepted: bool = True
    """Front end accepted it."""


class TruthAnswer(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One CLP, or a provider-level takeback (status WO).  `in_files` is false when its 835 is missing."""

    submission: str
    kind: str
    payer: str
    order: str
    date: date
    number: str
    status: str
    billed: Cents
    paid: Cents
    patient: Cents
    in_files: bool = True
    reverses: str = ""
    """CLP07 of the answer that this one undoes."""


class TruthLine(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One service line: billed, first decided, decided last (primary payer)."""

    number: str
    code: str
    modifiers: tuple[str, ...]
    units: int
    billed: Cents
    first_outcome: str = ""
    first_cause: str = ""
    first_codes: tuple[tuple[str, str, Cents], ...] = ()
    first_remarks: tuple[str, ...] = ()
    first_paid: Cents = 0
    first_patient: Cents = 0
    last_outcome: str = ""
    last_paid: Cents = 0
    last_patient: Cents = 0


class TruthClaim(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One original claim and its life up to the as-of day."""

    number: int
    control_number: str
    population: str
    patient: int
    payer: str
    payer_id: str
    provider_npi: str
    location_npi: str
    visit: str
    date_of_service: date
    amount_billed: Cents
    submissions: list[TruthSubmission]
    answers: list[TruthAnswer]
    lines: list[TruthLine]
    first_outcome: str = ""
    """paid, patient_share, denied, partly_denied, unprocessable, pend, duplicate, capitated; empty: unanswered"""
    cause: str = ""
    vague: bool = False
    stories: list[str]
    worked: bool = False
    state: str
    """open, rejected, lost, pended, paid, patient_share, denied, partly_denied, recovered, taken_back, voided,
    capitated or encounter"""
    amount_paid: Cents = 0
    """Primary payer, net of takebacks."""
    amount_paid_secondary: Cents = 0
    amount_patient: Cents = 0
    """Share left with the patient after the last payer that spoke."""


class SampleSummary(msgspec.Struct, kw_only=True):
    """Totals of one sample, as written to truth_summary.json."""

    seed: int
    claims: int
    months: int
    start: date
    end: date
    as_of: date
    providers: int
    practice_name: str
    billing_npi: str
    billing_tin: str
    files: dict[str, int]
    amount_billed: Cents
    amount_paid_primary: Cents
    amount_paid_secondary: Cents
    states: dict[str, int]
    first_outcomes: dict[str, int]
    causes: dict[str, int]
    populations: dict[str, int]
    claims_by_payer: dict[str, int]
    denied_by_payer: dict[str, int]
    kinds_of_submission: dict[str, int]
    kinds_of_answer: dict[str, int]
    echoes_by_payer: dict[str, str]
    provider_npis: dict[str, str]
    stories: list[Story]
    story_claims: dict[str, int]
    resent_files: list[str]
    lost_claim_days: list[date]


def _count(table: dict[str, int], key: str) -> None:
    table[key] = table.get(key, 0) + 1


class TruthWriter:
    """Writes claims to truth.jsonl as they come and keeps the totals."""

    def __init__(self, out: Path, *, write: bool) -> None:
        """Write into `out` when `write` is true; totals are kept in any case."""
        self._stream: IO[bytes] | None = (out / "truth.jsonl").open("wb") if write else None
        self._encoder = msgspec.json.Encoder()
        self.amount_billed = 0
        self.amount_paid = 0
        self.amount_paid_secondary = 0
        self.tables: dict[str, dict[str, int]] = {
            name: {}
            for name in (
                "states", "first_outcomes", "causes", "populations", "claims_by_payer", "denied_by_payer",
                "kinds_of_submission", "kinds_of_answer", "story_claims",
            )
        }  # fmt: skip

    def add(self, claim: TruthClaim) -> None:
        """Write one claim."""
        tables = self.tables
        self.amount_billed += claim.amount_billed
        self.amount_paid += claim.amount_paid
        self.amount_paid_secondary += claim.amount_paid_secondary
        _count(tables["states"], claim.state)
        _count(tables["populations"], claim.population)
        _count(tables["claims_by_payer"], claim.payer)
        _count(tables["first_outcomes"], claim.first_outcome or "unanswered")
        if claim.cause:
            _count(tables["causes"], claim.cause)
            _count(tables["denied_by_payer"], claim.payer)
        for submission in claim.submissions:
            _count(tables["kinds_of_submission"], submission.kind)
        for answer in claim.answers:
            _count(tables["kinds_of_answer"], answer.kind)
        for story in claim.stories:
            _count(tables["story_claims"], story)
        if self._stream is not None:
            self._stream.write(self._encoder.encode(claim))
            self._stream.write(b"\n")

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()
