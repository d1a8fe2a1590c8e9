"""Every kind of service that notes tell is read by a family or is known to be part of the visit; nothing stops a family."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.charge.acts import acts_of, with_ids
from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, families
from cleanskin.note.terms import table
from cleanskin.record.encounter import DrugGiven, Encounter, Lesion, Service

PART_OF_THE_VISIT = {"dermoscopy", "wood_lamp", "dressing_change"}
OF_OTHER_FAMILIES = {"site_preparation", "trimming", "thinning"}
FOLDED = {"immunostain_antibody", "immunostain_multiplex", "special_stain_organism"}
"""Words of a kind that the reader folds into another kind, with a detail."""
KINDS = sorted(table("service"))
DETAILS = sorted(table("service_detail"))
FACTS = {
    "condition": "psoriasis",
    "site": "face",
    "count": 3,
    "minutes": 30,
    "area_sq_cm": Decimal(30),
    "agent": "infliximab",
    "details": ("q8", "by_staff", "superficial", "read_in_office", "whole_body", "incision"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_something(kind, day):
    encounter = Encounter(services=(Service(kind=kind, **FACTS),))
    case = Case(encounter=encounter, payer="medicare", on=day.on, day=day)
    # guidance stands beside a fraction, a block beside what it numbs, a frozen section beside what was cut
    beside = {"radiation_ultrasound": "radiation_fraction"}.get(kind)
    if beside:
        case = case._replace(encounter=Encounter(services=(*encounter.services, Service(kind=beside, **FACTS))))
    if kind in ("nerve_block", "suture_removal"):
        lesion = Lesion(technique="avulsion", site="toe_1", side="left")
        encounter = Encounter(services=encounter.services, lesions=(lesion,) if kind == "nerve_block" else ())
        encounter = with_ids(encounter)
        case = case._replace(encounter=encounter, acts=acts_of(encounter))
    found = [one for family in families() for one in family.draft(case) if "S1" in one.lesions]
    if kind in PART_OF_THE_VISIT:
        assert found == []
    elif kind not in OF_OTHER_FAMILIES:
        assert found, f"no family reads {kind}"


def amounts():
    return st.none() | st.decimals(min_value=0, max_value=9999, places=1)


def services():
    return st.builds(
        Service,
        kind=st.sampled_from(KINDS),
        site=st.sampled_from(["", "face", "toe_1", "axilla", "nowhere known"]),
        side=st.sampled_from(["", "left", "right", "bilateral"]),
        count=st.none() | st.integers(0, 200),
        count_is_vague=st.booleans(),
        area_sq_cm=amounts(),
        minutes=st.none() | st.integers(0, 900),
        kilovolts=amounts(),
        details=st.lists(st.sampled_from(DETAILS), max_size=3).map(tuple),
        condition=st.sampled_from(["", "psoriasis", "acne", "axillary_hyperhidrosis", "no condition known"]),
        performed_by=st.sampled_from(["", "physician", "staff", "patient"]),
        session=st.integers(1, 2),
    )


def drugs():
    return st.builds(
        DrugGiven,
        name=st.sampled_from(["Kenalog", "Botox", "aminolevulinic acid", "Remicade", "no drug known", ""]),
        amount=amounts(),
        unit=st.sampled_from(["", "mg", "units", "sticks", "g", "ml", "no unit known"]),
        wasted=amounts(),
        containers=st.none() | st.integers(0, 9),
        concentration=amounts(),
        volume_ml=amounts(),
        route=st.sampled_from(["", "intralesional", "subcutaneous", "intravenous"]),
        patient_supplied=st.booleans(),
    )


def lesions():
    return st.builds(
        Lesion,
        technique=st.sampled_from(
            ["", "drainage", "avulsion", "injection", "paring", "debridement", "puncture", "mohs"]
        ),
        condition=st.sampled_from(["", "abscess", "onychomycosis", "wart", "no condition known"]),
        site=st.sampled_from(["", "toe_1", "back", "nowhere known"]),
        side=st.sampled_from(["", "left", "bilateral"]),
        count=st.none() | st.integers(0, 200),
        count_is_vague=st.booleans(),
        features=st.lists(st.sampled_from(["packed", "nail_matrix", "to_fat", "surgeon_reads"]), max_size=2).map(tuple),
    )


@given(
    services=st.lists(services(), max_size=4).map(tuple),
    drugs=st.lists(drugs(), max_size=3).map(tuple),
    lesions=st.lists(lesions(), max_size=3).map(tuple),
    payer=st.sampled_from(["medicare", "commercial"]),
    place=st.sampled_from(["", "11", "22", "99"]),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_visit_stops_a_family(services, drugs, lesions, payer, place, random_day):
    encounter = with_ids(
        Encounter(services=services, drugs=drugs, lesions=lesions, payer=payer, place_of_service=place)
    )
    case = Case(encounter=encounter, payer=payer, on=random_day.on, day=random_day, acts=acts_of(encounter))
    first = [one for family in families() for one in family.draft(case)]
    for one in first:
        assert not isinstance(one, Draft) or (one.units > 0 and one.code)
    assert first == [one for family in families() for one in family.draft(case)]


@pytest.fixture(scope="module")
def random_day():
    from datetime import date

    from cleanskin.reference.look_up import Reference
    from cleanskin.rules.day import Day

    return Day(Reference(None), date(2026, 3, 2))
