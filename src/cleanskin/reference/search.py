"""Finding codes and diagnoses by words, tolerant of spelling and of the abbreviations of dermatology.

Searched: the pack's labels, the loaded HCPCS texts and licensed descriptors, ICD-10-CM labels and inclusion terms.
Every word typed counts; rare words count more; a word may be an abbreviation (`search_words.tsv`), the beginning of a
word, or misspelled.  A code, with or without its point, finds itself and what begins with it.
"""

import functools
import hashlib
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import msgspec

from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.procedure import CptDescriptor, HcpcsFacts
from cleanskin.reference import search_index
from cleanskin.reference.dermatology.codes import codes, family_labels
from cleanskin.reference.dermatology.diagnoses import diagnoses
from cleanskin.reference.search_index import Entry, EntryKind, entry_numbers, normal_words
from cleanskin.reference.spelling import NearWords
from cleanskin.reference.store import StoredPart

IN_PACK = 1.3
"""How much more a code of the dermatology pack counts.  Assumption: its users bill dermatology."""
NOT_BILLABLE = 0.7
NOT_FURTHER_SPECIFIED = 1.03
"""How much more a diagnosis counts that ends in 9: the code for what is said without further detail."""
CALLED_SO = 1.4
"""How much more an entry counts that is called just what was typed."""
OTHER_SIDE = 0.25
"""What is left of an entry that names the other side than the one typed."""
BEGINNING = 0.75
ALSO = 0.8
"""How much a word counts that was only begun, and one that stands for the one typed."""

_CODE = re.compile(r"[a-z]?[0-9][0-9a-z]{1,6}|[a-z][0-9][a-z][0-9a-z]{0,4}")
_SIDES = {"left": "right", "right": "left"}
_PREFIX_WORDS_MAX = 60
_UNKNOWN_WORD_WEIGHT = 6.0


