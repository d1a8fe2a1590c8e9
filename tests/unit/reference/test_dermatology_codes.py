"""Facts of dermatology's codes, stated by hand from coding-rules.md (ids in the names)."""

from datetime import date

import pytest

from cleanskin.reference.dermatology.codes import code_facts, codes, family_labels
from cleanskin.reference.dermatology.frame import DERMATOLOGY_CODES, codes_frame


@pytest.mark.parametrize(
    ("code", "family", "visit_class", "global_days"),
    [
        ("11102", "biopsy", "procedure", "000"),
        ("11301", "shave", "procedure", "000"),
        ("11402", "excision_benign", "surgery", "010"),
        ("11642", "excision_malignant", "surgery", "010"),
        ("11450", "excision_hidradenitis", "surgery", "090"),
        ("17000", "destruction_premalignant", "procedure", "010"),
        ("17110", "destruction_benign", "procedure", "010"),
        ("17262", "destruction_malignant", "procedure", "010"),
        ("17106", "destruction_vascular", "procedure", "090"),
        ("17311", "mohs", "surgery", "000"),
        ("12032", "repair_intermediate", "surgery", "010"),
        ("12001", "repair_simple", "surgery", "000"),
        ("13132", "repair_complex", "surgery", "010"),
        ("14060", "flap", "surgery", "090"),
        ("15260", "graft", "surgery", "090"),
        ("10060", "incision_drainage", "procedure", "010"),
        ("11721", "nail", "procedure", "000"),
        ("11900", "intralesional_injection", "procedure", "000"),
        ("96910", "phototherapy", "procedure", "XXX"),
        ("96920", "excimer", "procedure", "000"),
        ("96573", "pdt", "procedure", "000"),
        ("96567", "pdt", "procedure", "XXX"),
        ("95044", "patch_test", "procedure", "XXX"),
        ("88305", "pathology", "pathology", "XXX"),
        ("99213", "evaluation", "visit", "XXX"),
        ("98005", "evaluation", "visit", "XXX"),
        ("J3301", "drug", "drug", "XXX"),
        ("99024", "reporting", "other", "XXX"),
    ],
)
def test_glb_1_family_class_and_global_days(code, family, visit_class, global_days):
    facts = code_facts(code)
    assert (facts.family, facts.visit_class, facts.global_days) == (family, visit_class, global_days)


@pytest.mark.parametrize(
    ("code", "parents"),
    [
        ("11103", {"11102", "11104", "11106"}),
        ("11105", {"11104", "11106"}),
        ("11107", {"11106"}),
        ("17003", {"17000"}),
        ("17312", {"17311"}),
        ("11201", {"11200"}),
    ],
)
def test_bx_3_add_on_codes_name_their_parents(code, parents):
    facts = code_facts(code)
    assert facts.add_on
    assert set(facts.parents) == parents


@pytest.mark.parametrize("code", ["11901", "17004", "17111", "11721"])
def test_min_3_either_or_codes_are_no_add_ons(code):
    assert not code_facts(code).add_on


@pytest.mark.parametrize(
    ("code", "last", "first_without"),
    [
        ("77401", date(2025, 12, 31), date(2026, 1, 1)),
        ("99441", date(2024, 12, 31), date(2025, 1, 1)),
        ("G2012", date(2024, 12, 31), date(2025, 1, 1)),
        ("11100", date(2018, 12, 31), date(2019, 1, 1)),
    ],
)
def test_chg_ended_codes_have_no_facts_after_their_end(code, last, first_without):
    assert code_facts(code, last) is not None
    assert code_facts(code, first_without) is None


def test_chg_2026_new_radiation_codes_start_in_2026():
    assert code_facts("77437", date(2025, 12, 31)) is None
    assert code_facts("77437", date(2026, 1, 1)).family == "radiation"


def test_rep_3_deleted_complex_repair_has_ended_and_names_its_successors():
    assert code_facts("13150", date(2026, 3, 1)) is None
    assert set(code_facts("13150", date(2013, 12, 31)).replaced_by) == {"12011", "12051"}


def test_look_up_forgives_case_and_blanks_and_knows_nothing_else():
    assert code_facts(" j3301 ").code == "J3301"
    assert code_facts("00000") is None
    assert code_facts("") is None


def test_every_row_is_consistent():
    for code, rows in codes().items():
        for facts in rows:
            assert len(code) == 5
            assert facts.family in family_labels()
            assert (facts.global_days == "ZZZ") <= facts.add_on
            assert all(parent in codes() for parent in facts.parents)
            assert facts.label == facts.label.strip() != ""
            assert (facts.source.trust == "unverified") or facts.source.checked_on is not None


def test_frame_holds_each_code_once_as_declared():
    frame = codes_frame()
    assert tuple(frame.columns) == DERMATOLOGY_CODES.names()
    assert frame["code"].is_unique().all()
    assert frame.height == len(codes())
    assert frame.filter(frame["code"] == "17311").row(0) == (
        "17311",
        "Mohs surgery, head, neck, hands, feet, genitalia or deep structure, first stage",
        "mohs",
        "surgery",
        "000",
        False,
    )
