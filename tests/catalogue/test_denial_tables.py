"""Every row of the denial tables: allowed values, references between tables, dates."""

import pytest

from cleanskin.denial.codebook import Override, Reason, book, read_rows
from cleanskin.denial.findings import FINDINGS, KINDS
from cleanskin.kernel.identifiers import is_carc, is_rarc
from cleanskin.kernel.period import Period

BOOK = book()
REASONS = [row for rows in BOOK.reasons.values() for row in rows]
SEVENTEEN = {
    "eligibility_registration", "prior_authorization", "medical_necessity", "coding_edit", "bundling_ncci", "modifier",
    "global_period", "frequency_mue", "cosmetic_noncovered", "duplicate", "timely_filing", "documentation_request", "cob",
    "enrollment_credentialing", "contractual", "patient_responsibility", "other",
}  # fmt: skip


def test_there_are_seventeen_causes_and_the_answer_that_nobody_knows():
    assert set(BOOK.categories) == SEVENTEEN | {"undetermined"}


def test_den_4_every_way_forward_is_an_action():
    ways = {"new_claim", "corrected_claim", "reopening", "appeal", "rebill_other_payer", "patient_bill", "close"}
    assert ways <= set(BOOK.actions)


@pytest.mark.parametrize("row", REASONS, ids=lambda row: row.carc)
def test_reason(row: Reason):
    assert is_carc(row.carc)
    assert row.category in SEVENTEEN
    assert row.action in BOOK.actions
    assert row.owner in BOOK.owners
    assert row.meaning
    assert row.next_step
    assert row.period.days is None or row.period.days > 0
    assert all(is_rarc(remark) for remark in row.refining_remarks)
    assert (row.outcome == "patient_share") == (row.category == "patient_responsibility")
    assert row.scenario in (None, 1, 2, 3, 4)
    if row.outcome in ("contractual", "patient_share", "other_payer", "informational"):
        assert row.appeal == "no"
    if row.status == "retired":
        assert row.effective_to is not None
    assert (row.checked_on is None) == (row.source == "own-words")


def test_rows_of_one_reason_do_not_overlap():
    for rows in BOOK.reasons.values():
        periods = [row.period for row in rows]
        assert not any(a.overlaps(b) for i, a in enumerate(periods) for b in periods[i + 1 :])


@pytest.mark.parametrize("row", BOOK.overrides, ids=lambda row: f"{row.carc}-{row.group_code}-{row.rarc}")
def test_override(row: Override):
    assert row.carc == "*" or row.carc in BOOK.reasons
    assert row.group_code == "*" or row.group_code in BOOK.groups
    assert row.rarc == "*" or is_rarc(row.rarc)
    assert row.rarc != "*" or row.carc != "*"
    assert row.category in SEVENTEEN
    assert row.action in BOOK.actions
    assert row.why
    assert (row.category_use == "replaces") or row.carc == "*"


def test_overrides_are_unique():
    keys = [(row.carc, row.group_code, row.rarc) for row in BOOK.overrides]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("row", BOOK.remarks.values(), ids=lambda row: row.rarc)
def test_remark(row):
    assert is_rarc(row.rarc)
    assert row.category is None or row.category in SEVENTEEN
    assert row.action is None or row.action in BOOK.actions
    assert row.kind != "alert" or row.category is None
    assert row.effective_to is None or row.effective_from is None or Period(row.effective_from, row.effective_to)


def test_den_6_safety_remarks_are_marked():
    safety = {"MA130", "N211", "N185", "N111", "N779", "N781", "N782", "N783", "N432"}
    assert {row.rarc for row in BOOK.remarks.values() if row.kind == "safety"} == safety
    assert {row.rarc for row in BOOK.overrides if row.carc == "*"} == safety


@pytest.mark.parametrize("row", BOOK.categories.values(), ids=lambda row: row.category)
def test_category(row):
    assert row.owner in BOOK.owners
    assert row.action in BOOK.actions
    assert row.narrower_than is None or row.narrower_than in BOOK.categories
    assert row.upstream_step.endswith(".")


def test_bal_10_four_group_codes_and_only_pr_reaches_the_patient():
    assert {code: row.patient_may_be_billed for code, row in BOOK.groups.items()} == {
        "CO": False, "PR": True, "OA": False, "PI": False,
    }  # fmt: skip


def test_bal_8_claim_statuses():
    kinds = {code: row.kind for code, row in BOOK.statuses.items()}
    assert set(kinds) == {"1", "2", "3", "4", "19", "20", "21", "22", "23", "25"}
    assert (kinds["22"], kinds["23"], kinds["25"]) == ("reversal", "forward", "estimate")


def test_bal_6_provider_adjustments_name_an_action_and_takebacks():
    assert all(row.action in BOOK.actions for row in BOOK.provider_adjustments.values())
    assert {"WO", "FB", "L6", "72", "CS", "AP", "J1", "E3", "B2", "LS"} <= set(BOOK.provider_adjustments)
    assert BOOK.provider_adjustments["WO"].kind == "takeback"
    assert BOOK.provider_adjustments["FB"].kind == "carried_forward"


def test_acknowledgements_only_a2_proves_receipt_by_the_payer():
    assert [code for code, row in BOOK.acknowledgements.items() if row.proves_receipt] == ["A2"]
    rejected = {code for code, row in BOOK.acknowledgements.items() if row.outcome == "rejection"}
    assert rejected == {"A3", "A6", "A7", "A8"}


def test_findings_are_numbered_in_order_and_say_what_to_do():
    assert [kind.id for kind in FINDINGS] == [f"CS-DEN-{number:03d}" for number in range(1, len(FINDINGS) + 1)]
    for kind in FINDINGS:
        assert kind.message
        assert kind.fix_safety == "human"
    assert len(KINDS) == len(FINDINGS)


@pytest.mark.parametrize(
    "wrong",
    [
        "carc\tstatus\n45",
        "rarc\tmeaning\tkind\tsource\ttrust\nM1\tx\tno such kind\ts\tderived",
    ],
)
def test_a_broken_row_is_refused(wrong):
    with pytest.raises(ValueError):
        read_rows(wrong, Reason)
