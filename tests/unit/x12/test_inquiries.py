"""Questions and answers made of nouns: every part of the nouns is written, found faultless, and reads back equal."""

import io
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import pyx12
import pyx12.x12n_document
from pyx12.params import params

from cleanskin.record.acknowledgement import StatusCode
from cleanskin.record.authorization import (
    AuthorizationAnswer,
    AuthorizationRequest,
    DatedCode,
    Decision,
    Paper,
    RequestedService,
    Review,
    ReviewAsker,
    ReviewedPerson,
    Reviewer,
    ReviewItem,
)
from cleanskin.record.claim import ConditionIndicator, DatedEvent, Diagnosis, Procedure
from cleanskin.record.claim_status import (
    ClaimStatusAnswer,
    ClaimStatusInquiry,
    OwnStatus,
    StatusAsker,
    StatusClaim,
    StatusLine,
    StatusPatient,
    StatusPayer,
    StatusProvider,
    StatusReport,
)
from cleanskin.record.eligibility import (
    Benefit,
    BenefitCondition,
    BenefitQuestion,
    EligibilityAnswer,
    EligibilityAsker,
    EligibilityInquiry,
    EligibilityPayer,
    Member,
    MilitaryService,
)
from cleanskin.record.inquiry import Delivery, Participant, ProviderRole, Rejection, Relationship, Trace
from cleanskin.record.provider import Address, Contact, ContactNumber, Demographics, Party, Reference
from cleanskin.x12.inquiries import (
    write_authorization_answers,
    write_authorization_requests,
    write_eligibility_answers,
    write_eligibility_inquiries,
    write_status_answers,
    write_status_inquiries,
)
from cleanskin.x12.read import read_file
from cleanskin.x12.summaries import summary_of
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope, UnableToWrite

NPI = "1234567893"
DAY = date(2026, 3, 2)
ENVELOPE = Envelope(sender_id="CLINIC", receiver_id="PAYER", date_sent=DAY, time_sent="0815")
ADDRESS = Address(line_1="1 ELM STREET", line_2="SUITE 2", city="ASHFIELD", state="MO", postal_code="641080001")
DESK = Contact(name="BENEFITS", numbers=(ContactNumber("TE", "5550100"), ContactNumber("EX", "12")))
CHILD_DAY = DatedEvent(kind="291", first=DAY)
ASKING = {"reference_id": "Q1", "date_created": DAY, "time_created": "0815"}


def payer(kind: str = "PR", **more) -> Participant:
    return Participant(
        kind=kind, party=Party(role="information_source", name="PLAINS", id_qualifier="PI", id="P1"), **more
    )


def clinic(kind: str = "1P", qualifier: str = "XX", id: str = NPI, **more) -> Participant:
    party = Party(role="information_receiver", name="ASHFIELD SKIN", id_qualifier=qualifier, id=id, **more)
    return Participant(kind=kind, party=party)


def subscriber(role: str = "subscriber", **more) -> Party:
    return Party(
        role=role,
        is_person=True,
        name="LARKSPUR",
        first_name="ANNE",
        middle_name="B",
        id_qualifier="MI",
        id="W1",
        **more,
    )


def dependent(role: str = "dependent", **more) -> Party:
    return Party(role=role, is_person=True, name="LARKSPUR", first_name="TIM", **more)


# ---- eligibility ----------------------------------------------------------------------------------------------------

BORN = Demographics(birth_date=date(1961, 5, 4), sex="F")
QUESTION = BenefitQuestion(service_types=("30", "98"), coverage_level="IND", conditions=(
    BenefitCondition(code_list="ZZ", code="11"),), references=(Reference(kind="G1", value="AUTH1"),), dates=(
    DatedEvent(kind="291", first=DAY, last=date(2026, 3, 9)),), amount_spend_down=1000, amount_billed=25050)  # fmt: skip
SURGERY = BenefitQuestion(
    procedure=Procedure(code="17311", qualifier="HC", modifiers=("25", "59")), diagnosis_pointers=("1", "2")
)


