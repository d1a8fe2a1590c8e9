"""Acts that a note tells in other words than the tables': by a noun and its object, by who did what, by a side alone.

"Drainage of a hematoma" is an act where "drainage" alone is a sign; "trimming" is of nails unless corns are named; a
patient who calls and a clinician who talks some minutes are a short call; "L:" at the head of a line is the place that
was named on that side before.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from cleanskin.note.folded import folded
from cleanskin.note.linking.made_mentions import made, with_made, within
from cleanskin.note.mention import MarkedText, Mention, sentence_at
from cleanskin.note.sought import Sought

_COLLECTION: Final = (
    r"(?:abscess(?:es)?|h(?:a?)ematomas?|seromas?|cysts?|furuncles?|carbuncles?|boils?|bullae?|blisters?|paronychias?"
    r"|lymphoceles?|(?:fluid )?collections?)"
)
_DRAINAGE: Final = Sought(
    rf"\b(?P<act>drainage|draining|incision)\s+of\s+(?:[\w-]+\s+){{0,5}}?{_COLLECTION}\b"
    rf"|\b{_COLLECTION}\s+(?P<after>drainage)\b(?!\s*:)",
    re.IGNORECASE,
)
_OF_SIGNS: Final = re.compile(
    r"\b(?:no|without|denies|noticed|noted|reports?|spontaneous|foul|purulent|ongoing|persistent|continued|increas\w+"
    r"|with|complain\w*(?: of)?|c/o|concern\w*|because of|due to|worsening|started|began|has"
    r"|had)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What before "drainage of" says that it drains by itself."""

_TRIMMING: Final = Sought(r"\b(?:trimm(?:ing|ed)|trims?|cutting|shaving down)\b", re.IGNORECASE)
_HORN: Final = Sought(
    r"\b(?:hyperkeratotic|porokeratotic|keratotic|corns?|call(?:us(?:es)?|osit(?:y|ies))|clav(?:us|i)|helomas?"
    r"|tylomas?)\b",
    re.IGNORECASE,
)
_NAIL: Final = Sought(r"nail", re.IGNORECASE)

_CALLS: Final = Sought(
    r"\b(?:patient|pt|he|she|mother|father|mom|dad|parent|daughter|son|wife|husband)\s+(?:[^\s.;\n]+\s+){0,8}?"
    r"(?:phones|calls|telephones|rings|phoned|called|telephoned|rang)\b"
    r"(?!\s+(?:out|back to cancel|it|for a ride|by\b))",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    r"\b(?:physician|dermatologist|doctor|dr\.?|md|provider|clinician|pa|np|surgeon|i|we|herself|himself|she"
    r"|he)(?![a-z])(?<=[\w.])[^.;\n]{0,60}?\b(?:talk|speak|spoke|discuss|advis|convers|on the (?:phone"
    r"|line))\w*[^.;\n]{0,80}?\b(?P<minutes>\d{1,2}|five|six|seven|eight|nine|ten)[\s-]?min"
    r"|\b(?:spoke|talked|speaks|talks)\W+(?:with|w/|to)\W*(?:me|us|the (?:physician|doctor|dermatologist|provider)"
    r"|dr\.?)\b[^.;\n]{0,60}?\b(?P<minutes_too>\d{1,2}|five|six|seven|eight|nine|ten)[\s-]?min",
    re.IGNORECASE,
)
_CALL_MINUTES_MAX: Final = 10
"""A longer talk may be a visit by sound, and its own words say so."""

_SIDE_ALONE: Final = re.compile(
    r"(?m)^[ \t]*[-*•]?[ \t]*(?P<side>R|L|Rt|Lt|Right|Left|RIGHT|LEFT)(?: side)?[ \t]*[:–-][ \t]*(?=\S)"
)
_SIDE_ENTRY: Final = Sought(r"(?<=[.;] )(?P<side>Right|Left|RIGHT|LEFT)(?: side)?:[ \t]*(?=\S)")
"""A side that opens an entry: at the head of a line, or behind another entry."""

_OWN_PLACE: Final = 16
"""Most characters between such a side and the place that it is the side of: "LEFT: big toe"."""


_ONE_SIDE: Final = frozenset({"left", "right"})

_NEEDLE_POINTS: Final = Sought(r"\b\d{1,3}\s+(?:needle\s+)?punctures\b|\b(?:per|each) puncture\b", re.IGNORECASE)
"""How often a needle went in, and how much at each point: no drainage."""


