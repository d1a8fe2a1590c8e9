"""What the articles of a state say of a line, for the rules of this family."""

from collections.abc import Iterator
from typing import Final

from cleanskin.record.coverage_policy import CoverageVerdict
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

NOTICES: Final = ("GA", "GX", "GY", "GZ")
"""The line says itself that a refusal is expected."""

_GOOD: Final = frozenset({"supported", "no_limit"})
_DECIDED: Final = frozenset({"supported", "not_supported", "needs_partner", "noncovered"})


def refusals(visit: Visit, day: Day, answer: str) -> Iterator[tuple[Line, CoverageVerdict]]:
    """Yield the lines of which an article says `answer`, unless another article supports them or the line expects it.

    Without loaded articles nothing is yielded: nothing is known.
    """
    for line in visit.lines:
        if line.visit_class == "visit" or not line.diagnoses or line.has(*NOTICES):
            continue
        found = day.coverage(line.code, line.diagnoses, visit.state)
        said = [one for one in found if one.verdict == answer]
        if said and not any(one.verdict in _GOOD for one in found):
            yield line, said[0]


def judged(visit: Visit, day: Day, line: Line) -> bool:
    """True when an article decides about the line's diagnoses themselves, for or against."""
    return any(one.verdict in _DECIDED for one in day.coverage(line.code, line.diagnoses, visit.state))