def eligibility_inquiry() -> EligibilityInquiry:
    person = Participant(
        kind="IL",
        party=subscriber(address=ADDRESS, demographics=BORN, references=(Reference(kind="6P", value="G7"),)),
        provider_role=ProviderRole(role="RF", id_qualifier="HPI", id=NPI),
        relationship=Relationship(subscriber="Y", code="18", birth_order=1),
    )
    child = Participant(kind="03", party=dependent(), relationship=Relationship(subscriber="N", code="19"))
    member = Member(
        traces=(Trace(kind="1", number="T1", originator_id="9CLINIC001", supplement="DESK"),),
        person=person,
        diagnoses=(Diagnosis(code="C4431", qualifier="BK"), Diagnosis(code="L570", qualifier="BF")),
        dates=(CHILD_DAY,),
        questions=(QUESTION, SURGERY),
        dependents=(Member(person=child, questions=(BenefitQuestion(service_types=("30",)),)),),
    )
    asker = clinic(references=(Reference(kind="TJ", value="112223333"),), address=ADDRESS)
    return EligibilityInquiry(
        **ASKING, payers=(EligibilityPayer(payer=payer(), askers=(EligibilityAsker(asker=asker, members=(member,)),)),)
    )


COPAY = Benefit(
    information="B",
    coverage_level="IND",
    service_types=("98", "BY"),
    insurance_type="HM",
    plan="GOLD",
    period="27",
    amount=3000,
    authorization_required="N",
    in_network="Y",
    deliveries=(Delivery(quantity_kind="VS", quantity=Decimal(12), period_kind="29", period_count=1),),
    references=(Reference(kind="6P", value="G7", description="GROUP SEVEN"),),
    dates=(DatedEvent(kind="292", first=DAY, last=date(2026, 12, 31)),),
    rejections=(Rejection(valid="Y", reason_code="53", follow_up_code="N"),),
    messages=("CALL FIRST", "SECOND LINE"),
    conditions=(BenefitCondition(code_list="ZZ", code="11"), BenefitCondition(category="44", text="IN THE OFFICE")),
    related=(
        Participant(
            kind="P3",
            party=Party(
                role="related",
                is_person=True,
                name="MARSH",
                id_qualifier="XX",
                id=NPI,
                contacts=(DESK,),
                address=ADDRESS,
            ),
            provider_role=ProviderRole(role="PC", id_qualifier="PXC", id="207N00000X"),
        ),
        Participant(kind="PRP", party=Party(role="related", name="OTHER PLAN"), relation="01"),
    ),
)
SHARE = Benefit(
    information="A",
    share=Decimal("0.2"),
    procedure=Procedure(code="17000", qualifier="HC"),
    procedure_last="17004",
    diagnosis_pointers=("1",),
    quantity_kind="VS",
    quantity=Decimal("2.5"),
)


def eligibility_answer() -> EligibilityAnswer:
    person = Participant(
        kind="IL",
        party=subscriber(demographics=BORN, references=(Reference(kind="18", value="PLAN1", description="GOLD PLAN"),)),
        relationship=Relationship(subscriber="Y", code="18", change_code="001", change_reason="25"),
        rejections=(Rejection(valid="N", reason_code="73", follow_up_code="C"),),
    )
    military = MilitaryService(
        status="A", employment="AE", branch="A", description="RESERVE", rank="A1", span_format="D8", span="20200101"
    )
    member = Member(
        traces=(
            Trace(kind="2", number="T1", originator_id="9CLINIC001"),
            Trace(kind="1", number="T2", originator_id="9PAYER0001"),
        ),
        person=person,
        dates=(DatedEvent(kind="346", first=date(2026, 1, 1)),),
        military=military,
        benefits=(Benefit(information="1", service_types=("30",)), COPAY, SHARE),
        dependents=(Member(person=Participant(kind="03", party=dependent()), benefits=(Benefit(information="6"),)),),
    )
    above = EligibilityPayer(
        level_rejections=(Rejection(valid="Y", reason_code="42", follow_up_code="R"),),
        payer=payer(rejections=(Rejection(valid="Y", reason_code="79", follow_up_code="C"),)),
        askers=(
            EligibilityAsker(asker=clinic(), members=(member, Member(person=person))),
            EligibilityAsker(asker=clinic()),
        ),
    )
    return EligibilityAnswer(**ASKING, payers=(above,))


# ---- claim status ---------------------------------------------------------------------------------------------------

SERVED = DatedEvent(kind="472", first=date(2026, 1, 5))
LINE = StatusLine(
    procedure=Procedure(code="17000", qualifier="HC", modifiers=("59",)),
    amount_billed=15000,
    revenue_code="0510",
    units=Decimal(1),
    references=(Reference(kind="FJ", value="L1"),),
    dates=(SERVED,),
)


