"""Problems addressed: conditions of the note with their status and what was decided for each.

A status belongs to the nearest condition of its clause, a decision to the condition before it in the sentence, unless
"for" leads to the one behind it; in a list, to the item's.  Drugs taken count by their class, with the verb beside them
("start", "refill").  In a note with an assessment or plan the problems are those named there.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.terms import table
from cleanskin.note.visit.marks import DECIDED, LISTS, LIVE, Marks, evidence, gap, nearest
from cleanskin.record.encounter import Evidence, Lesion, Problem

_VERBS: Final = {
    "verb_started": "rx started",
    "verb_changed": "rx changed",
    "verb_continued": "rx continued",
    "verb_stopped": "rx stopped",
}
_WORDS: Final = {
    "rx_started": "rx started",
    "rx_changed": "rx changed",
    "rx_continued": "rx continued",
    "rx_stopped": "rx stopped",
    "otc": "otc",
    "reassurance": "reassurance",
    "observation": "observation",
    "counselling": "counselling",
    "referral": "referral",
    "toxicity_monitoring": "toxicity monitoring",
    "labs": "labs",
    "major_surgery": "major surgery",
    "minor_surgery": "minor surgery",
    "hospital": "hospital",
    "declined": "observation",
}
_WORTH_ALONE: Final = frozenset(
    {
        "rx started",
        "rx changed",
        "rx continued",
        "toxicity monitoring",
        "biologic",
        "isotretinoin",
        "reassurance",
        "otc",
    }
)
_OTHERS_DECISIONS: Final = frozenset(
    {
        "rx started",
        "rx changed",
        "rx continued",
        "rx stopped",
        "toxicity monitoring",
        "biologic",
        "isotretinoin",
        "labs",
        "observation",
    }
)
"""What another clinician, who manages the condition, has decided."""

_STATUS_RANK: Final = ("severe", "worse", "new", "acute", "stable", "resolved")
_THOUGHT: Final = frozenset({"assessment", "plan", "procedure"})
_FOR: Final = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:for|of|to treat|on)\W+(?:\w+\W+){0,3}$", re.I)
_INJECTED: Final = ("injection",)
_GIVEN: Final = ("injection_im", "injection_sc", "infusion", "iv_push")
_DURATION_WITHIN: Final = 25
"""Most characters between a problem and how long it has lasted."""

_BESIDE: Final = 40
"""Most characters between a drug and the word that it was injected."""

_NO_PROCEDURE: Final = frozenset({"treat", "remove"})
_GENERAL: Final = frozenset(
    {"unknown_rash", "suspicious_lesion", "neoplasm_unspecified", "benign_lesion", "lump", "skin_infection", "wound"}
    | {"neoplasm_of_uncertain_behavior", "keratosis", "skin_cancer"}
)
"""Conditions that only say that there is something: another one beside them names the same finding."""

_FLARE: Final = re.compile(r"\b(?:flar|exacerbat)", re.I)
_CANCERS: Final = frozenset({"malignant", "in_situ"})


class Draft:
    """A problem while its words are gathered."""

    __slots__ = ("certainty", "evidence", "is_history", "management", "mention", "statuses")

    def __init__(self, mention: Mention, *, is_history: bool = False) -> None:
        self.mention, self.is_history = mention, is_history
        self.statuses: list[str] = ["worse"] if _FLARE.search(mention.words) else []
        self.management: list[str] = []
        self.evidence: list[Evidence] = list(evidence("condition", mention))
        self.certainty = "suspected" if mention.scope == "uncertain" else ""

    def decide(self, word: str, *told: Mention) -> None:
        """Add a decision with its words."""
        if word not in self.management:
            self.management.append(word)
            self.evidence.extend(evidence("management", *told))


def read_problems(marks: Marks, lesions: Sequence[Lesion]) -> tuple[Problem, ...]:
    """Return the problems that the note addresses, in its order."""
    drafts = _conditions(marks)
    _statuses(marks, drafts)
    loose = _decisions(marks, drafts)
    if not drafts and loose is not None and _WORTH_ALONE.intersection(loose.management):
        drafts = [loose]
    elsewhere = marks.first("visit_word", "managed_elsewhere")
    return tuple(_problem(draft, lesions, elsewhere, drafts) for draft in drafts)


def _conditions(marks: Marks) -> list[Draft]:
    """Return one draft a condition: of today, or a cancer of the past."""
    told = [one for one in marks.by_kind.get("condition", ()) if one.section not in LISTS]
    thought = [one for one in told if one.section in _THOUGHT and one.scope in LIVE]
    kept = told if not thought else [one for one in told if one.section in _THOUGHT or one.scope == "historical"]
    found: dict[str, Draft] = {}
    for one in kept:
        if one.scope in LIVE:
            held = found.get(one.value)
            if held is None or held.is_history:
                found[one.value] = Draft(one)
            elif one.scope == "asserted":
                held.certainty = ""
        elif one.scope == "historical" and _is_cancer(one) and one.value not in found:
            found[one.value] = Draft(one, is_history=True)
    drafts = sorted(found.values(), key=lambda draft: draft.mention.start)
    return [draft for draft in drafts if not _is_named_better(draft, drafts)]


def _is_named_better(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a general name stands beside an exact one, in its sentence or the next."""
    if draft.mention.value not in _GENERAL:
        return False
    return any(
        0 <= other.mention.sentence - draft.mention.sentence <= 1
        and other.mention.value not in _GENERAL
        and not other.is_history
        for other in drafts
    )


