"""What the caller of the sample generator may choose: habits of the practice and faults of the files.

Rates are shares between 0 and 1.  Their defaults are assumptions of this project unless a comment names a source.
"""

from typing import Literal

import msgspec

ControlNumbers = Literal["per_claim", "per_account"]
"""per_claim: each claim has its own CLM01; per_account: the patient's account number on every visit."""


class SampleOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Habits and faults of one generated practice.  Frozen, so that a sample is told by its arguments alone."""

    control_numbers: ControlNumbers = "per_claim"
    per_account_share: float = 0.0
    """Share of claims that carry the account number although the habit is per_claim (a mixed habit)."""
    line_control_share: float = 0.95
    """Share of claims whose lines carry REF*6R."""
    rejection_share: float = 0.03
    """Front-end rejections; practice profile, assumption."""
    abandoned_rejection_share: float = 0.08
    """Rejected claims that nobody sends again."""
    lost_share: float = 0.008
    """Accepted claims that no payer ever answers."""
    portal_share: float = 0.002
    """Claims keyed into a payer's portal: remitted, but in no 837P."""
    denial_scale: float = 1.0
    """Factor on every payer's initial denial rate."""
    worked_share: float = 0.62
    """Denials that somebody works."""
    pend_share: float = 0.004
    takeback_share: float = 0.006
    """Paid claims reversed later; practice profile, assumption."""
    void_share: float = 0.0015
    """Paid claims that the practice voids (frequency 8)."""
    referred_share: float = 0.2
    """Claims that name a referring provider."""
    copay_collected_share: float = 0.55
    """Visits with a copay that was taken at the desk and stands on the claim."""
    underpaid_share: float = 0.01
    duplicate_claim_share: float = 0.006
    """Claims sent a second time by mistake before the first answer."""
    split_claim_share: float = 0.006
    changed_code_share: float = 0.008
    dropped_modifier_share: float = 0.02
    """Answers without the modifiers billed; half of them do not say what was billed (SVC06)."""
    unechoed_share: float = 0.003
    """First answers that give back "0" instead of CLM01."""
    split_line_share: float = 0.01
    capitated_share: float = 0.01
    """Of Medicare Advantage claims: capitated visits sent as claims."""
    vague_share: float = 0.12
    """Denials whose codes do not tell the cause."""
    stories: bool = True
    """Plant the facts listed in the truth summary."""
    acknowledgements: bool = True
    faults: bool = True
    """Repeat a remittance in a second file, add test and encounter interchanges, lose some claim files."""
    entity: int = 0
    """Another number gives another billing entity (TIN, NPIs); control numbers start anew for each."""
    separate_pathology_share: float = 0.12
    """Visits whose pathology goes out on a claim of its own, same patient and day."""
    second_visit_share: float = 0.002
    """Patients who see a second provider on the same day."""
    bundle: Literal["day", "month"] = "day"
    """day: a file for each day; month: the same interchanges, those of a month one after another in one file."""
    one_file: bool = False
    """One 837P and one 835 file with many transactions, for benchmarks."""
    truth: bool = True
    line_breaks: bool = True
    """Write a line break after each segment terminator."""
    claims_per_transaction: int = 1000
