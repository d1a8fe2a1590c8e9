"""A submission and a remittance that use every part of the nouns, in the order of the guide.  Everybody is invented."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.kernel.identifiers import npi_with_check_digit
from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import (
    Ambulance,
    Attachment,
    Claim,
    ConditionIndicator,
    Contract,
    DatedEvent,
    Diagnosis,
    Drug,
    Equipment,
    EquipmentCertification,
    FormAnswer,
    LineAdjudication,
    Measurement,
    Note,
    PatientFacts,
    Pricing,
    Procedure,
    PurchasedService,
    Quantity,
    ServiceLine,
    SpinalManipulation,
    Submission,
    SupportingForm,
)
from cleanskin.record.coverage import Coordination, Coverage, OutpatientRemarks
from cleanskin.record.provider import Address, Contact, ContactNumber, Demographics, Party, Reference
from cleanskin.record.remittance import (
    Amount,
    BankAccount,
    ClaimPayment,
    Currency,
    DeliveryMethod,
    InpatientRemarks,
    ProviderAdjustment,
    ProviderSummary,
    Remark,
    Remittance,
    RemittanceGroup,
    ServicePayment,
    SupplementalQuantity,
)
from cleanskin.x12.write import Envelope

D = Decimal
DAY = date(2026, 3, 2)


def npi(number: int) -> str:
    return npi_with_check_digit(f"1{number:08d}")


def ref(kind: str, value: str, **more: str) -> Reference:
    return Reference(kind=kind, value=value, **more)


def event(kind: str, last: date | None = None) -> DatedEvent:
    return DatedEvent(kind=kind, first=DAY, last=last)


def address(line: str, postal_code: str = "981040000") -> Address:
    return Address(line_1=line, line_2="SUITE 4", city="SEATTLE", state="WA", postal_code=postal_code)


def contact(*numbers: tuple[str, str], function: str = "IC", name: str = "ADA DESK") -> Contact:
    return Contact(function=function, name=name, numbers=tuple(ContactNumber(*number) for number in numbers))


def person(role: str, last: str, number: int, **more: object) -> Party:
    names = {"first_name": "ROBIN", "middle_name": "Q", "suffix": "JR"}
    return Party(role=role, is_person=True, name=last, **names, id_qualifier="XX", id=npi(number), **more)


def adjust(group: str, carc: str, amount: int, quantity: Decimal | None = None) -> Adjustment:
    return Adjustment(group_code=group, carc=carc, amount=amount, quantity=quantity)


BILLING = Party(
    role="billing",
    name="FERNHILL SKIN CLINIC",
    id_qualifier="XX",
    id=npi(1),
    taxonomy="207N00000X",
    address=address("12 FERN HILL RD"),
    references=(ref("EI", "912345678"), ref("0B", "WA5521"), ref("1G", "A12345")),
    contacts=(contact(("TE", "2065550100"), ("EX", "12"), ("EM", "BILLING@FERNHILL.EXAMPLE")),),
)
PAYER = Party(
    role="payer",
    name="TANAGER HEALTH",
    id_qualifier="PI",
    id="60054",
    address=address("1 PAYER PLAZA"),
    references=(ref("2U", "77001"), ref("G2", "FERN9")),
)
SUBSCRIBER = Party(
    role="subscriber",
    is_person=True,
    name="LARKSPUR",
    first_name="IVO",
    middle_name="B",
    suffix="SR",
    id_qualifier="MI",
    id="W884512390",
    address=address("9 MEADOW LN"),
    demographics=Demographics(birth_date=date(1961, 7, 4), sex="M"),
    references=(ref("SY", "123456789"), ref("Y4", "PC-9911")),
)
PATIENT = Party(
    role="patient",
    is_person=True,
    name="LARKSPUR",
    first_name="WREN",
    address=address("9 MEADOW LN"),
    demographics=Demographics(birth_date=date(2011, 1, 30), sex="F"),
    references=(ref("Y4", "PC-9911"),),
)
COVERAGE = Coverage(
    payer_responsibility="S",
    relationship="18",
    group_number="GRP77",
    claim_filing_indicator="CI",
    subscriber=SUBSCRIBER,
    payer=PAYER,
)
OTHER = Coverage(
    payer_responsibility="P",
    relationship="18",
    group_name="GOLDFINCH PLUS",
    insurance_type="12",
    claim_filing_indicator="MB",
    subscriber=Party(
        role="subscriber",
        is_person=True,
        name="LARKSPUR",
        first_name="IVO",
        id_qualifier="MI",
        id="1EG4TE5MK73",
        address=address("9 MEADOW LN"),
    ),
    payer=Party(
        role="payer",
        name="GOLDFINCH MEDICARE",
        id_qualifier="PI",
        id="01112",
        address=address("2 PAYER PLAZA"),
        references=(ref("2U", "88001"), ref("G1", "AUTH5"), ref("9F", "REF5"), ref("F8", "ICN5")),
    ),
    providers=(
        Party(role="referring", is_person=True, references=(ref("G2", "R1"),)),
        Party(role="rendering", is_person=True, references=(ref("G2", "R2"),)),
        Party(role="service_facility", references=(ref("G2", "R3"),)),
        Party(role="supervising", is_person=True, references=(ref("G2", "R4"),)),
        Party(role="billing", references=(ref("G2", "R5"),)),
    ),
    coordination=Coordination(
        adjustments=(adjust("OA", "23", 500),),
        amount_paid=9500,
        amount_noncovered=0,
        amount_patient_remaining=2000,
        benefits_assigned="Y",
        patient_signature_source="P",
        release_of_information="Y",
        remarks=OutpatientRemarks(reimbursement_rate=D("0.8"), amount_hcpcs_payable=100, remarks=("MA01", "MA07")),
    ),
)


def rich_line() -> ServiceLine:
    service = Procedure(code="11102", modifiers=("59", "RT"))
    return ServiceLine(
        number="1",
        procedure=Procedure(code="11102", modifiers=("59", "RT", "XS", "76"), description="SHOWN AS SENT"),
        amount_billed=15050,
        units=D("1.5"),
        place_of_service="11",
        diagnosis_pointers=(1, 2, 3),
        emergency="Y",
        epsdt="Y",
        family_planning="Y",
        copay_status="0",
        equipment=Equipment(
            procedure=Procedure(code="E0202"), units=D(30), amount_rental=100, amount_purchase=5000, frequency="4"
        ),
        attachments=(
            Attachment(report_type="OZ", transmission="EL", control_number="ATT-1"),
            Attachment(report_type="CT", transmission="AD"),
        ),
        ambulance=Ambulance(weight_basis="LB", weight=D(180), reason="A", distance_basis="DH", distance=D("4.5")),
        equipment_certification=EquipmentCertification(kind="I", duration=D(6)),
        conditions=(
            ConditionIndicator(category="07", codes=("01", "09")),
            ConditionIndicator(category="70", applies="N", codes=("65",)),
            ConditionIndicator(category="09", codes=("38",)),
        ),
        dates=(
            event("472", date(2026, 3, 3)),
            *(event(kind) for kind in ("471", "607", "463", "461", "304", "738", "739", "011", "455", "454")),
        ),
        quantities=(Quantity(kind="PT", value=D(2)), Quantity(kind="FL", value=D(3))),
        measurements=(Measurement(reference_kind="OG", qualifier="HT", value=D("170.5")),),
        contract=Contract(kind="02", amount=100, percent=D("2.5"), code="C1", version="7"),
        references=(
            ref("9B", "RL1"),
            ref("9D", "RL2"),
            ref("G1", "AUTH1", payer_number="01112"),
            ref("6R", "LINE-0001"),
            ref("EW", "M1234"),
            ref("X4", "50D0123456"),
            ref("F4", "50D0123457"),
            ref("BT", "B77"),
            ref("9F", "REF1"),
        ),
        amount_sales_tax=50,
        amount_postage=25,
        fixed_formats=("FIXED TEXT",),
        notes=(Note(text="LEFT FOREARM"), Note(kind="TPO", text="SEE ABOVE")),
        purchased_service=PurchasedService(provider_id="PS77", amount=1200),
        pricing=Pricing(
            method="03",
            amount_allowed=9000,
            amount_saved=100,
            organization_id="ORG1",
            rate=D("12.5"),
            code_qualifier="HC",
            code="11102",
            unit_basis="UN",
            units=D(1),
        ),
        drug=Drug(ndc="00409427601", quantity=D("2.5"), unit="ML", references=(ref("XZ", "RX1"),)),
        providers=(
            person("rendering", "ALDER", 2, taxonomy="207N00000X", references=(ref("G2", "X1"),)),
            Party(role="purchased_service", id_qualifier="XX", id=npi(3), references=(ref("G2", "X2"),)),
            Party(
                role="service_facility",
                name="FERNHILL NORTH",
                id_qualifier="XX",
                id=npi(4),
                address=address("3 N ST"),
                references=(ref("G2", "X3"),),
            ),
            person("supervising", "BIRCH", 5, references=(ref("G2", "X4"),)),
            person(
                "ordering",
                "CEDAR",
                6,
                address=address("4 S ST"),
                references=(ref("G2", "X5", payer_number="01112"),),
                contacts=(contact(("TE", "2065550107")),),
            ),
            person("referring", "DOGWOOD", 7, references=(ref("G2", "X6"),)),
            person("primary_care", "ELM", 8),
            Party(role="ambulance_pick_up", address=address("5 E ST")),
            Party(role="ambulance_drop_off", name="CLINIC", address=address("6 W ST")),
        ),
        adjudications=(
            LineAdjudication(
                payer_id="01112",
                amount_paid=10000,
                procedure=service,
                units=D(1),
                adjustments=(adjust("CO", "45", 3050), adjust("PR", "2", 2000, D(1))),
                date_adjudicated=date(2026, 3, 20),
                amount_patient_remaining=2000,
            ),
        ),
        forms=(
            SupportingForm(
                code_list="UT",
                form="484.03",
                answers=(
                    FormAnswer(question="1A", text="56"),
                    FormAnswer(question="2", yes_no="Y"),
                    FormAnswer(question="3", day=DAY),
                    FormAnswer(question="4", percent=D("12.5")),
                ),
            ),
        ),
    )


def rich_claim() -> Claim:
    kinds = (
        "431", "454", "304", "453", "439", "484", "455", "471", "314", "297", "296", "435", "096", "090", "444", "050"
    )  # fmt: skip
    return Claim(
        patient_control_number="FH-1001",
        amount_billed=15050,
        place_of_service="11",
        frequency_code="7",
        patient_signature_source="P",
        related_causes=("AA", "EM"),
        accident_state="WA",
        special_program="02",
        delay_reason="7",
        billing_provider=BILLING,
        currency="CAD",
        pay_to=Party(role="pay_to", address=address("PO BOX 5")),
        pay_to_plan=Party(
            role="pay_to_plan",
            name="FERN PLAN",
            id_qualifier="PI",
            id="PLAN1",
            address=address("PO BOX 6"),
            references=(ref("2U", "99"), ref("EI", "912345679")),
        ),
        coverage=COVERAGE,
        subscriber_facts=PatientFacts(date_of_death=date(2026, 3, 9), weight=D(80), is_pregnant=True),
        dates=tuple(event(kind) for kind in kinds),
        attachments=(Attachment(report_type="OZ", transmission="FX", control_number="ATT-0"),),
        contract=Contract(kind="05", code="CAP1", terms_discount_percent=D("1.5")),
        amount_patient_paid=2500,
        references=tuple(
            ref(kind, value)
            for kind, value in (
                ("4N", "1"), ("F5", "Y"), ("EW", "M1234"), ("9F", "REF9"), ("G1", "AUTH9"), ("F8", "ICN0009"),
                ("X4", "50D0123456"), ("9A", "RC1"), ("9C", "RC2"), ("LX", "IDE1"), ("D9", "CH-123"), ("EA", "MRN7"),
                ("P4", "DEMO"), ("1J", "CPO1"),
            )
        ),
        fixed_formats=("FIXED TEXT",),
        note=Note(text="PATIENT ASKED FOR A CALL"),
        ambulance=Ambulance(reason="A", distance_basis="DH", distance=D(12), round_trip_purpose="RETURN"),
        spinal_manipulation=SpinalManipulation(condition="A", description_1="ONE", description_2="TWO"),
        conditions=(
            ConditionIndicator(category="07", codes=("01",)),
            ConditionIndicator(category="E1", codes=("L1",)),
            ConditionIndicator(category="75", codes=("IH",)),
            ConditionIndicator(category="ZZ", codes=("AV",)),
        ),
        diagnoses=(
            Diagnosis(code="C44612", qualifier="ABK"), Diagnosis(code="L570"), Diagnosis(code="L820"),
        ),
        anesthesia_procedures=(Diagnosis(code="00300", qualifier="BP"), Diagnosis(code="00320", qualifier="BO")),
        condition_codes=("AA", "AB"),
        pricing=Pricing(method="02", amount_allowed=9000, amount_saved=10, organization_id="ORG1", rate=D("1.5")),
        providers=(
            person("referring", "DOGWOOD", 7, references=(ref("G2", "Y1"),)),
            person("primary_care", "ELM", 8),
            person("rendering", "ALDER", 2, taxonomy="207N00000X", references=(ref("G2", "Y2"),)),
            Party(
                role="service_facility",
                name="FERNHILL NORTH",
                id_qualifier="XX",
                id=npi(4),
                address=address("3 N ST"),
                references=(ref("G2", "Y3"),),
                contacts=(contact(("TE", "2065550108"), ("EX", "3"), name="NORTH DESK"),),
            ),
            person("supervising", "BIRCH", 5, references=(ref("G2", "Y4"),)),
            Party(role="ambulance_pick_up", address=address("5 E ST")),
            Party(role="ambulance_drop_off", name="CLINIC", address=address("6 W ST")),
        ),
        other_coverages=(OTHER,),
        lines=(rich_line(),),
    )  # fmt: skip


def plain_claim(number: str, patient: Party | None = None, **more: object) -> Claim:
    coverage = Coverage(
        payer_responsibility="P",
        relationship="" if patient else "18",
        claim_filing_indicator="CI",
        subscriber=SUBSCRIBER,
        payer=PAYER,
    )
    line = ServiceLine(
        number="1",
        procedure=Procedure(code="17110"),
        amount_billed=12000,
        units=D(1),
        diagnosis_pointers=(1,),
        dates=(event("472"),),
        references=(ref("6R", f"{number}-1"),),
    )
    return Claim(
        patient_control_number=number,
        amount_billed=12000,
        place_of_service="11",
        billing_provider=BILLING,
        coverage=coverage,
        patient=patient,
        patient_relationship="19" if patient else "",
        diagnoses=(Diagnosis(code="B078", qualifier="ABK"),),
        lines=(line,),
        **more,
    )


@pytest.fixture
def plain_submission() -> Submission:
    return submission(plain_claim("FH-1002"), plain_claim("FH-1003", PATIENT))


@pytest.fixture
def rich_submission() -> Submission:
    facts = PatientFacts(weight=D("41.5"))
    claims = (
        rich_claim(), plain_claim("FH-1002"), plain_claim("FH-1003", PATIENT), plain_claim("FH-1004", PATIENT),
        plain_claim("FH-1005"), plain_claim("FH-1006", PATIENT, patient_facts=facts),
    )  # fmt: skip
    return submission(*claims)


def submission(*claims: Claim) -> Submission:
    return Submission(
        reference_id="BATCH-1",
        date_created=date(2026, 3, 25),
        time_created="1030",
        submitter=Party(
            role="submitter",
            name="FERNHILL SKIN CLINIC",
            id_qualifier="46",
            id="FERN01",
            contacts=(contact(("TE", "2065550100"), ("FX", "2065550101"), ("EM", "EDI@FERNHILL.EXAMPLE")),),
        ),
        receiver=Party(role="receiver", name="RIVER CLEARING", id_qualifier="46", id="RIVER9"),
        claims=claims,
    )


def rich_service() -> ServicePayment:
    return ServicePayment(
        procedure=Procedure(code="11102", modifiers=("59",)),
        amount_billed=15000,
        amount_paid=6000,
        revenue_code="0510",
        units=D(1),
        submitted=Procedure(code="11104", modifiers=("59", "RT"), description="AS BILLED"),
        submitted_units=D(2),
        dates=(event("150"), event("151")),
        adjustments=(
            adjust("CO", "45", 5000), adjust("CO", "253", 100, D(1)), adjust("PR", "1", 3000), adjust("PR", "2", 900),
        ),
        references=(ref("LU", "11"), ref("6R", "LINE-0001"), ref("HPI", npi(2)), ref("0K", "POL1")),
        amounts=(Amount(kind="B6", amount=10000),),
        quantities=(SupplementalQuantity(kind="ZK", value=D("1.5")),),
        remarks=(Remark(code="N130"), Remark(code="M15")),
    )  # fmt: skip


def rich_payment() -> ClaimPayment:
    return ClaimPayment(
        patient_control_number="FH-1001",
        status_code="1",
        amount_billed=15000,
        amount_paid=5900,
        amount_patient=3900,
        claim_filing_indicator="12",
        payer_control_number="ICN0001",
        place_of_service="11",
        frequency_code="1",
        drg_code="603",
        drg_weight=D("0.75"),
        discharge_fraction=D("0.5"),
        adjustments=(adjust("OA", "23", 100),),
        parties=(
            Party(role="patient", is_person=True, name="LARKSPUR", first_name="WREN", id_qualifier="MI", id="W88"),
            Party(role="subscriber", is_person=True, name="LARKSPUR", first_name="IVO", id_qualifier="MI", id="W89"),
            Party(role="corrected_insured", is_person=True, name="LARKSPURR", id_qualifier="C", id="W90"),
            person("rendering", "ALDER", 2),
            Party(role="crossover_payer", name="SUPPLEMENT ONE", id_qualifier="PI", id="90001"),
            Party(role="corrected_payer", name="GOLDFINCH", id_qualifier="PI", id="90002"),
            Party(role="other_subscriber", is_person=True, name="HEATHER", id_qualifier="MI", id="Z1"),
        ),
        inpatient=InpatientRemarks(
            remarks=("MA01", "MA07"), amounts=((4, 5000), (6, 100), (19, 1), (24, 7)), counts=((1, D(1)), (15, D(2)))
        ),
        outpatient=OutpatientRemarks(remarks=("MA01", "MA18"), amount_esrd=5, amount_professional=6),
        references=(ref("EA", "MRN7"), ref("1D", "PROV1")),
        dates=(event("232"), event("233"), event("036"), event("050")),
        contacts=(contact(("TE", "8005550100"), function="CX"),),
        amounts=(Amount(kind="AU", amount=10000), Amount(kind="I", amount=12)),
        quantities=(SupplementalQuantity(kind="CA", value=D(2)),),
        lines=(rich_service(),),
    )


def small_payment(number: str, sign: int = 1, **more: object) -> ClaimPayment:
    line = ServicePayment(
        procedure=Procedure(code="17110"),
        amount_billed=sign * 12000,
        amount_paid=sign * 7000,
        units=D(1),
        dates=(event("472"),),
        adjustments=(adjust("CO", "45", sign * 5000),),
    )
    return ClaimPayment(
        patient_control_number=number,
        status_code="22" if sign < 0 else "1",
        amount_billed=sign * 12000,
        amount_paid=sign * 7000,
        claim_filing_indicator="12",
        payer_control_number=f"ICN{number}",
        parties=(Party(role="patient", is_person=True, name="LARKSPUR", first_name="WREN"),),
        lines=(line,),
        **more,
    )


@pytest.fixture
def rich_remittance() -> Remittance:
    """Claims 5,900 and 0 net and 7,000 cents, less provider adjustments of 150: pays 12,750."""
    adjustments = (
        ("WO", 300),
        ("L6", -50),
        ("FB", -200),
        ("72", 100),
        ("CS", 25),
        ("AP", -25),
        ("J1", 50),
        ("E3", -50),
    )
    return Remittance(
        handling_code="I",
        amount_paid=12750,
        payment_method="ACH",
        payment_format="CCP",
        payer_account=BankAccount(routing_kind="01", routing_number="999999992", account_kind="DA", account_number="123456"),
        originator_company="1512345678",
        originator_supplement="000000001",
        payee_account=BankAccount(routing_kind="01", routing_number="999988880", account_kind="DA", account_number="98765"),
        date_paid=date(2026, 4, 1),
        trace_number="TRACE-1",
        originator_id="1512345678",
        trace_supplement="ABC",
        currency=Currency(entity="PR", code="USD"),
        references=(ref("EV", "FERN01"), ref("F2", "V7")),
        date_produced=date(2026, 3, 31),
        payer=Party(
            role="payer",
            name="TANAGER HEALTH",
            id_qualifier="XV",
            id="60054",
            address=address("1 PAYER PLAZA"),
            references=(ref("2U", "77001"),),
            contacts=(
                contact(("TE", "8005550100"), ("EM", "HELP@TANAGER.EXAMPLE"), ("EX", "5"), function="CX"),
                contact(("TE", "8005550101"), function="BL"),
                contact(("UR", "TANAGER.EXAMPLE"), name=""),
            ),
        ),
        payee=Party(
            role="payee",
            name="FERNHILL SKIN CLINIC",
            id_qualifier="XX",
            id=npi(1),
            address=address("12 FERN HILL RD"),
            references=(ref("TJ", "912345678"), ref("PQ", "FERN9")),
        ),
        delivery=DeliveryMethod(method="OL", name="PORTAL", number="TANAGER.EXAMPLE"),
        groups=(
            RemittanceGroup(
                number="1",
                summary=ProviderSummary(
                    provider_id=npi(1),
                    facility_type="11",
                    fiscal_period_end=date(2026, 12, 31),
                    claim_count=D(2),
                    amounts=((5, 27000), (13, 100), (24, 5)),
                    psro_count=D(1),
                    drg_amounts=((1, 100), (19, 5)),
                    drg_counts=((7, D(2)), (16, D("0.5"))),
                ),
                claims=(rich_payment(), small_payment("FH-1002", -1), small_payment("FH-1002")),
            ),
            RemittanceGroup(number="2", claims=(small_payment("FH-1003"),)),
        ),
        provider_adjustments=tuple(
            ProviderAdjustment(
                provider_id=npi(1), fiscal_period_end=date(2026, 12, 31), reason_code=code, reference_id=f"R{index}",
                amount=amount,
            )
            for index, (code, amount) in enumerate(adjustments)
        ),
    )  # fmt: skip


@pytest.fixture
def envelope() -> Envelope:
    return Envelope(sender_id="FERN01", receiver_id="RIVER9", date_sent=date(2026, 3, 25), control_number=77)
