"""The findings that balancing can make, and the kinds of provider adjustments, as tables."""

from typing import Literal

import msgspec

from cleanskin.kernel.finding import Severity, SnipType


class BalanceRule(msgspec.Struct, frozen=True, kw_only=True):
    """One finding this module can make: what it says, how grave, what to do."""

    id: str
    name: str
    title: str
    severity: Severity
    snip: SnipType
    fix: str


_ASK_PAYER = (
    "Post nothing of this transaction; keep the deposit as unapplied cash and ask the payer for a corrected 835."
)

BALANCE_FINDINGS: tuple[BalanceRule, ...] = (
    BalanceRule(
        id="CS-X12-301",
        name="remittance-line-unbalanced",
        title="A remittance line: charge less adjustments is not the payment",
        severity="error",
        snip=3,
        fix=_ASK_PAYER,
    ),
    BalanceRule(
        id="CS-X12-302",
        name="remittance-claim-unbalanced",
        title="A remittance claim: charge less all adjustments is not the payment",
        severity="error",
        snip=3,
        fix=_ASK_PAYER,
    ),
    BalanceRule(
        id="CS-X12-303",
        name="remittance-lines-differ-from-claim",
        title="The lines of a remittance claim do not add up to the claim's charge or payment",
        severity="error",
        snip=3,
        fix=_ASK_PAYER,
    ),
    BalanceRule(
        id="CS-X12-304",
        name="remittance-unbalanced",
        title="Claim payments less provider adjustments are not the amount of the payment",
        severity="error",
        snip=3,
        fix=_ASK_PAYER,
    ),
    BalanceRule(
        id="CS-X12-305",
        name="balance-not-checked",
        title="A sum holds an amount that cannot be read, so the balance could not be checked",
        severity="warning",
        snip=3,
        fix="Ask the sender for a readable amount.",
    ),
    BalanceRule(
        id="CS-X12-306",
        name="negative-payment",
        title="The amount of the payment is negative",
        severity="error",
        snip=3,
        fix="A payer that is owed money must carry the balance forward with a provider adjustment (FB).",
    ),
    BalanceRule(
        id="CS-X12-307",
        name="payment-method-contradicts-amount",
        title="Payment method and amount contradict each other",
        severity="warning",
        snip=3,
        fix="Method NON goes with an amount of zero and every other method with money; find out whether money moved.",
    ),
    BalanceRule(
        id="CS-X12-308",
        name="reversal-not-negated",
        title="A reversal carries amounts that take nothing back",
        severity="warning",
        snip=3,
        fix="A reversal repeats the earlier answer with every sign turned; compare it with that answer first.",
    ),
    BalanceRule(
        id="CS-X12-309",
        name="status-not-recognized-but-processed",
        title="Claim status 4 on a claim that was processed",
        severity="note",
        snip=4,
        fix="Read it as an ordinary answer: in version 5010 status 4 is for a patient the payer does not know.",
    ),
    BalanceRule(
        id="CS-X12-310",
        name="withdrawn-adjustment-group",
        title="Adjustment group CR, which version 5010 does not have",
        severity="warning",
        snip=2,
        fix="Read it as a correction of an earlier answer; post the amount, not the group.",
    ),
    BalanceRule(
        id="CS-X12-311",
        name="unknown-provider-adjustment",
        title="A provider-level adjustment whose kind is not known",
        severity="note",
        snip=5,
        fix="Kept as it is; ask the payer what it stands for before posting it.",
    ),
    BalanceRule(
        id="CS-X12-312",
        name="professional-claim-without-lines",
        title="A paid or adjusted remittance claim without service lines",
        severity="note",
        snip=4,
        fix="Payment can be posted to the claim only; professional claims should be answered line by line.",
    ),
    BalanceRule(
        id="CS-X12-321",
        name="claim-charge-differs-from-lines",
        title="The charge of a claim is not the sum of its lines",
        severity="error",
        snip=3,
        fix="Correct the claim total or the line that is missing or wrong; payers return such a claim.",
    ),
    BalanceRule(
        id="CS-X12-322",
        name="other-payer-line-unbalanced",
        title="Another payer's answer to a line: payment and adjustments are not the charge of the line",
        severity="error",
        snip=3,
        fix="Copy payment and adjustments of the line from that payer's remittance.",
    ),
    BalanceRule(
        id="CS-X12-323",
        name="other-payer-claim-unbalanced",
        title="Another payer's answer to a claim: payment and all adjustments are not the charge of the claim",
        severity="error",
        snip=3,
        fix="Copy payment and adjustments from that payer's remittance; each adjustment at one level only.",
    ),
    BalanceRule(
        id="CS-X12-324",
        name="other-payer-paid-differs-from-lines",
        title="Another payer's payments of the lines do not add up to what it paid for the claim",
        severity="error",
        snip=3,
        fix="Copy the payments of every line from that payer's remittance.",
    ),
    BalanceRule(
        id="CS-X12-325",
        name="other-payer-not-named",
        title="A line carries the answer of a payer that the claim does not name",
        severity="error",
        snip=3,
        fix="Give the other payer the same identifier at claim level and on the line.",
    ),
)
"""Every finding of this module; numbers are never used again."""

