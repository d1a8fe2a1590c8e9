"""Statements about families of codes, and the pair edits that follow from them."""

import re
from datetime import date
from itertools import combinations

import pytest

from cleanskin.reference.dermatology.bundling import FILE_DECIDES, bundling_facts, covering_facts, order, pair, why
from cleanskin.reference.dermatology.codes import codes

DAY = date(2026, 3, 1)


def edit(column1: str, column2: str, on: date = DAY):
    answer = pair(column1, column2, on)
    return answer.value if answer else None


# Column 1, column 2 and indicator as the policy manual and the coding rule MOD-5 name them.
@pytest.mark.parametrize(
    ("column1", "column2", "indicator"),
    [
        ("11102", "17000", 1),  # MOD-5
        ("11104", "17110", 1),  # MOD-5
        ("11106", "11400", 1),  # MOD-5
        ("11200", "17000", 1),  # MOD-5
        ("11200", "11400", 1),  # MOD-5
        ("11102", "11300", 1),  # MOD-5
        ("11400", "17000", 1),  # MOD-5
        ("17110", "11102", 1),  # MOD-5
        ("17110", "11200", 1),  # MOD-5
        ("17004", "11102", 1),  # MOD-5
        ("11400", "11102", 1),  # MOD-5
        ("11310", "11102", 1),  # MOD-5
        ("17311", "11102", 1),  # MOD-5, ch. III F
        ("11055", "11720", 1),  # ch. III E.3
        ("11719", "11720", 1),  # ch. III L.15
        ("17311", "88305", 1),  # ch. III F
        ("14040", "11642", 1),  # ch. III H.1
        ("14040", "13132", 1),  # ch. III H.1
        ("11400", "13100", 1),  # ch. III E.6: up to 0.5 cm
        ("11600", "12001", 1),  # ch. III E.6: simple closure
        ("15260", "11042", 1),  # ch. III I.2
        ("11402", "96931", 1),  # ch. III E.8
        ("17004", "17000", 0),  # DES-1
        ("17111", "17110", 0),  # DES-2
        ("11901", "11900", 0),  # MIN-3
        ("12002", "12001", 0),  # REP-1
        ("11000", "99213", 1),  # ch. III B
    ],
)
def test_an_edit_has_its_order_and_indicator(column1, column2, indicator):
    found = edit(column1, column2)
    assert found is not None
    assert (found.column1, found.column2, found.modifier_indicator) == (column1, column2, indicator)
    assert edit(column2, column1) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17311", "12001"),  # ch. III F: repairs, flaps and grafts beside Mohs surgery
        ("17311", "13132"),
        ("17313", "14001"),
        ("17311", "15260"),
        ("11402", "12031"),  # ch. III E.6: intermediate and complex closure beside larger excisions
        ("11600", "13101"),
        ("11602", "96931"),  # ch. III E.8: malignant
        ("88305", "88342"),
        ("11102", "11103"),  # an add-on and its primary
    ],
)
def test_services_that_are_reported_side_by_side_have_no_edit(one, other):
    assert edit(one, other) is None
    assert edit(other, one) is None


def test_what_keeps_services_apart_is_said():
    (first,) = why("13132", "17311", DAY)
    assert first.direction == "separate"
    assert first.modifier_indicator is None
    assert "Mohs" in first.statement
    assert first.section == "III F"


def test_what_holds_in_general_is_told_apart_from_what_decides():
    covering = covering_facts("13132", "17311", DAY)
    assert [fact.id for fact in covering] == ["PAIR-SEP-01", "PAIR-INC-03"]
    assert covering[0].direction == "separate"
    assert [fact.id for fact in why("11102", "17000", DAY)] == ["PAIR-REM-04"]


def test_an_answer_names_its_source_and_that_the_file_decides():
    answer = pair("11102", "17000", DAY)
    assert answer is not None
    assert answer.provenance.kind == "dermatology-pack"
    assert answer.provenance.is_built_in
    assert "policy manual" in answer.provenance.source.title
    assert answer.notice.startswith(FILE_DECIDES)
    assert "PAIR-REM-04" in answer.value.rationale


def test_a_day_outside_the_manual_is_said():
    inside, before = pair("11102", "17000", DAY), pair("11102", "17000", date(2024, 8, 1))
    assert inside is not None
    assert before is not None
    assert "no earlier one was read" in before.notice
    assert "no earlier one was read" not in inside.notice


def test_a_code_that_is_not_known_or_not_in_force_has_no_edit():
    assert edit("11102", "ZZZZZ") is None
    assert edit("17311", "11100") is None  # deleted with 2019
    assert why("11102", "ZZZZZ", DAY) == ()


def test_a_code_has_no_edit_with_itself():
    assert edit("11102", "11102") is None
    assert why("17262", "17262", DAY) == ()


def test_add_on_codes_are_left_out_unless_a_row_takes_them_in():
    assert edit("11600", "17000") is not None
    assert edit("11600", "17003") is None
    assert edit("14040", "11045") is not None


def test_no_pair_has_both_orders():
    known = sorted(codes())[::4]
    both = [(one, other) for one, other in combinations(known, 2) if edit(one, other) and edit(other, one)]
    assert both == []


def test_every_row_decides_something():
    in_2024 = date(2024, 8, 1)  # J2001 ended with that year
    known = sorted(codes())
    deciding = {facts[0].id for one, other in combinations(known, 2) if (facts := why(one, other, in_2024))}
    assert deciding == {fact.id for fact in bundling_facts()}


def test_rows_are_well_formed():
    facts = bundling_facts()
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        assert re.fullmatch(r"PAIR-[A-Z]{3}-\d\d", fact.id)
        assert (fact.modifier_indicator is None) == (fact.direction == "separate")
        assert len(fact.statement) > 15
        assert fact.section or fact.source.title.startswith("CMS, NCCI procedure-to-procedure")
    seen = [fact.direction == "separate" for fact in facts]
    assert seen == sorted(seen, reverse=True), "rows that keep services apart stand first"


def test_the_order_of_codes_without_rvus_is_not_told():
    fact = next(fact for fact in bundling_facts() if fact.id == "PAIR-REM-04")
    assert order(fact, "11102", "17000", DAY) == ("11102", "17000")
    assert order(fact, "17000", "11102", DAY) == ("11102", "17000")
    assert order(fact, "99213", "17000", DAY) is None