class Searched(Protocol):
    """What is searched: the store's tables for a day, and the releases that they come from."""

    def rows(self, kind: str, table: str, on: date) -> Iterator[tuple[str, Any]]:
        """Iterate over the keys and rows of a loaded table that are in force on a day."""
        ...

    def releases(self) -> Sequence[StoredPart]:
        """Return every part of every release that is held."""
        ...


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One code found.  `score` orders the hits of one search and means nothing else."""

    kind: EntryKind
    code: str
    label: str
    score: float
    in_pack: bool
    billable: bool


class _Meaning(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    instead: bool


def search(
    words: str, reference: Searched, on: date, *, limit: int = 20, cache_folder: Path | None = None
) -> list[Hit]:
    """Return the codes and diagnoses that fit some words best, the best first.

    With `cache_folder` the index is kept there between runs.  One who searches often keeps a `Searcher`.
    """
    return Searcher(reference, on, cache_folder=cache_folder).search(words, limit=limit)


class Searcher:
    """Searches what is in force on one day; building it reads or builds the index."""

    def __init__(self, reference: Searched, on: date, *, cache_folder: Path | None = None) -> None:
        name = f"{_state(reference, on)}.index"
        index = search_index.load(cache_folder, name) if cache_folder else None
        if index is None:
            index = search_index.build(search_index.merged(_entries(reference, on)))
            if cache_folder:
                search_index.keep(cache_folder, name, index)
        self._index = index
        self._by_code = sorted((code, number) for number, code in enumerate(index.codes))

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Return the best hits, the best first; entries of equal score by code."""
        typed = _typed(words)
        scores = self._code_scores(typed)
        by_token = [self._matches(token) for token in typed if not (scores and _CODE.fullmatch(token.replace(".", "")))]
        weights = [max(match.values(), default=0.0) or _UNKNOWN_WORD_WEIGHT for match in by_token]
        whole = sum(weights)
        found: dict[int, float] = {}
        covered: dict[int, float] = {}
        for match, weight in zip(by_token, weights, strict=True):
            for number, score in match.items():
                found[number] = found.get(number, 0.0) + score
                covered[number] = covered.get(number, 0.0) + weight
        sides = {token for token in typed if token in _SIDES}
        exact = self._called(typed)
        for number, score in found.items():
            fitted = score * (covered[number] / whole) ** 1.5 * self._fit(number, sides)
            fitted *= CALLED_SO if number in exact else 1.0
            scores[number] = scores.get(number, 0.0) + fitted
        best = sorted(scores.items(), key=lambda one: (-one[1], self._index.codes[one[0]]))[:limit]
        return [self._hit(number, score) for number, score in best]

    def _called(self, typed: Sequence[str]) -> set[int]:
        """Return the entries of which a label or another text is just what was typed."""
        spelled = search_index.phrase(typed)
        at = bisect_left(self._index.phrases, spelled)
        if not spelled or at == len(self._index.phrases) or self._index.phrases[at] != spelled:
            return set()
        return set(entry_numbers(self._index.phrase_entries[at]))

    def _matches(self, token: str) -> dict[int, float]:
        """Return the entries that a typed word finds, with how much it counts for each."""
        found: dict[int, float] = {}
        for word, quality in self._words_for(token):
            at = bisect_left(self._index.words, word)
            numbers = entry_numbers(self._index.postings[at])
            rarity = math.log(1 + len(self._index.codes) / len(numbers)) * quality / 255
            for number, weight in zip(numbers, self._index.weights[at], strict=True):
                score = weight * rarity
                if score > found.get(number, 0.0):
                    found[number] = score
        return found

    def _words_for(self, token: str) -> list[tuple[str, float]]:
        """Return the indexed words that a typed word may mean, with how surely."""
        found = {token: 1.0} if self._known(token) else {}
        meaning = _meanings().get(token)
        if meaning is not None:
            found |= {word: ALSO for word in meaning.words if self._known(word) and word != token}
        if len(token) >= 3 and token not in _SIDES:
            for word in self._begun(token):
                found.setdefault(word, BEGINNING * max(0.6, len(token) / len(word)))
        if not found or (token not in found and meaning is None):
            for word, nearness in self._near.near(token) if len(token) >= 4 else ():
                found[word] = max(found.get(word, 0.0), nearness)
        if not found:
            found = {word: 0.9 for parts in self._halves(token) for word in parts}
        return list(found.items())

    def _known(self, word: str) -> bool:
        at = bisect_left(self._index.words, word)
        return at < len(self._index.words) and self._index.words[at] == word

    def _begun(self, token: str) -> list[str]:
        at = bisect_left(self._index.words, token)
        words = self._index.words[at : at + _PREFIX_WORDS_MAX]
        return [word for word in words if word.startswith(token) and word != token]

    def _halves(self, token: str) -> Iterator[tuple[str, str]]:
        """Yield two known words that were written as one."""
        for at in range(3, len(token) - 2):
            if self._known(token[:at]) and self._known(token[at:]):
                yield token[:at], token[at:]

    @functools.cached_property
    def _near(self) -> NearWords:
        return NearWords(self._index.words, self._index.sounds)

    def _code_scores(self, typed: Sequence[str]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for token in typed:
            wanted = token.replace(".", "").upper()
            if not _CODE.fullmatch(wanted.lower()):
                continue
            at = bisect_left(self._by_code, (wanted, -1))
            while at < len(self._by_code) and self._by_code[at][0].startswith(wanted):
                code, number = self._by_code[at]
                exact = 100.0 if code == wanted else 50.0 - (len(code) - len(wanted))
                scores[number] = exact * (1.0 if self._index.billable[number] or code == wanted else NOT_BILLABLE)
                at += 1
        return scores

    def _fit(self, number: int, sides: set[str]) -> float:
        """Return how an entry's nature changes its score: the pack's first, short labels first, the side typed."""
        fit = 1 / (1 + 0.05 * self._index.lengths[number])
        fit *= IN_PACK if self._index.in_pack[number] else 1.0
        fit *= 1.0 if self._index.billable[number] else NOT_BILLABLE
        if self._index.kinds[number] == "diagnosis" and self._index.codes[number].endswith("9"):
            fit *= NOT_FURTHER_SPECIFIED
        if sides:
            label = set(normal_words(self._index.labels[number]))
            if any(_SIDES[side] in label and side not in label for side in sides):
                fit *= OTHER_SIDE
        return fit

    def _hit(self, number: int, score: float) -> Hit:
        index = self._index
        return Hit(
            kind=index.kinds[number],
            code=index.codes[number],
            label=index.labels[number],
            score=round(score, 4),
            in_pack=bool(index.in_pack[number]),
            billable=bool(index.billable[number]),
        )


def _typed(words: str) -> list[str]:
    """Return the words typed, abbreviations replaced by what they stand for."""
    found: list[str] = []
    for word in words.lower().replace(",", " ").split():
        meaning = _meanings().get(word)
        if meaning is not None and meaning.instead:
            found += meaning.words
            continue
        if _CODE.fullmatch(word.replace(".", "")):
            found.append(word)
            continue
        for part in normal_words(word):
            means = _meanings().get(part)
            found += means.words if means is not None and means.instead else (part,)
    return list(dict.fromkeys(found))


@functools.cache
def _meanings() -> Mapping[str, _Meaning]:
    """Return what typed words mean, by the word as typed and in its indexed form."""
    text = resources.files("cleanskin.reference.dermatology").joinpath("search_words.tsv").read_text(encoding="utf-8")
    found: dict[str, _Meaning] = {}
    for line in text.splitlines()[1:]:
        typed, means, how = line.split("\t")
        meaning = _Meaning(tuple(normal_words(means)), how == "instead")
        found[typed] = meaning
        for word in normal_words(typed) if " " not in typed and typed.isalnum() else ():
            found.setdefault(word, meaning)
    return found


# what is searched


def _entries(reference: Searched, on: date) -> Mapping[tuple[EntryKind, str], list[Entry]]:
    found: dict[tuple[EntryKind, str], list[Entry]] = {}
    for entry in (*_pack_entries(on), *_loaded_entries(reference, on)):
        found.setdefault((entry.kind, entry.code), []).append(entry)
    return found


def _pack_entries(on: date) -> Iterator[Entry]:
    families = family_labels()
    for rows in codes().values():
        for facts in rows:
            if on in facts.period:
                texts = (
                    facts.technique,
                    facts.drug,
                    families.get(facts.family, ""),
                    facts.site_group.replace("_", " "),
                )
                yield Entry(
                    kind="procedure",
                    code=facts.code,
                    label=facts.label,
                    in_pack=True,
                    texts=tuple((text, 0.7) for text in texts if text),
                )
    for dated in diagnoses().values():
        for row in dated:
            if on in row.period:
                condition = row.value.condition.replace("_", " ")
                yield Entry(
                    kind="diagnosis",
                    code=row.value.code,
                    label=row.value.label,
                    in_pack=True,
                    texts=((condition, 0.7),),
                )


def _loaded_entries(reference: Searched, on: date) -> Iterator[Entry]:
    descriptor: CptDescriptor
    for _, descriptor in reference.rows("cpt-descriptors", "descriptors", on):
        texts = tuple((text, 1.0) for text in (descriptor.long, descriptor.short) if text)
        label = descriptor.medium or descriptor.short or descriptor.long
        yield Entry(kind="procedure", code=descriptor.code, label=label, texts=texts)
    hcpcs: HcpcsFacts
    for _, hcpcs in reference.rows("hcpcs-level-2", "hcpcs", on):
        kind: EntryKind = "modifier" if hcpcs.is_modifier else "procedure"
        yield Entry(kind=kind, code=hcpcs.code, label=hcpcs.short or hcpcs.long, texts=((hcpcs.long, 1.0),))
    facts: DiagnosisFacts
    further: set[str] = set()  # of the codes that 7th characters make of one, only the first is searched
    for key, facts in reference.rows("icd10cm", "diagnoses", on):
        if facts.seventh_characters:
            further.update(child for child in facts.children[1:] if len(child) == 7)
        if len(key) <= 7 and facts.label and key not in further:
            yield _diagnosis_entry(facts)


def _diagnosis_entry(facts: DiagnosisFacts) -> Entry:
    return Entry(
        kind="diagnosis",
        code=facts.code,
        label=facts.label,
        billable=facts.billable,
        texts=tuple((text, 0.9) for text in (*facts.inclusion_terms, *(note.text for note in facts.includes))),
    )


def _state(reference: Searched, on: date) -> str:
    """Return a name for what an index is built from: the releases in force, the pack's files, the quarter (in which
    codes begin and end)."""
    digest = hashlib.sha256()
    for part in reference.releases():
        whose = part.provenance
        digest.update(f"{whose.kind} {whose.release} {whose.part} {whose.sha256} {on in whose.period}\n".encode())
    for name in ("codes.tsv", "diagnoses.tsv"):
        digest.update(resources.files("cleanskin.reference.dermatology").joinpath(name).read_bytes())
    digest.update(f"{on.year} {(on.month - 1) // 3}".encode())
    return digest.hexdigest()[:16]
