"""From a documented length or area to the code, with limits known by hand; and whose wound a closure is."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.flap.areas import LOCAL
from cleanskin.rules.nail.counts import code_for_number
from cleanskin.rules.nail.digits import digits
from cleanskin.rules.notation import read_visit
from cleanskin.rules.repair.documented import code_of_length, is_reportable, lengths
from cleanskin.rules.repair.sizes import Sized, code_for, group_of
from cleanskin.rules.repair.wounds import excised
from cleanskin.rules.skin_substitute.products import applied_sq_cm, covered_sq_cm
from cleanskin.rules.visit import Visit, visits_of

DAYS = Days(Reference(None))
DAY = DAYS[date(2026, 3, 2)]


def visit(text: str) -> Visit:
    claim, context = read_visit(text)
    [only], _ = visits_of(claim, DAYS, context)
    return only


@pytest.mark.parametrize(
    ("closure", "site", "length", "code"),
    [
        ("simple", "back", "2.5", "12001"),
        ("simple", "back", "2.6", "12002"),
        ("simple", "nose", "5.1", "12014"),
        ("simple", "hand", "30.1", "12007"),
        ("intermediate", "back", "7.5", "12032"),
        ("intermediate", "back", "7.6", "12034"),
        ("intermediate", "neck", "2.6", "12042"),
        ("intermediate", "cheek", "2.6", "12052"),
        ("complex", "back", "1.1", "13100"),
        ("complex", "scalp", "2.6", "13121"),
        ("complex", "cheek", "2.5", "13131"),
        ("complex", "nose", "7.5", "13152"),
    ],
)
def test_the_length_and_the_site_decide_on_the_code(closure, site, length, code):
    group = group_of(site, f"repair_{closure}", DAY)
    assert code_of_length(Decimal(length), group, closure, DAY) == Sized(code)


@pytest.mark.parametrize(("length", "units"), [("7.6", 1), ("12.5", 1), ("12.6", 2), ("17.5", 2), ("17.6", 3)], ids=str)
def test_a_complex_closure_has_a_unit_for_each_further_five_centimeters(length, units):
    assert code_of_length(Decimal(length), "repair_complex/trunk", "complex", DAY) == Sized("13101", "13102", units)


def test_no_complex_closure_is_as_short_as_one_centimeter():
    assert code_of_length(Decimal("1.0"), "repair_complex/trunk", "complex", DAY) is None


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("3", Sized("14040")),
        ("10", Sized("14040")),
        ("10.1", Sized("14041")),
        ("24", Sized("14041")),
        ("30", Sized("14041")),
        ("30.1", Sized("14301")),
        ("60", Sized("14301")),
        ("60.1", Sized("14301", "14302", 1)),
        ("90.1", Sized("14301", "14302", 2)),
    ],
)
def test_the_area_of_a_flap_decides_on_its_code(area, expected):
    assert code_for(Decimal(area), "flap/forehead_to_foot", LOCAL, DAY) == expected


def test_the_neck_is_in_another_group_for_each_class():
    groups = [group_of("neck", f"repair_{closure}", DAY) for closure in ("simple", "intermediate", "complex")]
    assert groups == [
        "repair_simple/scalp_neck_trunk_limb",
        "repair_intermediate/neck_hand_foot_genitalia",
        "repair_complex/forehead_to_foot",
    ]
    assert group_of("nowhere", "repair_simple", DAY) == ""


def test_a_length_between_two_tenths_is_rounded():
    assert code_of_length(Decimal("2.54"), "repair_simple/face_mucosa", "simple", DAY) == Sized("12011")
    assert code_of_length(Decimal("2.55"), "repair_simple/face_mucosa", "simple", DAY) == Sized("12013")


def test_lengths_are_added_within_a_group_and_unknown_when_one_is():
    note = (
        '{"lesions":[{"site":"back","closure":"intermediate","closure_length_cm":4.5},'
        '{"site":"forearm","closure":"intermediate","closure_length_cm":3},'
        '{"site":"neck","closure":"intermediate","closure_length_cm":2}]}'
    )
    assert lengths(visit(f"note={note} 12032 D22.5"), "intermediate", DAY) == {
        "repair_intermediate/scalp_trunk_limb": Decimal("7.5"),
        "repair_intermediate/neck_hand_foot_genitalia": Decimal(2),
    }
    assert lengths(visit('note={"lesions":[{"closure":"intermediate"}]} 12032 D22.5'), "intermediate", DAY) is None


@pytest.mark.parametrize(
    ("lesion", "expected"),
    [
        ('{"technique":"mohs","closure":"simple"}', True),
        ('{"technique":"excision","closure":"simple"}', False),
        ('{"technique":"excision","closure":"intermediate","diameter_cm":0.3,"margin_cm":0.1}', False),
        ('{"technique":"excision","closure":"intermediate","diameter_cm":0.4,"margin_cm":0.1}', True),
        ('{"technique":"excision","closure":"intermediate","diameter_cm":0.3,"diagnosis":"C44.311"}', True),
        ('{"technique":"shave","closure":"intermediate"}', False),
        ('{"closure":"simple"}', True),
    ],
)
def test_which_closures_are_reported_beside_what_made_the_wound(lesion, expected):
    encounter = visit(f'note={{"lesions":[{lesion}]}} 11402 D22.5').encounter
    assert encounter is not None
    assert is_reportable(encounter.lesions[0]) is expected


def test_tumors_cut_out_are_counted_without_further_stages():
    assert excised(visit("17311 C44.311 | 17312*2 C44.311 | 11402 D22.5 | 14060 C44.311 | 11102 D49.2")) == 2


def test_the_area_of_a_substitute_lies_between_the_last_unit_and_the_one_before():
    one = visit("15271 L97.411 | 15272*2 L97.411 | Q4186*60 L97.411 | Q4186-JW*4 L97.411")
    assert covered_sq_cm(one) == (50, 75)
    assert applied_sq_cm(one, DAY) == Decimal(60)
    assert covered_sq_cm(visit("15273 L97.411 | 15274 L97.411")) == (100, 200)
    assert applied_sq_cm(visit("15271 L97.411 | Q4139 L97.411"), DAY) is None


@pytest.mark.parametrize(
    ("number", "code"), [(1, "11055"), (2, "11056"), (4, "11056"), (5, "11057"), (40, "11057"), (0, "")]
)
def test_the_number_of_corns_decides_on_the_code(number, code):
    assert code_for_number(number, ("11055", "11056", "11057"), DAY) == code


def test_digit_modifiers_are_told_from_others():
    [line, *_] = visit("11730-T5-59 L60.0").lines
    assert digits(line) == {"T5"}
    [line, *_] = visit("11730-TC-FB-TH L60.0").lines
    assert digits(line) == frozenset()
