"""Routine foot care for Medicare: the class findings, and the diseases that make it more than routine."""

from typing import Final

from cleanskin.rules.visit import Line

CLASS_FINDINGS: Final = ("Q7", "Q8", "Q9")
"""Modifiers that tell the findings of a patient with a systemic disease."""

ASKS_REFUSAL: Final = ("GY", "GZ", "GA", "GX")
"""Notice modifiers: the line expects not to be paid."""

SYSTEMIC: Final = (
    "A30", "A52", "C", "D5", "E", "G", "I7", "I8", "I96", "I99", "K90", "M05", "M06", "M3", "N18", "N19", "T",
)  # fmt: skip
"""Beginnings of diagnoses of metabolic, nerve and vessel disease; wide on purpose, contractors' lists differ."""

_SYMPTOMS: Final = ("M79", "L03", "L08", "L60", "R26", "R52", "B99", "S", "Z74", "Z99")
"""Pain, infection around the nail, trouble walking: what makes thick infected nails a matter of treatment."""


def has_systemic_disease(line: Line) -> bool:
    """True when the line points to a disease that endangers the feet."""
    return any(code.startswith(SYSTEMIC) for code in line.diagnoses)


def has_symptom(line: Line) -> bool:
    """True when the line points to pain, infection or trouble walking."""
    return any(code.startswith(_SYMPTOMS) for code in line.diagnoses)
