"""Frames: what one stretch of a note says of one lesion, or of some treated alike, by slots."""

import re
from collections.abc import Iterable
from typing import Final

from cleanskin.note.linking.conditions import is_lesion
from cleanskin.note.linking.counts import counted
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import Mention, Sentence
from cleanskin.note.sought import Sought

SILENT: Final = frozenset({"hypothetical", "boilerplate", "instruction", "family", "other_person", "hemostasis"})
"""Scopes whose mentions say nothing of today's lesions."""


PIECES_MAX: Final = 1_000
MENTIONS_MAX: Final = 60
"""Most mentions of one kind that a lesion keeps: what a copied note says a sixtieth time adds nothing."""


SAME: Final = frozenset({"it", "same"})
"""References to the lesion told last."""

OF_ALL: Final = frozenset({"all", "both"})
"""References to all that were told."""

OF_SEVERAL: Final = OF_ALL | {"other"}
"""References that tell of several lesions: all of them, or another beside one."""

POINTING: Final = SAME | {"other"}
"""References to a lesion told before, or to another than it."""

_NONE: Final[list[Mention]] = []


class Frame:
    """Mentions by slot.  `joint` is how its first piece was joined to the words before it.

    `count` is how many lesions, `count_mentions` the words for it.  `references` are the words by which it points to
    others: it, same, other, all, both.
    """

    __slots__ = (
        "_named", "count", "count_is_vague", "count_mentions", "end", "is_idle", "item", "joint", "last_sentence", "pieces", "references",
        "section", "sentence", "slots", "start", "told_in",
    )  # fmt: skip

    def __init__(self, piece: Piece | None = None, sentence: Sentence | None = None) -> None:
        self.slots: dict[str, list[Mention]] = {}
        self.count: int | None = None
        self.count_is_vague = False
        self.count_mentions: list[Mention] = []
        self.references: set[str] = set()
        self.pieces: list[Piece] = []
        self.start = self.end = self.sentence = self.last_sentence = 0
        self.joint = self.item = self.section = ""
        self.is_idle = False
        self.told_in: set[tuple[str, str]] = set()
        self._named: dict[str, tuple[int, tuple[tuple[str, str], ...]]] = {}
        if piece is not None:
            self._fill(piece)
        if sentence is not None:
            self.item, self.section = sentence.item, sentence.section
            self.told_in = {(sentence.section, sentence.item)}

    def get(self, slot: str) -> list[Mention]:
        """Return the mentions of a slot: a list to read, not to change."""
        held = self.slots.get(slot)
        return _NONE if held is None else held

    def named(self, slot: str) -> tuple[tuple[str, str], ...]:
        """Return the values of a slot with their sides, each once, in the order in which they were told.

        What a long note says again and again of one lesion is told apart once: the answer is kept until the slot has
        another number of mentions.
        """
        held = self.slots.get(slot)
        if not held:
            return ()
        kept = self._named.get(slot)
        if kept is None or kept[0] != len(held):
            kept = self._named[slot] = len(held), tuple(dict.fromkeys((one.value, one.side) for one in held))
        return kept[1]

    def tells_only(self, slots: frozenset[str]) -> bool:
        """True when the frame fills no other slots than some."""
        for slot in self.slots:  # noqa: SIM110 - a generator costs more than the question
            if slot not in slots:
                return False
        return True

    def points(self, words: frozenset[str]) -> bool:
        """True when the frame points to others by one of some words."""
        return bool(self.references) and not self.references.isdisjoint(words)

    def add(self, slot: str, mentions: Iterable[Mention]) -> None:
        """Add mentions to a slot, each once."""
        held = self.slots.get(slot)
        if held is None:
            if held := list(mentions):
                self.slots[slot] = held
            return
        if len(held) < MENTIONS_MAX:
            held.extend([one for one in mentions if one not in held])

    def keep(self, slot: str, kept: list[Mention]) -> None:
        """Leave of a slot's mentions only these; a slot without any is none."""
        self._named.pop(slot, None)
        if kept:
            self.slots[slot] = kept
        else:
            self.slots.pop(slot, None)

    def empty(self) -> None:
        """Leave nothing said of a lesion that is none."""
        self.slots.clear()
        self.count, self.count_mentions = None, []

    def absorb(self, other: "Frame") -> None:
        """Take over all that another frame says of the same lesion."""
        for slot, mentions in other.slots.items():
            self.add(slot, mentions)
        is_of_all = "all" in other.references and (other.count or 0) > (self.count or 0)  # "into all nine patches"
        if other.count is not None and (self.count is None or is_of_all or not other.count_mentions):
            self.count = other.count
        self.count_mentions.extend(other.count_mentions)
        self.count_is_vague = self.count_is_vague or other.count_is_vague
        self.references |= other.references
        if len(self.pieces) < PIECES_MAX:
            self.pieces.extend(other.pieces)
        self.told_in |= other.told_in
        self.last_sentence = max(self.last_sentence, other.last_sentence)
        self.end = max(self.end, other.end)

    def copy_of(self, slots: Iterable[str]) -> "Frame":
        """Return a frame with some slots of this one."""
        made = Frame()
        for slot in slots:
            if slot in self.slots:
                made.slots[slot] = list(self.slots[slot])
        made.start, made.end, made.sentence = self.start, self.end, self.sentence
        made.item, made.section, made.joint = self.item, self.section, self.joint
        made.pieces = list(self.pieces)
        made.told_in = set(self.told_in)
        made.last_sentence = self.last_sentence
        return made

    @property
    def is_mohs(self) -> bool:
        """True when the frame names Mohs surgery as done."""
        return any(one.value == "mohs" for one in self.get("technique"))

    @property
    def has_object(self) -> bool:
        """True when the frame names what something is done to."""
        return bool(self.slots.get("condition") or self.slots.get("lesion") or self.slots.get("wound"))

    @property
    def is_empty(self) -> bool:
        """True when the frame says nothing of a lesion."""
        return not self.slots and self.count is None and not self.references

    def _fill(self, piece: Piece) -> None:
        self.pieces = [piece]
        self.start, self.end, self.sentence, self.joint = piece.start, piece.end, piece.sentence, piece.joint
        self.last_sentence = piece.sentence
        for one in piece.mentions:
            slot = _slot(one)
            if slot == "reference":
                if not _OF_TIME.match(piece.text, one.end) and not _is_of_place_of_work(one, piece.text):
                    self.references.add(one.value)
            elif slot:
                self.slots.setdefault(slot, []).append(one)
        if len(self.slots) == 1 and "site" in self.slots:
            if any(one.kind == "closure" and one.scope in _ONLY_TOLD for one in piece.mentions):
                del self.slots["site"]  # "options: FTSG from the conchal bowl"
            elif all(one.section == "past_history" for one in self.slots["site"]):
                del self.slots["site"]  # "knee replacement"
        if "past_condition" in self.slots and _NAMED_NOW.isdisjoint(self.slots):
            sites = [one for one in self.slots.get("site", ()) if one.section != "past_history"]
            self.keep("site", sites)
        if "past_condition" in self.slots and "technique" in self.slots and "condition" not in self.slots:
            act, named = self.slots["technique"][-1], self.slots["past_condition"][0]
            if _OBJECT.fullmatch(piece.text, act.end, named.start):
                self.slots["condition"] = self.slots.pop("past_condition")  # "cryo of the AKs we counted last visit"
        self._point(piece)
        count = None if self._is_of_past(piece) else counted(piece)
        if count is not None:
            self.count, self.count_is_vague = count.number, count.is_vague
            self.count_mentions = [count.mention]
            if self.slots.keys() <= _BARE and _THOSE.search(
                piece.text, max(0, count.mention.start - 8), count.mention.start
            ):
                self.references.add("both" if count.number == 2 else "all")  # "exam limited to the two sites"
                self.count, self.count_mentions = None, []
        elif "all" in self.references and (some := _ONE_OF.search(piece.text, piece.start, piece.end)):
            self.count = 1
            self.references = (self.references - {"all"}) | {SOME}
            self.count_mentions = [one for one in piece.mentions if one.start == some.start()]

    def _is_of_past(self, piece: Piece) -> bool:
        """True when a piece only tells what was done before: its number counts no lesion of today ("hx I&D x2")."""
        acts = [one for one in piece.mentions if one.kind == "technique"]
        is_past = all(one.scope == "historical" for one in acts) if acts else "past_condition" in self.slots
        return is_past and "lesion" not in self.slots and _NAMED_NOW.isdisjoint(self.slots)  # "hx NMSC x3"

    def _point(self, piece: Piece) -> None:
        """Add the references that stand before a name: "LN2 to all AKs", "a fourth wart was injected"."""
        if "same" in self.references:
            return
        is_more = _ORDINAL.may_be_in(piece.text)
        for slot in ("condition", "lesion", "technique"):
            held = self.slots.get(slot)
            if not held:
                continue
            one = held[0]
            before = piece.text[max(piece.start, one.start - _POINTING) : one.start]
            if slot != "technique" and "technique" in self.slots and _ALL_OF.search(before):
                self.references.add("all")
            elif slot == "technique" and one.value in _TAKING and _ANOTHER.search(before):
                self.references.add("other")  # "another 4 mm punch"
            elif is_more and _ONE_MORE.search(before) and (slot != "technique" or one.value in _TAKING):
                self.references.add("other")


