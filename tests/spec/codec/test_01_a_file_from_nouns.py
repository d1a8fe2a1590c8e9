"""A file made of nouns.

What is written for a small remittance, whole, and how each part of it is told to the writer.
"""

from datetime import date
from decimal import Decimal

from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.provider import Address, Contact, ContactNumber, Party
from cleanskin.record.remittance import ClaimPayment, ProviderAdjustment, Remittance, RemittanceGroup, ServicePayment
from cleanskin.x12.balance import balance_835
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.remittance_835_record import read_remittance
from cleanskin.x12.write import Envelope, write_remittances

WRITTEN = """\
ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260401*0930*^*00501*000000005*0*P*:~
GS*HP*PAYER*CLINIC*20260401*0930*5*X*005010X221A1~
ST*835*0001~
BPR*I*70.25*C*CHK************20260401~
TRN*1*CHECK9*1512345678~
DTM*405*20260331~
N1*PR*TANAGER HEALTH~
N3*1 PAYER PLAZA~
N4*SEATTLE*WA*98104~
PER*BL**TE*8005550101~
N1*PE*FERNHILL SKIN CLINIC*XX*1234567893~
LX*1~
CLP*FH-1*1*120*80.25*20*12*ICN1~
NM1*QC*1*LARKSPUR*WREN~
SVC*HC:17110:59*120*80.25**1~
DTM*472*20260302~
CAS*CO*45*19.75~
CAS*PR*1*15**2*5~
PLB*1234567893*20261231*WO:ICN0*10~
SE*18*0001~
GE*1*5~
IEA*1*000000005~
"""

LINE = ServicePayment(
    procedure=Procedure(code="17110", modifiers=("59",)),
    amount_billed=12000,
    amount_paid=8025,
    units=Decimal(1),
    dates=(DatedEvent(kind="472", first=date(2026, 3, 2)),),
    adjustments=(
        Adjustment(group_code="CO", carc="45", amount=1975),
        Adjustment(group_code="PR", carc="1", amount=1500),
        Adjustment(group_code="PR", carc="2", amount=500),
    ),
)
CLAIM = ClaimPayment(
    patient_control_number="FH-1",
    status_code="1",
    amount_billed=12000,
    amount_paid=8025,
    amount_patient=2000,
    claim_filing_indicator="12",
    payer_control_number="ICN1",
    parties=(Party(role="patient", is_person=True, name="LARKSPUR", first_name="WREN"),),
    lines=(LINE,),
)
REMITTANCE = Remittance(
    handling_code="I",
    amount_paid=7025,
    payment_method="CHK",
    date_paid=date(2026, 4, 1),
    trace_number="CHECK9",
    originator_id="1512345678",
    date_produced=date(2026, 3, 31),
    payer=Party(
        role="payer",
        name="TANAGER HEALTH",
        address=Address(line_1="1 PAYER PLAZA", city="SEATTLE", state="WA", postal_code="98104"),
        contacts=(Contact(function="BL", numbers=(ContactNumber("TE", "8005550101"),)),),
    ),
    payee=Party(role="payee", name="FERNHILL SKIN CLINIC", id_qualifier="XX", id="1234567893"),
    groups=(RemittanceGroup(number="1", claims=(CLAIM,)),),
    provider_adjustments=(
        ProviderAdjustment(
            provider_id="1234567893",
            fiscal_period_end=date(2026, 12, 31),
            reason_code="WO",
            reference_id="ICN0",
            amount=1000,
        ),
    ),
)
ENVELOPE = Envelope(
    sender_id="PAYER", receiver_id="CLINIC", date_sent=date(2026, 4, 1), time_sent="0930", control_number=5
)


def test_the_whole_file():
    """Amounts lose zeros behind the point, adjustments of one group share a segment, counts are filled in."""
    assert write_remittances([REMITTANCE], ENVELOPE).data.decode() == WRITTEN


def test_its_guide_finds_nothing_wrong_with_it():
    assert write_remittances([REMITTANCE], ENVELOPE).findings == ()


def test_it_reads_back_equal():
    (enveloped,) = transactions(WRITTEN.encode(), file="x")
    assert enveloped.transaction is not None
    assert read_remittance(enveloped.transaction).remittance == REMITTANCE


def test_it_balances():
    """120.00 less 19.75, 15.00 and 5.00 is 80.25; less the 10.00 taken back, 70.25."""
    (enveloped,) = transactions(WRITTEN.encode(), file="x")
    assert enveloped.transaction is not None
    assert balance_835(enveloped.transaction) == []
