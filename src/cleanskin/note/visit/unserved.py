"""Services that a longer note only names: as a choice, as ordered, as the address of a specimen.

Light, tests, drugs and readings are told with what was done: a verb of doing, a measure of the session, a result, a
part of the note for it.  The bare name ("PDT alternative", "to dermatopathology") is no service of the day.
"""

import re
from typing import Final

from cleanskin.note.linking.own_drugs import is_shot_record
from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.acts import is_done_form
from cleanskin.note.visit.unstaged import LENGTH_MIN

_SHOTS: Final = frozenset({"injection_im", "injection_sc", "infusion"})
_TISSUE: Final = frozenset({"slide_reading", "immunofluorescence", "immunostain", "special_stain"})
_GATED: Final = (
    frozenset(
        {"phototherapy_uvb", "phototherapy_puva", "phototherapy_uv", "excimer", "pdt", "patch_test", "photo_patch_test"}
        | {"photo_test", "prick_test", "intradermal_test", "koh", "wet_mount", "tzanck", "fungal_culture"}
        | {"nail_debridement", "nail_trimming", "trimming", "thinning", "botulinum", "chemical_peel", "photography"}
        | {"confocal", "wound_debridement", "pregnancy_test", "scabies_prep", "graft_skin_substitute"}
    )
    | _SHOTS
    | _TISSUE
)
_HEAD: Final = 100
"""Characters of a note in which its title and its reason stand: a record of that service."""

_MEASURES: Final = frozenset({"energy", "dose", "volume", "area", "count", "concentration"})
_TOLD: Final = Sought(
    r"\b(?:done|performed|given|gave|administered|applied|placed|delivered|treated|injected|debrided|trimmed|pared"
    r"|reduced|burred|thinned|tolerated|completed|obtained|taken|carried out|today|illuminat\w+|incubat\w+|exposed"
    r"|exposure|goggles|minutes?|mins?|mJ|J/cm2?|joules?|passes|lot|exp|units?|u|sites?"
    r"|(?:tx|treatment|session|dose) ?#? ?\d+|positive|negative|pos|neg|hyphae|mites?|spores|scraped|scrapings?"
    r"|ran|run|dipped|here|in[- ]?house|in[- ]office|by me|show(?:s|ed)|seen|read|\d+ ?x|x ?\d+)\b|\([+-]\)|[+#]",
    re.IGNORECASE,
)
_RECORD: Final = re.compile(
    r"\b(?:log|record|sheet|session|treatment|tx|visit|placement|application|injection|nurse|note|care)\b",
    re.IGNORECASE,
)
_TITLE: Final = 24
_READ: Final = Sought(
    r"\b(?:reads?|interpret\w+|sign(?:s|ed) out|microscop\w+|diagnos\w+|examine[sd]|in[- ]?house|our|own"
    r"|component|panel|positive|negative|stain(?:s|ed)?|show(?:s|ed))\b|[+]",
    re.IGNORECASE,
)
_LATER: Final = Sought(
    r"\b(?:home|order(?:ed)?|will|to be|next|if|when|once|alternatives?|not yet|(?:he|she)'ll|podiatr\w+|later"
    r"|scheduled for)\b|\bto (?:dermpath|dermatopath)",
    re.IGNORECASE,
)
"""What says that a service is told for another day or another place."""


def without_unserved(marked: MarkedText) -> MarkedText:
    """Return the note with the services that it only names as planned."""
    if len(marked.text) < LENGTH_MIN:
        return marked
    named = [
        one
        for one in marked.mentions
        if one.kind in ("service", "closure") and one.scope in LIVE and one.value in _GATED
    ]
    if not named:
        return marked
    told = {one.value for one in named if _is_told(marked, one)}
    if not _SHOTS.isdisjoint(one.value for one in named) and is_shot_record(marked):
        told |= _SHOTS
    bare = [one for one in named if one.value not in told]
    if not bare:
        return marked
    return marked._replace(mentions=[one._replace(scope="planned") if one in bare else one for one in marked.mentions])


def _is_told(marked: MarkedText, one: Mention) -> bool:
    """True for a service with evidence of its doing in its sentence, or in a part or a title of its own."""
    text, sentence = marked.text, marked.sentences[one.sentence]
    if one.value in _TISSUE:
        words = (_READ,) if one.value == "slide_reading" else (_READ, _TOLD)
        return any(each.search(text, sentence.start, sentence.end) for each in words) and not _LATER.search(
            text, sentence.start, sentence.end
        )
    if sentence.section == "procedure" or is_done_form(one.words):
        return True
    if one.start < _HEAD and (one.start < _TITLE or _RECORD.search(text, sentence.start, sentence.end)):
        return True
    if _LATER.search(text, sentence.start, sentence.end):
        return False
    return _TOLD.search(text, sentence.start, sentence.end) is not None or any(
        each.kind in _MEASURES and sentence.start <= each.start < sentence.end for each in marked.mentions
    )
