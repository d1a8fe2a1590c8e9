"""The simulated practice against published figures of dermatology practices, with the tolerance of each stated.

Figures after the practice profile of 2026-11-21: shares of lines DEF23 (all payers, 2023), Mohs stages KRISH17, ratios
derived from DEF23, modifier 25 OIG25 (Medicare), shares of visits by payer assumed there.  Two seeds, a seventh of the
patients of six providers; the tolerance holds sampling (about 0.3 points on a share of 8 %) and calibration.
"""

from collections import Counter
from functools import cache
from itertools import groupby, pairwise

import pytest

from cleanskin.sim.clinic import course
from cleanskin.sim.clinic.codes import VISIT_FAMILIES
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueService, TrueVisit
from cleanskin.sim.people import build_patient, build_practice, patient_count
from cleanskin.sim.people.profile import PAYER_KINDS, PAYER_MIX

_PUBLISHED = {
    "99213": 17.5, "99214": 8.9, "17000": 7.8, "11102": 5.9, "17003": 5.5, "17110": 5.4, "99203": 5.2, "88305": 4.6,
    "99204": 2.6, "99212": 2.6, "11103": 1.6, "17311": 1.6, "J3301": 1.5, "11900": 1.3, "17004": 1.1,
}  # fmt: skip
"""Percent of lines, the fifteen published codes."""

_STEP = 7


@cache
def _visits() -> tuple[list[TrueVisit], int]:
    """Return kept visits of a seventh of the patients of two seeds, and how many patients they are of."""
    kept: list[TrueVisit] = []
    patients = 0
    for seed in (31, 32):
        configuration = Configuration(seed=seed)
        practice = build_practice(configuration)
        for number in range(0, patient_count(configuration), _STEP):
            patients += 1
            patient = build_patient(configuration, practice, number)
            kept += [one for one in course(configuration, practice, patient) if one.attendance == "kept"]
    return kept, patients


@cache
def _lines() -> tuple[list[list[TrueService]], Counter[str]]:
    """Return the billable services of each visit that has any, and how often each code stands."""
    billed = [[service for service in visit.services if service.nature != "cosmetic"] for visit in _visits()[0]]
    billed = [services for services in billed if services]
    return billed, Counter(service.code for services in billed for service in services)


@pytest.mark.parametrize("code", list(_PUBLISHED))
def test_share_of_lines(code: str) -> None:
    """Within 20 % of the published share, or 0.35 points where the share is small."""
    _, codes = _lines()
    share = 100 * codes[code] / codes.total()
    assert share == pytest.approx(_PUBLISHED[code], rel=0.2, abs=0.35)


def test_visits_of_a_provider_year() -> None:
    """Within 3 %, as the configuration promises; 4.5 % for this sample."""
    kept, _ = _visits()
    assert len(kept) * _STEP / (2 * 6) == pytest.approx(7_500, rel=0.045)


def test_mohs_stages() -> None:
    """1.74 stages a case within 0.12 (KRISH17)."""
    billed, codes = _lines()
    cases = codes["17311"] + codes["17313"]
    further = sum(one.units for services in billed for one in services if one.code in ("17312", "17314"))
    assert (cases + further) / cases == pytest.approx(1.74, abs=0.12)


def test_further_keratoses() -> None:
    """17003 on 70.5 % of 17000 within 5 points; 4.65 units within 0.6; 17004 on 0.141 of 17000 within 0.04."""
    billed, codes = _lines()
    units = [one.units for services in billed for one in services if one.code == "17003"]
    assert len(units) / codes["17000"] == pytest.approx(0.705, abs=0.05)
    assert sum(units) / len(units) == pytest.approx(4.65, abs=0.6)
    assert codes["17004"] / codes["17000"] == pytest.approx(0.141, abs=0.04)


def test_further_biopsies() -> None:
    """11103 on 0.271 of 11102 within 0.05."""
    _, codes = _lines()
    assert codes["11103"] / codes["11102"] == pytest.approx(0.271, abs=0.05)


def test_visits_beside_minor_procedures() -> None:
    """61.5 % of Medicare's visit lines have modifier 25 (OIG25), within 7 points."""
    visits = [
        service
        for visit in _visits()[0]
        if visit.payer and PAYER_KINDS[visit.payer] == "medicare"
        for service in visit.services
        if service.family in VISIT_FAMILIES
    ]
    share = sum("25" in service.modifiers for service in visits) / len(visits)
    assert share == pytest.approx(0.615, abs=0.07)


def test_new_patients() -> None:
    """21.2 % of visit lines are of new patients, within 2.5 points (derived from DEF23)."""
    _, codes = _lines()
    new = sum(count for code, count in codes.items() if code.startswith("9920"))
    old = sum(count for code, count in codes.items() if code.startswith("9921"))
    assert new / (new + old) == pytest.approx(0.212, abs=0.025)


def test_levels_of_visits() -> None:
    """9.0, 60.3 and 30.7 % of 99212 to 99214 and 66.7 to 33.3 % of 99203 to 99204, within 5 points (derived, DEF23)."""
    _, codes = _lines()
    old = sum(codes[code] for code in ("99212", "99213", "99214"))
    for code, share in (("99212", 0.09), ("99213", 0.603), ("99214", 0.307)):
        assert codes[code] / old == pytest.approx(share, abs=0.05), code
    assert codes["99204"] / (codes["99203"] + codes["99204"]) == pytest.approx(0.333, abs=0.05)
    assert 0.001 < codes["99215"] / old < 0.03


@pytest.mark.parametrize("kind", list(PAYER_MIX))
def test_payers_of_visits(kind: str) -> None:
    """Shares of visits by what pays first, within 2.5 points (assumed in the profile)."""
    merged = {"exchange": "commercial", "workers_comp": "commercial", "auto": "commercial"}
    kept, _ = _visits()
    kinds = [PAYER_KINDS[visit.payer] if visit.payer else "self_pay" for visit in kept]
    share = sum(merged.get(one, one) == kind for one in kinds) / len(kept)
    assert share == pytest.approx(PAYER_MIX[kind] / 10_000, abs=0.025)


def test_lines_of_a_visit() -> None:
    """2.3 is assumed, with 1.8 to 3.0 as its range; the published shares of visits among lines allow about two."""
    billed, codes = _lines()
    assert 1.8 <= codes.total() / len(billed) <= 3.0


def test_cosmetic_visits() -> None:
    """Three to six visits in a hundred are for looks only: with the uninsured they make the profile's six (assumed)."""
    kept, _ = _visits()
    cosmetic = sum(visit.kind == "cosmetic" for visit in kept)
    assert 0.03 <= cosmetic / len(kept) <= 0.06


def test_months_are_alike_but_for_holidays() -> None:
    """No month has less than two thirds or more than one and a third of the mean, so no edge is to be seen."""
    kept, _ = _visits()
    months = Counter(visit.day.month for visit in kept)
    mean = len(kept) / 12
    assert all(0.66 * mean < count < 1.34 * mean for count in months.values()), sorted(months.items())


def test_patients_come_again() -> None:
    """More than a third of the patients have a second visit within the year, most of those after a month or later."""
    kept, patients = _visits()
    gaps = [(b.day - a.day).days for a, b in pairwise(kept) if a.patient == b.patient and a.day < b.day]
    visits = [len(list(group)) for _, group in groupby(kept, key=lambda visit: visit.patient)]
    assert sum(count > 1 for count in visits) > patients / 3
    assert sum(gap > 30 for gap in gaps) > len(gaps) / 2
