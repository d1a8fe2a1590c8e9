"""What an operation note names beside the wound: donor sites and how they were sewn, places that a closure pulls.

Sewing the place that a flap or a full-thickness graft came from is part of both (FLG-6); only a flap or a graft put
there is work of its own.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import Mention, Sentence
from cleanskin.note.sought import Sought

_DIRECTIONS: Final = (
    r"(?:(?:ear|right|left|r|l|rt|lt|ipsilateral|contralateral|infra|retro|supraclavicular|pre-?auricular|post-?auricular|inner"
    r"|upper|lower|medial|lateral|the|his|her)\W+){0,3}"
)
_DONOR_BEFORE: Final = Sought(
    rf"\b(?:donor(?: site| area| skin)?(?:\s?[:=]\s?|\s(?:is|was|from|of|at)\s|\s)"
    rf"|(?:skin|flap|graft|ftsg|stsg)\W{{1,2}}(?:(?:was|is|that was)\s)?(?:harvested |taken |cut |obtained )?"
    rf"from\s(?:(?:just )?(?:above|below|behind|under)\s)?"
    rf"|(?:harvested|template transferred) (?:from|to)\s|(?:harvested|dermatome)\s)\s*{_DIRECTIONS}$",
    re.IGNORECASE,
)
_SKIN_OF: Final = Sought(
    r"\W*(?:skin|crease|fold|area|region)\b[^.;\n]{0,40}?\b(?:full[ -]thickness|harvest\w*|defatted)\b"
    r"|\W*(?:\w+\W+)?(?:chosen|selected|picked)(?:\W+(?:as|for)(?:\W+(?:the|a))?)?\W*(?:no\W|donor|graft|harvest)",
    re.IGNORECASE,
)
"""What behind a place says that a graft is made of its skin: "L supraclavicular skin, full thickness, 8 sq cm"."""
_PULLED: Final = Sought(
    r"\b(?:pull\w*|distort\w*|tug\w*|evert\w*|displac\w*|tension on|tethering|retract\w*|encroach\w* on|elevat\w+ of"
    r"|proximity to|closeness to|threaten\w*|sparing|to spare|to protect|away from"
    r"|attached (?:at|to|in|along)|(?:based|pedicled) (?:at|on|in|along|over)"
    rf"|closing toward)\s+(?:on\s+|upon\s+)?(?:(?:the\s+|his\s+|her\s+)?\w+,?\s+(?:and|or)\s+)?{_DIRECTIONS}$",
    re.IGNORECASE,
)
"""What before a place says that a closure would draw it, or that a pedicle hangs there: "would have pulled the lip"."""

_REACHED: Final = Sought(
    r"\bflap\b[^.\n]{0,160}?\b(?:incis\w+|arc|cuts?|carried|extend\w*|designed|drawn|marked|hidden|placed|running|run|ran)"
    r"\s+(?:[\w-]+\s+){0,2}?(?:to|into|toward|towards|along|within|in|from|below|under)\s+(?:the\s+|his\s+|her\s+)?"
    rf"{_DIRECTIONS}$",
    re.IGNORECASE,
)
"""What before a place says that the cuts of a flap only reach it or lie in its folds: "flap ... arc cut to the jaw"."""

_DONOR_SEWN: Final = Sought(
    r"\b(?:donor|harvest)(?: sites?| areas?| defects?| wounds?)?\b[^.;\n]{0,60}?\b(?:clos\w+|sutur\w+|repair\w*"
    r"|approximat\w+|sewn)\b"
    r"|\b(?:clos\w+|sutur\w+|repair\w*|approximat\w+)\b[^.;\n]{0,16}?\b(?:of )?(?:the )?(?:\w+ )?(?:donor|harvest)\b",
    re.IGNORECASE,
)
"""A donor site that was sewn."""

_DONOR_NAMED: Final = Sought(
    rf"\bdonor(?: site| area)?\W{{1,3}}(?:(?:is|was|from|the)\W+)?{_DIRECTIONS}(\w+)", re.IGNORECASE
)
_SEWN_THERE: Final = Sought(
    r"\W*(?:(?:site|wound|was|were|then|skin)\W+){0,2}(?:clos\w+|sewn|sutured|repaired|approximated)\b", re.IGNORECASE
)


def _is_donor_again(site: Mention, text: str) -> bool:
    """True for the place of a donor site, named so before, that is sewn: "Donor: R groin ... Groin closed"."""
    if not _SEWN_THERE.match(text, site.end):
        return False
    last = site.words.lower().split()[-1]
    return any(one[1].lower() == last for one in _DONOR_NAMED.finditer(text, 0, site.start))


_LOBE: Final = re.compile(r"(?:both |each |the )?lobes?", re.IGNORECASE)
_LOBES_OF_FLAP: Final = Sought(r"\b(?:bi|tri)lobed?\b|\bflap", re.IGNORECASE)
"""The lobes of a flap are no ear lobes: "a bilobed flap was incised along both lobes"."""

_LINEAR: Final = ("flap", "graft")


def leave_donor(frame: Frame, sentence: Sentence, text: str) -> None:
    """Drop places that are donors or only drawn by a closure, and the sewing of a donor site."""
    held = frame.get("site")
    if held and _tells_of_donor(text):
        kept = [
            one
            for one in held
            if not _DONOR_BEFORE.search(text, max(sentence.start, one.start - 60), one.start)
            and not _PULLED.search(text, max(sentence.start, one.start - 60), one.start)
            and not _REACHED.search(text, max(sentence.start, one.start - 220), one.start)
            and not _SKIN_OF.match(text, one.end)
            and not _DONOR_BEHIND.match(text, one.end)
            and not _is_donor_again(one, text)
            and not (_LOBE.fullmatch(one.words) and _LOBES_OF_FLAP.search(text, max(0, one.start - 300), one.start))
        ]
        frame.keep("site", kept)
    if not frame.get("closure") and not frame.get("length") and not frame.get("wound"):
        return
    sewn = _DONOR_SEWN.search(text, sentence.start, sentence.end)
    if sewn is None or frame.end <= sewn.start():
        return
    frame.keep("closure", [one for one in frame.get("closure") if one.value.startswith(_LINEAR)])
    if not frame.get("closure"):
        for slot in ("length", "site", "wound", "size_role", "mohs", "lesion"):
            frame.slots.pop(slot, None)


def _tells_of_donor(text: str) -> bool:
    """False for a note that tells of no place that is a donor or only drawn."""
    if _DONOR_BEFORE.may_be_in(text) or _PULLED.may_be_in(text) or _REACHED.may_be_in(text) or _SKIN_OF.may_be_in(text):
        return True
    return _DONOR_BEHIND.may_be_in(text) or _DONOR_NAMED.may_be_in(text) or _LOBES_OF_FLAP.may_be_in(text)


_SET_FOR: Final = re.compile(
    r"\W*(?:(?:is|was|to be)\s+)?(?:booked|planned|scheduled|set|on|in|for|next|\s)*\s*"
    r"(?:\d{1,2}/\d{1,2}|\d+\s?(?:wks?|weeks?|days?|d)\b|(?:two|three|four) weeks)"
    r"(?!\s*(?:after|ago|later|post|s/p|following|since|out|from)\b)",
    re.IGNORECASE,
)
"""What behind the division of a flap says that it is to come: "takedown 3/23"."""


def leave_division(frame: Frame, text: str) -> None:
    """Drop the division of a flap that is set for another day."""
    held = frame.get("feature")
    frame.keep("feature", [one for one in held if one.value != "division" or not _SET_FOR.match(text, one.end)])


_GRAFT_OF: Final = re.compile(r"\bgrafts?\s+of\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


_ONTO: Final = re.compile(r"\b(?:to|onto|into|for)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)


def leave_graft_of(frame: Frame, pieces: Sequence[Piece], sentence: Sentence) -> None:
    """Drop the place that a graft is made of, when the sentence tells where it was put: "graft of ear to the nose"."""
    held, text = frame.get("site"), pieces[0].text
    of = [one for one in held if _GRAFT_OF.search(text, max(sentence.start, one.start - 40), one.start)]
    sites = [one for piece in pieces for one in piece.mentions if one.kind == "site"]
    if of and any(_ONTO.search(text, of[0].end, one.start) for one in sites if one.start > of[0].end):
        frame.keep("site", [one for one in held if one not in of])


_OF_FLAP: Final = re.compile(
    r"(?:-to-|\s+(?:to|into|onto)\s+|\s+donor\b|\s+(?:[\w-]+\s+){0,2}?(?:flap|pedicle|skin|site)s?\s+(?:to|onto"
    r"|for)\s)",
    re.IGNORECASE,
)
"""What behind a place says that a flap came from it, or that it is the place a flap or graft was taken from."""


_DONOR_BEHIND: Final = Sought(r"\s+(?:flap\s+)?donor\b", re.IGNORECASE)


def leave_flap_of(frame: Frame) -> None:
    """Drop the place a flap came from, when its own is told: "retroauricular pedicle flap to the ear"."""
    held = frame.get("site")
    text = frame.pieces[0].text
    kept = [one for one in held if not (_OF_FLAP.match(text, one.end) and any(other.start > one.end for other in held))]
    frame.keep("site", kept)
