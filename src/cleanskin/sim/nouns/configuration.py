"""What a user chooses of a simulated world; everything else follows from the seed.

Probabilities are parts in ten thousand.  Tables of defaults stand with the parts they belong to; here are only
overrides, by the names of those tables.
"""

from datetime import date
from typing import Literal

import msgspec

ControlNumbers = Literal["per_claim", "per_account"]
"""per_claim: each claim has its own CLM01; per_account: the patient's account number on every visit."""


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """One world.  Frozen: the same configuration gives the same bytes.

    `errors` overrides the staff's error rates by kind ("missing_25": 1200), `faults` the faults of files by kind
    ("duplicate_file": 100), `payers` single facts of a payer's table row by payer and field
    ({"tanager_blue": {"vague_parts": 4000}}).  `visits_per_provider` is a year's.  `stories` plants the named facts
    that a diagnosis can be asked to find.  `patients` limits the world to these patients' numbers (replay).
    """

    seed: int
    providers: int = 6
    months: int = 12
    start: date = date(2025, 1, 1)
    as_of: date | None = None
    """Nothing dated later is written; default: three weeks after the last month."""
    entity: int = 0
    """Another number is another billing entity: TIN, NPIs, control numbers."""
    state: str = "VT"
    visits_per_provider: int = 7_500
    locations: int = 3
    errors: dict[str, int] = {}
    faults: dict[str, int] = {}
    payers: dict[str, dict[str, int]] = {}
    stories: bool = True
    notes: bool = True
    """Write the visits' notes and true encounters (notes.jsonl)."""
    inquiries: bool = True
    """Write 270/271, 276/277 and 278 files."""
    acknowledgements: bool = True
    control_numbers: ControlNumbers = "per_claim"
    bundle: Literal["day", "month", "one"] = "day"
    """One file a day, a month, or for everything (one 837P, one 835, ... for measurements)."""
    line_breaks: bool = True
    claims_per_transaction: int = 1_000
    patients: tuple[int, ...] = ()