_NAMED_NOW: Final = frozenset({"condition", "technique", "closure", "planned"})
"""Slots that say that a piece tells of today too."""

_BARE: Final = frozenset({"lesion"})
_THOSE: Final = re.compile(r"\b(?:the|these|those)\s$", re.IGNORECASE)
"""What before a number says that it counts what was told before, and nothing anew."""

_ONLY_TOLD: Final = frozenset({"planned", "declined", "hypothetical", "boilerplate", "historical"})
"""Scopes of a closure that is only spoken of: so is the place told with it."""

_OBJECT: Final = re.compile(r"\s+(?:of|to|for)\s+(?:the|those|his|her)\s+(?:\w+\s+)?", re.IGNORECASE)
"""What stands between an act and what it is done to."""

_POINTING: Final = 48
"""Most characters before a name in which a word says that all, or one more, are meant."""

_ALL_OF: Final = re.compile(r"\ball\s+(?:of\s+)?(?:the\s+|his\s+|her\s+|these\s+|those\s+)?$", re.IGNORECASE)
_ONE_MORE: Final = re.compile(
    r"\b(?:an?|the)\s+(?:second|third|fourth|fifth|sixth)\s+(?:(?!of\b|layer|stage|pass\b)[\w.-]+\s+){0,4}$",
    re.IGNORECASE,
)
_ORDINAL: Final = Sought(r"\b(?:second|third|fourth|fifth|sixth)\b", re.IGNORECASE)
_ANOTHER: Final = re.compile(
    r"\banother\s+(?:[\w.-]+\s+){0,2}$|(?:^\s*|[,;:]\s*|\band\s+|\bthen\s+)(?:an?\s+)?(?:second|third|fourth)\s+$",
    re.IGNORECASE,
)
_TAKING: Final = frozenset({"punch", "tangential", "shave", "biopsy"})
"""Acts of which one more is done to another lesion."""

