"""Places of service: which fee Medicare pays there, and what else the place changes.

`setting` is that of CMS's list: facility (lower practice expense) or nonfacility.  Contractors and other payers may
differ for telehealth.  An effect that is empty was found in no source.
"""

import functools
from collections.abc import Mapping
from datetime import date

import msgspec

from cleanskin.record.fee import PlaceOfService
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import Dated, answer_for, in_force, load_table


class PlaceEffects(msgspec.Struct, frozen=True, kw_only=True):
    """What a place of service changes beside the fee.

    `drugs_billable`: the physician may bill drugs given there; `incident_to`: services of staff may be billed under the
    physician there (Medicare); `telehealth`: the patient is elsewhere.  None means "no source says".
    """

    code: str
    drugs_billable: bool | None = None
    incident_to: bool | None = None
    telehealth: bool | None = None
    note: str = ""


def place_of_service(code: str, on: date) -> Answer[PlaceOfService] | None:
    """Return the name and setting of a place-of-service code; None when it was not in use on that day."""
    row = in_force(_places().get(code, ()), on)
    return answer_for(row, on) if row else None


def place_effects(code: str, on: date) -> Answer[PlaceEffects] | None:
    """Return what a place of service changes beside the fee; None when the code was not in use on that day."""
    row = in_force(_effects().get(code, ()), on)
    return answer_for(row, on) if row else None


@functools.cache
def _places() -> Mapping[str, tuple[Dated[PlaceOfService], ...]]:
    return load_table("places", PlaceOfService, key=lambda row: row.code)


@functools.cache
def _effects() -> Mapping[str, tuple[Dated[PlaceEffects], ...]]:
    flags = ("drugs_billable", "incident_to", "telehealth")
    return load_table("places", PlaceEffects, key=lambda row: row.code, flags=flags)
