"""Problems addressed: conditions of the note with their status and what was decided for each.

A status belongs to the nearest condition of its clause, a decision to the condition before it in the sentence, unless
"for" leads to the one behind it.  In a note with an assessment or plan the problems are those named there.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import LIVE, Mention, sentence_of, start_of
from cleanskin.note.sentences import LABELED
from cleanskin.note.terms import table
from cleanskin.note.visit.decisions import PROCEDURE, decisions
from cleanskin.note.visit.drug_talk import is_dressing
from cleanskin.note.visit.lasting import lasts
from cleanskin.note.visit.marks import DECIDED, LISTS, Marks, evidence, gap
from cleanskin.note.visit.no_problem import NO_DRUG_FOR, is_no_problem, is_of_other_disease
from cleanskin.note.visit.sorts import SORTS
from cleanskin.record.encounter import Evidence, Lesion, Problem

_WORTH_ALONE: Final = frozenset(
    {"rx started", "rx changed", "rx continued", "toxicity monitoring", "biologic", "isotretinoin", "reassurance"}
    | {"otc"}
)
_OTHERS_DECISIONS: Final = frozenset(
    {"rx started", "rx changed", "rx continued", "rx stopped", "toxicity monitoring", "biologic", "isotretinoin"}
    | {"labs", "observation"}
)
"""What another clinician, who manages the condition, has decided."""

_STATUS_RANK: Final = ("severe", "worse", "acute", "new", "stable", "resolved")
_THOUGHT: Final = frozenset({"assessment", "plan", "procedure"})
_FOR: Final = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:for|of|to treat|on)\W+(?:\w+\W+){0,3}$", re.I)
_DURATION_WITHIN: Final = 25  # characters between a problem and how long it has lasted
_GENERAL: Final = frozenset(
    {"unknown_rash", "suspicious_lesion", "neoplasm_unspecified", "benign_lesion", "lump", "skin_infection", "wound"}
    | {"neoplasm_of_uncertain_behavior", "keratosis", "skin_cancer"}
)
"""Conditions that only say that there is something: another one beside them names the same finding."""

_SIGNS: Final = frozenset({"blister", "comedones", "acne_pustules", "flushing", "acne_scar", "excoriation"})
"""Conditions that are what a disease of the skin looks like, where the note names that disease."""

_OF_HIDRADENITIS: Final = frozenset({"abscess", "furuncle", "carbuncle", "sinus_tract", "lump"})
"""What hidradenitis looks like."""

_HIDRADENITIS: Final = "hidradenitis_suppurativa"

_SIGN_WORDS: Final = re.compile(r"\b(?:vesic|papul|pustul|bull|blister|scar)", re.I)
"""Words for a rash, or a scar, that are a sign of the disease that is named."""

_CANCER_WORDS: Final = frozenset({"skin_cancer", "nonmelanoma_skin_cancer"})
"""Words for a cancer of the past that another one beside them names exactly."""

_SITE_BEHIND: Final = 30
_SITE_AHEAD: Final = 3
"""Most characters between a disease and its place: "cellulitis of the left lower leg", "leg cellulitis"."""

_TREATED: Final = frozenset({PROCEDURE, "minor surgery", "major surgery", "rx started", "rx changed", "rx continued"})
"""Decisions that show a cancer that is there."""

_RASH_WITHIN: Final = 7
"""How many sentences after a "rash" the note may name it."""

_ITCH: Final = "MN-ITCH"
_INFECTED: Final = re.compile(r"\binfect|\bcellulitis\b|\babscess\b|\bpurulent\b", re.I)
"""Complications of a wound that are its infection."""

_INFECTIONS: Final = frozenset({"postoperative_infection", "cellulitis", "abscess"})
_OF_ACT: Final = re.compile(
    r"\b(?:excisions?|removal|biops(?:y|ies)|surgery|mohs|shave|destruction|repair|ed&?c|curettage|excising|removing)"
    r"\W+(?:of|for)\W+(?:\w+\W+){0,3}$",
    re.I,
)
"""What before a condition says that it is what an act was done for."""

_THEN: Final = LIVE | {"historical"}
_FLARE: Final = re.compile(r"\b(?:flar|exacerbat)", re.I)
_CANCERS: Final = frozenset({"malignant", "in_situ"})


class Draft:
    """A problem while its words are gathered."""

    __slots__ = ("certainty", "evidence", "is_history", "management", "mention", "places", "statuses")

    def __init__(self, mention: Mention, *, is_history: bool = False) -> None:
        self.mention, self.is_history = mention, is_history
        self.places = [mention]
        self.statuses: list[str] = ["worse", "chronic"] if _FLARE.search(mention.words) else []
        self.management: list[str] = []
        self.evidence: list[Evidence] = list(evidence("condition", mention))
        self.certainty = "suspected" if mention.scope == "uncertain" else ""

    def ahead(self, place: int) -> Mention | None:
        """Return where it was named last before a place."""
        return next((one for one in reversed(self.places) if one.start < place), None)

    def decide(self, word: str, *told: Mention) -> None:
        """Add a decision with its words."""
        if word not in self.management:
            self.management.append(word)
            self.evidence.extend(evidence("management", *told))


def read_problems(marks: Marks, lesions: Sequence[Lesion]) -> tuple[Problem, ...]:
    """Return the problems that the note addresses, in its order."""
    drafts = _with_infected_wound(marks, _conditions(marks), lesions)
    drafts = _without_nodules(drafts)
    _statuses(marks, drafts)
    loose = _give(marks, drafts)
    _gone(marks, drafts, lesions)
    if not drafts and loose is not None and _WORTH_ALONE.intersection(loose.management):
        drafts = [_of_complaint(marks, loose)]
    elsewhere = marks.first("visit_word", "managed_elsewhere")
    return tuple(_problem(marks, draft, lesions, elsewhere, drafts) for draft in drafts)


def _conditions(marks: Marks) -> list[Draft]:
    """Return one draft a condition: of today, or a cancer of the past."""
    told = [one for one in marks.by_kind.get("condition", ()) if one.section not in LISTS]
    told = sorted([*told, *_itches(marks)], key=start_of)
    told = [one for one in told if one.section != "addendum"] or told  # what came after the visit was not yet known
    told = [one for one in told if not is_no_problem(marks.text, one)]
    thought = [one for one in told if one.section in _THOUGHT and one.scope in LIVE]
    kept = told if not thought else [one for one in told if one.section in _THOUGHT or one.scope == "historical"]
    if thought and all(_is_of_a_form(marks, one) for one in thought):
        kept = [one for one in told if one in kept or (one.section == "" and _is_decided_about(marks, one))]
    if thought and (all(one.section == "procedure" for one in thought) or not any(map(_is_disease, thought))):
        kept = sorted([*kept, *(one for one in told if one not in kept and _is_seen_for(one))], key=start_of)
    found: dict[str, Draft] = {}
    for one in kept:
        if one.scope in LIVE:
            held = found.get(one.value)
            if held is None or held.is_history:
                found[one.value] = Draft(one)
            else:
                held.places.append(one)
                held.certainty = "" if one.scope == "asserted" else held.certainty
        elif one.scope == "historical" and _is_cancer(one):
            held = found.get(one.value)
            if held is None:
                found[one.value] = Draft(one, is_history=True)
            elif held.is_history:
                held.places.append(one)
            elif held.certainty == "suspected" and not held.is_history and one.section in _THOUGHT:
                found.setdefault(f"{one.value} of the past", Draft(one, is_history=True))
    drafts = sorted(found.values(), key=lambda draft: draft.mention.start)
    return [
        draft for draft in drafts if not (_is_differential(marks, draft, drafts) or _is_named_better(draft, drafts))
    ]


def _is_seen_for(one: Mention) -> bool:
    """Say whether a disease stands where a note tells why the patient came, before any heading of its parts."""
    return _is_disease(one) and one.section in ("", "chief_complaint", "hpi") and one.scope == "asserted"


def _is_disease(one: Mention) -> bool:
    """Say whether a condition is a disease of the skin by its name, and no lesion."""
    return table("condition").get(one.value, {}).get("kind") == "eruption" and one.value not in _SIGNS | _GENERAL


def _itches(marks: Marks) -> list[Mention]:
    """Return itch where it stands as the name of a problem: at the start of a statement, before its plan."""
    return [
        one._replace(kind="condition", value="pruritus")
        for one in marks.of("trigger", _ITCH)
        if _OPENS.search(marks.text, max(0, one.start - 24), one.start) and _PLAN_FOLLOWS.match(marks.text, one.end)
    ]


_OPENS: Final = re.compile(r"(?:\A|[\n.;])[ \t]*(?:A/P|A&P|I/P|[-*#]|\(?\d{1,2}[.):])?[ \t]*\Z")
_PLAN_FOLLOWS: Final = re.compile(r"[^.;:\n]{0,30}:(?!\d)| - ")


def _is_of_a_form(marks: Marks, one: Mention) -> bool:
    """Say whether words stand among the fields of one lesion: they name what was done there, and no other problem."""
    return marks.marked.sentences[one.sentence].item.startswith(LABELED)


def _is_decided_about(marks: Marks, one: Mention) -> bool:
    """Say whether the sentence of a condition tells a decision or a drug."""
    told = (each for kind in ("decision", "medication") for each in marks.of(kind, scopes=DECIDED))
    return any(each.sentence == one.sentence for each in told)


def _with_infected_wound(marks: Marks, drafts: list[Draft], lesions: Sequence[Lesion]) -> list[Draft]:
    """Make an infected wound of an earlier act the problem, in place of what that act was done for."""
    told = next((one for one in marks.of("relation", "complication") if _INFECTED.search(one.words)), None)
    if told is None or not any(marks.has(kind, scopes=_THEN) for kind in ("technique", "closure", "mohs")):
        return drafts
    if told.section in LISTS or any(one.technique for one in lesions):
        return drafts
    kept = [draft for draft in drafts if not _OF_ACT.search(marks.text, 0, draft.mention.start)]
    if any(draft.mention.value in _INFECTIONS for draft in kept):
        return kept
    named = Draft(told._replace(kind="condition", value="postoperative_infection"))
    return sorted((*kept, named), key=lambda draft: draft.mention.start)


def _is_named_better(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a general name stands beside an exact one, in its sentence or the next."""
    if any(other.mention.value in SORTS.get(draft.mention.value, ()) and not other.is_history for other in drafts):
        return True
    if _is_sign(draft, drafts) or _is_one_of_several(draft, drafts):
        return True
    if draft.is_history and draft.mention.value in _CANCER_WORDS:
        return any(other.is_history and other.mention.value not in _CANCER_WORDS for other in drafts)
    if draft.mention.value not in _GENERAL:
        return False
    is_rash = draft.mention.value == "unknown_rash"
    if is_rash and draft.certainty == "" and any(_is_one_of_several(other, (draft,)) for other in drafts):
        return False  # the rash is what is known, the rest is what it may be
    return any(
        0 <= other.mention.sentence - draft.mention.sentence <= (_RASH_WITHIN if is_rash else 1)
        and other.mention.value not in _GENERAL
        and not other.is_history
        for other in drafts
    )


