"""The acknowledgement of claims, 277CA: every loop, segment and element of 005010X214, as a table.

Facts of the guide in the project's own short words; its prose is not here.  Read `declare.py` for the notation.

Some senders write the level, the name or the trace of another transaction: a subscriber's level (22) for the patient's
(PT), a service provider (1P) for the billing provider (85), one kind of trace for the other.  Such segments are placed
by `placed_too` as what they stand for, and the walker says that their code is not the guide's.
"""

import msgspec

from cleanskin.x12.guide import UNLIMITED, ElementSpec, GuideSpec, Qualifier, SegmentSpec, Usage
from cleanskin.x12.guides.declare import codes_of, composite, e, loop, s
from cleanskin.x12.guides.parts import NPI_IF_XX, amt, dtp, procedure, qty, ref, se, st

SUBMITTER_ENTITIES = "36 40 41 AY PR"
PROVIDER_ENTITIES = "36 40 41 77 82 85 87 AY PR"
CLAIM_ENTITIES = "03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU"
PROVIDER_NUMBERS = "0B 1G G2 LU SY TJ"
SERVICES = "AD ER HC HP IV NU WK"


def placed_too(segment: SegmentSpec, position: int, codes: str) -> SegmentSpec:
    """Let a segment be placed by codes that its table does not list, so that what it says is read and the code said."""
    wider = tuple(
        Qualifier(one.position, (*one.codes, *codes_of(codes)), one.component) if one.position == position else one
        for one in segment.qualifiers
    )
    return msgspec.structs.replace(segment, qualifiers=wider)


def hl(level: str, children: str, name: str, *, has_parent: bool) -> SegmentSpec:
    """A level of the hierarchy; without `children` nothing is said of levels below."""
    return s(
        100,
        "HL",
        name,
        "R",
        e(1, "number", 628, "R"),
        e(2, "parent", 734, "R" if has_parent else "N"),
        e(3, "level", 735, "R", level),
        e(4, "has levels below", 736, "R" if children else "N", children),
        by=(3,),
    )


def name(position: int, words: str, codes: str, entity: str, ids: str) -> SegmentSpec:
    """Who a level is about, with an identifier."""
    person = "1" in entity
    affixes = codes not in ("41", "PR AY")
    parts = [
        e(1, "role", 98, "R", codes),
        e(2, "person or organization", 1065, "R", entity),
        e(3, "name or last name", 1035, "R"),
        e(8, "identifier kind", 66, "R", ids),
        e(9, "identifier", 67, "R"),
    ]
    if person:
        parts += [e(4, "first name", 1036), e(5, "middle name", 1037)]
    if affixes:
        parts += [e(6, "prefix", 1038), e(7, "suffix", 1039)]
    if "XX" in ids:
        npi = msgspec.structs.replace(parts[4], code_set_by=NPI_IF_XX)
        parts[4] = npi
    return s(position, "NM1", words, "R", *parts, by=(1,), syntax="P0809 C1110 C1203")


def trace(code: str) -> SegmentSpec:
    """The number by which somebody knows what is spoken of; its kind does not tell the level, which comes first."""
    return s(900, "TRN", "trace", "R", e(1, "kind", 481, "R", code), e(2, "number", 127, "R"))


def status_code(position: int, words: str, usage: Usage, entities: str) -> ElementSpec:
    """One status: category, what it is about, whom it concerns."""
    return composite(
        position,
        words,
        usage,
        e(1, "category", 1271, "R"),
        e(2, "status", 1271, "R"),
        e(3, "entity", 98, "S", entities),
        size=4,
    )


def stc(position: int, entities: str, actions: str, *, day: Usage, amount: Usage, message: bool = False,
        repeats: int = UNLIMITED) -> SegmentSpec:  # fmt: skip
    """A status with its day, what follows from it, the charge, and more detail."""
    parts = [
        status_code(1, "status", "R", entities),
        e(2, "date", 373, day),
        e(3, "action", 306, "R", actions),
        e(4, "charge", 782, amount),
        # whom a further status concerns may be any entity of the outside list
        status_code(10, "second status", "S", ""),
        status_code(11, "third status", "S", ""),
    ]
    if message:
        parts.append(e(12, "message", 933))
    return s(position, "STC", "status", "R", *parts, repeats=repeats)


