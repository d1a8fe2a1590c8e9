"""An 835 and a 277CA written by hand, with every column's value stated beside it."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from cleanskin.x12.bulk.frames import ACKNOWLEDGEMENTS, REMITTANCE_FRAMES
from cleanskin.x12.bulk.read import read_bytes
from cleanskin.x12.bulk.schema import assert_declared

ISA = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *250301*1200*^*00501*000000005*0*T*:~"

REMIT = [
    ISA,
    "GS*HP*PAYER*PRACTICE*20250302*1200*3*X*005010X221A1~",
    "ST*835*1001~",
    # claims 69.75 + 30 - 20, less 5 and -2.5 of PLB, are 77.25
    "BPR*I*77.25*C*ACH*CCP*01*021000089*DA*1*1890000302**01*011000015*DA*2*20250305~",
    "TRN*1*TRACE99*1890000302~",
    "DTM*405*20250304~",
    "N1*PR*PAYER ONE~",
    "N3*1 ROAD~",
    "N4*TOWN*VT*05901~",
    "REF*2U*PX7~",
    "N1*PE*HILLSIDE DERMATOLOGY*XX*1999000015~",
    "REF*TJ*123456789~",
    "LX*1~",
    "CLP*ACCT-1*1*250*69.75*20*12*ICN1*11*1~",  # segment 14
    "NM1*QC*1*STONE*LEO****MI*MEM001~",
    "NM1*82*1*REED*ANN****XX*1999000031~",
    "NM1*TT*2*NEXT PAYER*****PI*PAY02~",
    "NM1*PR*2*PRIOR PAYER*****PI*PAY03~",
    "MOA***MA01*N130~",
    "DTM*232*20250101~",
    "DTM*233*20250131~",
    "DTM*050*20250201~",
    "AMT*AU*89.75~",
    "AMT*I*1.5~",
    "SVC*HC:17003:59:LT:XS:KX*150*49.75**5*HC:17004:59:76*1~",  # segment 25
    "DTM*150*20250110~",
    "DTM*151*20250112~",
    "CAS*CO*45*60*1.5*97*10.25~",
    "CAS*PR*2*30~",
    "REF*6R*LINE-A~",
    "REF*HPI*1999000064~",
    "AMT*B6*79.75~",
    "LQ*HE*N56~",
    "LQ*RX*ZZ~",
    "LQ*HE*M15~",
    "SVC*HC:99213*100*20~",  # segment 36
    "CAS*OA*23*80~",
    "CLP*ACCT-2*2*50*30*0*MB*ICN2~",  # segment 38
    "CAS*CO*45*20~",
    "NM1*QC*1*FERN*ROSA****HN*X9~",
    "NM1*IL*1*FERN*ROSA****MI*MEM002~",
    "CLP*ACCT-3*22*-20*-20**12*ICN3~",  # segment 42
    "SVC*HC:11102*-20*-20~",
    "DTM*472*20250111~",
    "PLB*1999000015*20251231*WO:ICN9*5*L6*-2.5~",  # segment 45
    "SE*44*1001~",
    "GE*1*3~",
    "IEA*1*000000005~",
]

TEXT = "".join(REMIT)


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    read = read_bytes(TEXT.encode(), "hand.835")
    assert read.findings == []
    return {frame.name: assert_declared(read.frame(frame.name), frame) for frame in REMITTANCE_FRAMES} | {
        "transactions": read.frame("transactions")
    }


def test_transaction(frames: dict[str, pl.DataFrame]) -> None:
    row = frames["transactions"].row(0, named=True)
    assert (row["transaction"], row["usage"], row["date_created"]) == ("835", "T", date(2025, 3, 4))
    assert (row["claims"], row["amount_billed"], row["amount_paid"], row["segments"]) == (3, 28000, 7975, 44)
    assert (row["reference_id"], row["claim_or_encounter"], row["purpose"]) == (None, None, None)


def test_payment(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["payments"].rows(named=True) == [
        {
            "file_id": 0,
            "transaction_id": 0,
            "segment": 3,
            "handling_code": "I",
            "amount_paid": 7725,
            "payment_method": "ACH",
            "date_paid": date(2025, 3, 5),
            "trace_number": "TRACE99",
            "originator_id": "1890000302",
            "date_produced": date(2025, 3, 4),
            "payer_name": "PAYER ONE",
            "payer_id": "PX7",
            "payee_name": "HILLSIDE DERMATOLOGY",
            "payee_npi": "1999000015",
            "payee_tin": "123456789",
            "balanced": True,
        }
    ]


def test_claims(frames: dict[str, pl.DataFrame]) -> None:
    first, second, third = frames["remit_claims"].rows(named=True)
    assert first == {
        "remit_claim_id": 0,
        "file_id": 0,
        "transaction_id": 0,
        "segment": 14,
        "patient_control_number": "ACCT-1",
        "status_code": "1",
        "amount_billed": 25000,
        "amount_paid": 6975,
        "amount_patient": 2000,
        "claim_filing_indicator": "12",
        "payer_control_number": "ICN1",
        "place_of_service": "11",
        "frequency_code": "1",
        "patient_last_name": "STONE",
        "patient_first_name": "LEO",
        "member_id": "MEM001",
        "rendering_npi": "1999000031",
        "crossover_payer_name": "NEXT PAYER",
        "priority_payer_name": "PRIOR PAYER",
        "date_of_service": date(2025, 1, 10),
        "date_of_service_last": date(2025, 1, 12),
        "date_received": date(2025, 2, 1),
        "amount_allowed": 8975,
        "amount_interest": 150,
        "remarks": ["MA01", "N130"],
        "line_count": 2,
        "balanced": True,
    }
    assert (second["member_id"], second["date_of_service"], second["line_count"]) == ("MEM002", None, 0)
    assert (second["remarks"], second["balanced"], second["amount_patient"]) == ([], True, 0)
    assert (third["amount_paid"], third["amount_patient"], third["status_code"]) == (-2000, None, "22")
    assert (third["date_of_service"], third["date_of_service_last"]) == (date(2025, 1, 11), date(2025, 1, 11))


def test_lines(frames: dict[str, pl.DataFrame]) -> None:
    first, second, third = frames["remit_lines"].rows(named=True)
    assert first == {
        "remit_line_id": 0,
        "remit_claim_id": 0,
        "segment": 25,
        "position": 1,
        "code_qualifier": "HC",
        "code": "17003",
        "modifier_1": "59",
        "modifier_2": "LT",
        "modifier_3": "XS",
        "modifier_4": "KX",
        "amount_billed": 15000,
        "amount_paid": 4975,
        "units": Decimal("5.000"),
        "submitted_code": "17004",
        "submitted_modifiers": "59:76",
        "submitted_units": Decimal("1.000"),
        "date_of_service": date(2025, 1, 10),
        "date_of_service_last": date(2025, 1, 12),
        "line_control_number": "LINE-A",
        "rendering_npi": "1999000064",
        "amount_allowed": 7975,
        "remarks": ["N56", "M15"],
        "balanced": True,
    }
    assert (second["position"], second["units"], second["rendering_npi"]) == (2, Decimal("1.000"), "1999000031")
    # without a date of its own a line takes the claim's statement period
    assert (second["date_of_service"], second["date_of_service_last"]) == (date(2025, 1, 1), date(2025, 1, 31))
    assert (second["remarks"], second["submitted_code"], second["submitted_units"]) == ([], None, None)
    assert (third["remit_claim_id"], third["position"], third["rendering_npi"]) == (2, 1, None)


def test_adjustments(frames: dict[str, pl.DataFrame]) -> None:
    line = ["N56", "M15", "MA01", "N130"]
    assert frames["adjustments"].rows() == [
        (0, 0, 1, "CO", "45", 6000, Decimal("1.500"), line),
        (0, 0, 2, "CO", "97", 1025, None, line),
        (0, 0, 3, "PR", "2", 3000, None, line),
        (0, 1, 1, "OA", "23", 8000, None, ["MA01", "N130"]),
        (1, None, 1, "CO", "45", 2000, None, []),
    ]


def test_provider_adjustments(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["provider_adjustments"].rows() == [
        (0, 0, 45, 1, "1999000015", date(2025, 12, 31), "WO", "ICN9", 500),
        (0, 0, 45, 2, "1999000015", date(2025, 12, 31), "L6", None, -250),
    ]


def test_the_same_from_the_slow_reader(slow) -> None:
    assert slow.differences(read_bytes(TEXT.encode(), "hand.835"), slow.slow_frames(TEXT.encode())) == []


@pytest.mark.parametrize(
    ("old", "new", "finding", "element"),
    [
        (
            "SVC*HC:17003:59:LT:XS:KX*150*49.75",
            "SVC*HC:17003:59:LT:XS:KX*150*49.74",
            "remittance-line-differs",
            "SVC03",
        ),
        ("CLP*ACCT-2*2*50*30", "CLP*ACCT-2*2*50*30.01", "remittance-claim-differs", "CLP04"),
        ("BPR*I*77.25", "BPR*I*77.26", "remittance-payment-differs", "BPR02"),
        ("CAS*PR*2*30~", "CAS*PR*2*3O~", "amount-not-readable", "CAS03"),
    ],
)
def test_one_cent_or_one_letter_unbalances(old: str, new: str, finding: str, element: str) -> None:
    assert TEXT.count(old) == 1
    read = read_bytes(TEXT.replace(old, new).encode(), "hand.835")
    assert read.frame("payments")["balanced"].to_list() == [False]
    assert (finding, element) in {(found.name, found.where.element) for found in read.findings}
    assert read.frame("transactions")["status"].to_list() == ["read"]


def test_a_debit_is_negative() -> None:
    text = TEXT.replace("BPR*I*77.25*C*", "BPR*I*77.25*D*")
    assert read_bytes(text.encode(), "hand.835").frame("payments")["amount_paid"].to_list() == [-7725]


def test_payer_id_and_payee_numbers_fall_back() -> None:
    text = TEXT.replace("N1*PR*PAYER ONE~", "N1*PR*PAYER ONE*XV*HP5~").replace(
        "*XX*1999000015~REF*TJ*", "*FI*987654321~REF*HPI*"
    )
    row = read_bytes(text.encode(), "hand.835").frame("payments").row(0, named=True)
    assert (row["payer_id"], row["payee_tin"], row["payee_npi"]) == ("HP5", "987654321", "123456789")
    row = read_bytes(TEXT.replace("REF*2U*PX7~", "").encode(), "hand.835").frame("payments").row(0, named=True)
    assert row["payer_id"] == "890000302"


ACKS = [
    ISA,
    "GS*HN*CLEAR*PRACTICE*20250302*1200*3*X*005010X214~",
    "ST*277*0001*005010X214~",
    "BHT*0085*08*REF1*20250302*1200*TH~",
    "HL*1**20*1~",
    "NM1*PR*2*PAYER ONE*****PI*PAY01~",
    "TRN*1*PAYERTRACE~",
    "HL*2*1*21*1~",
    "NM1*41*2*PRACTICE*****46*S1~",
    "STC*A1:19:PR*20250302*WQ*500~",
    "HL*3*2*19*1~",
    "NM1*85*2*HILLSIDE*****XX*1999000015~",
    "HL*4*3*PT~",
    "NM1*QC*1*STONE*LEO****MI*MEM001~",
    "TRN*2*ACCT-1~",
    "STC*A2:20:PR*20250301*WQ*350.5~",  # segment 16
    "STC*A7:562*2025030X*U*1~",
    "REF*1K*ICN1~",
    "DTP*472*RD8*20250108-20250112~",
    "SVC*HC:17000*150~",
    "STC*A7:21*20250301*U*150~",
    "SE*20*0001~",
    "GE*1*3~",
    "IEA*1*000000005~",
]


def test_acknowledgements() -> None:
    read = read_bytes("".join(ACKS).encode(), "hand.277")
    common = ("ICN1", "PAYER ONE", date(2025, 1, 8))
    assert assert_declared(read.frame("acknowledgements"), ACKNOWLEDGEMENTS).rows() == [
        (0, 0, 16, 1, "ACCT-1", "A2", "20", date(2025, 3, 1), 35050, *common),
        (0, 0, 17, 2, "ACCT-1", "A7", "562", None, 100, *common),
    ]
    assert [(found.name, found.where.segment, found.where.element) for found in read.findings] == [
        ("element-not-of-its-kind", 17, "STC02")
    ]