def _is_cancer(one: Mention) -> bool:
    return table("condition").get(one.value, {}).get("behavior", "") in _CANCERS


def _statuses(marks: Marks, drafts: Sequence[Draft]) -> None:
    for told in marks.of("status"):
        if told.section in LISTS or (told.section in ("past_history", "hpi") and _has_thought(drafts)):
            continue
        near = _beside(told, drafts)
        if near is not None and told.value == "acute" and gap(told, near.mention) > _DURATION_WITHIN:
            continue  # the duration of something else
        if near is not None:
            near.statuses.append(told.value)
            near.evidence.extend(evidence("status", told))


def _has_thought(drafts: Sequence[Draft]) -> bool:
    return any(draft.mention.section in _THOUGHT for draft in drafts)


def _beside(told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the problem that a status belongs to: nearest in its clause, then its sentence, then the last before."""
    for same in ("clause", "sentence"):
        place = getattr(told, same)
        near = [draft for draft in drafts if getattr(draft.mention, same) == place and not draft.is_history]
        if near:
            return min(near, key=lambda draft: (gap(told, draft.mention), draft.mention.start))
    ahead = [draft for draft in drafts if draft.mention.start < told.start and not draft.is_history]
    return ahead[-1] if ahead else None


def _decisions(marks: Marks, drafts: list[Draft]) -> Draft | None:
    """Give each decision to its problem; return what has none as a problem without a name."""
    loose: Draft | None = None
    drugs = [one for one in marks.of("medication", scopes=DECIDED) if _is_taken(marks, one)]
    prescribed = [one for one in drugs if "otc" not in one.attributes]
    prescribed += [one for one in marks.of("drug", scopes=DECIDED) if _may_be_taken(marks, one)]
    told: list[tuple[str, Mention]] = []
    for one in marks.of("decision", scopes=DECIDED | {"declined"}):
        if one.section in LISTS or one.section == "past_history" or _is_booking(marks, one):
            continue
        if one.value in _VERBS:
            if any(drug.sentence == one.sentence and gap(one, drug) <= 60 for drug in prescribed):
                told.append((_VERBS[one.value], one))
        elif one.value in _WORDS:
            told.append((_WORDS[one.value], one))
    tests = list(marks.of("laboratory_test", scopes=DECIDED))
    told += [("labs", one) for one in tests[:1] if one.section not in LISTS]
    monitored = [one for word, one in told if word in ("toxicity monitoring", "labs")]
    told += [pair for drug in drugs for pair in _of_drug(marks, drug, told, bool(monitored))]
    told += [("procedure", one) for one in marks.of("technique") if one.value not in _NO_PROCEDURE]
    for word, one in sorted(told, key=lambda pair: pair[1].start):
        owner = _owner(marks, one, drafts)
        if owner is None and word == "procedure":
            continue
        if owner is None:
            owner = loose = loose or Draft(one)
        owner.decide(word, one)
    return loose


def _is_booking(marks: Marks, one: Mention) -> bool:
    """Say whether words that seem to plan surgery tell that today's was booked before."""
    if one.value != "minor_surgery":
        return False
    return any(
        booked.start < one.end and one.start < booked.end and " " in booked.words
        for booked in marks.of("visit_word", "scheduled", scopes=DECIDED)
    )


def _may_be_taken(marks: Marks, drug: Mention) -> bool:
    return not {"anesthetic", "single_dose"} & set(drug.attributes) and _is_taken(marks, drug)


def _is_taken(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug is one to take or apply, not one injected today, and not merely listed."""
    if drug.section in LISTS or drug.section == "past_history":
        return False
    given = [*marks.of("technique", *_INJECTED), *marks.of("service", *_GIVEN)]
    return not any(_gives(marks, one, drug) for one in given)


def _gives(marks: Marks, given: Mention, drug: Mention) -> bool:
    """Say whether a drug is the one that words for an injection speak of: the nearest to them in their sentence."""
    if given.sentence != drug.sentence or gap(given, drug) > _BESIDE:
        return False
    drugs = [*marks.by_kind.get("medication", ()), *marks.by_kind.get("drug", ())]
    near = nearest(given, [one for one in drugs if one.sentence == drug.sentence])
    return near is not None and near.start < drug.end and drug.start < near.end


def _of_drug(
    marks: Marks, drug: Mention, told: Sequence[tuple[str, Mention]], monitored: bool
) -> list[tuple[str, Mention]]:
    """Return what naming a drug decides: by its class, and by the verb near it or, without one, that it goes on."""
    classes = set(drug.attributes)
    if "otc" in classes:
        return [("otc", drug)]
    found: list[tuple[str, Mention]] = [(word, drug) for word in ("biologic", "isotretinoin") if word in classes]
    if monitored and classes & {"toxic"}:
        found.append(("toxicity monitoring", drug))
    verbs = [word for word, one in told if word.startswith("rx") and one.sentence == drug.sentence]
    if not verbs:
        found.append(
            ("rx continued" if drug.section in ("hpi", "") and _is_ongoing(marks, drug) else "rx started", drug)
        )
    return found


_ONGOING: Final = re.compile(r"\b(?:on|taking|uses?|using|with|while on|currently|maintained)\W+(?:\w+\W+){0,2}$", re.I)


def _is_ongoing(marks: Marks, drug: Mention) -> bool:
    return _ONGOING.search(marks.text[max(0, drug.start - 30) : drug.start]) is not None


def _owner(marks: Marks, told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the problem that a decision is for."""
    here = [draft for draft in drafts if draft.mention.sentence == told.sentence]
    behind = next((draft for draft in here if draft.mention.start >= told.end), None)
    if behind is not None and _FOR.match(marks.text[told.end : behind.mention.start]):
        return behind
    ahead = [draft for draft in here if draft.mention.start < told.start]
    if ahead:
        return ahead[-1]
    if behind is not None:
        return behind
    past = [draft for draft in drafts if draft.mention.start < told.start]
    return past[-1] if past else (drafts[0] if drafts else None)


def _problem(draft: Draft, lesions: Sequence[Lesion], elsewhere: Mention | None, drafts: Sequence[Draft]) -> Problem:
    condition = draft.mention.value if draft.mention.kind == "condition" else ""
    own = tuple(one.id for one in lesions if one.id and condition and one.condition == condition)
    management = list(draft.management)
    done = [one for one in lesions if one.id in own]
    if any(one.technique for one in done) and "procedure" not in management:
        management.append("procedure")
    if any(one.planned_technique for one in done) and "minor surgery" not in management:
        management.append("minor surgery")
    name = draft.mention.words if condition else "the problem seen"
    is_elsewhere = elsewhere is not None and (not condition or _is_of(elsewhere, draft, drafts))
    if is_elsewhere:
        management = [word for word in management if word not in _OTHERS_DECISIONS]
    return Problem(
        name=name,
        status=_status(draft.statuses),  # type: ignore[arg-type]
        management=tuple(management),
        condition=condition,
        certainty=draft.certainty,  # type: ignore[arg-type]
        is_history=draft.is_history,
        has_systemic_symptoms=True if "systemic" in draft.statuses else None,
        managed_elsewhere=is_elsewhere,
        lesions=own,
        evidence=tuple(dict.fromkeys(draft.evidence)),
    )


def _status(told: Sequence[str]) -> str:
    return next((name for name in _STATUS_RANK if name in told), "")


def _is_of(told: Mention, draft: Draft, drafts: Sequence[Draft]) -> bool:
    return _beside(told, drafts) is draft
