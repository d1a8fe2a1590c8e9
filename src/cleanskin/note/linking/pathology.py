"""What tissue results a frame tells of, how sure its diagnosis is, and which of its conditions stands in the end."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.note.linking.conditions import narrower, one_condition
from cleanskin.note.linking.evidence import quote, quotes
from cleanskin.note.linking.frames import Frame
from cleanskin.note.mention import Mention
from cleanskin.note.terms import table
from cleanskin.record.encounter import Behavior, Certainty, Evidence, Pathology

RESULT_REACH: Final = 90
"""Most characters between "pathology" and the result it names."""

_BEHAVIORS: Final[dict[str, Behavior]] = {
    "malignant": "malignant",
    "benign": "benign",
    "uncertain": "uncertain",
    "dysplastic": "benign",
    "in_situ": "in_situ",
    "premalignant": "premalignant",
}


class Nature(NamedTuple):
    """What a lesion is: the condition that stands in the end, how sure it is, the tissue result, with the words.

    "suspected" beside a benign result: what was suspected is refuted.
    """

    condition: str = ""
    certainty: Certainty = ""
    pathology: Pathology | None = None
    evidence: tuple[Evidence, ...] = ()


def nature_of(frame: Frame) -> Nature:
    """Return what the lesion of a frame is."""
    conditions = sorted(frame.get("condition") or frame.get("past_condition"), key=lambda one: one.start)
    if any(one.value != "scar" and one.scope != "negated" for one in conditions):
        conditions = [one for one in conditions if one.value != "scar"]  # the scar of what was there before
    apart = [one for one in conditions if one.value == "dehiscence" and one.scope == "asserted"]
    if apart and frame.get("closure") and not frame.get("technique"):
        conditions = apart  # a wound that came apart, whatever was cut out there before
    reports = frame.get("pathology")
    result = _result(frame, conditions, reports)
    if result is not None:
        return result
    condition, named = _named(conditions)
    pending = [one for one in reports if one.value == "pending"]
    proven = [one for one in reports if one.value == "prior"]
    behavior = _described(reports)
    if behavior and behavior.value == "uncertain" and condition == "dysplastic_nevus":
        behavior = behavior._replace(value="dysplastic")  # "severely atypical" is its grade (DX-2)
    suspected = _is_suspected(frame, named) and not _is_cut_again(frame, condition)
    certainty: Certainty = "confirmed" if proven else "suspected" if suspected and not behavior else ""
    evidence = [*quotes("condition", named), *quotes("certainty", proven), *quotes("pathology", pending)]
    pathology = None
    if pending and _is_known(frame, condition):
        pathology = Pathology(behavior=_behavior_of(condition), diagnosis=condition)
    elif pending:
        pathology = Pathology(behavior="pending")
    elif proven:
        pathology = Pathology(behavior=_behavior_of(condition), diagnosis=condition)
    elif behavior:
        pathology = Pathology(behavior=_BEHAVIORS[behavior.value])
        evidence.append(quote("pathology", behavior))
    return Nature(condition, certainty, pathology, tuple(evidence))


_CANCEROUS: Final = frozenset({"malignant", "in_situ"})


def _is_cut_again(frame: Frame, condition: str) -> bool:
    """True for a cancer that is excised again: only tissue can have named it."""
    is_again = any(one.value == "re_excision" for one in frame.get("feature"))
    return is_again and _behavior_of(condition) in _CANCEROUS


def _is_known(frame: Frame, condition: str) -> bool:
    """True for a cancer that tissue had proven before it was cut out: what is pending is whether the margins are free.

    Its biopsy left a scar, it was cut out widely, or again.
    """
    if _behavior_of(condition) not in _CANCEROUS or any(one.scope == "uncertain" for one in frame.get("condition")):
        return False
    has_scar = any("biopsy scar" in one.words.lower() for one in frame.get("condition"))
    is_wide = any("wide" in one.words.lower() for one in frame.get("technique"))
    return has_scar or is_wide or any(one.value == "re_excision" for one in frame.get("feature"))


def _result(frame: Frame, conditions: Sequence[Mention], reports: Sequence[Mention]) -> Nature | None:
    """Return the nature by a reported result, None when none is reported."""
    reports = [*reports, *_sections(conditions)]
    for report in reports:
        if report.value not in ("result", "confirms") or report.scope == "planned":
            continue
        if report.value == "confirms" and not _has_tissue(frame):
            continue
        after = [one for one in conditions if _is_told_by(report, one) and one.scope not in ("negated", "uncertain")]
        described = [one for one in reports if one.value in _BEHAVIORS and _is_told_by(report, one)]
        if not after and not described and not _confirms(report):
            continue
        named = after or _named(conditions)[1][-1:] or list(conditions[:1])
        condition = _named(named)[0]
        if after and _is_of_another(frame, conditions, report, condition):
            own = [one for one in conditions if one.end <= report.start]
            return Nature(_named(own)[0], "", None, (*quotes("condition", own),))
        behavior: Behavior = _BEHAVIORS[described[0].value] if described else _behavior_of(condition)
        worse = [one for one in conditions if one.end <= report.start and _behavior_of(one.value) == "malignant"]
        if behavior == "in_situ" and worse and _is_known(frame, worse[-1].value):
            named, condition, behavior = worse[-1:], worse[-1].value, "malignant"  # what is left of it rules no more
        if described and described[0].value == "dysplastic" and not after:
            condition = "dysplastic_nevus"
        elif described and not after and not _may_be(condition, behavior):
            condition = ""
        told = [report] if report.end > report.start else []  # a section says by its name that it is a report
        evidence = (*quotes("condition", named), *quotes("pathology", [*told, *described[:1]]))
        is_refuted = behavior in ("benign", "uncertain") and _is_suspected(frame, conditions)
        certainty: Certainty = "suspected" if is_refuted else "confirmed"
        return Nature(condition, certainty, Pathology(behavior=behavior, diagnosis=condition), evidence)
    return None


_NO_TISSUE: Final = frozenset({"cryosurgery", "chemical", "injection", "laser"})
"""Techniques that leave no tissue to read."""

_OF_PROVEN: Final = _NO_TISSUE | {"electrodesiccation", "curettage"}
"""Those that leave none to read where tissue had proven a cancer before."""


def _is_of_another(frame: Frame, conditions: Sequence[Mention], report: Mention, condition: str) -> bool:
    """True when a result cannot be of what was done here: that left no tissue, and was surely of another condition."""
    done = {one.value for one in frame.get("technique")}
    sure = [one for one in conditions if one.end <= report.start and one.scope == "asserted"]
    is_proven = any(_behavior_of(one.value) in _CANCEROUS for one in sure)
    if not done or not done <= (_OF_PROVEN if is_proven else _NO_TISSUE):
        return False
    return bool(sure) and not any(one_condition(one.value, condition) for one in sure)


def may_be_read(told: Frame, frame: Frame) -> bool:
    """True when a result may be of a lesion: tissue was taken, or its disease is not told, or the same."""
    named = frame.get("condition")
    if not named or not {one.value for one in told.get("technique")} <= _OF_PROVEN:
        return True
    sure = [one for one in told.get("condition") if one.scope == "asserted"]
    return not sure or any(one_condition(one.value, each.value) for one in sure for each in named)


def _sections(conditions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the headings of results under which conditions stand, as words for a report right before them."""
    found = [one for one in conditions if one.section == "pathology" and one.scope != "negated"]
    return [one._replace(kind="pathology", value="result", end=one.start) for one in found[:1]]


