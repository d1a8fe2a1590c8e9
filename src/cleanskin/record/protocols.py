"""How rules and readers ask for data they do not hold: code sets, dated reference tables, a patient's history.

Whoever asks gets an answer for one day: every look-up takes the date of service.  "Not known" is an answer of its own;
nobody guesses.  Implementations live in outer rings; a test may pass a dict-backed one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Protocol, runtime_checkable

from cleanskin.kernel.period import Period
from cleanskin.record.coverage_policy import CoverageArticle
from cleanskin.record.dermatology import (
    FilingWindow,
    GroupedDiagnosis,
    ModifierFacts,
    TelehealthRule,
    YearlyAmount,
    Zone,
)
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.diagnosis_relation import Exclusion, Obligation, Standing
from cleanskin.record.fee import DrugPrice, FeeRow, LocalityIndex, PlaceOfService, ZipLocality
from cleanskin.record.history import PastLine, PatientKey
from cleanskin.record.procedure import AddOnEdit, HcpcsFacts, PairEdit, ProcedureFacts, UnitLimit
from cleanskin.record.provenance import Answer
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


ReferenceKind = Literal[
    "procedure",
    "pair",
    "unit_limit",
    "add_on",
    "fee",
    "locality",
    "diagnosis",
    "hcpcs",
    "drug_price",
    "drug_package",
    "article",
    "place_of_service",
    "taxonomy",
    "adjustment_code",
]
"""What a reference store may hold, by the noun it answers with."""


@runtime_checkable
class ReferenceStore(Protocol):
    """Dated public facts about codes.  Every look-up takes a day of service; codes are upper case without a point.

    None means "held for that day, and there is nothing"; or that nothing is held: `holds` tells them apart, so that
    "no" differs from "not known".
    """

    def holds(self, kind: ReferenceKind, on: date) -> bool:
        """True when a complete source of that kind answers for that day, beyond the built-in pack's selection."""
        ...

    def procedure(self, code: str, on: date) -> Answer[ProcedureFacts] | None:
        """Return what the project's own tables say of a procedure code."""
        ...

    def pair(self, column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        """Return the edit that denies `column2` beside `column1` on that day; the order of the two matters."""
        ...

    def unit_limit(self, code: str, on: date) -> Answer[UnitLimit] | None:
        """Return the most units of a code on that day."""
        ...

    def add_on(self, code: str, on: date) -> Answer[AddOnEdit] | None:
        """Return which primaries an add-on code needs; None when the code is no add-on code."""
        ...

    def fee(self, code: str, on: date, *, modifier: str = "", qualifying_apm: bool = False) -> Answer[FeeRow] | None:
        """Return the fee schedule row of a code and its pricing modifier ("", 26, TC, 53)."""
        ...

    def diagnosis(self, code: str, on: date) -> Answer[DiagnosisFacts] | None:
        """Return the facts of an ICD-10-CM code; None when it was not in the release of that day."""
        ...

    def standing(self, code: str, on: date) -> Standing:
        """Say whether a diagnosis may be billed on a day, and what is near when it may not."""
        ...

    def excludes1_conflict(self, one: str, other: str, on: date) -> Exclusion | None:
        """Return the Excludes1 note by which two diagnoses do not go together, from either side."""
        ...

    def obligations(self, code: str, on: date) -> Sequence[Obligation]:
        """Return what must or should go with a diagnosis: code first, use additional, code also."""
        ...

    def hcpcs(self, code: str, on: date) -> Answer[HcpcsFacts] | None:
        """Return the HCPCS level II row of a code or modifier."""
        ...

    def drug_price(self, code: str, on: date) -> Answer[DrugPrice] | None:
        """Return Medicare's payment limit for a drug code."""
        ...

    def place_of_service(self, code: str, on: date) -> Answer[PlaceOfService] | None:
        """Return the name and setting of a place-of-service code."""
        ...

    def articles(self, code: str, state: str, on: date) -> Sequence[Answer[CoverageArticle]]:
        """Return the coverage articles in force in a state that name a procedure code."""
        ...

    def grouped_diagnosis(self, code: str, on: date) -> Answer[GroupedDiagnosis] | None:
        """Return the project's group of a diagnosis (malignant, benign, inflammatory, ...)."""
        ...

    def site_fits(self, diagnosis: str, site_group: str, on: date) -> bool | None:
        """Say whether the place a diagnosis code names lies in a group of sites ("scheme/group"); None: not told."""
        ...

    def site_zone(self, site: str, on: date) -> Zone | None:
        """Return the zone of a place on the body by its name or a synonym; None when no place is called that."""
        ...

    def diagnosis_side(self, diagnosis: str, on: date) -> str:
        """Return the side a diagnosis code names: right, left, bilateral, unspecified, or ""."""
        ...

    def modifier(self, code: str, on: date) -> Answer[ModifierFacts] | None:
        """Return what the project's tables say of a modifier."""
        ...

    def filing_windows(self, payer: str, on: date) -> Sequence[FilingWindow]:
        """Return a payer's windows for claims, corrections and appeals."""
        ...

    def telehealth_rules(self, code: str, payer: str, on: date) -> Sequence[TelehealthRule]:
        """Return how a visit at a distance is billed; `payer` is "medicare" or "other"."""
        ...

    def yearly_amount(self, name: str, on: date) -> Answer[YearlyAmount] | None:
        """Return an amount that changes by year (deductible, thresholds)."""
        ...

    def procedure_periods(self, code: str) -> Sequence[ProcedureFacts]:
        """Return every period of a procedure code in the project's tables, the oldest first, whatever the day."""
        ...


@runtime_checkable
class FeeLocalities(Protocol):
    """Where a fee is paid: the locality of a ZIP code, and its indices.  A reference store offers both."""

    def locality(self, mac: str, locality: str, on: date) -> Answer[LocalityIndex] | None:
        """Return the cost indices of a locality (contractor, 5 digits; locality, 2 digits)."""
        ...

    def zip_locality(self, zip_code: str, on: date) -> Answer[ZipLocality] | None:
        """Return the locality of a five-digit ZIP code."""
        ...


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
