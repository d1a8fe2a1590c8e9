"""Stitches taken out today: the words for it, also when they stand apart ("sutures of the scalp removed on day 8").

Stitches that shall be taken out later are none of today's work.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, sentence_at
from cleanskin.note.sought import Sought

_WORDS: Final = Sought(
    r"\b(?<!retained )(?<!pulley )(?<!stay )(?<!traction )(?<!spitting )(?<!buried )(?<!extruding )(?:sutures?"
    r"|stitch(?:es)?|staples?)\b[^.;\n]{0,90}?\b(?:remov(?:ed|al)\b|taken out\b|came out\b"
    r"|(?<!cut )(?<!washed )(?<!sucked )(?<!pressed )(?<!scooped )(?<!flushed )(?<!milked )(?<!let )(?<!rule )"
    r"(?<!ruled )(?<!ruling )(?<!rules )out\b)(?! with (?:the |this )?(?:specimen|scar|ellipse|tissue|excision)"
    r"| at (?:the )?(?:end|start|beginning|outset)\b| (?:in|during) (?:the )?process| as part of| (?:before|prior to"
    r"|for|at) (?:the )?(?:prep|re-?exc))"
    r"|\b(?:sutures?|stitches|staples)\b[^.;\n]{0,40}[.;] (?:all )?removed x ?\d+"
    r"|\b(?:remov\w+(?: of)?|tak(?:e|es|ing|en) out|took out|pull(?:s|ed)?)(?: \w+){0,3} (?:sutures|stitches|staples)"
    r"|\b(?:sutures?|stitches|staples)\b[^\n]{0,200}?\b(?:(?:tak(?:e|es|ing)|took) (?:them|these|those) out|remov(?:e"
    r"|es|ed|ing) them|(?:they|these|all) (?:(?:are|were|came|come) (?:taken )?out|(?:were |was )?removed today))\b"
    r"|\b(?:remov\w+|took out|pulled)(?: (?:\d+|all|the|running|interrupted|simple|\d-0)){0,4} (?:nylons?|prolenes?"
    r"|ethilons?|silks?)\b"
    r"|\b(?:nylons?|prolenes?|ethilons?)\b (?:sutures? )?(?:was |were )?(?:removed|taken out|out)\b"
    r"|\b(?:nylons?|prolenes?|ethilons?)\b[^.;\n]{0,110}?\b(?:were|was|came|are|have come) (?:\w+ )?(?:taken out"
    r"|removed|lifted out|out)\b"
    r"|\b(?:sutures?|stitch(?:es)?|staples?)\b[^.;\n]{0,60}?\b(?:lifted|pulled|slipped|snipped|teased|picked"
    r"|drawn)\b(?= today|,? (?:no|line|wound|edges?|strips?|all|site|clean|dry)\b|\s*[.;])"
    r"|\bsuture removal\b|\bS/R(?=,? (?:visit|today|POD|(?:post-?op )?day \d))",
    re.I,
)
_OF_ACT: Final = re.compile(
    r"\b(?:sutures?|stitches|staples)\b[^.;\n]{0,24}?\b(?:from|of|after|for)\b(?:[^\S\n]+[\w'-]+){0,4}[^\S\n]*$", re.I
)
"""What before an act says that its stitches are spoken of: "stitches out from the back excision"."""
_PLANNED_BEFORE: Final = re.compile(
    r"\b(?:will|to be|schedul\w+|plan\w*|rtc|return to clinic|return in|return for|come back|back in"
    r"|follow[- ]?up|f/u"
    r"|next visit|needs?|for)\W+(?:\w+\W+){0,5}$|\bat (?:the |his |her )?(?:time of )?$",
    re.I,
)
_NUMBER: Final = r"(?:\d+|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen)"
_PLANNED_AFTER: Final = re.compile(
    rf"\W*(?:(?:by|with)\s+(?:the\s+|our\s+|my\s+|a\s+)?\w+\s+)?(?:in|within|after|at|~)\W+(?:about\W+"
    rf"|approximately\W+)?(?:{_NUMBER}|next)"
    r"|\W*(?:next|to be|scheduled|planned)\b|\W*(?:(?:is|was|does|do|did)\W+)?(?:not\b|n/?a\b)",
    re.I,
)
_BY_WHOM: Final = (
    r"(?:\W{1,2}(?:here|there|(?:at|by|with|w/|in)\W{1,2}(?:[a-z]+\W{1,2}){0,3}?[a-z]+"
    r"|RN|MA|nurse|office|clinic)\W{0,2})?"
)
"""Where, or by whom, between "sutures out" and the time: "out here two weeks", "out at the other office 7/9"."""

_OUT_LATER: Final = re.compile(
    rf"(?:(?<=\bout)|(?<=removal)|(?<=sutures)|(?<=stitches)|(?<=staples)){_BY_WHOM}"
    r"\W+(?:in\W+|at\W+|on\W+)?(?:about\W+)?(?:days?\W+)?"
    rf"{_NUMBER}(?:\W*(?:[-\u2013]|to)\W*\d+)?"
    r"\W*(?:d|days?|wks?|weeks?)\b(?!\W*(?:ago|after|post|later|s/p|status|following|out|since))",
    re.I,
)
"""What behind "sutures out" says when they will come out: "sutures out 10 days"."""

_COMING_OUT: Final = re.compile(r"\b(?:come|coming|due|go) out$", re.I)
_ON_A_DAY: Final = re.compile(
    r"\W+(?:(?:on|in|at|by|around|about)\W+(?:the\W+|day\W+)?(?:\d|mon|tues|wednes|thurs|fri|satur|next|my\b|our\b)"
    r"|next\b)",
    re.I,
)
"""What behind "sutures come out" says when: "on the 27th"."""

_RETURN_THEN: Final = re.compile(
    r"(?:\b(?:returns(?= in)|return|rtn|rto|rtc|(?:come|coming|comes) back|recheck|nurse visit|nv|f/u)"
    rf"|(?:\A|[.;\n])\s*back)\W+(?:in\W+|at\W+)?{_NUMBER}\W*(?:-\W*\d+\W*)?(?:d|days?|wks?"
    r"|weeks?)\b(?! ago)(?:[ \t,:/-]+\w+){0,3}?[ \t,:/-]*$",
    re.I,
)
"""What before stitches says that the patient shall come back for them: "return 1 wk sutures out"."""

_OUT_ON_DAY: Final = re.compile(
    rf"(?:(?<=\bout)|(?<=removal)){_BY_WHOM}\W+(?:(?:on|at|around"
    rf"|about)\W+)?(?:post-?\s?op(?:erative)?\W+)?(?:(?:days?"
    r"|POD)\W*\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov"
    r"|dec)[a-z]*\.?\W\d{1,2})"
    r"(?:\W*(?:-|to)\W*\d+)?(?=\s*(?:[.;,\n(]|$|(?:at|by|with|w/|here|in)\b(?! today)))",
    re.I,
)
"""What behind "sutures out" tells a day that, in a note that names today's sutures, is to come: "out on day 7"."""

_ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twent\w+"
    r"|thirt\w+)"
)
_OUT_ON_ORDINAL: Final = re.compile(
    rf"(?:(?<=s out)|(?<=e out))\W+(?:on\W+|by\W+|(?:in|during)\W+)?(?:(?:jan|feb|mar|apr|may|june?|july?|aug"
    rf"|sept?|oct|nov|dec)[a-z]*\.?\W+)?"
    rf"(?:the\W+)?{_ORDINAL}\b(?: day of| week of| of)?(?! day)",
    re.I,
)
"""What behind "out" tells a day in words, which in a note that names today's stitches is to come."""

_OUT_ON_DATE: Final = re.compile(
    r"(?<=\bout)\W+on\W+(?:the\W+\d{1,2}(?:st|nd|rd|th)\b|(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun)(?:day)?\b)",
    re.I,
)
"""What behind "come out" tells a day to come: "sutures come out on the 27th"."""

_DONE: Final = re.compile(
    r"\b(?:removed|taken out|took|pulled)\b(?!.{0,40}\b(?:will|to be|should)\b)|\bremoved\Z", re.I | re.S
)
"""Words for stitches out that tell what was done, also in a plan: "s/p excision, stitches removed"."""

_OUT_ELSEWHERE: Final = re.compile(
    r"\W*(?:(?:already|previously|earlier|last week|yesterday)\W+)?(?:(?:at|by|with|in)\W+(?:an?\W+|the\W+|his\W+"
    r"|her\W+)?(?:pcp|primary|gp\b|family doctor|outside|urgent|home|ER\b|other|another|local|school|wife|husband)"
    r"|elsewhere\b|on (?:its|their) own|(?:out )?(?:him|her|them)sel(?:f|ves)\b)",
    re.I,
)
_ALREADY_OUT: Final = re.compile(r"\balready (?:out|removed|taken)", re.I)
"""What says that others took the stitches out, or that it was done before."""

_PLANNED_INSIDE: Final = re.compile(r"\b(?:to be|will be|should be|to come)\b", re.I)
_TODAY_BEFORE: Final = re.compile(
    r"\b(?:here|returns|returned|presents|seen|comes|came|in today|visit)\W+(?:\w+\W+){0,6}$", re.I
)
_COME_FOR: Final = re.compile(
    r"\b(?:here|returns|returned|presents|presented|seen|comes|came)\b[^.;\n]{0,110}\bfor (?:a |the )?$", re.I
)
"""What before the removal says that the patient came for it."""

