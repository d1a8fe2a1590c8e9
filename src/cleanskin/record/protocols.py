"""How rules and readers ask for data they do not hold: code sets, dated reference tables, a patient's history.

Whoever asks gets an answer for one day: every look-up takes the date of service.  "Not known" is an answer of its own;
nobody guesses.  Implementations live in outer rings; a test may pass a dict-backed one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Protocol, runtime_checkable

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.record.remittance import ClaimPayment

CodeSetName = Literal[
    "icd10cm",
    "hcpcs",
    "modifier",
    "carc",
    "rarc",
    "place_of_service",
    "taxonomy",
    "ndc",
    "state",
    "country",
    "claim_filing_indicator",
    "plb_reason",
    "claim_status_category",
    "claim_status",
    "drg",
    "revenue_code",
    "currency",
]
"""The external code sets a file refers to."""

CodeStatus = Literal["valid", "invalid", "not_checked"]
"""valid: in the set on that day; invalid: the set is held for that day and lacks the code; not_checked: not held."""


@runtime_checkable
class CodeSets(Protocol):
    """Membership in external code sets on a day."""

    def status(self, code_set: CodeSetName, code: str, on: date | None) -> CodeStatus:
        """Say whether `code` belonged to `code_set` on that day; without a day, whether it ever did."""
        ...

    def release(self, code_set: CodeSetName, on: date | None) -> str:
        """Name the release that answers for that day, "" when none is held."""
        ...


class NoCodeSets:
    """Holds no code set: every answer is "not checked"."""

    def status(self, code_set: CodeSetName, code: str, on: date | None) -> CodeStatus:
        """Answer "not_checked"."""
        return "not_checked"

    def release(self, code_set: CodeSetName, on: date | None) -> str:
        """Answer that no release is held."""
        return ""


class DatedFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A looked-up value with the days for which it holds, where it comes from and which release said so."""

    value: str
    period: Period
    source: Source
    release: str = ""


@runtime_checkable
class ReferenceStore(Protocol):
    """Dated public facts by key: global days of a code, a pair of codes that bundle, units per day, ...

    `table` is the table's declared name, `key` its key columns in order.  None means that the table holds nothing for
    that key and day; `holds` tells whether the table covers the day at all, so that "no" differs from "not known".
    """

    def holds(self, table: str, on: date) -> bool:
        """True when the table is loaded for that day."""
        ...

    def fact(self, table: str, key: tuple[str, ...], on: date) -> DatedFact | None:
        """Return the fact that held on that day."""
        ...


class PatientKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By what a patient is recognized across claims: payer and member id, or birth date and name."""

    member_id: str = ""
    payer_id: str = ""
    birth_date: date | None = None
    last_name: str = ""
    first_name: str = ""


class PastLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an earlier or later claim of the same patient, with the claim it stands in."""

    claim: Claim
    line: ServiceLine


@runtime_checkable
class History(Protocol):
    """What is known of a patient's other visits and of the payers' answers to a claim."""

    def covers(self, period: Period) -> bool:
        """True when all of the practice's claims of that period are held; otherwise absence proves nothing."""
        ...

    def lines(self, patient: PatientKey, period: Period, codes: Iterable[str] = ()) -> Sequence[PastLine]:
        """Return the patient's lines with a first day of service in `period`, all or only those codes, by day."""
        ...

    def answers(self, patient_control_number: str, payer_id: str) -> Sequence[ClaimPayment]:
        """Return the payer's answers to a claim in order of arrival."""
        ...
