"""Each situation of an inquiry has a file that shows it, and one that does not."""

import pytest

from cleanskin.x12.read import read_file

HEAD = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260302*0815*^*00501*000000001*0*P*:~"
LEVELS = "HL*1**20*1~NM1*PR*2*PLAINS*****PI*P1~HL*2*1*21*1~NM1*1P*2*ASHFIELD SKIN*****XX*1234567893~"
PERSON = "HL*3*2*22*0~NM1*IL*1*LARKSPUR*ANNE****MI*W1~"
STATUS = (
    "HL*1**20*1~NM1*PR*2*PLAINS*****PI*P1~HL*2*1*21*1~NM1*41*2*ASHFIELD SKIN*****46*X67E~"
    "HL*3*2*19*1~NM1*1P*2*ASHFIELD SKIN*****XX*1234567893~HL*4*3*22*0~DMG*D8*19610504*F~"
    "NM1*IL*1*LARKSPUR*ANNE****MI*W1~TRN*1*S1~REF*EJ*PCN1~"
)
REVIEW = (
    "HL*1**20*1~NM1*X3*2*PLAINS*****PI*P1~HL*2*1*21*1~NM1*1P*2*ASHFIELD SKIN*****XX*1234567893~"
    "HL*3*2*22*1~NM1*IL*1*LARKSPUR*ANNE****MI*W1~"
)
EVENT = "HL*4*3*EV*0~UM*HS*I~"
EVENT_WITH_SERVICE = "HL*4*3*EV*1~UM*HS*I~"
SERVICE = "HL*5*4*SS*0~{}SV1*HC:17311~"
BEGIN = {
    "270": ("HS", "005010X279A1", "BHT*0022*13*Q1*20260302*0815~"),
    "271": ("HB", "005010X279A1", "BHT*0022*11*Q1*20260302*0815~"),
    "276": ("HR", "005010X212", "BHT*0010*13*Q1*20260302*0815~"),
    "278": ("HI", "005010X217", "BHT*0007*11*Q1*20260302*0815*18~"),
}


def file(kind: str, body: str) -> bytes:
    group, version, begin = BEGIN[kind]
    inside = f"ST*{kind}*0001*{version}~{begin}{body}"
    count = inside.count("~") + 1
    return (
        f"{HEAD}GS*{group}*PAYER*CLINIC*20260302*0815*1*X*{version}~{inside}SE*{count}*0001~GE*1*1~IEA*1*000000001~"
    ).encode()


CLEAN = {
    "asked": ("270", LEVELS + PERSON + "EQ*30~"),
    "asked about the dependent": (
        "270",
        LEVELS + PERSON.replace("22*0", "22*1") + "HL*4*3*23*0~NM1*03*1*LARKSPUR*TIM~EQ*30~",
    ),
    "answered": ("271", LEVELS + PERSON + "EB*1**30~EB*B**98****30~EB*A**2*****.2~"),
    "rejected": ("271", LEVELS + PERSON + "AAA*N**72*C~"),
    "asker rejected": ("271", LEVELS.replace("HL*2*1*21*1", "HL*2*1*21*1") + "AAA*N**79*C~" + PERSON),
    "active here, not there": ("271", LEVELS + PERSON + "EB*1**30*********Y~EB*6**30*********N~"),
    "names bounded": ("271", LEVELS + PERSON + "EB*R**30~LS*2120~NM1*PRP*2*OTHER~LE*2120~"),
    "claim served": ("276", STATUS + "DTP*472*D8*20260105~"),
    "claim's line served": ("276", STATUS + "SVC*HC:17000*150*****1~DTP*472*D8*20260105~"),
    "approved": ("278", REVIEW + EVENT + "HCR*A1*AUTH1~"),
    "approved by service": ("278", REVIEW + EVENT_WITH_SERVICE + SERVICE.format("HCR*A1*AUTH1~")),
    "number of the event": ("278", REVIEW + EVENT_WITH_SERVICE + "HCR*A1*AUTH1~" + SERVICE.format("HCR*A1~")),
    "refused for a reason": ("278", REVIEW + EVENT + "HCR*A3**0V~"),
    "not reviewed": ("278", REVIEW + EVENT.replace("UM", "AAA*N**15*C~UM")),
}


@pytest.mark.parametrize("case", CLEAN)
def test_an_ordinary_file_raises_nothing(case):
    (reading,) = read_file(file(*CLEAN[case]), name="f")
    assert [(one.name, one.where.segment) for one in reading.findings] == []


AT_FAULT = {
    "nothing asked": ("270", LEVELS + PERSON, ("question-missing", 10, "EQ")),
    "nothing answered": ("271", LEVELS + PERSON, ("answer-missing", 10, "EB")),
    "active and not": ("271", LEVELS + PERSON + "EB*1**30~EB*6**30~", ("coverage-contradicts-itself", 12, "EB01")),
    "no amount": ("271", LEVELS + PERSON + "EB*1**30~EB*C**30~", ("benefit-without-amount", 12, "EB07")),
    "no LS": ("271", LEVELS + PERSON + "EB*R**30~NM1*PRP*2*OTHER~", ("loop-bounds-at-odds", 12, "LS")),
    "no date of service": ("276", STATUS, ("service-date-missing", 14, "DTP")),
    "no decision": ("278", REVIEW + EVENT, ("decision-missing", 11, "HCR")),
    "no number": ("278", REVIEW + EVENT + "HCR*A1~", ("authorization-number-missing", 13, "HCR02")),
    "no number of a service": (
        "278",
        REVIEW + EVENT_WITH_SERVICE + SERVICE.format("HCR*A2~"),
        ("authorization-number-missing", 14, "HCR02"),
    ),
    "no reason": ("278", REVIEW + EVENT + "HCR*A3~", ("refusal-without-reason", 13, "HCR03")),
    "ends before it starts": (
        "270",
        LEVELS + PERSON + "DTP*291*RD8*20260302-20260301~EQ*30~",
        ("date-range-reversed", 11, "DTP03"),
    ),
}


@pytest.mark.parametrize("case", AT_FAULT)
def test_a_situation_is_found_at_its_place(case):
    kind, body, expected = AT_FAULT[case]
    (reading,) = read_file(file(kind, body), name="f")
    # ISA, GS, ST and BHT are segments 1 to 4: the body begins with the fifth
    found = [(one.name, one.where.segment, one.where.element) for one in reading.findings]
    assert found == [expected]
