"""Spelling that a person may get wrong: what a word sounds like, how far two spellings are apart, words near a typo."""

import re
from collections import Counter
from collections.abc import Sequence

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<!^)h"), ""),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"ae|oe|ea"), "e"),
    (re.compile(r"ei|ie"), "i"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[ei])"), "s"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
)
CANDIDATES_MAX = 40
"""Most words whose distance is measured for one typo: those that share most pairs of letters with it."""


def sound(word: str) -> str:
    """Return a word with sounds that are spelled in several ways brought to one: "sebhoric" and "seborrheic" agree."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def distance(one: str, other: str, *, limit: int) -> int:
    """Return how many letters must be changed, added, dropped or swapped with a neighbor; limit + 1 when more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        current = [i]
        for j, match in enumerate(other, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


class NearWords:
    """The words of a vocabulary by sound, to find those near a typo.  `sounds` go along with `words`."""

    def __init__(self, words: Sequence[str], sounds: Sequence[str]) -> None:
        self._words, self._sounds = words, sounds
        self._by_pair: dict[str, list[int]] = {}
        for number, spelled in enumerate(sounds):
            for pair in _pairs(spelled):
                self._by_pair.setdefault(pair, []).append(number)

    def near(self, typo: str) -> list[tuple[str, float]]:
        """Return words near a typo with how near they are: 0.9 for the same sound, less for each letter apart."""
        spelled = sound(typo)
        limit = 1 if len(spelled) < 6 else 2
        shared: Counter[int] = Counter()
        for pair in _pairs(spelled):
            shared.update(self._by_pair.get(pair, ()))
        found = []
        for number, _ in shared.most_common(CANDIDATES_MAX):
            apart = distance(spelled, self._sounds[number], limit=limit)
            if apart <= limit:
                found.append((self._words[number], 0.9 - 0.15 * apart))
        return sorted(found, key=lambda one: (-one[1], one[0]))[:12]


def _pairs(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}
