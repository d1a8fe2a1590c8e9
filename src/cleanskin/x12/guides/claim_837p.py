"""The professional claim, 837P: every loop, segment and element of 005010X222A1 (A2 accepted), as a table.

Facts of the guide in the project's own short words; its prose is not here.  Read `declare.py` for the notation.  A line
marked "unverified" could not be confirmed in a second independent source.
"""

from cleanskin.x12.guide import UNLIMITED, CodeSetBy, GuideSpec, LoopSpec, SegmentSpec, Usage
from cleanskin.x12.guides.declare import composite, e, loop, s
from cleanskin.x12.guides.parts import (
    DIAGNOSIS_BY_KIND,
    FILING_837,
    RANKS,
    RELATIONSHIPS,
    amt,
    cas,
    crc,
    dtp,
    moa,
    n3,
    n4,
    nm1,
    per,
    procedure,
    prv,
    qty,
    ref,
    se,
    st,
)

REPORT_TYPES = (
    "03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 "
    "MT NN OB OC OD OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP"
)
DELAY_REASONS = "1 2 3 4 5 6 7 8 9 10 11 15"
CONTRACTS = "01 02 03 04 05 06 09"
GROUPS_837 = "CO CR OA PI PR"
POINTERS = "1 2 3 4 5 6 7 8 9 10 11 12"
PRICING_METHODS = "00 01 02 03 04 05 07 08 09 10 11 12 13 14"


def pwk(position: int) -> SegmentSpec:
    """Attachments of a claim or line."""
    return s(
        position,
        "PWK",
        "attachment",
        "S",
        e(1, "report", 755, "R", REPORT_TYPES),
        e(2, "how it travels", 756, "R", "AA BM EL EM FT FX"),
        e(5, "number kind", 66, "S", "AC"),
        e(6, "control number", 67),
        repeats=10,
        by=(2,),
        syntax="P0506",
    )


def cn1(position: int) -> SegmentSpec:
    """Contract terms."""
    return s(
        position,
        "CN1",
        "contract",
        "S",
        e(1, "kind", 1166, "R", CONTRACTS),
        e(2, "amount", 782),
        e(3, "percent", 332),
        e(4, "code", 127),
        e(5, "terms discount", 338),
        e(6, "version", 799),
    )


def k3(position: int) -> SegmentSpec:
    """Fixed-format information."""
    return s(position, "K3", "fixed format", "S", e(1, "text", 449, "R"), repeats=10)


def cr1(position: int) -> SegmentSpec:
    """Ambulance trip."""
    return s(
        position,
        "CR1",
        "ambulance trip",
        "S",
        e(1, "weight unit", 355, "S", "LB"),
        e(2, "weight", 81),
        e(4, "reason", 1317, "R", "A B C D E"),
        e(5, "distance unit", 355, "R", "DH"),
        e(6, "distance", 380, "R"),
        e(9, "purpose of return", 352),
        e(10, "purpose of stretcher", 352),
        syntax="P0102 P0506",
    )


def ambulance_conditions(position: int) -> SegmentSpec:
    """Conditions of an ambulance trip."""
    return crc(position, "ambulance conditions", "07", "01 04 05 06 07 08 09 12", applies="N Y", count=5, repeats=3)


def hcp(position: int, *, line: bool) -> SegmentSpec:
    """Repricing; a line's has code and units too."""
    parts = [
        e(1, "method", 1473, "R", PRICING_METHODS + (" 06" if line else "")),
        e(2, "allowed", 782, "R"),
        e(3, "saved", 782),
        e(4, "repricer", 127),
        e(5, "rate", 118),
        e(6, "patient group", 127),
        e(7, "patient group amount", 782),
        e(13, "reject reason", 901, "S", "T1 T2 T3 T4 T5 T6"),
        e(14, "compliance", 1526, "S", "1 2 3 4 5"),
        e(15, "exception", 1527, "S", "1 2 3 4 5 6"),
    ]
    if line:
        parts += [
            e(9, "code list", 235, "S", "ER HC IV WK"),
            e(10, "code", 234),
            e(11, "unit", 355, "S", "MJ UN"),
            e(12, "units", 380),
        ]
    return s(position, "HCP", "repricing", "S", *parts, syntax="R0113 P0910 P1112")


