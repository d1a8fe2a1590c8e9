"""Claim status, 276 and 277: every loop, segment and element of 005010X212, as a table.

The question and its answer share their levels: the payer (2000A), who asks (2000B), the provider (2000C), the
subscriber (2000D), the dependent (2000E).  Facts of the guide in the project's own short words; its prose is not here.
Read `declare.py` for the notation.
"""

from cleanskin.x12.guide import UNLIMITED, ElementSpec, GuideSpec, LoopSpec, SegmentSpec, Usage
from cleanskin.x12.guides.declare import composite, e, loop, s
from cleanskin.x12.guides.inquiry_parts import bht, dmg, hl, service, trn
from cleanskin.x12.guides.parts import amt, dtp, nm1, per, ref, se, st

SERVICE_LISTS = "AD ER HC HP IV N4 NU WK"


def status(position: int, usage: Usage, *, entities: str = "", pharmacy: bool = False) -> ElementSpec:
    """One status: category, code, whom it concerns; without `entities` anybody (the list is long and has grown)."""
    parts = [
        e(1, "category", 1271, "R", code_set="claim_status_category"),
        e(2, "status", 1271, "R", code_set="claim_status"),
        e(3, "entity", 98, "S", entities),
    ]
    if pharmacy:
        parts.append(e(4, "list of pharmacy rejects", 1270, "S", "RX"))
    return composite(position, "status", usage, *parts, size=4)


def _stc(*, entities: str = "", claim: bool = False, line: bool = False, usage: Usage = "R") -> SegmentSpec:
    """Up to three statuses; those of a claim with its amounts and payment."""
    places = [status(at, "R" if at == 1 else "S", entities=entities, pharmacy=claim or line) for at in (1, 10, 11)]
    parts = [*places, e(2, "date of the status", 373, "R")]
    if claim:
        parts += [
            e(4, "charge", 782),
            e(5, "paid", 782),
            e(6, "date finished", 373),
            e(8, "date of payment", 373),
            e(9, "number of the check or transfer", 429),
        ]
    return s(1000, "STC", "status", usage, *parts, repeats=UNLIMITED)


def _line(letter: str, *, answer: bool) -> LoopSpec:
    """A service line of the claim."""
    number = "2220" if answer else "2210"
    return loop(
        1800,
        number + letter,
        "service line",
        "S",
        s(
            1800,
            "SVC",
            "service",
            "R",
            service(1, "service", "R", SERVICE_LISTS),
            e(2, "charge", 782, "R"),
            *([e(3, "paid", 782, "R")] if answer else []),
            e(4, "revenue code", 234, "S", code_set="revenue_code"),
            e(7, "units", 380, "R"),
        ),
        *([_at(_stc(line=True), 1900)] if answer else []),
        ref(2000, "line control number", "FJ"),
        dtp(2100, "service", "472", "R", formats="D8 RD8"),
        repeats=UNLIMITED,
    )


def _at(segment: SegmentSpec, position: int) -> SegmentSpec:
    """Put a segment at another place."""
    return SegmentSpec(
        id=segment.id,
        name=segment.name,
        position=position,
        usage=segment.usage,
        max_repeats=segment.max_repeats,
        qualifiers=segment.qualifiers,
        elements=segment.elements,
        syntax=segment.syntax,
    )


def _claim(letter: str, *, answer: bool) -> LoopSpec:
    """One claim that is asked about, or its answer."""
    numbers = [
        ref(1100, "payer's number of the claim", "1K"),
        ref(1100, "type of bill", "BLT"),
        *(
            [ref(1100, "voucher", "VV")]
            if answer
            else [ref(1100, "application or location", "LU"), ref(1100, "group", "6P")]
        ),
        ref(1100, "patient control number", "EJ"),
        ref(1100, "prescription", "XZ"),
        ref(1100, "clearinghouse's number of the claim", "D9"),
    ]
    return loop(
        900,
        f"2200{letter}",
        "claim",
        "R" if letter == "E" else "S",
        trn(900, "2" if answer else "1", "R", 1, originator="N"),
        *([_stc(claim=True)] if answer else []),
        *numbers,
        *([] if answer else [amt(1150, "charge", "T3")]),
        dtp(1200, "service", "472", formats="D8 RD8"),
        _line(letter, answer=answer),
        repeats=UNLIMITED,
    )


