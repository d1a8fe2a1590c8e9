"""The remittance, 835: every loop, segment and element of 005010X221A1, as a table.

Facts of the guide in the project's own short words; its prose is not here.  Read `declare.py` for the notation.
"""

from cleanskin.x12.guide import UNLIMITED, CodeSetBy, ElementSpec, GuideSpec, SegmentSpec, Usage
from cleanskin.x12.guides.declare import composite, e, loop, s
from cleanskin.x12.guides.parts import (
    FILING_835,
    amt,
    cas,
    dtm,
    moa,
    n3,
    n4,
    nm1,
    per,
    procedure,
    qty,
    ref,
    se,
    st,
)

PROVIDER_NUMBERS = "0B 1A 1B 1C 1D 1G 1H 1J D3 G2"
PROVIDER_ADJUSTMENTS = (
    "50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE "
    "SL TL WO WU"
)


def n1(name: str, code: str, id_usage: Usage, id_codes: str) -> SegmentSpec:
    """Payer or payee."""
    return s(
        800,
        "N1",
        name,
        "R",
        e(1, "role", 98, "R", code),
        e(2, "name", 93, "R"),
        e(3, "identifier kind", 66, id_usage, id_codes),
        e(4, "identifier", 67, id_usage, code_set_by=CodeSetBy(3, (("XX", "npi"),))),
        by=(1,),
        syntax="R0203 P0304",
    )


def _account(first: int, kinds: str) -> tuple[ElementSpec, ...]:
    """Bank and account of one side of the transfer."""
    return (
        e(first, "routing number kind", 506, "S", "01 04"),
        e(first + 1, "routing number", 507),
        e(first + 2, "account kind", 569, "S", kinds),
        e(first + 3, "account", 508),
    )


def person(
    name: str, code: str, entity: str, ids: str, *, usage: Usage = "S", last: Usage = "S", id_usage: Usage = "S"
) -> SegmentSpec:
    """Somebody a remittance claim names."""
    return nm1(300, name, code, entity, usage=usage, last=last, id_usage=id_usage, id_codes=ids)


HEADER: tuple[SegmentSpec, ...] = (
    s(
        200,
        "BPR",
        "payment",
        "R",
        e(1, "handling", 305, "R", "C D H I P U X"),
        e(2, "amount", 782, "R"),
        e(3, "credit or debit", 478, "R", "C D"),
        e(4, "method", 591, "R", "ACH BOP CHK FWT NON"),
        e(5, "format", 812, "S", "CCP CTX"),
        *_account(6, "DA"),
        e(10, "payer's company number", 509),
        e(11, "payer's supplement", 510),
        *_account(12, "DA SG"),
        e(16, "date", 373, "R"),
        syntax="P0607 C0809 P1213 C1415 P1819 C2021",
    ),
    s(
        400,
        "TRN",
        "trace",
        "R",
        e(1, "kind", 481, "R", "1"),
        e(2, "trace number", 127, "R"),
        e(3, "payer number", 509, "R"),
        e(4, "supplement", 127),
    ),
    s(
        500,
        "CUR",
        "currency",
        "S",
        e(1, "whose", 98, "R", "PR"),
        e(2, "currency", 100, "R", code_set="currency"),
    ),
    ref(600, "receiver", "EV"),
    ref(600, "version of the payer's system", "F2"),
    dtm(700, "production", "405"),
)

PAYER_LOOP = loop(
    800,
    "1000A",
    "payer",
    "R",
    n1("payer", "PR", "S", "XV"),
    n3(1000, "R"),
    n4(1100, "R"),
    ref(1200, "second number of the payer", "2U EO HI NF", "S", 4),
    per(1300, "claim contact", "CX", "S", first="EM FX TE", more="EM EX FX TE", third="EX", first_usage="S"),
    per(
        1300,
        "technical contact",
        "BL",
        "R",
        UNLIMITED,
        first="EM TE UR",
        more="EM EX FX TE UR",
        third="EM EX FX UR",
        first_usage="S",
    ),
    per(1300, "web page", "IC", "S", first="UR", first_usage="R"),
)

