"""The golden cases GT-1 to GT-18 of the KPI definitions, from X12 text to figures.

Amounts and answers are worked out by hand beside each case; service 2 January 2025, as of 31 December 2025.

GT-9 (a patient overpays and is refunded next month) is no case here: claim and remittance files carry no patient payments.
GT-16 (a month's end across time zones) reduces to "a day is the day that is written", because X12 claim and remittance
dates have no zone.
"""

import pytest

from cleanskin.insight.kpis import find_kpi, missing_needs

from .conftest import Case
from .mini import clp, svc

DOS = "20250102"


def test_gt_1_denied_corrected_paid(case: Case) -> None:
    """One original: denied on 20 January, sent again on 27 January (7), paid 80 on 10 February, 21 days after."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="0",
        claims=clp("C1", "1", "100", "0", "0", "ICN1") + svc("99213", "100", "0", DOS, "CO*4*100", remarks=("N519",)),
    )
    files.claim("C1", sent="20250127", served=DOS, lines=[("99213:25", "100")], frequency="7", replaces="ICN1")
    files.remit(
        paid_on="20250210",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN2") + svc("99213:25", "100", "80", DOS, "CO*45*20"),
    )
    assert case.facts.claim_facts.height == 1
    assert case.kpi("initial_denial_rate_claims") == (1, 1, 1.0)
    assert case.kpi("first_pass_resolution_rate") == (0, 1, 0.0)
    assert case.kpi("initial_denial_rate_dollars") == (10000, 10000, 1.0)
    assert case.kpi("denials_recovered_30_days") == (1, 1, 1.0)
    assert case.kpi("denials_unrecovered_90_days") == (0, 10000, 0.0)
    assert case.kpi("gross_collection_rate") == (8000, 10000, 0.8)
    assert case.kpi("insurance_yield") == (8000, 8000, 1.0)
    assert case.kpi("resubmission_time")[2] == 7
    claim = case.claim()
    assert (claim["state"], claim["submissions"], claim["amount_recovered"]) == ("recovered", 2, 8000)


def test_gt_2_paid_reversed_corrected_lower(case: Case) -> None:
    """Paid 80, then reversed and paid 60: no denial, no second first pass; 20 of 80 taken back."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99214", "100")])
    files.remit(
        paid_on="20250120",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN1") + svc("99214", "100", "80", DOS, "CO*45*20"),
    )
    files.remit(
        paid_on="20250310", total="0",
        claims=clp("C1", "22", "-100", "-80", "0", "ICN1") + svc("99214", "-100", "-80", DOS, "CO*45*-20")
        + clp("C1", "1", "100", "60", "0", "ICN1") + svc("99214", "100", "60", DOS, "CO*45*40"),
        plb="FB:BALANCE*-20",
    )  # fmt: skip
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("first_pass_resolution_rate") == (1, 1, 1.0)
    assert case.kpi("takeback_rate") == (2000, 8000, 0.25)
    claim = case.claim()
    assert (claim["amount_paid"], claim["first_amount_paid"], claim["amount_taken_back"]) == (6000, 8000, 2000)


def test_gt_3_zero_pay_all_to_deductible(case: Case) -> None:
    """Allowed 80, all the patient's: settled, no denial, but a zero pay (which HFMA's count would call a denial)."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="0",
        claims=clp("C1", "1", "100", "0", "80", "ICN1") + svc("99213", "100", "0", DOS, "CO*45*20", "PR*1*80"),
    )
    assert case.kpi("first_pass_resolution_rate") == (1, 1, 1.0)
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("zero_pay_rate") == (1, 1, 1.0)
    assert case.kpi("patient_responsibility_share") == (8000, 8000, 1.0)
    assert case.kpi("insurance_yield") == (0, 0, None)
    assert case.claim()["state"] == "patient_share"


def test_gt_4_duplicate_of_a_paid_claim(case: Case) -> None:
    """Paid 80; the same claim sent again by mistake is refused as a duplicate: one claim, no denial, 1 of 2 answers."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN1") + svc("99213", "100", "80", DOS, "CO*45*20"),
    )
    files.claim("C1", sent="20250301", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250315",
        total="0",
        claims=clp("C1", "1", "100", "0", "0", "ICN2") + svc("99213", "100", "0", DOS, "OA*18*100", remarks=("N522",)),
    )
    assert case.facts.claim_facts.height == 1
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("duplicate_rate") == (1, 2, 0.5)
    claim = case.claim()
    assert (claim["amount_paid"], claim["state"], claim["amount_denied_now"]) == (8000, "paid", 0)


