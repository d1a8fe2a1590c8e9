"""The findings of facts and coverage: doubts about the day, the entities, the payers, and what files are missing."""

from cleanskin.kernel.finding import FindingKind

DATE_NOT_BELIEVED = FindingKind(
    "CS-INS-001", "date-not-believed", None, "warning", "advice",
    "A few files bear dates far after all others, and nothing else supports them; the report speaks as of an earlier "
    "day.",
    "Check the dates of those files, or state the day with --as-of.",
)  # fmt: skip
NO_DATE_AT_ALL = FindingKind(
    "CS-INS-002", "no-date-at-all", None, "error", "advice",
    "No submission, remittance or payment date could be read, so ages and lags cannot be known.",
    "State the day with --as-of.",
)  # fmt: skip
SEVERAL_BILLING_ENTITIES = FindingKind(
    "CS-INS-003", "several-billing-entities", None, "warning", "advice",
    "The files hold more than one billing entity (tax number and NPI). Each has its own section, and no figure adds "
    "them together.",
    "Check that all of them belong to the practice you ask about.",
)  # fmt: skip
PAYER_JOINED_BY_REMITTANCES = FindingKind(
    "CS-INS-004", "payer-joined-by-remittances", None, "note", "advice",
    "Remittances under one payer's name answer claims sent to another name, so the two are taken as one payer.",
    "If they are two payers, say so in the payer alias table.",
)  # fmt: skip
CONTROL_NUMBER_GAP = FindingKind(
    "CS-INS-005", "control-number-gap", None, "warning", "advice",
    "A sender that numbers its files one after another has left numbers out, so files may be missing.",
    "Look for the missing files at the clearinghouse; some senders share one series between receivers.",
)  # fmt: skip
TOO_LITTLE_OBSERVED = FindingKind(
    "CS-INS-006", "too-little-observed", None, "warning", "advice",
    "Remittances can be seen for too small a share of an entity's charges, so no headline figure is given.",
    "Add the missing 835 files.",
)  # fmt: skip
REMITTANCES_NOT_OBSERVED = FindingKind(
    "CS-INS-007", "remittances-not-observed", None, "warning", "advice",
    "A payer has months with claims but (almost) no remittances. They are left out of receivables, denials and yield.",
    "Add that payer's 835 files, or ask the payer or clearinghouse why none came.",
)  # fmt: skip
CLAIMS_NOT_OBSERVED = FindingKind(
    "CS-INS-008", "claims-not-observed", None, "warning", "advice",
    "A payer has months with remittances but no claims in the files.",
    "Add the 837P files of those months.",
)  # fmt: skip

FINDINGS: tuple[FindingKind, ...] = (
    DATE_NOT_BELIEVED,
    NO_DATE_AT_ALL,
    SEVERAL_BILLING_ENTITIES,
    PAYER_JOINED_BY_REMITTANCES,
    CONTROL_NUMBER_GAP,
    TOO_LITTLE_OBSERVED,
    REMITTANCES_NOT_OBSERVED,
    CLAIMS_NOT_OBSERVED,
)
"""Every finding of this ring, in order of identifier."""
