"""What really happened, for tests and scores: one JSON object a claim, one a visit, and a summary.

Grain of `truth.jsonl`: one original claim (and one per encounter-only visit).  Submissions are known by REF*D9
(`identifier`), answers by payer, payment date, CLP07 and CLP02.  Only what happened up to the as-of day is told.
Grain of `visits.jsonl`: one booked visit, with what was truly done, whether or not anything was billed, and its note.
Amounts are cents.  Causes are the words of the denials page; `rule` is the payer's own name for what decided.
"""

from datetime import date
from typing import Any

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.nouns.bill import StaffError
from cleanskin.sim.nouns.decision import Adjustment


class TruthSubmission(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One CLM sent.  `in_files` is false when it was keyed elsewhere; lost files are told in the summary's faults."""

    identifier: str
    kind: str
    date: date
    payer: str
    billed: Cents = 0
    frequency: str = "1"
    original_number: str = ""
    in_files: bool = True
    accepted: bool = True
    """Front end accepted it."""
    category: str = ""
    """277CA category and status, when it was rejected."""
    cause: str = ""


class TruthAnswer(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One CLP, or a provider-level takeback (status WO).  `in_files` is false when its payer sends none.

    Files lost or damaged on the way are told in the summary's faults.
    """

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
    """One service line of the first submission: done, billed, first decided, decided last (primary payer).

    `done` is the true service it stands for, as code, modifiers and units; None: nothing done supports it.
    """

    number: str
    """REF*6R."""
    code: str
    modifiers: tuple[str, ...]
    units: int
    billed: Cents
    done: tuple[str, tuple[str, ...], int] | None = None
    errors: tuple[str, ...] = ()
    first_outcome: str = ""
    first_rule: str = ""
    first_cause: str = ""
    first_codes: tuple[Adjustment, ...] = ()
    first_remarks: tuple[str, ...] = ()
    first_allowed: Cents = 0
    first_paid: Cents = 0
    first_patient: Cents = 0
    first_is_vague: bool = False
    last_outcome: str = ""
    last_rule: str = ""
    last_paid: Cents = 0
    last_patient: Cents = 0


class TruthWork(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One thing staff did about a rejection or an answer."""

    action: str
    date: date
    minutes: int = 0
    reason: str = ""


class TruthClaim(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One original claim and its life up to the as-of day."""

    number: str
    """Patient and running number of his claims: "17-3"."""
    control_number: str
    population: str
    patient: int
    visit: str
    """Key of the visit."""
    visit_kind: str = ""
    payer: str
    payer_id: str
    provider_npi: str
    location_npi: str
    date_of_service: date
    amount_billed: Cents
    submissions: list[TruthSubmission]
    answers: list[TruthAnswer]
    lines: list[TruthLine]
    work: list[TruthWork] = []
    errors: tuple[StaffError, ...] = ()
    first_outcome: str = ""
    """paid, patient_share, denied, partly_denied, unprocessable, pend, duplicate, capitated; empty: unanswered"""
    cause: str = ""
    """Cause of the first refused line that cost most."""
    vague: bool = False
    stories: tuple[str, ...] = ()
    worked: bool = False
    minutes: int = 0
    """People's work on it, from coding to the last follow-up."""
    held_days: int = 0
    state: str = "open"
    """open, rejected, lost, pended, paid, patient_share, denied, partly_denied, recovered, taken_back, voided,
    capitated or encounter"""
    amount_paid: Cents = 0
    """Primary payer, net of takebacks."""
    amount_paid_secondary: Cents = 0
    amount_patient: Cents = 0
    """Share left with the patient after the last payer that spoke."""


class TruthVisit(msgspec.Struct, kw_only=True, omit_defaults=True, gc=False):
    """One booked visit: what was truly done, what of it was billed, and its note.

    `services` are code, modifiers, units and nature of the true services; `billed` the indexes of those that stand on a
    claim.  What they are worth at the payer's contract is asked of `perfect.py`.
    """

    key: str
    patient: int
    day: date
    kind: str
    attendance: str
    provider: str
    payer: str = ""
    booked_as: str = ""
    new_patient: bool = False
    services: tuple[tuple[str, tuple[str, ...], int, str], ...] = ()
    billed: tuple[int, ...] = ()
    errors: tuple[StaffError, ...] = ()
    flaws: tuple[StaffError, ...] = ()
    """What its note leaves out."""
    note: str = ""
    encounter: Any = None


class Totals(msgspec.Struct, kw_only=True):
    """Counts and sums of the truth, kept while it is told; tables are name to count."""

    claims: int = 0
    visits: int = 0
    amount_billed: Cents = 0
    amount_paid_primary: Cents = 0
    amount_paid_secondary: Cents = 0
    tables: dict[str, dict[str, int]] = {}

    def count(self, table: str, key: str) -> None:
        """Count one in a table."""
        counts = self.tables.setdefault(table, {})
        counts[key] = counts.get(key, 0) + 1

    def add_claim(self, claim: TruthClaim) -> None:
        """Count one claim."""
        self.claims += 1
        self.amount_billed += claim.amount_billed
        self.amount_paid_primary += claim.amount_paid
        self.amount_paid_secondary += claim.amount_paid_secondary
        self.count("states", claim.state)
        self.count("populations", claim.population)
        self.count("claims_by_payer", claim.payer)
        self.count("first_outcomes", claim.first_outcome or "unanswered")
        if claim.cause:
            self.count("causes", claim.cause)
            self.count("denied_by_payer", claim.payer)
        for submission in claim.submissions:
            self.count("kinds_of_submission", submission.kind)
        for answer in claim.answers:
            self.count("kinds_of_answer", answer.kind)
        for story in claim.stories:
            self.count("story_claims", story)
        for error in claim.errors:
            self.count("errors", error.kind)

    def add_visit(self, visit: TruthVisit) -> None:
        """Count one visit."""
        self.visits += 1
        self.count("attendance", visit.attendance)
        self.count("visit_kinds", visit.kind)

    def merge(self, other: "Totals") -> None:
        """Add another block's totals."""
        self.claims += other.claims
        self.visits += other.visits
        self.amount_billed += other.amount_billed
        self.amount_paid_primary += other.amount_paid_primary
        self.amount_paid_secondary += other.amount_paid_secondary
        for table, counts in other.tables.items():
            mine = self.tables.setdefault(table, {})
            for key, count in counts.items():
                mine[key] = mine.get(key, 0) + count
