"""What the articles of a state say of a line, for the rules of this family."""

from typing import Final

from cleanskin.record.coverage_policy import CoverageVerdict
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

NOTICES: Final = ("GA", "GX", "GY", "GZ")
"""The line says itself that a refusal is expected."""

_GOOD: Final = frozenset({"supported", "no_limit"})
_DECIDED: Final = frozenset({"supported", "not_supported", "needs_partner", "noncovered"})


def refusals(visit: Visit, answer: str) -> list[tuple[Line, CoverageVerdict]]:
    """Return the lines of which an article says `answer`, unless another article supports them or the line expects it.

    Without loaded articles there are none: nothing is known.
    """
    told = []
    for line, found in visit.once(_unsupported):
        said = [one for one in found if one.verdict == answer]
        if said:
            told.append((line, said[0]))
    return told


def _unsupported(visit: Visit) -> list[tuple[Line, tuple[CoverageVerdict, ...]]]:
    """Return the lines that expect no refusal and that no article supports, with what the articles say of them."""
    state = visit.state
    told = []
    for line in visit.lines:
        if line.visit_class != "visit" and line.diagnoses and not line.has(*NOTICES):
            found = visit.day.coverage(line.code, line.diagnoses, state)
            if found and not any(one.verdict in _GOOD for one in found):
                told.append((line, found))
    return told


def judged(visit: Visit, day: Day, line: Line) -> bool:
    """True when an article decides about the line's diagnoses themselves, for or against."""
    return any(one.verdict in _DECIDED for one in day.coverage(line.code, line.diagnoses, visit.state))
