"""Diseases told by their look alone: rough keratoses of skin that the sun has damaged, waxy stuck-on growths.

A look names a disease only where the note names it nowhere, and where something was destroyed beside it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanskin.note.folded import folded
from cleanskin.note.linking.made_mentions import made, nearest, with_made, within
from cleanskin.note.mention import LIVE, MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought


class _Look(NamedTuple):
    words: Sought
    value: str
    named: frozenset[str]
    """Names of which none may stand in the note."""


_THING: Final = r"(?:spots?|lesions?|patch(?:es)?|papules?|macules?|areas?|plaques?|places?|growths?|bumps?|nodules?)"
_MORE: Final = (
    r"(?:(?:,\s*|\s+)(?:and\s+)?(?:red|pink|scaly|erythematous|thin|rough|ill-defined|adherent|pale|tan|crust(?:ed|y)"
    r"|flat|small|tender|gritty|dry|hard|little|thick|sandpapery|brown|greasy|waxy|warty|verrucous|raised|dark"
    r"|inflamed|irritated|itchy|itching|red|looking|appearing|-looking)){0,4}?"
)
_KERATOTIC: Final = Sought(
    rf"\b(?:(?:sandpaper(?:y|-like)?|gritty){_MORE}\s+{_THING}"
    rf"|(?:rough|scaly)(?:,\s*|\s+)(?:sandpaper(?:y|-like)?|gritty){_MORE}\s+{_THING}"
    rf"|{_THING}(?:,|\s+(?:with|that (?:are|feel|felt)|feeling|of))?\s+(?:a\s+)?(?:rough|gritty)\s+(?:as|like)"
    r"\s+sandpaper)\b",
    re.IGNORECASE,
)
_STUCK: Final = Sought(
    rf"\b(?:(?:(?:waxy|greasy|brown|tan|warty|verrucous|crusted|inflamed)(?:,\s*|\s+)){{0,3}}stuck[\s-]on{_MORE}\s+{_THING}"
    rf"|(?:waxy|greasy)(?:,\s*|\s+)(?:tan|brown|warty|verrucous){_MORE}\s+{_THING}"
    rf"|(?:waxy|greasy|brown|tan|warty|verrucous){_MORE}\s+{_THING}(?:,|\s+with|\s+of)?\s+(?:a\s+)?stuck[\s-]on"
    rf"(?:\s+(?:look|appearance|quality))?)\b",
    re.IGNORECASE,
)
_SEBORRHEIC: Final = frozenset({"seborrheic_keratosis", "inflamed_seborrheic_keratosis", "keratosis"})
_ACTINIC: Final = frozenset({"actinic_keratosis", "actinic_cheilitis"})
_LOOKS: Final = (
    _Look(_KERATOTIC, "actinic_keratosis", _ACTINIC | _SEBORRHEIC),
    _Look(_STUCK, "seborrheic_keratosis", _SEBORRHEIC),
)
_DESTROYING: Final = frozenset({
    "cryosurgery", "electrodesiccation", "curettage", "cautery", "laser", "chemical", "destruction", "ablation",
})  # fmt: skip
_COLD: Final = Sought(r"\b(?:iced|chilled|cooled|frost\w*|spray\w*|thaw\w*|halo\w*|bursts?)\b", re.IGNORECASE)
_ACTS_BEHIND: Final = 2
"""How many sentences behind a look the act may stand."""

_SUN: Final = Sought(
    r"\b(?:actinic\w*|solar|sun[\s-]?(?:damage\w*|wreck\w*|weather\w*|beaten|battered|induced|exposed|scarred|spoil\w*"
    r"|ravaged)"
    r"|photo-?damage\w*|photo-?aged|photo-?aging|dermatoheliosis|heliodermatitis|UV[\s-]damage\w*|pre-?cancer\w*)\b",
    re.IGNORECASE,
)
_BENIGN: Final = re.compile(
    r"\b(?:benign|lichenoid|arsenic\w*|palmar|plantar|waxy|stuck|greasy|seb\w*|sk)\b", re.IGNORECASE
)
_NAMES: Final = frozenset({"keratosis", "keratoses"})
_NEAR: Final = 2
"""How many sentences lie at most between what the sun did and the keratoses."""


def with_told_diseases(marked: MarkedText) -> MarkedText:
    """Return the note with diseases that are told by their look."""
    return _with_sun(_with_looks(marked))


def _with_looks(marked: MarkedText) -> MarkedText:
    text = folded(marked.text)
    looks = [one for one in _LOOKS if not one.words.is_ruled_out(text)]
    if not looks:
        return marked
    named = {one.value for one in marked.mentions if one.kind == "condition" and one.scope in LIVE}
    added = [one for look in looks if look.named.isdisjoint(named) for one in _told(marked, look)]
    if not added:
        return marked
    kept = [one for one in marked.mentions if not any(_is_inside(one, other) for other in added)]
    return with_made(marked, added, kept)


def _is_inside(one: Mention, other: Mention) -> bool:
    return one.kind in ("noun", "condition") and other.start <= one.start < other.end


def _told(marked: MarkedText, look: _Look) -> Iterator[Mention]:
    for found in look.words.finditer(marked.text):
        number = sentence_number(marked, found.start())
        if number is None or not _is_destroyed(marked, number):
            continue
        inside = within(marked, number)
        beside = nearest(inside, found.start())
        if (beside is not None and beside.scope not in LIVE) or any(one.kind == "cosmetic_signal" for one in inside):
            continue
        one = made(marked, "condition", look.value, found.span(), attributes=("lesion",))
        if one is not None:
            yield one


def _is_destroyed(marked: MarkedText, number: int) -> bool:
    """True when something was destroyed in a sentence or near it."""
    near = range(number - 1, number + _ACTS_BEHIND + 1)
    if any(
        one.kind == "technique" and one.value in _DESTROYING and one.scope == "asserted" and one.sentence in near
        for one in marked.mentions
    ):
        return True
    last = marked.sentences[min(number + _ACTS_BEHIND, len(marked.sentences) - 1)]
    return _COLD.search(marked.text, marked.sentences[number].start, last.end) is not None


def _with_sun(marked: MarkedText) -> MarkedText:
    """Return the note with keratoses of sun-damaged skin as actinic ones."""
    if _SUN.is_ruled_out(folded(marked.text)) or not any(one.value == "keratosis" for one in marked.mentions):
        return marked
    suns = [one.start() for one in _SUN.finditer(marked.text)]
    told = [at for at, one in enumerate(marked.sentences) if any(one.start <= sun < one.end for sun in suns)]
    mentions = [
        one._replace(value="actinic_keratosis") if _is_of_sun(marked, one, told) else one for one in marked.mentions
    ]
    return marked._replace(mentions=mentions)


def _is_of_sun(marked: MarkedText, one: Mention, told: Sequence[int]) -> bool:
    if one.kind != "condition" or one.value != "keratosis" or one.words.lower() not in _NAMES:
        return False
    sentence = marked.sentences[one.sentence]
    if _BENIGN.search(marked.text, sentence.start, sentence.end):
        return False
    return any(abs(at - one.sentence) <= _NEAR for at in told)
