"""Frames: what one stretch of a sentence says of one lesion, or of some treated alike.

A sentence is cut into pieces, and each piece either adds to the frame before it or begins a new one: it begins one when
it names another site, another condition or another count, or another technique with an object of its own.  Frames of
one sentence then share what was said once for all of them ("back and neck excised", "AKs: scalp 4, ear 2").
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from cleanskin.note.linking.conditions import is_lesion, one_condition
from cleanskin.note.linking.counts import counted
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.linking.places import one_place
from cleanskin.note.mention import Mention, Sentence

SILENT = frozenset({"hypothetical", "boilerplate", "instruction", "family", "other_person", "hemostasis"})
"""Scopes whose mentions say nothing of today's lesions."""

SHARED = ("technique", "condition", "closure", "pathology", "suspicion", "feature", "signal", "planned")
"""Slots that a frame may take from its neighbors."""


class Frame:
    """Mentions by slot.  `head` is the frame it was told beside; `joint` how its first piece was joined.

    `count` is how many lesions, `count_mentions` the words for it.  `references` are the words by which it points to
    others: it, same, other, all, both.
    """

    __slots__ = (
        "count", "count_is_vague", "count_mentions", "end", "item", "joint", "last_sentence", "pieces", "references", "section",
        "sentence", "slots", "start", "told_in",
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
        self.told_in: set[tuple[str, str]] = set()
        if piece is not None:
            self._fill(piece)
        if sentence is not None:
            self.item, self.section = sentence.item, sentence.section
            self.told_in = {(sentence.section, sentence.item)}

    def get(self, slot: str) -> Sequence[Mention]:
        """Return the mentions of a slot."""
        return self.slots.get(slot, ())

    def add(self, slot: str, mentions: Iterable[Mention]) -> None:
        """Add mentions to a slot, each once."""
        held = self.slots.get(slot)
        if held is None:
            held = list(mentions)
            if held:
                self.slots[slot] = held
            return
        held.extend([one for one in mentions if one not in held])

    def absorb(self, other: "Frame") -> None:
        """Take over all that another frame says of the same lesion."""
        for slot, mentions in other.slots.items():
            self.add(slot, mentions)
        if other.count is not None and (self.count is None or not other.count_mentions):
            self.count = other.count
        self.count_mentions.extend(other.count_mentions)
        self.count_is_vague = self.count_is_vague or other.count_is_vague
        self.references |= other.references
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
    def has_object(self) -> bool:
        """True when the frame names what something is done to."""
        return bool(self.get("condition") or self.get("lesion") or self.get("wound"))

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
                self.references.add(one.value)
            elif slot:
                self.slots.setdefault(slot, []).append(one)
        count = counted(piece)
        if count is not None:
            self.count, self.count_is_vague = count.number, count.is_vague
            self.count_mentions = [count.mention]


_PLAIN_SLOTS = {
    "site": "site", "closure": "closure", "feature": "feature", "pathology": "pathology", "suspicion": "suspicion",
    "mohs": "mohs", "length": "length", "area": "length", "size_role": "size_role", "cosmetic_signal": "signal",
    "drug": "drug",
}  # fmt: skip
_SYMPTOMS = frozenset({"draining", "drains"})
"""Words for a technique in the form in which they tell of a symptom."""

_REFERENCES = frozenset({"it", "all", "both", "other", "same", "total", "one"})


def _slot(mention: Mention) -> str:
    """Return the slot a mention fills, "" for none."""
    kind, scope = mention.kind, mention.scope
    if kind == "trigger":
        return {"negated": "negated_trigger", "historical": "past_trigger"}.get(
            scope, "" if scope in SILENT else "trigger"
        )
    if scope in SILENT:
        return ""
    if kind == "technique":
        if mention.words.lower() in _SYMPTOMS:
            return ""
        return {"asserted": "technique", "uncertain": "technique", "planned": "planned"}.get(scope, "")
    if kind == "noun":
        if mention.value == "wound":
            return "wound"
        return "reference" if mention.value in _REFERENCES else "lesion"
    if scope == "negated":
        return "negated_" + kind if kind in ("feature", "pathology", "closure") else ""
    if kind == "condition":
        return "condition" if is_lesion(mention) else "eruption"
    if scope in ("declined", "planned") and kind in ("closure", "feature"):
        return ""
    return _PLAIN_SLOTS.get(kind, "")


def frames_of(sentence: Sentence, pieces: Sequence[Piece]) -> list[Frame]:
    """Return the frames of one sentence, with what they share."""
    if len(pieces) > 1 and all(one.kind == "site" for piece in pieces for one in piece.mentions):
        return []
    frames: list[Frame] = []
    goes_to_all = False
    all_pieces = _prepared(sentence, pieces)
    lengths_left: list[Frame] = []
    for frame in _joined_techniques(all_pieces):
        if frame.is_empty:
            if frames:
                frames[-1].pieces.extend(frame.pieces)
            continue
        if frames and goes_to_all and _is_more_of_all(frame):
            _give_to_all(frames, frame, lengths_left)
            continue
        goes_to_all = False
        if frames and _continues(frames[-1], frame):
            frames[-1].absorb(frame)
        elif frames and "all" in frame.references | _both(frame) and not frame.get("site") and not frame.has_object:
            lengths_left = _lengths_after(all_pieces, frame)
            _give_to_all(frames, frame, lengths_left)
            goes_to_all = True
        else:
            frames.append(frame)
    if len(frames) > 1:
        frames = _without_totals(frames)
        _share(frames)
    return frames


_CONTEXT = re.compile(r"\b(?:after|following|post|s/p|before|prior to|until)\s+(?:the\s+)?$", re.IGNORECASE)
"""What before a technique or a closure says that it only tells when."""

DONOR = re.compile(r"\b(?:from|donor(?: site)?:?|harvested from|taken from)\s+(?:the\s+)?$", re.IGNORECASE)


_SIGNS = frozenset({"telangiectasia", "crust", "erosion"})
"""Conditions that are also signs of another: beside a name for a lesion they only describe it."""


def _prepared(sentence: Sentence, pieces: Sequence[Piece]) -> list[Frame]:
    """Make a frame of each piece, without what only tells the time, donor sites, and numbers that count stages."""
    frames = [Frame(piece, sentence) for piece in pieces]
    closes = any(frame.get("closure") for frame in frames)
    grafts = any(one.value.startswith("graft") for frame in frames for one in frame.get("closure"))
    systemic = any({"biologic", "systemic"} & set(one.attributes) for frame in frames for one in frame.get("drug"))
    lasers = any(one.value == "laser" for frame in frames for one in frame.get("technique"))
    stages = any(one.value in ("stage", "block") for frame in frames for one in frame.get("mohs"))
    for frame in frames:
        text = frame.pieces[0].text
        _leave_field(frame)
        if len(frame.slots) > 1 or frame.joint == "with":
            _leave_signs(frame)
        if any(one.value == "laser" for one in frame.get("technique")) or lasers:
            frame.slots["lesion"] = [one for one in frame.get("lesion") if "spot" not in one.words.lower()]
            if not frame.slots["lesion"]:
                del frame.slots["lesion"]
        if systemic:
            _drop_value(frame, "technique", "injection")
        if frame.get("pathology") and frame.get("technique"):
            _leave_reported(frame)
        if closes:
            _drop(frame, "technique", text, _CONTEXT)
            _drop(frame, "closure", text, _CONTEXT)
        if grafts:
            _drop(frame, "site", text, DONOR)
        if stages and frame.count_mentions and frame.count_mentions[0].unit != "lesion":
            frame.count, frame.count_mentions, frame.count_is_vague = None, [], False
    return frames


FIELDS = frozenset(
    {"pdt", "phototherapy_uv", "phototherapy_uvb", "phototherapy_puva", "excimer", "botulinum", "patch_test"}
    | {"radiation_fraction", "radiation_planning", "nail_debridement", "nail_trimming", "sclerotherapy", "filler"}
    | {"chemical_peel", "microneedling", "laser_resurfacing", "hair_removal", "koh", "photography", "infusion"}
    | {"injection_im", "injection_sc", "suture_removal", "nerve_block"}
)
"""Services whose own words name the place and the disease: these are no lesion's."""


def _leave_field(frame: Frame) -> None:
    """Leave to a service of a field the place and disease of its own piece, when no technique stands there."""
    if frame.get("technique") or frame.get("closure"):
        return
    if any(
        one.kind == "service" and one.value in FIELDS and one.scope == "asserted" for one in frame.pieces[0].mentions
    ):
        for slot in ("site", "lesion", "condition"):
            frame.slots.pop(slot, None)
        frame.count, frame.count_mentions, frame.count_is_vague = None, [], False


def _leave_reported(frame: Frame) -> None:
    """Drop the biopsy that a report is of: "pathology from the arm biopsy returned ..."."""
    reports = [one for one in frame.get("pathology") if one.value == "result"]
    held = frame.slots["technique"]
    kept = [one for one in held if one.value != "biopsy" or not any(each.end <= one.start for each in reports)]
    if kept:
        frame.slots["technique"] = kept
    else:
        del frame.slots["technique"]


def _drop_value(frame: Frame, slot: str, value: str) -> None:
    """Drop from a slot the mentions of one value."""
    kept = [one for one in frame.get(slot) if one.value != value]
    if kept:
        frame.slots[slot] = kept
    else:
        frame.slots.pop(slot, None)


def _leave_signs(frame: Frame) -> None:
    """Drop a condition that is but a sign ("papule with telangiectasia")."""
    held = frame.get("condition")
    if held and (frame.get("lesion") or len(held) > 1 or frame.joint == "with"):
        kept = [one for one in held if one.value not in _SIGNS]
        if kept:
            frame.slots["condition"] = kept
        elif frame.get("lesion") or frame.joint == "with":
            del frame.slots["condition"]


def _drop(frame: Frame, slot: str, text: str, before: re.Pattern[str]) -> None:
    """Drop from a slot the mentions that stand after some words."""
    held = frame.get(slot)
    if held:
        kept = [one for one in held if not before.search(text[max(0, one.start - 20) : one.start])]
        if kept:
            frame.slots[slot] = kept
        else:
            del frame.slots[slot]


def _is_more_of_all(frame: Frame) -> bool:
    """True for a piece that goes on about all lesions: in brackets, or joined without an object or place of its own."""
    if frame.get("site") or frame.has_object:
        return False
    return bool(frame.pieces[0].depth) or frame.joint in ("with", "w/", "and", ",", "by")


def _lengths_after(pieces: Sequence[Frame], start: Frame) -> list[Frame]:
    """Return the pieces from one on that tell a length: as many as lesions are one for each."""
    return [one for one in pieces if one.start >= start.start and one.get("length")]


def _give_to_all(frames: Sequence[Frame], piece: Frame, lengths: Sequence[Frame]) -> None:
    """Let all lesions take a piece; lengths that are as many as the lesions go to one each, in order."""
    is_one_each = len(lengths) == len(frames) > 1
    place = next((at for at, one in enumerate(lengths) if one.start == piece.start), -1)
    for number, one in enumerate(frames):
        shared = piece.copy_of(piece.slots)
        if is_one_each and place not in (-1, number):
            shared.pieces = []
            shared.slots.pop("length", None)
        one.absorb(shared)


def _both(frame: Frame) -> set[str]:
    return {"all"} if "both" in frame.references else set()


def _joined_techniques(frames: list[Frame]) -> Iterator[Frame]:
    """Join a piece that names only a technique to the next one when they are one phrase ("shave (tangential) biopsy")."""
    pending: Frame | None = None
    for frame in frames:
        if pending is not None:
            is_beside = pending.pieces[0].depth == 0 or frame.joint == ")"
            if is_beside and frame.joint in ("(", ")", "/", "+", "&", "and", "") and frame.get("technique"):
                pending.absorb(frame)
                frame = pending
            else:
                yield pending
            pending = None
        if _is_bare_technique(frame):
            pending = frame
        else:
            yield frame
    if pending is not None:
        yield pending


def _is_bare_technique(frame: Frame) -> bool:
    """True for a technique as a noun or adjective with nothing beside it; verbs ("curetted") belong to what precedes."""
    if set(frame.slots) - {"size_role"} != {"technique"} or frame.count is not None:
        return False
    return not frame.get("technique")[-1].words.lower().endswith(("ed", "frozen", "froze"))


def _continues(current: Frame, piece: Frame) -> bool:
    """True when a piece says more of the current frame's lesion."""
    if "other" in piece.references and (piece.get("technique") or piece.has_object or piece.get("site")):
        return False
    if piece.references & {"same", "it"} and not piece.get("site"):
        return True
    if piece.references & {"all", "both"} and not piece.has_object and not piece.get("site"):
        return not current.get("site") and current.joint == ""
    if piece.joint == "and" and "one" in piece.references and piece.get("lesion") and current.get("lesion"):
        return False
    if _differs_in_condition(current, piece) or _differs_in_site(current, piece):
        return False
    if piece.count is not None and current.count not in (None, piece.count) and not piece.count_is_vague:
        return False
    if _differs_in_technique(current, piece):
        return not current.has_object and current.count is None or not (piece.has_object or piece.count is not None)
    return not _differs_in_closure(current, piece)


def _differs_in_technique(current: Frame, piece: Frame) -> bool:
    before = {one.value for one in current.get("technique")} - _UNNAMED
    return bool(before) and bool({one.value for one in piece.get("technique")} - before - _UNNAMED)


_UNNAMED = frozenset({"treat", "remove"})
"""Words that leave open what was done."""


def _differs_in_condition(current: Frame, piece: Frame) -> bool:
    if (
        all(one.value == "scar" for one in piece.get("condition"))
        or not piece.get("condition")
        or not current.get("condition")
    ):
        return False
    if piece.get("pathology"):
        return False
    if piece.joint in ("vs", "or", "versus") or piece.get("suspicion") and not piece.get("site"):
        return False
    return not any(
        one_condition(before.value, after.value)
        for before in current.get("condition")
        for after in piece.get("condition")
    )


def _differs_in_site(current: Frame, piece: Frame) -> bool:
    if not piece.get("site") or not current.get("site"):
        return False
    return not any(
        one_place(before.value, before.side, after.value, after.side)
        for before in current.get("site")
        for after in piece.get("site")
    )


_CLASSES = frozenset({"simple", "intermediate", "complex"})


def _differs_in_closure(current: Frame, piece: Frame) -> bool:
    before = {one.value for one in current.get("closure")} & _CLASSES
    after = {one.value for one in piece.get("closure")} & _CLASSES
    return bool(before and after and before != after and (piece.get("site") or piece.get("length")))


def _without_totals(frames: list[Frame]) -> list[Frame]:
    """Take out a header or a total: a bare count that is the sum of the other frames' counts."""
    kept = list(frames)
    for frame in frames[1:]:
        if _is_bare_count(frame) and frame.count == sum(one.count or 1 for one in kept if one is not frame):
            kept.remove(frame)
    head, rest = kept[0], kept[1:]
    if head.count is not None and rest and not head.count_is_vague:
        if not head.get("site") and all(one.get("site") for one in rest) and head.count == _sum(rest):
            for one in rest:
                one.absorb(head.copy_of([slot for slot in head.slots if slot not in one.slots or slot == "technique"]))
            return rest
        if (
            all(one.count in (None, 1) for one in rest)
            and head.count == len(kept)
            and not any(_names_own(head, one) for one in rest)
        ):
            for one in kept:
                one.count = 1
        elif head.count > len(kept) and all(_only_adds_places(head, one) for one in rest):
            for one in rest:
                head.absorb(one)
            return [head]
    return kept


def _only_adds_places(head: Frame, frame: Frame) -> bool:
    """True when a frame names one more place of the lesions that the head counts together, and nothing it said."""
    return frame.count is None and not frame.get("length") and not (set(frame.slots) - {"site"}) & set(head.slots)


def _sum(frames: Sequence[Frame]) -> int:
    return sum(one.count or 1 for one in frames)


def _names_own(head: Frame, frame: Frame) -> bool:
    """True when a frame names a condition that the head's count does not cover.

    "Two removals: nevus of the scalp, nevus of the thigh" counts both; "two warts and a nevus" does not.
    """
    if not frame.get("condition"):
        return False
    if not head.get("condition") or not head.count_mentions:
        return True
    piece = next((one for one in head.pieces if head.count_mentions[0] in one.mentions), None)
    return piece is None or any(one in piece.mentions for one in head.get("condition"))


def _is_bare_count(frame: Frame) -> bool:
    return frame.count is not None and not (frame.get("technique") or frame.get("condition") or frame.get("site"))


def _share(frames: list[Frame]) -> None:
    """Let frames take from their neighbors what was said once: from the left, then from the right."""
    for before, after in zip(frames, frames[1:]):
        _take(after, before, from_left=True)
    for after, before in zip(reversed(frames), list(reversed(frames))[1:]):
        _take(before, after, from_left=False)


def _take(frame: Frame, neighbor: Frame, *, from_left: bool) -> None:
    """Take a technique and a closure from a neighbor, and all it says when only the site tells the two apart."""
    is_sibling = not frame.get("condition") and bool(frame.get("site")) and not frame.get("technique")
    own = _first(frame, "technique")
    theirs = _first(neighbor, "technique")
    if own is None and theirs is not None and "other" not in frame.references:
        subject = min((one.start for slot in ("condition", "lesion", "site") for one in neighbor.get(slot)), default=0)
        if is_sibling or (theirs.start < subject if from_left else theirs.start > subject):
            frame.add("technique", neighbor.get("technique"))
    is_alike = own is None or {one.value for one in frame.get("technique")} == {
        one.value for one in neighbor.get("technique")
    }
    if is_sibling or (is_alike and not frame.has_object and frame.get("site")):
        for slot in ("condition", "pathology", "suspicion", "closure", "planned", "lesion"):
            if not frame.get(slot):
                frame.add(slot, neighbor.get(slot))


def _first(frame: Frame, slot: str) -> Mention | None:
    held = frame.get(slot)
    return held[0] if held else None
