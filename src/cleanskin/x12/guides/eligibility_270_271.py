"""Eligibility, 270 and 271: every loop, segment and element of 005010X279A1, as a table.

The question and its answer share their levels: the payer (2000A), who asks (2000B), the subscriber (2000C), the
dependent (2000D).  Facts of the guide in the project's own short words; its prose is not here.  Read `declare.py` for
the notation.  Lists of codes that grew after the guide was printed are wide rather than narrow [check].
"""

from cleanskin.x12.guide import UNLIMITED, GuideSpec, LoopSpec, SegmentSpec
from cleanskin.x12.guides.declare import composite, e, loop, s
from cleanskin.x12.guides.inquiry_parts import (
    PROVIDER_ROLES,
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
    with_elements,
)
from cleanskin.x12.guides.parts import DIAGNOSIS_BY_KIND, amt, dtp, n3, n4, nm1, per, ref, se, st

SERVICE_TYPES = (
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 30 32 33 34 35 36 37 38 39 40 41 42 "
    "43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 "
    "80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE AF AG "
    "AH AI AJ AK AL AM AN AO AQ AR B1 B2 B3 BA BB BC BD BE BF BG BH BI BJ BK BL BM BN BP BQ BR BS BT BU BV BW BX BY "
    "BZ C1 CA CB CC CD CE CF CG CH CI CJ CK CL CM CN CO CP CQ DG DM DS GF GN GY IC MH NI ON PT PU RN RT TC TN UC"
)
"""What kinds of service a benefit is for (data element 1365)."""

BENEFIT_KINDS = "1 2 3 4 5 6 7 8 A B C CB D E F G H I J K L M MC N O P Q R S T U V W X Y"
COVERAGE_LEVELS = "CHD DEP ECH EMP ESP FAM IND SPC SPO"
INSURANCE_TYPES = (
    "12 13 14 15 16 41 42 43 47 AP C1 CO CP D DB EP FF GP HM HN HS IN IP LC LD LI LT MA MB MC MH MI MP OT PE PL PP PR "
    "PS QM RP SP TF WC WU"
)
PERIODS = "6 7 13 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36"
COUNTED = "8H 99 CA CE D3 DB DY HS LA LE M2 MN P6 QA S7 S8 VS YY"
SERVICE_LISTS = "AD CJ HC ID IV N4 ZZ"

SOURCES = "2B 36 GP P5 PR"
SOURCE_IDS = "24 46 FI NI PI XV XX"
RECEIVERS = "1P 2B 36 80 FA GP P5 PR"
RECEIVER_IDS = "24 34 FI PI PP SV XV XX"
RECEIVER_NUMBERS = "0B 1C 1D 1J 4A CT EL EO HPI JD N5 N7 Q4 SY TJ"
PERSON_NUMBERS = "18 1L 1W 3H 6P CT EA EJ F6 GH HJ IG N6 NQ SY Y4"
BENEFIT_NUMBERS = "18 1L 1W 49 6P 9F ALS CLI F6 FO G1 IG M7 N6 NQ"
PERSON_NUMBER_LISTS = "9K D3 EI HPI PXC SY TJ"

SOURCE_REASONS = "04 41 42 79"
RECEIVER_REASONS = "15 41 43 44 45 46 47 48 50 51 79 97 T4"
PERSON_REASONS = (
    "15 33 35 42 43 45 47 48 49 51 52 53 56 57 58 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 98 AA AE AF "
    "AG AO CI E8 IA MA"
)
BENEFIT_REASONS = "15 33 52 53 54 55 56 57 60 61 62 63 69 70 98 AA AE AF AG AO CI E8 IA MA"

PERSON_DATES = "096 102 152 291 307 318 340 341 342 343 346 347 356 357 382 435 442 458 472 539 540 636 771"
BENEFIT_DATES = "096 193 194 198 290 291 292 295 304 307 318 346 348 349 356 357 435 472 636 771"

RELATED = "13 1I 1P 2B 36 73 FA GP GW I3 IL LR OC P3 P4 P5 PR PRP SEP TTP VER VN VY X3 Y2"
RELATED_IDS = "24 34 46 FA FI II MI NI PI PP SV XV XX"
WAYS = "ED EM FX TE UR WP"
MORE_WAYS = "ED EM EX FX TE UR WP"


def _ins(*, dependent: bool, answer: bool) -> SegmentSpec:
    """How the person is related to the subscriber."""
    relations = "01 19 20 21 34 39 40 53 G8" if dependent else "18"
    parts = [
        e(1, "is the subscriber", 1073, "R", "N" if dependent else "Y"),
        e(2, "relationship", 1069, "R", relations),
        e(17, "birth order", 1470),
    ]
    if answer:
        parts += [e(3, "change", 875, "S", "001"), e(4, "reason of the change", 1203, "S", "25")]
    return s(1100, "INS", "relationship", "S", *parts)


