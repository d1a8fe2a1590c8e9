"""Classification of single tuples.  Expected answers are stated by hand; the ids are those of the rules."""

from datetime import date

import pytest

from cleanskin.denial.classify import AdjustmentClass, classify


def of(text: str, *, paid: bool = False, order: str = "primary", reversal: bool = False) -> AdjustmentClass:
    """Classify "CO-16 N382 MA130"."""
    code, *remarks = text.split()
    group, _, carc = code.partition("-")
    return classify(group_code=group, carc=carc, remarks=remarks, is_paid=paid, payer_order=order, is_reversal=reversal)


@pytest.mark.parametrize("text", ["PR-1", "PR-2", "PR-3", "CO-45", "OA-23", "CO-253"])
@pytest.mark.parametrize("paid", [True, False])
def test_den_2_never_denials_and_den_5_never_appealed(text, paid):
    answer = of(text, paid=paid, order="secondary")
    assert answer.outcome in ("patient_share", "contractual", "other_payer")
    assert (answer.appeal, answer.known, answer.doubts) == ("no", True, ())


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("PR-1", "patient_share"),
        ("PR-2", "patient_share"),
        ("PR-3", "patient_share"),
        ("CO-45", "contractual"),
        ("PR-45", "patient_share"),
        ("PI-45", "contractual"),
        ("OA-45", "contractual"),
        ("CO-253", "contractual"),
        ("CO-237", "contractual"),
        ("CO-24", "contractual"),
        ("CO-246", "contractual"),
        ("CO-104", "contractual"),
        ("OA-23", "other_payer"),
        ("CO-23", "other_payer"),
        ("OA-225", "informational"),
        ("OA-B11", "informational"),
        ("OA-100", "informational"),
        ("OA-192", "informational"),
        ("PR-275", "patient_share"),
        ("PR-187", "patient_share"),
        ("PR-100", "patient_share"),
    ],
)
def test_den_1_outcomes_that_refuse_nothing(text, outcome):
    assert of(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("PR-96", "cosmetic_noncovered"),
        ("PR-204", "cosmetic_noncovered"),
        ("PR-50", "medical_necessity"),
        ("PR-27", "eligibility_registration"),
        ("PR-31", "eligibility_registration"),
        ("PR-288", "prior_authorization"),
    ],
)
def test_den_1_a_refusing_reason_left_to_the_patient_is_a_denial(text, category):
    answer = of(text)
    assert (answer.outcome, answer.category) == ("denial", category)
    assert "the patient may owe it" in answer.why


@pytest.mark.parametrize(
    ("text", "category", "action", "owner"),
    [
        ("CO-4", "modifier", "corrected_claim", "coder"),
        ("CO-11", "coding_edit", "corrected_claim", "coder"),
        ("CO-22", "cob", "rebill_other_payer", "front_desk"),
        ("CO-27", "eligibility_registration", "rebill_other_payer", "front_desk"),
        ("CO-29", "timely_filing", "appeal", "biller"),
        ("CO-31", "eligibility_registration", "corrected_claim", "front_desk"),
        ("CO-50", "medical_necessity", "appeal", "clinician"),
        ("CO-97", "bundling_ncci", "corrected_claim", "coder"),
        ("CO-151", "frequency_mue", "appeal", "coder"),
        ("CO-167", "medical_necessity", "appeal", "coder"),
        ("CO-197", "prior_authorization", "appeal", "front_desk"),
        ("CO-226", "documentation_request", "send_docs", "biller"),
        ("CO-236", "bundling_ncci", "corrected_claim", "coder"),
        ("CO-B7", "enrollment_credentialing", "appeal", "manager"),
        ("CO-B15", "coding_edit", "corrected_claim", "coder"),
        ("CO-B16", "coding_edit", "corrected_claim", "coder"),
        ("CO-256", "contractual", "appeal", "biller"),
        ("PI-97", "bundling_ncci", "corrected_claim", "coder"),
    ],
)
def test_denials_by_reason_alone(text, category, action, owner):
    answer = of(text)
    assert (answer.outcome, answer.category, answer.action, answer.owner) == ("denial", category, action, owner)


def test_den_10_b15_is_no_modifier_denial():
    assert of("CO-B15").category == "coding_edit"


@pytest.mark.parametrize("text", ["OA-133", "OA-257", "CO-252", "OA-277", "OA-P8"])
def test_den_2_pends(text):
    assert of(text).outcome == "pend"


@pytest.mark.parametrize("text", ["CO-16 MA130", "CO-16 MA130 M76", "OA-109 MA130", "CO-252 MA130", "PR-31 MA130"])
def test_den_3_den_5_unprocessable_takes_a_new_claim_and_no_appeal(text):
    answer = of(text)
    assert (answer.outcome, answer.action, answer.appeal) == ("unprocessable", "new_claim", "no")


