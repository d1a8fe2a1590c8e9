"""Acknowledgements as files: whole, read back equal, refused when they would not be, judged by pyx12."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from tests.pyx12_judge import ask_pyx12_about

from cleanskin.kernel.identifiers import npi_with_check_digit
from cleanskin.record.acknowledgement import (
    AcknowledgedClaim,
    AcknowledgedLine,
    AcknowledgedPatient,
    AcknowledgedProvider,
    AcknowledgedSubmitter,
    AcknowledgedTotals,
    AcknowledgingSource,
    ClaimAcknowledgement,
    ElementError,
    ErrorContext,
    ImplementationAcknowledgement,
    InterchangeAcknowledgement,
    SegmentError,
    SetAcknowledgement,
    StatusCode,
    StatusInformation,
)
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.provider import Party, Reference
from cleanskin.record.segment import ExtraSegment
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.ack_999_record import read_implementation_acknowledgement
from cleanskin.x12.guides.claim_ack_277ca_record import read_claim_acknowledgement
from cleanskin.x12.guides.ta1 import read_interchange_acknowledgement
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope, UnableToWrite
from cleanskin.x12.write_acks import (
    write_claim_acknowledgements,
    write_implementation_acknowledgements,
    write_interchange_acknowledgements,
)

DAY = date(2026, 3, 26)
ENVELOPE = Envelope(sender_id="RIVER9", receiver_id="FERN01", date_sent=DAY, time_sent="0910", control_number=78)
EXCEPTED = {
    # an error at a segment has two kinds of CTX, of up to 9 and 1; pyx12 takes the second for another of the first
    "CTX 5 Segment CTX exceeded max count.  Found 2, should have 1",
}
"""What pyx12 itself reads wrongly; an exception that no longer occurs fails the test."""
OTHERS = Delimiters(element="|", component=">", segment="\n", repetition="!")


# ---- TA1 -------------------------------------------------------------------------------------------------------------

TA1 = InterchangeAcknowledgement(
    control_number="000000077", date_sent=date(2026, 3, 25), time_sent="1030", code="R", note_code="023"
)


def test_a_ta1_travels_alone():
    assert write_interchange_acknowledgements([TA1], ENVELOPE).data.decode() == (
        "ISA*00*          *00*          *ZZ*RIVER9         *ZZ*FERN01         *260326*0910*^*00501*000000078*0*P*:~\n"
        "TA1*000000077*260325*1030*R*023~\n"
        "IEA*0*000000078~\n"
    )


def test_a_ta1_of_another_century_is_refused():
    with pytest.raises(UnableToWrite, match="century"):
        write_interchange_acknowledgements([msgspec.structs.replace(TA1, date_sent=date(1999, 12, 31))], ENVELOPE)


def test_what_a_ta1_does_not_say_is_said():
    data = write_interchange_acknowledgements([TA1], ENVELOPE).data.replace(b"*260325*1030*R*", b"*261325*1030**")
    (enveloped,) = transactions(data, file="x")
    read = read_interchange_acknowledgement(enveloped.transaction)
    assert (read.acknowledgement.date_sent, read.acknowledgement.code) == (None, "")
    assert [finding.where.element for finding in read.findings] == ["TA102", "TA104"]


# ---- 999 -------------------------------------------------------------------------------------------------------------

FORM = ImplementationAcknowledgement(
    group_code="HC",
    group_control_number="77",
    version="005010X222A1",
    sets=(
        SetAcknowledgement(transaction="837", control_number="0001", version="005010X222A1", code="A"),
        SetAcknowledgement(
            transaction="837",
            control_number="0002",
            version="005010X222A1",
            errors=(
                SegmentError(segment_id="SBR", segment_number=12, loop_id="2000", code="3"),
                SegmentError(
                    segment_id="SV1",
                    segment_number=31,
                    loop_id="2400",
                    code="8",
                    contexts=(
                        ErrorContext(
                            name="SITUATIONAL TRIGGER",
                            segment_id="CLM",
                            segment_number=22,
                            loop_id="2300",
                            element=5,
                            component=3,
                            data_element=1325,
                        ),
                        ErrorContext(name="CLM01", value="FH-1002"),
                    ),
                    elements=(
                        ElementError(element=1, component=3, data_element=1339, code="7", value="5Q"),
                        ElementError(element=2, code="6"),
                    ),
                ),
            ),
            code="R",
            error_codes=("4", "5"),
        ),
    ),
    code="P",
    count_included=2,
    count_received=2,
    count_accepted=1,
    error_codes=("5",),
)

FORM_TEXT = """\
ISA*00*          *00*          *ZZ*RIVER9         *ZZ*FERN01         *260326*0910*^*00501*000000078*0*P*:~
GS*FA*RIVER9*FERN01*20260326*0910*78*X*005010X231A1~
ST*999*0001*005010X231A1~
AK1*HC*77*005010X222A1~
AK2*837*0001*005010X222A1~
IK5*A~
AK2*837*0002*005010X222A1~
IK3*SBR*12*2000*3~
IK3*SV1*31*2400*8~
CTX*SITUATIONAL TRIGGER*CLM*22*2300*5:3*1325~
CTX*CLM01:FH-1002~
IK4*1:3*1339*7*5Q~
IK4*2**6~
IK5*R*4*5~
AK9*P*2*2*1*5~
SE*14*0001~
GE*1*78~
IEA*1*000000078~
"""


def test_the_whole_999():
    written = write_implementation_acknowledgements([FORM], ENVELOPE)
    assert written.data.decode() == FORM_TEXT
    assert written.findings == ()


@pytest.mark.parametrize("delimiters", [Delimiters(line_end="\r\n"), OTHERS])
def test_a_999_reads_back_equal_whatever_divides_it(delimiters):
    envelope = msgspec.structs.replace(ENVELOPE, delimiters=delimiters)
    data = write_implementation_acknowledgements([FORM, FORM], envelope).data
    read = [read_implementation_acknowledgement(one.transaction) for one in transactions(data, file="x")]
    assert [one.acknowledgement for one in read] == [FORM, FORM]
    assert [one.findings for one in read] == [(), ()]


def test_a_997_says_the_same_in_segments_of_other_names():
    form = msgspec.structs.replace(
        FORM,
        transaction="997",
        sets=tuple(
            msgspec.structs.replace(
                one, errors=tuple(msgspec.structs.replace(error, contexts=()) for error in one.errors)
            )
            for one in FORM.sets
        ),
    )
    written = write_implementation_acknowledgements([form], ENVELOPE)
    assert written.findings == ()
    ids = [line.split("*")[0] for line in written.data.decode().splitlines()]
    assert " ".join(ids) == "ISA GS ST AK1 AK2 AK5 AK2 AK3 AK3 AK4 AK4 AK5 AK9 SE GE IEA"
    (enveloped,) = transactions(written.data, file="x")
    assert read_implementation_acknowledgement(enveloped.transaction).acknowledgement == form


def test_a_999_that_speaks_as_a_997_is_understood():
    text = FORM_TEXT.replace("IK5", "AK5").encode()
    (enveloped,) = transactions(text, file="x")
    read = read_implementation_acknowledgement(enveloped.transaction)
    assert [one.code for one in read.acknowledgement.sets] == ["A", "R"]
    assert {finding.name for finding in read.findings} == {"segment-kept-aside"}


def test_two_kinds_in_one_group_are_refused():
    with pytest.raises(UnableToWrite, match="one kind"):
        write_implementation_acknowledgements([FORM, msgspec.structs.replace(FORM, transaction="997")], ENVELOPE)


@pytest.mark.judge
def test_pyx12_finds_no_error_in_a_999(tmp_path):
    said = ask_pyx12_about(write_implementation_acknowledgements([FORM, FORM], ENVELOPE).data, tmp_path)
    assert set(said) == EXCEPTED


@pytest.mark.judge
def test_pyx12_does_complain_about_a_broken_999(tmp_path):
    data = write_implementation_acknowledgements([FORM], ENVELOPE).data
    assert ask_pyx12_about(data.replace(b"AK9*P*", b"AK9*Z*"), tmp_path)


# ---- 277CA -----------------------------------------------------------------------------------------------------------


def npi(number: int) -> str:
    return npi_with_check_digit(f"1{number:08d}")


def status(*codes: str, amount: int | None = None, action: str = "WQ", day: date | None = DAY, message: str = ""):
    parts = tuple(StatusCode(**dict(zip(("category", "status", "entity"), code.split(":")))) for code in codes)
    return StatusInformation(codes=parts, date_effective=day, action=action, amount_billed=amount, message=message)


TAKEN = AcknowledgedClaim(
    patient_control_number="FH-1001",
    statuses=(status("A2:20:PR", amount=12000),),
    references=(Reference(kind="1K", value="ICN0001"), Reference(kind="D9", value="RIVER-1")),
    dates=(DatedEvent(kind="472", first=date(2026, 3, 2)),),
)
RETURNED = AcknowledgedClaim(
    patient_control_number="FH-1002",
    statuses=(status("A7:562:85", "A7:153:82", "A6:21", amount=20050, action="U", message="NPI NOT ON FILE"),),
    references=(Reference(kind="D9", value="RIVER-2"),),
    dates=(DatedEvent(kind="472", first=date(2026, 3, 2), last=date(2026, 3, 3)),),
    lines=(
        AcknowledgedLine(
            procedure=Procedure(code="11102", modifiers=("59", "RT")),
            amount_billed=20050,
            units=Decimal("1.5"),
            statuses=(status("A7:453", action="U"),),
            references=(Reference(kind="FJ", value="LINE-1"),),
            dates=(DatedEvent(kind="472", first=date(2026, 3, 2)),),
        ),
    ),
)
ROBIN = Party(role="patient", is_person=True, name="ALDER", first_name="ROBIN", id_qualifier="MI", id="W881")
WREN = Party(role="patient", is_person=True, name="LARKSPUR", first_name="WREN", id_qualifier="MI", id="W884")
TOTALS = AcknowledgedTotals(
    count_accepted=Decimal(1), count_rejected=Decimal(1), amount_accepted=12000, amount_rejected=20050
)
CLAIMS = ClaimAcknowledgement(
    reference_id="ACK-1",
    date_created=DAY,
    time_created="0910",
    sources=(
        AcknowledgingSource(
            source=Party(role="payer", name="TANAGER HEALTH", id_qualifier="PI", id="60054"),
            trace_number="TANAGER-1",
            date_received=date(2026, 3, 25),
            date_processed=DAY,
            submitters=(
                AcknowledgedSubmitter(
                    submitter=Party(role="submitter", name="FERNHILL SKIN CLINIC", id_qualifier="46", id="FERN01"),
                    trace_number="BATCH-1",
                    statuses=(status("A1:19:PR", amount=32050),),
                    totals=TOTALS,
                    providers=(
                        AcknowledgedProvider(
                            provider=Party(role="billing", name="FERNHILL SKIN CLINIC", id_qualifier="XX", id=npi(1)),
                            trace_number="FERN-1",
                            statuses=(status("A1:19:PR", amount=32050, day=None),),
                            references=(Reference(kind="TJ", value="912345678"),),
                            totals=TOTALS,
                            patients=(
                                AcknowledgedPatient(patient=ROBIN, claims=(TAKEN,)),
                                AcknowledgedPatient(patient=WREN, claims=(RETURNED,)),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

CLAIMS_TEXT = f"""\
ISA*00*          *00*          *ZZ*RIVER9         *ZZ*FERN01         *260326*0910*^*00501*000000078*0*P*:~
GS*HN*RIVER9*FERN01*20260326*0910*78*X*005010X214~
ST*277*0001*005010X214~
BHT*0085*08*ACK-1*20260326*0910*TH~
HL*1**20*1~
NM1*PR*2*TANAGER HEALTH*****PI*60054~
TRN*1*TANAGER-1~
DTP*050*D8*20260325~
DTP*009*D8*20260326~
HL*2*1*21*1~
NM1*41*2*FERNHILL SKIN CLINIC*****46*FERN01~
TRN*2*BATCH-1~
STC*A1:19:PR*20260326*WQ*320.5~
QTY*90*1~
QTY*AA*1~
AMT*YU*120~
AMT*YY*200.5~
HL*3*2*19*1~
NM1*85*2*FERNHILL SKIN CLINIC*****XX*{npi(1)}~
TRN*1*FERN-1~
STC*A1:19:PR**WQ*320.5~
REF*TJ*912345678~
QTY*QA*1~
QTY*QC*1~
AMT*YU*120~
AMT*YY*200.5~
HL*4*3*PT~
NM1*QC*1*ALDER*ROBIN****MI*W881~
TRN*2*FH-1001~
STC*A2:20:PR*20260326*WQ*120~
REF*1K*ICN0001~
REF*D9*RIVER-1~
DTP*472*D8*20260302~
HL*5*3*PT~
NM1*QC*1*LARKSPUR*WREN****MI*W884~
TRN*2*FH-1002~
STC*A7:562:85*20260326*U*200.5******A7:153:82*A6:21*NPI NOT ON FILE~
REF*D9*RIVER-2~
DTP*472*RD8*20260302-20260303~
SVC*HC:11102:59:RT*200.5*****1.5~
STC*A7:453*20260326*U~
REF*FJ*LINE-1~
DTP*472*D8*20260302~
SE*42*0001~
GE*1*78~
IEA*1*000000078~
"""


def test_the_whole_277ca():
    written = write_claim_acknowledgements([CLAIMS], ENVELOPE)
    assert written.data.decode() == CLAIMS_TEXT
    assert written.findings == ()


@pytest.mark.parametrize("delimiters", [Delimiters(line_end="\r\n"), OTHERS])
def test_a_277ca_reads_back_equal_whatever_divides_it(delimiters):
    envelope = msgspec.structs.replace(ENVELOPE, delimiters=delimiters)
    data = write_claim_acknowledgements([CLAIMS, CLAIMS], envelope).data
    read = [read_claim_acknowledgement(one.transaction) for one in transactions(data, file="x")]
    assert [one.acknowledgement for one in read] == [CLAIMS, CLAIMS]
    assert [one.findings for one in read] == [(), ()]


def test_what_a_claim_says_can_be_asked():
    taken, returned = CLAIMS.claims
    assert (taken.payer_control_number, taken.clearinghouse_number) == ("ICN0001", "RIVER-1")
    assert (returned.payer_control_number, returned.categories) == ("", ("A7",))
    assert returned.date_of_service == date(2026, 3, 2)


def with_claim(claim: AcknowledgedClaim) -> ClaimAcknowledgement:
    """The acknowledgement of one claim alone."""
    (source,) = CLAIMS.sources
    (submitter,) = source.submitters
    (provider,) = submitter.providers
    patient = AcknowledgedPatient(patient=ROBIN, claims=(claim,))
    provider = msgspec.structs.replace(provider, patients=(patient,))
    submitter = msgspec.structs.replace(submitter, providers=(provider,))
    return msgspec.structs.replace(CLAIMS, sources=(msgspec.structs.replace(source, submitters=(submitter,)),))


def test_a_segment_without_a_place_is_kept_and_written_again():
    extra = ExtraSegment(loop="2200D", elements=("NTE", "ADD", "SEE LETTER"), level="2200D")
    noun = with_claim(msgspec.structs.replace(TAKEN, extras=(extra,)))
    written = write_claim_acknowledgements([noun], ENVELOPE)
    assert b"\nNTE*ADD*SEE LETTER~" in written.data
    assert [finding.name for finding in written.findings] == ["segment-unexpected"]


def test_a_number_of_an_unknown_kind_is_a_number():
    text = CLAIMS_TEXT.replace("REF*1K*ICN0001~", "REF*1K*ICN0001~\nREF*EJ*PAT9~").replace("SE*42*", "SE*43*")
    (enveloped,) = transactions(text.encode(), file="x")
    read = read_claim_acknowledgement(enveloped.transaction)
    assert [reference.kind for reference in read.acknowledgement.claims[0].references] == ["1K", "EJ", "D9"]
    assert read.findings == ()


def test_a_role_without_a_place_is_refused():
    source = msgspec.structs.replace(CLAIMS.sources[0], source=Party(role="referring", name="X", id="1"))
    with pytest.raises(UnableToWrite, match="referring"):
        write_claim_acknowledgements([msgspec.structs.replace(CLAIMS, sources=(source,))], ENVELOPE)


def test_a_status_has_room_for_three_codes():
    many = msgspec.structs.replace(TAKEN, statuses=(status("A2:20", "A2:1", "A2:2", "A2:3"),))
    with pytest.raises(UnableToWrite, match="three codes"):
        write_claim_acknowledgements([with_claim(many)], ENVELOPE)


@pytest.mark.judge
def test_pyx12_finds_no_error_in_a_277ca(tmp_path):
    assert ask_pyx12_about(write_claim_acknowledgements([CLAIMS, CLAIMS], ENVELOPE).data, tmp_path) == []


@pytest.mark.judge
def test_pyx12_does_complain_about_a_broken_277ca(tmp_path):
    data = write_claim_acknowledgements([CLAIMS], ENVELOPE).data
    assert ask_pyx12_about(data.replace(b"REF*D9*RIVER-1~\n", b"REF*ZZ*RIVER-1~\n"), tmp_path)
