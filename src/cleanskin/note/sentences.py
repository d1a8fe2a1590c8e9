"""Sentences and list items of a note.  Clauses are found later, with the words that end them.

A point ends a sentence unless it belongs to a number, a known abbreviation or an initial.  A line ends one unless the
next goes on in lower case after a full line.  Items of a list ("1.", "A)", "-") are sentences of their own.
"""

import re
from itertools import pairwise
from string import ascii_letters
from typing import Final, NamedTuple

from cleanskin.note.bracketed import is_count
from cleanskin.note.item_marks import ItemMarks
from cleanskin.note.named_parts import made
from cleanskin.note.section_ends import OWN_LABEL, opens_with_work, tells_of_today
from cleanskin.note.sections import Heading, headings, is_of_one_line
from cleanskin.note.sought import Sought
from cleanskin.note.text import starts_line

WRAPPED_FROM: Final = 55
"""A line of at least so many characters may go on in the next."""

NARROWEST: Final = 64
"""Notes whose lines are all shorter are not wrapped."""

_ABBREVIATED: Final = frozenset(
    word
    for line in (
        "dr mr mrs ms vs no approx pt pts hx dx tx rx bx bxs lt rt bilat sq cm mm ml mg mcg min mins sec hr hrs wk wks",
        "mo mos yr yrs y.o e.g i.e incl esp st jr fig est temp avg max inf sup lat med ant post prox dist diff asst",
        "dept resp vol conc inj tab tabs cap caps soln oint b.i.d t.i.d q.d p.o s.c i.m i.v i.l a.m p.m u.s m.d d.o",
        "p.a n.p r.n rec recs inc ca cont int interm cut poss excis ea",
    )
    for word in line.split()
)
"""Words after which a point is no end, when what follows could go on."""

ROW_GAP: Final = re.compile(r"[ \t]*\t[ \t]*|[ ]{3,}")
"""What parts the cells of a table that has no bars."""

_END: Final = re.compile(
    r"[.!?\n;](?!(?<=\?)[ \t]+(?:[Nn](?:o(?:ne|pe)?|ever)?|NO|YES|[Yy](?:es)?|[Dd]enie[sd])[ \t]*(?:[.;\n]|$))"
    r"(?:(?<=[.!?])[.!?]*[\"')\]]*(?=\s|$)|(?<=[\n;])|(?<=[a-z)]\.)(?=[A-Z][a-z]))"
)  # beginning with all signs at which a sentence can end: other letters are passed over at once
_LABEL: Final = Sought(
    r"[ \t]*(?:\*+[ \t]*)?(?:(?:(?:cyst|lesion|tumou?r|site|specimen|procedure|mole|growth|spot|scc|bcc|nevus|wound"
    r"|defect|biopsy|excision|cancer|melanoma|area)[ \t]*(?:no\.?[ \t]*|#[ \t]?)?"
    r"(?P<name>\d{1,2}|[A-H]|one|two|three|four)(?=[ \t]*(?:[:,)(-]|\.(?!\d)))"
    r"[ \t]*[:.,)-]?)|#[ \t]?(?P<number>\d{1,2})(?![ \t]*(?:blade|scalpel|visit|treatment|session|c\b))"
    r"(?=[ \t]*[:.,)-]?[ \t]+[A-Za-z])[:.,)-]?)[ \t]*",
    re.IGNORECASE,
)
"""A lesion's own name at the start of a line: "Cyst 1,", "TUMOR A:", "#2"."""

_AGAIN: Final = re.compile(
    r"[ \t]*(?:(?:repair|closure|recon\w*|reconstruction)[ \t]+(?:(?:of|for)[ \t]+)?#?)?([A-H]|\d{1,2})[ \t]*:[ \t]+"
    r"(?=\S)",
    re.IGNORECASE,
)
"""The letter or number of a lesion named before, over what more is told of it: "Lesion A: ear", then "A: 4 mm"."""

_FOR_ONE: Final = re.compile(
    r"[ \t]*(?:[A-Z][a-z]+:[ \t]+)?(?:For|On|At) (?:tumou?r |lesion |site )?([A-H]|\d{1,2}),[ \t]+"
)
"""The same at the head of a sentence: "For A, a graft and a flap were weighed"."""

