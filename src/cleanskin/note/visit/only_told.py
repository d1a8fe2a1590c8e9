"""One gate for lesions, services and drugs: acts that a statement tells of without their being today's work.

A rule of `only_told_words` names words and how far they reach:

- `on`: the acts behind the words, to the end of the statement or to what tells of something done;
- `rest`: the acts behind the words, to the end of the statement, whatever it tells;
- `item_on`, `act_on`: behind the words, to the next comma; `act_on` when an act stands before that;
- `before`: back to the last comma, or over it when only measures stand behind it; not over what another verb did;
- `own`: back, when the acts are told by their names and not as done ("cryotherapy", not "frozen");
- `whole`: the statement around the words;
- `copied`: what is copied from an earlier note; `on_line`: to the end of the line;
- `block`: the lines under a heading that says that they are of an earlier note.

Whatever is an act there takes the scope of the rule, whichever kind it is of; how many and how much goes with it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleanskin.note.mention import LIVE, MarkedText, Mention, Scope, Sentence, sentence_at, start_of
from cleanskin.note.sought import Sought
from cleanskin.note.visit.acts import ACTS, DONE, MEASURES, OBJECTS, is_done_form
from cleanskin.note.visit.copied import copied
from cleanskin.note.visit.only_told_words import RULES

_HEADS: Final = re.compile(
    r"\n[ \t]*\n|\n[ \t]*[-=*#]{2,}|\n[ \t]*[A-Z][A-Z /&]{3,30}:?[ \t]*(?:\n|$)|\n\W*(?i:today|this visit|now)\b"
)
"""What ends a block copied from an earlier note: an empty line, a ruled line, a heading in capitals."""

_ACTS_AND_MEASURES: Final = ACTS | MEASURES | {"feature"}
_ACTS_THEN: Final = _ACTS_AND_MEASURES | {"visit_mode"}
"""What was then: also where it was, which is no place of today's work."""

_OF_COPY: Final = _ACTS_AND_MEASURES | {
    "medication",
    "decision",
    "condition",
    "site",
    "length",
    "visit_word",
    "visit_mode",
    "service_detail",
    "pathology",
}

_BREAK: Final = re.compile(r"[;\n.)](?:(?<=[;\n])|(?<=\.)(?<!\w\.)(?=\s)|(?<=\))(?=\W*$))")
_COMMA: Final = Sought(r",(?!\d)|\b(?:but|then|while|whereas)\b|\s-\s|:(?=\s)", re.IGNORECASE)
_AND: Final = Sought(r"\b(?:and|&)\b|\+", re.IGNORECASE)
_WAS_DONE: Final = Sought(
    rf"\b(?:{DONE}|instead|electing|LN2'?d|tx'?d|bx'?d|repaired|burned|cauterized|trimmed|pared)\b", re.IGNORECASE
)
"""What says that something was done after all."""

_WORDS: Final = re.compile(r"[A-Za-z]{3,}")


class _Stretch(NamedTuple):
    start: int
    end: int
    scope: Scope
    kinds: frozenset[str]


def without_only_told(marked: MarkedText) -> MarkedText:
    """Return the note with acts that are only told of in the scope of what tells of them."""
    acts = [one for one in marked.mentions if _is_named(one) and one.scope in LIVE]
    marked = _without_margins(marked)
    held = [one for one in marked.mentions if one.scope in LIVE and (_is_named(one) or one.kind == "visit_mode")]
    if not held:
        return marked
    parts = [part for part in (*_stretches(marked, acts), *_of_other_days(marked)) if _holds_act(held, part)]
    if parts:
        marked = _rescoped(marked, acts, parts)
    return _without_strange_objects(marked)


def _is_named(one: Mention) -> bool:
    """True for an act by its name; "negative" is none, whatever else it says of Mohs surgery."""
    return one.kind in ACTS and (one.kind, one.value) != ("mohs", "cleared")


def _without_margins(marked: MarkedText) -> MarkedText:
    """Leave out the margins of acts that are not of today: they alone would tell that something was cut out."""
    margins = {one.sentence for one in marked.mentions if one.kind == "length" and one.value == "margin"}
    if not margins:
        return marked
    acts = [one for one in marked.mentions if one.kind == "technique" and one.sentence in margins]
    strange = {one.sentence for one in acts if one.scope not in LIVE and one.value not in _SAMPLES}
    strange -= {one.sentence for one in acts if one.scope in LIVE}
    if not strange:
        return marked
    return marked._replace(
        mentions=[
            one
            for one in marked.mentions
            if one.sentence not in strange or (one.kind, one.value) != ("length", "margin")
        ]
    )


_SAMPLES: Final = frozenset({"biopsy", "punch", "tangential", "incisional"})


