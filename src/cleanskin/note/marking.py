"""A note marked: its sentences, and every mention with place, scope and section.  The one entry is `mark`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from operator import itemgetter
from typing import Final, Literal

from cleanskin.note.doings.doing import done
from cleanskin.note.doings.every import DOINGS
from cleanskin.note.finding import DROPPED, Keyed, Match, find, keyed, standing
from cleanskin.note.item_lines import with_lines_of_diseases, with_lines_of_items
from cleanskin.note.mention import MarkedText, Mention, Scope, Sentence
from cleanskin.note.named_parts import made
from cleanskin.note.numbers import Number, numbers
from cleanskin.note.scope import RISK, Bounds, Scopes, clause_starts
from cleanskin.note.sections import section_scope
from cleanskin.note.sentences import Span, sentences
from cleanskin.note.sites import Place, places
from cleanskin.note.terms import Term, lexicon, stem
from cleanskin.note.text import language_of, plain, words_of

_INNER: Final = frozenset({"cue", "terminator", "stop", "site", "side", "section", "countable"})
"""Kinds that serve the marking itself, or come back in another form."""

_NUMERIC: Final = frozenset({
    "count", "length", "area", "volume", "dose", "concentration", "percent", "time", "interval", "energy", "number",
    "date", "age", "money", "ordinal", "code", "wavelength",
})  # fmt: skip

ASKED: Final = "asked"
"""Name of the cue of what the patient asks for; attribute of the mentions it touches, whose scope is planned."""

DENIES: Final = "denies"
"""Attribute of words that deny by themselves what their row stands for: "unchanged"."""

_COUNTS: Final = frozenset({"count", "ordinal", "number"})
_HIDER: Final = Term(DROPPED, "number")
_MEASURED: Final = "vitals"
"""The section of pulse, pressure and weight: nothing there is a finding of the skin."""

_PRESSURE: Final = re.compile(r"\bBP\b[^.;\n]{0,30}?\b\d{2,3}\s?/\s?\d{2,3}\b")
_NAMES: Final = re.compile(r"by (?<=\bby )(?P<name>[A-Z]{2,3})(?=,? ?(?:MA|RN|LPN|CMA|LVN|NP|PA|MD|DO|tech)\b)")
"""Who gave it, by initials and trade: "IM by LS, MA"."""

_PRESSURES: Final = re.compile(r"\b(?P<name>BP)\b")
_WEEKDAYS: Final = re.compile(r"(?P<name>Mon)(?<=\bMon)\b")
"""The day that is no mons pubis."""


def mark(text: str) -> MarkedText:
    """Mark a note.  A note in another language than English has its sentences and language only, no mentions."""
    smooth = plain(text, _is_known)
    words = words_of(smooth)
    language = language_of(words, is_ascii=smooth.isascii())
    spans = with_lines_of_items(sentences(smooth), smooth)
    if language != "en":
        return MarkedText(
            text, [Sentence(one.start, one.end, one.section, (one.start,), one.item) for one in spans], [], language
        )
    keys = keyed(words)
    counted = numbers(smooth, words)
    firsts = [bisect_right(keys.starts, span.start - 1) for span in spans]
    begins = set(firsts)
    phrases = _within_sentences(find(keys), begins)
    matches = standing([*done(DOINGS, smooth, spans, keys, phrases), *phrases, *_hiders(keys, counted, smooth)])
    sided = places(keys, smooth, matches, [one for one in phrases if one.term.kind == "side"], begins)
    named = {one.last for one in sided if one.side}
    matches = [one for one in matches if one.term.kind != "drug" or one.last not in named]
    return with_lines_of_diseases(_assembled(text, smooth, spans, firsts, keys, counted, matches, sided))


def _within_sentences(phrases: Sequence[Match], begins: Set[int]) -> list[Match]:
    """Leave out phrases of words from two sentences: "biopsy" ends a line, "wound" begins the next."""
    return [one for one in phrases if one.last - one.first == 1 or not _holds_one(begins, one.first + 1, one.last)]


def _holds_one(begins: Set[int], first: int, last: int) -> bool:
    for at in range(first, last):  # noqa: SIM110 - a generator costs more than the question
        if at in begins:
            return True
    return False


def _assembled(
    text: str,
    smooth: str,
    spans: Sequence[Span],
    begins: Sequence[int],
    keys: Keyed,
    counted: Sequence[Number],
    matches: Sequence[Match],
    sided: Sequence[Place],
) -> MarkedText:
    """Put sentence, clause, section and scope to all that was found; sentences begin with the keys `begins`."""
    firsts = [*begins, len(keys.keys)]
    begun, numbered = [one.first for one in matches], [one.start for one in counted]
    at_match, at_site, at_number = 0, 0, 0
    found: list[Mention] = []
    listed: list[Sentence] = []
    clause = 0
    for number, span in enumerate(spans):
        first, last = firsts[number], firsts[number + 1]
        before, at_match = at_match, bisect_left(begun, last, at_match)
        within = matches[before:at_match]
        kinds = [one.term.kind for one in within]
        terminators = [one for one, kind in zip(within, kinds) if kind == "terminator"] if "terminator" in kinds else []
        starts = clause_starts(keys, first, last, terminators)
        clauses = (span.start, *[keys.starts[at] for at in starts[1:]])
        scopes = None
        if "cue" in kinds:
            body = bisect_right(keys.starts, span.body - 1)
            spoken = [one for one, kind in zip(within, kinds) if one.first >= body or kind != "cue"]
            scopes = Scopes(keys, smooth, Bounds(body, last, starts), spoken)
        held = _Held(text, keys, scopes, section_scope(span.section), number, clause, starts, span.section)
        mentions = [held.term(one) for one, kind in zip(within, kinds) if kind not in _INNER]
        while at_site < len(sided) and sided[at_site].last <= last:
            mentions.append(held.place(sided[at_site]))
            at_site += 1
        before, at_number = at_number, bisect_left(numbered, span.end, at_number)
        for one in counted[before:at_number]:
            if (one.start >= span.body or one.kind == "date") and not (
                one.kind in _COUNTS and _is_covered(one, keys, within)
            ):
                mentions.append(held.number(_sized(one, mentions, smooth) if one.kind == "number" else one))
        if len(mentions) > 1:
            mentions.sort(key=_PLACE)
        if span.section != _MEASURED:
            found += mentions
        listed.append(made(Sentence, (span.start, span.end, span.section, clauses, span.item)))
        clause += len(starts)
    if len(spans) <= _CASE_SENTENCES_MAX and "?" in text:
        found = _put_as_case(found, smooth)
    return MarkedText(text, listed, _granted(found) if len(spans) == 1 else found)


_PLACE: Final = itemgetter(Mention._fields.index("start"), Mention._fields.index("end"), Mention._fields.index("kind"))


_CASE_SENTENCES_MAX: Final = 3
"""A question about coding has so many sentences at most."""

_CODING_ASKED: Final = re.compile(
    r"\b(?:bill|code|report|charge|claim|append|modifier|submit|get paid|be paid|cpt|codes)\w*\b[^.\n]*\?",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(r"(?:^|[.?!\n])\s*(?:if|when|suppose|say|assuming|let's say|what if)\b", re.IGNORECASE)


def _put_as_case(mentions: list[Mention], text: str) -> list[Mention]:
    """Read what a question of coding supposes as done: "If ten warts are frozen, do I report 17110 twice?"."""
    acts = [one for one in mentions if one.kind in ("technique", "service", "closure")]
    if not acts or any(one.scope != "hypothetical" for one in acts):
        return mentions
    if not (_CODING_ASKED.search(text) and _SUPPOSED.search(text)):
        return mentions
    return [one._replace(scope="asserted") if one.scope == "hypothetical" else one for one in mentions]


def _granted(mentions: list[Mention]) -> list[Mention]:
    """Read a single statement whose only act is asked for as telling that act: "asks for her tag to be frozen"."""
    acts = [one for one in mentions if one.kind == "technique" and one.scope in ("asserted", "planned")]
    if not acts or any(one.scope == "asserted" or ASKED not in one.attributes for one in acts):
        return mentions
    return [one._replace(scope="asserted") if one.scope == "planned" else one for one in mentions]


class _Held:
    """What all mentions of one sentence share."""

    __slots__ = (
        "_clause",
        "_default",
        "_is_plain",
        "_is_whole",
        "_keys",
        "_scopes",
        "_section",
        "_sentence",
        "_starts",
        "_text",
    )

    def __init__(
        self,
        text: str,
        keys: Keyed,
        scopes: Scopes | None,
        default: Scope | Literal[""],
        sentence: int,
        clause: int,
        starts: tuple[int, ...],
        section: str,
    ) -> None:
        self._text, self._keys, self._scopes, self._default = text, keys, scopes, default
        self._sentence, self._clause, self._starts, self._section = sentence, clause, starts, section
        self._is_plain = not (scopes or default)
        self._is_whole = len(starts) == 1

    def term(self, match: Match) -> Mention:
        """A phrase of a table."""
        kind, value, attributes, _ = match.term
        first = match.first
        start, end = self._keys.starts[first], self._keys.ends[match.last - 1]
        scope: Scope = "asserted"
        if not self._is_plain:
            scope, cue = self._scope(kind, value, first)
            if cue == ASKED:
                attributes = (*attributes, ASKED)
        if scope == "asserted" and DENIES in attributes:
            scope = "negated"
        clause = self._clause if self._is_whole else self._clause_of(first)
        return made(Mention, (
            kind, value, start, end, self._text[start:end], scope, self._sentence, clause, self._section, "", None, "",
            None, None, attributes,
        ))  # fmt: skip

    def place(self, one: Place) -> Mention:
        """A site with its side."""
        start, end = self._keys.starts[one.first], self._keys.ends[one.last - 1]
        scope, _ = self._scope("site", one.site, one.first)
        return made(Mention, (
            "site", one.site, start, end, self._text[start:end], scope, self._sentence, self._clause_of(one.first),
            self._section, one.side, None, "", None, None, one.attributes,
        ))  # fmt: skip

    def number(self, one: Number) -> Mention:
        """A number."""
        first = max(bisect_right(self._keys.starts, one.start) - 1, 0)
        scope, _ = self._scope(one.kind, one.value, first)
        return made(Mention, (
            one.kind, one.value, one.start, one.end, self._text[one.start : one.end], scope, self._sentence,
            self._clause_of(first), self._section, "", one.amount, one.unit, one.second, one.third, one.attributes,
        ))  # fmt: skip

    def _scope(self, kind: str, value: str, first: int) -> tuple[Scope, str]:
        """Return the scope of a mention and the name of the cue that gives it."""
        if self._is_plain:
            return "asserted", ""
        cue = self._scopes.of(kind, value, first) if self._scopes is not None else None
        found: Scope = cue.scope if cue else "asserted"
        if found == "negated" and kind in _NUMERIC:
            found = "asserted"
        if found in ("asserted", "uncertain") and self._default and value != RISK:
            return self._default, ""
        return found, cue.name if cue else ""

    def _clause_of(self, first: int) -> int:
        return self._clause if self._is_whole else self._clause + max(bisect_right(self._starts, first) - 1, 0)


def _hiders(keys: Keyed, counted: Sequence[Number], smooth: str) -> list[Match]:
    """Numbers with their units, so that no phrase is found inside one (5 MM is no melanoma)."""
    found = []
    for one in counted:
        if one.kind in (
            "length",
            "area",
            "volume",
            "dose",
            "concentration",
            "time",
            "interval",
            "age",
            "code",
            "energy",
            "date",
        ):
            first = bisect_right(keys.starts, one.start) - 1
            last = bisect_right(keys.starts, one.end - 1)
            if last - first > 1:
                found.append(Match(_HIDER, max(first, 0), last))
    told = list(_PRESSURES.finditer(smooth)) if "BP" in smooth and _PRESSURE.search(smooth) else []
    for name in (*told, *_NAMES.finditer(smooth), *_WEEKDAYS.finditer(smooth)):  # pressures, no pemphigoid
        first = bisect_left(keys.starts, name.start("name"))
        found.append(Match(_HIDER, first, bisect_right(keys.starts, name.start("name")) + 1))
    return found


def _is_covered(one: Number, keys: Keyed, matches: Sequence[Match]) -> bool:
    """True when a number is only a part of a longer phrase: second toe, two-layer closure, 5-FU."""
    return any(
        keys.starts[match.first] <= one.start
        and one.end <= keys.ends[match.last - 1]
        and keys.ends[match.last - 1] - keys.starts[match.first] > one.end - one.start
        for match in matches
        if not match.term.is_open and match.term.kind not in ("cue", "terminator")
    )


_SIZE_ENDS: Final = re.compile(r"\s*(?:[,;()+\n]|\.(?!\d)|(?:and|with|w/|excised|ed&?c|curett)|$)", re.IGNORECASE)
_SIZE_MAX: Final = 15
_DEPTHS_TOLD: Final = frozenset({"melanoma", "melanoma_in_situ", "merkel_cell_carcinoma"})
"""Tumors behind whose names a number is their depth."""


def _sized(one: Number, mentions: Sequence[Mention], text: str) -> Number:
    """Read a bare decimal right behind a place or a tumor as its size in cm: "SCCIS scalp 0.8, BCC ear 1.2"."""
    if one.amount is None or one.amount > _SIZE_MAX or one.second is not None or not _SIZE_ENDS.match(text, one.end):
        return one
    is_behind = any(
        (told.kind == "site" or (told.kind == "condition" and "lesion" in told.attributes))
        and told.value not in _DEPTHS_TOLD
        and text[told.end : one.start].strip() in ("", ",", ":")
        for told in mentions
        if 0 < one.start - told.end <= _NAME_GAP
    )
    return one._replace(kind="length", unit="cm") if is_behind else one


_NAME_GAP: Final = 2
"""Most characters between a place and the bare size of what is there."""


def _is_known(word: str) -> bool:
    return stem(word) in lexicon().stems
