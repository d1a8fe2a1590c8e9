"""Prices of several lines of one day, worked out by hand (dollars in the comments, cents in the code)."""

from decimal import Decimal
from itertools import permutations

import msgspec
import pytest

from cleanskin.record.fee import FeeRow
from cleanskin.reference.pricing import PriceLine, Terms, price_claim

from .mini import IN_2025, IN_2026


def line(text: str) -> PriceLine:
    """Read "14060-59-RT*2$90.00"."""
    text, _, charge = text.partition("$")
    text, _, units = text.partition("*")
    code, *modifiers = text.split("-")
    cents = int(Decimal(charge) * 100) if charge else None
    return PriceLine(code=code, modifiers=tuple(modifiers), units=Decimal(units or 1), amount_charged=cents)


def allowed(reference, *lines, on=IN_2025, **terms):
    found = price_claim([line(text) for text in lines], on=on, reference=reference, terms=Terms(**terms))
    return [answer.amount_allowed if answer.cannot is None else answer.cannot.reason for answer in found]


MOHS_DAY = {
    "14060": 75173,  # 23.24 x 32.3465 = 751.7327, the highest: 100 %
    "17311": 33058,  # 20.44 x 32.3465 = 661.1625 -> 661.16; 50 %
    "17312": 39948,  # 12.35 x 32.3465 = 399.4793; an add-on, not reduced
    "11102-59": 4788,  # 2.96 x 32.3465 = 95.7456 -> 95.75; 50 % = 47.875
}


@pytest.mark.parametrize("order", list(permutations(MOHS_DAY)))
def test_flap_mohs_and_biopsy_whatever_their_order(reference, order):
    assert allowed(reference, *order) == [MOHS_DAY[text] for text in order]


def test_the_contractors_example_of_standard_pricing(reference):
    """1,043.48 in full, 922.90 and 1,010.60 at half: 461.45 and 505.30.

    Worked example of a Medicare contractor's training text, restated at medicarepaymentandreimbursement.com, 2011.
    """
    for code, cents in (("35301", 104348), ("35201", 92290), ("35261", 101060)):
        row = FeeRow(code=code, amount_nonfacility=cents, amount_facility=cents, multiple_procedure="2")
        reference.fees[(2026, code, "")] = row
    assert allowed(reference, "35301$2000.00", "35201$1000.00", "35261$1050.00", on=IN_2026) == [104348, 46145, 50530]


def test_one_procedure_beside_a_visit_is_not_reduced(reference):
    assert allowed(reference, "17000", "99213-25") == [6631, 8895]


def test_units_are_ranked_one_by_one(reference):
    # 11602: 7.35 x 32.3465 = 237.7468 -> 237.75, then 118.875 -> 118.88; 11102 at half of 95.75
    assert allowed(reference, "11602*2", "11102-59") == [23775 + 11888, 4788]


def test_beyond_the_fifth_the_contractor_decides(reference):
    found = price_claim([line("11602*6")], on=IN_2025, reference=reference)[0]
    assert found.cannot.reason == "by-report"
    assert found.cannot.at_least == 23775 + 5 * 11888
    assert allowed(reference, "11602*5", "11102-59") == [23775 + 4 * 11888, "by-report"]


def test_indicator_1_has_a_steeper_ladder(reference):
    row = reference.fees[(2025, "11102", "")]
    reference.fees[(2025, "11102", "")] = msgspec.structs.replace(row, multiple_procedure="1")
    # third in rank: 95.75 x 25 % = 23.9375
    assert allowed(reference, "14060", "17311", "11102-59") == [75173, 33058, 2394]


def test_a_return_to_the_operating_room_is_not_reduced_again(reference):
    # 751.73 x 0.71 = 533.7283; 237.75 x 0.80 = 190.20
    assert allowed(reference, "14060-78", "11602-78") == [53373, 19020]


class TestBothSides:
    def test_right_and_left_are_one_and_a_half(self, reference):
        assert allowed(reference, "15823-RT", "15823-LT") == [60132, 30066]  # 18.59 x 32.3465 = 601.3214

    def test_indicator_0_pays_once(self, reference):
        assert allowed(reference, "11602-RT", "11602-LT") == [23775, 0]

    def test_a_separate_lesion_is_no_other_side(self, reference):
        assert allowed(reference, "11602-RT", "11602-LT-59") == [23775, 11888]
        assert allowed(reference, "11602-RT", "11602-LT-76") == [23775, 11888]

    def test_the_side_rule_comes_before_the_rank(self, reference):
        # both sides 901.98 rank before 751.73, which is halved: 375.865 -> 375.87
        assert allowed(reference, "14060", "15823-50") == [37587, 90198]
        assert allowed(reference, "14060", "15823-RT", "15823-LT") == [37587, 60132, 30066]
        # beside a higher procedure both sides are halved together
        assert allowed(reference, "14301", "15823-RT", "15823-LT") == [105611, 30066, 15033]

    def test_cms_example_of_indicator_0(self, reference):
        """Record layout RVU25D: schedule 125, charged 100 for each side: payment is based on 125."""
        row = FeeRow(
            code="27301", amount_nonfacility=12500, amount_facility=12500, bilateral="0", multiple_procedure="0"
        )
        reference.fees[(2026, "27301", "")] = row
        assert allowed(reference, "27301-LT$100.00", "27301-RT$100.00", on=IN_2026) == [10000, 2500]

    def test_indicator_3_pays_each_side(self, reference):
        row = reference.fees[(2025, "76700", "")]
        reference.fees[(2025, "76700", "")] = msgspec.structs.replace(row, bilateral="3", multiple_procedure="0")
        assert allowed(reference, "76700-RT", "76700-LT") == [11192, 11192]  # 3.46 x 32.3465 = 111.9189
        assert allowed(reference, "76700-50") == [22384]