def status_inquiry() -> ClaimStatusInquiry:
    claim = StatusClaim(
        trace=Trace(kind="1", number="S1"),
        references=tuple(
            Reference(kind=kind, value=f"N{kind}") for kind in ("1K", "BLT", "LU", "6P", "EJ", "XZ", "D9")
        ),
        amount_billed=15000,
        dates=(DatedEvent(kind="472", first=date(2026, 1, 5), last=date(2026, 1, 6)),),
        lines=(LINE, LINE),
    )
    child = StatusPatient(
        person=Participant(kind="QC", party=dependent("patient")),
        demographics=BORN,
        claims=(msgspec.structs.replace(claim, lines=()),),
    )
    patient = StatusPatient(
        person=Participant(kind="IL", party=subscriber()), demographics=BORN, claims=(claim,), dependents=(child,)
    )
    provider = StatusProvider(
        providers=(
            Participant(kind="1P", party=Party(role="related", name="ASHFIELD SKIN", id_qualifier="XX", id=NPI)),
        ),
        patients=(patient,),
    )
    asker = StatusAsker(asker=clinic("41", "46", "X67E"), providers=(provider,))
    return ClaimStatusInquiry(**ASKING, payers=(StatusPayer(payer=payer(), askers=(asker,)),))


def status_answer() -> ClaimStatusAnswer:
    codes = (
        StatusCode(category="F2", status="88", entity="QC"),
        StatusCode(category="F2", status="80"),
        StatusCode(category="F2", status="20"),
    )
    report = StatusReport(
        codes=codes,
        date_effective=DAY,
        amount_billed=15000,
        amount_paid=0,
        date_finalized=DAY,
        date_paid=DAY,
        payment_number="CHK1",
    )
    claim = StatusClaim(
        trace=Trace(kind="2", number="S1"),
        reports=(report, report),
        references=(Reference(kind="1K", value="ICN1"), Reference(kind="EJ", value="PCN1")),
        dates=(SERVED,),
        lines=(msgspec.structs.replace(LINE, amount_paid=0, reports=(StatusReport(codes=codes, date_effective=DAY),)),),
    )
    child = StatusPatient(person=Participant(kind="QC", party=dependent("patient")), claims=(claim,))
    patient = StatusPatient(person=Participant(kind="IL", party=subscriber()), claims=(claim,), dependents=(child,))
    named = Participant(kind="1P", party=Party(role="related", name="ASHFIELD SKIN", id_qualifier="XX", id=NPI))
    refused = OwnStatus(
        trace=Trace(kind="2", number="B1"),
        reports=(StatusReport(codes=(StatusCode(category="E0", status="24", entity="41"),), date_effective=DAY),),
    )
    not_known = OwnStatus(
        trace=Trace(kind="1", number="0"),
        reports=(StatusReport(codes=(StatusCode(category="E0", status="24", entity="1P"),), date_effective=DAY),),
    )
    payer_desk = payer()
    payer_desk = msgspec.structs.replace(payer_desk, party=msgspec.structs.replace(payer_desk.party, contacts=(DESK,)))
    askers = (
        StatusAsker(
            asker=clinic("41", "46", "X67E"),
            providers=(
                StatusProvider(providers=(named,), patients=(patient,)),
                StatusProvider(providers=(named,), own_status=not_known),
            ),
        ),
        StatusAsker(asker=clinic("41", "46", "X67F"), own_status=refused),
    )
    return ClaimStatusAnswer(**ASKING, payers=(StatusPayer(payer=payer_desk, askers=askers),))


# ---- authorization --------------------------------------------------------------------------------------------------

DOCTOR = Participant(
    kind="SJ",
    party=Party(
        role="related", is_person=True, name="MARSH", first_name="IDA", id_qualifier="XX", id=NPI, address=ADDRESS,
        references=(Reference(kind="1G", value="U1"),), contacts=(DESK,),
    ),
    provider_role=ProviderRole(role="PE", id_qualifier="PXC", id="207N00000X"),
)  # fmt: skip
MOHS = ReviewItem(
    traces=(Trace(kind="1", number="A2", originator_id="9CLINIC001"),),
    review=Review(category="HS", certification="I", service_type="2"),
    dates=(SERVED,),
    service=RequestedService(
        procedure=Procedure(code="17311", qualifier="HC"),
        procedure_last="17314",
        amount=90000,
        unit="UN",
        quantity=Decimal(2),
        diagnosis_pointers=("1",),
    ),
    delivery=Delivery(quantity_kind="VS", quantity=Decimal(2), period_kind="34", period_count=1),
    message="TWO STAGES",
    providers=(DOCTOR,),
)


