"""Which service is wanted: named by a code or words, by more than the lesion's own name, or beside another one."""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from cleanskin.front_desk.services import Named, by_code, by_words
from cleanskin.front_desk.shown import Said
from cleanskin.record.dermatology import GridService
from cleanskin.record.encounter import Encounter, Lesion

_BOOKING_LETTERS_MAX: Final = 160
"""Longest text that is taken for the words of a booking, where each wish stands for itself."""

_DOUBTED: Final = re.compile(
    r"\b(?:no|not|non|never|denies|without|if|h/o|hx|history|had|after|since)\b", re.IGNORECASE
)
"""Words by which what stands beside them is no wish."""

_WISH_ENDS: Final = re.compile(r"\b(?:and|also|plus|then)\b|[&+;,]|\s/\s", re.IGNORECASE)
"""What parts one wish of a booking from the next."""


def treatments(found: Sequence[GridService]) -> list[GridService]:
    """Return the services, each once; a visit named beside a treatment adds nothing."""
    unique = list({one.service: one for one in found}.values())
    treatments = [one for one in unique if not one.service.endswith("_visit")]
    return treatments or unique


def named_by(service: str, rows: Mapping[str, GridService], spoken: Sequence[Named] = ()) -> list[GridService]:
    """Return the services that a name of the grid, a code or words stand for, the likeliest first.

    Of several with one code those go first that the text names (`spoken`), then those that are not for looks alone.
    """
    exact = rows.get(service.strip().casefold().replace(" ", "_"))
    if exact is not None:
        return [exact]
    told = [one.service for one in spoken]
    coded = by_code(service.strip().upper(), rows)
    coded.sort(key=lambda one: (one not in told, one.service_class == "cosmetic"))
    return coded or [one.service for one in by_words(service, rows)][:1]


def spoken_of(lesion: Lesion, spoken: Sequence[Named]) -> GridService | None:
    """Return the service whose name holds more than the lesion's own ("mole check"), when nothing was done to it."""
    if lesion.technique or lesion.planned_technique or lesion.intent:
        return None
    for fact in lesion.evidence:
        if fact.field == "condition":
            for one in spoken:
                if one.start <= fact.start and fact.end <= one.end and one.end - one.start > fact.end - fact.start:
                    return one.service
    return None


def is_booking(text: str) -> bool:
    """True for a text as short as the words of a booking."""
    return len(text) <= _BOOKING_LETTERS_MAX


def beside(
    text: str, spoken: Sequence[Named], encounter: Encounter, said: Said, judged: Collection[str]
) -> list[GridService]:
    """Return the services that a booking wants beside what was read of it: the acne of "botox and acne".

    Nothing when something was done, and nothing of words that are reasons ("itching") or stand with what was judged.
    """
    if not is_booking(text) or any(one.technique for one in encounter.lesions):
        return []
    read = [
        *(fact.start for one in encounter.lesions for fact in one.evidence if fact.field == "condition"),
        *(fact.start for one in encounter.services for fact in one.evidence if fact.field == "kind"),
    ]
    found: list[GridService] = []
    for start, end in _wishes(text):
        if any(start <= at < end for at in read) or _DOUBTED.search(text, start, end):
            continue
        found += [
            one.service
            for one in spoken
            if start <= one.start < end
            and one.service.service not in judged
            and not any(reason.start < one.end and one.start < reason.end for reason in said.triggers)
        ]
    return treatments(found)


def _wishes(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(one.start() for one in _WISH_ENDS.finditer(text)), len(text)]
    return list(itertools.pairwise(cuts))
