"""Findings: what was seen to be wrong, doubtful or missing, as data.

Readers, rules and reports return findings beside their result; they do not raise them.  No finding carries a value
that could name a person: values are masked by `identifiers.masked` before they come here.

Every finding is of a declared kind, which `cleanskin explain ID` and the reference page explain.
"""

from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.source import Source

Outcome = Literal["rejection", "denial", "underpayment", "audit", "missed_charge", "advice"]
"""What happens if nobody acts: a 999 or 277CA returns it, a payer denies it, pays too little, takes it back later,
work stays unbilled, or nothing but a remark."""

Severity = Literal["error", "warning", "note"]
"""error: part of the input could not be used as it stands; warning: used, with a doubt; note: kept and said."""

FixSafety = Literal["none", "safe", "human"]
"""safe: clerical, can never change what is billed or raise payment; human: needs the record."""

SnipType = Literal[1, 2, 3, 4, 5, 6, 7]
"""WEDI SNIP type: 1 syntax, 2 guide requirements, 3 balancing, 4 situational, 5 code sets, 6 specialty, 7 partner."""


class Pointer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place in a file.  Positions count from 1; an empty field means "not narrower than this".

    `transaction` is the position of the ST in the file; `segment` counts every segment of the file from the first ISA;
    `offset` is the byte where that segment starts; `element` is written as X12 is quoted: "CLM02", "SV101-03".
    """

    file: str = ""
    transaction: int | None = None
    segment: int | None = None
    offset: int | None = None
    loop: str = ""
    element: str = ""
    claim: int | None = None
    line: int | None = None


_NOWHERE = Pointer()


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One finding.  `id` and `name` point to its kind, which explains it; the texts here are about this case."""

    id: str
    name: str
    message: str
    severity: Severity = "error"
    outcome: Outcome = "advice"
    where: Pointer = _NOWHERE
    snip: SnipType | None = None
    expected: str = ""
    evidence: tuple[str, ...] = ()
    fix: str = ""
    fix_safety: FixSafety = "none"
    amount_at_risk: Cents | None = None
    source: Source | None = None
    rule_version: str = ""
    reference_release: str = ""


class FindingKind(msgspec.Struct, frozen=True):
    """One kind of finding, declared once in the `findings.py` of the ring that makes it.

    `id` is "CS-X12-017": ring and number, never reused; `name` is kebab-case.  `meaning` explains the kind to a biller,
    `fix` says what to do about it; both are sentences.  `message` is what is said of a case when nothing nearer is
    known, by default the meaning; {count} in it stands for how many there are.
    """

    id: str
    name: str
    snip: SnipType | None
    severity: Severity
    outcome: Outcome
    meaning: str
    fix: str
    message: str = ""
    fix_safety: FixSafety = "none"

    def finding(
        self,
        message: str = "",
        *,
        where: Pointer = _NOWHERE,
        expected: str = "",
        evidence: tuple[str, ...] = (),
        severity: Severity | None = None,
        fix: str = "",
        amount_at_risk: Cents | None = None,
    ) -> Finding:
        """Build the finding about one case; values in the texts are masked already.

        `severity` and `fix` replace the kind's where the case is known better.
        """
        return Finding(
            id=self.id,
            name=self.name,
            message=message or self.message or self.meaning,
            severity=severity or self.severity,
            outcome=self.outcome,
            where=where,
            snip=self.snip,
            expected=expected,
            evidence=evidence,
            fix=fix or self.fix,
            fix_safety=self.fix_safety,
            amount_at_risk=amount_at_risk,
        )
