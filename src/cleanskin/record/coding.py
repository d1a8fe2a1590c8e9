"""What coding a visit gives: lines with their evidence, what is not reported apart and why, questions, verdicts.

A line never stands without evidence.  What cannot be decided is a query, what must wait waits; nothing is guessed.
"""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.record.encounter import Encounter, Evidence

ServiceVerdict = Literal["medical", "cosmetic", "conditional"]
"""conditional: medical or cosmetic by what the record shows, or not yet decided."""


class CodedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One service line.  `icd10` with point, the first the reason for the line; `units` of the code's own unit rule.

    `why` says in a sentence why this code, `why_not` why not its neighbors; `lesions` are ids of the encounter;
    `waits_for` is not empty on a line that must not leave before something is known (`due` by when to look again).
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    icd10: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    why_not: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    lesions: tuple[str, ...] = ()
    waits_for: str = ""
    due: date | None = None
    amount_allowed: Cents | None = None


class NotReported(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A code that somebody might bill and must not: it is part of another, or the record does not support it."""

    code: str
    why: str
    rules: tuple[str, ...] = ()
    lesions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Query(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question to the provider: what is missing, why it matters, which codes hang on it, the sentence to add.

    `topic` groups questions of one kind ("size", "count", "depth", "pathology", "contradiction").
    """

    topic: str
    question: str
    why: str = ""
    codes: tuple[str, ...] = ()
    sentence_to_add: str = ""
    lesions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()


class LesionVerdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether the record supports a medical claim for a service: per lesion, never per note."""

    verdict: ServiceVerdict
    service: str = ""
    lesions: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cosmetic_signals: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    form: Literal["none", "abn", "cosmetic_consent", "good_faith_estimate"] = "none"
    bill_to: Literal["payer", "patient", "ask"] = "payer"
    why: str = ""
    script: str = ""
    evidence: tuple[Evidence, ...] = ()


class VisitLevel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The level of a visit (1 straightforward to 4 high) by each column, by time, and how sure the record makes it.

    `determined` is False when the record leaves two levels possible; then `lowest` to `highest` are the span.
    """

    code: str = ""
    level: int = 0
    problems: int = 0
    data: int = 0
    risk: int = 0
    by_minutes: int = 0
    determined: bool = True
    lowest: int = 0
    highest: int = 0
    reasons: tuple[str, ...] = ()
    old_level: str = ""
    evidence: tuple[Evidence, ...] = ()


class Sign(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sign by which an answer is to be doubted, its points, and the words of the note that show it."""

    sign: str
    points: int
    says: str
    evidence: tuple[Evidence, ...] = ()


class Review(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far an answer read from a note may be trusted.

    Of `texts` notes of strangers whose answers had about as many points of doubt, `right` had every code and unit
    right at first run; `band` names that group.
    """

    points: int
    band: str
    texts: int
    right: int
    signs: tuple[Sign, ...] = ()


class Coding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of it for one visit.  `findings` are the scrubber's about the lines as coded.

    `review` is None for a record that was filled in, not read from a note.
    """

    lines: tuple[CodedLine, ...] = ()
    not_separately_reported: tuple[NotReported, ...] = ()
    queries: tuple[Query, ...] = ()
    verdicts: tuple[LesionVerdict, ...] = ()
    level: VisitLevel | None = None
    findings: tuple[ClaimFinding, ...] = ()
    review: Review | None = None
    encounter: Encounter | None = None
    payer: str = ""
    on: date | None = None
