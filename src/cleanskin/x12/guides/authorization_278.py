"""Authorization, 278: the request for review and its answer, 005010X217, as a table.

Request and answer share ST01 and version; BHT02 tells them.  They share their levels too: who reviews (2000A), who
asks (2000B), the subscriber (2000C), the dependent (2000D), the event (2000E) and its services (2000F).  Facts of the
guide in the project's own short words; its prose is not here.  Read `declare.py` for the notation.  Codes of decision
reasons are an outside list [check]; the names that an answer's event may hold beyond its providers are partly from
memory of other writings about the guide [check].  Segments of oxygen (CR5), home health (CR6), teeth (TOO) and dental
services (SV3) are known here without their elements: a dermatology practice sends none.
"""

from cleanskin.x12.guide import UNLIMITED, CodeSetBy, ElementSpec, GuideSpec, LoopSpec, SegmentSpec, Usage
from cleanskin.x12.guides.declare import composite, e, loop, s
from cleanskin.x12.guides.eligibility_270_271 import SERVICE_TYPES
from cleanskin.x12.guides.inquiry_parts import (
    aaa,
    also,
    bht,
    delivery,
    dmg,
    hl,
    pointers,
    provider_role,
    service,
    trn,
)
from cleanskin.x12.guides.parts import dtp, n3, n4, nm1, per, ref, se, st

REVIEWER_IDS = "24 34 46 PI XV XX"
PROVIDER_IDS = "24 34 46 XX"
PROVIDERS = "71 72 73 77 AAJ DD DK DN FA G3 P3 QB QV SJ"
SERVICE_PROVIDERS = "1T 71 72 73 77 AAJ DD DK DN DQ FA G3 P3 QB QV SJ"
TRANSPORT = "45 FS ND PW R3"
CONTACTS = "1P 2B ABG L5 PR X3"
PROVIDER_NUMBERS = "0B 1G 1J CT EI G5 N5 N7 SY ZH"
ROLES = "AD AS AT BI CO CV OP OR OT PC PE RF"
SUBSCRIBER_NUMBERS = "1L 1W 3L 6P A6 DP EJ F6 HJ IG N6 NQ SY"
DEPENDENT_NUMBERS = "6P A6 EJ SY"
DECISIONS = "A1 A2 A3 A4 A6 C CT NA"
CATEGORIES = "AR HS IN SC"
CERTIFICATIONS = "1 2 3 4 I N R S"
REPORTS = (
    "03 04 05 06 07 08 09 10 11 13 15 21 48 55 59 77 A3 A4 AM AS AT B2 B3 BR BS BT CB CK D2 DA DB DG DJ DS FM HC HR I5 "
    "IR LA M1 NN OB OC OD OE OX P4 P5 P6 P7 PE PN PO PQ PY PZ QC QR RB RR RT RX SG V5 XP"
)
COUNTED = "DY FL HS MN VS"
PER_PERIOD = "DA MO WK"
PERIODS = "6 7 21 26 27 29 34 35"
SERVICE_LISTS = "HC IV N4 WK ZZ"
SERVICE_UNITS = "F2 MJ UN"
DIAGNOSIS_LISTS = "ABF ABJ ABK BF BJ BK"
ICD = CodeSetBy(1, tuple((code, "icd10cm" if code.startswith("A") else "icd9cm") for code in DIAGNOSIS_LISTS.split()))

REVIEWER_REASONS = "04 41 42 79 80 T4"
ASKER_REASONS = "15 35 41 43 44 45 46 47 49 50 51 79 97"
PERSON_REASONS = "15 33 35 56 58 64 65 66 67 68 71 72 73 74 75 76 77 78 79 95"
PROVIDER_REASONS = "15 33 35 41 43 44 45 46 47 49 51 52 79 97"
EVENT_REASONS = "15 33 52 56 57 60 61 62 98 AA AE AF AG AH AI AJ AK AL AM AN AO AP AQ CI E8 IA MA T5"
FOLLOW_UPS = "C N P R Y"