def _has_tissue(frame: Frame) -> bool:
    """True when the frame tells of tissue that was read: what else confirms is no tissue result."""
    return any(one.value == "frozen_section" for one in frame.get("feature")) or any(
        one.value == "result" for one in frame.get("pathology")
    )


def _is_told_by(report: Mention, mention: Mention) -> bool:
    """True when a mention stands after the word for a report in its sentence, near it, or in the section of results."""
    if mention.section == report.section == "pathology" and mention.start > report.start:
        return True
    return mention.sentence == report.sentence and 0 <= mention.start - report.start <= RESULT_REACH


def _is_suspected(frame: Frame, conditions: Sequence[Mention]) -> bool:
    if any(one.value == "suspected" for one in frame.get("suspicion")):
        return True
    unsure = {one.value for one in conditions if one.scope == "uncertain"}
    sure = {one.value for one in conditions if one.scope == "asserted" and _behavior_of(one.value) == "benign"}
    return bool(unsure - sure)


def _confirms(report: Mention) -> bool:
    return "confirm" in report.words.lower() or "prove" in report.words.lower()


def _may_be(condition: str, behavior: Behavior) -> bool:
    """True when a condition's own behavior is that of the result, or not told."""
    return _behavior_of(condition) in ("", behavior)


def _named(conditions: Sequence[Mention]) -> tuple[str, list[Mention]]:
    """Return the most exact of the conditions named, with its words; one that is denied does not count."""
    value, found = "", []
    for one in conditions:
        if one.scope in ("negated", "declined"):
            continue
        if not value or one_condition(value, one.value):
            value = narrower(value, one.value)
            found.append(one)
    return value, found


_NO_RESULT: Final = frozenset({"atypical", "borderline", "uncertain"})
"""Words that describe what is seen, or a prognosis; alone they are no tissue result."""


def _described(reports: Sequence[Mention]) -> Mention | None:
    """Return the word that calls the lesion malignant, benign or uncertain, when it is asserted."""
    for one in reports:
        if one.value == "uncertain" and one.words.lower() in _NO_RESULT:
            continue
        if one.value in _BEHAVIORS and one.value != "dysplastic" and one.scope in ("asserted", "historical"):
            return one
    return None


def _behavior_of(condition: str) -> Behavior:
    """Return the behavior that the table of conditions gives, "" when it gives none."""
    value = table("condition").get(condition, {}).get("behavior", "")
    return _BEHAVIORS.get(value, "")
