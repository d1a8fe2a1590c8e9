"""What really happened at a visit: the truth that staff may bill rightly or wrongly.

Written by the clinic; read by staff, notes, truth and experiment.  Never seen by payers, who see the claim only.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from cleanskin.record.encounter import Encounter

Nature = Literal["medical", "cosmetic", "conditional"]
Attendance = Literal["kept", "no_show", "cancelled"]


class TrueService(msgspec.Struct, frozen=True, kw_only=True):
    """One service line that a perfect coder would report for the payer covering the day.

    `modifiers` and `units` are right for that payer; `diagnoses` in order of the line's pointers.  `family` is the
    word by which staff and payers' own tables group codes (tables in `sim/clinic`).  `lesions` are ids in the
    encounter.  `nature` cosmetic: the patient pays, no claim line.  `needs_authorization`: the covering plan asks for
    one.  `waits_days`: days until its pathology is known and it can be billed.  `alternatives` are other modifier sets
    as right.  `sites` says where, by site and side, for pictures of bundling ("cheek right").
    """

    code: str
    family: str
    units: int = 1
    modifiers: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    lesions: tuple[str, ...] = ()
    nature: Nature = "medical"
    needs_authorization: bool = False
    waits_days: int = 0
    alternatives: tuple[tuple[str, ...], ...] = ()
    site: str = ""
    ndc: str = ""
    ndc_quantity: Decimal | None = None
    ndc_unit: str = ""
    price: int = 0
    """What a patient pays for a cosmetic service, cents; 0 otherwise."""


class TrueVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One booked visit of one patient.

    `number` is unique in the patient's life, from 1; `booked_as` the words at booking; `payer` the key of what truly
    pays first that day, "" for none.  `global_of` names the earlier visit in whose global period it falls and why.
    `facts` are declared words on which notes and staff depend ("addendum_late", "separate_problem").
    """

    patient: int
    number: int
    day: date
    booked_on: date
    booked_as: str
    attendance: Attendance = "kept"
    provider: str
    location: str
    kind: str
    """A row of the clinic's table of visit kinds (office, procedure, excision, mohs, light, drug, cosmetic, ...)."""
    new_patient: bool = False
    payer: str = ""
    services: tuple[TrueService, ...] = ()
    encounter: Encounter | None = None
    referrer: int | None = None
    global_of: int | None = None
    related_to_global: bool = False
    facts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in the truth: patient and number."""
        return f"{self.patient}-{self.number}"