def _rescoped(marked: MarkedText, acts: Sequence[Mention], parts: Sequence[_Stretch]) -> MarkedText:
    """Give what stands in the stretches their scope."""
    beside = _sentences_of_work(acts, parts)
    mentions = []
    for one in marked.mentions:
        if one.scope in LIVE:
            part = next((each for each in parts if each.start <= one.start < each.end), None)
            is_copied = part is not None and part.kinds is _OF_COPY
            is_strange = part is not None and one.sentence in beside and part.scope != "historical"
            if (_is_object(one) and (is_copied or is_strange)) or (is_copied and one.kind == "pathology"):
                continue  # what was done to a lesion before tells of the lesion still
            if part is not None and one.kind == "length" and one.value == "margin":
                continue
            if part is not None and one.kind in part.kinds:
                if one.kind in MEASURES:
                    continue
                one = one._replace(scope=part.scope)
        mentions.append(one)
    return marked._replace(mentions=mentions)


def _is_object(one: Mention) -> bool:
    return one.kind in OBJECTS


def _without_strange_objects(marked: MarkedText) -> MarkedText:
    """Leave out what an act that is not today's was for, in a statement beside one that tells of work and its object.

    "LN2 to 3 AKs of the forehead; closure of the wound of the arm deferred".
    """
    if ";" not in marked.text:
        return marked
    parts = [part for sentence in marked.sentences for part in _statements(marked, sentence)]
    strange: set[tuple[int, int]] = set()
    for statements in parts:
        told = [inside for inside in statements if any(one.kind in ACTS and one.scope in LIVE for one in inside)]
        if not any(one.kind == "site" for inside in told for one in inside):
            continue
        for inside in statements:
            if (
                inside not in told
                and any(one.kind in ACTS and one.scope in _NOT_YET for one in inside)
                and any(one.kind == "site" for one in inside)
            ):
                strange |= {(one.start, one.end) for one in inside if _is_object(one) or one.kind in MEASURES}
    if not strange:
        return marked
    kept = [one for one in marked.mentions if (one.start, one.end) not in strange or one.kind in ACTS]
    return marked._replace(mentions=kept)


def _statements(marked: MarkedText, sentence: Sentence) -> Iterator[list[list[Mention]]]:
    """Yield the mentions of the statements of a sentence with semicolons."""
    stops = [sentence.start]
    place = marked.text.find(";", sentence.start, sentence.end)
    while place >= 0:
        stops.append(place + 1)
        place = marked.text.find(";", place + 1, sentence.end)
    if len(stops) > 1:
        yield [list(_inside(marked.mentions, start, end)) for start, end in pairwise([*stops, sentence.end])]


_NOT_YET: Final = frozenset({"planned", "declined", "negated", "hypothetical"})

_OPENS: Final = re.compile(r"(?:[.;:\n]|^)[ \t*-]*(?:on )?$", re.IGNORECASE)
_LEADS: Final = re.compile(r"[,:]?\s+(?!\w*\s?(?:visit|note)\b)")
_HEAD: Final = 24
"""The first characters of a note, where its own day may stand without a word."""


def _of_other_days(marked: MarkedText) -> Iterator[_Stretch]:
    """Yield the statement that a full day opens in the middle of a note: "On 2/3/2025 the cyst was drained".

    The day must not be the one that the note's head names, and no other may open a statement: then they make a log.
    """
    text = marked.text
    opening = [
        one
        for one in marked.mentions
        if one.kind == "date"
        and len(one.value) == _FULL
        and one.sentence > 0
        and _OPENS.search(text, max(0, one.start - 12), one.start)
        and _LEADS.match(text, one.end)
    ]
    if len(opening) != 1:
        return
    day = opening[0]
    others = {one.value for one in marked.mentions if one.kind == "date" and one is not day}
    sentence = marked.sentences[day.sentence]
    in_sections = [one.start for one in marked.sentences if one.section in _OF_NOTES]
    is_note = len(in_sections) > 1 or any(start <= day.start for start in in_sections)
    if not is_note or sentence.section == "procedure":
        return
    if day.value in others or _TODAY.search(text, sentence.start, sentence.end) or day.start < _HEAD:
        return
    yield _Stretch(day.end, sentence.end, "historical", _ACTS_THEN)


_OF_NOTES: Final = frozenset({"hpi", "exam", "assessment", "plan", "chief_complaint", "past_history"})
"""Sections that tell of a visit of their own day."""

_FULL: Final = len("2026-01-31")
_TODAY: Final = re.compile(r"\b(?:today|now|this visit|here for)\b", re.IGNORECASE)


def _sentences_of_work(acts: Sequence[Mention], parts: Sequence[_Stretch]) -> set[int]:
    """Return the sentences that tell of work too: what the acts that are only told of were for is not the work's."""
    return {one.sentence for one in acts if not any(each.start <= one.start < each.end for each in parts)}


def _holds_act(acts: Sequence[Mention], part: _Stretch) -> bool:
    at = bisect_left(acts, part.start, key=start_of)
    return at < len(acts) and acts[at].start < part.end


