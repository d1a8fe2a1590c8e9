"""The findings of matching.

A finding speaks of a whole read: {count} in its message says how often the doubt was met; the rows behind it are in the
frames (`orphan_reason`, `duplicate_of_...`).
"""

from cleanskin.kernel.finding import FindingKind

FINDINGS: tuple[FindingKind, ...] = (
    FindingKind(
        "CS-REM-001", "ambiguous-match", None, "warning", "advice",
        "A remittance fits several claims equally well, so it is attached to none.",
        "Give every claim its own control number (CLM01); until then look these up by the payer's control number.",
        "{count} remittance claims fit several claims equally well and were attached to none",
        "human",
    ),
    FindingKind(
        "CS-REM-002", "remittance-without-claim", None, "warning", "advice",
        "A remittance fits no claim in the files: its 837 is missing, or its keys were changed beyond doubt.",
        "Add the 837 files of those days and of every system that bills under this tax number.",
        "{count} remittance claims answer no claim in the files",
        "human",
    ),
    FindingKind(
        "CS-REM-003", "repeated-remittance", None, "note", "advice",
        "The same remittance content stands in more than one transaction; it counts once.",
        "Nothing; check that the same file is not posted twice.",
        "{count} remittance claims repeat content seen in another transaction and count once",
        "human",
    ),
    FindingKind(
        "CS-REM-004", "repeated-claim", None, "note", "advice",
        "The same claim content stands in the files more than once for the same day; it counts once.",
        "Nothing when a file was given twice; else find out why the system sent the claim again.",
        "{count} claims repeat another claim and count once",
        "human",
    ),
    FindingKind(
        "CS-REM-005", "claim-sent-again-unanswered", None, "warning", "advice",
        "A claim was sent again unchanged on a later day although no answer or rejection was seen in between.",
        "Ask for the claim's status instead of sending it again; payers deny the second as a duplicate.",
        "{count} claims were sent again unchanged before an answer was seen",
        "human",
    ),
    FindingKind(
        "CS-REM-006", "remittance-twice-in-one-transaction", None, "warning", "advice",
        "A remittance names one claim twice with the same content; both are counted, as its balance does.",
        "Ask the payer whether the claim was paid twice.",
        "{count} remittance claims stand twice in one transaction with the same content",
        "human",
    ),
    FindingKind(
        "CS-REM-007", "reversal-without-decision", None, "warning", "advice",
        "A reversal undoes a decision that is not in the files.",
        "Add the older 835 files.",
        "{count} reversals undo decisions that are not in the files",
        "human",
    ),
    FindingKind(
        "CS-REM-008", "correction-without-original", None, "note", "advice",
        "A replacement or void (frequency 7 or 8) without its original in the files counts as an original.",
        "Add the older 837 files.",
        "{count} replacements or voids correct claims that are not in the files",
        "human",
    ),
    FindingKind(
        "CS-REM-009", "same-answer-paid-again", None, "warning", "advice",
        "Two remittances of different days carry the same payer control number, lines and payment.",
        "Compare with the bank: a reissued payment must be counted once, a double payment will be taken back.",
        "{count} remittance claims repeat an earlier payment on another day, not reversed; they are counted",
        "human",
    ),
)  # fmt: skip
"""Every finding of matching, in order of identifier."""
