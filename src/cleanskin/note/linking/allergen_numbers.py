"""How many allergens are tested: beside the test's name, in series that go together, or as a total of the note."""

import re
from collections.abc import Collection, Sequence
from typing import Any, Final

from cleanskin.note.linking.evidence import quote
from cleanskin.note.linking.held import Held
from cleanskin.note.mention import Mention
from cleanskin.note.number_patterns import WORD_NUMBERS
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Service

ALLERGEN_LISTS: Final = frozenset({"prick_test", "intradermal_test", "patch_test", "photo_patch_test"})
_EQUALS: Final = re.compile(r"(?:=|\btotal(?: of)?:?|\bin all:?)\s*$", re.IGNORECASE)
_SERIES: Final = re.compile(r"\b(?:series|panel|tray|screening|plus|additional|add-?on|supplement\w*|extra)\b|\+", re.I)
"""What says that numbers of allergens are of series that go together."""


def right_before(held: Held, near: Sequence[Mention]) -> Mention | None:
    """Return the number right before a test's name when the sentence tells of another test too, with its own number."""
    others = [
        one
        for piece in held.around
        for one in piece.mentions
        if one.kind == "service"
        and one.value in ALLERGEN_LISTS
        and one.scope == "asserted"
        and one not in held.mentions
    ]
    if not others:
        return None
    every = [one for piece in held.around for one in piece.mentions if one.kind == "count" and one.amount is not None]
    places = [one.start for one in held.mentions]
    text = held.around[0].text
    every += [one for one in near if one.kind == "count"]
    return next((one for one in every for at in places if _is_right_before(one, at, text)), None)


def _is_right_before(count: Mention, place: int, text: str) -> bool:
    """True when at most a word stands between a number and a place, and none that begins another thing."""
    return 0 <= place - count.end <= _BESIDE_MAX and _NO_NEXT.fullmatch(text, count.end, place) is not None


_BESIDE_MAX: Final = 8
_NO_NEXT: Final = re.compile(r"[\s-]*(?:skin\s+)?", re.IGNORECASE)