FORBIDS_POSTING = frozenset({"CS-X12-301", "CS-X12-302", "CS-X12-303", "CS-X12-304", "CS-X12-305", "CS-X12-306"})
"""Findings that quarantine a remittance: nothing of the transaction may be posted (BAL-9)."""

RULES = {rule.id: rule for rule in BALANCE_FINDINGS}

ProviderAdjustmentFamily = Literal["recovery", "forwarded", "interest", "refund", "withheld", "capitation", "other"]
"""What a provider adjustment does to the books: takes back, carries to another payment, pays interest, acknowledges a
refund, withholds for somebody else, pays per member, or anything else."""

PROVIDER_ADJUSTMENT_KINDS: dict[str, tuple[ProviderAdjustmentFamily, str]] = {
    "50": ("other", "charge for filing late"),
    "51": ("interest", "penalty interest"),
    "72": ("refund", "refund by the provider acknowledged"),
    "90": ("other", "allowance for paying early"),
    "AH": ("other", "fee for opening a loan"),
    "AM": ("other", "put towards a loan"),
    "AP": ("other", "benefits paid ahead of time"),
    "B2": ("other", "rebate"),
    "B3": ("other", "allowance for recovery"),
    "BD": ("other", "bad debt"),
    "BN": ("other", "bonus"),
    "C5": ("other", "allowance for a time"),
    "CR": ("interest", "interest on capitation"),
    "CS": ("other", "adjustment"),
    "CT": ("capitation", "capitation payment"),
    "CV": ("other", "capital costs passed through"),
    "CW": ("other", "nurse anesthetist costs passed through"),
    "DM": ("other", "medical education costs passed through"),
    "E3": ("withheld", "withheld"),
    "FB": ("forwarded", "balance carried between payments"),
    "FC": ("other", "share of a fund"),
    "GO": ("other", "graduate education costs passed through"),
    "HM": ("other", "supplement for clotting factor"),
    "IP": ("other", "incentive payment"),
    "IR": ("withheld", "withheld for the tax authority"),
    "IS": ("other", "interim settlement"),
    "J1": ("other", "not reimbursable"),
    "L3": ("withheld", "penalty"),
    "L6": ("interest", "interest owed"),
    "LE": ("withheld", "levy"),
    "LS": ("other", "lump sum"),
    "OA": ("other", "organ acquisition costs passed through"),
    "OB": ("recovery", "offset for an affiliated provider"),
    "PI": ("other", "periodic interim payment"),
    "PL": ("other", "final payment"),
    "RA": ("other", "adjustment backwards in time"),
    "RE": ("other", "return on equity"),
    "SL": ("withheld", "repayment of a student loan"),
    "TL": ("recovery", "paid by a liable third party"),
    "WO": ("recovery", "overpayment taken back"),
    "WU": ("recovery", "recovery without a stated reason"),
}
"""PLB03-01 code: family and own words.  Codes from 005010X221A1; B2, LS and families of rare kinds unverified."""
