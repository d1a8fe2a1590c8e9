"""What a text shows that bears on necessity: of one lesion, or, where none is told, of the whole."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cleanskin.note.linking.reasons import settled
from cleanskin.note.marking import DENIES
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.record.encounter import Encounter, Lesion
from cleanskin.rules.cosmetic.judgment import FELT, Shown
from cleanskin.rules.cosmetic.shown import SYMPTOM_FREE, answered, shown_by
from cleanskin.rules.cosmetic.signals import DESTROYING

_SEEN: Final = ("excoriat", "tender")
"""Beginnings of words for what an examiner finds: they deny no complaint, and no complaint denies them."""

_REMOVED: Final = re.compile(r"\b(?:remov|off|gone|rid)", re.IGNORECASE)
"""Words of a wish that something be taken away."""


class Said(NamedTuple):
    """The mentions of a text that bear on necessity; `reassured`: sentences that reassure.

    `has_growth`: a growth, spot or lesion is named; `wishes_removal`: somebody wants it off.
    """

    triggers: Sequence[Mention] = ()
    needs: Sequence[Mention] = ()
    signals: Sequence[Mention] = ()
    reassured: frozenset[int] = frozenset()
    benign: Sequence[Mention] = ()
    has_growth: bool = False
    wishes_removal: bool = False

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
            any(one.value == "WK-2" and _REMOVED.search(one.words) is not None for one in found["trigger"]),
        )

    def denies(self, start: int) -> bool:
        """True when what stands at a character is only denied, declined or a relative's."""
        return any(
            one.start <= start < one.end and one.scope in ("negated", "declined", "family")
            for one in (*self.triggers, *self.signals)
        )


def shown_of(
    lesion: Lesion | None, encounter: Encounter, said: Said, *, apart: Sequence[tuple[int, int]] = ()
) -> Shown:
    """Return what the record shows of a lesion; of none, what the whole text says.

    `apart`: characters that name a cosmetic service of its own; the wish in them is not the lesion's.
    """
    stated = frozenset(one.value for one in said.needs if one.scope in ("asserted", "historical"))
    if lesion is None:
        own = [one for one in said.signals if not any(start <= one.start < end for start, end in apart)]
        return _of_text(said._replace(signals=own))._replace(needs=stated | answered(encounter, None))
    told = _of_lesion(lesion, encounter, said)
    wishes = [one for one in lesion.evidence if one.field == "cosmetic_signals"]
    if wishes and all(any(start <= one.start < end for start, end in apart) for one in wishes):
        told = told._replace(cosmetic_signals=(), signal_ids=())
    return told._replace(needs=stated.union(told.needs))


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


def _of_lesion(lesion: Lesion, encounter: Encounter, said: Said) -> Shown:
    told = {(one.start, one.end): one.field for one in lesion.evidence}
    asserted = [one for one in said.triggers if told.get((one.start, one.end)) == "triggers"]
    denied = [one for one in said.triggers if told.get((one.start, one.end)) == "negated_triggers"]
    quoted = tuple(dict.fromkeys(one.words for one in lesion.evidence if one.field == "cosmetic_signals"))
    benign = [one for one in said.benign if told.get((one.start, one.end)) == "pathology"]
    own = shown_by(lesion, encounter)
    return own._replace(
        cosmetic_signals=quoted or own.cosmetic_signals,
        is_itch_intense=_is_intense(asserted),
        is_asymptomatic=own.is_asymptomatic and not _has_begun(asserted),
        clashing=_clashing(asserted, denied) if asserted and denied else None if lesion.negated_triggers else (),
        is_destroyed=lesion.technique in DESTROYING and not lesion.specimen and lesion.pathology is None,
        is_called_harmless=any(one.sentence in said.reassured for one in benign),
    )


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