def cur(position: int) -> SegmentSpec:
    """Foreign currency."""
    return s(
        position,
        "CUR",
        "currency",
        "S",
        e(1, "whose", 98, "R", "85"),
        e(2, "currency", 100, "R", code_set="currency"),
    )


def hi_codes(name: str, first: str, others: str, count: int, usage: Usage, repeats: int = 1) -> SegmentSpec:
    """A list of coded facts of one kind: diagnoses, anesthesia procedures, condition codes."""
    parts = [
        composite(
            position,
            "code",
            "S" if position > 1 else "R",
            e(1, "code list", 1270, "R", others if position > 1 else first),
            e(2, "code", 1271, "R", code_set_by=DIAGNOSIS_BY_KIND),
            size=9,
        )
        for position in range(1, count + 1)
    ]
    return s(2310, "HI", name, usage, *parts, repeats=repeats, by=((1, 1),))


def hl(level: str, children: str, *, name: str, has_parent: bool) -> SegmentSpec:
    """A level of the hierarchy."""
    return s(
        10,
        "HL",
        name,
        "R",
        e(1, "number", 628, "R"),
        e(2, "parent", 734, "R" if has_parent else "N"),
        e(3, "level", 735, "R", level),
        e(4, "has children", 736, "R", children),
        by=(3,),
    )


def pat(usage: Usage, *, dependent: bool) -> SegmentSpec:
    """Facts of a person as a patient."""
    relationship = (e(1, "relationship", 1069, "R", "01 19 20 21 39 40 53 G8"),) if dependent else ()
    return s(
        70,
        "PAT",
        "patient facts",
        usage,
        *relationship,
        e(5, "date format", 1250, "S", "D8"),
        e(6, "date of death", 1251, "S", format_at=5),
        e(7, "weight unit", 355, "S", "01"),
        e(8, "weight", 81),
        e(9, "pregnant", 1073, "S", "Y"),
        syntax="P0506 P0708",
    )


def dmg(usage: Usage) -> SegmentSpec:
    """Birth date and sex."""
    return s(
        320,
        "DMG",
        "birth date and sex",
        usage,
        e(1, "date format", 1250, "R", "D8"),
        e(2, "birth date", 1251, "R", format_at=1),
        e(3, "sex", 1068, "R", "F M U"),
        syntax="P0102 P1011 C1105",
    )


def property_contact() -> SegmentSpec:
    """Contact for property and casualty claims."""
    return per(400, "contact for casualty claims", "IC", "S", first="TE", more="EX")


BILLING_LOOPS: tuple[LoopSpec, ...] = (
    loop(
        150,
        "2010AA",
        "billing provider",
        "R",
        nm1(150, "billing provider", "85", "1 2"),
        n3(250, "R"),
        n4(300, "R"),
        ref(350, "tax number", "EI SY", "R"),
        ref(350, "license or old number", "0B 1G", "S", 2),
        per(400, "billing contact", "IC", "S", 2, first="EM FX TE", more="EM EX FX TE", third="EM EX FX TE"),
    ),
    loop(
        150,
        "2010AB",
        "pay-to address",
        "S",
        nm1(150, "pay-to address", "87", "1 2", last="N", id_usage="N"),
        n3(250, "R"),
        n4(300, "R"),
    ),
    loop(
        150,
        "2010AC",
        "pay-to plan",
        "S",
        nm1(150, "pay-to plan", "PE", "2", id_usage="R", id_codes="PI XV"),
        n3(250, "R"),
        n4(300, "R"),
        ref(350, "second number of the plan", "2U FY NF"),
        ref(350, "tax number of the plan", "EI", "R"),
    ),
)

SUBSCRIBER_LOOPS: tuple[LoopSpec, ...] = (
    loop(
        150,
        "2010BA",
        "subscriber",
        "R",
        nm1(150, "subscriber", "IL", "1 2", id_usage="S", id_codes="II MI"),
        n3(250, "S"),
        n4(300, "S"),
        dmg("S"),
        ref(350, "social security number", "SY"),
        ref(350, "casualty claim number", "Y4"),
        property_contact(),
    ),
    loop(
        150,
        "2010BB",
        "payer",
        "R",
        nm1(150, "payer", "PR", "2", id_usage="R", id_codes="PI XV"),
        n3(250, "S"),
        n4(300, "S"),
        ref(350, "second number of the payer", "2U EI FY NF", "S", 3),
        ref(350, "payer's number of the billing provider", "G2 LU", "S", 2),
    ),
)