_RETOLD: Final = re.compile(
    r"[ \t]*(?:narrative|description|details?|op note|technique)[ \t]*(?:for|of|on)?[ \t]*#?"
    r"(?P<name>\d{1,2}|[A-H])[ \t]*(?:[:)]|[.-](?=[ \t]))[ \t]*",
    re.I,
)
"""What opens the longer story of an item that the list above has told in short: "Narrative B: lidocaine ..."."""

LABELED: Final = "="
"""Before the mark of a sentence that belongs to a lesion with a name of its own, in whatever section."""

_NAMED_ALONE: Final = Sought(
    r"[ \t]*[*#>-]*[ \t]*(?:cyst|lesion|tumou?r|site|specimen|procedure|mole|growth|spot|wound|defect|biopsy|excision"
    r"|treatment|service|item)[ \t]*(?:no\.?[ \t]*|#[ \t]?)?(?P<name>\d{1,2}|[A-H])[ \t]*(?:of \d{1,2}[ \t]*)?\*{0,2}"
    r"(?=\n[ \t]*[-*]?[ \t]*[A-Za-z][A-Za-z /()]{1,30}:)",
    re.IGNORECASE,
)
"""A lesion's own name alone on its line, over the fields of a form: "Procedure 1", "Lesion B"."""

_FIELD: Final = re.compile(
    r"[ \t]*[-*]?[ \t]*(?!(?:aftercare|after care|wound care|instructions?|follow|return|risks?|consent|plan\b|rtc)"
    r"|[^:\n]*\b(?:discussed|reviewed|given|explained|advised|instructed|provided|obtained))"
    r"[A-Za-z][A-Za-z /()]{1,30}:",
    re.IGNORECASE,
)
"""A field of a form at the start of a line: "Location:"."""

_INLINE_ITEM: Final = re.compile(
    r"[(#\d](?<![^\s:,;.].)(?<!\d\.\d)(?:(?:(?<=\()\d{1,2}|(?<=\d)\d?)[.)]|(?<=#)\d{1,2}[:.)]?)[ \t]+(?=[A-Za-z])"
)
_INLINE_LETTER: Final = re.compile(r"[(A-H](?<![^\s:;.].)(?:(?<=\()[A-H]|(?<=[A-H]))[.):][ \t]+(?=[A-Za-z])")
_FIRST_MARKS: Final = ("1. ", "1) ", "#1", "#0")
_FIRST_LETTERS: Final = ("A. ", "A) ", "A: ")
"""With one of these a list begins: a text without them is not searched for the others."""

_AROUND_MARKS: Final = "(#.): \t"
"""What stands around the number or letter of an item."""

_LETTERS: Final = re.compile(r"(?:[a-z]\.){3,}[a-z]")
"""A name of single letters with points, as that of a ready-made series of patch tests."""

_OF_WORDS: Final = f"{ascii_letters}."
"""What words and abbreviations are made of."""

_OF_PERSON: Final = re.compile(r"\b(?:(?:chart|note|record) of|by|dr\.?) [A-Z]$", re.IGNORECASE)
"""An initial before the name of a person."""

_OF_NEXT_SIZE: Final = re.compile(
    r"\s+(?:undermin\w+|clos(?:ed|ure)|defect|final|layer(?:s|ed)\b|intermed\w*|repair\w*|sutur\w+|second|granulat\w+|stage|st\s?\d"
    r"|simple|complex|curett\w+|excised|marked|frozen|path\b)",
    re.IGNORECASE,
)
"""What behind a unit and a point begins the next statement: "5.0 cm. undermining < 1 cm"."""

_OF_ACTS: Final = frozenset({"bx", "bxs", "tx", "rx", "dx", "hx", "rec", "recs", "excis", "ea"})
"""Short forms after which a point and a number begin the next thing: "shave bx. 3 AKs frozen"."""

_CUT_SHORT: Final = _ABBREVIATED | _OF_ACTS | {"vs", "susp", "excis", "cm", "mm"}
"""Words behind which a point may be no end."""


class Span(NamedTuple):
    """Characters [start, end) of a sentence, its section, the mark of its list item, and the end of that mark."""

    start: int
    end: int
    section: str
    item: str
    body: int


