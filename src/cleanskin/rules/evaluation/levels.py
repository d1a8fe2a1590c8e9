"""The level of a visit: by total time, and as far as the record shows it by decision making (coding rules EM-1, EM-4).

Levels are 1 straightforward, 2 low, 3 moderate, 4 high.  Two of three columns decide: problems, data, risk.  The record
seldom settles a column, so each is a span from what is shown to what is possible: a level is called too high only when
it lies above the span, too low only when it lies below.
"""

import re
from typing import Final, NamedTuple

from cleanskin.record.encounter import Encounter, Problem
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

HIGH: Final = 4

_NEW = (15, 30, 45, 60)
_ESTABLISHED = (10, 20, 30, 40)
_SERIES: Final[tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]] = (
    (("99202", "99203", "99204", "99205"), _NEW),
    (("99212", "99213", "99214", "99215"), _ESTABLISHED),
    (("98000", "98001", "98002", "98003"), _NEW),
    (("98004", "98005", "98006", "98007"), _ESTABLISHED),
    (("98008", "98009", "98010", "98011"), _NEW),
    (("98012", "98013", "98014", "98015"), _ESTABLISHED),
)
"""The codes of each kind of visit by level, and the minutes each needs when it is chosen by time (2024 and later)."""

LEVEL: Final = {code: level for codes, _ in _SERIES for level, code in enumerate(codes, start=1)}
MINUTES_BY_LEVEL: Final = {code: needed for codes, needed in _SERIES for code in codes}
MINUTES: Final = {code: minutes for codes, needed in _SERIES for code, minutes in zip(codes, needed, strict=True)}

NEW_PATIENT: Final = frozenset(code for codes, needed in _SERIES if needed is _NEW for code in codes)
ESTABLISHED_PATIENT: Final = frozenset(code for codes, needed in _SERIES if needed is _ESTABLISHED for code in codes)
OFFICE: Final = frozenset({*_SERIES[0][0], *_SERIES[1][0], "99211"})
"""Office visits, by whatever means they are held."""

_MINOR_GROUPS = frozenset({"benign", "history", "encounter", "cosmetic"})
_CHRONIC_GROUPS = frozenset({"inflammatory", "acne", "hair", "sweat", "pigment", "malignant", "ulcer", "scar"})

_RISK_WORDS: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (4, ("toxicity", "intensive monitoring", "hospital", "emergency surgery", "with risk factors")),
    (3, ("prescri", "rx", "refill", "biologic", "isotretinoin", "methotrexate", "antibiotic", "flap", "major surgery")),
    (2, ("otc", "over the counter", "over-the-counter", "minor surgery", "biopsy", "cryo", "freez", "shave")),
    (1, ("reassur", "observ", "monitor", "no treatment", "self-exam", "education", "follow-up", "return as needed")),
)
"""Beginnings of words in what was decided, with the risk they stand for, the highest first.  Own judgment."""

_RISKS: Final = re.compile(
    " (?=" + "|".join(["(" + "|".join(map(re.escape, beginnings)) + ")" for _, beginnings in _RISK_WORDS]) + ")"
)
"""A word that begins so; the group is that of the risk."""

_STANDS: Final = {
    ("stable", True): ("stable", "stable"),
    ("stable", False): ("minor", "stable"),
    ("worse", True): ("moderate", "moderate"),
    ("worse", False): ("acute", "moderate"),
    ("severe", True): ("severe", "severe"),
    ("severe", False): ("moderate", "severe"),
    ("acute", True): ("acute", "acute"),
    ("acute", False): ("acute", "acute"),
}
"""What a problem surely is and may be, by its status and whether it is a lasting disease; others are "minor" to
"moderate"."""


class Span(NamedTuple):
    """A level from what the record shows to what it leaves possible."""

    low: int
    high: int


def level_for_time(code: str, minutes: int) -> int:
    """Return the highest level of the code's kind that so many minutes reach; 0 when none."""
    return sum([minutes >= least for least in MINUTES_BY_LEVEL.get(code, ())]) if minutes > 0 else 0


