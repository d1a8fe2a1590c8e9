"""The older acknowledgement of form, 997: segments and elements of the standard's transaction, as a table.

It says what a 999 says but for the guide's requirements, in segments of other names.  Health care used it up to version
004010; it is read, not asked for.  Loops bear the ids that the 999 gives them, since the standard gives none.
"""

from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.guides.ack_999 import group_verdict, position_in_segment, verdict_segment
from cleanskin.x12.guides.ack_999_codes import ELEMENT_ERRORS, GROUP_ERRORS, SEGMENT_ERRORS, SET_ERRORS
from cleanskin.x12.guides.declare import e, loop, s
from cleanskin.x12.guides.parts import se, st


def _standard(table: dict[str, str]) -> str:
    """The codes of the standard, without those of guides."""
    return " ".join(code for code in table if not code.startswith("I"))


ROOT = loop(
    0,
    "HEADER",
    "transaction",
    "R",
    st("997"),
    s(
        200,
        "AK1",
        "group acknowledged",
        "R",
        e(1, "group code", 479, "R"),
        e(2, "control number", 28, "R"),
        e(3, "version", 480),
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
            e(1, "transaction", 143, "R"),
            e(2, "control number", 329, "R"),
            e(3, "version", 1705),
        ),
        loop(
            400,
            "2100",
            "error at a segment",
            "S",
            s(
                400,
                "AK3",
                "error at a segment",
                "R",
                e(1, "segment", 721, "R"),
                e(2, "place of the segment", 719, "R"),
                e(3, "loop", 447),
                e(4, "error", 620, "S", _standard(SEGMENT_ERRORS)),
            ),
            loop(
                500,
                "2110",
                "error of an element",
                "S",
                s(
                    500,
                    "AK4",
                    "error of an element",
                    "R",
                    position_in_segment(1, "R"),
                    e(2, "element in the dictionary", 725),
                    e(3, "error", 621, "R", _standard(ELEMENT_ERRORS)),
                    e(4, "what was sent", 724),
                ),
                repeats=99,
            ),
            repeats=999999,
        ),
        verdict_segment(600, "AK5", _standard(SET_ERRORS)),
        repeats=999999,
    ),
    group_verdict(700, _standard(GROUP_ERRORS)),
    se(800),
)

GUIDE = GuideSpec(
    transaction="997",
    st01="997",
    gs01="FA",
    versions=("005010",),
    root=ROOT,
    outdated=("004010",),
)