PATIENT_LOOP = loop(
    150,
    "2010CA",
    "patient",
    "R",
    nm1(150, "patient", "QC", "1", id_usage="N"),
    n3(250, "R"),
    n4(300, "R"),
    dmg("R"),
    ref(350, "casualty claim number", "Y4"),
    ref(350, "casualty patient number", "1W SY"),
    property_contact(),
)

CLAIM_PROVIDERS: tuple[LoopSpec, ...] = (
    loop(
        2500,
        "2310A",
        "referring provider",
        "S",
        nm1(2500, "referring provider", "DN P3", "1"),
        ref(2710, "second number", "0B 1G G2", "S", 3),
        repeats=2,
    ),
    loop(
        2500,
        "2310B",
        "rendering provider",
        "S",
        nm1(2500, "rendering provider", "82", "1 2"),
        prv(2550, "PE"),
        ref(2710, "second number", "0B 1G G2 LU", "S", 4),
    ),
    loop(
        2500,
        "2310C",
        "service facility",
        "S",
        nm1(2500, "service facility", "77", "2"),
        n3(2650, "R"),
        n4(2700, "R"),
        ref(2710, "second number", "0B G2 LU", "S", 3),
        per(2750, "facility contact", "IC", "S", first="TE", more="EX"),
    ),
    loop(
        2500,
        "2310D",
        "supervising provider",
        "S",
        nm1(2500, "supervising provider", "DQ", "1"),
        ref(2710, "second number", "0B 1G G2 LU", "S", 4),
    ),
    loop(
        2500,
        "2310E",
        "ambulance pick-up",
        "S",
        nm1(2500, "ambulance pick-up", "PW", "2", last="N", id_usage="N"),
        n3(2650, "R"),
        n4(2700, "R"),
    ),
    loop(
        2500,
        "2310F",
        "ambulance drop-off",
        "S",
        nm1(2500, "ambulance drop-off", "45", "2", last="S", id_usage="N"),
        n3(2650, "R"),
        n4(2700, "R"),
    ),
)


def other_provider(id: str, name: str, code: str, entity: str, numbers: str, count: int, repeats: int = 1) -> LoopSpec:
    """A claim's provider as another payer numbers it."""
    return loop(
        3250,
        id,
        name,
        "S",
        nm1(3250, name, code, entity, last="N", id_usage="N"),
        ref(3550, "number", numbers, "R", count),
        repeats=repeats,
    )


OTHER_PAYER_LOOP = loop(
    2900,
    "2320",
    "other payer",
    "S",
    s(
        2900,
        "SBR",
        "other coverage",
        "R",
        e(1, "rank", 1138, "R", RANKS),
        e(2, "relationship", 1069, "R", RELATIONSHIPS),
        e(3, "group number", 127),
        e(4, "group name", 93),
        e(5, "insurance type", 1336, "S", "12 13 14 15 16 41 42 43 47"),
        e(9, "filing indicator", 1032, "S", FILING_837),
    ),
    cas(2950, "adjustments of the claim", 5, GROUPS_837),
    amt(3000, "paid by the other payer", "D"),
    amt(3000, "not covered", "A8"),
    amt(3000, "left to the patient", "EAF"),
    s(
        3100,
        "OI",
        "other coverage terms",
        "R",
        e(3, "benefits assigned", 1073, "R", "N W Y"),
        e(4, "patient signature", 1351, "S", "P"),
        e(6, "release", 1363, "R", "I Y"),
    ),
    moa(3200),
    loop(
        3250,
        "2330A",
        "other subscriber",
        "R",
        nm1(3250, "other subscriber", "IL", "1 2", id_usage="R", id_codes="II MI"),
        n3(3320, "S"),
        n4(3400, "S"),
        ref(3550, "social security number", "SY"),
    ),
    loop(
        3250,
        "2330B",
        "other payer's name",
        "R",
        nm1(3250, "other payer", "PR", "2", id_usage="R", id_codes="PI XV"),
        n3(3320, "S"),
        n4(3400, "S"),
        dtp(3500, "adjudication", "573"),
        ref(3550, "second number", "2U EI FY NF", "S", 2),
        ref(3550, "authorization", "G1"),
        ref(3550, "referral", "9F"),
        ref(3550, "adjusted claim", "T4", values="Y"),
        ref(3550, "payer's claim number", "F8"),
    ),
    other_provider("2330C", "other payer's referring provider", "DN P3", "1", "0B 1G G2", 3, 2),
    other_provider("2330D", "other payer's rendering provider", "82", "1 2", "0B 1G G2 LU", 3),
    other_provider("2330E", "other payer's service facility", "77", "2", "0B G2 LU", 3),
    other_provider("2330F", "other payer's supervising provider", "DQ", "1", "0B 1G G2 LU", 3),
    other_provider("2330G", "other payer's billing provider", "85", "1 2", "G2 LU", 2),
    repeats=10,
)