def _own_status(letter: str, trace: str, entities: str) -> LoopSpec:
    """The answer about the question itself, at the level of who asks or of the provider."""
    return loop(
        900,
        f"2200{letter}",
        "status of the question",
        "S",
        trn(900, trace, "R", 1, originator="N"),
        _stc(entities=entities),
    )


def _persons(*, answer: bool) -> LoopSpec:
    """The subscriber's level with the dependents below."""
    dependents = loop(
        2000,
        "2000E",
        "dependent",
        "S",
        hl("23", "0 1", name="dependent's level", says_children="N"),
        *([] if answer else [dmg(400, "F M", usage="R", day="R")]),
        loop(500, "2100E", "dependent", "R", nm1(500, "dependent", "QC", "1", id_usage="N")),
        _claim("E", answer=answer),
        repeats=UNLIMITED,
    )
    return loop(
        2000,
        "2000D",
        "subscriber",
        "S" if answer else "R",
        hl("22", "0 1", name="subscriber's level"),
        *([] if answer else [dmg(400, "F M", day="R")]),
        loop(
            500,
            "2100D",
            "subscriber",
            "R",
            nm1(500, "subscriber", "IL", "1 2", id_usage="R", id_codes="24 II MI"),
        ),
        _claim("D", answer=answer),
        dependents,
        repeats=UNLIMITED,
    )


def _root(*, answer: bool) -> LoopSpec:
    providers = loop(
        2000,
        "2000C",
        "provider",
        "S" if answer else "R",
        hl("19", "0 1" if answer else "1", name="provider's level"),
        loop(
            500,
            "2100C",
            "provider",
            "R",
            nm1(500, "provider", "1P", "1 2", last="S", id_usage="R", id_codes="FI SV XX"),
            repeats=2,
        ),
        *([_own_status("C", "1", "1P")] if answer else []),
        _persons(answer=answer),
        repeats=UNLIMITED,
    )
    receivers = loop(
        2000,
        "2000B",
        "who asks",
        "R",
        hl("21", "0 1" if answer else "1", name="asker's level"),
        loop(
            500,
            "2100B",
            "who asks",
            "R",
            nm1(500, "who asks", "41", "1 2", last="S", suffix="N", id_usage="R", id_codes="46"),
        ),
        *([_own_status("B", "2", "41 AY PR")] if answer else []),
        providers,
        repeats=UNLIMITED,
    )
    ways, more = "ED EM FX TE", "ED EM EX FX TE"
    sources = loop(
        2000,
        "2000A",
        "payer",
        "R",
        hl("20", "1", name="payer's level", has_parent=False),
        loop(
            500,
            "2100A",
            "payer",
            "R",
            nm1(500, "payer", "PR", "2", id_usage="R", id_codes="PI XV"),
            *([per(800, "contact", "IC", "S", first=ways, more=more, third=more)] if answer else []),
        ),
        receivers,
        repeats=UNLIMITED,
    )
    code = "277" if answer else "276"
    begin = bht("0010", "08", kinds="DG", kind="R") if answer else bht("0010", "13")
    return loop(0, "HEADER", "transaction", "R", st(code), begin, sources, se(3000))


INQUIRY_GUIDE = GuideSpec(
    transaction="276",
    st01="276",
    gs01="HR",
    versions=("005010X212",),
    root=_root(answer=False),
    outdated=("004010X093A1", "004010X093"),
)
ANSWER_GUIDE = GuideSpec(
    transaction="277",
    st01="277",
    gs01="HN",
    versions=("005010X212",),
    root=_root(answer=True),
    outdated=("004010X093A1", "004010X093"),
)
GUIDES = (INQUIRY_GUIDE, ANSWER_GUIDE)
