"""What a text shows that bears on necessity: of one lesion, or, where none is told, of the whole."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cleanskin.note.linking.reasons import settled
from cleanskin.note.marking import DENIES
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.record.encounter import Encounter, Lesion
from cleanskin.rules.cosmetic.judgment import FELT, Shown
from cleanskin.rules.cosmetic.signals import DESTROYING

SYMPTOM_FREE: Final = "SYMPTOM-FREE"
_DISEASE: Final = frozenset({"malignant", "in_situ", "premalignant", "uncertain"})
_FACE: Final = frozenset({"face", "forehead", "cheek", "chin", "nose", "temple", "eyelid", "lip", "jaw", "glabella"})
_MANY: Final = 10
"""Actinic keratoses from which some payers cover a peel of the field (category grid)."""

_SEEN: Final = ("excoriat", "tender")
"""Beginnings of words for what an examiner finds: they deny no complaint, and no complaint denies them."""


class Said(NamedTuple):
    """The mentions of a text that bear on necessity; `reassured`: sentences that reassure.

    `has_growth`: a growth, spot or lesion is named.
    """

    triggers: Sequence[Mention] = ()
    needs: Sequence[Mention] = ()
    signals: Sequence[Mention] = ()
    reassured: frozenset[int] = frozenset()
    benign: Sequence[Mention] = ()
    has_growth: bool = False

    @classmethod
    def of(cls, marked: MarkedText) -> "Said":
        """Sort the mentions of a marked text."""
        found: dict[str, list[Mention]] = {"trigger": [], "need": [], "cosmetic_signal": []}
        for one in marked.mentions:
            if one.kind in found:
                found[one.kind].append(one)
        return cls(
            found["trigger"],
            found["need"],
            found["cosmetic_signal"],
            frozenset(
                one.sentence
                for one in marked.mentions
                if one.kind == "decision" and one.value == "reassurance" and one.scope == "asserted"
            ),
            [one for one in marked.mentions if one.kind == "pathology" and one.value == "benign"],
            any(one.kind == "noun" and one.value == "lesion" and one.scope == "asserted" for one in marked.mentions),
        )

    def denies(self, start: int) -> bool:
        """True when what stands at a character is only denied, declined or a relative's."""
        return any(
            one.start <= start < one.end and one.scope in ("negated", "declined", "family")
            for one in (*self.triggers, *self.signals)
        )


def shown_of(lesion: Lesion | None, encounter: Encounter, said: Said) -> Shown:
    """Return what the record shows of a lesion; of none, what the whole text says."""
    told = _of_text(said) if lesion is None else _of_lesion(lesion, said)
    stated = frozenset(one.value for one in said.needs if one.scope in ("asserted", "historical"))
    return told._replace(needs=stated | _answered(encounter, lesion))


def _of_text(said: Said) -> Shown:
    asserted = [one for one in said.triggers if one.scope == "asserted"]
    denied = [one for one in said.triggers if one.scope == "negated"]
    ids = settled(asserted, denied=denied)
    signals = [one for one in said.signals if one.scope == "asserted"]
    return Shown(
        triggers=necessity(ids),
        negated=necessity(_ids(denied)),
        cosmetic_signals=tuple(dict.fromkeys(one.words for one in signals)),
        signal_ids=_ids(signals),
        weak=_weak(ids),
        is_itch_intense=_is_intense(asserted),
        is_asymptomatic=SYMPTOM_FREE in ids and not _has_begun(asserted),
        clashing=_clashing(asserted, denied),
    )


def _of_lesion(lesion: Lesion, said: Said) -> Shown:
    told = {(one.start, one.end): one.field for one in lesion.evidence}
    asserted = [one for one in said.triggers if told.get((one.start, one.end)) == "triggers"]
    denied = [one for one in said.triggers if told.get((one.start, one.end)) == "negated_triggers"]
    quoted = tuple(dict.fromkeys(one.words for one in lesion.evidence if one.field == "cosmetic_signals"))
    signals = quoted or lesion.cosmetic_signals
    tissue = lesion.pathology
    benign = [one for one in said.benign if told.get((one.start, one.end)) == "pathology"]
    return Shown(
        triggers=necessity(lesion.triggers),
        negated=necessity(lesion.negated_triggers),
        cosmetic_signals=signals or (("intent of the procedure",) if lesion.intent == "cosmetic" else ()),
        signal_ids=lesion.cosmetic_signals,
        weak=_weak(lesion.triggers),
        is_itch_intense=_is_intense(asserted),
        is_disease=tissue is not None and tissue.behavior in _DISEASE,
        is_asymptomatic=SYMPTOM_FREE in lesion.triggers and not lesion.past_triggers and not _has_begun(asserted),
        clashing=_clashing(asserted, denied) if asserted and denied else None if lesion.negated_triggers else (),
        is_destroyed=lesion.technique in DESTROYING and not lesion.specimen and tissue is None,
        is_called_harmless=any(one.sentence in said.reassured for one in benign),
    )


def _answered(encounter: Encounter, lesion: Lesion | None) -> frozenset[str]:
    """Needs that the encounter answers by its own fields."""
    found = set()
    if encounter.age_years is not None and encounter.age_years < 18:
        found.add("child")
    if lesion is not None and lesion.site in _FACE:
        found.add("face")
    if any(problem.is_history for problem in encounter.problems):
        found.add("skin_cancer_history")
    if any(one.pathology is not None and one.pathology.behavior in _DISEASE for one in encounter.lesions):
        found.add("pathology")
    if sum(one.count or 0 for one in encounter.lesions if one.condition == "actinic_keratosis") >= _MANY:
        found.add("many_ak")
    return frozenset(found)


def _has_begun(asserted: Sequence[Mention]) -> bool:
    """True when one sentence tells of no symptom first and of one then: "no symptoms for years, now bleeding"."""
    return any(
        free.value == SYMPTOM_FREE and free.sentence == one.sentence and free.clause < one.clause
        for free in asserted
        for one in asserted
        if one.value in FELT
    )


def _clashing(asserted: Iterable[Mention], denied: Sequence[Mention]) -> tuple[str, ...]:
    """Return the triggers that one sentence states and another denies of the same thing."""
    found = [
        one.value
        for one in asserted
        for other in denied
        if other.value == one.value and other.sentence != one.sentence and _is_same(one, other)
    ]
    return tuple(dict.fromkeys(found))


def _is_same(one: Mention, other: Mention) -> bool:
    if DENIES in other.attributes:
        return True
    if one.value in ("MN-BLEED", "MN-PAIN", "MN-ITCH"):
        return _is_seen(one) == _is_seen(other)
    return one.words.casefold() == other.words.casefold()


def _is_seen(mention: Mention) -> bool:
    return mention.words.casefold().startswith(_SEEN)


def _is_intense(mentions: Iterable[Mention]) -> bool:
    return any(one.value == "MN-ITCH" and "intense" in one.attributes for one in mentions)


def necessity(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of necessity triggers among all reasons."""
    return tuple(one for one in ids if one.startswith("MN-"))


def _weak(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one.startswith("WK-"))


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in mentions))
