"""Segments that stand at many places of a guide with little change: names, addresses, numbers, dates, adjustments."""

from cleanskin.x12.guide import CodeSetBy, ElementSpec, SegmentSpec, Usage
from cleanskin.x12.guides.declare import composite, e, s

NPI_IF_XX = CodeSetBy(8, (("XX", "npi"),))
PROCEDURE_IF_HC = CodeSetBy(1, (("HC", "hcpcs"), ("N4", "ndc"), ("NU", "revenue_code")))
DIAGNOSIS_BY_KIND = CodeSetBy(1, (("ABK", "icd10cm"), ("ABF", "icd10cm"), ("BK", "icd9cm"), ("BF", "icd9cm")))

FILING_837 = "11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ"
FILING_835 = "12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ"
RANKS = "A B C D E F G H P S T U"
RELATIONSHIPS = "01 18 19 20 21 39 40 53 G8"
ADJUSTMENT_GROUPS = "CO OA PI PR"


def st(code: str) -> SegmentSpec:
    """The head of a transaction."""
    return s(
        50,
        "ST",
        "transaction head",
        "R",
        e(1, "transaction", 143, "R", code),
        e(2, "control number", 329, "R"),
        e(3, "guide version", 1705, "N" if code in ("835", "997") else "R"),
    )


def se(position: int) -> SegmentSpec:
    """The end of a transaction."""
    return s(position, "SE", "transaction end", "R", e(1, "segment count", 96, "R"), e(2, "control number", 329, "R"))


def nm1(
    position: int,
    name: str,
    code: str,
    entity: str,
    *,
    usage: Usage = "R",
    last: Usage = "R",
    first: Usage = "S",
    middle: Usage = "S",
    suffix: Usage = "S",
    id_usage: Usage = "S",
    id_codes: str = "XX",
    repeats: int = 1,
) -> SegmentSpec:
    """Who: an entity by its role code; person's names; one identifier."""
    person = "1" in entity
    parts = [e(1, "role", 98, "R", code), e(2, "person or organization", 1065, "R", entity)]
    if last != "N":
        parts.append(e(3, "name or last name", 1035, last))
    if person and last != "N":
        parts += [e(4, "first name", 1036, first), e(5, "middle name", 1037, middle), e(7, "suffix", 1039, suffix)]
    if id_usage != "N":
        parts.append(e(8, "identifier kind", 66, id_usage, id_codes))
        parts.append(e(9, "identifier", 67, id_usage, code_set_by=NPI_IF_XX))
    return s(position, "NM1", name, usage, *parts, repeats=repeats, by=(1,), syntax="P0809 C1110 C1203")


def n3(position: int, usage: Usage) -> SegmentSpec:
    """Street address."""
    return s(position, "N3", "street address", usage, e(1, "first line", 166, "R"), e(2, "second line", 166))


def n4(position: int, usage: Usage) -> SegmentSpec:
    """City, state, postal code."""
    return s(
        position,
        "N4",
        "city, state, postal code",
        usage,
        e(1, "city", 19, "R"),
        e(2, "state", 156, code_set="state"),
        e(3, "postal code", 116, code_set="postal"),
        e(4, "country", 26, code_set="country"),
        e(7, "country subdivision", 1715),
        syntax="E0207 C0605 C0704",
    )


def ref(
    position: int,
    name: str,
    codes: str,
    usage: Usage = "S",
    repeats: int = 1,
    *,
    described: bool = False,
    values: str = "",
    payer: bool = False,
    last: int = 127,
) -> SegmentSpec:
    """A number of some kind; `payer` lets it say to which other payer the number belongs."""
    parts = [e(1, "kind", 128, "R", codes), e(2, "number", last, "R", values)]
    if described:
        parts.append(e(3, "description", 352))
    if payer:
        parts.append(
            composite(
                4,
                "payer concerned",
                "S",
                e(1, "kind", 128, "R", "2U"),
                e(2, "payer number", 127, "R"),
                size=6,
            )
        )
    return s(position, "REF", name, usage, *parts, repeats=repeats, by=(1,), syntax="R0203")


def per(
    position: int,
    name: str,
    function: str,
    usage: Usage,
    repeats: int = 1,
    *,
    first: str,
    more: str = "",
    third: str = "",
    first_usage: Usage = "R",
) -> SegmentSpec:
    """Whom to ask, by up to three ways; with one way only, nobody is named."""
    parts = [
        e(1, "function", 366, "R", function),
        e(3, "first way", 365, first_usage, first),
        e(4, "first number", 364, first_usage),
    ]
    if more:
        parts += [e(2, "name", 93), e(5, "second way", 365, "S", more), e(6, "second number", 364)]
    if third:
        parts += [e(7, "third way", 365, "S", third), e(8, "third number", 364)]
    return s(position, "PER", name, usage, *parts, repeats=repeats, by=(1,), syntax="P0304 P0506 P0708")


