"""The first column of decision making: how many problems, of what kind (coding rules EM-1, EM-2).

"Stable" means at the goal of treatment: a chronic disease that is new or whose treatment is begun or changed is not.
What the record leaves open gives a span, from what it shows to what it leaves possible.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.charge.evaluation.tables import natures, serious
from cleanskin.record.encounter import Problem
from cleanskin.rules.day import Day

NOT_AT_GOAL: Final = frozenset({"rx started", "rx changed", "biologic", "isotretinoin", "toxicity monitoring"})
"""What is decided for a disease that is not where its treatment should bring it."""

_LONG_TERM: Final = frozenset({"biologic", "isotretinoin", "toxicity monitoring"})
_PRESCRIBED: Final = frozenset({"rx started", "rx changed", "rx continued"})
_DECIDES: Final = re.compile(
    r"\b(?:deci\w+|elect\w*|agree\w*|opt\w*|recommend\w*|cho[so]\w*|choice|prefer\w*|advis\w+(?= \w)|favou?r\w*)\b",
    re.I,
)
"""Words by which a visit decides an operation; "scheduled" alone may tell of what was booked before."""

_NEWLY_PRESCRIBED: Final = frozenset({"rx started", "rx changed"})
_UNCHANGED: Final = frozenset({"rx continued"})

_SPANS: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("minor", "worse"): ("minor", "acute"),
    ("minor", "severe"): ("acute", "moderate"),
    ("acute", "worse"): ("acute", "moderate"),
    ("acute", "severe"): ("acute", "moderate"),
    ("acute", "resolved"): ("minor", "minor"),
    ("acute", "stable"): ("minor", "acute"),
    ("chronic", "stable"): ("stable", "stable"),
    ("chronic", "worse"): ("moderate", "moderate"),
    ("chronic", "severe"): ("severe", "severe"),
    ("chronic", "resolved"): ("stable", "stable"),
    ("chronic", "acute"): ("acute", "acute"),
    ("chronic", ""): ("stable", "moderate"),
    ("chronic", "new"): ("stable", "moderate"),
    ("either", ""): ("acute", "moderate"),
    ("either", "new"): ("acute", "moderate"),
    ("either", "acute"): ("acute", "acute"),
    ("either", "worse"): ("acute", "moderate"),
    ("either", "severe"): ("moderate", "severe"),
    ("either", "stable"): ("stable", "stable"),
    ("either", "resolved"): ("minor", "stable"),
    ("cancer", "stable"): ("stable", "stable"),
    ("cancer", "resolved"): ("stable", "stable"),
    ("cancer", "severe"): ("moderate", "severe"),
    ("uncertain", "stable"): ("minor", "stable"),
    ("uncertain", "resolved"): ("minor", "minor"),
    ("unknown", "stable"): ("minor", "stable"),
    ("unknown", "resolved"): ("minor", "minor"),
    ("unknown", "acute"): ("acute", "acute"),
    ("unknown", "worse"): ("acute", "moderate"),
    ("unknown", "severe"): ("moderate", "severe"),
    ("unknown", "new"): ("minor", "moderate"),
    ("unknown", ""): ("minor", "moderate"),
}
_BY_NATURE: Final[dict[str, tuple[str, str]]] = {
    "minor": ("minor", "minor"),
    "acute": ("acute", "acute"),
    "cancer": ("moderate", "moderate"),
    "uncertain": ("moderate", "moderate"),
    "grave": ("severe", "severe"),
}
_WORDS: Final = {
    "minor": "a minor problem",
    "stable": "a stable chronic disease",
    "acute": "an acute, uncomplicated problem",
    "moderate": "a disease that is not at its goal, or whose prognosis is uncertain",
    "severe": "a severe course, or a threat to life or function",
}
_WORDS_BY_NATURE: Final = {
    ("chronic", "moderate"): "a chronic disease that is not at its goal",
    ("chronic", "severe"): "a chronic disease in a severe flare",
    ("cancer", "moderate"): "a cancer, whose course is not settled",
    ("cancer", "stable"): "a cancer without change",
    ("uncertain", "moderate"): "a new problem of uncertain prognosis",
    ("grave", "severe"): "a threat to life or function",
    ("acute", "moderate"): "an acute disease with symptoms of the whole body, or spreading",
    ("minor", "minor"): "a self-limited or minor problem",
    ("minor", "acute"): "a small matter that needed a prescription or surgery, counted as an uncomplicated problem",
}
"""Words where the nature of a problem says more than its rank."""


class Kind(NamedTuple):
    """What a problem surely is and what it may be: minor, stable, acute, moderate, severe."""

    sure: str
    possible: str


class ProblemColumn(NamedTuple):
    """The level of the column from what is shown to what is left possible, with the reason in words."""

    low: int
    high: int
    reason: str


def nature(problem: Problem, day: Day) -> str:
    """Return what kind of problem it is by its condition, else its diagnosis: minor, acute, chronic, ... unknown."""
    known = natures()
    found = known.get(("condition", problem.condition)) if problem.condition else None
    if found is None and problem.diagnosis:
        code = problem.diagnosis.replace(".", "")
        found = known.get(("pack_condition", day.diagnosis_condition(code)))
        found = found or known.get(("group", day.diagnosis_group(code)))
    if found is None and _LONG_TERM.intersection(problem.management):
        return "chronic"  # nobody takes these for a passing complaint
    if problem.is_chronic and found in ("acute", "either", None):
        return "chronic"
    if found == "either" and _is_under_treatment(problem):
        return "chronic"
    if problem.certainty == "suspected" and (found in ("cancer", "grave") or problem.condition in serious()):
        return "uncertain"
    return found or "unknown"


def _is_under_treatment(problem: Problem) -> bool:
    """Say whether a disease has outgrown what it is treated with: a passing one gets no second drug, no biologic."""
    told = set(problem.management)
    return bool(told & _LONG_TERM) or (problem.status in ("worse", "severe") and "rx changed" in told)


def kind(problem: Problem, day: Day) -> Kind:
    """Return the span of kinds that a problem may be counted as."""
    if problem.is_history:
        return Kind("stable", "stable")
    what = nature(problem, day)
    if what == "unknown" and problem.managed_elsewhere:
        return Kind("stable", "stable")  # a disease that another clinician treats goes on
    if problem.has_systemic_symptoms:
        return (
            Kind("severe", "severe") if problem.status == "severe" or what == "grave" else Kind("moderate", "moderate")
        )
    if what == "chronic" and problem.status in ("", "new"):
        if NOT_AT_GOAL.intersection(problem.management) and not _UNCHANGED.intersection(problem.management):
            return Kind("moderate", "moderate")
        if problem.management and not NOT_AT_GOAL.intersection(problem.management):
            return Kind("stable", "stable")
    sure, possible = _SPANS.get((what, problem.status)) or _BY_NATURE.get(what, ("minor", "moderate"))
    if sure == "minor" and _is_more_than_minor(problem, what):
        sure, possible = "acute", possible if possible != "minor" else "acute"
    return Kind(sure, possible)


def is_operation_decided(problem: Problem) -> bool:
    """Say whether the record's own words say that a minor operation was decided at this visit, for another day."""
    if "minor surgery" not in problem.management:
        return False
    return any(one.field == "management" and _DECIDES.search(one.words) for one in problem.evidence)