def authorization_request() -> AuthorizationRequest:
    event = ReviewItem(
        traces=(Trace(kind="1", number="A1", originator_id="9CLINIC001", supplement="DESK"),),
        review=Review(
            category="HS", certification="S", service_type="2", facility="11", facility_list="B", causes=("EM", "AP"),
            cause_state="MO", urgency="U", condition="2", prognosis="3", release_of_information="Y", delay_reason="11",
        ),
        references=(Reference(kind="BB", value="OLD1"),),
        dates=(DatedEvent(kind="431", first=DAY), DatedEvent(kind="AAH", first=DAY, last=date(2026, 4, 2))),
        codes=(
            DatedCode(code="C44319", qualifier="ABK", date_format="D8", dates="20260105"),
            DatedCode(code="L570"),
        ),
        conditions=(ConditionIndicator(category="75", applies="Y", codes=("01", "02")),),
        papers=(Paper(report_type="OZ", transmission="FX", id_qualifier="AC", control_number="C1"),),
        message="SEE PHOTOGRAPHS",
        providers=(
            DOCTOR,
            Participant(kind="PW", party=Party(role="related", name="HOME", address=ADDRESS)),
            Participant(kind="SEP", party=Party(role="related", name="OTHER PLAN", id_qualifier="PI", id="P2")),
        ),
        services=(MOHS, msgspec.structs.replace(MOHS, service=RequestedService(is_institutional=True, revenue_code="0510"))),
    )  # fmt: skip
    event = msgspec.structs.replace(
        event,
        papers=(
            Paper(report_type="OB", transmission="FX", id_qualifier="AC", control_number="C1", description="NOTES"),
        ),
    )
    child = ReviewedPerson(
        person=Participant(
            kind="QC",
            party=dependent("patient", demographics=BORN),
            relationship=Relationship(subscriber="N", code="19"),
        ),
        events=(event,),
    )
    person = ReviewedPerson(
        person=Participant(
            kind="IL", party=subscriber(demographics=BORN, references=(Reference(kind="6P", value="G7"),))
        ),
        dependents=(child,),
        events=(ReviewItem(review=Review(category="SC", certification="I")),),
    )
    asker = clinic(contacts=(DESK,), address=ADDRESS)
    asker = msgspec.structs.replace(asker, provider_role=ProviderRole(role="RF", id_qualifier="PXC", id="207N00000X"))
    reviewers = (Reviewer(reviewer=payer("X3"), askers=(ReviewAsker(asker=asker, subscribers=(person,)),)),)
    return AuthorizationRequest(**ASKING, kind="RU", reviewers=reviewers)


def authorization_answer() -> AuthorizationAnswer:
    rejected = Rejection(valid="Y", reason_code="33", follow_up_code="C")
    approved = msgspec.structs.replace(
        MOHS,
        decision=Decision(code="A1", number="AUTH9"),
        dates=(
            DatedEvent(kind="102", first=DAY),
            DatedEvent(kind="036", first=date(2026, 6, 30)),
            DatedEvent(kind="007", first=DAY, last=date(2026, 6, 30)),
        ),
    )
    event = ReviewItem(
        traces=(
            Trace(kind="2", number="A1", originator_id="9CLINIC001"),
            Trace(kind="1", number="P1", originator_id="9PAYER0001"),
        ),
        rejections=(rejected,),
        review=Review(category="HS", certification="I", facility="11", facility_list="B", urgency="E"),
        decision=Decision(code="A3", number="R1", reason_code="0V", second_opinion="Y"),
        references=(Reference(kind="NT", value="REF1"),),
        dates=(DatedEvent(kind="AAH", first=DAY),),
        codes=(DatedCode(code="C44319", qualifier="ABK"),),
        papers=(Paper(report_type="OB", transmission="EL"),),
        message="SEND THE REPORT",
        providers=(
            msgspec.structs.replace(DOCTOR, rejections=(Rejection(valid="N", reason_code="43", follow_up_code="C"),)),
            Participant(kind="X3", party=Party(role="related", name="REVIEW DESK", contacts=(DESK,))),
            Participant(kind="PW", party=Party(role="related", name="HOME", address=ADDRESS)),
        ),
        services=(approved,),
    )
    person = Participant(
        kind="IL", party=subscriber(), rejections=(Rejection(valid="N", reason_code="72", follow_up_code="C"),)
    )
    asker = ReviewAsker(asker=clinic(), subscribers=(ReviewedPerson(person=person, events=(event,)),))
    reviewer = Reviewer(
        rejections=(Rejection(valid="Y", reason_code="42", follow_up_code="R"),), reviewer=payer("X3"), askers=(asker,)
    )
    return AuthorizationAnswer(**ASKING, kind="18", reviewers=(reviewer,))


