"""A segment that stands where it does not belong takes no line from its claim, and nothing from a line.

The walker and bulk reading must both give what the file gave before the segment was put in.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.x12.bulk.read import read_bytes
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.remittance_835_record import read_remittance

GOLDEN = Path(__file__).parents[1] / "golden" / "x12"
CLAIM = (GOLDEN / "clean_dependent.edi").read_text().split("~\n")[:-1]
REMITTANCE = (GOLDEN / "clean_835.edi").read_text().split("~\n")[:-1]

# of the claim, the levels, other loops of a line, or of nothing
IN_CLAIM = (
    "DTP*431*D8*20251130", "DTP*573*D8*20251220", "AMT*F5*10", "AMT*D*20", "REF*EA*M1", "REF*G1*A7", "REF*F8*P9",
    "REF*EI*123456789", "REF*0B*L1", "REF*ZZ*1", "CRC*75*Y*IH", "HI*BG:01", "NTE*ADD*X", "PWK*OZ*EL", "CN1*05", "K3*X",
    "NM1*DN*1*REF*A****XX*1234567893", "NM1*77*2*FAC*****XX*1234567893", "NM1*PR*2*OTH*****PI*X9",
    "NM1*IL*1*DOE*B****MI*W9", "NM1*85*2*BILL*****XX*1234567893", "NM1*QC*1*KID*C", "NM1*QB*2*LAB", "NM1*ZZ*2*WHO",
    "PRV*PE*PXC*207N00000X", "PRV*BI*PXC*207N00000X", "OI***Y***Y", "SVD*X9*20*HC:99213**1", "CAS*CO*45*30",
    "LIN**N4*00000111122", "CTP****1*UN", "N3*5 ELM", "N4*SPRINGFIELD*IL*62701", "DMG*D8*19900101*M", "PAT*19",
    "MOA***N4", "LQ*UT*1.0", "FRM*1*Y", "BHT*0019*00*1", "ZAP*1",
)  # fmt: skip
IN_REMITTANCE = (
    "REF*EA*M1", "REF*EV*X", "REF*F8*1", "REF*ZZ*1", "DTM*232*20251130", "DTM*050*20251130", "DTM*405*20251130",
    "AMT*AU*80", "AMT*F5*80", "QTY*CA*1", "QTY*ZK*1", "MOA***N4", "MIA*1****N4", "NM1*82*1*JONES*B****XX*1234567893",
    "NM1*TT*2*CROSS*****PI*X9", "NM1*ZZ*1*X", "N1*PR*OTHER", "N1*PE*OTHER*XX*1234567893", "N1*ZZ*WHO", "N3*1 MAIN",
    "N4*CHICAGO*IL*60601", "PER*CX*A*TE*5555550100", "TS3*1*11*20251231*1*100", "RDM*EM", "BPR*I*1", "ZAP*1",
)  # fmt: skip
FIRST_OF_CLAIM, FIRST_OF_PAYMENT = CLAIM.index("HI*ABK:L570*ABF:L821"), 13


def put(segments: list[str], at: int, more: list[str]) -> bytes:
    return ("~\n".join([*segments[:at], *more, *segments[at:]]) + "~\n").encode()


def only(data: bytes):
    (enveloped,) = transactions(data, file="f")
    assert enveloped.transaction is not None
    return enveloped.transaction


@given(st.integers(FIRST_OF_CLAIM, len(CLAIM) - 3), st.lists(st.sampled_from(IN_CLAIM), min_size=1, max_size=3))
@settings(max_examples=120, deadline=None)
def test_a_claim_keeps_its_lines(at: int, more: list[str]):
    data = put(CLAIM, at, more)
    (claim,) = read_submission(only(data)).submission.claims
    expected = [("99213", 10000, "1"), ("17000", 5000, "")]
    assert [(line.procedure.code, line.amount_billed, line.control_number) for line in claim.lines] == expected
    assert [line.date_of_service is not None for line in claim.lines] == [True, True]
    assert claim.patient is not None
    assert (claim.patient.first_name, claim.coverage.payer.id) == ("KID", "PAYER1")
    frame = read_bytes(data, "f").frame("service_lines")
    assert [
        (code, billed, number or "")
        for code, billed, number in frame.select("code", "amount_billed", "line_control_number").iter_rows()
    ] == expected


@given(
    st.integers(FIRST_OF_PAYMENT, len(REMITTANCE) - 3),
    st.lists(st.sampled_from(IN_REMITTANCE), min_size=1, max_size=3),
)
@settings(max_examples=120, deadline=None)
def test_a_payment_keeps_its_lines(at: int, more: list[str]):
    data = put(REMITTANCE, at, more)
    remittance = read_remittance(only(data)).remittance
    (claim,) = remittance.claims
    expected = [("99213", 8000, "1")]
    assert [(line.procedure.code, line.amount_paid, line.control_number) for line in claim.lines] == expected
    assert (remittance.payer.name, remittance.payee.name) == ("BIG PAYER", "SKIN PRACTICE")
    frame = read_bytes(data, "f").frame("remit_lines")
    assert list(frame.select("code", "amount_paid", "line_control_number").iter_rows()) == expected


@pytest.mark.parametrize(
    ("level", "name", "payer"),
    [
        # the payer named under the patient, and a second billing provider under the subscriber
        ("PAT*19", "NM1*PR*2*BIG PAYER*****PI*PAYER1", "PAYER1"),
        ("DMG*D8*19800101*F", "NM1*85*2*OTHER*****XX*1999999984", "PAYER1"),
    ],
)
def test_a_name_in_a_level_below_its_own(level: str, name: str, payer: str):
    others = [one for one in CLAIM if one != name]
    data = put(others, others.index(level) + 1, [name, "N3*9 HIGH STREET", "N4*CHICAGO*IL*60601"])
    (claim,) = read_submission(only(data)).submission.claims
    assert claim.coverage.payer.id == payer
    assert claim.coverage.subscriber.id == "W12345"
    assert (claim.billing_provider.id, claim.billing_provider.reference("EI")) == ("1234567893", "123456789")
    assert claim.patient is not None
    assert claim.patient.address is not None
    assert claim.patient.address.city == "SPRINGFIELD"
    frame = read_bytes(data, "f").frame("claims").row(0, named=True)
    assert (frame["payer_id"], frame["billing_npi"], frame["patient_first_name"]) == (payer, "1234567893", "KID")
