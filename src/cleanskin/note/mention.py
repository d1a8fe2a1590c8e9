"""What the words of a note say, each mention with its place and scope: what the finders give and the linkers take.

A mention never says to which lesion it belongs: linking is a step of its own.
"""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

Scope = Literal[
    "asserted",
    "negated",
    "uncertain",
    "historical",
    "family",
    "hypothetical",
    "planned",
    "declined",
    "boilerplate",
    "hemostasis",
    "instruction",
    "other_person",
]
"""uncertain: suspected, rule out; historical: of the past; family: of a relative; hypothetical: if, may, risk of;
planned: for another day; declined: offered and not done; boilerplate: consent text; hemostasis: of the procedure
itself; instruction: what the patient shall do or watch for; other_person: somebody else's."""

LIVE: Final = frozenset({"asserted", "uncertain"})
"""Scopes of what is said of today."""

LIVE_OR_PAST: Final = LIVE | {"historical"}
"""Scopes of what is said of today or of the patient's past."""


class Mention(NamedTuple):
    """One thing that words [start, end) of the note say.

    `kind` is the name of a term table ("technique", "condition", "trigger") or of a finder ("site", "length", "area",
    "count", "time", "interval", "date", "dose", "concentration", "volume", "percent", "age", "money", "energy",
    "ordinal", "code", "number"; units and roles are told in `numbers.py`).  `value` is the row's name ("punch",
    "actinic_keratosis"); for numbers a declared role or "".  `amount` is the number in `unit` (cm, sq cm, mg, ml,
    minutes, days, ...); `second` the other side of "a x b" in the same unit, `third` the third.
    `side` comes with a site.  `sentence` and `clause` count from 0 in the note; `section` is a declared section or "".
    """

    kind: str
    value: str
    start: int
    end: int
    words: str
    scope: Scope = "asserted"
    sentence: int = 0
    clause: int = 0
    section: str = ""
    side: str = ""
    amount: Decimal | None = None
    unit: str = ""
    second: Decimal | None = None
    third: Decimal | None = None
    attributes: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """Characters [start, end) of one sentence or list item, its section, and where its clauses begin.

    `item` is the list item's own mark ("1", "A", "-") or "".
    """

    start: int
    end: int
    section: str
    clauses: tuple[int, ...]
    item: str = ""


class MarkedText(NamedTuple):
    """A note with its sentences and all mentions in order of their place; `text` is the note as given."""

    text: str
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    language: str = "en"


def sentence_number(marked: MarkedText, place: int) -> int | None:
    """Return the number of the sentence in which a place of the note stands, None between and outside of them."""
    number = bisect_right(marked.sentences, place, key=_first) - 1
    return number if number >= 0 and place < marked.sentences[number].end else None


def sentence_at(marked: MarkedText, place: int) -> Sentence | None:
    """Return the sentence in which a place of the note stands, None between and outside of them."""
    number = sentence_number(marked, place)
    return None if number is None else marked.sentences[number]


def _first(one: Sentence) -> int:
    return one.start


def start_of(mention: Mention) -> int:
    """Return where a mention begins: the order of `MarkedText.mentions`."""
    return mention.start


def sentence_of(mention: Mention) -> int:
    """Return the number of a mention's sentence."""
    return mention.sentence