RICH = {
    "270": (write_eligibility_inquiries, eligibility_inquiry),
    "271": (write_eligibility_answers, eligibility_answer),
    "276": (write_status_inquiries, status_inquiry),
    "277": (write_status_answers, status_answer),
    "278 request": (write_authorization_requests, authorization_request),
    "278 answer": (write_authorization_answers, authorization_answer),
}


@pytest.fixture(params=RICH)
def rich(request):
    write, make = RICH[request.param]
    return request.param, write, make()


def test_the_guide_finds_no_fault_in_what_is_written(rich):
    _, write, noun = rich
    written = write([noun, noun], ENVELOPE)
    assert [(one.name, one.where.loop, one.where.element, one.message) for one in written.findings] == []


@pytest.mark.parametrize(
    "delimiters",
    [Delimiters(line_end="\r\n"), Delimiters(element="|", component=">", segment="\n", repetition="!")],
    ids=["lines", "bars"],
)
def test_it_reads_back_equal_whatever_divides_it(rich, delimiters):
    _, write, noun = rich
    assert write([noun], msgspec.structs.replace(ENVELOPE, delimiters=delimiters)).data


def test_a_file_is_told_in_words_without_names(rich):
    kind, write, noun = rich
    (reading,) = read_file(write([noun], ENVELOPE).data, name="f")
    assert reading.transaction.kind == kind[:3]
    words = " ".join(summary_of(reading.transaction))
    assert words
    assert not {"LARKSPUR", "ANNE", "W1"} & set(words.upper().split())


def test_nouns_survive_json(rich):
    _, _, noun = rich
    assert msgspec.json.decode(msgspec.json.encode(noun), type=type(noun)) == noun


WRONG = {
    "benefits in a question": ("270", lambda noun: _with_member(noun, benefits=(COPAY,))),
    "questions in an answer": ("271", lambda noun: _with_member(noun, questions=(QUESTION,))),
    "nine diagnoses": ("270", lambda noun: _with_member(noun, diagnoses=(Diagnosis(code="L570", qualifier="BF"),) * 9)),
    "nobody to ask about": ("270", lambda noun: _with_member(noun, person=None)),
    "a value with a delimiter": ("270", lambda noun: msgspec.structs.replace(noun, reference_id="A*B")),
}


def _with_member(noun, **changes):
    payer = noun.payers[0]
    member = msgspec.structs.replace(payer.askers[0].members[0], **changes)
    asker = msgspec.structs.replace(payer.askers[0], members=(member,))
    return msgspec.structs.replace(noun, payers=(msgspec.structs.replace(payer, askers=(asker,)),))


@pytest.mark.parametrize("case", WRONG)
def test_what_the_guide_has_no_place_for_is_refused(case):
    kind, spoil = WRONG[case]
    write, make = RICH[kind]
    with pytest.raises(UnableToWrite):
        write([spoil(make())], ENVELOPE)


# ---- judged ---------------------------------------------------------------------------------------------------------

MAP_AT_FAULT = (
    "Segment HL*1**20*1 not found.",
    'Mandatory loop "Information Receiver Level" (2000B) missing',
    'Mandatory segment "Information Source Level" (HL) missing',
    "Segment SE*",
)
"""What pyx12 says of every file of this guide, whoever wrote it: its map puts the first level and SE into loops of
their own.  Anything else, of segments, elements or codes, is the file's."""


@pytest.mark.judge
def test_pyx12_finds_no_error_in_a_277(tmp_path):
    """pyx12 brings a map of this guide and does not list it; here it is listed."""
    maps = tmp_path / "map"
    shutil.copytree(Path(pyx12.__file__).parent / "map", maps)
    listed = (maps / "maps.xml").read_text()
    entry = '<map vriic="005010X212" fic="HN" abbr="277">277.5010.X212.xml</map>'
    at = listed.index('<map vriic="005010X214"')
    (maps / "maps.xml").write_text(listed[:at] + entry + listed[at:])
    path = tmp_path / "status.277"

    def complaints(data: bytes) -> list[str]:
        path.write_bytes(data)
        report = io.StringIO()
        pyx12.x12n_document.x12n_document(params(), str(path), None, None, fd_json=report, map_path=str(maps))
        said = (json.loads(f'"{text}"') for text in re.findall(r'"err_str": "((?:[^"\\]|\\.)*)"', report.getvalue()))
        return [text for text in said if not text.startswith(MAP_AT_FAULT)]

    data = write_status_answers([status_answer(), status_answer()], ENVELOPE).data
    assert complaints(data) == []
    assert complaints(data.replace(b"STC*F2:88", b"STC*F2:", 1))
    assert complaints(data.replace(b"DTP*472", b"DTP*999", 1))