_AHEAD: Final = frozenset({"plan", "follow_up", "instructions"})
_LOOK_BACK: Final = 60


def stitches_out(marked: MarkedText) -> re.Match[str] | None:
    """Return the words that tell of stitches taken out today."""
    return next((found for found in _WORDS.finditer(marked.text) if not _is_planned(marked, found)), None)


def is_of_stitches(text: str, place: int) -> bool:
    """True when the words before an act say that it is the one whose stitches come out."""
    return _OF_ACT.search(text, max(0, place - _LOOK_BACK), place) is not None


def with_closures(acts: Sequence[Mention], chosen: Sequence[Mention]) -> list[Mention]:
    """Return acts with the closures told behind them in their sentence: "after excision with layered closure"."""
    last = {one.sentence: one.start for one in chosen}
    beside = [one for one in acts if one.kind == "closure" and last.get(one.sentence, one.start) < one.start]
    return sorted({*chosen, *beside})


def out_and_to_come(marked: MarkedText) -> tuple[list[re.Match[str]], list[range]]:
    """Return the words that tell of stitches taken out today, and where others tell of some to come out another day."""
    out: list[re.Match[str]] = []
    to_come: list[range] = []
    for found in _WORDS.finditer(marked.text):
        if _is_planned(marked, found):
            to_come.append(range(*found.span()))
        else:
            out.append(found)
    return out, to_come


def _all_to_come(marked: MarkedText) -> list[range]:
    """Return where words tell of stitches to be taken out another day; empty when some come out today."""
    out, to_come = out_and_to_come(marked)
    return [] if out else to_come


def is_to_come(marked: MarkedText, place: int) -> bool:
    """True for words that tell of stitches to be taken out another day."""
    return any(place in words for words in _all_to_come(marked))


def is_day_to_come_out(marked: MarkedText, day: Mention) -> bool:
    """True for the number of the day on which stitches shall come out: "sutures out on day 7"."""
    if day.value != "day_number":
        return False
    return any(0 <= day.start - words.stop <= _DAY_BEHIND for words in _all_to_come(marked))


_DAY_BEHIND: Final = 8
"""Most characters between stitches that come out and the number of the day on which they will."""


def _is_planned(marked: MarkedText, found: re.Match[str]) -> bool:
    text = marked.text
    ahead = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    sentence = sentence_at(marked, found.start())
    is_plan = sentence is not None and sentence.section in _AHEAD and not _DONE.search(found[0])
    if is_plan or _PLANNED_AFTER.match(text, found.end()) or _OUT_ON_DATE.match(text, found.end()):
        return True
    if _PLANNED_INSIDE.search(found[0]) or _OUT_LATER.match(text, found.end()):
        return True
    if _RETURN_THEN.search(ahead) or (_COMING_OUT.search(found[0]) and _ON_A_DAY.match(text, found.end())):
        return True
    if _OUT_ELSEWHERE.match(text, found.end()) or _ALREADY_OUT.search(found[0]):
        return True
    day = _OUT_ON_DAY.match(text, found.end())
    if day and _is_sewn_before(marked, found.start(), by_thread="/" in day[0]):
        return True
    in_words = None if day else _OUT_ON_ORDINAL.match(text, found.end())
    if in_words and _is_sewn_before(marked, found.start(), by_thread=False):
        return True
    if _PLANNED_BEFORE.search(ahead) is None or _TODAY_BEFORE.search(ahead) is not None:
        return False
    return _COME_FOR.search(text, max(0, found.start() - 2 * _LOOK_BACK), found.start()) is None


def _is_sewn_before(marked: MarkedText, place: int, *, by_thread: bool) -> bool:
    """True when how a wound was sewn is told before the sentence of a place; `by_thread` by more than stitches."""
    line = max(marked.text.rfind(sign, 0, place) for sign in ".;\n")
    return any(
        one.kind == "closure"
        and one.value in _SEWN
        and one.scope == "asserted"
        and one.end <= line
        and not (by_thread and one.words.lower().startswith(("stitch", "sutur")))
        for one in marked.mentions
    )


_SEWN: Final = frozenset({"sutured", "intermediate", "complex"})


def service(stitches: re.Match[str], mentions: Sequence[Mention]) -> Mention:
    """Return the removal of stitches as a service mentioned."""
    place = Mention("service", "suture_removal", stitches.start(), stitches.end(), stitches[0])
    near = min(mentions, key=lambda one: abs(one.start - stitches.start()), default=None)
    if near is None:
        return place
    return place._replace(sentence=near.sentence, clause=near.clause, section=near.section)
