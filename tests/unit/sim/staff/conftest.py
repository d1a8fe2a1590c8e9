"""A small practice, a patient with one coverage and a visit with a bit of everything."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from cleanskin.record.encounter import Encounter, Lesion, Problem
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan, Patient, Practice
from cleanskin.sim.nouns.visit import TrueService, TrueVisit
from cleanskin.sim.people import build_practice
from cleanskin.sim.staff import ERRORS, charge, prepare

DAY = date(2025, 3, 11)


@pytest.fixture
def flawless() -> Configuration:
    """A world in which staff make no slips and no story is told."""
    return Configuration(seed=3, errors=dict.fromkeys(ERRORS, 0), stories=False)


@pytest.fixture
def practice(flawless: Configuration) -> Practice:
    return build_practice(flawless)


def span(payer: str = "heartwood_care", **facts: object) -> CoverageSpan:
    return CoverageSpan(
        **({"payer": payer, "member_id": "304X00000017", "first": date(2023, 1, 1)} | facts)  # type: ignore[arg-type]
    )


def patient(*spans: CoverageSpan, **facts: object) -> Patient:
    told: dict[str, object] = {
        "number": 17, "last": "BRACKENTHWAITE", "first": "LUNETTE", "born": date(1970, 4, 2), "sex": "F",
        "street": "1 HARROW CLOSE", "city": "EAST MILLBROOK", "state": "VT", "zip_code": "059980647",
        "account": "A17", "record": "R17", "home_location": "place_1", "provider": "provider_1",
        "coverages": spans or (span(),),
    }  # fmt: skip
    return Patient(**(told | facts))  # type: ignore[arg-type]


SERVICES = (
    TrueService(code="99214", family="visit_established", modifiers=("25",), diagnoses=("L400", "L700")),
    TrueService(code="17000", family="destruction_premalignant", diagnoses=("L570",)),
    TrueService(code="17003", family="destruction_premalignant_add_on", units=4, diagnoses=("L570",)),
    TrueService(code="11102", family="biopsy", modifiers=("59",), diagnoses=("D0462",), waits_days=5),
    TrueService(code="88305", family="pathology", diagnoses=("D0462",), waits_days=5),
    TrueService(
        code="J3301", family="drug", units=2, diagnoses=("L910",), ndc="99999000101", ndc_quantity=Decimal(2),
        ndc_unit="ML",
    ),
)  # fmt: skip

ENCOUNTER = Encounter(
    on=DAY, age_years=54, sex="F",
    problems=(Problem(name="psoriasis", condition="psoriasis", diagnosis="L400", management=("rx changed",), status="worse"),),
    lesions=(
        Lesion(id="L1", site="cheek", side="left", count=5, technique="cryosurgery", condition="actinic_keratosis"),
        Lesion(
            id="L2", site="forearm", side="right", count=1, technique="tangential", condition="suspicious_lesion",
            diameter_cm=Decimal("0.7"), triggers=("MN-DOUBT",),
        ),
    ),
)  # fmt: skip


def visit(*services: TrueService, **facts: object) -> TrueVisit:
    told: dict[str, object] = {
        "patient": 17, "number": 4, "day": DAY, "booked_on": date(2025, 2, 1), "booked_as": "office visit",
        "provider": "provider_1", "location": "place_1", "kind": "office", "payer": "heartwood_care",
        "services": services or SERVICES, "encounter": ENCOUNTER,
    }  # fmt: skip
    return TrueVisit(**(told | facts))  # type: ignore[arg-type]


@pytest.fixture
def billed(practice: Practice) -> Callable[..., list[Bill]]:
    """Return a function that prepares and charges a visit."""

    def bills(configuration: Configuration, who: Patient, seen: TrueVisit, **facts: object) -> list[Bill]:
        desk = prepare(configuration, practice, who, seen)
        desk = replace(desk, **{key: facts.pop(key) for key in list(facts) if hasattr(desk, key)})
        return charge(configuration, practice, who, seen, desk, number=2, **facts)  # type: ignore[arg-type]

    return bills