def _open(position: int, id: str, name: str) -> SegmentSpec:
    """A segment whose elements are not stated."""
    return SegmentSpec(id=id, name=name, position=position)


def _um(usage: Usage, *, answer: bool) -> SegmentSpec:
    """What is to be reviewed: admission, service or referral; first time, renewal, revision, cancellation."""
    parts: list[ElementSpec] = [
        e(1, "category", 1525, "R", CATEGORIES),
        e(2, "certification", 1322, "S" if answer else "R", CERTIFICATIONS),
        e(3, "service type", 1365, "S", SERVICE_TYPES),
        composite(4, "place", "S", e(1, "facility", 1331, "R"), e(2, "list", 1332, "R", "A B"), size=3),
        e(6, "urgency", 1338, "S", "03 E U"),
    ]
    if not answer:
        parts += [
            composite(
                5,
                "cause",
                "S",
                *(e(at, "cause", 1362, "R" if at == 1 else "S", "AA AP EM") for at in (1, 2, 3)),
                e(4, "state", 156, "S", code_set="state"),
                e(5, "country", 26, "S", code_set="country"),
            ),
            e(7, "present condition", 1213, "S", "1 2 3 4 5 6 7 8 9 E F G P"),
            e(8, "prognosis", 923, "S", "1 2 3 4 5 6 7 8"),
            e(9, "release of information", 1363, "S", "A I M O Y"),
            e(10, "reason of delay", 1514, "S", "1 2 3 4 7 8 10 11 15 16 17"),
        ]
    return s(400, "UM", "review", usage, *parts)


HCR = s(
    500,
    "HCR",
    "decision",
    "S",
    e(1, "decision", 306, "R", DECISIONS),
    e(2, "authorization number", 127),
    e(3, "reason", 1271),
    e(4, "second opinion needed", 1073, "S", "N Y"),
)


def _hi(position: int, *, answer: bool, lists: str, name: str) -> SegmentSpec:
    """Up to twelve codes, each with the day it was found."""
    more = f"{lists} DR LOI" if answer else f"{lists} DR"
    places = (
        composite(
            at,
            name,
            "R" if at == 1 else "S",
            e(1, "list", 1270, "R", more),
            e(2, "code", 1271, "R", code_set_by=ICD),
            e(3, "format", 1250, "S", "D8 RD8"),
            e(4, "date", 1251),
            size=9,
        )
        for at in range(1, 13)
    )
    return s(position, "HI", name, "S", *places)


def _pwk(position: int) -> SegmentSpec:
    """A paper that goes with the request, or is asked for."""
    return s(
        position,
        "PWK",
        "paper",
        "S",
        e(1, "kind", 755, "R", REPORTS),
        e(2, "way", 756, "R", "AA BM EL EM FX VO"),
        e(5, "list", 66, "S", "AC"),
        e(6, "control number", 67),
        e(7, "description", 352),
        repeats=10,
        syntax="P0506",
    )


def _msg() -> SegmentSpec:
    return s(1600, "MSG", "message", "S", e(1, "text", 933, "R"))


def _numbers() -> tuple[SegmentSpec, ...]:
    """Numbers of earlier reviews."""
    return (ref(600, "earlier authorization", "BB"), ref(600, "payer's number of the earlier review", "NT"))


def _certified() -> tuple[SegmentSpec, ...]:
    """Days of a certification."""
    return (
        dtp(700, "certification issued", "102"),
        dtp(700, "certification expires", "036"),
        dtp(700, "certification in force", "007", formats="D8 RD8"),
    )


