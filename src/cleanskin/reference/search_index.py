"""The index of words by which codes and diagnoses are searched: built from labels, kept in a file of its own.

Building reads every row once (seconds with all official files); the file is read in a fraction of a second.  It is
named after what it was built from, so that a changed store or a changed pack never meets an old index.
"""

import contextlib
import functools
import os
import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from cleanskin.reference.spelling import sound

EntryKind = Literal["procedure", "diagnosis", "modifier"]

FORMAT = 2
PHRASE_WORDS_MAX = 4
_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)?")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # in ICD-10-CM, words in brackets may be there or not
_OTHER = re.compile(r"\bother\b", re.IGNORECASE)
_SILENT = frozenset(
    re.findall(
        "[a-z]+",
        "a an and at by cause due for from in including into is it its known not of on one or other out "
        "specified stated than that the their to type unspecified unstated which with without",
    )
)
_IRREGULAR = {
    "nevi": "nevus",
    "verrucae": "verruca",
    "feet": "foot",
    "teeth": "tooth",
    "bodies": "body",
    "mice": "mouse",
}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What can be found: a code with the label shown, and texts by which it is found with the weight of each."""

    kind: EntryKind
    code: str
    label: str
    in_pack: bool = False
    billable: bool = True
    texts: tuple[tuple[str, float], ...] = ()


class SearchIndex(msgspec.Struct, kw_only=True):
    """The index.  Entry `i` has `kinds[i]`, `codes[i]`, and so on; `lengths` count the words of the shown label.

    `postings` of a word are entry numbers, `weights` go along (0 to 255); `sounds` are the words as they sound.
    `phrases` are whole texts of few words in the form of `phrase`, with their entries.
    """

    format: int = FORMAT
    kinds: list[EntryKind]
    codes: list[str]
    labels: list[str]
    in_pack: bytes
    billable: bytes
    lengths: bytes
    words: list[str]
    sounds: list[str]
    postings: list[bytes]
    weights: list[bytes]
    phrases: list[str]
    phrase_entries: list[bytes]


def normal_words(text: str) -> list[str]:
    """Return the words of a text in the form that is indexed: lower case, singular, silent words left out."""
    return [_normal(word) for word in _WORD.findall(text.lower()) if word not in _SILENT]


def build(entries: Iterable[Entry]) -> SearchIndex:
    """Build the index of some entries, in their order."""
    all_entries = list(entries)
    by_word: dict[str, dict[int, float]] = {}
    by_phrase: dict[str, dict[int, None]] = {}
    for number, entry in enumerate(all_entries):
        for text, weight in ((entry.label, 1.0), *entry.texts):
            words_of_text = normal_words(text)
            for word in words_of_text:
                found = by_word.setdefault(word, {})
                found[number] = max(found.get(number, 0.0), weight)
            if not entry.billable or _OTHER.search(text):  # "other X" is not called X
                continue
            spelled = phrase(normal_words(_ASIDE.sub(" ", text)) if "(" in text or "[" in text else words_of_text)
            if spelled:
                by_phrase.setdefault(spelled, {})[number] = None
    words, phrases = sorted(by_word), sorted(by_phrase)
    return SearchIndex(
        kinds=[entry.kind for entry in all_entries],
        codes=[entry.code for entry in all_entries],
        labels=[entry.label for entry in all_entries],
        in_pack=bytes(entry.in_pack for entry in all_entries),
        billable=bytes(entry.billable for entry in all_entries),
        lengths=bytes(min(len(normal_words(entry.label)), 255) for entry in all_entries),
        words=words,
        sounds=[sound(word) for word in words],
        postings=[array("I", by_word[word]).tobytes() for word in words],
        weights=[bytes(round(weight * 255) for weight in by_word[word].values()) for word in words],
        phrases=phrases,
        phrase_entries=[array("I", by_phrase[spelled]).tobytes() for spelled in phrases],
    )


def phrase(words: Sequence[str]) -> str:
    """Return a text of few words as one key, whatever their order; "" for more words or none."""
    return " ".join(sorted(set(words))) if 0 < len(words) <= PHRASE_WORDS_MAX else ""


def entry_numbers(postings: bytes) -> Sequence[int]:
    """Return the entry numbers of one word's postings."""
    found = array("I")
    found.frombytes(postings)
    return found


def load(folder: Path, name: str) -> SearchIndex | None:
    """Return the kept index of that name; None when there is none or it cannot be read."""
    try:
        index = msgspec.msgpack.decode((folder / name).read_bytes(), type=SearchIndex)
    except (OSError, msgspec.DecodeError):
        return None
    return index if index.format == FORMAT else None


def keep(folder: Path, name: str, index: SearchIndex) -> None:
    """Keep an index and drop older ones; a folder that cannot be written is no error, the index is built again."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f"{name}.{os.getpid()}.new"
        new.write_bytes(msgspec.msgpack.encode(index))
        new.replace(folder / name)
        for old in folder.glob("*.index"):
            if old.name != name:
                old.unlink()


def merged(groups: Mapping[tuple[EntryKind, str], Sequence[Entry]]) -> Iterable[Entry]:
    """Join entries of one code from several sources: the first label is shown, the others are searched too."""
    for entries in groups.values():
        first = entries[0]
        others = tuple((entry.label, 1.0) for entry in entries[1:])
        yield msgspec.structs.replace(
            first,
            in_pack=any(entry.in_pack for entry in entries),
            billable=any(entry.billable for entry in entries),
            texts=(*first.texts, *others, *(text for entry in entries[1:] for text in entry.texts)),
        )


@functools.lru_cache(maxsize=65536)  # a list has few different words
def _normal(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
