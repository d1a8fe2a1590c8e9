"""Segments that stand in another loop than their own: which claim and line the rest belongs to, by every reader.

What must come out is stated from the files in tests/golden/x12 by hand.
"""

from pathlib import Path

import pytest

from cleanskin.x12.bulk.read import read_bytes
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.remittance_835_record import read_remittance

GOLDEN = Path(__file__).parents[2] / "golden" / "x12"


def data_of(name):
    return (GOLDEN / f"{name}.edi").read_bytes()


def transaction_of(name):
    (enveloped,) = transactions(data_of(name), file="f")
    assert enveloped.transaction is not None
    return enveloped.transaction


def claim_of(name):
    (claim,) = read_submission(transaction_of(name)).submission.claims
    return claim


@pytest.mark.parametrize(
    "name", ["line_holds_claim_segments", "outer_segment_in_name_loop", "level_names_in_claim", "line_dates_of_4010"]
)
def test_lines_and_their_control_numbers(name):
    claim = claim_of(name)
    assert [line.procedure.code for line in claim.lines] == ["99213", "17000"]
    assert [line.control_number for line in claim.lines] == ["1", ""]
    lines = read_bytes(data_of(name), "f").frame("service_lines")
    assert lines["line_control_number"].to_list() == ["1", None]
    assert lines["claim_id"].to_list() == [0, 0]


def test_a_line_keeps_its_drug_and_its_provider():
    first, second = claim_of("line_holds_claim_segments").lines
    assert first.drug is not None
    assert first.drug.ndc == "00000111122"
    assert [(party.role, party.name, party.taxonomy) for party in first.providers] == [
        ("rendering", "JONES", "207N00000X")
    ]
    assert (second.drug, second.providers) == (None, ())


def test_what_stands_in_a_line_is_not_taken_for_the_claim_s():
    claim = claim_of("line_holds_claim_segments")
    assert (claim.amount_patient_paid, claim.reference("EA")) == (None, "")
    row = read_bytes(data_of("line_holds_claim_segments"), "f").frame("claims").row(0, named=True)
    assert (row["amount_patient_paid"], row["medical_record_number"]) == (None, None)


def test_a_name_keeps_what_follows_a_late_segment():
    claim = claim_of("outer_segment_in_name_loop")
    billing = claim.billing_provider
    assert (billing.taxonomy, billing.reference("EI")) == ("207N00000X", "123456789")
    assert billing.address is not None
    assert billing.address.postal_code == "627010001"
    (provider,) = claim.lines[0].providers
    assert provider.taxonomy == "207N00000X"


def test_a_late_name_of_a_level_leaves_the_claim_its_payer_and_member():
    claim = claim_of("level_names_in_claim")
    assert claim.coverage.payer.id == "PAYER1"
    assert claim.coverage.subscriber.id == "W12345"
    assert claim.date_of_service_last is not None


def test_a_remittance_line_keeps_its_number_and_amounts():
    name = "remit_line_holds_claim_segments"
    remittance = read_remittance(transaction_of(name)).remittance
    (claim,) = remittance.claims
    (line,) = claim.lines
    assert (line.control_number, line.amount_paid) == ("1", 8000)
    assert [(one.carc, one.amount) for one in line.adjustments] == [("45", 2000)]
    assert f"{remittance.date_produced}" == "2026-01-02"
    assert remittance.payer.address is not None
    assert remittance.payer.address.city == "CHICAGO"
    row = read_bytes(data_of(name), "f").frame("remit_lines").row(0, named=True)
    assert (row["line_control_number"], row["amount_paid"]) == ("1", 8000)
