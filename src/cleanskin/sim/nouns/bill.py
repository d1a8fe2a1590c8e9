"""What staff made of a visit: the coverage they believed in, the claim they sent, and what they got wrong."""

from datetime import date
from typing import Literal, Protocol

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim
from cleanskin.sim.nouns.patient import CoverageSpan, Patient
from cleanskin.sim.nouns.visit import TrueVisit

SubmissionKind = Literal["original", "resubmission", "corrected", "void", "secondary", "duplicate", "test", "encounter"]


class StaffError(msgspec.Struct, frozen=True):
    """One thing that staff got wrong: kind (a row of the table of errors), the line's number ("" the claim), what."""

    kind: str
    line: str = ""
    was: str = ""
    now: str = ""


class CoverageAsked(msgspec.Struct, frozen=True):
    """A question about eligibility that the desk sent (270): the day, and the coverage as it had it on file."""

    on: date
    coverage: CoverageSpan


class AuthorizationAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A request for an authorization that the desk sent (278) for services of a visit.  `lines` are code and units."""

    on: date
    coverage: CoverageSpan
    lines: tuple[tuple[str, int], ...]
    diagnoses: tuple[str, ...] = ()
    needed_on: date


class DeskWork(msgspec.Struct, frozen=True, kw_only=True):
    """What the front desk did before and at a visit.

    `on_file` are the coverages it believes in, `checked` whether eligibility was asked, `authorization` the number it
    obtained or "", `amount_taken` what the patient paid at the desk, `abn` whether a notice was signed.  `last`,
    `first` and `born` are the patient's as on file; `referral` the number of a referral or ""; `amount_cosmetic` what
    the patient paid for cosmetic services.
    """

    on_file: tuple[CoverageSpan, ...] = ()
    checked: bool = False
    authorization: str = ""
    amount_taken: Cents = 0
    abn: bool = False
    errors: tuple[StaffError, ...] = ()
    last: str = ""
    first: str = ""
    born: date | None = None
    referral: str = ""
    amount_cosmetic: Cents = 0
    coverages_asked: tuple[CoverageAsked, ...] = ()
    authorizations_asked: tuple[AuthorizationAsked, ...] = ()
    minutes: int = 0


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as staff want to send it.

    `services` gives, for each line of the claim in order, the index of the true service it stands for, or None when
    nothing was done that supports it.  `number` counts the patient's claims from 1; `identifier` names this submission
    (REF*D9); `minutes` is the work it took.  `replaces` is the payer's number of the claim it corrects.
    """

    claim: Claim
    visit: str
    patient: int
    number: int
    kind: SubmissionKind = "original"
    identifier: str = ""
    ready_on: date
    services: tuple[int | None, ...] = ()
    errors: tuple[StaffError, ...] = ()
    replaces: str = ""
    minutes: int = 0
    population: str = "insurance"
    """insurance, workers_compensation, auto, capitated, encounter."""


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer between staff and clearinghouse did with a bill.

    `held` keeps it back so many days for work; `minutes` people's time; `changes` in plain words; `flagged` the line
    numbers about which something was said (for counting false holds).
    """

    bill: Bill
    held_days: int = 0
    minutes: int = 0
    changes: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()


class Reviewer(Protocol):
    """Somebody or something that looks at a bill before it is sent: how a product is put into the world."""

    def review(self, bill: Bill, *, visit: TrueVisit, patient: Patient, earlier: tuple[Bill, ...]) -> Reviewed:
        """Look at a bill; `earlier` are the patient's bills already sent."""
        ...


class Coder(Protocol):
    """Somebody or something that codes a visit instead of the staff: lines of code, units, modifiers, diagnoses."""

    def code(self, visit: TrueVisit, note: str, *, patient: Patient) -> tuple["CodedLine", ...]:
        """Return the lines to bill for this visit's note."""
        ...


class CodedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line a coder wants to bill."""

    code: str
    units: int = 1
    modifiers: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """What staff do about a rejection or an answer, and when.

    `bill` is what is sent next (resend, correct, secondary, void); appeals and records go to the payer outside the
    837P and carry `supports`: whether the record really backs the claim.  `minutes` is the work it takes.
    """

    action: Literal[
        "nothing", "resend", "correct", "appeal", "send_records", "secondary", "void", "write_off", "bill_patient"
    ]
    on: date
    bill: Bill | None = None
    minutes: int = 0
    supports: bool = False
    reason: str = ""
    """Why, as staff understood it: a category word of the denials page, "" when nothing was to do."""
    means: Literal["", "appeal", "records", "reopening"] = ""
    """How the payer is asked again outside the 837P; "" when it is not."""
    fixed: tuple[str, ...] = ()
    """Kinds of slips that were found and set right."""