def _provider(id: str, name: str, codes: str, *, usage: Usage, repeats: int, answer: bool, last: Usage) -> LoopSpec:
    """Somebody who treats, with address and ways to reach."""
    return loop(
        1700,
        id,
        name,
        usage,
        nm1(1700, name, codes, "1 2", last=last, id_codes=PROVIDER_IDS),
        ref(1800, "second number", PROVIDER_NUMBERS, "S", 8, described=True),
        n3(2000, "S"),
        n4(2100, "S"),
        per(2200, "contact", "IC", "S", first="EM FX TE UR", more="EM EX FX TE UR", third="EM EX FX TE UR",
            first_usage="S"),
        *([aaa(2300, PROVIDER_REASONS, FOLLOW_UPS, usage="S")] if answer else []),
        provider_role(2400, ROLES, "PXC", usage="R"),
        repeats=repeats,
    )  # fmt: skip


def _contact(id: str) -> LoopSpec:
    """To whom further information goes."""
    return loop(
        1700,
        id,
        "where information goes",
        "S",
        nm1(1700, "where information goes", CONTACTS, "1 2", last="S", id_codes=REVIEWER_IDS),
        n3(2000, "S"),
        n4(2100, "S"),
        per(2200, "contact", "IC", "S", 3, first="EM FX TE UR", more="EM EX FX TE UR", third="EM EX FX TE UR",
            first_usage="S"),
        repeats=UNLIMITED,
    )  # fmt: skip


def _transport(id: str) -> LoopSpec:
    """Where a patient is brought from and to."""
    return loop(
        1700,
        id,
        "place of transport",
        "S",
        nm1(1700, "place of transport", TRANSPORT, "2", last="S", id_usage="N"),
        n3(2000, "R"),
        n4(2100, "R"),
        repeats=5,
    )


def _service_segments() -> tuple[SegmentSpec, ...]:
    """The service itself, as professional, institutional or dental."""
    units = (e(3, "unit", 355, "S", SERVICE_UNITS), e(4, "units", 380))
    return (
        s(
            810,
            "SV1",
            "professional service",
            "S",
            service(1, "service", "R", SERVICE_LISTS, ranged=True),
            e(2, "charge", 782),
            *units,
            pointers(7, "diagnoses"),
            e(11, "early screening", 1073, "S", "Y"),
            e(20, "nursing home level", 1337, "S", "1 2 3 4 5"),
            syntax="P0304",
        ),
        s(
            820,
            "SV2",
            "institutional service",
            "S",
            e(1, "revenue code", 234, "S", code_set="revenue_code"),
            service(2, "service", "S", "HC ID IV N4 WK ZZ", ranged=True),
            e(3, "charge", 782),
            e(4, "unit", 355, "S", "DA F2 UN"),
            e(5, "units", 380),
            e(6, "rate", 1371),
            e(9, "nursing home status", 1345, "S", "1 2 3 4 5 6 7 8 9"),
            e(10, "nursing home level", 1337, "S", "1 2 3 4 5"),
            syntax="R0102 P0405",
        ),
        _open(830, "SV3", "dental service"),
        _open(840, "TOO", "tooth"),
    )


def _hsd() -> SegmentSpec:
    return delivery(900, "delivery of the service", quantities=COUNTED, per=PER_PERIOD, periods=PERIODS, repeats=1)


def _service_level(*, answer: bool) -> LoopSpec:
    """2000F: one service of the event."""
    return loop(
        1800,
        "2000F",
        "service",
        "S",
        hl("SS", "0", name="service's level"),
        trn(200, "1 2" if answer else "1", "S", 3 if answer else 2),
        *([aaa(300, EVENT_REASONS, FOLLOW_UPS, usage="S")] if answer else []),
        _um("S", answer=answer),
        *([HCR] if answer else []),
        *_numbers(),
        dtp(700, "service", "472", formats="D8 RD8"),
        *(_certified() if answer else ()),
        _hi(800, answer=answer, lists="BO BQ", name="code of the service"),
        *_service_segments(),
        _hsd(),
        _pwk(1550),
        _msg(),
        _provider(
            "2010FA", "provider of the service", SERVICE_PROVIDERS, usage="S", repeats=12, answer=answer, last="S"
        ),
        *([_contact("2010FB")] if answer else []),
        repeats=UNLIMITED,
    )


