"""Finding the phrases of the tables in the words of a note: the longest wins, and a misspelled word is forgiven."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from cleanskin.note.terms import ANY_WORD, END, Lexicon, Node, Term, lexicon, longest, stem, table
from cleanskin.note.text import Words

FORGIVEN_FROM: Final = 6
"""Shortest word whose spelling is forgiven by one letter; from `FORGIVEN_TWICE_FROM` letters on by two."""

FORGIVEN_TWICE_FROM: Final = 11
REMEMBERED_MAX: Final = 50_000
LEAVES_SITES: Final = frozenset({"condition", "service", "technique", "feature", "closure"})
"""Kinds of phrases that hide no site."""

DROPPED: Final = "nothing"
"""Kind of phrases that only hide what is inside them."""

PART_OF_DOING: Final = "part_of_doing"
"""Value of the phrases that are only parts of a work told by its doing, and no work of their own."""


class Keyed(NamedTuple):
    """The words of a note as keys of the tree, abbreviations spelled out; each with its places in the note.

    `exact` holds "=word" for words that some table compares as written, else "".
    """

    keys: list[str]
    exact: list[str]
    starts: list[int]
    ends: list[int]


class Match:
    """A term found in the keys [first, last)."""

    __slots__ = ("first", "last", "term")

    def __init__(self, term: Term, first: int, last: int) -> None:
        self.term, self.first, self.last = term, first, last


def keyed(words: Words) -> Keyed:
    """Turn words into keys."""
    lex = lexicon()
    lower = words.lower
    keys = list(map(_known.__getitem__, lower))
    starts, ends, written = words.starts, words.ends, words.written
    split = [] if _split.isdisjoint(keys) else [at for at, key in enumerate(keys) if key in _split]
    for at in reversed(split):
        keys[at : at + 1] = ["non", keys[at][1:]]
        starts, ends, written = (_twice(places, at) for places in (starts, ends, written))
    known = _exact()
    exact = [known.get(word, "") for word in written]
    return _spelled(Keyed(keys, exact, starts, ends), lex.abbreviations)


def _twice(values: list[Any], at: int) -> list[Any]:
    """Return a list in which one value stands twice."""
    return [*values[: at + 1], *values[at:]]


@cache
def _exact() -> dict[str, str]:
    """Return the words that some table compares as written, with their keys."""
    return {word: f"={word}" for word in sorted(lexicon().exact)}


_SPLIT: Final = " "
"""Before the key of a word that is read as two, the first of them "non"."""

_split: set[str] = set()
"""Such keys that were met."""


class _Known(dict[str, str]):
    """Words with their keys; that of a new one is found out."""

    def __missing__(self, word: str) -> str:
        if len(self) > REMEMBERED_MAX:
            self.clear()
        return self.setdefault(word, _key(word))


_known = _Known()


def _key(word: str) -> str:
    """Return the key of a word: its stem, that of the word it is misspelled from, or that behind its "non"."""
    stems = lexicon().stems
    key = stem(word)
    if key not in stems and len(word) > 4 and word.isalpha():
        if word.startswith("non") and stem(word[3:]) in stems:
            key = f"{_SPLIT}{stem(word[3:])}"
            _split.add(key)
        else:
            key = _forgiven(word, key)
    return key


def _spelled(words: Keyed, abbreviations: Node) -> Keyed:
    """Return the keys with abbreviations spelled out, all words of one at its place; the longest one counts."""
    keys, exact, starts, ends = words
    found = Keyed([], [], [], [])
    done = 0
    for at, key in enumerate(keys):
        if at < done or not (key in abbreviations or (exact[at] and exact[at] in abbreviations)):
            continue
        node = abbreviations.get(key) if not exact[at] else None
        if node is None or (at + 1 < len(keys) and (keys[at + 1] in node or exact[at + 1])):
            meant, last = longest(keys, exact, abbreviations, at)
        else:
            meant, last = node.get(END), at + 1
        if meant is not None:
            _extend(found, words, done, at)
            found.keys.extend(meant)
            found.exact.extend([exact[at] if one == key else "" for one in meant])
            found.starts.extend([starts[at]] * len(meant))
            found.ends.extend([ends[last - 1]] * len(meant))
            done = last
    if not done:
        return words
    _extend(found, words, done, len(keys))
    return found


def _extend(found: Keyed, words: Keyed, first: int, last: int) -> None:
    found.keys.extend(words.keys[first:last])
    found.exact.extend(words.exact[first:last])
    found.starts.extend(words.starts[first:last])
    found.ends.extend(words.ends[first:last])


def find(keyed_words: Keyed) -> list[Match]:
    """Return what the tables know of in the words, by place; of one kind nothing twice at one place."""
    root = lexicon().root
    keys, exact = keyed_words.keys, keyed_words.exact
    found: list[Match] = []
    following, exactly = [*keys[1:], END], [*exact[1:], ""]
    for at, key in enumerate(keys):
        node: Node | None = root.get(key)
        if exact[at]:
            _walk(found, root, keyed_words, at)
        elif node is None:
            continue
        elif following[at] in node or exactly[at] or ANY_WORD in node:
            if not _walk_straight(found, node, keyed_words, at):
                _walk(found, root, keyed_words, at)
        elif END in node:
            found += [Match(term, at, at + 1) for term in node[END]]
    return found


def _walk_straight(found: list[Match], node: Node | None, words: Keyed, at: int) -> bool:
    """Do what `_walk` does from a node where only one way leads on; False, and nothing done, where there are more."""
    keys, exact = words.keys, words.exact
    size, reached = len(keys), at + 1
    ends: list[tuple[int, tuple[Term, ...]]] = []
    while node is not None:
        if END in node:
            ends.append((reached, node[END]))
        if reached == size:
            break
        if exact[reached] or ANY_WORD in node:
            return False
        node = node.get(keys[reached])
        reached += 1
    _add(found, ends, at)
    return True


_LONGEST: Final = 1 << 20
"""More words than a phrase has."""


def _longest_first(match: Match) -> int:
    return match.first * _LONGEST - match.last + match.first


_NO_NAMES: Final = frozenset({"orientation", PART_OF_DOING})
"""Rows of phrases without meaning that hide names of the same words too: a specimen is "tagged", no tag of the skin."""


def standing(matches: Iterable[Match]) -> list[Match]:
    """Leave out what a longer phrase hides, what begins inside another of its kind, and phrases that mean nothing.

    What is on or done to a site does not hide it: a plantar wart is on the sole.
    """
    kept: list[Match] = []
    hider, hidden_to, site_hider, site_hidden_to = -1, 0, -1, 0
    ended: dict[str, int] = {}
    ordered = sorted(matches, key=_longest_first)
    nothing = {(one.first, one.last) for one in ordered if one.term.kind == DROPPED and one.term.value in _NO_NAMES}
    for match in ordered:
        kind, _, _, is_open = match.term
        first, last = match.first, match.last
        if nothing and (first, last) in nothing and kind != DROPPED:
            continue
        if kind == "site":
            is_hidden = last <= site_hidden_to and (first != site_hider or last != site_hidden_to)
        else:
            is_hidden = last <= hidden_to and (first != hider or last != hidden_to)
        if is_hidden or ended.get(kind, 0) > first:
            continue
        if not is_open:
            if last > hidden_to:
                hider, hidden_to = first, last
            if last > site_hidden_to and kind not in LEAVES_SITES:
                site_hider, site_hidden_to = first, last
        if kind != "trigger" or not is_open:
            ended[kind] = last
        if kind != DROPPED:
            kept.append(match)
    return kept


def _walk(found: list[Match], root: Node, words: Keyed, at: int) -> None:
    """Add the longest phrase of each kind that begins at a place."""
    keys, exact = words.keys, words.exact
    size = len(keys)
    ends: list[tuple[int, tuple[Term, ...]]] = []
    nodes = [node for node in (root.get(exact[at]) if exact[at] else None, root.get(keys[at])) if node is not None]
    reached = at + 1
    while nodes:
        following: list[Node] = []
        for node in nodes:
            if END in node:
                ends.append((reached, node[END]))
            if reached < size:
                key = keys[reached]
                if exact[reached] and exact[reached] in node:
                    following.append(node[exact[reached]])
                if key in node:
                    following.append(node[key])
                if ANY_WORD in node and key[0].isalnum():
                    following.append(node[ANY_WORD])
        nodes = following
        reached += 1
    _add(found, ends, at)


def _add(found: list[Match], ends: list[tuple[int, tuple[Term, ...]]], at: int) -> None:
    """Add what ends at some places: of each kind the longest."""
    if len(ends) < 2:
        found += [Match(term, at, last) for last, terms in ends for term in terms]  # each of a kind of its own
        return
    kinds: set[str] = set()
    for last in sorted({last for last, _ in ends}, reverse=True):
        for end, terms in ends:
            if end == last:
                for term in terms:
                    if term.kind not in kinds:
                        kinds.add(term.kind)
                        found.append(Match(term, at, end))


_corrected: dict[str, str] = {}


def _forgiven(word: str, key: str) -> str:
    """Return the stem of the known word that a misspelled one is nearest to; its own when none is."""
    if len(word) < FORGIVEN_FROM:
        return _swaps().get(word, key)
    found = _corrected.get(word)
    if found is None:
        if len(_corrected) > REMEMBERED_MAX:
            _corrected.clear()
        found = _corrected[word] = _nearest(key) if word not in _never_corrected() else key
    return found


_SHORT: Final = (
    "punch", "shave", "laser", "graft", "scalp", "cheek", "chest", "wrist", "thigh", "ankle", "elbow", "nevus", "nasal",
    "tumor", "wound", "warts",
)  # fmt: skip
"""Short clinical words of which two letters in each other's place are forgiven, as no other word is meant."""


