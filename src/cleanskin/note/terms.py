"""The tables of words (`terms/*.tsv`) read and made into one tree that knows every phrase of every table.

The format of the tables is described in `terms/README.md`.  A table's kind is the name of its first column.  Phrases
are compared by the stem of each word, so that a phrase in the singular or present tense stands for its other forms.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from cleanskin.note.text import words_of
from cleanskin.reference.dermatology.sites import sites

ABBREVIATION: Final = "expansion"
"""Kind of the table of abbreviations: its values are what they stand for."""

NO_PHRASES: Final = frozenset({ABBREVIATION, "word_form", "plain_word", "section", "countable", "measure"})
"""Kinds of tables whose words are no mentions: other modules ask for them."""

CLINICAL: Final = frozenset({"condition", "technique", "closure", "drug", "medication", "site", "service"})
"""Kinds whose words are read in spite of a misspelling."""

FORGIVEN_MIN: Final = 6
"""Shortest stem that is read in spite of a misspelling."""

ANY_WORD: Final = "*"
END: Final = ""
"""Key of a node that holds the terms ending there."""

Node = dict[str, Any]


class Term(NamedTuple):
    """What a phrase means: the row's value in its table.  An open term leaves shorter ones inside it standing."""

    kind: str
    value: str
    attributes: tuple[str, ...] = ()
    is_open: bool = False


class Lexicon(NamedTuple):
    """All phrases as one tree of stems; `stems` are all that occur, `exact` the words compared as written.

    `abbreviations` is a tree of its own: what stands at its ends is the stems to read instead.  `forgiven` are the
    stems for which a misspelled word may stand: those of clinical names.
    """

    root: Node
    abbreviations: Node
    stems: frozenset[str]
    exact: frozenset[str]
    forgiven: frozenset[str]


@cache
def tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return all tables: by kind, then by value, the row's filled cells by column.

    Of several rows with one value the words are joined and the other cells are the first row's.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for kind, row in _rows():
        held = found.setdefault(kind, {})
        before = held.get(row[kind])
        if before is None:
            held[row[kind]] = dict(row)
        else:
            before["words"] = f"{before.get('words', '')} | {row.get('words', '')}"
    return found


@cache
def _rows() -> Sequence[tuple[str, Mapping[str, str]]]:
    """All rows of all tables with their kinds, tables by name."""
    folder = resources.files(__package__).joinpath("terms")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".tsv"))
    return [(kind, row) for kind, rows in map(_read, names) for row in rows]


def table(kind: str) -> Mapping[str, Mapping[str, str]]:
    """Return one table by value; empty when no table is of that kind."""
    return tables().get(kind, {})


@cache
def lexicon() -> Lexicon:
    """Return the tree of all phrases and of the names of sites, made once."""
    abbreviations = _abbreviations(table(ABBREVIATION))
    root: Node = {}
    for kind, row in _rows():
        if kind not in NO_PHRASES:
            term = Term(kind, row[kind], tuple(row.get("attributes", "").split()), row.get("open") == "yes")
            _plant_row(root, abbreviations, row.get("words", ""), term)
    for site in sites().values():
        label = () if "," in site.label else (site.label.casefold(),)
        _plant_row(
            root,
            abbreviations,
            " | ".join((site.site.replace("_", " "), *label, *site.synonyms)),
            Term("site", site.site),
        )
    keys = _all_keys(root) | _all_keys(abbreviations)
    clinical = " ".join(row.get("words", "") for kind, row in _rows() if kind in CLINICAL)
    named = [stem(word) for word in words_of(clinical).lower]
    return Lexicon(
        root,
        abbreviations,
        frozenset(key for key in keys if key[0] != "=" or key == "="),
        frozenset(key[1:] for key in keys if key[0] == "=" and key != "="),
        frozenset(one for one in named if len(one) >= FORGIVEN_MIN and one.isalpha()),
    )


_PARTS: Final = re.compile(r"\??\[[^\]]*\]|\S+")
"""A word of a phrase, or a choice, which may hold words of its own: [nostril,ear canal]."""


def phrase_keys(phrase: str) -> Iterator[tuple[str, ...]]:
    """Spell out a phrase: its optional words with and without, its choices one by one, each as keys of the tree."""
    parts: list[list[tuple[str, ...]]] = []
    for part in _PARTS.findall(phrase):
        is_optional = part[0] == "?" and len(part) > 1
        body = part[1:] if is_optional else part
        choices = body[1:-1].split(",") if body[0] == "[" and body[-1] == "]" else [body]
        keys = [_keys(choice) for choice in choices]
        parts.append([(), *keys] if is_optional else keys)
    for chosen in itertools.product(*parts):
        whole = tuple(itertools.chain(*chosen))
        if whole:
            yield whole


def stem(word: str) -> str:
    """Return what the forms of a word in lower case have in common: without plural and tense endings."""
    found = _stems.get(word)
    if found is None:
        if len(_stems) > STEMS_MAX:
            _stems.clear()
        found = _stems[word] = _stem(word)
    return found


STEMS_MAX: Final = 50_000
_VOWELS: Final = frozenset("aeiouy")
_stems: dict[str, str] = {}


