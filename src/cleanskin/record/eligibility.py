"""Eligibility: what a practice asks a payer about a patient's coverage (270), and what the payer answers (271).

Question and answer have the same levels: payers, askers, members (subscribers with their dependents).  Amounts are
cents; a share is a fraction of one (0.2 is twenty percent); absent text is "", absent amounts and counts are None.
Names, numbers and dates of members are personal.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import DatedEvent, Diagnosis, Procedure
from cleanskin.record.inquiry import Delivery, Participant, Rejection, Trace
from cleanskin.record.provider import Reference
from cleanskin.record.segment import ExtraSegment


class BenefitCondition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where or for what a benefit holds (III): `code_list` ZZ a place of service, BF and BK a diagnosis; or a text."""

    code_list: str = ""
    code: str = ""
    category: str = ""
    text: str = ""


class BenefitQuestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One benefit asked for (EQ): service types ("30" the plan as a whole, "98" office visits), or one service.

    `diagnosis_pointers` count the member's diagnoses from 1.
    """

    service_types: tuple[str, ...] = ()
    procedure: Procedure | None = None
    coverage_level: str = ""
    diagnosis_pointers: tuple[str, ...] = ()
    amount_spend_down: Cents | None = None
    amount_billed: Cents | None = None
    conditions: tuple[BenefitCondition, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()


class Benefit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One benefit as answered (EB).

    `information` says what kind of statement it is (1 active, 6 inactive, A coinsurance, B copayment, C deductible,
    G out-of-pocket maximum, F limitation, I not covered, R another payer, ...).  `amount` in cents or `share` as a
    fraction, for a `period` (23 calendar year, 27 visit, 29 remaining, ...), or `quantity` of `quantity_kind`.
    `authorization_required` and `in_network` are Y, N, U unknown (or W both).  `procedure_last` ends a range of codes.
    """

    information: str
    coverage_level: str = ""
    service_types: tuple[str, ...] = ()
    insurance_type: str = ""
    plan: str = ""
    period: str = ""
    amount: Cents | None = None
    share: Decimal | None = None
    quantity_kind: str = ""
    quantity: Decimal | None = None
    authorization_required: str = ""
    in_network: str = ""
    procedure: Procedure | None = None
    procedure_last: str = ""
    diagnosis_pointers: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    messages: tuple[str, ...] = ()
    conditions: tuple[BenefitCondition, ...] = ()
    related: tuple[Participant, ...] = ()


class MilitaryService(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A member's military service (MPI), all as codes of the wire; `span` a date or two."""

    status: str
    employment: str = ""
    branch: str = ""
    description: str = ""
    rank: str = ""
    span_format: str = ""
    span: str = ""


class Member(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A subscriber or a dependent, with what is asked or answered about that person.

    A question has `questions`, an answer has `benefits` or rejections (at the person, or `level_rejections` of a faulty
    file where no person is named).  Only a subscriber has `dependents`.
    """

    traces: tuple[Trace, ...] = ()
    level_rejections: tuple[Rejection, ...] = ()
    person: Participant | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    military: MilitaryService | None = None
    questions: tuple[BenefitQuestion, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    dependents: tuple["Member", ...] = ()

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Every rejection of the person and of single benefits."""
        of_person = self.person.rejections if self.person is not None else ()
        return (*self.level_rejections, *of_person, *(one for benefit in self.benefits for one in benefit.rejections))


class EligibilityAsker(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who asks, with the members asked about."""

    asker: Participant | None = None
    members: tuple[Member, ...] = ()


class EligibilityPayer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A payer who is asked or answers; `level_rejections` are said before the payer's name."""

    level_rejections: tuple[Rejection, ...] = ()
    payer: Participant | None = None
    askers: tuple[EligibilityAsker, ...] = ()


class AnsweredMember(msgspec.Struct, frozen=True, kw_only=True):
    """One person of an answer with all that is above: `dependent` None when the subscriber is the patient."""

    payer: Participant | None
    asker: Participant | None
    subscriber: Member
    dependent: Member | None
    rejections_above: tuple[Rejection, ...] = ()

    @property
    def member(self) -> Member:
        """The person the answer is about."""
        return self.dependent if self.dependent is not None else self.subscriber


class EligibilityInquiry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A 270: questions about coverage.  `purpose` 13 asks, 01 cancels; `kind` RT a spend-down to be booked."""

    purpose: str = "13"
    reference_id: str = ""
    date_created: date | None = None
    time_created: str = ""
    kind: str = ""
    payers: tuple[EligibilityPayer, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()


class EligibilityAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A 271: a payer's answer about coverage.  `rejections` are those a faulty file says before any level."""

    purpose: str = "11"
    reference_id: str = ""
    date_created: date | None = None
    time_created: str = ""
    kind: str = ""
    rejections: tuple[Rejection, ...] = ()
    payers: tuple[EligibilityPayer, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def members(self) -> Iterator[AnsweredMember]:
        """Iterate over the persons answered about: each dependent, and each subscriber without dependents."""
        for payer in self.payers:
            of_payer = payer.payer.rejections if payer.payer is not None else ()
            for asker in payer.askers:
                of_asker = asker.asker.rejections if asker.asker is not None else ()
                above = (*self.rejections, *payer.level_rejections, *of_payer, *of_asker)
                for subscriber in asker.members:
                    asked = subscriber.dependents
                    has_own = bool(subscriber.benefits or subscriber.rejections)
                    for dependent in (*((None,) if has_own or not asked else ()), *asked):
                        yield AnsweredMember(
                            payer=payer.payer,
                            asker=asker.asker,
                            subscriber=subscriber,
                            dependent=dependent,
                            rejections_above=above,
                        )

    @property
    def rejections_without_members(self) -> tuple[Rejection, ...]:
        """Rejections of payers and askers below whom nobody is answered about."""
        found = list(self.rejections) if not self.payers else []
        for payer in self.payers:
            if not any(asker.members for asker in payer.askers):
                found += [*self.rejections, *payer.level_rejections]
                found += payer.payer.rejections if payer.payer is not None else ()
                found += [one for each in payer.askers if each.asker is not None for one in each.asker.rejections]
        return tuple(found)