_DIFFERS: Final = re.compile(r"\b(?:ddx|d/dx|diff dx|differential|vs\b|versus)", re.I)


def _is_differential(marks: Marks, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a disease is but what another one, named before it in its sentence, may be instead."""
    one = draft.mention
    if draft.certainty != "suspected" or table("condition").get(one.value, {}).get("kind") != "eruption":
        return False
    return any(
        other.certainty == ""
        and not other.is_history
        and other.mention.sentence == one.sentence
        and other.mention.start < one.start
        and other.mention.value not in _GENERAL
        and _DIFFERS.search(marks.text, other.mention.end, one.start) is not None
        for other in drafts
    )


def _is_one_of_several(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a disease is but suspected for a rash that is named in its sentence."""
    one = draft.mention
    if draft.certainty != "suspected" or table("condition").get(one.value, {}).get("kind") != "eruption":
        return False
    return any(
        other.mention.value == "unknown_rash"
        and other.certainty == ""
        and other.mention.sentence == one.sentence
        and other.mention.start < one.start
        for other in drafts
    )


def _without_nodules(drafts: list[Draft]) -> list[Draft]:
    """Leave out abscesses and boils where the note names hidradenitis: they are of it."""
    if all(one.mention.value != _HIDRADENITIS for one in drafts):
        return drafts
    return [one for one in drafts if one.mention.value not in _OF_HIDRADENITIS or one.mention.section in _THOUGHT]


def _is_sign(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a condition is what a disease that the note names looks like; what an assessment names is none."""
    one = draft.mention
    is_told = one.value in ("unknown_rash", "scar") and _SIGN_WORDS.search(one.words) is not None
    shown = is_told or one.value in _SIGNS
    if not shown or one.section in _THOUGHT:
        return False
    diseases = [other.mention for other in drafts if other is not draft and not other.is_history]
    return any(
        table("condition").get(other.value, {}).get("kind") == "eruption"
        and other.value not in _SIGNS | _GENERAL
        and (one.value != "scar" or "acne" in other.value)
        for other in diseases
    )


def _is_cancer(one: Mention) -> bool:
    return table("condition").get(one.value, {}).get("behavior") in _CANCERS


def _statuses(marks: Marks, drafts: Sequence[Draft]) -> None:
    for told in marks.of("status"):
        if told.section in LISTS or (told.section in ("past_history", "hpi") and _has_thought(drafts)):
            continue
        if is_of_other_disease(marks.text, told):
            continue
        near = _beside(marks, told, drafts)
        if near is not None and told.value == "acute" and gap(told, near.mention) > _DURATION_WITHIN:
            continue  # the duration of something else
        if near is not None:
            near.statuses.append(told.value)
            if "goal" in told.words.casefold() or _FLARE.search(told.words):
                near.statuses.append("chronic")  # only what lasts is treated towards a goal, or flares
            near.evidence.extend(evidence("status", told))


def _of_complaint(marks: Marks, loose: Draft) -> Draft:
    """Name a problem without a name by the complaint of the patient, when that is a diagnosis of its own: itch."""
    told = marks.first("trigger", _ITCH)
    if told is None:
        return loose
    named = Draft(told._replace(kind="condition", value="pruritus"))
    for one in loose.management:
        named.management.append(one)
    named.evidence.extend(loose.evidence[1:])
    return named


def _gone(marks: Marks, drafts: Sequence[Draft], lesions: Sequence[Lesion]) -> None:
    """Make history of cancers that the note calls free of recurrence and that nothing was or shall be done about."""
    told = marks.first("visit_word", "no_recurrence", scopes=LIVE | {"negated"})
    if told is None:
        return
    treated = {one.condition for one in lesions if one.technique or one.planned_technique}
    watched = {one.sentence for one in marks.of("visit_word", "no_recurrence", scopes=LIVE | {"negated"})}
    for draft in drafts:
        if draft.is_history and any(one.section in _THOUGHT and one.sentence in watched for one in draft.places):
            draft.statuses.append("stable")
        is_treated = draft.mention.value in treated or _TREATED.intersection(draft.management)
        if draft.mention.kind == "condition" and _is_cancer(draft.mention) and draft.certainty == "" and not is_treated:
            draft.is_history = True


def _has_thought(drafts: Sequence[Draft]) -> bool:
    return any(draft.mention.section in _THOUGHT for draft in drafts)


def _beside(marks: Marks, told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the problem that a status belongs to: nearest in its clause, then its sentence, then the last before."""
    of_today = [draft for draft in drafts if not draft.is_history]
    for same in ("clause", "sentence"):
        place = getattr(told, same)
        near = [(one, draft) for draft in of_today for one in draft.places if getattr(one, same) == place]
        if near:
            return min(near, key=lambda pair: (gap(told, pair[0]), pair[0].start))[1]
    last = _last(of_today, told.start)
    return None if last is not None and not _is_near(marks, last, told) and _tells_of_work(marks, told) else last


def _tells_of_work(marks: Marks, told: Mention) -> bool:
    """Say whether the sentence of a mention tells of an act at some place: it is about what was treated there."""
    return all(
        any(one.sentence == told.sentence for one in marks.by_kind.get(kind, ())) for kind in ("technique", "site")
    )


def _last(drafts: Sequence[Draft], place: int) -> Draft | None:
    """Return the problem that was named last before a place."""
    named = [(one.start, at) for at, draft in enumerate(drafts) if (one := draft.ahead(place)) is not None]
    return drafts[max(named)[1]] if named else None


def _give(marks: Marks, drafts: list[Draft]) -> Draft | None:
    """Give each decision to its problem; return what has none as a problem without a name."""
    loose: Draft | None = None
    for word, one in decisions(marks, has_thought=_has_thought(drafts)):
        owner = _of_operation(word, one, drafts) or _owner(marks, one, drafts)
        if word == "otc" and is_dressing(marks, one, [] if owner is None else owner.places):
            continue
        if word == PROCEDURE and len(drafts) > 1 and owner is not None and not _is_near(marks, owner, one):
            continue  # what was done to something else than the problem named before it
        if owner is None and word == PROCEDURE:
            continue
        if owner is not None and _is_for_wound(marks, one, owner):
            owner = None
        if word in ("rx started", "rx changed", "rx continued") and owner is not None:
            owner = _of_disease(owner, one, drafts)
        if owner is not None and owner.mention.value in _OF_HIDRADENITIS and word != PROCEDURE:
            owner = next((each for each in drafts if each.mention.value == _HIDRADENITIS), owner)
        if owner is None:
            owner = loose = loose or Draft(one)
        owner.decide(word, one)
    return loose


def _is_for_wound(marks: Marks, told: Mention, owner: Draft) -> bool:
    """Say whether an antibiotic of a note of surgery stands before the first name of a problem in a later statement."""
    is_ahead = told.sentence < owner.places[0].sentence
    is_antibiotic = told.kind == "medication" and told.value.endswith("antibiotic")
    return is_ahead and is_antibiotic and any(marks.has(kind) for kind in ("closure", "mohs"))


def _of_disease(owner: Draft, told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the disease named last, or the only one, for a drug told with what no drug is for; None when none is."""
    if owner.mention.value not in NO_DRUG_FOR or any(one.sentence == told.sentence for one in owner.places):
        return owner
    others = [one for one in drafts if one.mention.value not in NO_DRUG_FOR and not one.is_history]
    if not others and told.sentence < min(one.sentence for one in owner.places):
        return None
    return others[0] if len(others) == 1 else _last(others, told.start) or owner


def _of_operation(word: str, told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the cancer named last before Mohs surgery is decided, whatever else its sentence names."""
    is_mohs = word == "minor surgery" and "mohs" in told.words.lower()
    return _last([one for one in drafts if is_mohs and _is_cancer(one.mention) and not one.is_history], told.start)


def _is_near(marks: Marks, owner: Draft, told: Mention) -> bool:
    """Say whether a problem is named in the sentence of an act, or right before one that names nothing itself."""
    away = min((abs(told.sentence - one.sentence) for one in owner.places), default=0)
    if away <= 1 and away != 0:
        named = (one for kind in ("site", "noun", "condition") for one in marks.by_kind.get(kind, ()))
        return not any(one.sentence == told.sentence for one in named)
    return away == 0


def _in_sentence(places: Sequence[Mention], number: int) -> Sequence[Mention]:
    """Return the mentions of one sentence among those of a note in their order."""
    return places[bisect_left(places, number, key=sentence_of) : bisect_right(places, number, key=sentence_of)]


def _owner(marks: Marks, told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the problem that a decision is for."""
    here = [(one, draft) for draft in drafts for one in _in_sentence(draft.places, told.sentence)]
    here.sort(key=lambda pair: pair[0].start)
    behind = next((pair for pair in here if pair[0].start >= told.end), None)
    if behind is not None and _FOR.match(marks.text[told.end : behind[0].start]):
        return behind[1]
    ahead = [draft for one, draft in here if one.start < told.start]
    if ahead:
        return ahead[-1]
    if behind is not None:
        return behind[1]
    return _of_place(marks, told, drafts) or _last(drafts, told.start) or (drafts[0] if drafts else None)


def _of_place(marks: Marks, told: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """Return the one problem whose name holds the place that a sentence is for: "for the hands, clobetasol"."""
    sites = [one for one in marks.by_kind.get("site", ()) if one.sentence == told.sentence and one.start < told.start]
    if not sites or not _FOR_PLACE.search(marks.text, max(0, sites[0].start - 12), sites[0].start):
        return None
    word = sites[0].words.lower().rstrip("s")
    found = [draft for draft in drafts if any(word in one.words.lower() for one in draft.places)]
    return found[0] if len(found) == 1 else None


_FOR_PLACE: Final = re.compile(r"\bfor (?:the |his |her |their )?\Z", re.I)


def _problem(
    marks: Marks, draft: Draft, lesions: Sequence[Lesion], elsewhere: Mention | None, drafts: Sequence[Draft]
) -> Problem:
    condition = draft.mention.value if draft.mention.kind == "condition" else ""
    own = tuple(
        one.id
        for one in lesions
        if one.id and condition and (one.condition == condition or _is_named_by(one, draft.mention))
    )
    management = list(draft.management)
    done = [one for one in lesions if one.id in own]
    if any(one.technique for one in done) and PROCEDURE not in management:
        management.append(PROCEDURE)
    if any(one.planned_technique for one in done) and "minor surgery" not in management:
        management.append("minor surgery")
    name = draft.mention.words if condition else "the problem seen"
    is_elsewhere = elsewhere is not None and (not condition or _beside(marks, elsewhere, drafts) is draft)
    if is_elsewhere:
        management = [word for word in management if word not in _OTHERS_DECISIONS]
    place = _place(marks, draft)
    return Problem(
        name=name,
        status=_status(draft.statuses),  # type: ignore[arg-type]
        management=tuple(management),
        condition=condition,
        certainty=draft.certainty,  # type: ignore[arg-type]
        is_history=draft.is_history,
        has_systemic_symptoms=True if "systemic" in draft.statuses else None,
        managed_elsewhere=is_elsewhere,
        is_chronic=True if "chronic" in draft.statuses or lasts(marks, draft.mention) else None,
        lesions=own,
        site=place.value if place else "",
        side=place.side if place else "",  # type: ignore[arg-type]
        evidence=tuple(dict.fromkeys((*draft.evidence, *evidence("site", place)))),
    )


def _place(marks: Marks, draft: Draft) -> Mention | None:
    """Return where a problem is: the place right behind its name or right before it, alone in its stretch."""
    for told in draft.places:
        here = [one for one in marks.by_kind.get("site", ()) if one.sentence == told.sentence and one.scope in LIVE]
        before_it = [one for one in here if 0 <= told.start - one.end <= _SITE_AHEAD]
        behind = [one for one in here if 0 <= one.start - told.end <= _SITE_BEHIND and one.clause == told.clause]
        found = before_it[-1:] or behind[:1]
        if found and draft.mention.kind == "condition":
            return found[0]
    return None


def _is_named_by(lesion: Lesion, mention: Mention) -> bool:
    """Say whether a problem's words name a lesion."""
    return any(one.field == "condition" and one.start == mention.start for one in lesion.evidence)


def _status(told: Sequence[str]) -> str:
    return next((name for name in _STATUS_RANK if name in told), "")