def test_gt_5_secondary_does_not_pick_up_the_patient_share(case: Case) -> None:
    """Primary pays 80 and leaves 20; the secondary answers OA-23 80 and PR-275 20: no denial, the patient owes 20."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="80",
        claims=clp("C1", "1", "100", "80", "20", "ICN1") + svc("99213", "100", "80", DOS, "PR*2*20"),
    )
    files.claim(
        "C1",
        sent="20250125",
        served=DOS,
        lines=[("99213", "100")],
        turn="S",
        payer=("SECOND LIFE", "SL002"),
        paid_before="80",
    )
    files.remit(
        paid_on="20250215",
        total="0",
        payer=("SECOND LIFE", "SL002"),
        claims=clp("C1", "2", "100", "0", "20", "SICN1") + svc("99213", "100", "0", DOS, "OA*23*80", "PR*275*20"),
    )
    assert case.facts.claim_facts.height == 1
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("first_pass_resolution_rate") == (1, 1, 1.0)
    assert case.kpi("patient_responsibility_share") == (2000, 10000, 0.2)
    claim = case.claim()
    assert (claim["amount_paid"], claim["amount_patient"], claim["amount_open"]) == (8000, 2000, 0)


def test_gt_6_one_line_bundled_the_other_paid(case: Case) -> None:
    """99213 (100) refused as bundled, 17000 (150) paid 90: the claim counts as denied, 100 of 250 dollars."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100"), ("17000", "150")])
    files.remit(
        paid_on="20250120", total="90",
        claims=clp("C1", "1", "250", "90", "0", "ICN1") + svc("99213", "100", "0", DOS, "CO*97*100", remarks=("M15",))
        + svc("17000", "150", "90", DOS, "CO*45*60"),
    )  # fmt: skip
    assert case.kpi("initial_denial_rate_claims") == (1, 1, 1.0)
    assert case.kpi("initial_denial_rate_dollars") == (10000, 25000, 0.4)
    assert case.kpi("first_pass_resolution_rate") == (0, 1, 0.0)
    assert case.claim()["state"] == "partly_denied"
    shares = case.facts.line_facts.filter(case.facts.line_facts["first_amount_denied"] > 0)
    assert shares["category"].to_list() == ["bundling_ncci"]


def test_gt_7_void_after_payment_and_refund(case: Case) -> None:
    """Paid 80, voided by us (8), the payer takes 80 back: no denial, nothing open, 80 of 80 taken back."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN1") + svc("99213", "100", "80", DOS, "CO*45*20"),
    )
    files.claim("C1", sent="20250201", served=DOS, lines=[("99213", "100")], frequency="8", replaces="ICN1")
    files.remit(
        paid_on="20250220", total="0", plb="FB:BALANCE*-80",
        claims=clp("C1", "22", "-100", "-80", "0", "ICN1") + svc("99213", "-100", "-80", DOS, "CO*45*-20"),
    )  # fmt: skip
    claim = case.claim()
    assert (claim["state"], claim["amount_paid"], claim["amount_open"]) == ("voided", 0, 0)
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("first_pass_resolution_rate") == (1, 1, 1.0)
    assert case.kpi("takeback_rate") == (8000, 8000, 1.0)
    assert case.kpi("gross_collection_rate") == (0, 0, None)


@pytest.mark.parametrize("how", ["carc", "contract"])
def test_gt_8_capitated_visit(case: Case, how: str) -> None:
    """A capitated visit is set apart, whether the claim says so (CN101 05) or the payer (CARC 24)."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")], contract="05" if how == "contract" else "")
    reason = "CO*24*100" if how == "carc" else "CO*45*100"
    files.remit(
        paid_on="20250120",
        total="0",
        claims=clp("C1", "1", "100", "0", "0", "ICN1") + svc("99213", "100", "0", DOS, reason),
    )
    assert case.kpi("initial_denial_rate_claims") == (0, 0, None)
    assert case.kpi("gross_collection_rate") == (0, 0, None)
    assert case.facts.set_apart.select("population", "claims", "amount_billed").rows() == [("capitated", 1, 10000)]


