"""What the nouns answer about themselves, and that they survive JSON."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from cleanskin.record.adjustment import Adjustment, total_adjusted
from cleanskin.record.claim import Claim, DatedEvent, Diagnosis, Procedure, ServiceLine
from cleanskin.record.coverage import Coverage
from cleanskin.record.history import PatientKey
from cleanskin.record.protocols import CodeSets, NoCodeSets
from cleanskin.record.provider import Party, Reference
from cleanskin.record.remittance import ClaimPayment, Remittance, RemittanceGroup, ServicePayment


def line(number: str, first: date, last: date | None = None) -> ServiceLine:
    return ServiceLine(
        number=number,
        procedure=Procedure(code="17110"),
        amount_billed=100,
        units=Decimal("1.5"),
        dates=(DatedEvent(kind="472", first=first, last=last),),
        references=(Reference(kind="6R", value=f"L{number}"),),
    )


@pytest.fixture
def claim() -> Claim:
    subscriber = Party(role="subscriber", is_person=True, name="LARKSPUR", id_qualifier="MI", id="W1")
    return Claim(
        patient_control_number="A1",
        amount_billed=200,
        billing_provider=Party(role="billing", id_qualifier="XX", id="1234567893"),
        coverage=Coverage(payer_responsibility="P", subscriber=subscriber, payer=Party(role="payer", id="P1")),
        diagnoses=(Diagnosis(code="L570", qualifier="ABK"),),
        references=(Reference(kind="F8", value="ICN1"), Reference(kind="F8", value="ICN2")),
        lines=(line("1", date(2026, 3, 4), date(2026, 3, 9)), line("2", date(2026, 3, 2))),
    )


def test_days_of_a_claim_are_the_first_and_last_of_its_lines(claim):
    assert (claim.date_of_service, claim.date_of_service_last) == (date(2026, 3, 2), date(2026, 3, 9))
    assert claim.lines[1].date_of_service_last == date(2026, 3, 2)
    bare = msgspec.structs.replace(claim, lines=())
    assert bare.date_of_service is None
    assert bare.date_of_service_last is None


def test_the_subscriber_is_treated_unless_a_patient_is_named(claim):
    assert claim.is_self
    assert claim.treated is claim.subscriber
    patient = Party(role="patient", is_person=True, name="WREN")
    assert msgspec.structs.replace(claim, patient=patient).treated is patient


def test_numbers_are_found_by_kind_the_first_counts(claim):
    assert claim.payer_control_number == "ICN1"
    assert claim.reference("ZZ") == ""
    assert claim.lines[0].control_number == "L1"
    assert claim.coverage.member_id == "W1"


@pytest.mark.parametrize(
    ("party", "npi", "tax_id"),
    [
        (Party(role="payee", id_qualifier="XX", id="1", references=(Reference(kind="TJ", value="9"),)), "1", "9"),
        (Party(role="payee", id_qualifier="FI", id="9", references=(Reference(kind="HPI", value="1"),)), "1", "9"),
        (Party(role="billing", id="1", references=(Reference(kind="SY", value="8"),)), "", "8"),
    ],
)
def test_npi_and_tax_id_of_a_party(party, npi, tax_id):
    assert (party.npi, party.tax_id) == (npi, tax_id)


def test_sums_of_a_remittance():
    one = Adjustment(group_code="CO", carc="45", amount=30)
    two = Adjustment(group_code="PR", carc="1", amount=-10)
    assert total_adjusted((one, two)) == 20
    service = ServicePayment(procedure=Procedure(code="1"), amount_billed=100, amount_paid=80, adjustments=(one, two))
    payment = ClaimPayment(
        patient_control_number="A", status_code="22", amount_billed=100, amount_paid=75, lines=(service,),
        adjustments=(Adjustment(group_code="OA", carc="23", amount=5),),
    )  # fmt: skip
    assert (service.amount_adjusted, payment.amount_adjusted, payment.is_reversal) == (20, 25, True)
    remittance = Remittance(
        handling_code="I", amount_paid=75, is_debit=True, payer=Party(role="payer"), payee=Party(role="payee"),
        groups=(RemittanceGroup(number="1", claims=(payment,)), RemittanceGroup(number="2", claims=(payment,))),
    )  # fmt: skip
    assert remittance.amount_signed == -75
    assert len(remittance.claims) == 2


def test_nouns_are_frozen_and_survive_json(claim):
    with pytest.raises(AttributeError):
        claim.amount_billed = 1
    again = msgspec.json.decode(msgspec.json.encode(claim), type=Claim)
    assert again == claim
    assert again.lines[0].units == Decimal("1.5")


def test_without_code_sets_nothing_is_checked():
    none: CodeSets = NoCodeSets()
    assert isinstance(none, CodeSets)
    assert none.status("carc", "45", date(2026, 1, 1)) == "not_checked"
    assert none.release("carc", None) == ""
    assert PatientKey() == PatientKey(member_id="")
