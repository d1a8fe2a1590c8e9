"""What a run over many claims found, counted: by outcome, by rule, what was not checked and why."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.record.protocols import ReferenceKind, ReferenceStore
from cleanskin.rules.engine import Scrubbed
from cleanskin.rules.findings import said
from cleanskin.rules.rule import Need

UNCALIBRATED: Final = "uncalibrated until a back-test on own remittances exists"

_FILES: Final[dict[ReferenceKind, str]] = {
    "pair": "NCCI pair edits",
    "unit_limit": "medically unlikely edits",
    "add_on": "add-on code edits",
    "fee": "physician fee schedule",
    "diagnosis": "ICD-10-CM",
    "hcpcs": "HCPCS level II",
    "drug_price": "drug payment limits",
    "article": "coverage articles",
}
"""Official files by what they answer, in plain words."""


class RuleTally(msgspec.Struct, kw_only=True):
    """How often a rule spoke, on how many claims, and about how many cents."""

    rule: str
    name: str
    outcome: str
    findings: int = 0
    claims: int = 0
    amount: Cents = 0
    unpriced: int = 0


class Summary(msgspec.Struct, kw_only=True):
    """Counts of a run.  Amounts are cents; `amount_at_risk` leaves missed charges out, `amount_missed` has them."""

    claims: int = 0
    held: int = 0
    with_findings: int = 0
    findings: int = 0
    suppressed: int = 0
    previewed: int = 0
    amount_at_risk: Cents = 0
    amount_missed: Cents = 0
    unpriced: int = 0
    by_severity: Counter[str] = msgspec.field(default_factory=Counter)
    by_outcome: Counter[str] = msgspec.field(default_factory=Counter)
    by_rule: dict[str, RuleTally] = msgspec.field(default_factory=dict)
    lacking: dict[tuple[tuple[str, Need], ...], int] = msgspec.field(default_factory=dict)
    """Claims by all that could not be checked on them: few different ones on many claims."""
    first_day: date | None = None
    last_day: date | None = None

    @property
    def share_expected_to_pass(self) -> float | None:
        """Share of claims that nothing holds back; None without a claim."""
        return (self.claims - self.held) / self.claims if self.claims else None

    @property
    def not_checkable(self) -> Counter[tuple[str, str]]:
        """Claims by (rule id, need) of what could not be checked on them."""
        found: Counter[tuple[str, str]] = Counter()
        for several, claims in self.lacking.items():
            for one in several:
                found[one] += claims
        return found

    def add(self, claim: Claim, result: Scrubbed) -> None:
        """Count what was found about one claim."""
        self.claims += 1
        for line in claim.lines:
            served = line.event("472")
            if served is not None:
                first, last = served.first, served.last or served.first
                if self.first_day is None or first < self.first_day:
                    self.first_day = first
                if self.last_day is None or last > self.last_day:
                    self.last_day = last
        self.lacking[result.not_checkable] = self.lacking.get(result.not_checkable, 0) + 1
        self.suppressed += len(result.suppressed)
        self.previewed += len(result.previewed)
        if result.findings:
            self.with_findings += 1
            self.held += not result.passes
            self._count(result.findings)

    def _count(self, findings: Iterable[ClaimFinding]) -> None:
        said_before: set[str] = set()
        for one in findings:
            self.findings += 1
            self.by_severity[one.severity] += 1
            self.by_outcome[one.outcome] += 1
            tally = self.by_rule.get(one.rule)
            if tally is None:
                tally = self.by_rule[one.rule] = RuleTally(rule=one.rule, name=one.name, outcome=one.outcome)
            tally.findings += 1
            tally.claims += one.rule not in said_before
            said_before.add(one.rule)
            if one.amount_at_risk is None:
                tally.unpriced += 1
                self.unpriced += 1
                continue
            tally.amount += one.amount_at_risk
            if one.outcome == "missed_charge":
                self.amount_missed += one.amount_at_risk
            else:
                self.amount_at_risk += one.amount_at_risk

    def counted(self) -> dict[str, tuple[int, int, Cents]]:
        """Return findings, claims and cents by rule."""
        return {rule: (one.findings, one.claims, one.amount) for rule, one in sorted(self.by_rule.items())}

    def merge(self, other: "Summary") -> None:
        """Add the counts of another part of the same run."""
        for name in ("claims", "held", "with_findings", "findings", "suppressed", "previewed", "unpriced"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.amount_at_risk += other.amount_at_risk
        self.amount_missed += other.amount_missed
        self.by_severity.update(other.by_severity)
        self.by_outcome.update(other.by_outcome)
        for several, claims in other.lacking.items():
            self.lacking[several] = self.lacking.get(several, 0) + claims
        for rule, tally in other.by_rule.items():
            mine = self.by_rule.setdefault(rule, RuleTally(rule=rule, name=tally.name, outcome=tally.outcome))
            mine.findings += tally.findings
            mine.claims += tally.claims
            mine.amount += tally.amount
            mine.unpriced += tally.unpriced
        days = [day for day in (self.first_day, other.first_day) if day]
        self.first_day = min(days, default=None)
        self.last_day = max((day for day in (self.last_day, other.last_day) if day), default=None)


def not_held(reference: ReferenceStore, first_day: date | None, last_day: date | None) -> tuple[ClaimFinding, ...]:
    """Return a finding that names the official files that do not answer for the first and last day of a run."""
    days = {day for day in (first_day, last_day) if day is not None}
    missing = [words for kind, words in _FILES.items() if not all(reference.holds(kind, day) for day in days)]
    if not days or not missing:
        return ()
    message = "Not loaded for all days of these claims: the built-in tables answered, which know dermatology's codes."
    return (said("reference-not-held", message, evidence=tuple(missing)),)