def with_told_acts(marked: MarkedText) -> MarkedText:
    """Return the note with a mention for each such act, call and place."""
    has_side = any(one.side in _ONE_SIDE for one in marked.mentions)
    added = [
        *chain(
            _drainages(marked),
            _trimmings(marked),
            _calls(marked),
            _sides(marked),
            _sides_of_pair(marked),
            _other_side(marked) if has_side else (),
            _sides_with_numbers(marked),
        )
    ]
    points = [one.span() for one in _NEEDLE_POINTS.finditer(marked.text)]
    if not added and not points:
        return marked
    replaced = {(one.start, one.end) for one in added if one.kind == "site" or one.value in ("drainage", "paring")}
    kept = [
        one
        for one in marked.mentions
        if (one.start, one.end) not in replaced
        and not (one.kind == "technique" and any(start <= one.start < end for start, end in points))
    ]
    return with_made(marked, added, kept)


def _drainages(marked: MarkedText) -> Iterator[Mention]:
    for found in _DRAINAGE.finditer(marked.text):
        group = "act" if found["act"] else "after"
        start, end = found.span(group)
        if _OF_SIGNS.search(marked.text, max(0, start - 40), start) or _is_told(marked, "technique", found.span()):
            continue
        if made := _new(marked, "technique", "drainage", start, end):
            yield made


def _trimmings(marked: MarkedText) -> Iterator[Mention]:
    for sentence in marked.sentences:
        found = _TRIMMING.search(marked.text, sentence.start, sentence.end)
        if found is None or not _HORN.search(marked.text, sentence.start, sentence.end):
            continue
        if _NAIL.search(marked.text, sentence.start, sentence.end):
            continue
        if _is_told(marked, "technique", (sentence.start, sentence.end)):
            continue
        if made := _new(marked, "technique", "paring", found.start(), found.end()):
            yield made


