"""Claims as 837P text: judged by pyx12, read back equal by the project's own reader."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.record.claim import Ambulance, Diagnosis, Procedure
from cleanskin.record.provider import Address, Reference
from cleanskin.sim import wire
from cleanskin.sim.wire.claim import claim_text
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.read import read_file


def _read(data):
    claims = []
    for reading in read_file(data, name="made"):
        assert [finding for finding in reading.findings if finding.severity != "note"] == []
        claims += read_submission(reading.transaction).submission.claims
    return claims


def _events(make, claims):
    return [
        wire.claim_event(make.bill(claim, number=place), day=make.sent, payer="bramble_health", number=place,
                         practice=make.practice)
        for place, claim in enumerate(claims, start=1)
    ]  # fmt: skip


def test_ordinary_and_rich_claims_read_back_equal_and_satisfy_pyx12(make, pyx12_complaints):
    claims = [make.claim(), make.rich_claim(), make.claim()]
    data = make.claim_file(_events(make, claims))
    assert _read(data) == claims
    assert pyx12_complaints(data) == []


def test_levels_are_counted_over_claims(make):
    data = make.claim_file(_events(make, [make.rich_claim(), make.claim()])).decode()
    levels = [segment for segment in data.split("~\n") if segment.startswith("HL*")]
    assert levels == ["HL*1**20*1", "HL*2*1*22*1", "HL*3*2*23*0", "HL*4*1*22*0"]


def test_a_claim_of_another_billing_provider_has_its_own_level(make, pyx12_complaints):
    other = msgspec.structs.replace(make.billing(), references=(Reference(kind="EI", value="899990001"),))
    claims = [make.claim(), make.claim(billing_provider=other), make.claim()]
    data = make.claim_file(_events(make, claims))
    assert _read(data) == claims
    assert data.count(b"**20*1~") == 3
    assert pyx12_complaints(data) == []


def test_transactions_hold_no_more_claims_than_asked(make):
    claims = [make.claim() for _ in range(5)]
    data = make.claim_file(_events(make, claims), most=2)
    assert data.count(b"~\nST*837*") == 3
    assert _read(data) == claims


def test_what_has_no_text_is_refused(make):
    with pytest.raises(ValueError, match="no text here"):
        claim_text(make.claim(ambulance=Ambulance(reason="A")))
    with pytest.raises(ValueError, match="twelve"):
        claim_text(make.claim(diagnoses=tuple(Diagnosis(code=f"L{number}") for number in range(13))))


_text = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)
_cents = st.integers(min_value=1, max_value=9_999_999)


@settings(max_examples=40, deadline=None)
@given(
    amounts=st.lists(_cents, min_size=1, max_size=6),
    units=st.sampled_from([Decimal(1), Decimal(25), Decimal("0.5"), Decimal("12.75"), Decimal(100)]),
    last=_text,
    city=_text,
    codes=st.lists(st.sampled_from(["D485", "L570", "C44311", "Z85828"]), min_size=1, max_size=12),
    modifiers=st.lists(st.sampled_from(["25", "59", "RT", "LT"]), max_size=4, unique=True),
    born=st.dates(min_value=date(1930, 1, 1), max_value=date(2025, 1, 1)),
    paid=st.none() | _cents,
)
def test_any_claim_reads_back_equal(make, amounts, units, last, city, codes, modifiers, born, paid):
    lines = tuple(
        make.line(
            place, amount_billed=cents, units=units, procedure=Procedure(code="17110", modifiers=tuple(modifiers))
        )
        for place, cents in enumerate(amounts, start=1)
    )
    who = make.person(name=last, address=Address(line_1="1 A", city=f"{city}X", state="VT", postal_code="059960009"))
    who = msgspec.structs.replace(who, demographics=msgspec.structs.replace(who.demographics, birth_date=born))
    claim = make.claim(
        lines=lines, coverage=make.coverage(subscriber=who), amount_patient_paid=paid,
        diagnoses=tuple(Diagnosis(code=code, qualifier="ABF" if at else "ABK") for at, code in enumerate(codes)),
    )  # fmt: skip
    data = make.claim_file(_events(make, [claim]))
    assert [read_submission(one.transaction).submission.claims for one in read_file(data, name="x")] == [(claim,)]
