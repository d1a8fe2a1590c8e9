"""The findings of classification: one declared row each.

A finding speaks of all adjustments with the same codes at once (evidence says how many and how much), never of one
patient's line, so that a file of millions of lines yields a list that somebody can read.
"""

from typing import Literal

import msgspec

from cleanskin.kernel.finding import Severity


class FindingKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of finding: identifier, name, what it means and what to do."""

    id: str
    name: str
    severity: Severity
    message: str
    why: str
    fix: str
    rule: str


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

_ALL: tuple[tuple[Key, FindingKind], ...] = (
    (
        "unknown_carc",
        FindingKind(
            id="CS-DEN-001",
            name="unknown-reason-code",
            severity="warning",
            message="a reason code is not in the tables: what it did is undetermined",
            why="Its amounts count neither as denied nor as contractual, so rates carry a doubt of this size.",
            fix="look the code up in the payer's list; when it is official, add a row to the reason table",
            rule="DEN-1",
        ),
    ),
    (
        "unknown_group_code",
        FindingKind(
            id="CS-DEN-002",
            name="unknown-group-code",
            severity="warning",
            message="a group code other than CO, PR, OA, PI: nobody says who bears the amount",
            why="Version 5010 has four group codes; CR and others are left from older versions.",
            fix="ask the payer to send 5010 group codes; decide by hand whether the patient owes the amount",
            rule="BAL-10",
        ),
    ),
    (
        "remark_missing",
        FindingKind(
            id="CS-DEN-003",
            name="remark-missing",
            severity="warning",
            message="a reason code came without the remark that it requires: the root cause is a guess from the table",
            why="Codes such as 16, 96, 226, 234, 252 and A1 only say 'read the remark'.",
            fix="look for the remark on the payer's portal, or ask the payer",
            rule="DEN-2",
        ),
    ),
    (
        "remarks_conflict",
        FindingKind(
            id="CS-DEN-004",
            name="remarks-conflict",
            severity="warning",
            message="the remarks of one adjustment name different causes: its root cause is undetermined",
            why="A claim-level remark may speak of another line.",
            fix="read the lines of these claims one by one and correct each cause",
            rule="DEN-7",
        ),
    ),
    (
        "retired_carc",
        FindingKind(
            id="CS-DEN-005",
            name="retired-reason-code",
            severity="note",
            message="a reason code that had ended, or is believed to have, when it was used: read as its old meaning",
            why="Payers may send only codes in force; old ones come from old systems or old files.",
            fix="none needed; tell the payer when it happens often",
            rule="DEN-9",
        ),
    ),
    (
        "patient_share_under_contract",
        FindingKind(
            id="CS-DEN-006",
            name="patient-share-under-contract-group",
            severity="warning",
            message="a deductible, coinsurance or copay code under a group that forbids billing the patient",
            why="Group CO or PI overrules the reason code: the amount is the practice's loss, or the payer's mistake.",
            fix="ask the payer whether PR was meant before writing off or billing",
            rule="DEN-1",
        ),
    ),
    (
        "no_earlier_payer",
        FindingKind(
            id="CS-DEN-007",
            name="earlier-payer-on-primary-remittance",
            severity="note",
            message="a payer that speaks first refers to an earlier payer's decision",
            why="Either the order of payers is wrong, or the remittance of the real first payer is not in these files.",
            fix="check the patient's coverages and their order",
            rule="DEN-2",
        ),
    ),
    (
        "protected_patient",
        FindingKind(
            id="CS-DEN-008",
            name="patient-may-not-be-billed",
            severity="warning",
            message="a patient share that may not be billed: the patient is in a program that forbids it",
            why="Federal law protects these patients from deductible, coinsurance and copay.",
            fix="write the amount off or bill the state program; never send a statement",
            rule="DEN-6",
        ),
    ),
    (
        "whole_charge_contractual",
        FindingKind(
            id="CS-DEN-009",
            name="whole-charge-contractual",
            severity="warning",
            message="the whole charge was adjusted as being above the agreed price, which leaves a price of zero",
            why="The standard forbids reason 45 to equal the charge: the payer hides a refusal or sent the wrong code.",
            fix="ask the payer for the real reason; until then the line counts neither as paid nor as denied",
            rule="GT-10",
        ),
    ),
    (
        "status_4_without_denial",
        FindingKind(
            id="CS-DEN-010",
            name="status-4-without-denial-code",
            severity="note",
            message="a claim with status 4 holds no adjustment that refuses anything",
            why="Status 4 is kept for patients whom the payer does not know; alone it proves no denial.",
            fix="read the adjustments; ask the payer when the claim was not paid",
            rule="BAL-8",
        ),
    ),
    (
        "zero_without_adjustment",
        FindingKind(
            id="CS-DEN-011",
            name="zero-without-adjustment",
            severity="warning",
            message="a charge was not paid and no adjustment says why",
            why="Line and claim must balance: charge less adjustments is the payment.",
            fix="ask the payer for a corrected remittance; post nothing from this claim",
            rule="BAL-1",
        ),
    ),
    (
        "negative_payment_without_reversal",
        FindingKind(
            id="CS-DEN-012",
            name="negative-payment-without-reversal",
            severity="warning",
            message="a negative payment on a claim that is not a reversal: counted neither as paid nor as denied",
            why="Money goes back only by a reversal (status 22) or a provider-level adjustment.",
            fix="find the payment that it corrects and ask the payer for a proper reversal",
            rule="BAL-5",
        ),
    ),
    (
        "remark_unknown",
        FindingKind(
            id="CS-DEN-013",
            name="remark-not-in-the-tables",
            severity="note",
            message="a reason code that only points to its remark came with a remark that is not in the tables",
            why="The root cause falls back to that of the reason code, which is a guess.",
            fix="look the remark up in the payer's list; when it is official, add a row to the remark table",
            rule="DEN-7",
        ),
    ),
)

KINDS: dict[Key, FindingKind] = dict(_ALL)
"""The catalogue, by key; identifiers are never reused."""

FINDINGS: tuple[FindingKind, ...] = tuple(kind for _, kind in _ALL)
"""The catalogue in order of identifier."""