_PLAIN_SLOTS: Final = {
    "site": "site", "closure": "closure", "feature": "feature", "pathology": "pathology", "suspicion": "suspicion",
    "mohs": "mohs", "length": "length", "area": "length", "size_role": "size_role", "cosmetic_signal": "signal",
    "drug": "drug",
}  # fmt: skip
_TRIGGER_SLOTS: Final = {"negated": "negated_trigger", "historical": "past_trigger"}
_TECHNIQUE_SLOTS: Final = {"asserted": "technique", "uncertain": "technique", "planned": "planned"}
_SYMPTOMS: Final = frozenset({"draining", "drains"})
"""Words for a technique in the form in which they tell of a symptom."""

_OF_TIME: Final = re.compile(
    r"\s+(?:day|date|visit|session|sitting|setting|trip|hour|week|month|surgeon|doctor|physician|provider|practice"
    r"|encounter|appointment|morning|afternoon|time|foot|hand|side|arm|leg|limb|ear|cheek"
    r"|eyelid|breast)\b",
    re.IGNORECASE,
)
"""What after "the same" says that it points to a time or a limb and to no lesion."""

SOME: Final = "some"
"""The reference of a frame to some of the lesions told before."""

_ONE_OF: Final = re.compile(r"\b(?:only |just )?one of (?:them|these|those|which|the lesions)\b", re.IGNORECASE)
_DONE: Final = re.compile(
    r"\b(?:biops\w+|bx|proven|done|performed|mohs|surgery|excis\w+|treat\w+|confirmed|care)\W+$", re.IGNORECASE
)


def _is_of_place_of_work(one: Mention, text: str) -> bool:
    """True for "elsewhere" as the place where something was done: no other lesion is meant."""
    return one.words.lower() == "elsewhere" and _DONE.search(text[max(0, one.start - 16) : one.start]) is not None


_REFERENCES: Final = frozenset({*SAME, *OF_ALL, "other", "total", "one"})


def _slot(mention: Mention) -> str:
    """Return the slot a mention fills, "" for none."""
    kind, scope = mention.kind, mention.scope
    if kind == "trigger":
        return _TRIGGER_SLOTS.get(scope) or ("" if scope in SILENT else "trigger")
    if scope in SILENT:
        return ""
    if kind == "technique":
        if mention.words.lower() in _SYMPTOMS:
            return ""
        return _TECHNIQUE_SLOTS.get(scope, "")
    if kind == "noun":
        if mention.value == "wound":
            return "wound"
        return "reference" if mention.value in _REFERENCES else "lesion"
    if kind == "pathology" and mention.section == "past_history":
        return ""  # of what was taken then
    if scope == "negated":
        return "negated_" + kind if kind in ("feature", "pathology", "closure") else ""
    if kind == "condition":
        if scope == "historical" and is_lesion(mention):
            return "past_condition"
        return "condition" if is_lesion(mention) else "eruption"
    if scope in ("declined", "planned") and kind in ("closure", "feature"):
        return ""
    return _PLAIN_SLOTS.get(kind, "")
