"""Routine foot care: the class findings of the record, which Medicare wants as a modifier (MIN-2).

Q7 is one class A finding (an amputation), Q8 two of class B (absent pulses and their kin), Q9 one of class B and two of
class C.  The record names the class or the modifier; it is not concluded from single findings.
"""

from typing import Final

from cleanskin.charge.case import Case

_FINDINGS: Final = {"q7": "Q7", "q8": "Q8", "q9": "Q9", "class_a": "Q7", "class_b": "Q8", "class_c": "Q9"}


def class_findings(case: Case) -> tuple[str, ...]:
    """Return the modifier of the class findings that the record names, as a tuple of one; () when it names none."""
    encounter = case.encounter
    words = {word.casefold() for one in encounter.services for word in one.details}
    words |= {word.casefold() for one in encounter.lesions for word in one.features}
    quotes = [one for service in encounter.services for one in service.evidence]
    quotes += [one for lesion in encounter.lesions for one in lesion.evidence]
    quoted = " ".join(one.words.casefold() for one in quotes if one.field in ("details", "features"))
    words |= {word for word in _FINDINGS if word.replace("_", " ") in quoted}
    return next(((modifier,) for word, modifier in _FINDINGS.items() if word in words), ())
