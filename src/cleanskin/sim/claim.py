"""One invented claim through its life: what is sent, what is answered, and the record of it for the truth file."""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.adjudicate import LineDecision
from cleanskin.sim.patients import Patient
from cleanskin.sim.payers import Payer
from cleanskin.sim.practice import Location, Provider
from cleanskin.sim.visits import Line, Visit

SubmissionKind = Literal["original", "resubmission", "replacement", "void", "secondary", "duplicate", "test"]
AnswerKind = Literal["decision", "reversal", "correction", "split", "pend", "duplicate", "takeback"]
PayerOrder = Literal["primary", "secondary"]


class Claim(msgspec.Struct, gc=False):
    """One original claim.  `number` counts claims of the sample from 1."""

    number: int
    control_number: str
    patient: Patient
    payer: Payer
    provider: Provider
    location: Location
    day: date
    visit: Visit
    population: str
    """insurance, capitated, workers_compensation, auto, encounter"""
    amount_billed: Cents
    line_control: bool
    authorization: str
    patient_paid: Cents
    """AMT*F5: taken at the desk."""
    referring: tuple[str, str, str] | None
    """Last name, first name and NPI of a referring provider."""
    stories: list[str]


class Submission(msgspec.Struct, gc=False):
    """One CLM segment: the claim, to whom and when."""

    claim: Claim
    identifier: str
    """REF*D9: unique over the sample, whatever the habit with CLM01."""
    kind: SubmissionKind
    day: date
    payer: Payer
    frequency: str = "1"
    original_number: str = ""
    """REF*F8: the payer's number of the claim corrected."""
    primary: list[LineDecision] | None = None
    """For a secondary claim: what the first payer decided, and when."""
    primary_day: date | None = None
    primary_number: str = ""
    modifiers: dict[str, tuple[str, ...]] | None = None
    """For a replacement: modifiers changed, by REF*6R of the line."""

    def modifiers_of(self, line: Line) -> tuple[str, ...]:
        """Return the modifiers of a line as this submission sends them."""
        return line.modifiers if self.modifiers is None else self.modifiers.get(line.number, line.modifiers)


class Answer(msgspec.Struct, gc=False):
    """One CLP segment: a payer's word on a submission."""

    claim: Claim
    submission: Submission
    payer: Payer
    kind: AnswerKind
    day: date
    status: str
    """CLP02"""
    number: str
    """CLP07"""
    decisions: list[LineDecision]
    order: PayerOrder = "primary"
    crossover: Payer | None = None
    interest: Cents = 0
    claim_level: bool = False
    """The adjustments stand at claim level, without service lines."""
    echoed: bool = True
    """False when the payer gives back "0" instead of the control number."""
