"""The words behind a line: its family's, else those of what it is about, else those of the visit; the strongest first.

A line of a note never stands without words of the note; a form filled in by hand has none.  Strongest are the words
for what was done, then for what it was done to, then for what decides between codes; of words for one field those
nearest to the act, so that a plan is quoted before the story that led to it.
"""

from collections.abc import Sequence
from typing import Final

from cleanskin.charge.family import Draft
from cleanskin.record.encounter import DrugGiven, Encounter, Evidence, Problem, Service

_DEEDS: Final = ("technique", "kind", "management", "name", "mohs_blocks", "closure", "prior")
"""Fields that tell what was done or decided, in the order of their weight."""

_FIELDS: Final = (
    *_DEEDS, "condition", "count", "status", "diameter_cm", "excised_cm", "margin_cm", "closure_length_cm",
    "graft_area_sq_cm", "defect_area_sq_cm", "flap_area_sq_cm", "treated_area_sq_cm", "area_sq_cm", "amount",
    "concentration", "volume_ml", "minutes", "site", "side", "further_techniques", "pathology", "certainty", "details",
    "undermining_cm", "complex_criteria", "tests", "new_patient", "mode", "skin_exam", "reason",
)  # fmt: skip
_TOGETHER: Final = {"management": 3}
"""Fields of which several words weigh alike: what was stopped, what was begun, what was ordered."""

_WEIGHTS: Final = {name: weight for weight, name in enumerate(_FIELDS)}


def quotes(draft: Draft, encounter: Encounter) -> tuple[Evidence, ...]:
    """Return the evidence of a line."""
    return strongest_first(_all(draft, encounter))


def strongest_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence by its weight: the best words of every field, then their second best, and so on."""
    if len(evidence) < 2:
        return tuple(evidence)
    told = [_Told(one) for one in dict.fromkeys(evidence)]
    deeds = [one for one in told if one.field in _DEEDS]
    # what is done is told last: a plan follows its story
    act = abs(min([(one.weight, -one.start if deeds else one.start) for one in deeds or told])[1])
    nearest = sorted([(abs(one.start - act), one.start, one.end, at) for at, one in enumerate(told)])
    seen: dict[str, list[str]] = {}
    ranked: list[tuple[int, int, int]] = []
    for place in nearest:
        one = told[place[3]]
        held, words = seen.setdefault(one.field, []), one.said.words.casefold()
        turn = len(told)  # words again come last
        if words not in held:
            turn = len(held) // _TOGETHER.get(one.field, 1)
        held.append(words)
        ranked.append((turn, one.weight, len(ranked)))
    ranked.sort()
    return tuple([told[nearest[place[2]][3]].said for place in ranked])


class _Told:
    """Evidence with its place, the name of what it tells and how little that weighs."""

    __slots__ = ("end", "field", "said", "start", "weight")

    def __init__(self, said: Evidence) -> None:
        self.said, self.start, self.end = said, said.start, said.end
        self.field: str = said.field
        if self.field not in _WEIGHTS:
            self.field = self.field.partition(":")[0]
        self.weight: int = _WEIGHTS.get(self.field, len(_WEIGHTS))


def _all(draft: Draft, encounter: Encounter) -> tuple[Evidence, ...]:
    if draft.evidence:
        return draft.evidence
    about = tuple(one for name in draft.lesions for one in _of(name, encounter))
    if about:
        return tuple(dict.fromkeys(about))
    visit = encounter.visit.evidence if encounter.visit else ()
    if visit or encounter.evidence:
        return tuple(dict.fromkeys((*visit, *encounter.evidence)))
    found = [one.evidence for one in encounter.problems] + [one.evidence for one in encounter.lesions]
    found += [one.evidence for one in encounter.services] + [one.evidence for one in encounter.prior]
    return tuple(dict.fromkeys(one for held in found for one in held))


def _of(name: str, encounter: Encounter) -> tuple[Evidence, ...]:
    """Return the words of a lesion, service, problem or drug by the id that drafts quote."""
    lists: dict[str, tuple[Service | Problem | DrugGiven, ...]]
    lists = {"S": encounter.services, "P": encounter.problems, "D": encounter.drugs}
    if name[:1] in lists and name[1:].isdigit():
        held = lists[name[0]]
        return held[int(name[1:]) - 1].evidence if 0 < int(name[1:]) <= len(held) else ()
    return next((one.evidence for one in encounter.lesions if one.id == name), ())