def sentences(text: str) -> list[Span]:
    """Return the sentences of a plain text in order; a heading is the start of the sentence after it.

    A section of one line ends with its line, one whose heading stands alone with the next empty line.
    """
    heads, marks = headings(text), ItemMarks(text)
    cuts = sorted({0, len(text), *_ends(text, marks), *(_start_of(head, text, marks) for head in heads)})
    cuts = _with_inline_items(text, cuts)
    sections, items = _Sections(text, heads), _Items(text, marks)
    found: list[Span] = []
    for start, end in pairwise(cuts):
        first = start
        while first < end and text[first].isspace():
            first += 1
        if first == end:
            continue
        body, entry = sections.enter(start, first, end)
        item, body = items.of(first, body, end, entry, sections.section, found)
        found.append(made(Span, (first, end, sections.section, item, body)))
    return found


def _start_of(head: Heading, text: str, marks: ItemMarks) -> int:
    """Return where the sentence of a heading begins: at the mark of the item that it opens ("2. Procedure: ...")."""
    if head.section != "procedure":
        return head.start
    line = text.rfind("\n", 0, head.start) + 1
    mark = marks.at(line, len(text))
    return line if mark and mark.end() == head.start else head.start


class _Sections:
    """Where the reading of a note stands among its sections."""

    __slots__ = (
        "_at", "_entries", "_heads", "_inline", "_main", "_resumed", "_several", "_stands_alone", "_text", "section",
    )  # fmt: skip

    def __init__(self, text: str, heads: list[Heading]) -> None:
        self._text, self._heads, self._at = text, heads, 0
        self._main, self._resumed, self.section = "", "", ""
        self._entries, self._several = 0, sum(_names_problem(head, text) for head in heads) > 1
        self._stands_alone = self._inline = False

    def enter(self, start: int, first: int, end: int) -> tuple[int, str]:
        """Go on to the next sentence; return where its body begins and the number of the entry that it opens."""
        text, heads, body, entry = self._text, self._heads, first, ""
        self._leave(text[max(start - 1, 0) : first], first)
        while self._at < len(heads) and heads[self._at].start < end:
            head = heads[self._at]
            self._entries += _names_problem(head, text)
            entry = str(self._entries) if self._several and _names_problem(head, text) else ""
            if self._main not in _TOLD_BEFORE:
                self._resumed = self._main
            self.section = head.section
            self._inline = not starts_line(text, head.start)
            self._main = self._main if is_of_one_line(self.section) else self.section
            body = head.end
            self._stands_alone = not text[body:end].strip()
            self._at += 1
        if self.section == "consent" and first == body and _tells_of_work(text[first:end]):
            self.section = self._main
        return body, entry

    def _leave(self, before: str, first: int) -> None:
        """Leave a section that ended before a sentence."""
        if self.section != self._main and ("\n\n" in before if self._stands_alone else "\n" in before):
            self.section = self._main
        is_line = self.section in _TOLD_BEFORE and "\n" in before and not self._stands_alone
        if is_line and (tells_of_today(self._text, first, self._inline) or _begins_list(self._text, first)):
            self.section = self._main = self._resumed
        elif (
            self._inline and "\n" not in before and self.section in _ENDS_AT_WORK and opens_with_work(self._text, first)
        ):
            self.section = self._main = self._resumed if self._main in _TOLD_BEFORE else self._main