def _hi() -> SegmentSpec:
    """Diagnoses."""
    places = (
        composite(
            at,
            "diagnosis",
            "R" if at == 1 else "S",
            e(1, "list", 1270, "R", "ABK BK" if at == 1 else "ABF BF"),
            e(2, "code", 1271, "R", code_set_by=DIAGNOSIS_BY_KIND),
            size=9,
        )
        for at in range(1, 9)
    )
    return s(1150, "HI", "diagnoses", "S", *places)


MPI = s(
    1275,
    "MPI",
    "military service",
    "S",
    e(1, "status of the information", 1201, "R", "A C L O P S T U"),
    e(2, "employment", 584, "R"),
    e(3, "branch", 1595, "R"),
    e(4, "description", 352),
    e(5, "rank", 1596),
    e(6, "format", 1250, "S", "D8 RD8"),
    e(7, "period", 1251, "S", format_at=6),
    syntax="P0607",
)

EQ = s(
    1300,
    "EQ",
    "benefit asked for",
    "R",
    e(1, "service types", 1365, "S", SERVICE_TYPES, repeats=99),
    service(2, "service", "S", SERVICE_LISTS),
    e(3, "coverage level", 1207, "S", COVERAGE_LEVELS),
    pointers(5, "diagnoses"),
    syntax="R0102",
)

EB = s(
    1300,
    "EB",
    "benefit",
    "R",
    e(1, "kind of information", 1390, "R", BENEFIT_KINDS),
    e(2, "coverage level", 1207, "S", COVERAGE_LEVELS),
    e(3, "service types", 1365, "S", SERVICE_TYPES, repeats=99),
    e(4, "insurance type", 1336, "S", INSURANCE_TYPES),
    e(5, "plan", 1204),
    e(6, "period", 615, "S", PERIODS),
    e(7, "amount", 782),
    e(8, "share", 954),
    e(9, "counted", 673, "S", COUNTED),
    e(10, "count", 380),
    e(11, "authorization needed", 1073, "S", "N U Y"),
    e(12, "in network", 1073, "S", "N U W Y"),
    service(13, "service", "S", SERVICE_LISTS, ranged=True),
    pointers(14, "diagnoses"),
    syntax="P0910",
)

INQUIRY = loop(
    1300,
    "2110",
    "benefit asked for",
    "S",
    EQ,
    amt(1350, "spend-down", "R"),
    amt(1350, "billed amount", "PB"),
    s(
        1700,
        "III",
        "place or diagnosis",
        "S",
        e(1, "list", 1270, "R", "BF BK ZZ"),
        e(2, "code", 1271, "R"),
        repeats=10,
        syntax="P0102",
    ),
    ref(1900, "authorization or referral", "9F G1"),
    dtp(2000, "date asked for", "291", formats="D8 RD8"),
    repeats=99,
)

RELATED_LOOP = loop(
    3400,
    "2120",
    "somebody concerned",
    "S",
    with_elements(
        nm1(3400, "somebody concerned", RELATED, "1 2", usage="R", last="S", id_codes=RELATED_IDS),
        e(10, "relation to the patient", 706, "S", "01 02 27 41 48 65 72"),
    ),
    n3(3600, "S"),
    n4(3700, "S"),
    per(3800, "contact", "IC", "S", 3, first=WAYS, more=MORE_WAYS, third=MORE_WAYS, first_usage="S"),
    provider_role(3900, PROVIDER_ROLES, PERSON_NUMBER_LISTS),
    repeats=23,
)

BENEFIT = loop(
    1300,
    "2110",
    "benefit",
    "S",
    EB,
    delivery(
        1350,
        "delivery of the service",
        quantities="DY FL HS MN VS",
        per="DA MO VS WK YR",
        periods=PERIODS,
        repeats=9,
    ),
    ref(1400, "number of the benefit", BENEFIT_NUMBERS, "S", 9, described=True),
    dtp(1500, "date of the benefit", BENEFIT_DATES, "S", 20, formats="D8 RD8"),
    aaa(1600, BENEFIT_REASONS),
    s(2500, "MSG", "message", "S", e(1, "text", 933, "R"), repeats=10),
    loop(
        2600,
        "2115",
        "condition of the benefit",
        "S",
        s(
            2600,
            "III",
            "condition of the benefit",
            "R",
            e(1, "list", 1270, "S", "BF BK GR NI ZZ"),
            e(2, "code", 1271),
            e(3, "category", 1136, "S", "44"),
            e(4, "text", 933),
            syntax="P0102",
        ),
        repeats=10,
    ),
    s(3300, "LS", "names begin", "S", e(1, "loop", 447, "R", "2120")),
    RELATED_LOOP,
    s(4000, "LE", "names end", "S", e(1, "loop", 447, "R", "2120")),
    repeats=UNLIMITED,
)


