"""What a family of codes is asked about: the encounter, the payer's kind, the day and its reference data."""

from datetime import date
from typing import NamedTuple

from cleanskin.record.encounter import Encounter, Lesion, PayerKind
from cleanskin.rules.day import Day


class Act(NamedTuple):
    """What was done to one lesion (or to `how_many` alike), decided once for all families.

    `kind` is one of: biopsy_tangential, biopsy_punch, biopsy_incisional, tag_removal, shave_removal, excision,
    destruction, mohs, closure_only, intralesional, drainage, paring, debridement, nail, none; biopsy when the record
    does not tell how it was taken.  `included` are what else was done to the same lesion and is part of it, with the
    reason and rule each.  `open_question` is not empty when the record contradicts itself about the act.
    """

    kind: str
    lesion: Lesion
    how_many: int = 1
    included: tuple[tuple[str, str, str], ...] = ()
    open_question: str = ""


class Case(NamedTuple):
    """One visit to code.  `acts` has one row per lesion with something done to it, in the order of the note; two
    for a lesion whose biopsy, read at once, decided for an operation the same day.  `payer_is_told`: somebody named the
    payer, and original Medicare is not merely taken."""

    encounter: Encounter
    payer: PayerKind
    on: date
    day: Day
    acts: tuple[Act, ...] = ()
    payer_is_told: bool = False

    @property
    def is_medicare(self) -> bool:
        """True for original Medicare and Medicare Advantage."""
        return self.payer in ("medicare", "medicare_advantage")