class _Items:
    """Where the reading of a note stands among its lists, labels and forms."""

    __slots__ = (
        "_are_in", "_are_lines", "_is_form", "_is_nested", "_label", "_listed", "_marks", "_named", "_opened",
        "_outer", "_outer_at", "_text",
    )  # fmt: skip

    def __init__(self, text: str, marks: ItemMarks) -> None:
        self._text, self._marks, self._opened, self._is_form = text, marks, "", False
        self._label, self._are_lines, self._are_in = -1, False, False
        self._named: set[str] = set()
        self._listed: set[str] = set()
        self._outer, self._outer_at, self._is_nested = "", 0, False

    def of(self, first: int, body: int, end: int, entry: str, section: str, found: list[Span]) -> tuple[str, int]:
        """Return the item of a sentence and where what is said behind its mark begins."""
        text = self._text
        is_line = starts_line(text, first)
        label = _LABEL.match(text, first, end)
        if label and not (is_line or text[first] == "#" or ":" in label[0]):
            label = None
        mark = self._marks.at(body, end)
        if first < body and mark is None:
            mark = self._marks.at(first, body)
        if self._is_form and is_line and not _FIELD.match(text, first):
            self._is_form, self._opened = False, ""
        alone = _NAMED_ALONE.match(text, first) if is_line else None
        if alone:
            self._opened, self._is_form = f"{LABELED}{alone['name'].upper()}", True
            return self._opened, alone.end()
        if label and label.end() >= body:
            self._are_lines = self._label >= 0 and text.count("\n", self._label, first) <= 1
            self._label = first
            self._opened, self._is_form = f"{LABELED}{(label['name'] or label['number']).upper()}", False
            self._named.add(self._opened)
            return self._opened, label.end()
        again = None
        if len(self._named) > 1:
            again = _AGAIN.match(text, first) if is_line else None
            again = again or _FOR_ONE.match(text, first)
        if again and f"{LABELED}{again[1].upper()}" in self._named:
            self._opened, self._are_lines = f"{LABELED}{again[1].upper()}", False
            return self._opened, again.end()
        retold = _RETOLD.match(text, first) if self._listed and is_line else None
        if retold and retold["name"].upper() in self._listed:
            self._opened = ""
            return retold["name"].upper(), retold.end()
        if mark and not _is_number_of_text(mark, text):
            self._opened = ""
            return self._name_of(mark[1] or mark["dashed"] or mark["problem"] or mark[2] or "-", first), max(
                body, mark.end()
            )
        if entry:
            self._opened = ""
            return entry, body
        if found and _continues(found, text, first):
            return found[-1].item, body
        # each lesion has one line: so has the last
        is_beyond = is_line and (self._are_lines or self._is_out(first))
        if self._opened and not is_beyond and _goes_on(found, text, first, section):
            return self._opened, body
        self._opened = ""
        return "", body

    def _name_of(self, name: str, first: int) -> str:
        """Return the name of an item: that of a list within the line of an item has the item's name before its own."""
        if starts_line(self._text, first):
            self._outer, self._outer_at, self._is_nested = name, first, False
            self._listed.add(name)
        elif self._outer.isalnum() and "\n" not in self._text[self._outer_at : first]:
            self._is_nested = self._is_nested or name in _FIRST_NAMES
            return f"{self._outer}n{name}" if self._is_nested else name
        return name

    def _is_out(self, first: int) -> bool:
        """True for a line that stands no further in than a lesion's name, where lines under such names did."""
        is_in = _indent(self._text, first) > _indent(self._text, self._label) if self._label >= 0 else False
        self._are_in = self._are_in or is_in
        return self._are_in and not is_in


def _indent(text: str, start: int) -> int:
    """Return how far in the line of a place stands."""
    line = text.rfind("\n", 0, start) + 1
    return len(text[line:start]) - len(text[line:start].lstrip(" \t")) if text[line:start].strip() else start - line


_FIRST_NAMES: Final = frozenset({"1", "A", "a"})
"""Names with which a list begins."""

_TOLD_BEFORE: Final = frozenset({"ros", "past_history", "medications"})
"""Sections that ask and list; a line that tells what is thought or done today is of none of them."""

_ENDS_AT_WORK: Final = _TOLD_BEFORE | {"family_history", "social_history", "allergies", "vitals", "follow_up"}
"""Sections that, where a heading within a paragraph opens them, end before a step of a procedure."""

_FIRST_ITEM: Final = re.compile(r"\(?1[.)][ \t]+[A-Za-z]")
"""How a list begins that, behind an empty line, is no more of the section before."""


def _begins_list(text: str, start: int) -> bool:
    """True for the first item of a list behind an empty line."""
    line = text.rfind("\n", 0, start)
    is_apart = line > 0 and starts_line(text, line)
    return is_apart and _FIRST_ITEM.match(text, start) is not None