def _is_more_than_minor(problem: Problem, what: str) -> bool:
    """Say whether what was decided shows that a problem is none that passes by itself: a prescription, an operation."""
    if what == "unknown" or (what != "minor" and problem.status == "stable"):
        return bool(_PRESCRIBED.intersection(problem.management))
    if what == "minor" and _NEWLY_PRESCRIBED.intersection(problem.management):
        return True
    return what == "minor" and (problem.status == "acute" or is_operation_decided(problem))


def problem_column(problems: Sequence[Problem], day: Day) -> ProblemColumn:
    """Return the level of the problems addressed; without any, nothing is shown and anything may be."""
    if not problems:
        return ProblemColumn(1, 4, "the record names no problem addressed")
    problems = _histories_as_one(problems)
    kinds = [kind(problem, day) for problem in problems]
    named = "; ".join(_said(problem, one, day) for problem, one in zip(problems, kinds, strict=True))
    return ProblemColumn(_level([one.sure for one in kinds]), _level([one.possible for one in kinds]), named)


def _histories_as_one(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems with the first of the cancers treated and gone: looking after them is one task."""
    first = next((problem for problem in problems if problem.is_history), None)
    return [problem for problem in problems if problem is first or not problem.is_history]


def _said(problem: Problem, one: Kind, day: Day) -> str:
    """Say what a problem is counted as, with the record's own name for it."""
    name = problem.name or problem.condition.replace("_", " ")
    if problem.is_history:
        return f"{name}: a cancer treated and watched, counted as a stable chronic disease"
    what = _WORDS_BY_NATURE.get((nature(problem, day), one.sure)) or _WORDS[one.sure]
    open_ = "" if one.sure == one.possible else f" (the record leaves open: {_WORDS[one.possible]})"
    return f"{name}: {what}{open_}"


def _level(kinds: Sequence[str]) -> int:
    if "severe" in kinds:
        return 4
    if "moderate" in kinds or kinds.count("stable") >= 2:
        return 3
    return 2 if "stable" in kinds or "acute" in kinds or kinds.count("minor") >= 2 else 1