def line_provider(id: str, name: str, code: str, entity: str, numbers: str, *, specialty: bool = False,
                  repeats: int = 1, most: int = 20) -> LoopSpec:  # fmt: skip
    """A provider of one line."""
    middle = (prv(5050, "PE"),) if specialty else ()
    return loop(
        5000,
        id,
        name,
        "S",
        nm1(5000, name, code, entity),
        *middle,
        ref(5250, "second number", numbers, "S", most, payer=True),
        repeats=repeats,
    )


LINE_PROVIDERS: tuple[LoopSpec, ...] = (
    line_provider("2420A", "rendering provider of the line", "82", "1 2", "0B 1G G2 LU", specialty=True),
    loop(
        5000,
        "2420B",
        "purchased service provider",
        "S",
        nm1(5000, "purchased service provider", "QB", "1 2", last="N"),
        ref(5250, "second number", "0B 1G G2", "S", 20, payer=True),
    ),
    loop(
        5000,
        "2420C",
        "service facility of the line",
        "S",
        nm1(5000, "service facility of the line", "77", "2"),
        n3(5140, "R"),
        n4(5200, "R"),
        ref(5250, "second number", "G2 LU", "S", 3, payer=True),
    ),
    line_provider("2420D", "supervising provider of the line", "DQ", "1", "0B 1G G2 LU"),
    loop(
        5000,
        "2420E",
        "ordering provider",
        "S",
        nm1(5000, "ordering provider", "DK", "1"),
        n3(5140, "S"),
        n4(5200, "S"),
        ref(5250, "second number", "0B 1G G2", "S", 20, payer=True),
        per(5300, "ordering contact", "IC", "S", first="EM FX TE", more="EM EX FX TE", third="EM EX FX TE"),
    ),
    line_provider("2420F", "referring provider of the line", "DN P3", "1", "0B 1G G2", repeats=2),
    loop(
        5000,
        "2420G",
        "ambulance pick-up of the line",
        "S",
        nm1(5000, "ambulance pick-up of the line", "PW", "2", last="N", id_usage="N"),
        n3(5140, "R"),
        n4(5200, "R"),
    ),
    loop(
        5000,
        "2420H",
        "ambulance drop-off of the line",
        "S",
        nm1(5000, "ambulance drop-off of the line", "45", "2", last="S", id_usage="N"),
        n3(5140, "R"),
        n4(5200, "R"),
    ),
)