def _crc() -> SegmentSpec:
    return s(
        1000,
        "CRC",
        "conditions",
        "S",
        e(1, "category", 1136, "R", "07 08 09 11 75 76 77"),
        e(2, "applies", 1073, "R", "N Y"),
        *[e(at, "condition", 1321, "R" if at == 3 else "S") for at in range(3, 8)],
        repeats=9,
    )


def _event_level(*, answer: bool) -> LoopSpec:
    """2000E: what is planned for the patient."""
    return loop(
        1800,
        "2000E",
        "event",
        "R" if not answer else "S",
        hl("EV", "0 1", name="event's level"),
        trn(200, "1 2" if answer else "1", "S", 3 if answer else 2),
        *([aaa(300, EVENT_REASONS, FOLLOW_UPS, usage="S")] if answer else []),
        _um("S" if answer else "R", answer=answer),
        *([HCR] if answer else []),
        *_numbers(),
        dtp(700, "accident", "439"),
        dtp(700, "last menstruation", "484"),
        dtp(700, "estimated birth", "ABC"),
        dtp(700, "onset", "431"),
        dtp(700, "event", "AAH", formats="D8 RD8"),
        dtp(700, "admission", "435", formats="D8 RD8"),
        dtp(700, "discharge", "096", formats="D8 RD8"),
        *(_certified() if answer else ()),
        _hi(800, answer=answer, lists=DIAGNOSIS_LISTS, name="diagnosis"),
        _hsd(),
        *([] if answer else [_crc()]),
        s(1100, "CL1", "admission", "S", e(1, "priority", 1315), e(2, "source", 1314), e(3, "patient status", 1352),
          e(4, "nursing home status", 1345, "S", "1 2 3 4 5 6 7 8 9")),
        s(1200, "CR1", "ambulance", "S", e(1, "unit of weight", 355, "S", "KG LB"), e(2, "weight", 81),
          e(3, "way", 1316, "S", "I R T X"), e(4, "reason", 1317, "S", "A B C D E F"),
          e(5, "unit of distance", 355, "S", "DH DK"), e(6, "distance", 380), e(7, "from", 166), e(8, "to", 166),
          e(9, "purpose", 352), e(10, "stretcher", 352), syntax="P0102 P0506"),
        _open(1300, "CR2", "chiropractic"),
        _open(1400, "CR5", "oxygen"),
        _open(1500, "CR6", "home health"),
        _pwk(1550),
        _msg(),
        _provider("2010EA", "provider of the event", PROVIDERS, usage="S", repeats=14, answer=answer, last="S"),
        _transport("2010EC" if answer else "2010EB"),
        *([_contact("2010EB")] if answer else [_other_reviewer()]),
        _service_level(answer=answer),
        repeats=UNLIMITED,
    )  # fmt: skip


def _other_reviewer() -> LoopSpec:
    """Another payer who has decided before."""
    return loop(
        1700,
        "2010EC",
        "another reviewer",
        "S",
        nm1(1700, "another reviewer", "CA PRP SEP TTP X3", "2", last="S", id_codes=REVIEWER_IDS),
        ref(1800, "reason of the other's denial", "ZZ", "S", 1),
        dtp(2700, "day of the other's denial", "598"),
        repeats=3,
    )


def _person(id: str, name: str, code: str, *, answer: bool) -> LoopSpec:
    dependent = code == "QC"
    relations = "01 04 05 07 09 10 15 17 19 20 21 22 23 24 29 32 33 34 36 39 40 41 43 53 G8" if dependent else "18"
    named = (
        nm1(1700, name, code, "1", last="S", id_codes="II MI ZZ")
        if dependent
        else nm1(1700, name, code, "1", last="S", id_usage="R", id_codes="II MI ZZ")
    )
    return loop(
        1700,
        id,
        name,
        "R",
        named,
        ref(1800, "number of the person", DEPENDENT_NUMBERS if dependent else SUBSCRIBER_NUMBERS, "S", 9),
        n3(2000, "S"),
        n4(2100, "S"),
        *([aaa(2300, PERSON_REASONS, FOLLOW_UPS, usage="S")] if answer else []),
        dmg(2500, "F M U"),
        s(
            2600,
            "INS",
            "relationship",
            "S",
            e(1, "is the subscriber", 1073, "R", "N" if dependent else "Y"),
            e(2, "relationship", 1069, "R", relations),
            e(8, "employment", 584),
            e(17, "birth order", 1470),
        ),
    )