def own_counts(held: Held, near: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out the numbers before a test when another test stands before it: those are the other's."""
    first = held.mentions[0].start
    is_second = any(
        one.kind == "service" and one.end <= first and one not in held.mentions
        for piece in held.around
        for one in piece.mentions
    )
    return [one for one in near if one.start >= first] if is_second else near


def fill_series(
    values: dict[str, Any], evidence: list[Any], wanted: Collection[str], near: Sequence[Mention], text: str
) -> bool:
    """Set the sum of several series of allergens, or the total that the record gives; False for a single number."""
    told = sorted({one for one in near if one.kind == "count" and one.amount is not None and one.unit in wanted})
    told = [one for one in told if one.value not in ("both", "times")]
    told = [one for one in told if not is_holder(one, text)] or told
    if len(told) < 2:
        return False
    sums = [one for one in told if _EQUALS.search(text[max(0, one.start - 12) : one.start])]
    if len(told) == 2 and told[0].amount == told[1].amount and not _JOINED.search(text, told[0].end, told[1].start):
        told = told[1:]  # "the 80 series, 80 allergens" tells one number twice
    whole = max(told, key=lambda one: one.amount or 0)
    if len(told) > _SERIES_MIN and 2 * (whole.amount or 0) == sum(one.amount or 0 for one in told):
        sums = [whole]  # "80 allergens: the core series of 70 and a dental group of 10"
    is_of_series = _SERIES.search(text, told[0].start, told[-1].end)
    if not (sums or is_of_series or len(told) == 1):
        return False
    values["count"] = int(sums[0].amount or 0) if sums else sum(int(one.amount or 0) for one in told)
    evidence.extend(quote("count", one) for one in (sums or told))
    return True


_SERIES_MIN: Final = 2
_PANELS: Final = re.compile(
    r"[\s-]*(?:\w+\s+(?:chambers?\s+)?){0,2}?(?:panels?|strips?|tapes?|trays?|sheets?)\b(?!\W+(?:and|plus|\+))",
    re.IGNORECASE,
)
"""What behind a number says that it counts what the allergens were mounted on: "8 Finn chamber panels"."""

_CONTROL: Final = re.compile(r"[\s-]*(?:\w+\s+){0,2}?(?:controls?|blanks?)\b", re.IGNORECASE)
"""What behind a number says that it counts what holds no allergen: "one petrolatum control chamber"."""


def is_holder(count: Mention, text: str) -> bool:
    """True for a number of what allergens are mounted on, or of what holds none."""
    return bool(_PANELS.match(text, count.end) or _CONTROL.match(text, count.end))


_JOINED: Final = re.compile(r"\b(?:plus(?! nothing)|and|additional|extra|more|then)\b|[+&]", re.IGNORECASE)
"""What says that two numbers of allergens are of two series."""

_READING: Final = re.compile(r"\W*(?:(?:final|first|second|day \d|delayed)\W+)?read", re.IGNORECASE)


def is_reading(service: Service, text: str) -> bool:
    """True for tests that are read: how many were applied before is not of today."""
    told = [one for one in service.evidence if one.field == "kind"]
    return any(
        _READING.match(text, one.end) or READING_OF.search(text[max(0, one.start - 40) : one.start]) for one in told
    )


READING_OF: Final = re.compile(r"\breading of (?:\w+ ){0,4}$", re.IGNORECASE)


OF_SERIES: Final = re.compile(
    r"\b(?:(?:NACDG|ACDS|core|standard|baseline|extended|screening)\W{1,3}(?:series\W+)?|[a-z]+ (?:series|add-?on)\W+)"
    r"(?:of\W+)?(?P<behind>\d{2,3})\b(?!\s?%)"
    r"|\b(?P<before>\d{2,3})[- ]?(?:allergen |patch )?(?:series|panel|tray)\b",
    re.IGNORECASE,
)
"""A series of patch tests named by its number: "NACDG 80 series"."""

ALL_TESTS: Final = re.compile(
    r"\b(?:grand )?total\b[^.;\n\d]{0,24}\b(?:allergens?|chambers|patches|antigens|substances|haptens)\b[^.;\n\d]{0,24}"
    r"(?P<before>\d{1,3})\b(?!\s?%)"
    r"|\b(?:total|sum|in all)\b(?: (?:placed|applied|tested|tests|number|count))?\W*(?:of\W+)?(?P<behind>\d{1,3})"
    r"(?:\s+(?:allergens?|chambers|patches|antigens|substances|haptens)\b|(?=\s?[.(;,]?(?:\s|$|[a-z])))(?<!\d\.)"
    r"|\b(?:allergens?|chambers|haptens)\W{0,3}(?:#|no\.?|nos\.?|numbers?)?\s*1\s*(?:-|\u2013|to|through|thru)\s*(?P<last>\d{2,3})\b"
    r"|\b(?P<after>\d{2,3})\s+(?:(?:allergens?|chambers|patches)\s+)?(?:in (?:all|total)|all told|altogether)\b"
    r"|\b(?:so|thus|hence|leaving|net|making|makes|therefore|leaves)\s+(?:of\s+|a\s+|only\s+)?(?P<so>\d{2,3})\s+(?:[a-z]+\s+)?"
    r"(?:allergens?|chambers|patches|antigens|substances|haptens)\b",
    re.IGNORECASE,
)
"""How many tests there are in all: "total chambers with allergen: 86", "allergens #1-80"."""


_LOADED: Final = Sought(
    r"\b(?:applied|placed|put on|loaded|mounted|filled|taped|chambers|allergens|tested|trays?|series)\b"
    r"[^\n:;]{0,60}:\s*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"(?:^|\n|(?<=\s))\s*[-*\u2022]\s+")
_ITEMS: Final = re.compile(r"[^.;\n]*")
_LEFT_EMPTY: Final = re.compile(
    r"^\s*in \d+ |\b(?:empty|blank|no substance|reserved|controls?|vehicle)\b"
    r"|\b(?:not|none) (?:applied|placed|put on|loaded|done|tested)\b|\b(?:skipped|omitted|held|left out)\b",
    re.IGNORECASE,
)
_LACKING: Final = (
    r"(?:out of stock|unavailable|not (?:available|in stock|placed|applied|put on|loaded)|missing|expired"
    r"|left (?:off|out)|skipped|omitted|held|back-?ordered)\b"
)
_NONE_LEFT: Final = re.compile(r"\b(?:none|nothing)\b[^,;)\n]*\b" + _LACKING, re.IGNORECASE)
_LEFT: Final = re.compile(r"\b(?:so|leaving|leaves|hence|now|therefore|=)\s*(?:only\s+)?(\d{1,3})\b", re.IGNORECASE)
_TESTED: Final = re.compile(
    r"\b(\d{1,3})\s+(?:\w+\s+){0,2}?(?:chambers?|allergens?|own|items?|products?|substances?|haptens?|patches)\b"
    r"|(?:^|[a-z)])\s*[:=]?\s*\(?(\d{1,3})\)?(?=\s*(?:\(|,|$))",
    re.IGNORECASE,
)


_ROW_OF_LIST: Final = re.compile(
    r"^[ \t]*(?:[-*\u2022]\s*)?[a-z](?:[^\n]{2,60}?\s*(\.)\.+|[^\n\d:.]{2,40}?\s*([:=]|[-\u2013](?=\s)))\s*"
    r"(\d{1,3})\b(?![/%:.]\d|\s?(?:h|hrs?|hours?|days?|min)\b)([^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that names a series and tells how many it holds: "Hairdressing add-on ... 12 (two of these not placed)"."""
_SOME_LEFT: Final = re.compile(
    r"(?P<names>(?:#\s?\d{1,3}(?:,?\s*(?:and|&|,)?\s*)?)+)[^#\n]*?\b"
    + _LACKING
    + r"|\b(?P<some>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b[^.;\n]{0,40}?\b"
    + _LACKING,
    re.IGNORECASE,
)


def _rows_of_list(text: str) -> int:
    """Return the sum of lines that tell numbers of series, when one of them tells what was not put on; else 0."""
    numbers: dict[str, list[int]] = {}
    with_less: set[str] = set()
    for dots, sign, whole, rest in _ROW_OF_LIST.findall(text):
        left = _SOME_LEFT.search(rest)
        lacking = 0
        if left is not None:
            some = (left["some"] or "").lower()
            lacking = WORD_NUMBERS[some] if some in WORD_NUMBERS else int(some or left["names"].count("#"))
        elif _LEFT_EMPTY.search(_NONE_LEFT.sub("", rest)):
            lacking = int(whole)
        if lacking or _NONE_LEFT.search(rest):
            with_less.add(dots or sign)
        numbers.setdefault(dots or sign, []).append(int(whole) - lacking)
    return sum(sum(numbers[one]) for one in with_less if len(numbers[one]) > 1)


def listed_allergens(text: str) -> int:
    """Return how many allergens a list of what was put on adds up to; 0 when the text has no such list.

    An item tells what was left of it ("80: two out of stock, so 78") or how many; what stayed empty is none.
    """
    for head in _LOADED.finditer(text):
        rest = text[head.end() :].split("\n\n", 1)[0]
        items = _BULLET.split(rest)[1:] if _BULLET.match(rest) else re.split(r",|\band\b", _ITEMS.match(rest)[0])  # type: ignore[index]
        told = [_LEFT.search(one) or _TESTED.search(one) for one in items if not _LEFT_EMPTY.search(one)]
        numbers = [int(next(filter(None, one.groups()))) for one in told if one is not None]
        if len(numbers) > 1:
            return sum(numbers)
    return _rows_of_list(text)
