"""Services mostly for looks under words that say so: "Cosmetic (self pay): forehead lines. Botox 24 units".

What stands in another paragraph is not what they were given for.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from cleanskin.note.linking.conditions import one_condition
from cleanskin.note.mention import MarkedText
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Service

_AGED: Final = frozenset({"wrinkles", "rhytids", "glabellar_lines", "photoaging", "crows_feet", "frown_lines"})
_KINDS: Final = frozenset({"botulinum", "filler", "chemical_peel", "microneedling", "laser_resurfacing"})
_SIGNALS: Final = frozenset({"cosmetic", "self_pay", "cosmetic_consent"})
_PAID: Final = re.compile(
    r"\bpaid\b[^.\n]{0,30}(?:\$|desk|check-?out|in full|today|by (?:card|cash))|\bfee (?:collected|paid)\b|\$ ?\d", re.I
)
_MEDICAL: Final = re.compile(r"hyperhidrosis|spasm|migraine|dystonia|headache")
"""Names of diseases for which a toxin is given: what the patient paid may be a share of it."""

_LINES: Final = re.compile(
    r"\b(?:frown|glabella[r]?|forehead|worry|crow'?s?[- ]f(?:ee|oo)t|canthal|smile|bunny|lip"
    r"|marionette|perioral|neck|fine)(?: \w+){0,3} ?(?:lines?|wrinkles?|rhytid\w*)\b"
    r"|\bcrow'?s?[- ]feet\b|\bwrinkles?\b|\brhytid\w*",
    re.I,
)


_HEADED: Final = Sought(r"^[ \t*#-]*cosmetic\b[^:\n]{0,90}(?::|$)", re.I | re.M)
_FEES: Final = re.compile(r"\b(?:fee sheet|self[- ]pay|waiver|out[- ]of[- ]pocket|paid)\b", re.I)


def with_lines_for_looks(marked: MarkedText) -> MarkedText:
    """Return the note with acts that the patient paid for marked as for looks.

    They are those of a line headed "Cosmetic:", of the lines under such a heading, and of a paragraph that names
    one disease and its looks.
    """
    acts = [one for one in marked.mentions if one.kind == "technique" and one.scope == "asserted"]
    parts = [*_headed(marked.text), *_told_of_looks(marked)] if acts else []
    paid = [(start, end) for start, end in parts if _FEES.search(marked.text, start, end)]
    if not paid:
        return marked
    added = [
        one._replace(kind="cosmetic_signal", value="cosmetic", attributes=())
        for one in acts
        if any(start <= one.start < end for start, end in paid)
    ]
    return marked._replace(mentions=sorted([*marked.mentions, *added], key=lambda one: (one.start, one.end)))


def _headed(text: str) -> Iterator[tuple[int, int]]:
    for head in _HEADED.finditer(text):
        end = text.find("\n" if head[0].endswith(":") and text[head.end() :][:1] != "\n" else "\n\n", head.end())
        yield head.start(), end if end >= 0 else len(text)


def _told_of_looks(marked: MarkedText) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a note of several that say that their one disease is treated for its looks."""
    for start in {marked.text.rfind("\n", 0, one.start) + 1 for one in marked.mentions if one.value in _SIGNALS}:
        end = marked.text.find("\n", start)
        end = end if end >= 0 else len(marked.text)
        named = [one.value for one in marked.mentions if one.kind == "condition" and start <= one.start < end]
        if named and "\n" in marked.text.strip() and all(one_condition(named[0], one) for one in named):
            yield start, end


def for_looks(marked: MarkedText, services: Sequence[Service]) -> tuple[Service, ...]:
    """Return the services, those for looks marked so and without a disease of another paragraph."""
    return tuple(_as_told(marked, one) if one.kind in _KINDS else one for one in services)


def _as_told(marked: MarkedText, service: Service) -> Service:
    place = next((one.start for one in service.evidence if one.field == "kind"), None)
    if place is None:
        return service
    text = marked.text
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    end = end if end >= 0 else len(text)
    is_paid = (not _MEDICAL.search(service.condition) and _PAID.search(text, start, end) is not None) or any(
        one.kind == "cosmetic_signal" and one.value in _SIGNALS and one.scope == "asserted" and start <= one.start < end
        for one in marked.mentions
    )
    if not (is_paid or _LINES.search(text, start, end)):
        return service
    named = next((one for one in service.evidence if one.field == "condition"), None)
    if named is not None and (start <= named.start < end or service.condition in _AGED):
        return service
    evidence = tuple(one for one in service.evidence if one is not named)
    details = tuple(dict.fromkeys((*service.details, "cosmetic")))
    return replace(service, condition="", details=details, evidence=evidence)