def code_of_level(like: str, level: int) -> str:
    """Return the code of a level of the same kind of visit as `like`; "" for another kind."""
    return next((codes[level - 1] for codes, _ in _SERIES if like in codes), "")


def decision_making(encounter: Encounter, day: Day, *, elsewhere: frozenset[str] = frozenset()) -> Span:
    """Return the span of decision making; problems with a diagnosis in `elsewhere` prove nothing (billed apart)."""
    if not encounter.problems:
        return Span(1, HIGH)
    spans = [(_kinds(problem, day), _risk(problem)) for problem in encounter.problems]
    own = [
        span
        for problem, span in zip(encounter.problems, spans, strict=True)
        if problem.diagnosis not in elsewhere and not (elsewhere and _is_a_procedures(problem))
    ]
    data = _data(encounter)
    low = (_problems([kinds[0] for kinds, _ in own]), max((risk.low for _, risk in own), default=1), data.low)
    high = (_problems([kinds[1] for kinds, _ in spans]), max(risk.high for _, risk in spans), data.high)
    return Span(sorted(low)[1], sorted(high)[1])


def _is_a_procedures(problem: Problem) -> bool:
    """Say whether a problem without a diagnosis is one of lesions about which only something was done by hand."""
    return not problem.diagnosis and bool(problem.lesions) and problem.management == ("procedure",)


def billed_apart(visit: Visit, day: Day) -> frozenset[str]:
    """Return the diagnoses of the day's procedures: their work is not the visit's (EM-3)."""
    return frozenset(code for line in procedures(visit, day) for code in line.diagnoses)


def procedures(visit: Visit, day: Day) -> list[Line]:
    """Return the lines with a global period of 0, 10 or 90 days."""
    periods = ("000", "010", "090")
    return [line for line in visit.lines if line.visit_class != "visit" and day.global_days(line.code) in periods]


def is_minor_problem(code: str, day: Day) -> bool:
    """Say whether a diagnosis alone is a minor matter: a harmless growth, a history, a screening, a check-up."""
    return day.diagnosis_group(code) in _MINOR_GROUPS and day.diagnosis_condition(code) != "drug_therapy"


def _kinds(problem: Problem, day: Day) -> tuple[str, str]:
    """Return what a problem surely is and what it may be: none, minor, stable, acute, moderate, severe."""
    group = day.diagnosis_group(problem.diagnosis) if problem.diagnosis else ""
    chronic = group in _CHRONIC_GROUPS
    if problem.status == "resolved":
        return "none", "minor"
    if group in _MINOR_GROUPS and problem.status in ("stable", "new", ""):
        return "minor", "minor" if problem.status else "stable"
    return _STANDS.get((problem.status, chronic), ("minor", "moderate"))


def _problems(kinds: list[str]) -> int:
    """Return the level of the problems column."""
    if "severe" in kinds:
        return 4
    if "moderate" in kinds or kinds.count("stable") >= 2:
        return 3
    return 2 if "stable" in kinds or "acute" in kinds or kinds.count("minor") >= 2 else 1


def _risk(problem: Problem) -> Span:
    """Return the risk of what was decided for a problem; words that are not known leave everything possible."""
    if not problem.management:
        return Span(1, HIGH)
    levels = [_risk_of(words.lower()) for words in problem.management]
    return Span(max(level or 1 for level in levels), HIGH if 0 in levels else max(levels))


def _risk_of(words: str) -> int:
    """Return the highest risk that words tell of, 0 when none is known."""
    groups = [found.lastindex or 0 for found in _RISKS.finditer(f" {words}")]
    return _RISK_WORDS[min(groups) - 1][0] if groups else 0


def _data(encounter: Encounter) -> Span:
    """Return the data column by the number of orders; notes read and persons heard may come to them."""
    count = len(encounter.orders)
    if count >= 3:
        return Span(3, HIGH)
    return Span(2, 3) if count == 2 else Span(1, 3 if count else 2)