def _names_problem(head: Heading, text: str) -> bool:
    """True for the short name of an assessment that opens a line with a problem: each such line is an entry."""
    return head.section == "assessment" and not text[head.start : head.end].rstrip().endswith((":", "-"))


_CONSENTS: Final = re.compile(
    r"\b(?:risks?|benefits?|alternatives?|consent\w*|understand\w*|understood|agree\w*|discuss\w*|explain\w*"
    r"|complications?|recurrence|may|might|could|questions?|wish\w*|elect\w*|signed|signature|informed|authoriz\w*"
    r"|possib\w*|verif\w*|identif\w*|time.?out|counsel\w*|includ\w+)\b",
    re.IGNORECASE,
)
_WORK: Final = re.compile(
    r"\b(?:was|were|performed|done|underwent|excised|closed|repaired|prepped|injected|anesthetized|removed|biopsied"
    r"|shaved|frozen|treated|incised|infiltrated|taken|curetted|obtained)\b",
    re.IGNORECASE,
)


def _tells_of_work(sentence: str) -> bool:
    """True for a sentence behind a consent in the same line that tells what was done, not what was agreed to."""
    return bool(_WORK.search(sentence)) and not _CONSENTS.search(sentence)


_LEADS_TO: Final = re.compile(r"(?<=[A-Za-z .])\.{2,}[ \t]*\d{1,2}[ \t]*(?=\n|$|[,;(])")
"""Points that lead from a name to its number: "scalp ....... 7"."""


def _ends(text: str, marks: ItemMarks) -> list[int]:
    found = []
    longest = max(map(len, text.split("\n")))
    for one in _END.finditer(text):
        start, end = one.span()
        sign = text[start]
        if sign == "\n":
            if _is_new_line(text, start, end, longest, marks):
                found.append(end)
        elif sign == "." and (
            _is_inside(text, start, end) or (text.startswith("..", start) and _LEADS_TO.match(text, start) is not None)
        ):
            continue
        elif sign != ";":
            found.append(end)
    return found


def _is_inside(text: str, point: int, end: int) -> bool:
    """True when a point belongs to an abbreviation, a list mark or an initial and the sentence goes on."""
    line = text.rfind("\n", 0, point) + 1
    before = text[max(line, point - 12) : point]
    last = before.rpartition(" ")[2]
    if len(last) > 1 and last.isalpha() and last.lower() not in _CUT_SHORT:
        return False
    rest = text[end : end + 3].lstrip(" ")
    if before.strip(" (\t").isdigit() and before.strip(" (\t") == text[line:point].strip(" (\t"):
        return True  # the mark of a list item
    word = before[len(before.rstrip(_OF_WORDS)) :].lstrip(".")
    if not word:
        return False
    name = word.lower()
    if "." in name and _LETTERS.fullmatch(name):
        return bool(rest)
    if len(name) == 1 and rest[:1].isupper() and _OF_PERSON.search(before):
        return True
    if len(name) == 1:
        return not rest or rest[0].islower() or rest[0].isdigit() or name in "lr" or text[line:point].strip() == word
    if name in _OF_ACTS and rest[:1].isdigit():
        return False
    if name in ("vs", "susp") or (name == "excis" and rest[:2] in ("R ", "L ")):
        return bool(rest)  # "eczema vs. CTCL" goes on whatever follows
    if name in ("cm", "mm") and _OF_NEXT_SIZE.match(text, end):
        return False
    if name in _ABBREVIATED or "." in name:
        return bool(rest) and (not rest[0].isupper() or name in ("dr", "mr", "mrs", "ms", "lt", "rt"))
    return False


def _is_new_line(text: str, newline: int, start: int, longest: int, marks: ItemMarks) -> bool:
    """True when a line break ends a sentence; a line after which the next word had found room was not wrapped."""
    line = text.rfind("\n", 0, newline) + 1
    following = text.find("\n", start)
    following = following if following >= 0 else len(text)
    nextline = text[start:following]
    if not nextline.strip() or marks.at(start, following) or (nextline[0] in " \t" and _FIELD.match(nextline)):
        return True
    before = text[line:newline].rstrip()
    if _is_row(before) and _is_row(nextline):
        return True
    if before.endswith((",", "/", "&", "(")):
        return False
    first = nextline.lstrip()[0]
    return (
        newline - line < WRAPPED_FROM
        or longest < NARROWEST
        or newline - line + 1 + len(nextline.split(None, 1)[0]) <= longest * 4 // 5
        or not (first.islower() or first.isdigit() or first in "(/")
        or before.endswith((".", ":"))
        or (before[-1].isdigit() and OWN_LABEL.match(nextline) is not None)
    )


