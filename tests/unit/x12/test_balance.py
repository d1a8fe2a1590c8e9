"""Sums by hand: each case states its segments and what is wrong with them."""

import pytest

from cleanskin.x12.balance import FORBIDS_POSTING, balance_835, balance_837p
from cleanskin.x12.balance_rules import PROVIDER_ADJUSTMENT_KINDS
from cleanskin.x12.balance_sums import read_amount
from cleanskin.x12.findings import BY_NAME
from cleanskin.x12.tree import Delimiters, Segment, Transaction


def transaction(text: str, kind: str = "835", version: str = "005010X221A1") -> Transaction:
    segments = [Segment(elements=line.split("*"), number=number) for number, line in enumerate(text.split(), 1)]
    return Transaction(kind=kind, version=version, position=1, segments=segments, delimiters=Delimiters())


def names(text: str) -> list[str]:
    return [finding.name for finding in balance_835(transaction(text))]


PAID = "BPR*I*80*C*ACH "
CLAIM = "CLP*A*1*100*80**12 "
LINE = "SVC*HC:17110*100*80**1 CAS*CO*45*20 "


def test_a_balanced_remittance_has_no_findings():
    assert names(PAID + CLAIM + LINE) == []


def test_adjustments_of_every_place_of_a_cas_count():
    line = "SVC*HC:17110*100*80 CAS*CO*45*1**253*2**97*3**59*4**18*5**22*5"
    assert names(PAID + CLAIM + line) == []


def test_bal_1_line_out_of_balance_by_a_cent():
    found = balance_835(transaction(PAID + CLAIM + "SVC*HC:17110*100*80 CAS*CO*45*19.99"))
    line, claim = found
    assert (line.name, line.where.segment, line.where.loop, line.where.element) == (
        "remittance-line-differs", 3, "2110", "SVC03",
    )  # fmt: skip
    assert line.expected == "payment $80.01"
    assert (line.where.claim, line.where.line) == (1, 1)
    assert claim.name == "remittance-claim-differs"


def test_bal_2_claim_level_and_line_level_adjustments_add_up():
    assert names("BPR*I*70*C*ACH CLP*A*1*100*70 CAS*OA*23*10 " + LINE) == []


def test_bal_2_the_same_adjustment_at_both_levels_is_named():
    found = balance_835(transaction(PAID + CLAIM + "CAS*CO*45*20 " + LINE))
    assert "the same adjustments stand at both levels" in found[0].message
    assert {finding.name for finding in found} == {"remittance-claim-differs"}


def test_bal_2_lines_that_do_not_add_up_to_the_claim():
    text = "BPR*I*80*C*ACH CLP*A*1*120*80 CAS*CO*45*20 SVC*HC:17110*100*80 CAS*CO*45*20"
    assert [f.where.element for f in balance_835(transaction(text))] == ["CLP03", "CLP04"]


def test_bal_3_provider_adjustments_lower_the_payment():
    assert names("BPR*I*75*C*ACH " + CLAIM + LINE + "PLB*1*20261231*WO:X*10*L6*-5") == []
    found = balance_835(transaction("BPR*I*80*C*ACH " + CLAIM + LINE + "PLB*1*20261231*WO:X*10*L6*-5"))
    assert [f.name for f in found] == ["remittance-payment-differs"]
    assert found[0].expected == "$75.00"


def test_bal_3_is_not_asked_of_a_remittance_cut_off():
    cut = transaction("BPR*I*80*C*ACH")
    cut.complete = False
    assert balance_835(cut) == []


def test_bal_4_informational_amounts_do_not_count():
    assert names(PAID + CLAIM + LINE + "AMT*B6*999 AMT*AU*5") == []


def test_bal_5_a_reversal_and_its_correction():
    reversal = "CLP*A*22*-100*-80 SVC*HC:17110*-100*-80 CAS*CO*45*-20 "
    correction = "CLP*A*1*100*90 SVC*HC:17110*100*90 CAS*CO*45*10"
    assert names("BPR*I*10*C*ACH " + reversal + correction) == []


def test_bal_5_a_reversal_that_takes_nothing_back():
    assert names(PAID + "CLP*A*22*100*80 " + LINE) == ["reversal-not-negated"]


@pytest.mark.parametrize(
    ("bpr", "claim", "expected"),
    [
        ("BPR*I*0*C*NON ", "CLP*A*1*0*0 SVC*HC:1*0*0", []),
        ("BPR*I*80*C*NON ", CLAIM + LINE, ["payment-method-at-odds"]),
        ("BPR*I*0*C*ACH ", "CLP*A*1*0*0 SVC*HC:1*0*0", ["payment-method-at-odds"]),
        ("BPR*I*-80*C*ACH ", "CLP*A*22*-100*-80 SVC*HC:1*-100*-80 CAS*CO*45*-20", ["payment-method-at-odds"]),
        ("BPR*I*80*D*ACH ", "CLP*A*22*-100*-80 SVC*HC:1*-100*-80 CAS*CO*45*-20", []),
    ],
)
def test_bal_7_method_and_amount(bpr, claim, expected):
    assert names(bpr + claim) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SVC*HC:17110*100*0 CAS*CO*50*100", ["processed-as-not-recognized"]),
        ("SVC*HC:17110*100*0 CAS*CO*31*100", []),
    ],
)
def test_bal_8_status_4_on_a_processed_claim(line, expected):
    assert names("BPR*I*0*C*NON CLP*A*4*100*0 " + line) == expected


