"""The acknowledgement of form, 999: every loop, segment and element of 005010X231A1, as a table.

Facts of the guide in the project's own short words; its prose is not here.  Read `declare.py` for the notation.
"""

import msgspec

from cleanskin.x12.guide import UNLIMITED, ElementSpec, GuideSpec, SegmentSpec, Usage
from cleanskin.x12.guides.ack_999_codes import ELEMENT_ERRORS, GROUP_ERRORS, SEGMENT_ERRORS, SET_ERRORS, VERDICTS
from cleanskin.x12.guides.declare import composite, e, loop, s
from cleanskin.x12.guides.parts import se, st

GROUPS = "BE HB HC HI HN HP HR HS RA"
TRANSACTIONS = "270 271 276 277 278 820 834 835 837"
BUSINESS_UNITS = (
    "TRN02",
    "NM109",
    "PATIENT NAME NM109",
    "SUBSCRIBER NAME NM109",
    "ENT01",
    "SUBSCRIBER NUMBER REF02",
    "CLM01",
)
"""What may identify the claim, person or payment in which an error was found."""


def position_in_segment(position: int, usage: Usage) -> ElementSpec:
    """Where in a segment: element, component, repetition."""
    return composite(
        position,
        "place in the segment",
        usage,
        e(1, "element", 722, "R"),
        msgspec.structs.replace(e(2, "component", 1528), kind="N0", max_length=2),
        e(3, "repetition", 1686),
    )


def _named(names: tuple[str, ...], usage: Usage) -> ElementSpec:
    """What the context is; names hold spaces, so they are given as they stand."""
    name = msgspec.structs.replace(e(1, "name", 9999, "R"), codes=names)
    return msgspec.structs.replace(
        composite(1, "what it is", "R", name, e(2, "content", 9998, usage), size=2), repeats=10
    )


def trigger_context(position: int, repeats: int) -> SegmentSpec:
    """The segment that made the situation."""
    return s(
        position,
        "CTX",
        "situation",
        "S",
        _named(("SITUATIONAL TRIGGER",), "N"),
        e(2, "segment", 721, "R"),
        e(3, "place of the segment", 719, "R"),
        e(4, "loop", 447),
        position_in_segment(5, "S"),
        composite(6, "element in the dictionary", "S", e(1, "number", 725, "R"), size=2),
        repeats=repeats,
        by=((1, 1),),
    )


ELEMENT_LOOP = loop(
    600,
    "2110",
    "error of an element",
    "S",
    s(
        600,
        "IK4",
        "error of an element",
        "R",
        position_in_segment(1, "R"),
        e(2, "element in the dictionary", 725),
        e(3, "error", 621, "R", " ".join(ELEMENT_ERRORS)),
        e(4, "what was sent", 724),
    ),
    trigger_context(700, 10),
    repeats=UNLIMITED,
)

SEGMENT_LOOP = loop(
    400,
    "2100",
    "error at a segment",
    "S",
    s(
        400,
        "IK3",
        "error at a segment",
        "R",
        e(1, "segment", 721, "R"),
        e(2, "place of the segment", 719, "R"),
        e(3, "loop", 447),
        e(4, "error", 620, "S", " ".join(SEGMENT_ERRORS)),
    ),
    trigger_context(500, 9),
    s(
        500,
        "CTX",
        "business unit",
        "S",
        _named(BUSINESS_UNITS, "R"),
        e(2, "segment", 721, "N"),
        e(3, "place of the segment", 719, "N"),
        e(4, "loop", 447, "N"),
        position_in_segment(5, "S"),
        by=((1, 1),),
    ),
    ELEMENT_LOOP,
    repeats=UNLIMITED,
)


def verdict_segment(position: int, id: str, errors: str) -> SegmentSpec:
    """The verdict on a transaction, with up to five reasons."""
    verdicts = " ".join(code for code in VERDICTS if code != "P")
    return s(
        position,
        id,
        "verdict on the transaction",
        "R",
        e(1, "verdict", 717, "R", verdicts),
        *[e(i, "reason", 618, "S", errors) for i in range(2, 7)],
    )


def group_verdict(position: int, errors: str) -> SegmentSpec:
    """The verdict on the group, its counts, and up to five reasons."""
    return s(
        position,
        "AK9",
        "verdict on the group",
        "R",
        e(1, "verdict", 715, "R", " ".join(VERDICTS)),
        e(2, "transactions included", 97, "R"),
        e(3, "transactions received", 123, "R"),
        e(4, "transactions accepted", 2, "R"),
        *[e(i, "reason", 716, "S", errors) for i in range(5, 10)],
    )


ROOT = loop(
    0,
    "HEADER",
    "transaction",
    "R",
    st("999"),
    s(
        200,
        "AK1",
        "group acknowledged",
        "R",
        e(1, "group code", 479, "R", GROUPS),
        e(2, "control number", 28, "R"),
        e(3, "version", 480, "R"),
    ),
    loop(
        300,
        "2000",
        "transaction acknowledged",
        "S",
        s(
            300,
            "AK2",
            "transaction acknowledged",
            "R",
            e(1, "transaction", 143, "R", TRANSACTIONS),
            e(2, "control number", 329, "R"),
            e(3, "version", 1705),
        ),
        SEGMENT_LOOP,
        verdict_segment(800, "IK5", " ".join(SET_ERRORS)),
        repeats=UNLIMITED,
    ),
    group_verdict(900, " ".join(GROUP_ERRORS)),
    se(1000),
)

GUIDE = GuideSpec(
    transaction="999",
    st01="999",
    gs01="FA",
    versions=("005010X231A1", "005010X231"),
    root=ROOT,
)