def _stem(word: str) -> str:
    base = _forms().get(word, word)
    if len(base) < 4 or not base.isalpha():
        return _short_plural(base)
    if base.endswith("oses") and len(base) > 7:  # keratoses
        return base[:-2] + "is"
    if base.endswith(("ies", "ied")) and len(base) > 4:
        base = base[:-3] + "y"
    elif base[-1] == "s" and base[-2] not in "sui":
        base = base[:-1]
        if len(base) > 4 and base[-1] == "e" and base[-2] in "xhs":  # boxes, patches, abscesses
            base = base[:-1]
    elif base.endswith("ed") and base[-3] != "e" and _has_vowel(base[:-2]):
        base = _with_silent_e(base[:-2])
    elif base.endswith("ing") and len(base) > 5 and _has_vowel(base[:-3]):
        base = _with_silent_e(base[:-3])
    if len(base) > 4 and base[-1] == "e":
        base = base[:-1]
    if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "lsz":
        base = base[:-1]
    if len(base) > 4 and base[-1] == "y":
        base = base[:-1] + "i"
    return base


def _with_silent_e(base: str) -> str:
    """Give back the e that short verbs lose before -ed and -ing (noted, taped); doubled letters become one (rubbed)."""
    if len(base) == 4 and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    if (
        len(base) == 3
        and base[0] not in _VOWELS
        and base[1] in _VOWELS
        and base[2] not in _VOWELS
        and base[2] not in "wxy"
    ):
        return f"{base}e"
    return base


def _short_plural(word: str) -> str:
    """Take the s from a plural of a two-letter abbreviation (aks, sks) that some table names."""
    return word[:2] if len(word) == 3 and word[2] == "s" and word in _short_plurals() else word


@cache
def _short_plurals() -> frozenset[str]:
    """Plurals of abbreviations of two letters without a vowel, and of some with one, as tables name them."""
    named = {
        word for rows in tables().values() for row in rows.values() for word in row.get("words", "").lower().split()
    }
    consonants = {word for word in named if len(word) == 2 and word.isalpha() and not set(word) & set("eiou")}
    return frozenset(f"{word}s" for word in consonants if f"{word}s" not in named)


@cache
def _forms() -> Mapping[str, str]:
    """Irregular forms by word: the table `word_forms.tsv`."""
    forms = table("word_form").items()
    return {form: base for base, row in forms for form in row.get("words", "").split(" | ") if form}


def _has_vowel(word: str) -> bool:
    return len(word) > 2 and not set(word).isdisjoint("aeiouy")


def _keys(word: str) -> tuple[str, ...]:
    """The keys of one written word, which may be several (ED&C): its stems, or "=" and the word as written."""
    if word == ANY_WORD:
        return (ANY_WORD,)
    if word[0] == "=" and len(word) > 1:
        return tuple([f"={one}" for one in words_of(word[1:]).written])
    return tuple([stem(one) for one in words_of(word).lower])


def expanded(keys: Sequence[str], exact: Sequence[str], abbreviations: Node) -> list[tuple[str, int, int]]:
    """Read keys with abbreviations spelled out: each key with the places [first, last) of those it stands for.

    `exact` holds the keys of words compared as written, "" for the others.  The longest abbreviation counts.
    """
    found: list[tuple[str, int, int]] = []
    at, size = 0, len(keys)
    while at < size:
        best: tuple[str, ...] | None = None
        end = at + 1
        if keys[at] in abbreviations or (exact[at] and exact[at] in abbreviations):
            best, end = longest(keys, exact, abbreviations, at)
        if best is None:
            found.append((keys[at], at, at + 1))
        else:
            found.extend([(key, at, end) for key in best])
        at = end
    return found


def longest(keys: Sequence[str], exact: Sequence[str], root: Node, start: int) -> tuple[tuple[str, ...] | None, int]:
    """Return what the longest abbreviation at a place stands for, and where it ends."""
    best: tuple[str, ...] | None = None
    end = start + 1
    nodes, at = [root], start
    while nodes and at < len(keys):
        found = [node[key] for node in nodes for key in (keys[at], exact[at]) if key and key in node]
        at += 1
        meant = next((node[END] for node in found if END in node), None)
        if meant is not None:
            best, end = meant, at
        nodes = found
    return best, end


def _abbreviations(rows: Mapping[str, Mapping[str, str]]) -> Node:
    root: Node = {}
    for expansion, row in rows.items():
        meant = _keys(expansion)
        for phrase in row.get("words", "").split(" | "):
            for keys in phrase_keys(phrase):
                node = root
                for key in keys:
                    node = node.setdefault(key, {})
                node.setdefault(END, meant)
    return root


def _plant_row(root: Node, abbreviations: Node, words: str, term: Term) -> None:
    for phrase in words.split(" | "):
        for keys in phrase_keys(phrase) if phrase.strip() else ():
            spelled = [key for key, _, _ in expanded(keys, ("",) * len(keys), abbreviations)]
            node = root
            for key in spelled:
                node = node.setdefault(key, {})
            before = node.get(END, ())
            if not any(one.kind == term.kind for one in before):
                node[END] = (*before, term)


def _all_keys(root: Node) -> set[str]:
    found: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for key, child in node.items():
            if key != END:
                found.add(key)
                waiting.append(child)
    return found


_NAME: Final = re.compile(r"[a-z][a-z_0-9]*")


def _read(name: str) -> tuple[str, list[dict[str, str]]]:
    """Return a table's kind and rows; ValueError names the line of a row with more or fewer cells than the header."""
    text = resources.files(__package__).joinpath("terms", name).read_text(encoding="utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    if not _NAME.fullmatch(header[0]) or "words" not in header:
        raise ValueError(f"{name}: the first column names the kind of the table, and a column is named words")
    rows = []
    for cells in lines:
        if len(cells) > len(header):
            raise ValueError(f"{name}, {cells[0]}: {len(cells)} cells, {len(header)} expected")
        rows.append({column: cell.strip() for column, cell in zip(header, cells) if cell.strip()})
    return header[0], rows
