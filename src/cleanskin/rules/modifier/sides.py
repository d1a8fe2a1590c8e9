"""Sides and places that modifiers name, and those that diagnoses name.

Left and right are those of the anatomic modifiers LT, RT, E1 to E4, FA to F9 and TA to T9.  Lids and limbs of skin
neoplasms follow the order of ICD-10-CM: in its skin categories the fourth character names the region.
"""

import re
from typing import Final, Literal

from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line

LEFT: Final = frozenset({"LT", "E1", "E2", "FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4"})
RIGHT: Final = frozenset({"RT", "E3", "E4", "F5", "F6", "F7", "F8", "F9", "T5", "T6", "T7", "T8", "T9"})
ANATOMIC: Final = LEFT | RIGHT
FINGERS: Final = frozenset({"FA", *(f"F{number}" for number in range(1, 10))})
TOES: Final = frozenset({"TA", *(f"T{number}" for number in range(1, 10))})
EYELIDS: Final = {"E1": "upper", "E2": "lower", "E3": "upper", "E4": "lower"}

_SKIN_NEOPLASM = re.compile(r"(?:C43|C4A|D03|D04|D22|D23)(?P<region>[0-9])|C44(?P<region_2>[0-9])")
_LID = re.compile(r"(?:(?:C43|C4A|D03|D04|D22|D23)1[12]|C441[0129][29])(?P<lid>[12])$")
_REGIONS = {
    "0": "lip", "1": "eyelid", "2": "ear", "3": "face", "4": "scalp and neck", "5": "trunk", "6": "upper limb",
    "7": "lower limb",
}  # fmt: skip


def side_of(line: Line) -> Literal["", "left", "right"]:
    """Return the side that a line's modifiers name, "" for none or both."""
    left, right = not LEFT.isdisjoint(line.modifiers), not RIGHT.isdisjoint(line.modifiers)
    if left == right:
        return ""
    return "left" if left else "right"


def sides_of_diagnoses(line: Line, day: Day) -> set[str]:
    """Return the sides that the diagnoses of a line name ("unspecified" too), without those that name none."""
    return {side for side in (day.diagnosis_side(code) for code in line.diagnoses) if side}


def region_of(diagnosis: str) -> str:
    """Return the region of a skin neoplasm code, "" for other diagnoses and unspecified places."""
    found = _SKIN_NEOPLASM.match(diagnosis)
    return _REGIONS.get(found["region"] or found["region_2"], "") if found else ""


def lid_of(diagnosis: str) -> str:
    """Return "upper" or "lower" for a skin neoplasm code of one eyelid."""
    found = _LID.fullmatch(diagnosis)
    return "" if found is None else "upper" if found["lid"] == "1" else "lower"
