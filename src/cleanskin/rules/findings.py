"""Findings about the rules themselves and a practice's decisions on them; findings about claims are those of rules."""

from cleanskin.kernel.finding import FindingKind
from cleanskin.record.claim_finding import ClaimFinding, Hold

FINDINGS: tuple[FindingKind, ...] = (
    FindingKind(
        "CS-RULE-001", "rule-stopped", None, "warning", "advice",
        "A rule stopped with an error: it did not check this claim, the other rules did.",
        "Report it with the codes of the claim, never with a patient's data.",
    ),
    FindingKind(
        "CS-RULE-002", "no-day-of-service", None, "error", "rejection",
        "No line has a date of service, so that no rule could be run.",
        "Give every line its date of service (DTP*472).",
    ),
    FindingKind(
        "CS-RULE-003", "suppression-unused", None, "note", "advice",
        "A suppression of the configuration hid nothing in this run.",
        "Take it out of the configuration, unless the claims it is meant for were not in this run.",
    ),
    FindingKind(
        "CS-RULE-004", "suppression-expired", None, "warning", "advice",
        "A suppression of the configuration has expired: its findings are shown again.",
        "Decide anew: give it another day and reason, or take it out.",
    ),
    FindingKind(
        "CS-RULE-005", "configuration-names-no-rule", None, "warning", "advice",
        "The configuration names a rule or family that does not exist, so that this decision has no effect.",
        "Correct the name; `cleanskin rules` lists them all.",
    ),
    FindingKind(
        "CS-RULE-006", "reference-not-held", None, "note", "advice",
        "An official file is not loaded for the days of these claims: the built-in tables answered for dermatology.",
        "Load it with `cleanskin reference load`; `cleanskin reference list --sources` says where to get it.",
    ),
)  # fmt: skip

_HOLDS: dict[str, Hold] = {"error": "hold", "warning": "warn", "note": "note"}
_BY_NAME = {kind.name: kind for kind in FINDINGS}


def said(
    name: str, message: str = "", *, claim: str = "", evidence: tuple[str, ...] = (), pointer: str = ""
) -> ClaimFinding:
    """Build the finding of a declared kind about one claim, about the run as a whole when `claim` is ""."""
    kind = _BY_NAME[name]
    return ClaimFinding(
        claim=claim,
        rule=kind.id,
        name=kind.name,
        outcome=kind.outcome,
        severity=_HOLDS[kind.severity],
        message=message or kind.meaning,
        evidence=evidence,
        fix=kind.fix,
        pointer=pointer,
    )
