"""Outcomes of lines and claims.  Every expected value is stated by hand from the rules named in the test."""

from typing import Any

import polars as pl
import pytest

from cleanskin.denial.outcomes import Denials, outcomes


def line(denials: Denials, number: int = 0) -> dict[str, Any]:
    return denials.line_outcomes.row(number, named=True)


def claim(denials: Denials, number: int = 0) -> dict[str, Any]:
    return denials.claim_outcomes.row(number, named=True)


def ids(denials: Denials) -> list[str]:
    return [finding.id for finding in denials.findings]


def test_paid_line_with_contractual_adjustment_and_patient_share(remittance):
    remittance.claim(("99213", 15000, 8000, [("CO-45", 5000), ("PR-2", 2000)], []))
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["category"], row["amount_denied"]) == ("paid", None, 0)
    assert (row["amount_contractual"], row["amount_patient"], row["amount_allowed"]) == (5000, 2000, 10000)
    assert claim(denials)["outcome"] == "paid"
    assert not claim(denials)["has_denied_line"]
    assert denials.findings == []


def test_gt_3_zero_pay_all_to_deductible_is_no_denial(remittance):
    remittance.claim(("99213", 15000, 0, [("CO-45", 5000), ("PR-1", 10000)], []))
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["amount_denied"], row["amount_allowed"]) == ("patient_share", 0, 10000)
    assert (claim(denials)["outcome"], claim(denials)["has_denied_line"]) == ("patient_share", False)


def test_gt_4_duplicate_is_shown_and_not_denied(remittance):
    remittance.claim(("99213", 15000, 0, [("OA-18", 15000)], []))
    denials = outcomes(remittance.source())
    assert line(denials)["outcome"] == "duplicate"
    assert line(denials)["amount_denied"] == 0
    assert (claim(denials)["outcome"], claim(denials)["has_denied_line"]) == ("duplicate", False)


def test_gt_5_secondary_with_oa_23_and_275_is_no_denial(remittance):
    remittance.claim(("99213", 15000, 0, [("OA-23", 13000), ("PR-275", 2000)], []), status="2")
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["amount_patient"], row["amount_other_payer"]) == ("patient_share", 2000, 13000)
    assert not claim(denials)["has_denied_line"]


def test_gt_5_secondary_with_oa_23_alone_is_informational(remittance):
    remittance.claim(("99213", 15000, 0, [("OA-23", 15000)], []), status="2")
    denials = outcomes(remittance.source())
    assert line(denials)["outcome"] == "informational"
    assert claim(denials)["amount_other_payer"] == 15000
    assert denials.findings == []


def test_gt_6_one_line_bundled_the_other_paid(remittance):
    remittance.claim(
        ("99213", 15000, 0, [("CO-97", 15000)], []),
        ("17000", 12000, 7000, [("CO-45", 5000)], []),
    )
    denials = outcomes(remittance.source())
    assert (line(denials)["outcome"], line(denials)["category"]) == ("denied", "bundling_ncci")
    assert line(denials, 1)["outcome"] == "paid"
    row = claim(denials)
    assert (row["outcome"], row["has_denied_line"], row["amount_denied"]) == ("partly_denied", True, 15000)
    assert (row["category"], row["carc"], row["group_code"]) == ("bundling_ncci", "97", "CO")
    assert row["amount_contractual"] == 5000


@pytest.mark.parametrize(
    ("code", "billed", "adjustment"),
    [
        ("99024", 0, None),
        ("99024", 1, "CO-97"),
        ("G8427", 1, "CO-246"),
        ("1036F", 100, "CO-246"),
        ("99024", 5000, "CO-97"),
    ],
)
def test_gt_10_reporting_line_is_expected_to_be_zero(remittance, code, billed, adjustment):
    pairs = [(adjustment, billed)] if adjustment else []
    remittance.claim((code, billed, 0, pairs, []))
    denials = outcomes(remittance.source())
    assert (line(denials)["outcome"], line(denials)["amount_denied"]) == ("bundled_reporting", 0)
    assert (claim(denials)["outcome"], claim(denials)["amount_denied"]) == ("bundled_reporting", 0)
    assert denials.findings == []