def test_den_3_unprocessable_leaves_the_price_of_a_paid_line_alone():
    assert of("CO-45 MA130", paid=True).outcome == "contractual"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("CO-16 MA130", "undetermined"),
        ("CO-16 MA130 M76", "coding_edit"),
        ("CO-16 MA130 N382", "eligibility_registration"),
        ("CO-31 MA130", "eligibility_registration"),
    ],
)
def test_unprocessable_keeps_the_root_cause_that_another_code_names(text, category):
    assert of(text).category == category


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("CO-97 M144", "global_period"),
        ("CO-97 N525", "global_period"),
        ("CO-96 M144", "global_period"),
        ("CO-96 N525", "global_period"),
        ("CO-97 M144 N20", "global_period"),
        ("CO-16 N822", "modifier"),
        ("CO-16 N823", "modifier"),
        ("CO-16 N519", "modifier"),
        ("CO-16 N822 M51", "modifier"),
        ("CO-182", "modifier"),
    ],
)
def test_den_8_global_period_and_modifier_are_derived(text, category):
    assert of(text).category == category


@pytest.mark.parametrize(
    ("text", "category", "action"),
    [
        ("CO-97 N390", "bundling_ncci", "write_off"),
        ("CO-96 N383", "cosmetic_noncovered", "investigate"),
        ("PR-96 N383", "cosmetic_noncovered", "patient_bill"),
        ("PR-96 N425", "cosmetic_noncovered", "patient_bill"),
        ("CO-96 N448", "contractual", "contract_check"),
        ("CO-96 N563", "documentation_request", "write_off"),
        ("CO-50 N383", "cosmetic_noncovered", "investigate"),
        ("CO-50 M39", "medical_necessity", "write_off"),
        ("CO-50 N115", "medical_necessity", "appeal"),
        ("CO-50 N362", "frequency_mue", "appeal"),
        ("CO-16 M76", "coding_edit", "corrected_claim"),
        ("CO-16 N382", "eligibility_registration", "corrected_claim"),
        ("CO-16 M62", "prior_authorization", "corrected_claim"),
        ("CO-16 N4", "cob", "rebill_other_payer"),
        ("CO-16 N290", "enrollment_credentialing", "corrected_claim"),
        ("CO-16 MA120", "enrollment_credentialing", "corrected_claim"),
        ("CO-16 N706", "documentation_request", "send_docs"),
        ("CO-16 N56", "coding_edit", "corrected_claim"),
        ("CO-A1 N56", "coding_edit", "corrected_claim"),
        ("CO-96 M80", "bundling_ncci", "corrected_claim"),
        ("CO-B7 N767", "enrollment_credentialing", "appeal"),
        ("OA-109 N105", "eligibility_registration", "rebill_other_payer"),
    ],
)
def test_den_7_remarks_name_cause_and_action(text, category, action):
    answer = of(text)
    assert (answer.outcome, answer.category, answer.action) == ("denial", category, action)
    assert answer.doubts == ()


@pytest.mark.parametrize("alert", ["MA01", "MA07", "MA18", "N89", "M27", "M38", "N381", "N1"])
@pytest.mark.parametrize("text", ["CO-16 M76", "CO-97", "PR-1", "CO-45"])
def test_den_7_alerts_change_nothing(text, alert):
    assert of(f"{text} {alert}") == of(text)


def test_den_7_appeal_barred_keeps_the_root_cause():
    answer = of("CO-29 N211")
    assert (answer.outcome, answer.category) == ("denial", "timely_filing")
    assert (answer.action, answer.appeal, answer.recoverable) == ("close", "no", "no")


@pytest.mark.parametrize(("text"), ["PR-1 N781", "PR-2 N782", "PR-3 N783"])
def test_den_6_protected_patient_is_never_billed(text):
    answer = of(text)
    assert (answer.outcome, answer.action, answer.owner) == ("patient_share", "write_off", "biller")
    assert answer.doubts == ("protected_patient",)


def test_den_6_protected_patient_is_not_billed_for_a_denial_either_and_its_cause_stays():
    answer = of("PR-204 N782")
    assert (answer.outcome, answer.category, answer.action) == ("denial", "cosmetic_noncovered", "write_off")


def test_den_6_replacement_waits_for_the_original():
    assert of("CO-16 N779").action == "wait"


@pytest.mark.parametrize("text", ["CO-119", "CO-204", "CO-B1", "PI-204", "CO-35"])
def test_no_amount_under_a_contractual_group_is_sent_to_the_patient(text):
    assert of(text).action not in ("patient_bill", "patient_contact")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("OA-18", "close"),
        ("CO-18", "close"),
        ("OA-18 N522", "close"),
        ("CO-B13", "investigate"),
        ("CO-97 N111", "close"),
    ],
)
def test_duplicates_are_apart(text, action):
    answer = of(text)
    assert (answer.outcome, answer.category, answer.action) == ("duplicate", "duplicate", action)