def dtp(
    position: int, name: str, codes: str, usage: Usage = "S", repeats: int = 1, *, formats: str = "D8"
) -> SegmentSpec:
    """A dated fact."""
    return s(
        position,
        "DTP",
        name,
        usage,
        e(1, "kind", 374, "R", codes),
        e(2, "format", 1250, "R", formats),
        e(3, "date", 1251, "R", format_at=2),
        repeats=repeats,
        by=(1,),
    )


def dtm(position: int, name: str, codes: str, usage: Usage = "S", repeats: int = 1) -> SegmentSpec:
    """A dated fact of a remittance."""
    return s(
        position,
        "DTM",
        name,
        usage,
        e(1, "kind", 374, "R", codes),
        e(2, "date", 373, "R"),
        repeats=repeats,
        by=(1,),
        syntax="R020305 C0403 P0506",
    )


def amt(position: int, name: str, codes: str, usage: Usage = "S", repeats: int = 1) -> SegmentSpec:
    """An amount of some kind."""
    return s(
        position,
        "AMT",
        name,
        usage,
        e(1, "kind", 522, "R", codes),
        e(2, "amount", 782, "R"),
        repeats=repeats,
        by=(1,),
    )


def qty(position: int, name: str, codes: str, repeats: int = 1) -> SegmentSpec:
    """A count of some kind."""
    return s(
        position,
        "QTY",
        name,
        "S",
        e(1, "kind", 673, "R", codes),
        e(2, "count", 380, "R"),
        repeats=repeats,
        by=(1,),
        syntax="R0204 E0204",
    )


def cas(position: int, name: str, repeats: int, groups: str = ADJUSTMENT_GROUPS) -> SegmentSpec:
    """Adjustments of one group, up to six."""
    parts = [e(1, "group", 1033, "R", groups)]
    for index in range(6):
        first = 2 + 3 * index
        parts += [
            e(first, "reason", 1034, "S" if index else "R", code_set="carc"),
            e(first + 1, "amount", 782, "S" if index else "R"),
            e(first + 2, "units", 380),
        ]
    syntax = "L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 C1817 C1917"
    return s(position, "CAS", name, "S", *parts, repeats=repeats, syntax=syntax)


def crc(position: int, name: str, category: str, conditions: str, *, applies: str, count: int, repeats: int = 1,
        usage: Usage = "S") -> SegmentSpec:  # fmt: skip
    """Conditions that apply or not."""
    parts = [e(1, "category", 1136, "R", category), e(2, "applies", 1073, "R", applies)]
    parts += [e(3 + i, "condition", 1321, "S" if i else "R", conditions) for i in range(count)]
    return s(position, "CRC", name, usage, *parts, repeats=repeats, by=(1,))


def procedure(position: int, name: str, usage: Usage, qualifiers: str, *, bare: bool = False,
              described: bool = True) -> ElementSpec:  # fmt: skip
    """A coded service with its modifiers and description, or `bare`."""
    parts = [
        e(1, "code list", 235, "R", qualifiers),
        e(2, "code", 234, "R", code_set_by=PROCEDURE_IF_HC),
    ]
    if not bare:
        parts += [e(i, "modifier", 1339, "S", code_set="modifier") for i in (3, 4, 5, 6)]
    if described and not bare:
        parts.append(e(7, "description", 352))
    return composite(position, name, usage, *parts, size=8)


def prv(position: int, code: str, usage: Usage = "S") -> SegmentSpec:
    """A provider's specialty."""
    return s(
        position,
        "PRV",
        "specialty",
        usage,
        e(1, "role", 1221, "R", code),
        e(2, "list", 128, "R", "PXC"),
        e(3, "taxonomy", 127, "R", code_set="taxonomy"),
        by=(1,),
        syntax="P0203",
    )


def moa(position: int) -> SegmentSpec:
    """Outpatient adjudication information."""
    return s(
        position,
        "MOA",
        "outpatient adjudication",
        "S",
        e(1, "reimbursement rate", 954),
        e(2, "payable amount", 782),
        *[e(i, "remark", 127, "S", code_set="rarc") for i in (3, 4, 5, 6, 7)],
        e(8, "kidney disease amount", 782),
        e(9, "professional component", 782),
    )