LINE_LOOP = loop(
    1800,
    "2220D",
    "service line",
    "S",
    s(
        1800,
        "SVC",
        "service line",
        "R",
        procedure(1, "service", "R", SERVICES, described=False),
        e(2, "charge", 782, "R"),
        e(4, "revenue code", 234, "S", code_set="revenue_code"),
        e(7, "units", 380),
    ),
    stc(1900, CLAIM_ENTITIES, "U", day="R", amount="N", repeats=1),
    ref(2000, "line control number", "FJ"),
    ref(2000, "prescription number", "XZ"),
    dtp(2100, "service", "472", formats="D8 RD8"),
    repeats=UNLIMITED,
)

CLAIM_LOOP = loop(
    900,
    "2200D",
    "claim",
    "S",
    trace("2"),
    stc(1000, CLAIM_ENTITIES, "U WQ", day="R", amount="R", message=True),
    ref(1100, "payer control number", "1K"),
    ref(1100, "clearinghouse number", "D9"),
    ref(1100, "kind of bill", "BLT"),
    dtp(1200, "service", "472", "R", formats="D8 RD8"),
    LINE_LOOP,
    repeats=UNLIMITED,
)

PATIENT_LOOP = loop(
    2000,
    "2000D",
    "patient level",
    "S",
    placed_too(hl("PT", "", "patient level", has_parent=True), 3, "22 23"),
    loop(
        500,
        "2100D",
        "patient",
        "R",
        placed_too(name(500, "patient", "QC", "1", "II MI"), 1, "IL"),
    ),
    CLAIM_LOOP,
    repeats=UNLIMITED,
)

PROVIDER_LOOP = loop(
    2000,
    "2000C",
    "billing provider level",
    "S",
    hl("19", "0 1", "billing provider level", has_parent=True),
    loop(
        500,
        "2100C",
        "billing provider",
        "R",
        placed_too(name(500, "billing provider", "85", "1 2", "FI SV XX"), 1, "1P"),
    ),
    loop(
        900,
        "2200C",
        "billing provider's trace",
        "S",
        trace("1"),
        stc(1000, PROVIDER_ENTITIES, "U WQ", day="N", amount="R"),
        ref(1100, "second number of the provider", PROVIDER_NUMBERS, "S", 3),
        qty(1210, "claims accepted", "QA"),
        qty(1210, "claims rejected", "QC"),
        amt(1220, "charges accepted", "YU"),
        amt(1220, "charges rejected", "YY"),
    ),
    PATIENT_LOOP,
    repeats=UNLIMITED,
)

SUBMITTER_LOOP = loop(
    2000,
    "2000B",
    "submitter level",
    "R",
    hl("21", "0 1", "submitter level", has_parent=True),
    loop(500, "2100B", "submitter", "R", name(500, "submitter", "41", "1 2", "46")),
    loop(
        900,
        "2200B",
        "batch",
        "R",
        trace("2"),
        stc(1000, SUBMITTER_ENTITIES, "U WQ", day="R", amount="R"),
        qty(1210, "claims accepted", "90"),
        qty(1210, "claims rejected", "AA"),
        amt(1220, "charges accepted", "YU"),
        amt(1220, "charges rejected", "YY"),
    ),
    PROVIDER_LOOP,
)

ROOT = loop(
    0,
    "HEADER",
    "transaction",
    "R",
    st("277"),
    s(
        200,
        "BHT",
        "beginning",
        "R",
        e(1, "order of levels", 1005, "R", "0085"),
        e(2, "purpose", 353, "R", "08"),
        e(3, "number", 127, "R"),
        e(4, "date", 373, "R"),
        e(5, "time", 337, "R"),
        e(6, "kind", 640, "R", "TH"),
    ),
    loop(
        300,
        "2000A",
        "source level",
        "R",
        hl("20", "1", "source level", has_parent=False),
        loop(500, "2100A", "who acknowledges", "R", name(500, "who acknowledges", "PR AY", "2", "46 FI PI XV")),
        loop(
            900,
            "2200A",
            "receipt",
            "R",
            trace("1"),
            dtp(1200, "received", "050", "R"),
            dtp(1200, "processed", "009", "R"),
        ),
        SUBMITTER_LOOP,
        repeats=UNLIMITED,
    ),
    se(5550),
)

GUIDE = GuideSpec(
    transaction="277CA",
    st01="277",
    gs01="HN",
    versions=("005010X214",),
    root=ROOT,
)
