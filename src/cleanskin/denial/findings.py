"""The findings of classification, and the keys that the tables and the code use for them.

A finding speaks of all adjustments with the same codes at once (evidence says how many and how much), never of one
patient's line, so that a file of millions of lines yields a list that somebody can read.
"""

from typing import Literal

from cleanskin.kernel.finding import FindingKind

Key = Literal[
    "unknown_carc",
    "unknown_group_code",
    "remark_missing",
    "remarks_conflict",
    "retired_carc",
    "patient_share_under_contract",
    "no_earlier_payer",
    "protected_patient",
    "whole_charge_contractual",
    "status_4_without_denial",
    "zero_without_adjustment",
    "negative_payment_without_reversal",
    "remark_unknown",
]


KINDS: dict[Key, FindingKind] = {
    # handbook rule DEN-1
    "unknown_carc": FindingKind(
        "CS-DEN-001", "unknown-reason-code", None, "warning", "advice",
        "A reason code is not in the tables: what it did is undetermined. Its amounts count neither as denied nor as"
        " contractual, so rates carry a doubt of this size.",
        "Look the code up in the payer's list; when it is official, add a row to the reason table.",
        "a reason code is not in the tables: what it did is undetermined",
        "human",
    ),
    # handbook rule BAL-10
    "unknown_group_code": FindingKind(
        "CS-DEN-002", "unknown-group-code", None, "warning", "advice",
        "A group code other than CO, PR, OA, PI: nobody says who bears the amount. Version 5010 has four group "
        "codes; CR and others are left from older versions.",
        "Ask the payer to send 5010 group codes; decide by hand whether the patient owes the amount.",
        "a group code other than CO, PR, OA, PI: nobody says who bears the amount",
        "human",
    ),
    # handbook rule DEN-2
    "remark_missing": FindingKind(
        "CS-DEN-003", "remark-missing", None, "warning", "advice",
        "A reason code came without the remark that it requires: the root cause is a guess from the table. Codes "
        "such as 16, 96, 226, 234, 252 and A1 only say 'read the remark'.",
        "Look for the remark on the payer's portal, or ask the payer.",
        "a reason code came without the remark that it requires: the root cause is a guess from the table",
        "human",
    ),
    # handbook rule DEN-7
    "remarks_conflict": FindingKind(
        "CS-DEN-004", "remarks-conflict", None, "warning", "advice",
        "The remarks of one adjustment name different causes: its root cause is undetermined. A claim-level remark "
        "may speak of another line.",
        "Read the lines of these claims one by one and correct each cause.",
        "the remarks of one adjustment name different causes: its root cause is undetermined",
        "human",
    ),
    # handbook rule DEN-9
    "retired_carc": FindingKind(
        "CS-DEN-005", "retired-reason-code", None, "note", "advice",
        "A reason code that had ended, or is believed to have, when it was used: read as its old meaning. Payers may"
        " send only codes in force; old ones come from old systems or old files.",
        "None needed; tell the payer when it happens often.",
        "a reason code that had ended, or is believed to have, when it was used: read as its old meaning",
        "human",
    ),
    # handbook rule DEN-1
    "patient_share_under_contract": FindingKind(
        "CS-DEN-006", "patient-share-under-contract-group", None, "warning", "advice",
        "A deductible, coinsurance or copay code under a group that forbids billing the patient. Group CO or PI "
        "overrules the reason code: the amount is the practice's loss, or the payer's mistake.",
        "Ask the payer whether PR was meant before writing off or billing.",
        "a deductible, coinsurance or copay code under a group that forbids billing the patient",
        "human",
    ),
    # handbook rule DEN-2
    "no_earlier_payer": FindingKind(
        "CS-DEN-007", "earlier-payer-on-primary-remittance", None, "note", "advice",
        "A payer that speaks first refers to an earlier payer's decision. Either the order of payers is wrong, or "
        "the remittance of the real first payer is not in these files.",
        "Check the patient's coverages and their order.",
        "a payer that speaks first refers to an earlier payer's decision",
        "human",
    ),
    # handbook rule DEN-6
    "protected_patient": FindingKind(
        "CS-DEN-008", "patient-may-not-be-billed", None, "warning", "advice",
        "A patient share that may not be billed: the patient is in a program that forbids it. Federal law protects "
        "these patients from deductible, coinsurance and copay.",
        "Write the amount off or bill the state program; never send a statement.",
        "a patient share that may not be billed: the patient is in a program that forbids it",
        "human",
    ),
    # handbook rule GT-10
    "whole_charge_contractual": FindingKind(
        "CS-DEN-009", "whole-charge-contractual", None, "warning", "advice",
        "The whole charge was adjusted as being above the agreed price, which leaves a price of zero. The standard "
        "forbids reason 45 to equal the charge: the payer hides a refusal or sent the wrong code.",
        "Ask the payer for the real reason; until then the line counts neither as paid nor as denied.",
        "the whole charge was adjusted as being above the agreed price, which leaves a price of zero",
        "human",
    ),
    # handbook rule BAL-8
    "status_4_without_denial": FindingKind(
        "CS-DEN-010", "status-4-without-denial-code", None, "note", "advice",
        "A claim with status 4 holds no adjustment that refuses anything. Status 4 is kept for patients whom the "
        "payer does not know; alone it proves no denial.",
        "Read the adjustments; ask the payer when the claim was not paid.",
        "a claim with status 4 holds no adjustment that refuses anything",
        "human",
    ),
    # handbook rule BAL-1
    "zero_without_adjustment": FindingKind(
        "CS-DEN-011", "zero-without-adjustment", None, "warning", "advice",
        "A charge was not paid and no adjustment says why. Line and claim must balance: charge less adjustments is "
        "the payment.",
        "Ask the payer for a corrected remittance; post nothing from this claim.",
        "a charge was not paid and no adjustment says why",
        "human",
    ),
    # handbook rule BAL-5
    "negative_payment_without_reversal": FindingKind(
        "CS-DEN-012", "negative-payment-without-reversal", None, "warning", "advice",
        "A negative payment on a claim that is not a reversal: counted neither as paid nor as denied. Money goes "
        "back only by a reversal (status 22) or a provider-level adjustment.",
        "Find the payment that it corrects and ask the payer for a proper reversal.",
        "a negative payment on a claim that is not a reversal: counted neither as paid nor as denied",
        "human",
    ),
    # handbook rule DEN-7
    "remark_unknown": FindingKind(
        "CS-DEN-013", "remark-not-in-the-tables", None, "note", "advice",
        "A reason code that only points to its remark came with a remark that is not in the tables. The root cause "
        "falls back to that of the reason code, which is a guess.",
        "Look the remark up in the payer's list; when it is official, add a row to the remark table.",
        "a reason code that only points to its remark came with a remark that is not in the tables",
        "human",
    ),
}  # fmt: skip
"""The table by key; identifiers are never reused."""

FINDINGS: tuple[FindingKind, ...] = tuple(KINDS.values())
"""Every finding of classification, in order of identifier."""
