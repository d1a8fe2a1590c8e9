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


def grouped_diagnosis(code: str, on: date) -> Answer[GroupedDiagnosis] | None:
    """Return the group of a diagnosis."""
    from cleanskin.reference.dermatology.diagnoses import grouped_diagnosis as look_up

    return look_up(code, on)


def standing(code: str, on: date) -> Standing | None:
    """Say whether a diagnosis may be billed on a day, None when the pack cannot tell."""
    from cleanskin.reference.dermatology.diagnosis_relations import standing as look_up

    return look_up(code, on)


def excludes1_conflict(one: str, other: str, on: date) -> Exclusion | None:
    """Return the note by which two diagnoses do not go together."""
    from cleanskin.reference.dermatology.diagnosis_relations import excludes1_conflict as look_up

    return look_up(one, other, on)


def obligations(code: str, on: date) -> list[Obligation]:
    """Return what must or should go with a diagnosis."""
    from cleanskin.reference.dermatology.diagnosis_relations import obligations as look_up

    return look_up(code, on)


def site_fits(diagnosis_code: str, site_group: str) -> bool | None:
    """Say whether the place a diagnosis code names lies in a group of sites; None when no source says."""
    from cleanskin.reference.dermatology.sites import diagnosis_site, zone_fits

    place = diagnosis_site(diagnosis_code)
    if place is None or not site_group:
        return None
    fits = {zone_fits(zone, site_group) for zone in place.zones}
    return True if True in fits else (None if None in fits else False)


def site_zone(site_name: str) -> Zone | None:
    """Return the zone of a place by its name, label or a synonym; a side before the name does not matter."""
    from cleanskin.reference.dermatology.sites import site, zones

    words = site_name.replace("_", " ").split()
    side = bool(words) and words[0].lower() in ("left", "right")
    place = site(site_name) or (site(" ".join(words[1:])) if side else None)
    return zones()[place.zone] if place else None


def diagnosis_side(diagnosis_code: str) -> str:
    """Return the side that a diagnosis code names by the table of sites."""
    from cleanskin.reference.dermatology.sites import diagnosis_site

    place = diagnosis_site(diagnosis_code)
    return place.side if place else ""


def modifier(code: str, on: date) -> Answer[ModifierFacts] | None:
    """Return the facts of a modifier."""
    from cleanskin.reference.dermatology.modifiers import modifier as look_up

    return look_up(code, on)


def filing_windows(payer: str, on: date) -> Sequence[FilingWindow]:
    """Return a payer's windows."""
    from cleanskin.reference.dermatology.filing_windows import filing_windows as look_up

    return look_up(payer, on)


def telehealth_rules(code: str, payer: str, on: date) -> Sequence[TelehealthRule]:
    """Return how a visit at a distance is billed; any payer but "medicare" counts as "other"."""
    from cleanskin.reference.dermatology.telehealth import telehealth_rules as look_up

    return look_up(code, on, payer="medicare" if payer == "medicare" else "other")


def yearly_amount(name: str, on: date) -> Answer[YearlyAmount] | None:
    """Return an amount that changes by year."""
    from cleanskin.reference.dermatology.amounts import amount

    return amount(name, on)


def procedure_periods(code: str) -> Sequence[ProcedureFacts]:
    """Return every period of a procedure code, the oldest first."""
    from cleanskin.reference.dermatology.codes import codes

    return codes().get(code, ())
