"""An 837P written by hand, with every column's value stated beside it."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from cleanskin.x12.bulk.frames import CLAIM_FRAMES
from cleanskin.x12.bulk.read import read_bytes, read_paths
from cleanskin.x12.bulk.schema import assert_declared

ISA = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*000000077*0*P*:~"

HEAD = [
    ISA,
    "GS*HC*GSFROM*GSTO*20250301*1200*7*X*005010X222A1~",
    "ST*837*0009*005010X222A1~",
    "BHT*0019*00*BATCH7*20250228*1200*CH~",
    "NM1*41*2*SUBMITTER*****46*S1~",
    "PER*IC*DESK*TE*8025550100~",
    "NM1*40*2*RECEIVER*****46*R1~",
    "HL*1**20*1~",
    "PRV*BI*PXC*207N00000X~",
    "NM1*85*2*HILLSIDE DERMATOLOGY*****XX*1999000015~",
    "N3*1 HILL ROAD~",
    "N4*HILLTON*VT*059010001~",
    "REF*EI*123456789~",
    "NM1*87*2~",
    "N3*PO BOX 5~",
    "N4*HILLTON*VT*059020002~",
]

DEPENDENT = [  # segments 17 and on
    "HL*2*1*22*1~",
    "SBR*P**GRP9******CI~",
    "NM1*IL*1*STONE*MARA****MI*MEM001~",
    "NM1*PR*2*FIRST PAYER*****PI*PAY01~",
    "HL*3*2*23*0~",
    "PAT*19~",
    "NM1*QC*1*STONE*LEO~",
    "N3*2 LANE~",
    "N4*HILLTON*VT*05901~",
    "DMG*D8*20150704*M~",
    "CLM*ACCT-1*350.5***11:B:7*Y*A*Y*Y**AA:OA:::*********8~",  # segment 27
    "DTP*439*D8*20250101~",
    "CN1*05~",
    "AMT*F5*20~",
    "REF*F8*ICN777~",
    "REF*G1*AUTH5~",
    "REF*9F*RFL6~",
    "REF*D9*CLEAR8~",
    "REF*EA*CHART3~",
    "NTE*ADD*CLAIM NOTE~",
    "HI*ABK:L57.0*ABF:D485~",
    "NM1*DN*1*WELL*IDA****XX*1999000023~",
    "NM1*82*1*REED*ANN****XX*1999000031~",
    "PRV*PE*PXC*207ND0101X~",
    "REF*0B*LIC9~",
    "NM1*77*2*HILL SURGERY*****XX*1999000049~",
    "N3*3 HILL ROAD~",
    "N4*HILLTON*VT*059030003~",
    "NM1*DQ*1*OAK*TOM****XX*1999000056~",
    "SBR*S*18*OTHERGRP******MB~",
    "AMT*D*40.25~",
    "OI***Y***Y~",
    "NM1*IL*1*STONE*MARA****MI*OTHERMEM~",
    "NM1*PR*2*SECOND PAYER*****PI*PAY02~",
    "REF*F8*SECONDICN~",
    "LX*1~",  # segment 52
    "SV1*HC:17000:59:LT:XS:KX*150.5*UN*1***1:2**N~",
    "DTP*472*D8*20250110~",
    "REF*6R*LINE-A~",
    "NTE*ADD*LINE NOTE~",
    "LIN**N4*00011122233~",
    "CTP****2.5*ML~",
    "NM1*82*1*LAKE*SUE****XX*1999000064~",
    "PRV*PE*PXC*363A00000X~",
    "LX*2~",  # segment 61
    "SV1*HC:99213:25*200*MJ*15*22**2~",
    "DTP*472*RD8*20250108-20250112~",
    "SVD*PAY02*40.25*HC:99213**1~",
    "CAS*PR*1*159.75~",
    "DTP*573*D8*20250201~",
]

SELF = [
    "HL*4*1*22*0~",
    "SBR*P*18*******16~",
    "NM1*IL*1*FERN*ROSA****MI*MEM002~",
    "DMG*D8*19600229*F~",
    "NM1*PR*2*THIRD PAYER*****PI*PAY03~",
    "CLM*ACCT-2*80***11:B:1*Y*A*Y*Y~",  # segment 72
    "HI*ABK:L700~",
    "LX*1~",
    "SV1*HC:11102*80*UN*1***1~",
    "DTP*472*D8*20250111~",
]

TAIL = ["SE*75*0009~", "GE*1*7~", "IEA*1*000000077~"]

TEXT = "\n".join([*HEAD, *DEPENDENT, *SELF, *TAIL]) + "\n"


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    read = read_bytes(TEXT.encode(), "hand.837")
    assert read.findings == []
    return {frame.name: assert_declared(read.frame(frame.name), frame) for frame in CLAIM_FRAMES} | {
        "transactions": read.frame("transactions"),
        "files": read.frame("files"),
    }


def test_transaction(frames: dict[str, pl.DataFrame]) -> None:
    row = frames["transactions"].row(0, named=True)
    assert len(row.pop("content_hash")) == 32
    assert row == {
        "transaction_id": 0,
        "file_id": 0,
        "position": 1,
        "segment": 3,
        "offset": TEXT.index("ST*837"),
        "transaction": "837P",
        "version": "005010X222A1",
        "isa_control_number": "000000077",
        "gs_control_number": "7",
        "st_control_number": "0009",
        "sender_id": "GSFROM",
        "receiver_id": "GSTO",
        "usage": "P",
        "date_created": date(2025, 2, 28),
        "reference_id": "BATCH7",
        "claim_or_encounter": "CH",
        "purpose": "00",
        "segments": 75,
        "claims": 2,
        "amount_billed": 43050,
        "amount_paid": None,
        "status": "read",
    }


def test_claim_of_a_dependent(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["claims"].row(0, named=True) == {
        "claim_id": 0,
        "file_id": 0,
        "transaction_id": 0,
        "segment": 27,
        "patient_control_number": "ACCT-1",
        "amount_billed": 35050,
        "place_of_service": "11",
        "frequency_code": "7",
        "accepts_assignment": "A",
        "related_causes": "AA:OA",
        "delay_reason": "8",
        "contract_type": "05",
        "date_of_service": date(2025, 1, 8),
        "date_of_service_last": date(2025, 1, 12),
        "line_count": 2,
        "payer_control_number": "ICN777",
        "authorization_number": "AUTH5",
        "referral_number": "RFL6",
        "clearinghouse_number": "CLEAR8",
        "medical_record_number": "CHART3",
        "amount_patient_paid": 2000,
        "billing_npi": "1999000015",
        "billing_tin": "123456789",
        "billing_name": "HILLSIDE DERMATOLOGY",
        "billing_taxonomy": "207N00000X",
        "billing_zip": "059010001",
        "rendering_npi": "1999000031",
        "rendering_name": "REED, ANN",
        "rendering_taxonomy": "207ND0101X",
        "referring_npi": "1999000023",
        "service_facility_npi": "1999000049",
        "service_facility_name": "HILL SURGERY",
        "service_facility_zip": "059030003",
        "payer_name": "FIRST PAYER",
        "payer_id": "PAY01",
        "payer_responsibility": "P",
        "claim_filing_indicator": "CI",
        "group_number": "GRP9",
        "member_id": "MEM001",
        "subscriber_last_name": "STONE",
        "subscriber_first_name": "MARA",
        "patient_relationship": "19",
        "patient_last_name": "STONE",
        "patient_first_name": "LEO",
        "patient_birth_date": date(2015, 7, 4),
        "patient_sex": "M",
        "has_other_payer": True,
        "amount_other_payer_paid": 4025,
    }


def test_claim_of_the_subscriber(frames: dict[str, pl.DataFrame]) -> None:
    row = frames["claims"].row(1, named=True)
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "claim_id": 1,
        "file_id": 0,
        "transaction_id": 0,
        "segment": 72,
        "patient_control_number": "ACCT-2",
        "amount_billed": 8000,
        "place_of_service": "11",
        "frequency_code": "1",
        "accepts_assignment": "A",
        "date_of_service": date(2025, 1, 11),
        "date_of_service_last": date(2025, 1, 11),
        "line_count": 1,
        "billing_npi": "1999000015",
        "billing_tin": "123456789",
        "billing_name": "HILLSIDE DERMATOLOGY",
        "billing_taxonomy": "207N00000X",
        "billing_zip": "059010001",
        "payer_name": "THIRD PAYER",
        "payer_id": "PAY03",
        "payer_responsibility": "P",
        "claim_filing_indicator": "16",
        "member_id": "MEM002",
        "subscriber_last_name": "FERN",
        "subscriber_first_name": "ROSA",
        "patient_relationship": "18",
        "patient_last_name": "FERN",
        "patient_first_name": "ROSA",
        "patient_birth_date": date(1960, 2, 29),
        "patient_sex": "F",
        "has_other_payer": False,
    }


def test_lines(frames: dict[str, pl.DataFrame]) -> None:
    first, second, third = frames["service_lines"].rows(named=True)
    assert first == {
        "line_id": 0,
        "claim_id": 0,
        "segment": 52,
        "line_number": 1,
        "code_qualifier": "HC",
        "code": "17000",
        "modifier_1": "59",
        "modifier_2": "LT",
        "modifier_3": "XS",
        "modifier_4": "KX",
        "amount_billed": 15050,
        "unit_basis": "UN",
        "units": Decimal("1.000"),
        "place_of_service": "11",
        "diagnosis_pointers": "1:2",
        "date_of_service": date(2025, 1, 10),
        "date_of_service_last": date(2025, 1, 10),
        "line_control_number": "LINE-A",
        "rendering_npi": "1999000064",
        "ndc": "00011122233",
        "ndc_quantity": Decimal("2.500"),
        "ndc_unit": "ML",
        "note": "LINE NOTE",
    }
    assert (second["segment"], second["code"], second["modifier_1"], second["modifier_2"]) == (61, "99213", "25", None)
    assert (second["unit_basis"], second["units"], second["place_of_service"]) == ("MJ", Decimal("15.000"), "22")
    assert (second["date_of_service"], second["date_of_service_last"]) == (date(2025, 1, 8), date(2025, 1, 12))
    assert (second["rendering_npi"], second["line_control_number"], second["ndc"]) == ("1999000031", None, None)
    assert (third["line_id"], third["claim_id"], third["rendering_npi"], third["line_number"]) == (2, 1, None, 1)


def test_diagnoses_and_modifiers(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["diagnoses"].rows() == [(0, 1, "ABK", "L570"), (0, 2, "ABF", "D485"), (1, 1, "ABK", "L700")]
    assert frames["modifiers"].rows() == [(0, 1, "59"), (0, 2, "LT"), (0, 3, "XS"), (0, 4, "KX"), (1, 1, "25")]


def test_providers(frames: dict[str, pl.DataFrame]) -> None:
    billing = (None, "billing", "1999000015", "123456789", "207N00000X", "HILLSIDE DERMATOLOGY", "059010001", "VT")
    pay_to = (None, "pay_to", None, None, None, None, "059020002", "VT")
    assert frames["providers"].rows() == [
        (0, *billing),
        (0, *pay_to),
        (0, None, "referring", "1999000023", None, None, "WELL, IDA", None, None),
        (0, None, "rendering", "1999000031", None, "207ND0101X", "REED, ANN", None, None),
        (0, None, "service_facility", "1999000049", None, None, "HILL SURGERY", "059030003", "VT"),
        (0, None, "supervising", "1999000056", None, None, "OAK, TOM", None, None),
        (0, 0, "rendering", "1999000064", None, "363A00000X", "LAKE, SUE", None, None),
        (1, *billing),
        (1, *pay_to),
    ]


def test_coverages(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["coverages"].rows() == [
        (0, 1, "P", "CI", "FIRST PAYER", "PAY01", "MEM001", "GRP9", None, None, None),
        (0, 2, "S", "MB", "SECOND PAYER", "PAY02", "OTHERMEM", "OTHERGRP", "18", 4025, "SECONDICN"),
        (1, 1, "P", "16", "THIRD PAYER", "PAY03", "MEM002", None, "18", None, None),
    ]


def test_only_the_frames_asked_for() -> None:
    with pytest.raises(KeyError):
        read_paths([], frames=["nonsense"])


def test_the_same_from_the_slow_reader(slow) -> None:
    assert slow.differences(read_bytes(TEXT.encode(), "hand.837"), slow.slow_frames(TEXT.encode())) == []
