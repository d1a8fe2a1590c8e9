"""Courses of patients: the same when told again, in order, on working days, and coded by the rules."""

import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from cleanskin.sim.clinic import course
from cleanskin.sim.clinic.codes import CODES, PAIRS, VISIT_FAMILIES
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueService, TrueVisit
from cleanskin.sim.payer import authorization_needed
from cleanskin.sim.people import build_patient, build_practice, open_day

_CONFIGURATION = Configuration(seed=7)
_PRACTICE = build_practice(_CONFIGURATION)
_COURSES = [
    course(_CONFIGURATION, _PRACTICE, build_patient(_CONFIGURATION, _PRACTICE, number)) for number in range(1_500)
]
_KEPT = [visit for visits in _COURSES for visit in visits if visit.attendance == "kept"]
_FURTHER = [
    visit for number in range(1_500, 5_000)
    for visit in course(_CONFIGURATION, _PRACTICE, build_patient(_CONFIGURATION, _PRACTICE, number))
]  # fmt: skip
_TELLS_APART = frozenset(
    {"25", "24", "57", "58", "59", "76", "79", "XS", "E1", "E2", "E3", "E4", "FA", "F5", "TA", "T5"}
)
_ONCE = frozenset({"17000", "17004", "17110", "17111", "11900", "11901", "96567", "96573", "96910", "96900"})


def _billable(visit: TrueVisit) -> list[TrueService]:
    return [service for service in visit.services if service.nature != "cosmetic"]


def test_a_course_told_again_alone_is_the_same() -> None:
    for number in (0, 17, 1_499):
        patient = build_patient(_CONFIGURATION, _PRACTICE, number)
        assert course(_CONFIGURATION, _PRACTICE, patient) == _COURSES[number]