def _is_row(line: str) -> bool:
    """True for a line with cells of a table."""
    return "|" in line or (("   " in line or "\t" in line) and ROW_GAP.search(line.strip()) is not None)


_MARK_LENGTH: Final = 2
"""Characters after the first of a mark in running text at which no sentence ends: the point of "B."."""


def _with_inline_items(text: str, cuts: list[int]) -> list[int]:
    """Add the starts of items of a list in running text: 1) ... 2) ..."""
    numbered = (
        []
        if text.isascii() and not any(mark in text for mark in _FIRST_MARKS)
        else [
            (int(one[0].strip(_AROUND_MARKS)), one.start())
            for one in _INLINE_ITEM.finditer(text)
            if not (one[0][0] == "(" and is_count(text, one.start()))
            and not _COUNTS_NEXT.search(text, max(0, one.start() - 12), one.start())
            and not (one[0][0] == "#" and _NUMBERED_BEFORE.search(text, max(0, one.start() - 16), one.start()))
        ]
    )
    lettered = (
        []
        if not any(mark in text for mark in _FIRST_LETTERS)
        else [
            (ord(one[0].strip(_AROUND_MARKS)) - ord("A") + 1, one.start())
            for one in _INLINE_LETTER.finditer(text)
            if not _NAMES_NEXT.search(text, max(0, one.start() - 12), one.start())
        ]
    )
    for marks in (numbered, lettered):
        wanted = 1
        starts: list[int] = []
        for number, start in marks:
            if number == wanted or (number == 1 and starts):
                starts.append(start)
                wanted = number + 1
        if len(starts) > 1:
            inside = {start + step for start in starts for step in range(1, _MARK_LENGTH + 1)}
            cuts = sorted({*(one for one in cuts if one not in inside or one == len(text)), *starts})
    return cuts


_COUNTS_NEXT: Final = re.compile(
    r"(?:\bx|\bX|[=<>+*]|(?<!\n[AP])(?<!\n[SO])/"
    r"|\b(?:[Nn]umber|[Cc]ount|[Tt]otal|[Qq]ty)[ \t]*:"
    r"|\b(?:no|stage|session|visit|day|grade|type|tx|treatment|week|month|wk|mo|year))\.?[ \t]+$"
)
"""What right before a number says that it counts: "nylon x 2. Sent to path"."""

_NUMBERED_BEFORE: Final = re.compile(
    r"\b(?:biops(?:y|ies)|bx|punch|shave|excision|destruction|specimen|jar|bottle|for|of|on)[ \t]$", re.IGNORECASE
)
"""What before "#2" says that it numbers an act or points to one: no item begins there."""

_NAMES_NEXT: Final = re.compile(r"[A-Za-z]#?\s$")
"""A word right before a letter: it belongs to it ("tumor A:")."""


_GOES_ON: Final = frozenset({"", "procedure", "exam", "ebl", "anesthesia", "assessment"})
"""Sections of which a lesion with a name of its own may have a line."""


def _goes_on(found: list[Span], text: str, start: int, section: str) -> bool:
    """True when a line still belongs to the lesion named before: no empty line between, and no heading of the note."""
    return section in _GOES_ON and "\n\n" not in text[found[-1].end - 1 : start].replace(" ", "")


def _is_number_of_text(mark: re.Match[str], text: str) -> bool:
    """True when what looks like an item's mark is a letter or number of the text: "2. 5 cm", "I. and D."""
    letter = mark[1] or ""
    return letter.isalpha() and letter.lower() in ("l", "r") and text[mark.end() - 2] == "."


def _continues(found: list[Span], text: str, start: int) -> bool:
    """True when a sentence still belongs to the list item of the one before: no line break between."""
    last = found[-1]
    return bool(last.item) and "\n" not in text[last.end - 1 : start]
