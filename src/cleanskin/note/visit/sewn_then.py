"""Whose stitches come out today: the sample or excision of another day, told beside them without a word for its time.

"Punch bx R calf 6/10 (2 sutures).  Both out today", "two weeks after I took off a mole".  A note that tells of work of
today too (numbed, prepared, sent in formalin) leaves what it tells to its own words.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.holding import Holding
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks
from cleanskin.note.visit.stitches import stitches_out

_WORK: Final = Sought(
    r"\b(?:lido(?:caine)?|anesth\w*|local (?!excision|wide)|prepped|betadine|chlorhexidine|h(?:a)?emostasis|drysol"
    r"|AlCl3?|aluminum chloride"
    r"|(?:margins?|each side|all (?:a)?round)\s?(?:=|[-=]>|\u2192)\s?(?=\d)|pre-?op measur\w+"
    r"|(?:as )?part of (?:the )?prep|in (?:the )?process"
    r"|formalin|specimens?|blade|re-?excised|dermablade|re-?closed|resutured)\b",
    re.IGNORECASE,
)
"""Words for work by hand on this day."""

_LEAVE_STITCHES: Final = frozenset({"punch", "biopsy", "incisional", "tangential", "shave", "excision"})
_FOR_BOTH: Final = frozenset({"punch", "incisional", "excision"})
"""Acts that leave stitches, and those that are told so by their own names."""

_ITS_SITE: Final = re.compile(r"\s+(?:site|wound|scar)s?\b", re.IGNORECASE)
_NOT_THEN: Final = re.compile(r"\b(?:today|now|new|booked|schedul\w+|will|to be|plan\w*)\b", re.IGNORECASE)
_NEVER: Final = frozenset({"plan", "follow_up", "instructions", "assessment"})


def is_worked_on(marks: Marks) -> bool:
    """Say whether words of work by hand stand in the note."""
    return _WORK.search(marks.text) is not None


def sewn_then(marks: Marks, acts: Sequence[Mention], *, with_years: bool) -> list[Mention]:
    """Return the acts whose stitches come out today, by a day or by stitches told in their sentence.

    Days with their year count only where no other time of the note tells of the act.
    """
    if is_worked_on(marks):
        return []
    days = marks.by_kind.get("date", ())
    dated = {one.sentence for one in days if with_years or one.value.startswith("--")}
    sewn = {one.sentence for one in marks.of("closure", "sutured")}
    found = {one.sentence for one in acts if one.value in _FOR_BOTH}
    chosen = []
    for act in acts:
        if act.kind != "technique" or act.value not in _LEAVE_STITCHES or act.section in _NEVER:
            continue
        sentence = marks.marked.sentences[act.sentence]
        is_then = act.sentence in dated or (act.sentence in sewn and act.sentence in found)
        if _ITS_SITE.match(marks.text, act.end) or (
            is_then and _NOT_THEN.search(marks.text, sentence.start, sentence.end) is None
        ):
            chosen.append(act)
    here = {one.sentence for one in chosen}
    return sorted({*chosen, *(one for one in acts if one.kind == "closure" and one.sentence in here)})


def taken_off(marks: Marks, anchor: Mention) -> list[Mention]:
    """Return the plain word for what was cut out then, behind a time: "two weeks after I took off a mole"."""
    return [
        one._replace(value="excision")
        for one in marks.of("technique", "remove")
        if one.sentence == anchor.sentence
        and (0 <= one.start - anchor.end <= _WITHIN or (anchor.value == "ago" and 0 <= anchor.start - one.end <= _BACK))
    ][:1]


def cut_then(marks: Marks, acts: Sequence[Mention], anchor: Mention) -> list[Mention]:
    """Return the one excision beside the number of the day on which its stitches come out: "day 9, excision L calf"."""
    if is_worked_on(marks):
        return []
    named = [*acts, *(one._replace(value="excision") for one in marks.of("technique", "remove") if _CUT_OFF(one.words))]
    told = [one for one in named if one.value in _CUT_OUT and abs(one.sentence - anchor.sentence) <= 1]
    if len(told) != 1 or told[0].section in _NEVER or _is_dated(marks, told[0]):
        return []
    sentence = marks.marked.sentences[told[0].sentence]
    return told if _ALSO.search(marks.text, sentence.start, sentence.end) is None else []


def _is_dated(marks: Marks, act: Mention) -> bool:
    """Say whether the sentence of an act tells a day of its own, with its year."""
    days = (one for one in marks.by_kind.get("date", ()) if one.sentence == act.sentence)
    return any(not one.value.startswith("--") for one in days)


_CUT_OFF: Final = re.compile(r"(?:cut|cutting|took)\b", re.IGNORECASE).match
"""Plain words for cutting a lesion out; those for stitches are "removed", "pulled"."""

_CUT_OUT: Final = frozenset({"excision", "mohs"})
_WITHIN: Final = 30
_BACK: Final = 80
"""Most characters between a time and the word for what was done then, before or behind."""

_VISIT_FOR_RESULTS: Final = r"(?:results?|path(?:ology)?)\W+(?:visit|f/?u|follow|review|discussion|appt|appointment)"
_HEADED: Final = Holding(rf"\W*(?:\w+\W+){{0,3}}?{_VISIT_FOR_RESULTS}", re.IGNORECASE, told=rf"\b{_VISIT_FOR_RESULTS}")
_COME_FOR: Final = Sought(
    r"\b(?:here|back|returns?|comes?|came|in) for (?:(?:the|her|his|their|bx|biopsy|path|pathology) )*results?\b",
    re.IGNORECASE,
)


def come_for_results(marks: Marks) -> bool:
    """Say whether the patient came to hear what a sample of another day had shown."""
    return _HEADED.match(marks.text) is not None or _COME_FOR.search(marks.text) is not None


_CUT: Final = _LEAVE_STITCHES | {"mohs"}
_ALSO: Final = re.compile(
    r"\b(?:(?<!sutures out )(?<!stitches out )(?<!staples out )today|now|new|also|an?other|different|second"
    r"|separate\w*|unrelated|then|same visit|additional\w*|as well"
    r"|re-?excis(?:ed|ing))\b",
    re.IGNORECASE,
)
"""What says that a sentence tells of other work of today."""


def cut_another_day(marked: MarkedText) -> set[tuple[int, int]]:
    """Return what is told of cutting in a note whose stitches come out and that tells of no work of today."""
    if _WORK.search(marked.text) is not None:
        return set()
    of_today: dict[int, bool] = {}
    found: set[tuple[int, int]] = set()
    for one in marked.mentions:
        if not (
            (one.kind == "technique" and one.value in _CUT)
            or (one.kind == "feature" and one.value in _FURTHER)
            or (one.kind == "length" and one.value == "margin")
            or one.kind in ("closure", "mohs")
        ):
            continue
        if one.value == "adhesive_strips":
            found.add((one.start, one.end))  # laid on where the stitches were
            continue
        if one.sentence not in of_today:
            sentence = marked.sentences[one.sentence]
            of_today[one.sentence] = _ALSO.search(marked.text, sentence.start, sentence.end) is not None
        if not of_today[one.sentence]:
            found.add((one.start, one.end))
    return found


def cut_then_with_stitches(marked: MarkedText) -> set[tuple[int, int]]:
    """Return what is told of cutting where stitches come out today: nothing of it is today's work."""
    return cut_another_day(marked) if stitches_out(marked) else set()


_FURTHER: Final = frozenset({"re_excision", "staged"})
