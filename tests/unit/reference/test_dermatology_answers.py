"""Dated answers of the pack's other tables, each expected value read in its public source by hand."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.record.procedure import AddOnEdit
from cleanskin.reference.dermatology.add_ons import add_on
from cleanskin.reference.dermatology.amounts import amount
from cleanskin.reference.dermatology.codes import procedure
from cleanskin.reference.dermatology.drugs import drug_price
from cleanskin.reference.dermatology.fees import fee, national_amount
from cleanskin.reference.dermatology.filing_windows import all_windows, filing_windows
from cleanskin.reference.dermatology.modifiers import modifier, modifiers
from cleanskin.reference.dermatology.places import place_effects, place_of_service
from cleanskin.reference.dermatology.tables import UNCHECKED
from cleanskin.reference.dermatology.telehealth import telehealth_rules
from cleanskin.reference.dermatology.units import unit_limit

IN_2024, IN_2025, IN_2026, IN_2027 = date(2024, 9, 1), date(2025, 11, 1), date(2026, 3, 1), date(2027, 3, 1)


def test_an_answer_names_its_table_release_and_source():
    answer = fee("17000", IN_2026)
    where = answer.provenance
    assert (where.kind, where.release, where.part, where.is_built_in) == ("dermatology-pack", "RVU26", "fees", True)
    assert where.source.trust == "published"
    assert IN_2026 in where.period


def test_a_row_that_nobody_qualified_has_checked_says_so():
    assert UNCHECKED in procedure("11102", IN_2026).notice
    assert UNCHECKED in modifier("25", IN_2026).notice


def test_fees_hold_for_their_year_only():
    assert fee("17000", IN_2026).value.work_rvu == Decimal("0.59")
    assert fee("17000", IN_2025).value.work_rvu == Decimal("0.61")
    assert fee("17000", IN_2027) is None
    assert fee("17000", IN_2024) is None


def test_a_day_before_the_release_that_was_read_carries_a_notice():
    assert "RVU25D" in fee("17000", date(2025, 3, 1)).notice
    assert fee("17000", IN_2025).notice == ""


def test_the_professional_share_of_pathology():
    whole, professional, technical = (fee("88305", IN_2025, modifier=code).value for code in ("", "26", "TC"))
    assert whole.work_rvu == professional.work_rvu == Decimal("0.75")
    assert technical.work_rvu == 0
    assert whole.nonfacility_pe_rvu == professional.nonfacility_pe_rvu + technical.nonfacility_pe_rvu


def test_the_two_conversion_factors_share_one_row():
    assert fee("17311", IN_2026, qualifying_apm=True) == fee("17311", IN_2026)
    assert fee("17311", IN_2026).value.work_rvu == Decimal("6.05")


def test_a_code_with_a_national_amount_alone():
    row = fee("99213", IN_2026).value
    assert (row.work_rvu, row.nonfacility_pe_rvu, row.mp_rvu) == (None, None, None)
    assert (row.amount_nonfacility, row.amount_facility) == (9519, 5745)
    assert fee("99213", IN_2025).value.work_rvu == Decimal("1.30")
    assert national_amount("99213", IN_2026).value.nonfacility_cents == 9519
    assert fee("17000", IN_2026).value.amount_nonfacility is None
    assert national_amount("99213", IN_2025) is None


@pytest.mark.parametrize(
    ("code", "units", "adjudication"),
    [
        ("11102", 1, 2),
        ("11103", 6, 3),
        ("17000", 1, 2),
        ("17003", 13, 2),
        ("17004", 1, 2),
        ("17110", 1, 2),
        ("17311", 4, 3),
        ("17312", 6, 3),
        ("17315", 15, 3),
        ("11900", 1, 2),
        ("88305", 16, 3),
        ("96910", 1, 3),
        ("J0585", 600, 3),
        ("99213", 2, 3),
    ],
)
def test_bun_7_unit_limits(code, units, adjudication):
    held = unit_limit(code, IN_2024).value
    assert (held.units, held.adjudication) == (units, adjudication)


def test_a_unit_limit_after_the_last_release_says_so():
    assert unit_limit("17000", IN_2026).notice == ""
    assert "2026Q4" in unit_limit("17000", IN_2027).notice
    assert unit_limit("17000", date(2023, 1, 1)) is None


def test_bx_3_add_on_edits():
    held = add_on("11103", IN_2026).value
    assert isinstance(held, AddOnEdit)
    assert {one.code for one in held.primaries} == {"11102", "11104", "11106"}
    assert not held.contractor_defined
    assert add_on("88311", IN_2026).value.contractor_defined
    assert add_on("11102", IN_2026) is None


def test_min_4_drug_units():
    facts = procedure("J3301", IN_2026).value
    assert (facts.drug_amount, facts.drug_unit) == (10, "mg")
    facts = procedure("J9040", IN_2026).value
    assert (facts.drug_amount, facts.drug_unit) == (15, "units")
    facts = procedure("J7345", IN_2026).value
    assert (facts.drug_amount, facts.drug_unit) == (10, "mg")
    assert procedure("J7308", IN_2026).value.drug_amount == 354
    assert drug_price("J0585", date(2026, 11, 1)).value.payment_limit == Decimal("6.514")
    assert drug_price("J0585", IN_2026) is None


def test_mod_13_places():
    assert place_of_service("11", IN_2026).value.setting == "nonfacility"
    for code in ("19", "22", "24"):
        assert place_of_service(code, IN_2026).value.setting == "facility"
        assert place_effects(code, IN_2026).value.drugs_billable is False
    assert place_effects("11", IN_2026).value.drugs_billable is True
    assert place_effects("12", IN_2026).value.drugs_billable is None
    assert place_of_service("10", date(2021, 12, 31)) is None
    assert place_of_service("30", IN_2026) is None


def test_ncci_associated_modifiers_are_those_of_the_manual():
    """NCCI policy manual 2026, chapter 1: anatomic, global surgery, other."""
    anatomic = "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI"
    others = "24 25 57 58 78 79 27 59 91 XE XS XP XU"
    assert {code for code, facts in modifiers().items() if facts.ncci_associated} == set(
        (anatomic + " " + others).split()
    )
    assert not any(modifiers()[code].ncci_associated for code in ("22", "76", "77"))


def test_mod_2_where_modifiers_may_stand():
    for code in ("24", "25", "57"):
        assert modifiers()[code].stands_on == ("visit",)
    for code in ("58", "78", "79"):
        assert set(modifiers()[code].stands_on) == {"procedure", "surgery"}
        assert not modifiers()[code].may_stand_on("visit")
    assert modifiers()["GA"].may_stand_on("visit")


def test_mod_3_pricing_modifiers_come_first():
    assert {modifiers()[code].order for code in ("58", "78", "79", "50", "52", "53", "22")} == {1}
    assert {modifiers()[code].order for code in ("59", "XS", "RT", "E1")} == {2}


def test_mod_7_51_and_59_are_not_for_add_ons():
    assert modifiers()["51"].on_add_ons is False
    assert modifiers()["59"].on_add_ons is False
    assert modifiers()["RT"].on_add_ons is None


def test_em_10_telehealth_at_medicare():
    visit = {rule.means: rule for rule in telehealth_rules("99213", IN_2026)}
    assert visit["audio_video"].modifiers == ("95",)
    assert visit["audio_only"].modifiers == ("93",)
    assert visit["audio_video"].places == ("02", "10")
    assert telehealth_rules("99213", date(2028, 1, 1)) == []
    assert [rule.billable for rule in telehealth_rules("98005", IN_2026)] == [False]
    assert [rule.billable for rule in telehealth_rules("98016", IN_2026)] == [True]
    assert telehealth_rules("G2012", IN_2026) == []


def test_filing_windows_of_medicare_and_a_payer():
    (first,) = filing_windows("medicare", IN_2026, event="first_filing")
    assert (first.length, first.unit, first.source.trust) == (1, "years", "unverified")
    (appeal,) = filing_windows("medicare", IN_2026, event="redetermination")
    assert (appeal.length, appeal.unit) == (120, "days")
    cigna = {window.network: window for window in filing_windows("cigna", IN_2026, event="first_filing")}
    assert (cigna["participating"].length, cigna["non_participating"].length) == (90, 180)
    assert cigna["participating"].source.trust == "vendor"
    assert filing_windows("nobody", IN_2026) == []


def test_marks_of_the_windows_stay_visible():
    marked = {window.payer for window in all_windows() if "vendor" in window.mark}
    assert {"cigna", "humana", "anthem", "unitedhealthcare"} <= marked
    (conflict,) = filing_windows("unitedhealthcare", IN_2026, event="appeal")
    assert conflict.mark == "conflict; check"


def test_amounts_change_by_year_and_no_later_year_is_guessed():
    name = "appeal_minimum_alj_hearing"
    assert amount(name, IN_2025).value.value == 19000
    assert amount(name, IN_2026).value.value == 20000
    assert amount(name, IN_2027) is None
    assert amount("appeal_minimum_district_court", IN_2026).value.value == 196000
    assert amount("good_faith_estimate_dispute_least", IN_2026).value.value == 40000
