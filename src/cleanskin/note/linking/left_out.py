"""Words that only look like a fact of a lesion: causes of wounds, bases of what was cut off, neighboring places."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.sought import Sought

_CAUSED_BY: Final = re.compile(
    r"\b(?:fell|falling|falls?|tripped|landed|slid|stepped|cut|lacerated|sliced|scraped|grazed|hit|struck|injured|torn|hurt"
    r"|gashed|nicked|punctured|by|against)\b\W+(?:(?:himself|herself|down|his \w+|her \w+|on|onto|into|in|over|by|with"
    r"|against|from|an?|the|some|broken|sharp|piece|rusty)\W+){0,6}$"
    r"|\b(?:days?|weeks?|wks?|months?|mos?|years?)\W+(?:after|since|following)\W+(?:an?\W+|the\W+)?(?:\w+\W+)?$",
    re.IGNORECASE,
)
"""What leads to the thing that made a wound: "fell on gravel", "cut by a piece of glass"."""


def leave_cause(frame: Frame, text: str) -> None:
    """Drop a foreign body that only made the wound."""
    held = frame.get("condition")
    kept = [
        one
        for one in held
        if one.value != "foreign_body" or not _CAUSED_BY.search(text, max(0, one.start - 60), one.start)
    ]
    if len(kept) < len(held):
        frame.keep("condition", kept)
        frame.keep("feature", [one for one in frame.get("feature") if one.value != "foreign_body"])


CUT_OFF: Final = frozenset({"shave", "snip", "tangential", "biopsy", "punch", "excision"})
_BASE_BEFORE: Final = re.compile(r"\b(?:bases?|wound beds?)\b[^.;\n]{0,30}$", re.IGNORECASE)
_BASE_AFTER: Final = re.compile(r"[^.;,\n]{0,12}?\b(?:to|of|at) (?:the |each |both )?(?:\w+ )?bases?\b", re.IGNORECASE)


def leave_base(frame: Frame, text: str) -> None:
    """Drop the cautery of the base of what was cut off: "shaved ..., bases cauterized"."""
    held = frame.get("technique")
    kept = [
        one
        for one in held
        if one.value != "cautery"
        or not (_BASE_BEFORE.search(text, max(0, one.start - 40), one.start) or _BASE_AFTER.match(text, one.end))
    ]
    frame.keep("technique", kept)


_NEAR: Final = re.compile(
    r"(?:^|[,(])\W*(?:just |right |directly |immediately |slightly )?"
    r"(?:below|above|beneath|beside|next to|near|under|over|lateral to|medial to|inferior to|superior to|anterior to"
    r"|posterior to|adjacent to|close to|\d+(?:\.\d+)? ?[cm]m (?:below|above|from|lateral to|medial to))\s+"
    r"(?:the |his |her |their )?$",
    re.IGNORECASE,
)
"""What before a place says that it only tells where another one is: "upper lip, just below the nose"."""


def leave_neighbors(frame: Frame, frames: Sequence[Frame], text: str) -> None:
    """Drop a place that only tells where the one named right before is."""
    _leave_cycles_of_some(frame, text)
    at = frames.index(frame)
    before = frames[at - 1].get("site") if at else ()
    if not before or frame.count is not None or frame.get("length"):
        return
    held = frame.get("site")
    kept = [one for one in held if not _NEAR.search(text, max(before[-1].end, one.start - 40), one.start)]
    frame.keep("site", kept)


_CYCLES_OF_SOME: Final = Sought(
    r"\b(?:cycles?|pass(?:es)?|times|twice|thaws?|longer|seconds?|secs?|s)\s+(?:each\s+)?(?:for|on|to|with)\s+"
    r"(?:the |his |her )?(?:those|ones?|thick(?:er)? ones|that one|two|three|one)\s+(?:on|of|at)\s+"
    r"(?:the\s+|his\s+|her\s+)?(?:right |left |R |L )?$",
    re.IGNORECASE,
)
"""What before a place says how some of those told before were frozen: "two cycles for those on the hand"."""


def _leave_cycles_of_some(frame: Frame, text: str) -> None:
    """Drop a place that tells where some of all were treated longer."""
    cycles = _CYCLES_OF_SOME.form_in(text) if frame.get("site") else None
    if cycles is not None:
        frame.keep(
            "site", [one for one in frame.get("site") if not cycles.search(text, max(0, one.start - 50), one.start)]
        )


_PLACE_TO_COME: Final = Sought(
    r"[^.;\n]{0,40}?\b(?:(?:is |are |was |were )?(?:planned|scheduled|booked|deferred|postponed)\b"
    r"(?! (?:and|procedure))"
    r"|(?:to|will|can|may|shall) be (?:done|treated|operated|addressed|excised|planned|scheduled)\b[^.;\n]{0,20}"
    r"\b(?:later|next|in|at|on|if|after|another|the)\b"
    r"|(?:left )?for (?:another|a later|the next|a different) (?:day|time|visit|session))",
    re.IGNORECASE,
)
"""What behind a place says that it has its turn another day: "left axilla, much milder, planned for the winter"."""

_ONLY_PLACE: Final = frozenset({"site", "size_role", "condition", "lesion"})


def leave_places_to_come(frame: Frame, frames: Sequence[Frame], text: str) -> None:
    """Drop a place that begins its sentence, of which only work of another day is told."""
    held = frame.get("site")
    if frames[0] is not frame or frame.count is not None or not frame.tells_only(_ONLY_PLACE):
        return
    if any("technique" in one.slots or "closure" in one.slots for one in frames):
        return
    to_come = _PLACE_TO_COME.form_in(text)
    if to_come is not None and to_come.match(text, held[-1].end):
        del frame.slots["site"]


_LEFT: Final = Sought(
    r"\b(?:skipped|spared|left (?:alone|untreated|for)|untreated|deferred|declined"
    r"|not (?:treated|done|touched|frozen|injected))\b",
    re.IGNORECASE,
)


_TO_LEFT: Final = re.compile(r"[^()\n]{0,60}")
"""What may stand between lesions and the word that they were left alone."""


_OFF_WART: Final = re.compile(
    r"\s+(?:off|from|over(?:lying)?|on)\s+(?:(?:the|each|all|two|three|four|\d+)\s+){0,2}(?:plantar\s+)?(?:ones|warts?|verruca\w*)\b",
    re.IGNORECASE,
)


def leave_callus(frame: Frame, text: str) -> None:
    """Drop the callus over a wart, which is pared with it: "pared callus off two plantar warts"."""
    told = frame.get("condition")
    frame.keep("condition", [one for one in told if one.value != "callus" or not _OFF_WART.match(text, one.end)])


def leave_others(frame: Frame, text: str) -> None:
    """Drop lesions that were left alone: "applied to 18 (3 near the fold skipped)", "and the tags are left alone"."""
    if frame.get("technique"):
        return
    left = _LEFT.search(text, frame.start, frame.end)
    if left is not None and _TO_LEFT.fullmatch(text, frame.start, left.start()):
        frame.empty()


_ALL_LEFT: Final = Sought(
    r"\b(?:are|were|was|is)\s+(?:all |both |just |simply )?(?:left (?:alone|untreated|be)|spared|untreated"
    r"|not (?:treated|touched|frozen|injected|addressed))\b",
    re.IGNORECASE,
)


def leave_fellows(frames: Sequence[Frame], text: str) -> None:
    """Drop all counted lesions of a list that a verb at its end says were left alone, beside work on others.

    "3 AKs of the nose and 2 SKs of the back were left alone, one wart frozen".
    """
    if len(frames) < 2 or not any(one.get("technique") for one in frames):
        return
    if not _ALL_LEFT.may_be_in(text):
        return
    end = next((at for at, one in enumerate(frames) if _ALL_LEFT.search(text, one.start, one.end)), -1)
    for one in reversed(frames[: end + 1]):
        if one.get("technique") or not (one.count or one.get("condition")):
            return
        one.empty()
        if one.joint not in ("and", ",", "+"):
            return


def leave_numbers_of_results(frames: Sequence[Frame]) -> None:
    """Drop the numbers of results in order: "Path: 1 compound nevus; 2 intradermal nevus" counts no nevi."""
    counted = [one for one in frames if one.count is not None]
    if len(counted) < 2 or [one.count for one in counted] != list(range(1, len(counted) + 1)):
        return
    for one in counted:
        one.count, one.count_mentions = None, []


_SITE_LABEL: Final = re.compile(r"[ \t]+sites?[ \t]*:", re.IGNORECASE)


def leave_label_of_site(frame: Frame, text: str) -> None:
    """Drop an act that only names where something else was put: "Punch site: 4-0 nylon" samples nothing more."""
    held = frame.get("technique")
    if not held or frame.get("site") or frame.get("condition") or not _SITE_LABEL.match(text, held[-1].end):
        return
    if not text[frame.pieces[0].start : held[0].start].strip():
        del frame.slots["technique"]


_HEMOSTASIS: Final = re.compile(
    r"\b(?:hemosta\w+|haemosta\w+|bleeding)\b[^.;\n]{0,30}?(?:with|w/?|by|via|using|:)\s*(?:\w+\s+){0,2}$"
    r"|\bha?emostasis\s+$",
    re.IGNORECASE,
)


_AGENT: Final = re.compile(
    r"\b(?:alcl\w*|al chloride|alumin\w+ chloride|drysol|monsel\w*|ferric sub\w+)\b[^.;\n]{0,30}$", re.IGNORECASE
)
_DEVICE: Final = re.compile(r"hyfrec|(?:electro)?cauter|bovie", re.IGNORECASE)
"""What burns vessels, named with a drug that stops bleeding: "aluminum chloride to the lip, hyfrecation ear"."""


_FOR_HEMOSTASIS: Final = re.compile(
    r"[^.;,\n]{0,20}?\b(?:for|to (?:obtain|achieve|secure|control)) (?:hemosta|haemosta|bleed)", re.IGNORECASE
)


_VESSEL: Final = re.compile(
    r"\b(?:bleeders?|bleeding (?:points?|vessels?|sites?)|perforators?|arterioles?|(?:small|feeding"
    r"|open) vessels?)\b[^.;,\n]{0,36}$",
    re.IGNORECASE,
)
"""What was bleeding, before the word for its cautery: "two perforators on the fascia cauterized"."""


_TO_NUMB: Final = Sought(
    r"(?:(?!\b(?:lido\w*|emla|lmx\w*|topical|cream|block|local|ice)\b)[^.;\n]){0,60}?\b(?:ethyl chloride"
    r"|(?:refrigerant|vapocool\w*|numbing|pain ease|gebauer\w*)(?: spray)?"
    r"|for (?:\w+ )?(?:comfort|anesthesia|analgesia)"
    r"|(?:to|and|for) numb\w*)\b",
    re.IGNORECASE,
)
"""What behind a word for freezing says that it only numbed: "light freezing with ethyl chloride for comfort"."""


_WINDOWS: Final = Sought(
    r"\b(?:cartilage|perichondrium|periosteum|bone|skull|calvari\w+|outer table)\b[^.;\n]{0,40}?"
    r"\b(?:fenestrat|perforat|window|pierc|bored?|drill)\w*\b[^.;\n]{0,40}\Z",
    re.IGNORECASE,
)
"""What before a punch says that it only opened a way for granulation: "cartilage fenestrated w/ 2 mm punch"."""


def leave_helping(frame: Frame, text: str) -> None:
    """Drop the cold that only numbed what was then injected or cut, and the punch that only opened cartilage."""
    numbs, opens = _TO_NUMB.form_in(text), _WINDOWS.form_in(text)
    if numbs is None and opens is None:
        return
    held = frame.get("technique")
    kept = [
        one
        for one in held
        if not (numbs and one.value == "cryosurgery" and numbs.match(text, one.end))
        and not (opens and one.value == "punch" and opens.search(text, max(0, one.start - 90), one.start))
    ]
    frame.keep("technique", kept)


_STANCHING: Final = frozenset({"cautery", "electrodesiccation", "chemical"})


def leave_stanching(frame: Frame, text: str) -> None:
    """Drop what only stopped the bleeding: "hemostasis with electrocautery"."""
    held = frame.get("technique")
    if not any(one.value in _STANCHING for one in held):
        return
    kept = [
        one
        for one in held
        if one.value not in _STANCHING
        or not (
            _HEMOSTASIS.search(text, max(0, one.start - 60), one.start)
            or _FOR_HEMOSTASIS.match(text, one.end)
            or (_DEVICE.match(one.words) and _AGENT.search(text, max(0, one.start - 50), one.start))
            or _VESSEL.search(text, max(0, one.start - 60), one.start)
        )
    ]
    frame.keep("technique", kept)
