"""Whatever is done to a file of questions or answers, it is read; its noun is written back equal, or refused.

One segment lost, doubled or emptied is no reason to refuse.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanskin.front_desk.benefits import in_words, read_benefits
from cleanskin.record.authorization import AuthorizationAnswer, papers_of
from cleanskin.record.eligibility import EligibilityAnswer
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.authorization_278_record import is_answer
from cleanskin.x12.inquiries import (
    AUTHORIZATION_ANSWER,
    AUTHORIZATION_REQUEST,
    ELIGIBILITY_ANSWER,
    ELIGIBILITY_INQUIRY,
    STATUS_ANSWER,
    STATUS_INQUIRY,
)
from cleanskin.x12.read import read_file
from cleanskin.x12.summaries import summary_of
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope, UnableToWrite, write_file

HEAD = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260302*0815*^*00501*000000001*0*P*:"
# delimiters that no value holds: a separator in the wrong place is text, and written as such
DELIMITERS = Delimiters(element="\x1d", component="\x1c", segment="\x19", repetition="\x18")
ENVELOPE = Envelope(sender_id="CLINIC", receiver_id="PAYER", date_sent=date(2026, 3, 2), delimiters=DELIMITERS)
PAYER = ("HL*1**20*1", "NM1*PR*2*PLAINS*****PI*P1")
CLINIC = ("HL*2*1*21*1", "NM1*1P*2*ASHFIELD SKIN*****XX*1234567893", "REF*TJ*112223333")
MEMBER = (
    "HL*3*2*22*1",
    "TRN*1*T1*9CLINIC001",
    "NM1*IL*1*LARKSPUR*ANNE****MI*W1",
    "N3*1 ELM STREET",
    "DMG*D8*19610504*F",
)
CHILD = ("HL*4*3*23*0", "NM1*03*1*LARKSPUR*TIM", "INS*N*19")
FILES = {
    "270": (
        "GS*HS*A*B*20260302*0815*1*X*005010X279A1", "ST*270*0001*005010X279A1", "BHT*0022*13*Q1*20260302*0815",
        *PAYER, *CLINIC, *MEMBER, "HI*BK:L570*BF:C4431", "DTP*291*D8*20260302", "EQ*30^98**IND", "AMT*PB*250.5",
        "III*ZZ*11", "EQ**HC:17311:59***1:2", *CHILD, "EQ*30",
    ),
    "271": (
        "GS*HB*A*B*20260302*0815*1*X*005010X279A1", "ST*271*0001*005010X279A1", "BHT*0022*11*Q1*20260302*0815",
        *PAYER, "AAA*Y**42*R", *CLINIC, *MEMBER, "AAA*N**73*C", "DTP*346*D8*20260101", "EB*1*IND*30^98*HM*GOLD",
        "EB*B*IND*98*HM*GOLD*27*30*****Y", "HSD*VS*12***29*1", "REF*6P*G7*GROUP", "DTP*292*RD8*20260101-20261231",
        "MSG*CALL FIRST", "III*ZZ*11", "LS*2120", "NM1*PRP*2*OTHER*****PI*P2", "PER*IC*DESK*TE*5550100", "LE*2120",
        "EB*A**2*****.2*VS*3**W*HC:17000:::::17004", *CHILD, "EB*6**30", "AAA*N**72*C",
    ),
    "276": (
        "GS*HR*A*B*20260302*0815*1*X*005010X212", "ST*276*0001*005010X212", "BHT*0010*13*Q1*20260302*0815",
        *PAYER, "HL*2*1*21*1", "NM1*41*2*ASHFIELD SKIN*****46*X67E", "HL*3*2*19*1", "NM1*1P*2*ASHFIELD*****XX*1234567893",
        "HL*4*3*22*1", "DMG*D8*19610504*F", "NM1*IL*1*LARKSPUR*ANNE****MI*W1", "TRN*1*S1", "REF*EJ*PCN1", "AMT*T3*150",
        "DTP*472*RD8*20260105-20260106", "SVC*HC:17000:59*150*****1", "REF*FJ*L1", "DTP*472*D8*20260105",
        "HL*5*4*23", "DMG*D8*20150504*M", "NM1*QC*1*LARKSPUR*TIM", "TRN*1*S2", "REF*EJ*PCN2", "DTP*472*D8*20260105",
    ),
    "277": (
        "GS*HN*A*B*20260302*0815*1*X*005010X212", "ST*277*0001*005010X212", "BHT*0010*08*Q1*20260302*0815*DG",
        *PAYER, "HL*2*1*21*1", "NM1*41*2*ASHFIELD SKIN*****46*X67E", "TRN*2*B1", "STC*E0:24:41*20260302",
        "HL*3*2*19*1", "NM1*1P*2*ASHFIELD*****XX*1234567893", "HL*4*3*22*0", "NM1*IL*1*LARKSPUR*ANNE****MI*W1",
        "TRN*2*S1", "STC*F2:88:QC*20260302**150*0*20260302**20260302*CHK1*F2:80", "REF*1K*ICN1",
        "DTP*472*D8*20260105", "SVC*HC:17000*150*0****1", "STC*F2:88*20260302", "DTP*472*D8*20260105",
    ),
    "278 request": (
        "GS*HI*A*B*20260302*0815*1*X*005010X217", "ST*278*0001*005010X217", "BHT*0007*13*Q1*20260302*0815",
        "HL*1**20*1", "NM1*X3*2*PLAINS*****PI*P1", *CLINIC[:2], "PER*IC**TE*5550100", *MEMBER[:1], *MEMBER[2:],
        "HL*4*3*EV*1", "TRN*1*A1*9CLINIC001", "UM*HS*I*2*11:B*EM:::MO*U", "DTP*AAH*RD8*20260302-20260402",
        "HI*ABK:C44319:D8:20260105*ABF:L570", "HSD*VS*6", "CRC*75*Y*01*02", "CL1*2", "PWK*OB*FX***AC*C1", "MSG*SEE",
        "NM1*SJ*1*MARSH****XX*1234567893", "PRV*PE*PXC*207N00000X", "NM1*PW*2*HOME", "N3*1 ELM", "N4*ASHFIELD*MO",
        "HL*5*4*SS*0", "UM*HS*I*2", "DTP*472*D8*20260302", "SV1*HC:17311*900*UN*2***1", "NM1*SJ*1*MARSH",
    ),
    "278 answer": (
        "GS*HI*A*B*20260302*0815*1*X*005010X217", "ST*278*0001*005010X217", "BHT*0007*11*Q1*20260302*0815*18",
        "HL*1**20*1", "NM1*X3*2*PLAINS*****PI*P1", *CLINIC[:2], *MEMBER[:1], *MEMBER[2:], "HL*4*3*EV*1",
        "TRN*2*A1*9CLINIC001", "AAA*Y**33*C", "UM*HS*I", "HCR*A6*AUTH1", "DTP*007*RD8*20260302-20260630",
        "HI*ABK:C44319", "NM1*X3*2*DESK", "PER*IC**TE*5550100", "HL*5*4*SS*0", "HCR*A1*AUTH2", "SV2*0510*HC:17311*900*UN*2",
    ),
}  # fmt: skip

CHANGE = st.tuples(
    st.sampled_from(["drop", "twice", "swap", "move", "empty", "garble", "extra", "none"]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(1, 12),
)
GARBAGE = ("", "ZZ", "9:9:9:9:9:9:9:9:9", "1^2^3^^", "20261399", "\x1f", "\x1e", "-.", "É", "A" * 300)


def changed(segments: list[str], change: tuple[str, int, int, int]) -> list[str]:
    how, first, second, element = change
    body = list(segments)
    one, other = 2 + first % (len(body) - 2), 2 + second % (len(body) - 2)
    if how == "drop":
        del body[one]
    elif how == "twice":
        body.insert(other, body[one])
    elif how == "swap":
        body[one], body[other] = body[other], body[one]
    elif how == "move":
        body.insert(other, body.pop(one))
    elif how == "extra":
        body.insert(one, "LUI*ZZ*1")
    elif how in ("empty", "garble"):
        parts = body[one].split("*")
        at = 1 + element % max(len(parts) - 1, 1)
        parts[at : at + 1] = [GARBAGE[second % len(GARBAGE)] if how == "garble" else ""]
        body[one] = "*".join(parts)
    return body


def kind_of(name: str, transaction):
    if name.startswith("278"):
        return AUTHORIZATION_ANSWER if is_answer(transaction) else AUTHORIZATION_REQUEST
    return {
        "270": ELIGIBILITY_INQUIRY, "271": ELIGIBILITY_ANSWER, "276": STATUS_INQUIRY, "277": STATUS_ANSWER,
    }[name]  # fmt: skip


def check(name: str, changes: list[tuple[str, int, int, int]]) -> bool:
    """Read a changed file in every way; True when its noun was written and read back equal, or was not read whole."""
    body = list(FILES[name])
    for change in changes:
        body = changed(body, change)
    data = "~".join([HEAD, *body, f"SE*{len(body)}*0001", "GE*1*1", "IEA*1*000000001~"]).encode()
    for reading in read_file(data, name="f"):
        if reading.transaction is not None:
            summary_of(reading.transaction)
    written = False
    for enveloped in transactions(data, file="f"):
        transaction = enveloped.transaction
        if transaction is None:
            continue
        kind = kind_of(name, transaction)
        noun = kind.read(transaction)
        if isinstance(noun, EligibilityAnswer):
            for member in noun.members():
                in_words(read_benefits(member, on=date(2026, 3, 2)))
        if isinstance(noun, AuthorizationAnswer):
            papers_of(noun)
        try:
            write_file([noun], ENVELOPE, kind)
            written = True
        except UnableToWrite:
            written = any(extra.unread for extra in noun.extras)
    return written


@pytest.mark.parametrize("name", FILES)
def test_an_unchanged_file_leaves_nothing_unread(name):
    assert check(name, [])


@pytest.mark.parametrize("how", ["drop", "twice", "empty"])
@pytest.mark.parametrize("name", FILES)
def test_one_segment_changed_is_no_reason_to_refuse(name, how):
    refused = []
    for place in range(len(FILES[name]) - 2):
        for element in range(3) if how == "empty" else (0,):
            change = (how, place, place, element)
            if not check(name, [change]):
                refused.append((FILES[name][place + 2], element))
    assert refused == []


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(CHANGE, min_size=1, max_size=4))
def test_a_changed_file_is_read_and_written_back(name, changes):
    check(name, changes)