class TestEndoscopyFamilies:
    """45378 is the base: 10.13 x 32.3465 = 327.67; 45380: 12.82 -> 414.68; 45385: 13.46 -> 435.38."""

    def test_the_highest_in_full_the_next_less_the_base(self, reference):
        assert allowed(reference, "45380", "45385") == [8701, 43538]  # 414.68 - 327.67

    def test_the_base_itself_is_included(self, reference):
        assert allowed(reference, "45378", "45385") == [0, 43538]
        assert allowed(reference, "45378", "45380", "45385") == [0, 8701, 43538]

    def test_the_family_is_ranked_as_one(self, reference):
        # family 522.39 > 11602 at 237.75, which is halved: 118.875
        assert allowed(reference, "45380", "45385", "11602") == [8701, 43538, 11888]
        # 17311 at 661.16 ranks first: both of the family are halved: 43.505 and 217.69
        assert allowed(reference, "17311", "45380", "45385") == [66116, 4351, 21769]

    def test_alone_it_ranks_as_any_other(self, reference):
        assert allowed(reference, "17311", "45385") == [66116, 21769]

    def test_without_the_base_there_is_no_price(self, reference):
        del reference.fees[(2025, "45378", "")]
        assert allowed(reference, "45380", "45385", "17000") == ["figure-not-held", "figure-not-held", 6631]


class TestComponents:
    def test_imaging(self, reference):
        # technical: 76700 75.04, 70450 66.31 -> 33.155 -> 33.16; professional: 70450 38.82, 76700 36.88 -> 35.036
        # 76700: 111.92 - (36.88 - 35.04); 70450: 105.13 - (66.31 - 33.16)
        assert allowed(reference, "76700", "70450") == [11008, 7198]
        assert allowed(reference, "76700-26", "70450-26") == [3504, 3882]
        assert allowed(reference, "76700-TC", "70450-TC") == [7504, 3316]
        assert allowed(reference, "76700") == [11192]

    def test_therapy(self, reference):
        # practice expense: 97110 0.43 x 32.3465 = 13.91, 97140 0.40 -> 12.94, halved 6.47: 27.17 - 6.47
        assert allowed(reference, "97110", "97140") == [2879, 2070]
        # second unit: 28.79 - (13.91 - 6.96)
        assert allowed(reference, "97110*2") == [2879 + 2184]

    def test_cardiovascular_and_ophthalmology(self, reference):
        for indicator, halved in (("6", 4973), ("7", 5305)):  # 66.31 x 0.75 = 49.7325, x 0.80 = 53.048
            for code in ("76700", "70450"):
                for modifier in ("", "26", "TC"):
                    row = reference.fees[(2025, code, modifier)]
                    reference.fees[(2025, code, modifier)] = msgspec.structs.replace(row, multiple_procedure=indicator)
            assert allowed(reference, "76700-TC", "70450-TC") == [7504, halved]
            assert allowed(reference, "76700", "70450") == [11192, 10513 - (6631 - halved)]
            assert allowed(reference, "76700-26", "70450-26") == [3688, 3882]

    def test_a_component_that_is_not_held(self, reference):
        del reference.fees[(2025, "70450", "TC")]
        assert allowed(reference, "76700", "70450") == ["figure-not-held", "figure-not-held"]


def test_an_injection_paid_only_alone(reference):
    row = reference.fees[(2025, "96372", "")]
    reference.fees[(2025, "G9999", "")] = msgspec.structs.replace(row, code="G9999", status="T")
    assert allowed(reference, "G9999") == [1391]  # 0.43 x 32.3465 = 13.909
    assert allowed(reference, "G9999", "99213") == ["bundled", 8895]
    assert allowed(reference, "G9999", "99024") == [1391, "bundled"]


def test_codes_whose_rank_is_not_known_are_said(reference):
    reference.fees[(2026, "10060", "")] = FeeRow(code="10060", amount_nonfacility=12859, amount_facility=10054)
    found = price_claim([line("10060"), line("17000")], on=IN_2026, reference=reference)
    assert [answer.amount_allowed for answer in found] == [12859, 6647]
    assert any("not held" in notice for notice in found[0].notices)


def test_drug_and_procedure_on_one_day(reference):
    assert allowed(reference, "17000", "J0585*100", "17003*4", on=IN_2026) == [6647, 65140, 2540]