def test_courses_do_not_depend_on_the_order_of_hashes() -> None:
    program = (
        "from cleanskin.sim.clinic import course\n"
        "from cleanskin.sim.nouns.configuration import Configuration\n"
        "from cleanskin.sim.people import build_patient, build_practice\n"
        "import hashlib\n"
        "c = Configuration(seed=7); p = build_practice(c)\n"
        "t = repr([course(c, p, build_patient(c, p, n)) for n in range(60)])\n"
        "import sys; sys.stdout.write(hashlib.sha256(t.encode()).hexdigest())\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


def test_visits_stand_in_order_on_working_days_within_the_months() -> None:
    for visits in _COURSES:
        assert [visit.number for visit in visits] == list(range(1, len(visits) + 1))
        for before, after in pairwise(visits):
            assert before.day < after.day
        for visit in visits:
            assert date(2025, 1, 1) <= visit.day < date(2026, 1, 1)
            assert visit.booked_on <= visit.day
            assert open_day(_CONFIGURATION, _PRACTICE, visit.provider, visit.day)
            if visit.attendance != "kept":
                assert visit.services == ()
                assert visit.encounter is None


def test_new_patients_are_those_not_seen_for_three_years() -> None:
    for number, visits in enumerate(_COURSES):
        kept = [visit for visit in visits if visit.attendance == "kept"]
        patient = build_patient(_CONFIGURATION, _PRACTICE, number)
        for index, visit in enumerate(kept):
            lapsed = patient.established is None or (visit.day - patient.established).days > 1_096
            assert visit.new_patient is (index == 0 and lapsed)


def test_families_and_facts_of_services_are_those_of_the_table() -> None:
    for visit in _KEPT:
        assert visit.encounter is not None
        lesions = {lesion.id for lesion in visit.encounter.lesions}
        for service in visit.services:
            assert CODES[service.code].family == service.family
            assert set(service.lesions) <= lesions
            assert service.diagnoses, service.code
            assert service.units > 0
            assert (service.nature == "cosmetic") is (service.price > 0)
            assert (service.family == "drug") is bool(service.ndc)


def test_add_ons_stand_beside_what_they_add_to_mod_9() -> None:
    for visit in _KEPT:
        codes = {service.code for service in _billable(visit)}
        for service in _billable(visit):
            parents = CODES[service.code].add_on_to
            assert not parents or parents & codes, (visit.key, service.code)


def test_no_pair_stands_unseparated_bun_1() -> None:
    for visit in _KEPT:
        services = _billable(visit)
        for first in services:
            for second in services:
                indicator = PAIRS.get((first.code, second.code)) if first is not second else None
                assert indicator != "0", (visit.key, first.code, second.code)
                if indicator == "1":
                    marks = {*first.modifiers, *second.modifiers}
                    assert marks & _TELLS_APART, (visit.key, first.code, second.code)


def test_limits_of_units_and_codes_once_a_day_bun_7() -> None:
    for visit in _KEPT:
        counts = Counter(service.code for service in _billable(visit))
        for service in _billable(visit):
            if service.code in _ONCE:
                assert service.units == 1
                assert counts[service.code] == 1
            if service.code == "17003":
                assert 1 <= service.units <= 13
        assert not {"17000", "17004"} <= set(counts)
        assert not {"17110", "17111"} <= set(counts)
        assert sum(counts[code] for code in ("11102", "11104", "11106")) <= 1
        assert sum(service.family in VISIT_FAMILIES for service in _billable(visit)) <= 1


def test_malignant_codes_have_malignant_diagnoses_dx_5() -> None:
    for visit in _KEPT:
        for service in _billable(visit):
            first = service.diagnoses[0]
            if service.family in ("excision_malignant", "destruction_malignant", "mohs"):
                assert first.startswith(("C43", "C44", "D03", "D04")), (visit.key, service.code, first)
            if service.family == "excision_benign":
                assert not first.startswith(("C", "D03", "D04"))
            if service.family == "destruction_premalignant":
                assert first == "L570"


def test_modifiers_of_the_global_period_glb_1() -> None:
    inside = 0
    for visits in _COURSES:
        opened: list[tuple[date, int, int]] = []
        for visit in visits:
            running = [one for one in opened if 0 < (visit.day - one[0]).days <= one[1]]
            for service in _billable(visit):
                if service.family in VISIT_FAMILIES:
                    assert ("24" in service.modifiers) is bool(running), visit.key
                elif CODES[service.code].global_days in ("000", "010", "090"):
                    assert bool({"58", "79"} & set(service.modifiers)) is bool(running), visit.key
                days = {"010": 10, "090": 90}.get(CODES[service.code].global_days)
                if days:
                    opened.append((visit.day, days, visit.number))
            if running:
                assert visit.attendance != "kept" or visit.global_of in {one[2] for one in running}
                inside += 1
            if visit.related_to_global:
                assert visit.services == ()
    assert inside > 30


def test_g2211_never_stands_beside_a_procedure_em_8() -> None:
    seen = 0
    for visit in _KEPT:
        services = {service.code: service for service in visit.services}
        if "G2211" in services:
            seen += 1
            visits = [one for one in visit.services if one.family in VISIT_FAMILIES]
            assert len(visits) == 1
            assert "25" not in visits[0].modifiers
            assert visit.payer in ("marshlight_medicare", "goldfinch_advantage", "larkspur_senior")
    assert seen > 10


@pytest.mark.parametrize(
    "kind", ["office", "procedure", "excision", "mohs", "light", "drug", "cosmetic", "postoperative", "telehealth"]
)
def test_every_kind_of_visit_occurs(kind: str) -> None:
    assert any(visit.kind == kind for visit in _KEPT)


def test_cosmetic_visits_have_no_payer_and_injuries_their_own() -> None:
    for visit in _KEPT:
        if visit.services and all(service.nature == "cosmetic" for service in visit.services):
            assert visit.payer == ""
        if "injury" in visit.facts:
            assert visit.payer in ("irongate_work_cover", "sideroad_auto")


def test_what_waits_for_pathology_says_so_exc_7() -> None:
    waiting = [service for visit in _KEPT for service in visit.services if service.waits_days]
    assert {service.family for service in waiting} >= {"pathology", "shave", "excision_benign"}
    assert all(2 <= service.waits_days <= 14 for service in waiting)


def test_the_record_holds_the_result_of_what_waits_for_it() -> None:
    checked = 0
    for visit in _KEPT:
        assert visit.encounter is not None
        lesions = {lesion.id: lesion for lesion in visit.encounter.lesions}
        for service in visit.services:
            for one in service.lesions:
                pathology = lesions[one].pathology
                if service.family in ("shave", "excision_benign", "soft_tissue"):
                    assert pathology is not None
                    assert pathology.reported_on is not None
                    assert (pathology.reported_on - visit.day).days == service.waits_days > 0
                    checked += 1
                if service.family in ("biopsy", "biopsy_add_on"):
                    assert pathology is not None
                    assert (pathology.behavior == "pending") == (pathology.reported_on is None)
                    if len(service.lesions) == 1:
                        assert (pathology.behavior == "pending") == (service.diagnoses in (("D492",), ("R21",)))
                        assert service.waits_days or pathology.behavior == "pending"
    assert checked > 20


def test_a_return_for_a_complication_is_told_and_opens_no_global_period_mod_1() -> None:
    returned = [visit for visit in _FURTHER if any("78" in one.modifiers for one in visit.services)]
    included = [
        visit for visit in _FURTHER
        if visit.encounter is not None and not visit.services
        and any(lesion.condition == "hematoma" for lesion in visit.encounter.lesions)
    ]  # fmt: skip
    for visit in returned:
        assert visit.encounter is not None
        assert {one.return_to for one in visit.encounter.prior} <= {"operating_room", "office"}
        assert visit.global_of is not None
    assert returned
    assert all(visit.payer in ("marshlight_medicare", "goldfinch_advantage", "larkspur_senior") for visit in included)


def test_services_need_the_authorizations_their_payers_look_for() -> None:
    needed = 0
    for visits in _COURSES:
        for visit in visits:
            patient = build_patient(_CONFIGURATION, _PRACTICE, visit.patient) if visit.services else None
            if patient is None or not visit.payer:
                continue
            span = next(one for one in patient.coverages if one.payer == visit.payer and one.holds(visit.day))
            for service in _billable(visit):
                asked = authorization_needed(visit.payer, span.plan, span.member_id, service.code)
                assert service.needs_authorization == asked, (service.code, span.plan)
                needed += asked
    assert needed > 10


_DAYS = {"000": 0, "010": 10, "090": 90}


def test_stitches_taken_out_after_the_global_days_are_billed_glb_1_mod_2() -> None:
    billed = included = 0
    for patient in {visit.patient for visit in _FURTHER}:
        visits = [one for one in _FURTHER if one.patient == patient and one.encounter is not None]
        for visit in visits:
            encounter = visit.encounter
            assert encounter is not None
            place = next(((one.site, one.side) for one in encounter.services if one.kind == "suture_removal"), None)
            if place is None:
                continue
            last = max(
                (
                    (earlier.day.toordinal() + _DAYS.get(CODES[service.code].global_days, 0))
                    for earlier in visits
                    if earlier.day < visit.day and earlier.encounter is not None
                    for service in earlier.services
                    for lesion in earlier.encounter.lesions
                    if lesion.id in service.lesions and (lesion.site, lesion.side) == place
                    and "78" not in service.modifiers and service.nature != "cosmetic"
                ),
                default=0,
            )  # fmt: skip
            has_line = any(service.code == "15853" for service in visit.services)
            assert has_line == (visit.day.toordinal() > last), (visit.key, place)
            billed += has_line
            included += not has_line
            if has_line:
                assert visit.services[0].family in VISIT_FAMILIES
            assert encounter.prior, visit.key
    assert billed > 10
    assert included > 50


def test_one_condition_has_one_diagnosis_apart_from_its_place() -> None:
    found: dict[str, set[str]] = {}
    for visit in _KEPT:
        assert visit.encounter is not None
        for one in visit.encounter.problems:
            if one.diagnosis[:3] not in ("C43", "C44", "D03", "D04", "D17", "D22", "D23", "L02"):
                found.setdefault(one.condition, set()).add(one.diagnosis)
    several = {condition for condition, codes in found.items() if len(codes) > 1}
    assert several <= {"epidermoid_cyst", "seborrheic_keratosis"}, several
    for condition, code in (
        ("androgenetic_alopecia", "L649"), ("telogen_effluvium", "L650"), ("eczema", "L309"),
        ("atopic_dermatitis", "L209"), ("chronic_urticaria", "L508"), ("folliculitis", "L739"),
    ):  # fmt: skip
        assert found[condition] == {code}