def _stretches(marked: MarkedText, acts: Sequence[Mention]) -> Iterator[_Stretch]:
    text = marked.text
    for rule in RULES:
        for words in rule.words.finditer(text):
            if rule.reach == "block":
                next_head = _HEADS.search(text, words.end())
                yield _Stretch(words.end(), next_head.start() if next_head else len(text), rule.scope, _OF_COPY)
                continue
            sentence = sentence_at(marked, words.end()) or sentence_at(marked, words.start())
            if sentence is None:
                continue
            if rule.reach in ("copied", "on_line"):
                line = text.find("\n", words.end())
                end = line if line >= 0 else len(text)
                start, end = copied(text, words) if rule.reach == "copied" else (words.end(), end)
                opened = text.find("(", words.start(), words.end())  # "Prior visit (2/2026, by video): ..."
                yield _Stretch(opened if opened >= 0 else start, end, rule.scope, _OF_COPY)
                continue
            part = _reach(text, words, rule.reach, sentence, acts)
            if part is not None:
                kinds = _ACTS_THEN if rule.scope == "historical" else _ACTS_AND_MEASURES
                yield _Stretch(*part, rule.scope, kinds)


def _reach(
    text: str, words: re.Match[str], reach: str, sentence: Sentence, acts: Sequence[Mention]
) -> tuple[int, int] | None:
    first = max((one.end() for one in _BREAK.finditer(text, sentence.start, words.start())), default=sentence.start)
    after = _BREAK.search(text, words.end(), sentence.end)
    last = after.start() if after else sentence.end
    if text[words.start() - 1 : words.start()] == "(" or text.rfind("(", first, words.start()) > text.rfind(
        ")", first, words.start()
    ):
        closed = text.find(")", words.end(), last)
        last = closed if closed >= 0 else last
        opened = text.rfind("(", first, words.start()) + 1
        first = opened if _inside(acts, opened, words.start()) else first
    if reach == "whole":
        return first, last
    if reach in ("item_on", "act_on"):
        comma = _COMMA.search(text, words.end(), last)
        end = comma.start() if comma else last
        if reach == "act_on" and not _inside(acts, words.end(), end):
            return None
        return words.end(), end
    if reach == "rest":
        return words.end(), last
    if reach == "on":
        return words.end(), _end_of_list(text, words.end(), last, acts)
    start = _start_of_item(text, first, words.start(), acts, is_whole=reach == "before")
    inside = _inside(acts, start, words.start())
    others = _OF_OTHERS.search(text, start, words.start()) if reach == "own" else None
    if others and inside and not _inside(acts, others.start(), words.start()):
        return None
    if reach == "own" and any(is_done_form(one.words) for one in inside):
        return None
    return start, words.end() if reach == "before" else words.start()


_OF_OTHERS: Final = re.compile(
    r"[(,]\s*(?:\d{1,2}|one|two|three|four|five|six|others?|the (?:others?|rest))\b"
    r"(?!\s*(?:mm|cm|sec|s\b))[^(),;\d]{0,60}$",
    re.IGNORECASE,
)
"""What before such words begins with a number of its own: "to 18 lesions (3 near the fold skipped)"."""


def _inside(acts: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    return acts[bisect_left(acts, start, key=start_of) : bisect_left(acts, end, key=start_of)]


def _end_of_list(text: str, start: int, last: int, acts: Sequence[Mention]) -> int:
    """Return the end of a list of acts: the first comma or "and" behind which something is told as done."""
    stops = [one.start() for one in _COMMA.finditer(text, start, last)]
    stops += [one.start() for one in _AND.finditer(text, start, last)]
    stops = sorted(one for one in stops if _inside(acts, start, one) and not _is_within(acts, one))
    for stop, end in zip(stops, [*stops[1:], last]):
        if _WAS_DONE.search(text, stop, end):
            return stop
        if not _inside(acts, stop, end):
            rest = _inside(acts, end, last)
            if rest and _WORDS.search(text, stop, end):
                return stop
    return last


def _is_within(acts: Sequence[Mention], place: int) -> bool:
    """True for a place within the words of an act: the "and" of "incision and drainage"."""
    at = bisect_left(acts, place, key=start_of)
    return any(one.start < place < one.end for one in acts[max(0, at - 3) : at])


def _start_of_item(text: str, first: int, end: int, acts: Sequence[Mention], *, is_whole: bool) -> int:
    """Return where the item before some words begins: over a comma behind which no act stands, but never over a verb.

    With `is_whole` an "and" does not end it: a time at the end of a statement is that of all of it.
    """
    stops = [one.end() for one in _COMMA.finditer(text, first, end)]
    stops += [
        one.end()
        for one in _AND.finditer(text, first, end)
        if not is_whole
        and (
            any(is_done_form(act.words) for act in _inside(acts, first, one.start()))
            or _WAS_DONE.search(text, first, one.start())
        )
    ]
    for stop in sorted(stops, reverse=True):
        if _inside(acts, stop, end) or _SAYS.search(text, stop, end):
            return stop
        end = stop
    return first


_SAYS: Final = Sought(
    r"\b(?:was|were|is|are|has|had|patient|pt|she|he|will|tolerated|consent\w*|return\w*|rtc|follow\w*|f/u|recheck\w*|path\w*|wound"
    r"|vaseline|sunscreen|start|continue|advised|discussed|no|divi(?:sion|ding)|take-?down|inset|stitches|sutures?)\b",
    re.IGNORECASE,
)
"""What says that the words behind a comma are a statement of their own."""
