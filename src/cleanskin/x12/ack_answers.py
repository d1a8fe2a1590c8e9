"""What a receiver answers to each finding of form: at which level it is told, with which code, and whether the
transaction is then taken.

A table: finding name -> answer.  Findings of sums, situations and codes (SNIP 3 and up) are not here: a receiver tells
them claim by claim, in a 277CA.  Codes are those of `guides/ack_999_codes.py`; which code a receiver chooses is custom
where the standard leaves room [assumed].
"""

from typing import Literal, NamedTuple

Level = Literal["interchange", "group", "set", "segment", "element"]
"""interchange: TA1; group: AK9; set: IK5; segment: IK3; element: IK3 with IK4."""


class Answer(NamedTuple):
    """How one kind of finding is told; `rejects` False: taken, and said to have errors."""

    level: Level
    code: str
    rejects: bool = True


ANSWERS: dict[str, Answer] = {
    # the interchange
    "interchange-control-number-differs": Answer("interchange", "001"),
    "group-count-wrong": Answer("interchange", "021"),
    "interchange-header-malformed": Answer("interchange", "022"),
    "interchange-header-unreadable": Answer("interchange", "022"),
    "segment-outside-transaction": Answer("interchange", "022"),
    "trailer-without-header": Answer("interchange", "022"),
    "no-transaction": Answer("interchange", "022"),
    "text-outside-interchange": Answer("interchange", "022", rejects=False),
    "interchange-trailer-missing": Answer("interchange", "023"),
    "group-header-missing": Answer("interchange", "024"),
    "interchange-repeated": Answer("interchange", "025"),
    "delimiters-collide": Answer("interchange", "027"),
    "final-segment-not-terminated": Answer("interchange", "004", rejects=False),
    "repetition-separator-not-valid": Answer("interchange", "016", rejects=False),
    # the group
    "group-code-differs": Answer("group", "1"),
    "version-missing": Answer("group", "2"),
    "group-trailer-missing": Answer("group", "3"),
    "group-control-number-differs": Answer("group", "4"),
    "transaction-count-wrong": Answer("group", "5"),
    # the transaction
    "transaction-unknown": Answer("set", "1"),
    "guide-unknown": Answer("set", "1"),
    "transaction-trailer-missing": Answer("set", "2"),
    "transaction-control-number-differs": Answer("set", "3"),
    "segment-count-wrong": Answer("set", "4"),
    "transaction-control-number-repeated": Answer("set", "23"),
    "version-outdated": Answer("set", "I6"),
    "versions-differ": Answer("set", "I6"),
    # its segments
    "segment-id-not-valid": Answer("segment", "1"),
    "segment-unexpected": Answer("segment", "2"),
    "loop-bounds-at-odds": Answer("segment", "2"),
    "segment-missing": Answer("segment", "3"),
    "loop-opener-missing": Answer("segment", "3"),
    "hierarchy-missing": Answer("segment", "3"),
    "loop-missing": Answer("segment", "I7"),
    "loop-repeated-too-often": Answer("segment", "4"),
    "segment-repeated-too-often": Answer("segment", "5"),
    "segment-out-of-order": Answer("segment", "7"),
    "segment-empty": Answer("segment", "1", rejects=False),
    "segment-terminator-missing": Answer("segment", "8", rejects=False),
    # their elements
    "element-missing": Answer("element", "1"),
    "elements-at-odds": Answer("element", "2"),
    "too-many-elements": Answer("element", "3"),
    "element-too-short": Answer("element", "4"),
    "element-too-long": Answer("element", "5"),
    "element-not-of-its-kind": Answer("element", "6"),
    "character-not-valid": Answer("element", "6"),
    "component-separator-differs": Answer("element", "6"),
    "code-not-in-guide": Answer("element", "7"),
    "qualifier-unknown": Answer("element", "7"),
    "hierarchy-parent-missing": Answer("element", "7"),
    "hierarchy-number-repeated": Answer("element", "7"),
    "hierarchy-number-not-in-order": Answer("element", "7"),
    "hierarchy-child-code-wrong": Answer("element", "7"),
    "hierarchy-level-misplaced": Answer("element", "7"),
    "repeated-element": Answer("element", "12"),
    "element-not-used": Answer("element", "I10", rejects=False),
}
"""Answers by name of finding; one that is not listed is not told."""

NARROWER: tuple[tuple[str, str, str], ...] = (
    ("element-not-of-its-kind", "date", "8"),
    ("element-not-of-its-kind", "time", "9"),
    ("elements-at-odds", "at most one", "10"),
    ("too-many-elements", "components", "13"),
)
"""Finding name, a word of what was expected, the code that says it nearer."""

NOTE_OF_ISA: tuple[str, ...] = (
    "010", "011", "012", "013", "005", "006", "007", "008", "014", "015", "016", "017", "018", "019", "020"
)  # fmt: skip
"""The note of TA1 for a fault of ISA01, ISA02, ...; ISA16 is 027."""

CODE_OF_GS: dict[str, str] = {"GS01": "1", "GS06": "6", "GS08": "2"}
"""The reason of AK9 for a fault of an element of GS; others have none."""


def code_of(name: str, expected: str) -> str:
    """Return the code that tells a finding, the nearer one where what was expected decides it."""
    nearer = (code for finding, word, code in NARROWER if finding == name and word in expected)
    return next(nearer, ANSWERS[name].code)