PAYEE_LOOP = loop(
    800,
    "1000B",
    "payee",
    "R",
    n1("payee", "PE", "R", "FI XV XX"),
    n3(1000, "S"),
    n4(1100, "S"),
    ref(1200, "second number of the payee", "0B D3 PQ TJ", "S", UNLIMITED),
    s(
        1400,
        "RDM",
        "delivery of the remittance",
        "S",
        e(1, "method", 756, "R", "BM EM FT OL"),
        e(2, "name", 93),
        e(3, "number", 364),
    ),
)

TS3 = s(
    50,
    "TS3",
    "provider summary",
    "S",
    e(1, "provider", 127, "R"),
    e(2, "facility type", 1331, "R"),
    e(3, "fiscal period end", 373, "R"),
    e(4, "claims", 380, "R"),
    e(5, "charges", 782, "R"),
    *[e(i, "no longer used", 782, "N") for i in (6, 7, 8, 9, 10, 11, 12, 14, 16, 19)],
    e(13, "secondary payer", 782),
    e(15, "non-laboratory charges", 782),
    e(17, "coded charges payable", 782),
    e(18, "coded charges", 782),
    e(20, "professional component", 782),
    e(21, "secondary payer liability", 782),
    e(22, "reimbursed by the patient", 782),
    e(23, "review claims", 380),
    e(24, "review amount", 782),
)

TS2 = s(
    70,
    "TS2",
    "inpatient summary",
    "S",
    *[
        e(i, name, 380 if i in (7, 10, 11, 12, 13, 14, 16) else 782)
        for i, name in enumerate(
            (
                "diagnosis group amount",
                "federal amount",
                "hospital amount",
                "disproportionate share",
                "capital",
                "indirect education",
                "outlier days",
                "day outliers",
                "cost outliers",
                "average stay",
                "discharges",
                "cost report days",
                "covered days",
                "noncovered days",
                "pass-through amount",
                "average weight",
                "capital federal amount",
                "capital hospital amount",
                "disproportionate share group amount",
            ),
            1,
        )
    ],
)

MIA = s(
    330,
    "MIA",
    "inpatient adjudication",
    "S",
    e(1, "covered days or visits", 380, "R"),
    e(2, "operating outlier", 782),
    e(3, "lifetime psychiatric days", 380),
    e(4, "diagnosis group amount", 782),
    e(5, "remark", 127, "S", code_set="rarc"),
    e(6, "disproportionate share", 782),
    e(7, "secondary payer pass-through", 782),
    e(8, "capital", 782),
    e(9, "capital federal", 782),
    e(10, "capital hospital", 782),
    e(11, "capital disproportionate share", 782),
    e(12, "old capital", 782),
    e(13, "capital indirect education", 782),
    e(14, "operating hospital", 782),
    e(15, "cost report days", 380),
    e(16, "operating federal", 782),
    e(17, "capital outlier", 782),
    e(18, "indirect teaching", 782),
    e(19, "professional component", 782),
    *[e(i, "remark", 127, "S", code_set="rarc") for i in (20, 21, 22, 23)],
    e(24, "capital exception", 782),
)

LINE_LOOP = loop(
    700,
    "2110",
    "service payment",
    "S",
    s(
        700,
        "SVC",
        "service payment",
        "R",
        procedure(1, "service paid", "R", "AD ER HC HP IV N4 N6 NU UI WK", described=False),
        e(2, "charge", 782, "R"),
        e(3, "paid", 782, "R"),
        e(4, "revenue code", 234, "S", code_set="revenue_code"),
        e(5, "units paid", 380),
        procedure(6, "service billed", "S", "AD ER HC HP IV N4 NU WK"),
        e(7, "units billed", 380),
    ),
    dtm(800, "service", "150 151 472", "S", 2),
    cas(900, "adjustments of the line", 99),
    ref(1000, "service number", "1S APC BB E9 G1 G3 LU RB", "S", 8),
    ref(1000, "line control number", "6R"),
    ref(1000, "rendering provider", "0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ", "S", 10),
    ref(1000, "policy", "0K", "S", 5),
    amt(1100, "informational amount", "B6 KH T T2 ZK ZL ZM ZN ZO", "S", 9),
    qty(1200, "informational count", "ZK ZL ZM ZN ZO", 6),
    s(
        1300,
        "LQ",
        "remark",
        "S",
        e(1, "list", 1270, "R", "HE RX"),
        e(2, "code", 1271, "R", code_set_by=CodeSetBy(1, (("HE", "rarc"),))),
        repeats=99,
        syntax="C0102",
    ),
    repeats=999,
)