def test_gt_10_reporting_line_beside_a_paid_line_leaves_the_claim_paid(remittance):
    remittance.claim(
        ("99024", 1, 0, [("CO-97", 1)], []),
        ("17000", 12000, 7000, [("CO-45", 5000)], []),
    )
    assert claim(outcomes(remittance.source()))["outcome"] == "paid"


def test_gt_10_contractual_equal_to_the_whole_charge_is_flagged(remittance):
    remittance.claim(("99213", 15000, 0, [("CO-45", 15000)], []))
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["amount_denied"], row["amount_contractual"]) == ("undetermined", 0, 15000)
    assert row["amount_allowed"] is None
    assert ids(denials) == ["CS-DEN-009"]


def test_gt_11_grace_period_is_held_then_denied(remittance):
    remittance.claim(("99213", 15000, 0, [("OA-257", 15000)], []))
    remittance.claim(("99213", -15000, 0, [("OA-257", -15000)], []), status="22")
    remittance.claim(("99213", 15000, 0, [("CO-27", 15000)], []))
    denials = outcomes(remittance.source())
    assert [line(denials, n)["outcome"] for n in range(3)] == ["pend", "reversed", "denied"]
    assert [line(denials, n)["amount_denied"] for n in range(3)] == [0, 0, 15000]
    assert line(denials, 2)["category"] == "eligibility_registration"


def test_gt_13_unprocessable_then_paid(remittance):
    remittance.claim(("99213", 15000, 0, [("CO-16", 15000)], ["M76"]), remarks=["MA130"], filing="MB")
    remittance.claim(("99213", 15000, 8000, [("CO-45", 7000)], []), filing="MB")
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["action"], row["appeal"]) == ("unprocessable", "new_claim", "no")
    assert row["amount_denied"] == 15000
    assert (claim(denials)["outcome"], claim(denials)["has_denied_line"]) == ("unprocessable", True)
    assert claim(denials, 1)["outcome"] == "paid"


def test_gt_18_line_with_notice_turns_to_the_patient(remittance):
    remittance.claim(("17110", 15000, 0, [("PR-50", 15000)], ["M38"]), filing="MB")
    row = line(outcomes(remittance.source()))
    assert (row["outcome"], row["category"], row["action"]) == ("denied", "medical_necessity", "patient_bill")
    assert (row["owner"], row["appeal"]) == ("patient_accounts", "no")


def test_units_cut_from_a_paid_line_are_refused_in_part(remittance):
    """KPI initial denial: a line with a denial tuple, even when the rest of it was paid."""
    remittance.claim(("17003", 10000, 4000, [("CO-45", 1000), ("CO-151", 5000)], ["N362"]))
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["category"], row["amount_denied"]) == ("denied", "frequency_mue", 5000)
    assert row["amount_allowed"] is None
    assert claim(denials)["outcome"] == "partly_denied"


def test_leading_adjustment_is_the_largest_refused_amount_then_the_earlier(remittance):
    remittance.claim(
        ("99213", 15000, 0, [("CO-16", 4000), ("CO-197", 11000)], ["M76"]),
        ("99214", 10000, 0, [("CO-197", 5000), ("CO-50", 5000)], []),
        ("99215", 10000, 0, [("CO-45", 9000), ("CO-50", 1000)], []),
    )
    denials = outcomes(remittance.source())
    assert [line(denials, n)["carc"] for n in range(3)] == ["197", "197", "50"]
    row = claim(denials)
    assert (row["category"], row["amount_denied"], row["outcome"]) == ("prior_authorization", 26000, "denied")


def test_den_11_medicare_part_b_takes_a_reopening(remittance):
    remittance.claim(("99213", 15000, 0, [("CO-4", 15000)], []), filing="MB")
    remittance.claim(("99213", 15000, 0, [("CO-4", 15000)], []), filing="CI")
    denials = outcomes(remittance.source())
    assert [line(denials, n)["action"] for n in range(2)] == ["reopening", "corrected_claim"]
    assert [claim(denials, n)["action"] for n in range(2)] == ["reopening", "corrected_claim"]


