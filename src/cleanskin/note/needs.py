"""What the matches of an expression need, read off the expression itself with Python's own parser of expressions.

A change of an expression needs no second one here.  `cleanskin.note.sought` asks texts for these needs.
"""

from collections.abc import Iterable, Iterator, Sequence
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

SHORTEST: Final = 2
"""Fewest letters that are looked for: single ones are in every note.  A sign alone counts."""


class Need(NamedTuple):
    """What a match needs: one of some words in `Folded.words`, or some signs of `Folded.low`, or all of several needs.

    Without `is_all` one of the needs is enough.  A need without words, signs and parts is always met.
    """

    words: tuple[str, ...] = ()
    signs: str = ""
    parts: tuple["Need", ...] = ()
    is_all: bool = True


def needs_of(pattern: str, flags: int = 0) -> tuple[Need, dict["Beginning", Need | None], Need | None]:
    """Return what every match of an expression needs, with which words matches begin, and what the others need.

    With each word stands what else a match needs that begins so, None when it is nothing.  None at the end when each
    match begins with one of the words.  That holds for texts whose digits are those of ASCII.
    """
    items = [*_items(parser.parse(pattern, flags))]
    need = _of_sequence(items, at_word=False) or Need()
    begun = _beginnings(items, _Begun())
    if begun is None:
        return need, {}, need
    known, others = begun
    first = [one for one in sorted(known) if not any(other.tells(one) for other in known if other is not one)]
    with_needs = {one: _one_of(need for word in known if one.tells(word) for need in known[word]) for one in first}
    return need, with_needs, (_one_of(others) or Need()) if others else None


def _one_of(needs: Iterable[Need | None]) -> Need | None:
    """Return what is needed where one of some needs is enough; None where one of them is nothing."""
    told = set(needs)
    return None if None in told else _joined(told, is_all=False)


class _Spaces(dict[int, int]):
    """Every sign as a space, letters and digits as they are."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        self[code] = code if sign.isalnum() or sign == "_" else ord(" ")
        return self[code]


_SPACES: Final = _Spaces()


def low_and_words(text: str) -> tuple[str, str]:
    """Return a text in the letters in which needs are told, and its words with spaces for all signs and before them."""
    low = text.lower() if text.isascii() else text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
    return low, f" {low.translate(_SPACES)}"


_REPEATED: Final = frozenset({signs.MAX_REPEAT, signs.MIN_REPEAT})
_WITHOUT_WIDTH: Final = frozenset({signs.AT, signs.ASSERT, signs.ASSERT_NOT})


def _of_sequence(parsed: Iterable[tuple[Any, Any]], *, at_word: bool) -> Need | None:
    """Return what a sequence of an expression's items needs; `at_word`: it begins where a word begins or ends."""
    needs: list[Need | None] = []
    run, is_bound = "", False
    for kind, value in [*_items(parsed), (None, None)]:
        if kind is signs.LITERAL:
            is_bound = is_bound or (at_word and not run)
            run += chr(value)
        elif kind in _WITHOUT_WIDTH:
            if _looks_ahead(kind, value):
                needs.append(_of_sequence(value[1], at_word=run[-1].isspace() if run else at_word))
            at_word = not run and (at_word or value is signs.AT_BOUNDARY)
        else:
            needs.append(_of_run(run, is_bound))
            if run and kind is signs.BRANCH:
                begun = [(signs.LITERAL, ord(one)) for one in run]
                value = (value[0], [[*begun, *_items(one)] for one in value[1]])
                needs.append(_of_item(kind, value, at_word=is_bound))
            else:
                needs.append(_of_item(kind, value, at_word=run[-1].isspace() if run else at_word))
            run, is_bound, at_word = "", False, _is_space(kind, value)
    return _joined(needs, is_all=True)


def _looks_ahead(kind: Any, value: Any) -> bool:
    """True for what must stand behind a place of a match: it is needed like the match's own letters."""
    return kind is signs.ASSERT and value[0] > 0