def test_gt_10_reporting_line_and_whole_charge_contractual(case: Case) -> None:
    """99024 zeroed by CO-246 beside a paid line is settled; CO-45 equal to a whole charge is flagged, not counted."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("11102", "150"), ("99024", "0.01")])
    files.remit(
        paid_on="20250120", total="90",
        claims=clp("C1", "1", "150.01", "90", "0", "ICN1") + svc("11102", "150", "90", DOS, "CO*45*60")
        + svc("99024", "0.01", "0", DOS, "CO*246*0.01", remarks=("N620",)),
    )  # fmt: skip
    files.claim("C2", sent="20250103", served=DOS, lines=[("99213", "100")], patient="BRAVO")
    files.remit(
        paid_on="20250120",
        total="0",
        claims=clp("C2", "1", "100", "0", "0", "ICN2", "BRAVO") + svc("99213", "100", "0", DOS, "CO*45*100"),
    )
    assert case.kpi("initial_denial_rate_claims") == (0, 2, 0.0)
    first, second = case.claim(0), case.claim(1)
    assert (first["first_outcome"], first["first_has_denied_line"]) == ("paid", False)
    assert second["first_has_denied_line"] is False
    assert "whole-charge-contractual" in {finding.name for finding in case.denials.findings}


def test_gt_11_grace_period_then_denial(case: Case) -> None:
    """OA-257 on 20 January decides nothing; the reversal and PR-27 on 1 April are the first answer, 88 days after sending."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="0",
        claims=clp("C1", "1", "100", "0", "0", "ICN1") + svc("99213", "100", "0", DOS, "OA*257*100"),
    )
    files.remit(
        paid_on="20250401", total="0",
        claims=clp("C1", "22", "-100", "0", "0", "ICN1") + svc("99213", "-100", "0", DOS, "OA*257*-100")
        + clp("C1", "1", "100", "0", "100", "ICN1") + svc("99213", "100", "0", DOS, "PR*27*100"),
    )  # fmt: skip
    assert case.kpi("initial_denial_rate_claims") == (1, 1, 1.0)
    assert case.kpi("payment_lag")[2] == 88
    claim = case.claim()
    assert (str(claim["date_first_answer"]), claim["category"]) == ("2025-04-01", "eligibility_registration")


def test_gt_12_provider_level_recovery_of_an_earlier_claim(case: Case) -> None:
    """C1 paid 80; in another 835 C2 pays 100 and PLB WO takes the 80 of C1: 80 of 180 taken back, C1 stands at 0."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN1") + svc("99213", "100", "80", DOS, "CO*45*20"),
    )
    files.claim("C2", sent="20250104", served="20250103", lines=[("99214", "130")], patient="BRAVO")
    files.remit(
        paid_on="20250401", total="20", plb="WO:ICN1*80",
        claims=clp("C2", "1", "130", "100", "0", "ICN2", "BRAVO") + svc("99214", "130", "100", "20250103", "CO*45*30"),
    )  # fmt: skip
    assert case.kpi("takeback_rate") == (8000, 18000, pytest.approx(80 / 180))
    first, second = case.claim(0), case.claim(1)
    assert (first["state"], first["amount_paid"], first["amount_taken_back"]) == ("taken_back", 0, 8000)
    assert (second["state"], second["amount_paid"]) == ("paid", 10000)
    assert case.kpi("gross_collection_rate") == (10000, 23000, pytest.approx(100 / 230))


def test_gt_13_unprocessable_then_a_new_claim(case: Case) -> None:
    """MA130 on the first try, a new claim (1) paid 80: unprocessable, no denial, not settled at first; one claim."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    head = clp("C1", "1", "100", "0", "0", "ICN1")
    files.remit(
        paid_on="20250120",
        total="0",
        claims=[*head, "MOA***MA130", *svc("99213", "100", "0", DOS, "CO*16*100", remarks=("N290",))],
    )
    files.claim("C1", sent="20250125", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250210",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN2") + svc("99213", "100", "80", DOS, "CO*45*20"),
    )
    assert case.facts.claim_facts.height == 1
    assert case.kpi("unprocessable_rate") == (1, 1, 1.0)
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("first_pass_resolution_rate") == (0, 1, 0.0)
    assert case.kpi("gross_collection_rate") == (8000, 10000, 0.8)