def test_claim_without_lines_is_judged_by_its_own_adjustments(remittance):
    remittance.claim(level=[("CO-29", 15000)], billed=15000, paid=0)
    remittance.claim(level=[("PR-1", 15000)], billed=15000, paid=0)
    remittance.claim(level=[("CO-45", 5000)], billed=15000, paid=10000)
    denials = outcomes(remittance.source())
    found = [(claim(denials, n)["outcome"], claim(denials, n)["has_denied_line"]) for n in range(3)]
    assert found == [("denied", True), ("patient_share", False), ("paid", False)]
    assert (claim(denials)["category"], claim(denials)["amount_denied"]) == ("timely_filing", 15000)
    assert denials.line_outcomes.is_empty()


def test_claim_level_denial_reaches_lines_without_adjustments_and_counts_once(remittance):
    remittance.claim(
        ("99213", 10000, 0, [], []), ("17000", 5000, 0, [], []), level=[("CO-29", 15000)], billed=15000, paid=0
    )
    denials = outcomes(remittance.source())
    assert [line(denials, n)["outcome"] for n in range(2)] == ["denied", "denied"]
    assert [line(denials, n)["amount_denied"] for n in range(2)] == [10000, 5000]
    assert [line(denials, n)["carc"] for n in range(2)] == ["29", "29"]
    assert (claim(denials)["outcome"], claim(denials)["amount_denied"]) == ("denied", 15000)
    assert denials.findings == []


def test_claim_level_contractual_adjustment_leaves_paid_lines_paid(remittance):
    remittance.claim(
        ("99213", 10000, 6000, [], []), ("17000", 5000, 4000, [], []), level=[("CO-45", 5000)], billed=15000, paid=10000
    )
    denials = outcomes(remittance.source())
    assert [line(denials, n)["outcome"] for n in range(2)] == ["paid", "paid"]
    assert (claim(denials)["outcome"], claim(denials)["amount_contractual"]) == ("paid", 5000)


def test_bal_5_reversal_is_never_a_denial(remittance):
    remittance.claim(("99213", -15000, -8000, [("CO-45", -5000), ("PR-1", -2000)], []), status="22")
    denials = outcomes(remittance.source())
    assert (line(denials)["outcome"], line(denials)["amount_denied"]) == ("reversed", 0)
    assert (claim(denials)["outcome"], claim(denials)["has_denied_line"]) == ("reversed", False)


def test_bal_8_status_4_alone_is_no_denial(remittance):
    remittance.claim(("99213", 15000, 0, [("PR-1", 15000)], []), status="4")
    remittance.claim(("99213", 15000, 0, [("CO-31", 15000)], []), status="4")
    denials = outcomes(remittance.source())
    assert [claim(denials, n)["outcome"] for n in range(2)] == ["patient_share", "denied"]
    assert ids(denials) == ["CS-DEN-010"]


@pytest.mark.parametrize("status", ["23", "25"])
def test_bal_8_forwarded_and_estimated_claims_decide_nothing(remittance, status):
    remittance.claim(("99213", 15000, 0, [("OA-109", 15000)], []), status=status)
    denials = outcomes(remittance.source())
    assert (line(denials)["outcome"], claim(denials)["outcome"]) == ("informational", "informational")
    assert not claim(denials)["has_denied_line"]


def test_zero_without_adjustment_is_undetermined_and_said(remittance):
    remittance.claim(("99213", 15000, 0, [], []))
    denials = outcomes(remittance.source())
    assert line(denials)["outcome"] == "undetermined"
    assert ids(denials) == ["CS-DEN-011"]


def test_negative_payment_that_is_no_reversal_is_undetermined_and_said(remittance):
    remittance.claim(("99213", 15000, -8000, [("CO-45", 23000)], []))
    denials = outcomes(remittance.source())
    assert line(denials)["outcome"] == "undetermined"
    assert ids(denials) == ["CS-DEN-012"]