@cache
def _swaps() -> dict[str, str]:
    """Misspellings of the short words by two inner letters that change places ("pucnh"), with the stems they mean."""
    found = {}
    for word in _SHORT:
        for at in range(1, len(word) - 1):
            found[word[:at] + word[at + 1] + word[at] + word[at + 2 :]] = stem(word)
    return {told: meant for told, meant in found.items() if told not in _SHORT and told not in _never_corrected()}


def _nearest(key: str) -> str:
    near = _neighbors()
    edits = 2 if len(key) >= FORGIVEN_TWICE_FROM else 1
    candidates: set[str] = set()
    for shorter in _deletions(key, edits):
        candidates.update(near.get(shorter, ()))
    fit = [one for one in candidates if one[0] == key[0] and _distance(one, key) <= edits]
    return min(fit, key=lambda one: (_distance(one, key), one)) if fit else key


@cache
def _neighbors() -> dict[str, tuple[str, ...]]:
    """Known stems by what is left of them when letters are taken out."""
    lex: Lexicon = lexicon()
    found: dict[str, list[str]] = {}
    for one in sorted(lex.forgiven):
        for shorter in _deletions(one, 2 if len(one) >= FORGIVEN_TWICE_FROM else 1):
            found.setdefault(shorter, []).append(one)
    return {shorter: tuple(ones) for shorter, ones in found.items()}


@cache
def _never_corrected() -> frozenset[str]:
    rows = table("plain_word").values()
    return frozenset(word for row in rows for word in row.get("words", "").split(" | "))


def _deletions(word: str, edits: int) -> set[str]:
    found = {word}
    last = {word}
    for _ in range(edits):
        last = {one[:at] + one[at + 1 :] for one in last for at in range(1, len(one))}
        found |= last
    return found


def _distance(one: str, other: str) -> int:
    """How many letters are added, left out, changed or swapped with their neighbor."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row, before, earlier = [at], row, before
        for place, counterpart in enumerate(other, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != counterpart))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == counterpart:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
    return row[-1]