LINE_LOOP = loop(
    3650,
    "2400",
    "service line",
    "R",
    s(3650, "LX", "line number", "R", e(1, "number", 554, "R")),
    s(
        3700,
        "SV1",
        "professional service",
        "R",
        procedure(1, "service", "R", "ER HC IV WK"),
        e(2, "charge", 782, "R"),
        e(3, "unit", 355, "R", "MJ UN"),
        e(4, "units", 380, "R"),
        e(5, "place of service", 1331, "S", code_set="place_of_service"),
        composite(
            7,
            "diagnosis pointers",
            "R",
            e(1, "first pointer", 1328, "R", POINTERS),
            *[e(i, "pointer", 1328, "S", POINTERS) for i in (2, 3, 4)],
        ),
        e(9, "emergency", 1073, "S", "Y"),
        e(11, "EPSDT", 1073, "S", "Y"),
        e(12, "family planning", 1073, "S", "Y"),
        e(15, "copay exempt", 1327, "S", "0"),
        syntax="P0304",
    ),
    s(
        4000,
        "SV5",
        "durable equipment",
        "S",
        procedure(1, "equipment", "R", "HC", bare=True),
        e(2, "unit", 355, "R", "DA"),
        e(3, "days", 380, "R"),
        e(4, "rental", 782, "R"),
        e(5, "purchase", 782, "R"),
        e(6, "rental frequency", 594, "R", "1 4 6"),
        syntax="R0405 C0604",
    ),
    pwk(4200),
    s(
        4200,
        "PWK",
        "equipment certificate",
        "S",
        e(1, "report", 755, "R", "CT"),
        e(2, "how it travels", 756, "R", "AB AD AF AG NS"),
        by=(2,),
        syntax="P0506",
    ),
    cr1(4250),
    s(
        4350,
        "CR3",
        "equipment certification",
        "S",
        e(1, "kind", 1322, "R", "I R S"),
        e(2, "unit", 355, "R", "MO"),
        e(3, "duration", 380, "R"),
        syntax="P0203",
    ),
    ambulance_conditions(4500),
    crc(4500, "hospice employee", "70", "65", applies="N Y", count=1),
    crc(4500, "equipment conditions", "09", "38 ZV", applies="N Y", count=2),
    dtp(4550, "service", "472", "R", formats="D8 RD8"),
    dtp(4550, "prescription", "471"),
    dtp(4550, "certification revised", "607"),
    dtp(4550, "therapy begun", "463"),
    dtp(4550, "last certification", "461"),
    dtp(4550, "last seen", "304"),
    dtp(4550, "test", "738 739", "S", 2),
    dtp(4550, "shipped", "011"),
    dtp(4550, "last X-ray", "455"),
    dtp(4550, "initial treatment", "454"),
    qty(4600, "ambulance patients", "PT"),
    qty(4600, "anesthesia units", "FL"),
    s(
        4620,
        "MEA",
        "test result",
        "S",
        e(1, "reference", 737, "R", "OG TR"),
        e(2, "test", 738, "R", "HT R1 R2 R3 R4"),
        e(3, "value", 739, "R"),
        repeats=5,
        syntax="R03050608",
    ),
    cn1(4650),
    ref(4700, "repriced line", "9B"),
    ref(4700, "adjusted repriced line", "9D"),
    ref(4700, "authorization", "G1", "S", 5, payer=True),
    ref(4700, "line control number", "6R"),
    ref(4700, "mammography certification", "EW"),
    ref(4700, "laboratory (CLIA)", "X4"),
    ref(4700, "referring laboratory (CLIA)", "F4"),
    ref(4700, "immunization batch", "BT"),
    ref(4700, "referral", "9F", "S", 5, payer=True),
    amt(4750, "sales tax", "T"),
    amt(4750, "postage", "F4"),
    k3(4800),
    s(
        4850,
        "NTE",
        "note to a third party",
        "S",
        e(1, "kind", 363, "R", "TPO"),
        e(2, "text", 352, "R"),
        by=(1,),
    ),
    # without a qualifier, so that a note of a wrong kind stays with its line and is not taken for the claim's
    s(4850, "NTE", "line note", "S", e(1, "kind", 363, "R", "ADD DCP"), e(2, "text", 352, "R")),
    s(
        4880,
        "PS1",
        "purchased service",
        "S",
        e(1, "provider number", 127, "R"),
        e(2, "cost", 782, "R"),
    ),
    hcp(4920, line=True),
    loop(
        4930,
        "2410",
        "drug",
        "S",
        s(
            4930,
            "LIN",
            "drug",
            "R",
            e(2, "code list", 235, "R", "EN EO HI N4 ON UK UP"),
            e(3, "code", 234, "R", code_set_by=CodeSetBy(2, (("N4", "ndc"),))),
            syntax="P0405",
        ),
        s(
            4940,
            "CTP",
            "drug quantity",
            "R",
            e(4, "quantity", 380, "R"),
            composite(5, "unit", "R", e(1, "unit", 355, "R", "F2 GR ME ML UN"), size=15),
        ),
        ref(4950, "prescription or sequence", "VY XZ"),
    ),
    *LINE_PROVIDERS,
    loop(
        5400,
        "2430",
        "another payer's answer to the line",
        "S",
        s(
            5400,
            "SVD",
            "line adjudication",
            "R",
            e(1, "payer", 67, "R"),
            e(2, "paid", 782, "R"),
            procedure(3, "service paid", "R", "ER HC IV WK"),
            e(5, "units paid", 380, "R"),
            e(6, "bundled into line", 554),
        ),
        cas(5450, "adjustments of the line", 5, GROUPS_837),
        dtp(5500, "adjudication", "573", "R"),
        amt(5505, "left to the patient", "EAF"),
        repeats=15,
    ),
    loop(
        5510,
        "2440",
        "form",
        "S",
        s(5510, "LQ", "form", "R", e(1, "list", 1270, "R", "AS UT"), e(2, "form", 1271, "R"), syntax="C0102"),
        s(
            5520,
            "FRM",
            "answer",
            "R",
            e(1, "question", 350, "R"),
            e(2, "yes or no", 1073, "S", "N W Y"),
            e(3, "text", 127),
            e(4, "date", 373),
            e(5, "percent", 332),
            repeats=99,
            syntax="R02030405",
        ),
        repeats=UNLIMITED,
    ),
    repeats=50,
)

