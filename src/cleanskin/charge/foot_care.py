"""Routine foot care: the class findings of the record, which Medicare wants as a modifier (MIN-2).

Q7 is one class A finding (an amputation), Q8 two of class B, Q9 one of class B and two of class C.  Class B: the absent
posterior tibial pulse, the absent dorsalis pedis pulse, three trophic changes.  What the record names itself (the
class, the modifier) goes before what its single findings come to.
"""

from collections.abc import Collection
from typing import Final

from cleanskin.charge.case import Case

_FINDINGS: Final = {"q7": "Q7", "q8": "Q8", "q9": "Q9", "class_a": "Q7", "class_b": "Q8", "class_c": "Q9"}
_PULSES: Final = frozenset({"absent_posterior_tibial", "absent_dorsalis_pedis"})
_TROPHIC_LEAST: Final = 3
"""Fewest trophic changes that are one finding of class B."""


def class_findings(case: Case) -> tuple[str, ...]:
    """Return the modifier of the class findings that the record names, as a tuple of one; () when it names none."""
    encounter = case.encounter
    words = {word.casefold() for one in encounter.services for word in one.details}
    words |= {word.casefold() for one in encounter.lesions for word in one.features}
    quotes = [one for service in encounter.services for one in service.evidence]
    quotes += [one for lesion in encounter.lesions for one in lesion.evidence]
    quoted = " ".join(one.words.casefold() for one in quotes if one.field in ("details", "features"))
    words |= {word for word in _FINDINGS if word.replace("_", " ") in quoted}
    named = next(((modifier,) for word, modifier in _FINDINGS.items() if word in words), ())
    return named or concluded(words)


def concluded(words: Collection[str]) -> tuple[str, ...]:
    """Return the modifier that the single findings come to."""
    if "amputation" in words:
        return ("Q7",)
    pulses = _PULSES if "absent_pedal_pulses" in words else _PULSES.intersection(words)
    trophic = sum(word.startswith("trophic_") for word in words) >= _TROPHIC_LEAST
    class_b = len(pulses) + trophic
    class_c = sum(word.startswith("class_c_") for word in words)
    if class_b >= 2:
        return ("Q8",)
    return ("Q9",) if class_b == 1 and class_c >= 2 else ()