_MINUTES: Final = {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def _calls(marked: MarkedText) -> Iterator[Mention]:
    called = _CALLS.search(marked.text)
    if called is None or any((one.kind, one.value) == ("service", "check_in") for one in marked.mentions):
        return
    talk = _TALK.search(marked.text, called.end(), called.end() + 240)
    if talk is None:
        return
    told = talk["minutes"] or talk["minutes_too"]
    minutes = _MINUTES.get(told.lower()) or int(told)
    if minutes > _CALL_MINUTES_MAX or any(one.kind == "technique" for one in marked.mentions):
        return
    for kind, found in (("service", called), ("visit_mode", talk)):
        made = _new(marked, kind, "check_in", found.start(), found.end())
        if made and made.scope == "asserted":
            yield made


def _sides(marked: MarkedText) -> Iterator[Mention]:
    for found in chain(_at_lines(_SIDE_ALONE, marked.text), _SIDE_ENTRY.finditer(marked.text)):
        side = "left" if found["side"][0] in "Ll" else "right"
        start, end = found.span("side")
        sites = [one for one in marked.mentions if one.kind == "site"]
        own = next((one for one in sites if 0 <= one.start - found.end() <= _OWN_PLACE), None)
        if own is not None and found["side"].isupper() and len(found["side"]) > 1:
            yield own._replace(side=own.side or side)
            continue
        before = [one for one in sites if one.end <= start and one.side == side]
        before = before or [one for one in sites if one.end <= start and one.side not in _ONE_SIDE]
        if len({one.value for one in before}) != 1:
            continue
        made = _new(marked, "site", before[0].value, start, end)
        if made:
            yield made._replace(side=side, scope="asserted")


_OPENS_SIDE: Final = frozenset(" \t-*•RrLl")
"""With what a line begins that names a side, or its own mark, first."""


def _at_lines(expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of an expression at the beginnings of lines."""
    start = 0
    while start >= 0:
        if text[start : start + 1] in _OPENS_SIDE:
            found = expression.match(text, start)
            if found is not None:
                yield found
        start = text.find("\n", start) + 1 or -1


_ON_SIDE: Final = Sought(
    r"\b(?:on|over|to|in|into) the (?P<side>right|left)\b(?: side)?(?=\s*(?:[,.;:)]|and\b|but\b|with\b|$|\())",
    re.IGNORECASE,
)


def _sides_of_pair(marked: MarkedText) -> Iterator[Mention]:
    """Yield a place for "six on the right and five on the left" of a pair named before, when both sides are told."""
    found = list(_ON_SIDE.finditer(marked.text))
    if {one["side"].lower() for one in found} != {"right", "left"}:
        return
    for one in found:
        start, end = one.span("side")
        before = [site for site in marked.mentions if site.kind == "site" and site.end <= start]
        if not before or before[-1].side not in ("", "bilateral") or _is_told(marked, "site", (start, end + 1)):
            continue
        made = _new(marked, "site", before[-1].value, start, end)
        if made:
            yield made._replace(side=one["side"].lower(), scope="asserted")


_SIDE_LAST: Final = re.compile(
    r"[RrLl](?<=\s[RrLl])(?i:(?<=r)(?:ight|t)?|(?<=l)(?:eft|t)?)\b(?=\s*(?:[,.;:)]|(?i:and)\b|$))"
)
_COUNT_BEFORE: Final = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:on (?:the )?)?\Z", re.IGNORECASE
)
_COUNT_LENGTH: Final = 24
"""Most characters between the beginning of a number and its side."""


_SIDES: Final = (" r ", " l ", " rt ", " lt ", " right ", " left ")


def _sides_named(text: str) -> Iterator[re.Match[str]]:
    """Yield the words for sides that end what they are said of."""
    if not text.isascii():
        yield from _SIDE_LAST.finditer(text)
        return
    words = folded(text).words
    places: list[int] = []
    for side in _SIDES:
        place = words.find(side)
        while place >= 0:
            places.append(place)
            place = words.find(side, place + 1)
    for place in sorted(places):
        found = _SIDE_LAST.match(text, place)
        if found is not None:
            yield found


def _other_side(marked: MarkedText) -> Iterator[Mention]:
    """Yield a place for a number with only a side, behind the same place of the other side: "4 left cheek, 2 right"."""
    for found in _sides_named(marked.text):
        start, end = found.span()
        if _COUNT_BEFORE.search(marked.text, max(0, start - _COUNT_LENGTH), start) is None:
            continue
        side = "left" if found[0][0] in "Ll" else "right"
        sentence = sentence_at(marked, start)
        before = [one for one in marked.mentions if one.kind == "site" and one.end <= start]
        if sentence is None or not before or before[-1].start < sentence.start:
            continue
        if {before[-1].side, side} != {"right", "left"} or _is_told(marked, "site", (start, end + 1)):
            continue
        made = _new(marked, "site", before[-1].value, start, end)
        if made:
            yield made._replace(side=side, scope="asserted")


_SIDE_NUMBER: Final = Sought(
    r"(?<![\w.-])(?P<side>R|L|Rt|Lt|[Rr]ight|[Ll]eft)\.?(?: side)?[ \t]*[:=]?[ \t]*(?:[xX][ \t]?|\()?"
    r"(?P<number>\d{1,2})(?![\d:/%-]|\.\d|[ \t]?(?:[cm]m|m[lg]|cc|/|%|days?\b|we?e?ks?\b|mo\b|months?\b|hrs?\b|min))"
)
_NAMES_END: Final = re.compile(r"[.;]\s")


def _sides_with_numbers(marked: MarkedText) -> Iterator[Mention]:
    """Yield a place for a number with only a side before it: "temples R 2 L 3", "tags of the neck. R 12, L 10"."""
    counts = [one for one in marked.mentions if one.kind == "count"]
    if not counts:
        return
    for found in _SIDE_NUMBER.finditer(marked.text):
        start, end = found.span("side")
        numbers = [one for one in counts if one.start <= found.start("number") < one.end]
        before = [one for one in marked.mentions if one.kind == "site" and one.start < start]
        if not numbers or not before or before[-1].end > start or _is_told(marked, "site", (start, end + 1)):
            continue
        if len(_NAMES_END.findall(marked.text, before[-1].end, start)) > _SENTENCES_BACK:
            continue
        made = _new(marked, "site", before[-1].value, start, end)
        if made:
            yield made._replace(side="left" if found["side"][0] in "Ll" else "right", scope="asserted")


_SENTENCES_BACK: Final = 2
"""How many sentences at most lie between a place and the numbers of its sides."""


def _is_told(marked: MarkedText, kind: str, span: tuple[int, int]) -> bool:
    return any(one.kind == kind and span[0] <= one.start < span[1] for one in marked.mentions)


def _new(marked: MarkedText, kind: str, value: str, start: int, end: int) -> Mention | None:
    """Return a mention of some words, with the scope and clause of what stands there or next to it."""
    one = made(marked, kind, value, (start, end))
    if one is None:
        return None
    at = next((each for each in within(marked, one.sentence) if each.start <= start < each.end), None)
    return one if at is None else one._replace(scope=at.scope)