def _is_space(kind: Any, value: Any) -> bool:
    """True for what matches spaces only, at least one: behind it a word begins."""
    if kind is signs.LITERAL:
        return chr(value).isspace()
    if kind is signs.IN:
        return all(one == _ANY_SPACE or _is_space(*one) for one in value)
    if kind in _REPEATED and value[0] >= 1:
        return len(value[2]) == 1 and _is_space(*value[2][0])
    return False


_ANY_SPACE: Final = (signs.CATEGORY, signs.CATEGORY_SPACE)


def _of_run(run: str, is_bound: bool) -> Need | None:
    """Return the need of some letters that follow each other; signs at their ends are left out."""
    if run and not any(one.isalnum() for one in run):
        return Need(signs=run) if not run.isspace() else None
    words = low_and_words(run)[1][1:]
    if is_bound and words[:1].isalnum():
        words = f" {words}"
    return Need(words=(words,)) if len(words) >= SHORTEST else None


def _items(parsed: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Yield the items of a sequence with those of its groups in their place."""
    for kind, value in parsed:
        if kind is signs.SUBPATTERN:
            yield from _items(value[3])
        else:
            yield kind, value


def _of_item(kind: Any, value: Any, *, at_word: bool) -> Need | None:
    if kind is signs.BRANCH:
        needs = [_of_sequence(one, at_word=at_word) for one in value[1]]
        return None if None in needs else _joined(needs, is_all=False)
    if kind in _REPEATED and value[0] >= 1:
        return _of_sequence(value[2], at_word=at_word)
    return None


class Beginning(NamedTuple):
    """Letters of a word, or a sign, with which a match begins; spaces where the word must begin, or end.

    `is_behind_space`: spaces before it are of the match.
    """

    needle: str
    is_behind_space: bool = False

    @property
    def is_common(self) -> bool:
        """True for a sign or few letters, wherever in a word: they stand at too many places to be kept."""
        return len(self.needle) < KEPT_FROM and self.needle[0] != " "

    def tells(self, other: "Beginning") -> bool:
        """True when this one stands wherever the other one does."""
        is_wider = self.is_behind_space >= other.is_behind_space
        return is_wider and (other.needle.startswith(self.needle) or other.needle.lstrip().startswith(self.needle))


class _Begun(NamedTuple):
    """The letters with which a match begins as far as they are known; `is_bound`: at the beginning of a word."""

    run: str = ""
    is_bound: bool = False
    is_behind_space: bool = False

    def beginning(self) -> Beginning | None:
        """Return what is looked for; None when it is too little."""
        low, words = low_and_words(self.run)
        word, end, _ = words[1:].partition(" ")
        if self.is_bound and word.isalnum():
            return Beginning(f" {word}{end}", self.is_behind_space)
        if len(low) < SHORTEST and not low.isdigit() and (low.isalnum() or not low.strip()):
            return None
        if not word.isalnum():
            word = low[0]
        return Beginning(f"{word}{end}" if len(word) >= KEPT_FROM else word, self.is_behind_space)


KEPT_FROM: Final = 3
"""So many letters of a word, wherever in it, are found with all others of a text; fewer when they are asked for."""

BEGINNING: Final = 4
"""So many letters of a beginning are told apart, but of signs only the first."""

SIGNS_MAX: Final = 4
"""So many signs of a class are told apart."""


_Beginnings = tuple[dict[Beginning, set[Need | None]], set[Need | None]]
"""Words with which some matches begin, with the needs of the ways on which they do so, and what the matches need of
which that is not known: None for nothing."""


def _beginnings(items: Sequence[tuple[Any, Any]], begun: _Begun) -> _Beginnings | None:
    """Return with which words matches of some items begin, and what the others need; None when nothing is known."""
    for at, (kind, value) in enumerate(items):
        if len(begun.run) >= (BEGINNING if begun.run[:1].isalnum() else 1):
            break
        if not begun.run and kind is signs.LITERAL and chr(value).isspace():
            begun = begun._replace(is_bound=True, is_behind_space=True)
        elif kind is signs.LITERAL:
            begun = begun._replace(run=begun.run + chr(value))
        elif not begun.run and _looks_ahead(kind, value):
            ahead = _beginnings([*_items(value[1]), (None, None)], begun)
            if ahead is not None:
                return ahead
        elif kind in _WITHOUT_WIDTH:
            begun = begun._replace(is_bound=begun.is_bound or (not begun.run and _parts_words(kind, value)))
        elif not begun.run and kind in _REPEATED and _is_space(kind, (1, *value[1:])):
            begun = begun._replace(is_bound=begun.is_bound or value[0] >= 1, is_behind_space=True)
        elif kind is signs.BRANCH:
            return _any_of([[*_items(one), *items[at + 1 :]] for one in value[1]], begun)
        elif kind in _REPEATED:
            ways = [[*_items(value[2]), (None, None), *items[at + 1 :]]]
            return _any_of(ways if value[0] else [*ways, items[at + 1 :]], begun)
        elif kind is signs.IN and begun.beginning() is None:
            told = _told_apart(value)
            return None if told is None else _any_of([[one, *items[at + 1 :]] for one in told], begun, is_class=True)
        else:
            break
    beginning = begun.beginning()
    return None if beginning is None else ({beginning: set()}, set())


def _parts_words(kind: Any, value: Any) -> bool:
    """True for what holds between words only: a boundary, a beginning, no letter before or another sign there."""
    if kind is signs.AT:
        return value in _PARTING
    direction, inside = value
    if direction > 0 or not len(inside):
        return False
    last, told = inside[-1]
    if kind is signs.ASSERT_NOT:
        return len(inside) == 1 and last is signs.IN and _ANY_LETTER in told and told[0][0] is not signs.NEGATE
    ways = told if last is signs.IN else [(last, told)]
    return all(way is signs.LITERAL and not low_and_words(chr(one))[1].strip() for way, one in ways)


_PARTING: Final = frozenset({signs.AT_BOUNDARY, signs.AT_BEGINNING, signs.AT_BEGINNING_STRING})
_ANY_LETTER: Final = (signs.CATEGORY, signs.CATEGORY_WORD)


def _told_apart(value: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]] | None:
    """Return the signs of a class with few of them; digits are those of ASCII."""
    told: list[tuple[Any, Any]] = []
    for kind, one in value:
        if kind is signs.LITERAL:
            told.append((kind, one))
        elif (kind, one) == _ANY_DIGIT:
            told += [(signs.LITERAL, ord(digit)) for digit in DIGITS]
        else:
            return None
    return told if sum(chr(one) not in DIGITS for _, one in told) <= SIGNS_MAX else None


DIGITS: Final = "0123456789"
_ANY_DIGIT: Final = (signs.CATEGORY, signs.CATEGORY_DIGIT)


def _any_of(ways: Iterable[Sequence[tuple[Any, Any]]], begun: _Begun, *, is_class: bool = False) -> _Beginnings | None:
    """Return what begins one of some ways; those of a class differ in a sign only, and need the same."""
    found: dict[Beginning, set[Need | None]] = {}
    others: set[Need | None] = set()
    for way in ways:
        told = _beginnings(way, begun)
        if told is None:
            others.add(_of_sequence(way, at_word=False))
            continue
        own = set() if is_class or all(told[0].values()) else {_of_sequence(way, at_word=False)}
        for beginning, needs in told[0].items():
            found.setdefault(beginning, set()).update(() if is_class else needs or own)
        others |= told[1]
    return (found, others) if found else None


def _joined(needs: Iterable[Need | None], *, is_all: bool) -> Need | None:
    """Join needs to one: what is told by few and long words first, as it rules out most at least cost."""
    told = sorted({one for one in needs if one is not None}, key=_weight)
    words = tuple(dict.fromkeys(word for one in told for word in one.words))
    if words and not is_all:
        told = [Need(words=words), *(one for one in told if not one.words)]
    if len(told) < 2:
        return told[0] if told else None
    return Need(parts=tuple(told), is_all=is_all)


def _weight(need: Need) -> tuple[int, int, str]:
    weights = [_weight(one) for one in need.parts] or [
        (len(need.words) or 1, -min(map(len, need.words), default=0), "")
    ]
    return sum(one[0] for one in weights), max(one[1] for one in weights), repr(need)