def test_gt_14_interest_only_payment(case: Case) -> None:
    """A payment of 5 interest (PLB L6) is no collection and no takeback."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99213", "100")])
    files.remit(
        paid_on="20250120",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN1") + svc("99213", "100", "80", DOS, "CO*45*20"),
    )
    files.remit(paid_on="20250301", total="5", claims=[], plb="L6:ICN1*-5")
    assert case.kpi("gross_collection_rate") == (8000, 10000, 0.8)
    assert case.kpi("takeback_rate") == (0, 8000, 0.0)
    interest = case.facts.takebacks.filter(case.facts.takebacks["kind"] == "interest")
    assert interest["amount"].to_list() == [-500]


def test_gt_15_sequestration(case: Case) -> None:
    """Allowed 100, patient 20, 2 % of 80 withheld: paid 78.40 is all that was to be paid; no denial."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("99214", "150")], filing="MB")
    files.remit(
        paid_on="20250120", total="78.4",
        claims=clp("C1", "1", "150", "78.4", "20", "ICN1") + svc("99214", "150", "78.4", DOS, "CO*45*50**253*1.6", "PR*2*20"),
    )  # fmt: skip
    assert case.kpi("insurance_yield") == (7840, 7840, 1.0)
    assert case.kpi("initial_denial_rate_claims") == (0, 1, 0.0)
    assert case.kpi("patient_responsibility_share") == (2000, 9840, pytest.approx(20 / 98.4))


def test_gt_16_a_day_is_the_day_that_is_written(case: Case) -> None:
    """Service 31 January, sent 1 February: lag 1 day, service in January, submission in February."""
    files = case.files
    files.claim("C1", sent="20250201", served="20250131", lines=[("99213", "100")])
    files.remit(
        paid_on="20250301",
        total="80",
        claims=clp("C1", "1", "100", "80", "0", "ICN1") + svc("99213", "100", "80", "20250131", "CO*45*20"),
    )
    assert case.kpi("charge_lag")[2] == 1
    assert str(case.facts.coverage_cells["month"].item()) == "2025-01-01"
    assert case.kpi("payment_lag")[2] == 28


def test_gt_17_one_encounter_in_two_claims(case: Case) -> None:
    """Biopsy sent after 1 day, pathology after 9: two claims, one visit, two codes; lags 1 and 9 days."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("11102", "150")])
    files.claim("C2", sent="20250111", served=DOS, lines=[("88305", "120")])
    files.remit(
        paid_on="20250201", total="150",
        claims=clp("C1", "1", "150", "90", "0", "ICN1") + svc("11102", "150", "90", DOS, "CO*45*60")
        + clp("C2", "1", "120", "60", "0", "ICN2") + svc("88305", "120", "60", DOS, "CO*45*60"),
    )  # fmt: skip
    assert case.facts.claim_facts.height == 2
    assert case.kpi("codes_per_visit") == (2, 1, 2.0)
    assert case.kpi("first_pass_resolution_rate") == (2, 2, 1.0)
    lags = {
        claim["visit_class"]: (claim["date_submitted"] - claim["date_of_service"]).days
        for claim in (case.claim(0), case.claim(1))
    }
    assert lags == {"procedure": 1, "pathology": 9}


def test_gt_18_advance_notice_moves_the_charge_to_the_patient(case: Case) -> None:
    """17110-GA refused as PR-50: the payer's denial for necessity, owed by the patient, so nothing open with the payer."""
    files = case.files
    files.claim("C1", sent="20250103", served=DOS, lines=[("17110:GA", "140")], filing="MB")
    files.remit(
        paid_on="20250120",
        total="0",
        claims=clp("C1", "1", "140", "0", "140", "ICN1") + svc("17110:GA", "140", "0", DOS, "PR*50*140"),
    )
    assert case.kpi("initial_denial_rate_claims") == (1, 1, 1.0)
    claim = case.claim()
    assert (claim["category"], claim["amount_open"]) == ("medical_necessity", 0)


def test_verdicts_cannot_be_known_from_claims_and_remittances(case: Case) -> None:
    """A claim with GY tells what was billed, not what was planned at booking: the rate of changes stays unknown."""
    case.files.claim("C1", sent="20250103", served=DOS, lines=[("17110:GY", "140")], filing="MB")
    assert case.kpi("verdict_change_rate") == (None, None, None)
    (kpi,) = find_kpi("verdict_change_rate")
    assert missing_needs(kpi, case.facts) == ("verdicts at booking and after the visit",)