def _suffixed(part: LoopSpec, letter: str) -> LoopSpec:
    """Give a loop of a person, and those inside it, the letter of the person's level."""
    inner = (_suffixed(item, letter) if isinstance(item, LoopSpec) else item for item in part.content)
    return LoopSpec(
        id=part.id + letter,
        name=part.name,
        position=part.position,
        content=tuple(inner),
        usage=part.usage,
        max_repeats=part.max_repeats,
    )


def _person(letter: str, name: str, code: str, *, answer: bool) -> LoopSpec:
    """The subscriber or a dependent, with what is asked or answered about the person."""
    dependent = letter == "D"
    named = (
        nm1(300, name, code, "1", last="S", id_usage="N")
        if dependent
        else nm1(300, name, code, "1", last="S", id_codes="II MI")
    )
    return loop(
        300,
        f"2100{letter}",
        name,
        "R",
        also(named, "QC") if dependent else named,
        ref(400, "number of the person", PERSON_NUMBERS, "S", 9, described=answer),
        n3(600, "S"),
        n4(700, "S"),
        *([aaa(850, PERSON_REASONS)] if answer else []),
        provider_role(900, PROVIDER_ROLES, PERSON_NUMBER_LISTS),
        dmg(1000, "F M U" if answer else "F M"),
        _ins(dependent=dependent, answer=answer),
        _hi(),
        dtp(1200, "date of the person", PERSON_DATES, "S", 9, formats="D8 RD8")
        if answer
        else dtp(1200, "date asked for", "102 291", "S", 2, formats="D8 RD8"),
        *([MPI] if answer else []),
        _suffixed(BENEFIT if answer else INQUIRY, letter),
    )


def _members(*, answer: bool) -> LoopSpec:
    """The subscriber's level with the dependents below."""
    traces = trn(200, "1 2" if answer else "1", "S", 3 if answer else 2)
    dependents = loop(
        2000,
        "2000D",
        "dependent",
        "S",
        hl("23", "0", name="dependent's level"),
        traces,
        _person("D", "dependent", "03", answer=answer),
        repeats=UNLIMITED,
    )
    return loop(
        2000,
        "2000C",
        "subscriber",
        "S" if answer else "R",
        hl("22", "0 1", name="subscriber's level"),
        traces,
        _person("C", "subscriber", "IL", answer=answer),
        dependents,
        repeats=UNLIMITED,
    )


def _root(*, answer: bool) -> LoopSpec:
    receivers = loop(
        2000,
        "2000B",
        "who asks",
        "S" if answer else "R",
        hl("21", "0 1" if answer else "1", name="asker's level"),
        loop(
            300,
            "2100B",
            "who asks",
            "R",
            nm1(300, "who asks", RECEIVERS, "1 2", last="S", id_usage="R", id_codes=RECEIVER_IDS),
            ref(400, "second number of the asker", RECEIVER_NUMBERS, "S", 9, described=True),
            n3(600, "S"),
            n4(700, "S"),
            *([aaa(850, RECEIVER_REASONS)] if answer else []),
            provider_role(900, PROVIDER_ROLES, "PXC"),
        ),
        _members(answer=answer),
        repeats=UNLIMITED,
    )
    sources = loop(
        2000,
        "2000A",
        "payer",
        "R",
        hl("20", "0 1" if answer else "1", name="payer's level", has_parent=False),
        *([aaa(250, SOURCE_REASONS)] if answer else []),
        loop(
            300,
            "2100A",
            "payer",
            "R",
            nm1(300, "payer", SOURCES, "1 2", last="S", id_usage="R", id_codes=SOURCE_IDS),
            *(
                [
                    per(800, "contact", "IC", "S", 3, first=WAYS, more=MORE_WAYS, third=MORE_WAYS, first_usage="S"),
                    aaa(850, f"{SOURCE_REASONS} 80 T4"),
                ]
                if answer
                else []
            ),
        ),
        receivers,
        repeats=UNLIMITED,
    )
    code = "271" if answer else "270"
    begin = bht("0022", "06 11" if answer else "01 13", kinds="RT", reference="S")
    return loop(0, "HEADER", "transaction", "R", st(code), begin, sources, se(3000))


INQUIRY_GUIDE = GuideSpec(
    transaction="270",
    st01="270",
    gs01="HS",
    versions=("005010X279A1", "005010X279"),
    root=_root(answer=False),
    outdated=("004010X092A1", "004010X092"),
)
ANSWER_GUIDE = GuideSpec(
    transaction="271",
    st01="271",
    gs01="HB",
    versions=("005010X279A1", "005010X279"),
    root=_root(answer=True),
    outdated=("004010X092A1", "004010X092"),
)
GUIDES = (INQUIRY_GUIDE, ANSWER_GUIDE)