CLAIM_CONTENT: tuple[SegmentSpec | LoopSpec, ...] = (
    s(
        1300,
        "CLM",
        "claim",
        "R",
        e(1, "patient control number", 1028, "R"),
        e(2, "charge", 782, "R"),
        composite(
            5,
            "place of service",
            "R",
            e(1, "place", 1331, "R", code_set="place_of_service"),
            e(2, "list", 1332, "R", "B"),
            e(3, "frequency", 1325, "R"),
        ),
        e(6, "provider signature", 1073, "R", "N Y"),
        e(7, "assignment", 1359, "R", "A B C"),
        e(8, "benefits assigned", 1073, "R", "N W Y"),
        e(9, "release", 1363, "R", "I Y"),
        e(10, "patient signature", 1351, "S", "P"),
        composite(
            11,
            "related causes",
            "S",
            e(1, "cause", 1362, "R", "AA EM OA"),
            e(2, "cause", 1362, "S", "AA EM OA"),
            e(4, "state of accident", 156, "S", code_set="state"),
            e(5, "country of accident", 26, "S", code_set="country"),
        ),
        e(12, "special program", 1366, "S", "02 03 05 09"),
        e(20, "delay reason", 1514, "S", DELAY_REASONS),
    ),
    dtp(1350, "onset", "431"),
    dtp(1350, "initial treatment", "454"),
    dtp(1350, "last seen", "304"),
    dtp(1350, "acute manifestation", "453"),
    dtp(1350, "accident", "439"),
    dtp(1350, "last menstrual period", "484"),
    dtp(1350, "last X-ray", "455"),
    dtp(1350, "vision or hearing prescription", "471"),
    dtp(1350, "disability", "314 360 361", formats="D8 RD8"),
    dtp(1350, "last worked", "297"),
    dtp(1350, "return to work", "296"),
    dtp(1350, "admission", "435"),
    dtp(1350, "discharge", "096"),
    dtp(1350, "care assumed or given up", "090 091", "S", 2),
    dtp(1350, "first contact on casualty", "444"),
    dtp(1350, "received by repricer", "050"),
    pwk(1550),
    cn1(1600),
    amt(1750, "paid by the patient", "F5"),
    ref(1800, "service authorization exception", "4N", values="1 2 3 4 5 6 7"),
    ref(1800, "Medicare crossover", "F5", values="N Y"),
    ref(1800, "mammography certification", "EW"),
    ref(1800, "referral", "9F"),
    ref(1800, "authorization", "G1"),
    ref(1800, "payer's claim number", "F8"),
    ref(1800, "laboratory (CLIA)", "X4"),
    ref(1800, "repriced claim", "9A"),
    ref(1800, "adjusted repriced claim", "9C"),
    ref(1800, "investigational device", "LX"),
    ref(1800, "clearinghouse number", "D9"),
    ref(1800, "medical record", "EA"),
    ref(1800, "demonstration project", "P4"),
    ref(1800, "care plan oversight", "1J"),
    k3(1850),
    s(
        1900,
        "NTE",
        "claim note",
        "S",
        e(1, "kind", 363, "R", "ADD CER DCP DGN TPO"),
        e(2, "text", 352, "R"),
    ),
    cr1(1950),
    s(
        2000,
        "CR2",
        "spinal manipulation",
        "S",
        e(8, "condition", 1342, "R", "A C D E F G M"),
        e(10, "description", 352),
        e(11, "description", 352),
        syntax="P0102 C0403 P0506",
    ),
    ambulance_conditions(2200),
    crc(2200, "vision conditions", "E1 E2 E3", "L1 L2 L3 L4 L5", applies="N Y", count=5, repeats=3),
    crc(2200, "homebound", "75", "IH", applies="Y", count=1),
    crc(2200, "EPSDT referral", "ZZ", "AV NU S2 ST", applies="N Y", count=3),
    hi_codes("diagnoses", "ABK BK", "ABF BF", 12, "R"),
    hi_codes("anesthesia procedures", "BP", "BO", 2, "S"),
    hi_codes("condition codes", "BG", "BG", 12, "S", 2),
    hcp(2410, line=False),
    *CLAIM_PROVIDERS,
    OTHER_PAYER_LOOP,
    LINE_LOOP,
)