def test_bal_10_group_cr_is_gone_in_5010_but_was_there_before():
    text = PAID + CLAIM + "SVC*HC:17110*100*80 CAS*CR*45*20"
    assert names(text) == ["adjustment-group-not-valid"]
    assert balance_835(transaction(text, version="004010X091A1")) == []


def test_an_amount_nobody_can_read_is_not_summed_in_silence():
    assert names(PAID + CLAIM + "SVC*HC:17110*1O0*80 CAS*CO*45*20") == ["balance-not-checked"]
    assert names("BPR*I*8O*C*ACH " + CLAIM + LINE) == ["balance-not-checked"]


def test_an_unknown_provider_adjustment_counts_and_is_said():
    assert names("BPR*I*70*C*ACH " + CLAIM + LINE + "PLB*1*20261231*Q9:X*10") == ["provider-adjustment-unknown"]


def test_a_paid_claim_without_lines_is_said():
    assert names("BPR*I*80*C*ACH CLP*A*1*100*80 CAS*CO*45*20") == ["answer-without-lines"]


def claims(text: str) -> list[str]:
    return [finding.name for finding in balance_837p(transaction(text, "837P", "005010X222A1"))]


OTHER = "SBR*P*18 CAS*OA*23*5 AMT*D*75 NM1*PR*2*X*****PI*P1 "


def test_a_claim_total_is_the_sum_of_its_lines():
    assert claims("CLM*A*100 LX*1 SV1*HC:1*60.5 LX*2 SV1*HC:2*39.5") == []
    found = balance_837p(transaction("HL*1 CLM*A*100 LX*1 SV1*HC:1*60.5", "837P"))
    assert [(f.name, f.where.segment, f.expected) for f in found] == [("claim-total-differs", 2, "$60.50")]


def test_another_payers_answer_balances_at_line_and_claim():
    assert claims("CLM*A*100 " + OTHER + "LX*1 SV1*HC:1*100 SVD*P1*80*HC:1**1 CAS*PR*2*20") == []


def test_another_payers_line_out_of_balance():
    found = claims("CLM*A*100 " + OTHER + "LX*1 SV1*HC:1*100 SVD*P1*80*HC:1**1 CAS*PR*2*19")
    assert found == ["other-payer-line-differs", "other-payer-claim-differs"]


def test_another_payers_claim_without_lines():
    assert claims("CLM*A*100 SBR*P*18 CAS*PR*2*25 AMT*D*75 NM1*PR*2*X*****PI*P1 LX*1 SV1*HC:1*100") == []
    assert claims("CLM*A*100 " + OTHER + "LX*1 SV1*HC:1*100") == ["other-payer-claim-differs"]


def test_a_payer_that_the_claim_does_not_name():
    found = claims("CLM*A*100 " + OTHER + "LX*1 SV1*HC:1*100 SVD*P2*75*HC:1**1 CAS*PR*2*25")
    assert found[0] == "other-payer-not-named"


def test_a_payer_that_has_not_answered_is_not_checked():
    assert claims("CLM*A*100 SBR*S*18 NM1*PR*2*X*****PI*P1 LX*1 SV1*HC:1*100") == []


@pytest.mark.parametrize(
    ("text", "cents"), [("", 0), ("80", 8000), ("80.5", 8050), (".05", 5), ("-12.34", -1234), ("7.", 700)]
)
def test_amounts(text, cents):
    assert read_amount(text) == cents


@pytest.mark.parametrize("text", ["1O0", "1.234", "1 0", "١٢", "²", "--1", "."])
def test_what_is_no_amount(text):
    with pytest.raises(ValueError, match="amount"):
        read_amount(text)


def test_what_forbids_posting_is_declared():
    assert set(BY_NAME) >= FORBIDS_POSTING


def test_provider_adjustments_of_the_handbook_have_their_family():
    families = {code: PROVIDER_ADJUSTMENT_KINDS[code][0] for code in ("WO", "FB", "L6", "72", "E3")}
    assert families == {"WO": "recovery", "FB": "forwarded", "L6": "interest", "72": "refund", "E3": "withheld"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("LX*1 SV1*HC:1*60 LX*2 SV1*HC:1*30", "its 2 lines come to $90.00"),
        ("SV1*HC:1*60 SV1*HC:1*30", "its 2 lines come to $90.00"),
        ("SV1*HC:1*60", "its one line comes to $60.00"),
        ("LX*1", "it has no lines with a charge"),
    ],
)
def test_lines_are_counted_by_their_services(lines, said):
    (finding,) = balance_837p(transaction("ST CLM*A*100 " + lines, "837P"))
    assert finding.message == f"the claim's charge is $100.00, {said}"


def test_another_payer_s_sum_points_to_its_amount():
    text = "ST CLM*A*100 SBR*S CAS*PR*1*30 AMT*D*80 NM1*PR*2*X*****PI*X9 LX*1 SV1*HC:1*100"
    (finding,) = balance_837p(transaction(text, "837P"))
    assert (finding.name, finding.where.segment, finding.where.element) == ("other-payer-claim-differs", 5, "AMT02")
