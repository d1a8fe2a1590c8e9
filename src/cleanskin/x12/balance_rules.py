"""The findings that balancing can make, and the kinds of provider adjustments, as tables."""

from typing import Literal

from cleanskin.x12.findings import CatalogEntry

_E = CatalogEntry

BALANCE_FINDINGS: tuple[CatalogEntry, ...] = (
    _E("CS-X12-320", "balance_not_checked", 3, "warning", "advice",
       "A sum holds an amount that cannot be read, so it could not be checked.",
       "Ask the sender for a readable amount, and post nothing of the transaction before."),
    _E("CS-X12-321", "reversal_not_negated", 3, "warning", "advice",
       "835: a reversal (claim status 22) carries a positive charge or payment, so it takes nothing back.",
       "A reversal repeats the earlier answer with every sign turned; compare the two before posting."),
    _E("CS-X12-322", "processed_as_not_recognized", 4, "note", "advice",
       "835: claim status 4 on a claim that was processed. In version 5010 it means that the payer does not know the "
       "patient.", "Read it as an ordinary answer, by its adjustments."),
    _E("CS-X12-323", "provider_adjustment_unknown", 5, "note", "advice",
       "835: an adjustment of the payment (PLB) of a kind that is not known. Its amount was counted.",
       "Ask the payer what it stands for before posting it."),
    _E("CS-X12-324", "answer_without_lines", 4, "note", "advice",
       "835: a claim was paid or adjusted without service lines, so its payment belongs to no line.",
       "Post it to the claim; professional claims should be answered line by line."),
    _E("CS-X12-325", "other_payer_not_named", 3, "warning", "rejection",
       "837: a line carries the answer of a payer (SVD01) that the claim does not name (2330B NM109).",
       "Give the other payer the same identifier at claim level and on the line."),
)  # fmt: skip
"""Findings of balancing beside those of the catalog; `findings.py` declares the rest of the 3xx numbers."""

FORBIDS_POSTING = frozenset(
    {
        "remittance_line_differs",
        "remittance_claim_differs",
        "remittance_payment_differs",
        "balance_not_checked",
        "amount_not_readable",
    }
)
"""Names of findings that quarantine a remittance: nothing of the transaction may be posted (BAL-9)."""

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
