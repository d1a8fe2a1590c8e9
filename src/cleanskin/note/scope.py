"""What a statement is worth: asserted, denied, past, a relative's, hypothetical, planned, declined, consent text, ...

Cues are rows of `terms/cues.tsv` with the scope they give, the direction in which they reach and how far:

- `word`: the next or the last word; `near`: the few words before, to a comma or "and";
- `phrase`: to the next comma, "and" of a new statement, or end of the clause;
- `list`: a list of things apart by commas, or, nor, and ("denies bleeding, itching or pain");
- `item`: back to the comma or bracket before; `clause`; `sentence`;
- `statement`: back like an item, forward like a clause.

A cue that reaches `around` reaches back when nothing follows it ("bleeding denied"), else forward.

`only` names the kinds of mentions, or triggers by their ids, that a cue touches; empty: all.  A clause ends where a
word of `terms/terminators.tsv` or a semicolon stands.  Rows without
a scope are words that look like a cue and are none.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple, cast

from cleanskin.note.finding import Keyed, Match
from cleanskin.note.mention import Scope
from cleanskin.note.terms import table

PHRASE_WORDS_MAX: Final = 9
WORD_WORDS_MAX: Final = 2
NEAR_WORDS_MAX: Final = 6
ITEM_WORDS_MAX: Final = 14
LABELED_WORDS_MAX: Final = 3
"""Most words between a colon and a cue that reaches back over it ("tenderness: neg")."""

NAME_WORDS_MAX: Final = 6
"""Most words of the name of an act before "vs"."""

PROBLEM_WORDS_MAX: Final = 4
"""Most words between a condition and the status that makes it a problem of its own."""

_RANK: Final[dict[str, int]] = {
    name: at
    for at, name in enumerate(
        (
            "boilerplate", "hemostasis", "other_person", "family", "instruction", "hypothetical", "declined", "negated",
            "planned", "historical", "uncertain", "asserted",
        )
    )
}  # fmt: skip
"""Which scope counts where several reach a mention: the first."""

RISK: Final = "MN-RISK"
"""The trigger that is about the past and the family."""

FAILED: Final = "MN-FAILED"
"""The trigger that is about the past: what was tried."""

_LISTED: Final = frozenset({"trigger", "cosmetic_signal", "condition", "feature", "symptom", "finding"})
_PASSIVE: Final = frozenset({"was", "were", "been", "being"})
"""Words after which a verb belongs to what is denied: "no lesion was treated or sampled"."""

_ACTED: Final = frozenset({"technique", "service", "closure", "drug", "medication"})
_LINKING: Final = frozenset(
    {"to", "be", "was", "were", "is", "are", "also", "again", "briefly", "only", "been", "has", "have"}
)
"""Words that may stand between an act and the word that it was only discussed."""

_PARTICIPLES: Final = ("ed", "referral", "visit")
"""How the words end that say of the act before them that it was but discussed, offered, planned, declined."""

_BEHIND_ACTS: Final = frozenset({"planned_backward", "declined_backward"})

_DAYS: Final = frozenset({"planned", "historical"})
_DATED: Final = re.compile(
    r"\d{1,2}[/-]\d{1,2}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
"""How a date or a day of the week begins."""

_CONJUNCTIONS: Final = frozenset({"or", "nor", "and", "&", "/", "and/or"})
_FINITE: Final = frozenset(
    {"itches", "bleeds", "grows", "hurts", "burns", "rubs", "catches", "oozes", "drains", "enlarges", "bled"}
)
_IF, _IF_BEHIND = "hypothetical_forward", "if_behind"
"""The cues for "if": alone, and with words that make what stands before it a thing for later."""

_VERSUS: Final = "versus"
"""The cue for "vs": between acts it weighs what to do, and doubts no diagnosis."""

_DECIDING: Final = ("decision", "laboratory_test", "technique")
"""Kinds of terms that begin what was decided or done."""

_UNITS: Final = frozenset({"unit", "units", "u", "mg", "ml", "cc", "mcg", "allergen", "allergens", "sq"})
"""Units of what is given, behind its number."""

_SHARED_NOUNS: Final = frozenset({"exposur", "involvement", "invasion"})
_PRESENT: Final = frozenset({"present", "found", "confirmed", "is", "was"})
_CLOSING: Final = frozenset({",", ".", ";", ")", "and", "or", "!"})


class Cue(NamedTuple):
    """A row of the table of cues."""

    scope: Scope
    direction: str
    reach: str
    only: frozenset[str]
    name: str


class Reach:
    """The keys [first, last) that a cue touches."""

    __slots__ = ("cue", "first", "last")

    def __init__(self, cue: Cue, first: int, last: int) -> None:
        self.cue, self.first, self.last = cue, first, last


class Bounds:
    """The keys [first, last) of a sentence and where its clauses begin."""

    __slots__ = ("clauses", "first", "last")

    def __init__(self, first: int, last: int, clauses: tuple[int, ...]) -> None:
        self.first, self.last, self.clauses = first, last, clauses


@cache
def cues() -> dict[str, Cue]:
    """The cues by name; rows without a scope are left out."""
    return {
        name: Cue(
            cast(Scope, row["scope"]), row["direction"], row["reach"], frozenset(row.get("only", "").split()), name
        )
        for name, row in table("cue").items()
        if "scope" in row
    }


def clause_starts(words: Keyed, first: int, last: int, terminators: Sequence[Match]) -> tuple[int, ...]:
    """Return where the clauses of a sentence [first, last) begin: at its start, at terminators, after semicolons."""
    has_stops = ";" in words.keys[first : last - 1]
    if not (terminators or has_stops):
        return (first,)
    starts = {first, *(one.first for one in terminators if first < one.first < last)}
    if has_stops:
        starts.update(at + 1 for at in range(first, last - 1) if words.keys[at] == ";")
    return tuple(sorted(starts))


class Scopes:
    """The reaches of all cues of one sentence."""

    __slots__ = ("_reaches",)

    def __init__(self, words: Keyed, text: str, bounds: Bounds, matches: Sequence[Match]) -> None:
        held = cues()
        self._reaches: list[Reach] = []
        found = [one for one in matches if one.term.kind == "cue" and one.term.value in held]
        if found:
            sentence = _Sentence(words, text, bounds, matches)
            for match in found:
                cue = held[match.term.value]
                if cue.name == _VERSUS and sentence.is_between_acts(match):
                    continue
                first, last = sentence.reach(match, cue)
                if first < last:
                    self._reaches.append(Reach(cue, first, last))
                if cue.name == _IF_BEHIND:
                    self._reaches.append(Reach(held[_IF], *sentence.reach(match, held[_IF])))

    def __bool__(self) -> bool:
        return bool(self._reaches)

    def of(self, kind: str, value: str, first: int) -> Cue | None:
        """Return the cue that counts for a mention that begins at a key; None: it is asserted."""
        best: Cue | None = None
        for one in self._reaches:
            cue = one.cue
            touches = not cue.only or kind in cue.only or value in cue.only
            if (value == RISK and cue.scope in ("family", "historical")) or (
                value == FAILED and cue.scope == "historical"
            ):
                touches = False
            if touches and one.first <= first < one.last and (best is None or _RANK[cue.scope] < _RANK[best.scope]):
                best = cue
        return best


_LEADING_TO: Final = frozenset({"to", "into", "through", "in", "onto", "the", "involv", "reach"})
"""Words before a part of the body that say how deep it went."""


class _Sentence:
    """One sentence while the reaches of its cues are found."""

    __slots__ = ("_bounds", "_by_start", "_keys", "_text", "_words")

    def __init__(self, words: Keyed, text: str, bounds: Bounds, matches: Sequence[Match]) -> None:
        self._words, self._text, self._bounds = words, text, bounds
        self._keys = words.keys
        self._by_start: dict[int, list[Match]] = {}
        for match in matches:
            self._by_start.setdefault(match.first, []).append(match)

    def is_between_acts(self, match: Match) -> bool:
        """True for a word that parts acts, and no diseases: "options excision vs ED&C"."""
        beside = {one.term.kind for one in self._by_start.get(match.last, ())}
        beside |= {
            one.term.kind
            for at in range(max(self._bounds.first, match.first - NAME_WORDS_MAX), match.first)
            for one in self._by_start.get(at, ())
            if one.last == match.first
        }
        return "condition" not in beside and not beside.isdisjoint(_ACTED)

    def reach(self, match: Match, cue: Cue) -> tuple[int, int]:
        """Return the keys [first, last) that a cue touches."""
        bounds = self._bounds
        if cue.direction == "both":
            if cue.reach == "sentence":
                return bounds.first, bounds.last
            if cue.reach == "item":
                return self._back(match, cue), self._phrase_end(match.last, self._clause_end(match.last))
            if cue.reach == "statement":
                return self._back(match, cue), self._clause_end(match.last)
            return self._clause_start(match.first), self._clause_end(match.last)
        if cue.direction == "backward" or (
            cue.direction == "around"
            and (self._ends_at(match.last) or self._follows_act(match, cue) or self._is_dated(match, cue))
        ):
            return self._back(match, cue), match.first
        if cue.reach == "sentence":
            return match.first + 1, bounds.last
        end = self._clause_end(match.last)
        if cue.reach == "word":
            return match.first + 1, min(end, match.last + WORD_WORDS_MAX)
        if cue.reach == "phrase":
            return match.first + 1, self._phrase_end(match.last, end, of_acts=cue.scope in ("planned", "declined"))
        if cue.reach == "list":
            return match.first + 1, self._list_end(match.last, end)
        if cue.scope == "hypothetical" and self._is_behind_statement(match.first):
            return match.first + 1, self._statement_end(match.last, end)
        return match.first + 1, end

    def _is_behind_statement(self, at: int) -> bool:
        """True for "if" behind what shall then be done, where a comma may begin another statement."""
        return at > self._bounds.first and self._keys[at - 1][0].isalnum()

    def _statement_end(self, at: int, end: int) -> int:
        """To a comma behind which something else was decided: "biologic if no better, labs ordered"."""
        for place in range(at, end - 1):
            if self._keys[place] == "," and any(self._has(place + 1, kind, "") for kind in _DECIDING):
                return place
        return end

    def _follows_act(self, match: Match, cue: Cue) -> bool:
        """True when a cue tells of the act right before it, and no act follows: "PDT discussed for the fall"."""
        if cue.scope not in ("planned", "declined"):
            return False
        said = self._text[self._words.starts[match.first] : self._words.ends[match.last - 1]].lower().split()
        if cue.name not in _BEHIND_ACTS and not any(word.endswith(_PARTICIPLES) for word in said):
            return False
        first = match.first
        while first > self._bounds.first and self._keys[first - 1] in _LINKING:
            first -= 1
        if not any(one.last == first and one.term.kind in _ACTED for ones in self._by_start.values() for one in ones):
            return False
        end = self._phrase_end(match.last, self._clause_end(match.last))
        return not any(one.term.kind in _ACTED for at in range(match.last, end) for one in self._by_start.get(at, ()))

    def _is_dated(self, match: Match, cue: Cue) -> bool:
        """True when a cue dates what was told before it: "wide excision with 1 cm margins booked 4/28"."""
        at, first = match.last, self._clause_start(match.first)
        if cue.scope not in _DAYS or at >= self._bounds.last or not _DATED.match(self._text, self._words.starts[at]):
            return False
        end = self._phrase_end(at, self._clause_end(at))
        if any(one.term.kind in _ACTED for place in range(at, end) for one in self._by_start.get(place, ())):
            return False
        return any(
            one.term.kind in _ACTED for place in range(first, match.first) for one in self._by_start.get(place, ())
        )

    def _ends_at(self, at: int) -> bool:
        """True when nothing follows that a cue could reach: "bleeding denied." """
        return at >= self._clause_end(at) or self._keys[at] in _CLOSING

    def _clause_start(self, at: int) -> int:
        return max((start for start in self._bounds.clauses if start <= at), default=self._bounds.first)

    def _clause_end(self, at: int) -> int:
        """The end of the clause, or of the bracket that holds the cue."""
        end = min((start for start in self._bounds.clauses if start >= at), default=self._bounds.last)
        depth = 0
        for place in range(at, end):
            if self._keys[place] == "(":
                depth += 1
            elif self._keys[place] == ")":
                if depth == 0:
                    return place
                depth -= 1
        return end

    def _phrase_end(self, at: int, end: int, *, of_acts: bool = False) -> int:
        """To the next comma, or "and" with a new statement, at most some words; `of_acts`: of acts that are named."""
        counted = 0
        for place in range(at, end):
            key = self._keys[place]
            if key == "," and not (self._goes_on(place, end) or self._is_measure(place + 1)):
                return place
            if key in ("|", "because") or (key in ("-", ":") and place > at):
                return place
            is_next = key in ("and", "&") and self._begins_statement(place + 1)
            if is_next and not (of_acts and self._is_named_act(place + 1)):
                return place
            counted += key[0].isalnum()
            if counted > PHRASE_WORDS_MAX:
                return place
        return end

    def _is_named_act(self, at: int) -> bool:
        """True for an act told by its name, not by a verb: excision, not excised."""
        word = self._text[self._words.starts[at] : self._words.ends[at]].lower()
        return self._has(at, "technique", "") and not word.endswith(("ed", "en", "cut"))

    def _list_end(self, at: int, end: int) -> int:
        """To where a list of denied things ends."""
        last_kind = ""
        for place in range(at, end):
            key = self._keys[place]
            for match in self._by_start.get(place, ()):
                if match.term.kind in _LISTED:
                    last_kind = match.term.kind
            if key == "-" and place == at:
                return place  # "no - layered closure"
            if key == "," or (key in ("-", ":") and place > at):
                if not self._is_listed(place + 1, end, last_kind) and not self._shares_noun(place + 1, end):
                    return place
            elif key == "|" or (key == "for" and self._keys[at - 1] in ("without", "w/o")):
                return place
            elif key in _CONJUNCTIONS:
                if key in ("and", "&", "/") and (self._begins_statement(place + 1) or self._is_finite(place + 1)):
                    return place
            elif place > at + 1 and self._has(place, "stop", "verb") and self._keys[place - 1] not in _PASSIVE:
                return place if not self._has(place - 1, "stop", "subject") else place - 1
        return end

    def _is_listed(self, at: int, end: int, kind: str) -> bool:
        """True when what follows a comma is a further thing of the list that was begun."""
        place = at
        while place < end and self._keys[place] in _CONJUNCTIONS:
            place += 1
        if self._is_finite(place) or self._begins_statement(place) or (place == at and self._says_with(place, end)):
            return False
        if self._begins_problem(place, end):
            return False
        conjunction = place > at
        for step in range(place, min(end, place + 3)):
            for match in self._by_start.get(step, ()):
                found = match.term.kind
                if found == "cosmetic_signal" and kind not in ("cosmetic_signal", "") and not conjunction:
                    return self._has_or(step, end)
                if found in ("trigger", "symptom", "finding", "cosmetic_signal") and kind in (
                    "trigger",
                    "symptom",
                    "finding",
                    "cosmetic_signal",
                    "",
                ):
                    return True
                if found in _LISTED and (conjunction or self._has_or(step, end)):
                    return True
            if self._keys[step] in (",", "or", "nor"):
                return conjunction or self._has_or(step - 1, end)
        return conjunction and self._keys[place - 1] in ("or", "nor")

    def _shares_noun(self, at: int, end: int) -> bool:
        """True when a list of parts ends with the noun of all: "no bone, tendon exposure"."""
        keys = self._keys[at : min(end, at + NEAR_WORDS_MAX)]
        noun = next((place for place, key in enumerate(keys) if key in _SHARED_NOUNS), 0)
        return noun > 0 and "with" not in keys[:noun] and not _PRESENT & set(keys[noun:])

    def _says_with(self, at: int, end: int) -> bool:
        """True for what is there beside what is not: "without itching, with bleeding"."""
        return at < end and self._keys[at] == "with"

    def _has_or(self, at: int, end: int) -> bool:
        return any(key in ("or", "nor") for key in self._keys[at:end])

    def _goes_on(self, comma: int, end: int) -> bool:
        """True when the things after a comma belong to a list that ends with "and" or "or": BCC, SCC and melanoma."""
        kinds = {match.term.kind for match in self._by_start.get(comma - 1, ())}
        kinds |= {
            match.term.kind
            for at in range(max(comma - 4, 0), comma)
            for match in self._by_start.get(at, ())
            if match.last == comma
        }
        following = {match.term.kind for match in self._by_start.get(comma + 1, ())}
        following |= (
            {match.term.kind for match in self._by_start.get(comma + 2, ())}
            if self._keys[comma + 1 : comma + 2] in (["and"], ["or"])
            else set()
        )
        return bool(kinds & following & {"condition", "trigger", "drug"}) or self._are_parts(comma)

    def _are_parts(self, comma: int) -> bool:
        """True for parts of the body under the skin on both sides of a comma, when nothing leads to the first."""
        ends = [
            match
            for at in range(max(comma - 4, 0), comma)
            for match in self._by_start.get(at, ())
            if match.last == comma and match.term.value.startswith("deep_")
        ]
        if not ends or (ends[0].first > 0 and self._keys[ends[0].first - 1] in _LEADING_TO):
            return False
        return any(match.term.value.startswith("deep_") for match in self._by_start.get(comma + 1, ()))

    def _begins_statement(self, at: int) -> bool:
        return self._has(at, "stop", "") or self._has(at, "technique", "") or self._is_number(at)

    def _begins_problem(self, at: int, end: int) -> bool:
        """True for a condition with a status or a treatment of its own: "no change, and acne controlled"."""
        named = next((one for one in self._by_start.get(at, ()) if one.term.kind == "condition"), None)
        if named is None:
            return False
        for place in range(named.last, min(end, named.last + PROBLEM_WORDS_MAX)):
            if self._keys[place] in (",", "or", "nor"):
                return False
            if any(self._has(place, kind, "") for kind in ("status", "medication")):
                return True
        return False

    def _is_measure(self, at: int) -> bool:
        """True for an amount, which belongs to what stands before its comma: "Botox to the axillae, 100 units"."""
        return self._is_number(at) and at + 1 < self._bounds.last and self._keys[at + 1] in _UNITS

    def _is_number(self, at: int) -> bool:
        return at < self._bounds.last and self._keys[at][0].isdigit()

    def _has(self, at: int, kind: str, value: str) -> bool:
        return any(
            one.term.kind == kind and (not value or one.term.value == value) for one in self._by_start.get(at, ())
        )

    def _is_finite(self, at: int) -> bool:
        if at >= self._bounds.last:
            return False
        return self._text[self._words.starts[at] : self._words.ends[at]].lower() in _FINITE

    def _back(self, match: Match, cue: Cue) -> int:
        start = self._clause_start(match.first)
        if cue.reach == "sentence":
            return self._bounds.first
        if cue.reach == "clause":
            return start
        if cue.reach == "word":
            return max(start, match.first - WORD_WORDS_MAX)
        if cue.reach == "near":
            least = max(start, match.first - NEAR_WORDS_MAX)
            return next((at + 1 for at in range(match.first - 1, least - 1, -1) if self._keys[at] in _CLOSING), least)
        commas, is_behind_bracket = 0, self._keys[match.first - 1] == ")"
        for place in range(match.first - 1, max(start, match.first - ITEM_WORDS_MAX) - 1, -1):
            key = self._keys[place]
            if key == "," and not (commas < 4 and (self._goes_on(place, match.first) or self._is_measure(place + 1))):
                return place + 1
            if key == ":" and match.first - place > LABELED_WORDS_MAX:
                return place + 1
            if key == "(" and is_behind_bracket:
                is_behind_bracket = False  # "acne surgery (extractions) offered": over the act's other name
            elif key in ("(", ";", "|") or (key == ")" and place < match.first - 1):
                return place + 1
            commas += key == ","
        return max(start, match.first - ITEM_WORDS_MAX)
