"""The look-ups of the built-in dermatology pack, each of its tables read when first asked.

Imports stand inside the functions, so that a process reads only the tables it asks.
"""

from collections.abc import Sequence
from datetime import date

from cleanskin.record.dermatology import (
    FilingWindow,
    GroupedDiagnosis,
    ModifierFacts,
    TelehealthRule,
    YearlyAmount,
    Zone,
)
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.diagnosis_relation import Exclusion, Obligation, Standing
from cleanskin.record.fee import DrugPrice, FeeRow, PlaceOfService
from cleanskin.record.procedure import AddOnEdit, PairEdit, ProcedureFacts, UnitLimit
from cleanskin.record.provenance import Answer


def procedure(code: str, on: date) -> Answer[ProcedureFacts] | None:
    """Return the project's own facts of a procedure code."""
    from cleanskin.reference.dermatology.codes import procedure as look_up

    return look_up(code, on)


def fee(code: str, on: date, *, modifier: str = "", qualifying_apm: bool = False) -> Answer[FeeRow] | None:
    """Return the fee schedule row of a code and its pricing modifier."""
    from cleanskin.reference.dermatology.fees import fee as look_up

    return look_up(code, on, modifier=modifier, qualifying_apm=qualifying_apm)


def unit_limit(code: str, on: date) -> Answer[UnitLimit] | None:
    """Return the most units of a code on that day."""
    from cleanskin.reference.dermatology.units import unit_limit as look_up

    return look_up(code, on)


def add_on(code: str, on: date) -> Answer[AddOnEdit] | None:
    """Return which primaries an add-on code needs."""
    from cleanskin.reference.dermatology.add_ons import add_on as look_up

    return look_up(code, on)


def drug_price(code: str, on: date) -> Answer[DrugPrice] | None:
    """Return Medicare's payment limit for a drug code."""
    from cleanskin.reference.dermatology.drugs import drug_price as look_up

    return look_up(code, on)


def place_of_service(code: str, on: date) -> Answer[PlaceOfService] | None:
    """Return the name and setting of a place-of-service code."""
    from cleanskin.reference.dermatology.places import place_of_service as look_up

    return look_up(code, on)


def pair(column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
    """Return the edit that the families' bundling facts imply for a pair."""
    from cleanskin.reference.dermatology.bundling import pair as look_up

    return look_up(column1, column2, on)


def diagnosis(code: str, on: date) -> Answer[DiagnosisFacts] | None:
    """Return what the pack's own list says of a diagnosis."""
    from cleanskin.reference.dermatology.diagnoses import diagnosis as look_up

    return look_up(code, on)