def _persons(*, answer: bool) -> LoopSpec:
    """The subscriber's level with the dependent and the events below."""
    event = _event_level(answer=answer)
    dependent = loop(
        1800,
        "2000D",
        "dependent",
        "S",
        hl("23", "0 1" if answer else "1", name="dependent's level"),
        _person("2010D", "dependent", "QC", answer=answer),
        event,
        repeats=1,
    )
    return loop(
        1800,
        "2000C",
        "subscriber",
        "S" if answer else "R",
        hl("22", "0 1" if answer else "1", name="subscriber's level"),
        _person("2010C", "subscriber", "IL", answer=answer),
        dependent,
        LoopSpec(
            id=event.id,
            name=event.name,
            position=event.position,
            content=event.content,
            usage="S",
            max_repeats=UNLIMITED,
        ),
    )


def _root(*, answer: bool) -> LoopSpec:
    asker = loop(
        1700,
        "2010B",
        "who asks",
        "R",
        nm1(1700, "who asks", "1P FA", "1 2", last="S", id_usage="R", id_codes=PROVIDER_IDS),
        ref(1800, "second number of the asker", PROVIDER_NUMBERS, "S", 8, described=True),
        *([] if answer else [n3(2000, "S"), n4(2100, "S")]),
        *([aaa(2300, ASKER_REASONS, FOLLOW_UPS, usage="S")] if answer else [
            per(2200, "contact", "IC", "S", first="EM FX TE UR", more="EM EX FX TE UR", third="EM EX FX TE UR",
                first_usage="S")]),
        provider_role(2400, ROLES, "PXC", usage="R"),
    )  # fmt: skip
    askers = loop(
        1800,
        "2000B",
        "who asks",
        "S" if answer else "R",
        hl("21", "0 1" if answer else "1", name="asker's level"),
        asker,
        _persons(answer=answer),
    )
    ways = [per(2200, "contact", "IC", "S", first="EM FX TE UR", more="EM EX FX TE UR", third="EM EX FX TE UR",
                first_usage="S")]  # fmt: skip
    reviewer = loop(
        1800,
        "2000A",
        "who reviews",
        "R",
        hl("20", "0 1" if answer else "1", name="reviewer's level", has_parent=False),
        *([aaa(300, REVIEWER_REASONS, FOLLOW_UPS)] if answer else []),
        loop(
            1700,
            "2010A",
            "who reviews",
            "R",
            also(
                nm1(1700, "who reviews", "X3", "1 2", last="S", id_usage="R", id_codes=REVIEWER_IDS),
                "2B 36 P5 PR",
            ),
            *([*ways, aaa(2300, REVIEWER_REASONS, FOLLOW_UPS, usage="S")] if answer else []),
        ),
        askers,
    )
    begin = bht("0007", "11", kinds="18 19 AT RU") if answer else bht("0007", "01 13 36", kinds="RU")
    return loop(0, "HEADER", "transaction", "R", st("278"), begin, reviewer, se(2800))


REQUEST_GUIDE = GuideSpec(
    transaction="278",
    st01="278",
    gs01="HI",
    versions=("005010X217",),
    root=_root(answer=False),
    outdated=("004010X094A1", "004010X094"),
)
ANSWER_GUIDE = GuideSpec(
    transaction="278",
    st01="278",
    gs01="HI",
    versions=("005010X217",),
    root=_root(answer=True),
    outdated=("004010X094A1", "004010X094"),
    purposes=("06", "08", "11"),
)
GUIDES = (REQUEST_GUIDE, ANSWER_GUIDE)