def claim_loop(usage: Usage) -> LoopSpec:
    """The claim, under the subscriber or under the patient."""
    return loop(1300, "2300", "claim", usage, *CLAIM_CONTENT, repeats=100)


ROOT = loop(
    0,
    "HEADER",
    "transaction",
    "R",
    st("837"),
    s(
        100,
        "BHT",
        "beginning",
        "R",
        e(1, "structure", 1005, "R", "0019"),
        e(2, "purpose", 353, "R", "00 18"),
        e(3, "reference", 127, "R"),
        e(4, "date", 373, "R"),
        e(5, "time", 337, "R"),
        e(6, "kind", 640, "R", "31 CH RP"),
    ),
    loop(
        200,
        "1000A",
        "submitter",
        "R",
        nm1(200, "submitter", "41", "1 2", suffix="N", id_usage="R", id_codes="46"),
        per(450, "submitter contact", "IC", "R", 2, first="EM FX TE", more="EM EX FX TE", third="EM EX FX TE"),
    ),
    loop(
        200,
        "1000B",
        "receiver",
        "R",
        nm1(200, "receiver", "40", "2", id_usage="R", id_codes="46"),
    ),
    loop(
        500,
        "2000A",
        "billing provider level",
        "R",
        hl("20", "1", name="billing provider level", has_parent=False),
        prv(30, "BI"),
        cur(100),
        *BILLING_LOOPS,
        loop(
            500,
            "2000B",
            "subscriber level",
            "R",
            hl("22", "0 1", name="subscriber level", has_parent=True),
            s(
                50,
                "SBR",
                "coverage",
                "R",
                e(1, "rank", 1138, "R", RANKS),
                e(2, "relationship", 1069, "S", "18"),
                e(3, "group number", 127),
                e(4, "group name", 93),
                e(5, "insurance type", 1336, "S", "12 13 14 15 16 41 42 43 47"),
                e(9, "filing indicator", 1032, "S", FILING_837),
            ),
            pat("S", dependent=False),
            *SUBSCRIBER_LOOPS,
            claim_loop("S"),
            loop(
                2000,
                "2000C",
                "patient level",
                "S",
                hl("23", "0", name="patient level", has_parent=True),
                pat("R", dependent=True),
                PATIENT_LOOP,
                claim_loop("R"),
                repeats=UNLIMITED,
            ),
            repeats=UNLIMITED,
        ),
        repeats=UNLIMITED,
    ),
    se(5550),
)

GUIDE = GuideSpec(
    transaction="837P",
    st01="837",
    gs01="HC",
    versions=("005010X222A1", "005010X222A2", "005010X222"),
    root=ROOT,
    outdated=("004010X098A1", "004010X098"),
)
