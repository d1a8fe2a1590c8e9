"""Whether the diagnoses that a line points to fit what was done: growths by kind, cancer, and not yet known."""

from typing import Final

from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line

BACKGROUND: Final = frozenset({"history", "encounter"})
"""Groups of diagnoses that stand beside the treated one and say nothing of it."""


def treated(line: Line, day: Day) -> list[str]:
    """Return the diagnoses of a line without histories and reasons for the encounter."""
    return [code for code in line.diagnoses if day.diagnosis_group(code) not in BACKGROUND]


def all_in(line: Line, day: Day, *groups: str) -> bool:
    """True when the line points to diagnoses, all of them in the table and of these groups."""
    found = False
    for code in line.diagnoses:
        group = day.diagnosis_group(code)
        if group in groups:
            found = True
        elif group not in BACKGROUND:
            return False
    return found


def all_of(line: Line, day: Day, *conditions: str) -> bool:
    """True when the line points to diagnoses, all of them in the table and of these conditions."""
    found = False
    for code in line.diagnoses:
        if day.diagnosis_condition(code) in conditions:
            found = True
        elif day.diagnosis_group(code) not in BACKGROUND:
            return False
    return found


def is_cancer(code: str) -> bool:
    """True for a malignant growth, also one in situ; the code has no point."""
    return code.startswith(("C", "D0"))


def is_undetermined(code: str) -> bool:
    """True for a growth of uncertain behavior (D37 to D48) or of a nature not stated (D49)."""
    return code.startswith(("D37", "D38", "D39", "D4"))


def has_cancer(line: Line) -> bool:
    """True when a diagnosis of the line is a cancer."""
    return any(is_cancer(code) for code in line.diagnoses)


def only_cancer(line: Line, day: Day) -> bool:
    """True when the line points to a cancer and to nothing else that could be treated."""
    return has_cancer(line) and all(is_cancer(code) for code in treated(line, day))


def only_undetermined(line: Line, day: Day) -> bool:
    """True when the line points to an undetermined growth and to nothing else that could be treated."""
    codes = line.diagnoses
    return any(is_undetermined(code) for code in codes) and all(is_undetermined(code) for code in treated(line, day))


def named(line: Line) -> str:
    """Name the diagnoses of a line as evidence."""
    return f"line {line.number} ({line.code}) points to {', '.join(line.diagnoses)}"
