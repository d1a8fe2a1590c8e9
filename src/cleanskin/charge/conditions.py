"""What the table of conditions says of a condition: its diagnosis, how it behaves, whether it is a lesion.

The table is `note/terms/conditions.tsv`, its words are the reader's; here only its codes are read.
"""

import functools
from typing import Final, NamedTuple

from cleanskin.note.terms import table

NEOPLASTIC: Final = frozenset({"benign", "malignant", "in_situ", "premalignant", "uncertain"})
"""Behaviors of growths, which pathology can settle."""


class Condition(NamedTuple):
    """A condition: its ICD-10-CM code or category without point, its behavior, "lesion", "eruption" or "other"."""

    name: str
    diagnosis: str = ""
    behavior: str = ""
    kind: str = ""

    @property
    def is_growth(self) -> bool:
        """True when tissue settles what it is."""
        return self.kind != "eruption" and self.behavior in NEOPLASTIC


@functools.lru_cache(maxsize=2048)
def condition(name: str) -> Condition | None:
    """Return a condition by its name in the table; None when it is not there."""
    row = table("condition").get(name)
    if row is None:
        return None
    diagnosis = (row.get("diagnosis") or row.get("icd10") or "").replace(".", "").rstrip("-").upper()
    return Condition(name, diagnosis, row.get("behavior", ""), row.get("kind", ""))
