"""Which findings of balancing forbid posting, and the kinds of provider adjustments, as tables."""

from typing import Literal

FORBIDS_POSTING = frozenset(
    {
        "remittance-line-differs",
        "remittance-claim-differs",
        "remittance-payment-differs",
        "balance-not-checked",
        "amount-not-readable",
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