CLAIM_LOOP = loop(
    100,
    "2100",
    "claim payment",
    "R",
    s(
        100,
        "CLP",
        "claim payment",
        "R",
        e(1, "patient control number", 1028, "R"),
        e(2, "status", 1029, "R", "1 2 3 4 19 20 21 22 23 25"),
        e(3, "charge", 782, "R"),
        e(4, "paid", 782, "R"),
        e(5, "left to the patient", 782),
        e(6, "filing indicator", 1032, "R", FILING_835),
        e(7, "payer control number", 127, "R"),
        e(8, "place of service", 1331),
        e(9, "frequency", 1325),
        e(11, "diagnosis group", 1354),
        e(12, "weight", 380),
        e(13, "share of discharge", 954),
    ),
    cas(200, "adjustments of the claim", 99),
    person("patient", "QC", "1", "34 HN II MI MR", usage="R"),
    person("insured", "IL", "1 2", "FI II MI", id_usage="R"),
    person("corrected patient or insured", "74", "1 2", "C"),
    person("rendering provider", "82", "1 2", "BD BS FI MC PC SL UP XX", id_usage="R"),
    person("crossover payer", "TT", "2", "AD FI NI PI PP XV", last="R", id_usage="R"),
    person("corrected priority payer", "PR", "2", "AD FI NI PI PP XV", last="R", id_usage="R"),
    person("other subscriber", "GB", "1 2", "FI II MI"),
    MIA,
    moa(350),
    ref(400, "other number of the claim", "1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY", "S", 5),
    ref(400, "rendering provider's number", "0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU", "S", 10),
    dtm(500, "statement from or to", "232 233", "S", 2),
    dtm(500, "coverage expired", "036"),
    dtm(500, "claim received", "050"),
    per(600, "claim contact", "CX", "S", 2, first="EM FX TE", more="EM EX FX TE", third="EX"),
    amt(620, "informational amount", "AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO", "S", 13),
    qty(640, "informational count", "CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO", 14),
    LINE_LOOP,
    repeats=UNLIMITED,
)


def _plb_pair(index: int) -> tuple[ElementSpec, ElementSpec]:
    """One adjustment of the payment."""
    first = 3 + 2 * index
    usage: Usage = "S" if index else "R"
    return (
        composite(
            first,
            "adjustment",
            usage,
            e(1, "reason", 426, "R", PROVIDER_ADJUSTMENTS, code_set="plb_reason"),
            e(2, "reference", 127),
        ),
        e(first + 1, "amount", 782, usage),
    )


ROOT = loop(
    0,
    "HEADER",
    "transaction",
    "R",
    st("835"),
    *HEADER,
    PAYER_LOOP,
    PAYEE_LOOP,
    loop(
        2000,
        "2000",
        "header number",
        "S",
        s(30, "LX", "header number", "R", e(1, "number", 554, "R")),
        TS3,
        TS2,
        CLAIM_LOOP,
        repeats=UNLIMITED,
    ),
    s(
        3000,
        "PLB",
        "provider adjustment",
        "S",
        e(1, "provider", 127, "R"),
        e(2, "fiscal period end", 373, "R"),
        *[part for index in range(6) for part in _plb_pair(index)],
        repeats=UNLIMITED,
        syntax="P0506 P0708 P0910 P1112 P1314",
    ),
    se(3100),
)

GUIDE = GuideSpec(
    transaction="835",
    st01="835",
    gs01="HP",
    versions=("005010X221A1", "005010X221"),
    root=ROOT,
    outdated=("004010X091A1", "004010X091"),
)