def test_capitated_line_is_informational(remittance):
    remittance.claim(("99213", 15000, 0, [("CO-45", 5000), ("CO-24", 10000)], []))
    denials = outcomes(remittance.source())
    assert (line(denials)["outcome"], line(denials)["amount_contractual"]) == ("informational", 15000)
    assert denials.findings == []


def test_unknown_codes_are_kept_and_counted_once_per_code(remittance):
    remittance.claim(("99213", 15000, 0, [("CO-999", 15000)], []))
    remittance.claim(("99214", 10000, 0, [("CO-999", 10000)], []))
    denials = outcomes(remittance.source())
    assert [line(denials, n)["outcome"] for n in range(2)] == ["undetermined", "undetermined"]
    assert claim(denials)["amount_undetermined"] == 15000
    (finding,) = denials.findings
    assert (finding.id, finding.evidence) == ("CS-DEN-001", ("CO-999", "2 adjustments", "$250.00"))
    assert (finding.where.file, finding.where.segment) == ("sample.835", 10)
    assert not denials.adjustment_classes.row(0, named=True)["known"]


def test_payer_order_comes_from_matching_when_it_is_given(remittance):
    matches = pl.DataFrame({"remit_claim_id": [0], "payer_order": ["secondary"]})
    remittance.claim(("99213", 15000, 0, [("OA-23", 15000)], []), status="1")
    assert ids(outcomes(remittance.source())) == ["CS-DEN-007"]
    assert ids(outcomes(remittance.source(), matches)) == []


def test_without_remittances_all_frames_are_empty_and_declared(remittance):
    denials = outcomes(remittance.source())
    assert (denials.line_outcomes.height, denials.claim_outcomes.height, denials.findings) == (0, 0, [])


def test_sums_of_a_claim_are_those_of_its_adjustments(remittance):
    remittance.claim(
        ("99213", 15000, 5000, [("CO-45", 4000), ("PR-1", 3000), ("CO-97", 2000), ("OA-23", 1000)], []), status="2"
    )
    row = claim(outcomes(remittance.source()))
    names = ("amount_contractual", "amount_patient", "amount_denied", "amount_other_payer", "amount_undetermined")
    assert [row[name] for name in names] == [4000, 3000, 2000, 1000, 0]


def test_gt_3_a_price_reduction_of_a_line_that_fell_to_the_deductible_is_no_denial(remittance):
    remittance.claim(("11622", 52500, 0, [("CO-45", 27516), ("CO-59", 12492), ("PR-1", 12492)], []))
    remittance.claim(level=[("CO-59", 5000), ("PR-2", 10000)], billed=15000, paid=0)
    remittance.claim(("11622", 52500, 0, [("CO-59", 52500)], []))
    denials = outcomes(remittance.source())
    row = line(denials)
    assert (row["outcome"], row["amount_contractual"], row["amount_denied"]) == ("patient_share", 40008, 0)
    assert [claim(denials, n)["outcome"] for n in range(3)] == ["patient_share", "patient_share", "denied"]


def test_gt_14_interest_alone_is_no_payment_for_the_service(remittance):
    remittance.claim(("99213", 15000, 500, [("CO-50", 15000), ("OA-225", -500)], []))
    remittance.claim(("99213", 15000, 500, [("CO-45", 5000), ("PR-1", 10000), ("OA-225", -500)], []))
    denials = outcomes(remittance.source())
    assert [line(denials, n)["outcome"] for n in range(2)] == ["denied", "patient_share"]
    assert [line(denials, n)["amount_denied"] for n in range(2)] == [15000, 0]
    assert line(denials, 1)["amount_allowed"] == 10000
    assert [claim(denials, n)["outcome"] for n in range(2)] == ["denied", "patient_share"]


def test_gt_15_sequestration_is_contractual_and_the_line_is_paid(remittance):
    remittance.claim(("99213", 15000, 7840, [("CO-45", 5000), ("PR-2", 2000), ("CO-253", 160)], []), filing="MB")
    row = line(outcomes(remittance.source()))
    assert (row["outcome"], row["amount_contractual"], row["amount_patient"]) == ("paid", 5160, 2000)
