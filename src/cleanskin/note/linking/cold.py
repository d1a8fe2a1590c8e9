"""Freezing told by its doing, without its name: what was cooled, by what motion, until which sign, for how long.

"Each was frosted with the spray gun, 5 s", "iced with the canister until white", "8 s bursts, ice field 2 mm beyond".
A sentence tells it when it holds a motion of cold with a time or a sign of frost, or a sign of frost with a time; one
about numbing, acids, light, cooling of skin or what patients do themselves tells none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.denied import NOT_DONE
from cleanskin.note.linking.made_mentions import made, with_made, within
from cleanskin.note.mention import MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought

_SIGN: Final = (
    r"(?:ice|frost(?:ing|ed)?|freez(?:e|ing)|frozen|white|pale|rime?)[\s-](?:balls?|fields?|halos?|rims?|rings?"
    r"|collars?|margins?|fronts?|caps?|zones?|borders?)"
    r"|iceballs?|solid(?:ly)? (?:white|frost)|frosted\b|white (?:to|through to) the base"
    r"|(?:until|till)\s+(?:(?:it|they|each|the|all|both|every|lesion|was|were|went|turned|is|are|well|fully|solid"
    r"|nicely)\s+){0,4}(?:white|frost(?:ed|y)?|frozen|blanched|iced|whitened)"
    r"|(?:to|into|with|small|mm)\s+(?:an?\s+)?(?:small\s+)?(?:frost|halo|ice)\b"
    r"|\bhalo(?:ed|s)?\b|\bthaw(?:ed|s|ing)?\b|(?:\d|one|two|single|double)[\s-]+(?:freeze|thaw)"
)
_MOTION: Final = (
    r"iced|icing|chilled|cooled|frosted|frosting|sprayed|spraying|spritzed|squirted|blasted|blanched|whitened|cold"
    r"|open[\s-](?:spray|cone)(?:\s+technique)?|closed[\s-]cone|(?:spray|dip[\s-]?stick|dipstick"
    r"|contact[\s-]probe|cone)\s+(?:method|technique)"
    r"|(?:given|gave|got|received|had)\s+(?:a\s+|the\s+|an?\s+\w+\s+)?(?:spray|puff|burst|blast|jet|cold)"
    r"|(?:bursts?|puffs?|blasts?|jets?|squirts?)|spray|N2|LN\u2082|N\u2082|-\s?19[56]\s?(?:\u00b0\s?)?C?"
)
_TIME: Final = (
    r"(?:\d{1,3}|ten|five|six|seven|eight|fifteen|twenty|thirty)(?:\s?(?:-|\u2013|to)\s?\d{1,3})?[\s-]?"
    r"(?:s|secs?|seconds?|\u2033|'')(?![\w/])"
)
_COLD: Final = Sought(
    r"\b(?:iced|icing|chilled|cooled|frost\w*|spray\w*|thaw\w*|halo\w*|ice|iceballs?|bursts?|puffs?|cold|N2|canister"
    r"|cone|spritzed|squirted|blasted|blanched|whitened|dip[\s-]?stick|blasts?|jets?)\b|N\u2082|-\s?19[56]",
    re.IGNORECASE,
)
_MOTION_TOLD: Final = re.compile(rf"(?<![\w-])(?:{_MOTION})(?!\w)", re.IGNORECASE)
_SIGN_TOLD: Final = re.compile(rf"(?<![\w-])(?:{_SIGN})(?!\w)", re.IGNORECASE)
_TIME_TOLD: Final = re.compile(rf"(?<![\w.])(?:{_TIME})", re.IGNORECASE)
_SOURCE_TOLD: Final = re.compile(
    r"\b(?:canister|spray gun|spray tip|flask|cone|open[\s-]spray|dip[\s-]?stick|cotton (?:bud|tip"
    r"|swab)|freeze|nitrogen|N2|cryo\w*|tip [A-D])\b"
    r"|N\u2082|-\s?19[56]",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:numb\w*|an(?:a)?esth\w*|ethyl|chloride|pain[\s-]?ease|vapo\w*|ice[\s-]pack\w*|ice cubes?|compress\w*|packs?"
    r"|inject\w*|needle|acids?|TCA|trichlor\w*|canth\w*|jessner\w*|peel\w*|lamps?|light|laser\w*|zimmer|chiller"
    r"|cool air|burns?|salicyl\w*|water|saline|tan|sunscreen|sunburn|perfume|glass|nevus|naevus|na?evi|vitiligo|nails?"
    r"|margins? clear|stages?|blocks?|sections?|frozen (?:section|layer)s?|moles?|fingers? (?:turn|go)|raynaud\w*"
    r"|chilblain\w*|fan|nasal|mometasone|fluticasone|steroid|minoxidil|clobetasol|betamethasone|sore|weather|urticaria"
    r"|air)\b",
    re.IGNORECASE,
)
"""What a sentence of another cold tells."""

_NOT_DONE: Final = re.compile(
    rf"\b(?:{NOT_DONE}|ago|previous\w*|prior|before|last (?:visit|time|week|month|year)|earlier|at home|himself|herself"
    r"|elsewhere|his doctor|GP|PCP|return\w*|RTC)\b",
    re.IGNORECASE,
)
_WEAK: Final = frozenset({"cold", "spray", "open spray", "open-spray"})
"""Motions that tell too little beside their tool alone."""

_DESTROYED: Final = frozenset({
    "cryosurgery", "chemical", "electrodesiccation", "laser", "injection", "shave", "biopsy", "punch", "tangential",
    "excision", "mohs", "curettage", "cautery", "drainage", "puncture", "avulsion", "snip", "ligature",
})  # fmt: skip
_BEFORE: Final = 2
"""How many sentences back the lesion may be named."""


def with_cold(marked: MarkedText) -> MarkedText:
    """Return the note with a mention for each freezing that is told by its doing."""
    numbers = (sentence_number(marked, found.start()) for found in _COLD.finditer(marked.text))
    told = sorted({number for number in numbers if number is not None})
    frozen = [one for number in told if (one := _frozen(marked, number)) is not None]
    return with_made(marked, [*frozen, *_headed(marked)])


_HEAD: Final = Sought(r"\b(?:LN2|liquid nitrogen|cryo\w*)\s*:[ \t]*(?=\S)", re.IGNORECASE)
"""The name of freezing that heads what was frozen, statement by statement: "LN2: ISKs 12 s x 4. AKs 8 s x 2."."""


def _headed(marked: MarkedText) -> Iterator[Mention]:
    """Yield a freezing for each statement behind the first under its name that tells a lesion and for how long."""
    for head in _HEAD.finditer(marked.text):
        number = sentence_number(marked, head.end())
        if number is None:
            continue
        line = marked.text.find("\n", head.end())
        for at, sentence in enumerate(marked.sentences[number + 1 :], number + 1):
            time = _TIME_TOLD.search(marked.text, sentence.start, sentence.end)
            if time is None or 0 <= line < sentence.start or not _tells_lesion_alone(within(marked, at)):
                break
            if (one := made(marked, "technique", "cryosurgery", time.span())) is not None:
                yield one


def _tells_lesion_alone(told: Sequence[Mention]) -> bool:
    """True for a statement that tells a lesion and no act."""
    return any(_is_lesion(one) for one in told) and not any(one.kind == "technique" for one in told)


def _frozen(marked: MarkedText, number: int) -> Mention | None:
    """Return the freezing that one sentence tells."""
    sentence = marked.sentences[number]
    words = marked.text[sentence.start : sentence.end]
    said = _told_by(words)
    if said is None or _OTHER.search(words) or _NOT_DONE.search(words):
        return None
    acts = [one for one in marked.mentions if one.kind == "technique" and one.scope == "asserted"]
    if any(number - 1 <= one.sentence <= number and one.value in _DESTROYED for one in acts):
        return None
    is_named = any(one.value == "cryosurgery" for one in acts)
    since = number if is_named else number - _BEFORE  # behind its name it is told how that freezing was done
    if not any(_is_lesion(one) and since <= one.sentence <= number for one in marked.mentions):
        return None
    start = sentence.start + said.start()
    return made(marked, "technique", "cryosurgery", (start, start + len(said[0])))


def _is_lesion(one: Mention) -> bool:
    return one.kind == "condition" and "lesion" in one.attributes and one.scope in ("asserted", "uncertain")


def _told_by(words: str) -> re.Match[str] | None:
    """Return the words that tell a freezing: motion and time, motion and sign, or sign and time."""
    motion, sign = _MOTION_TOLD.search(words), _SIGN_TOLD.search(words)
    has_time, has_source = _TIME_TOLD.search(words) is not None, _SOURCE_TOLD.search(words) is not None
    if motion is not None and (has_time or (sign is not None and not _same(motion, sign))):
        return motion
    if sign is not None and (has_time or has_source):
        return sign
    return motion if motion is not None and has_source and motion[0].lower() not in _WEAK else None


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