def test_audit_takeback():
    answer = of("CO-50 N432")
    assert (answer.outcome, answer.category, answer.action) == ("takeback", None, "recoup_review")


@pytest.mark.parametrize("text", ["CO-45", "PR-1", "CO-97", "OA-18", "CO-999", "CR-45"])
def test_kpi_g3_a_reversal_is_a_takeback_whatever_its_codes(text):
    answer = of(text, reversal=True)
    assert (answer.outcome, answer.category) == ("takeback", None)


@pytest.mark.parametrize(
    ("text", "paid", "outcome"),
    [
        ("CO-59", True, "contractual"),
        ("CO-59", False, "denial"),
        ("CO-172", True, "contractual"),
        ("PR-59", True, "patient_share"),
        ("CO-150", True, "denial"),
        ("CO-150", False, "denial"),
        ("CO-B22", False, "denial"),
    ],
)
def test_reductions_depend_on_whether_the_line_was_paid(text, paid, outcome):
    assert of(text, paid=paid).outcome == outcome


@pytest.mark.parametrize("text", ["CO-16", "CO-96", "CO-226", "CO-234", "CO-A1", "CO-252", "CO-16 MA01"])
def test_a_reason_that_needs_its_remark_is_doubtful_without_it(text):
    assert of(text).doubts == ("remark_missing",)


@pytest.mark.parametrize("text", ["CO-16 N14", "CO-A1 N9999", "CO-96 N9999 MA01"])
def test_a_remark_that_is_not_in_the_tables_is_doubtful(text):
    assert of(text).doubts == ("remark_unknown",)


@pytest.mark.parametrize(
    ("text", "action"), [("CO-16", "corrected_claim"), ("CO-96", "appeal"), ("CO-A1", "investigate")]
)
def test_a_reason_that_sends_to_its_remark_names_no_cause_without_one(text, action):
    answer = of(text)
    assert (answer.outcome, answer.category, answer.action) == ("denial", "undetermined", action)


@pytest.mark.parametrize("text", ["CO-16 M76 N382", "CO-16 N290 N4", "CO-97 M15 M144 MA01"])
def test_remarks_that_name_different_causes(text):
    answer = of(text)
    if "M144" in text:  # global period is a kind of bundling: no contradiction
        assert answer.category == "global_period"
        return
    assert (answer.outcome, answer.category, answer.action) == ("denial", "undetermined", "investigate")
    assert answer.doubts == ("remarks_conflict",)


@pytest.mark.parametrize("text", ["CO-999", "CO-", "PR-909099", "OA-XYZ"])
def test_unknown_reason_is_undetermined(text):
    answer = of(text)
    assert (answer.outcome, answer.category, answer.known) == ("undetermined", "undetermined", False)
    assert answer.doubts == ("unknown_carc",)


@pytest.mark.parametrize(
    ("text", "outcome"), [("CR-45", "undetermined"), ("ZZ-1", "undetermined"), ("CR-97", "denial")]
)
def test_bal_10_unknown_group_is_kept_as_unknown(text, outcome):
    answer = of(text)
    assert (answer.outcome, answer.known) == (outcome, False)
    assert "unknown_group_code" in answer.doubts


def test_nothing_at_all_is_undetermined():
    answer = classify(group_code=None, carc=None, is_paid=False)
    assert (answer.outcome, answer.known, answer.doubts) == (
        "undetermined",
        False,
        ("unknown_carc", "unknown_group_code"),
    )


def test_den_9_reason_15_is_accepted_and_doubted():
    answer = of("CO-15")
    assert (answer.outcome, answer.category, answer.doubts) == ("denial", "prior_authorization", ("retired_carc",))


def test_retired_reasons_keep_their_old_meaning():
    assert of("CO-42", paid=True).outcome == "contractual"
    assert of("CO-A2", paid=True).outcome == "contractual"
    assert "retired_carc" in of("CO-42").doubts


def test_as_of_says_when_a_code_was_not_yet_in_force():
    early = classify(group_code="CO", carc="284", remarks=(), is_paid=False, as_of=date(2012, 1, 1))
    late = classify(group_code="CO", carc="284", remarks=(), is_paid=False, as_of=date(2026, 1, 1))
    assert "retired_carc" in early.doubts
    assert late.doubts == ()


def test_patient_share_under_contract_is_said():
    answer = of("CO-2")
    assert (answer.outcome, answer.doubts) == ("contractual", ("patient_share_under_contract",))
    assert answer.action == "investigate"


def test_case_blanks_and_repeats_do_not_matter():
    loose = classify(group_code=" co ", carc="b7 ", remarks=["n767", "N767 ", ""], is_paid=False)
    assert loose == of("CO-B7 N767")
