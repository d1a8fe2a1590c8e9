"""Which pieces of a sentence speak of one lesion.

Each piece adds to the frame before it or begins a new one.  It begins one when it names another site, another condition
or another count, or another technique with an object of its own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cleanskin.note.linking.conditions import one_condition
from cleanskin.note.linking.frames import OF_ALL, SAME, Frame
from cleanskin.note.linking.pieces import OPENING, Piece
from cleanskin.note.linking.places import contains, share_place, zone_of
from cleanskin.note.linking.prepared import prepared
from cleanskin.note.linking.sharing import join_closures, share
from cleanskin.note.linking.size_lists import with_sizes_named
from cleanskin.note.linking.totals import exact_places, without_totals
from cleanskin.note.mention import Sentence


def frames_of(sentence: Sentence, pieces: Sequence[Piece]) -> list[Frame]:
    """Return the frames of one sentence, with what they share."""
    are_places = len(pieces) > 1 and all(one.kind == "site" for piece in pieces for one in piece.mentions)
    if are_places and not _is_one_place(pieces):
        return []
    pieces = with_sizes_named(pieces)
    frames: list[Frame] = []
    goes_to_all = False
    all_pieces = _counted_in_brackets(prepared(sentence, pieces))
    lengths_left: list[Frame] = []
    results: list[Frame] = []
    for frame in _joined_techniques(all_pieces):
        if frame.is_empty:
            if frames:
                frames[-1].pieces.extend(frame.pieces)
                frames[-1].count_is_vague |= frame.count_is_vague and frames[-1].count is None
            continue
        if frames and goes_to_all and _is_more_of_all(frame):
            _give_to_all(frames, frame, lengths_left)
            continue
        goes_to_all = False
        if len(frames) > 1 and _is_result_of_all(frame):
            results.append(frame)
        elif frames and _continues(frames[-1], frame):
            frames[-1].absorb(frame)
        elif frames and frame.points(OF_ALL) and not frame.get("site") and not frame.has_object:
            lengths_left = _lengths_after(all_pieces, frame)
            _give_to_all(frames, frame, lengths_left)
            if not any(one.get("site") or one.count for one in frames):
                frames[-1].references |= frame.references  # "AK - cantharidin with a swab to all of the above"
                frames[-1].count, frames[-1].count_mentions = frame.count, frame.count_mentions
                frames[-1].count_is_vague = frame.count_is_vague
            goes_to_all = True
        else:
            frames.append(frame)
    if len(frames) > 1:
        left = [one for one in frames[1:] if one.get("condition") and _is_left(one)]
        frames = without_totals([one for one in frames if one not in left]) + left
        _share_surgery(frames)
        frames = join_closures(frames)
        share(frames)
    for result in results:
        _give_to_all(frames, result, [])
    return frames


def _is_result_of_all(frame: Frame) -> bool:
    """True for what the tissue of all lesions listed before showed: "both reports came back BCC"."""
    is_of_all = frame.points(OF_ALL) and frame.get("pathology") and frame.get("condition")
    return bool(is_of_all) and not frame.get("site") and not frame.get("technique") and not frame.get("length")


def _share_surgery(frames: Sequence[Frame]) -> None:
    """Let tumors listed before their surgery be operated by it: "left ear and right hand SCCs, one Mohs stage each"."""
    for after, before in pairwise(reversed(frames)):
        mohs = [one for one in after.get("technique") if one.value == "mohs"]
        is_list = after.joint in ("and", ",", "&", "+") and not before.get("technique") and not before.get("closure")
        if mohs and is_list and before.get("site") and mohs[0].start > after.start and after.get("condition"):
            before.add("technique", mohs)


def _is_one_place(pieces: Sequence[Piece]) -> bool:
    """True for a place told with the part of it that is meant: "right ear, antihelix"."""
    told = [one for piece in pieces for one in piece.mentions]
    return all(contains(told[0].value, one.value) for one in told[1:])


def _counted_in_brackets(frames: list[Frame]) -> list[Frame]:
    """Give a number in brackets to the place right before it: "scalp (5), forehead (3)"."""
    if not [one for one in frames if one.joint == "(" and one.count is not None]:
        return frames
    kept: list[Frame] = []
    shares = [one for one in frames if one.joint == "(" and one.count is not None and not one.slots]
    total = sum(one.count or 0 for one in shares)
    for frame in frames:
        is_bare = frame.joint == "(" and frame.count is not None and not frame.slots and not frame.references
        if is_bare and len(shares) > 1 and kept and kept[-1].get("site") and kept[-1].count == total:
            kept[-1].count, kept[-1].count_mentions = None, []  # "three spots on the scalp (x2) and the temple (x1)"
            kept[-1].absorb(frame)
        elif is_bare and kept and kept[-1].count is None and set(kept[-1].slots) == {"site"}:
            kept[-1].absorb(frame)
        else:
            kept.append(frame)
    return kept


def row_of(sentence: Sentence, pieces: Sequence[Piece]) -> list[Frame]:
    """Return the one frame of a row of a table: all its cells are of one lesion, or of all at the places it counts."""
    frames = prepared(sentence, pieces)
    placed = _counts_of_places(frames)
    for one in frames[1:]:
        frames[0].absorb(one)
    if len(placed) > 1:
        frames[0].count = sum(placed)
    return frames[:1]


def _counts_of_places(frames: Sequence[Frame]) -> list[int]:
    """Return the numbers that stand with the places of a row: "scalp 4, forehead 2", "scalp (4), forehead (2)"."""
    found = []
    for before, one in zip((None, *frames), frames):
        if not one.count or ((one.get("technique") or one.has_object) and not _counts_place(one)):
            continue
        is_behind = before is not None and one.joint in OPENING and not one.slots and before.count is None
        if one.get("site") or (is_behind and before is not None and before.get("site")):
            found.append(one.count)
    return found


def _counts_place(frame: Frame) -> bool:
    """True for a number right behind a place: "AKs scalp 9"."""
    return any(0 < one.start - place.end <= 2 for one in frame.count_mentions for place in frame.get("site"))


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


def _joined_techniques(frames: list[Frame]) -> Iterator[Frame]:
    """Join a piece that names only a technique to the next when they are one phrase ("shave (tangential) biopsy")."""
    pending: Frame | None = None
    for frame in frames:
        if pending is not None:
            is_beside = pending.pieces[0].depth == 0 or frame.joint == ")"
            is_tool = pending.joint in _WITH and frame.get("technique") and (frame.get("site") or frame.has_object)
            if (
                is_beside
                and not is_tool
                and frame.count is None
                and frame.joint in ("(", ")", "/", "+", "&", "and", "")
                and frame.get("technique")
            ):
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


_WITH: Final = frozenset({"with", "w/", "by"})
"""Joints behind which a technique is how the act before it was done: "warts frozen with LN2 and a mole shaved"."""


_ACT: Final = frozenset({"technique", "size_role"})


def _is_bare_technique(frame: Frame) -> bool:
    """True for a technique as a noun or adjective with nothing beside it; verbs ("curetted") go with what precedes."""
    if "technique" not in frame.slots or frame.count is not None or not frame.tells_only(_ACT):
        return False
    return not frame.get("technique")[-1].words.lower().endswith(("ed", "frozen", "froze"))


def _continues(current: Frame, piece: Frame) -> bool:
    """True when a piece says more of the current frame's lesion."""
    if "other" in piece.references and (piece.get("technique") or piece.has_object or piece.get("site")):
        return False
    if piece.joint.startswith("except") and piece.get("site"):
        return False
    if piece.joint == "+" and "one" in current.references and piece.has_object and not current.has_object:
        return False  # "crusty ones that bleed" + neck tags
    if _is_of_further_ones(current, piece):
        return False
    if piece.points(SAME) and not piece.get("site"):
        return True
    if piece.points(OF_ALL) and not piece.has_object and not piece.get("site"):
        return not current.get("site") and current.joint == ""
    if piece.joint == "and" and "one" in piece.references and piece.get("lesion") and current.get("lesion"):
        return False
    if current.get("technique") and piece.get("condition") and _is_left(piece):
        return False  # "two by liquid nitrogen, and his seborrheic keratoses are left alone"
    if piece.joint == "/" and (_is_one_field(current, piece) or _is_differential(current, piece)):
        return True
    if _is_one_beside_many(current, piece):
        return False
    if _is_next_lesion(current, piece) or _is_beside_an_eruption(current, piece):
        return False
    if _differs_in_condition(current, piece) or _differs_in_site(current, piece):
        return False
    if piece.count is not None and current.count not in (None, piece.count) and not piece.count_is_vague:
        return False
    if _is_another(current, piece) or _is_listed_again(current, piece) or _is_one_more(current, piece):
        return False
    if _is_counted_again(current, piece):
        return False
    if _is_next_wound(current, piece):
        return False
    if _differs_in_technique(current, piece):
        if piece.joint == ":" and piece.get("site") and current.count is not None and not current.get("site"):
            return False  # the first of a list under a heading: "2 punches and 1 shave: punches of both thighs, ..."
        return (not current.has_object and current.count is None) or not (piece.has_object or piece.count is not None)
    return not _differs_in_closure(current, piece)


_FURTHER_ONES: Final = re.compile(r"\s+(?:others?|more|additional|further)\b", re.IGNORECASE)


def _is_of_further_ones(current: Frame, piece: Frame) -> bool:
    """True for another act on a number of further lesions: "punch of the arm, then shave biopsies of two others"."""
    if not (piece.count_mentions and (piece.count or 0) > 1) or not _differs_in_technique(current, piece):
        return False
    if piece.get("condition") and current.get("site") and not (current.get("condition") or (current.count or 1) > 1):
        return True  # "punch of a plaque of the arm, then 2 AKs frozen"
    return _FURTHER_ONES.match(piece.pieces[0].text, piece.count_mentions[0].end) is not None


_LEFT: Final = re.compile(r"\b(?:are|were|is|was) (?:left (?:alone|untreated)|not treated)\b", re.IGNORECASE)


def _is_left(piece: Frame) -> bool:
    """True for a lesion of which the same piece says that nothing was done to it."""
    return not piece.get("technique") and _LEFT.search(piece.pieces[0].text, piece.start, piece.end) is not None


def _is_one_beside_many(current: Frame, piece: Frame) -> bool:
    """True for one lesion with its place behind a number of others: "AKs x 19; lesion L forearm susp. SCC"."""
    nouns = piece.get("lesion")
    if piece.joint != ";" or (current.count or 0) < 2 or not (nouns and current.get("condition") and piece.get("site")):
        return False
    return piece.count in (None, 1) and not nouns[0].words.lower().endswith("s")


def _is_next_lesion(current: Frame, piece: Frame) -> bool:
    """True for a further lesion with a place and a noun of its own: "crown lesion 1.4 cm, parietal lesion 1.2"."""
    if piece.joint not in (",", "and", ";") or not (current.get("length") and current.get("lesion")):
        return False
    if "lesion" not in piece.slots:
        return False
    places = [{(one.value, one.side) for one in frame.get("site")} for frame in (current, piece)]
    return bool(piece.get("lesion") and all(places) and not places[0] & places[1])


_MANAGED: Final = re.compile(
    r"\b(?:start\w*|prescri\w+|rx\b|treat\w*|manag\w+|refill\w*|continu\w+|chang\w+|switch\w*|given|increas\w+)\b",
    re.IGNORECASE,
)
_A_GROWTH: Final = re.compile(
    r"\b(?:an?|one|another|new|changing|suspicious|separate)\s+(?:[\w.-]+\s+){0,4}?"
    r"(?:papule|nodule|growth|lesion|bump|spot|mole|macule|tumor|neoplasm)\b",
    re.IGNORECASE,
)


def _is_beside_an_eruption(current: Frame, piece: Frame) -> bool:
    """True for a growth that is worked on beside an eruption that a drug is for: "rosacea treated, a papule shaved"."""
    if not current.get("eruption") or piece.get("eruption") or piece.get("condition"):
        return False
    if {one.value for one in current.get("technique")} - _UNNAMED:
        return False
    if not piece.get("technique") or not piece.get("lesion") or piece.points(SAME):
        return False
    text, own = piece.pieces[0].text, piece.pieces[0]
    between = _MANAGED.search(text, current.get("eruption")[0].start, own.start)
    return between is not None and _A_GROWTH.search(text, own.start, piece.pieces[-1].end) is not None


_NEW_GROWTH: Final = re.compile(
    r"\b(?:new|changing|suspicious|separate|another|pigmented|pearly)\s+(?:[\w.-]+\s+){0,3}?"
    r"(?:papule|nodule|growth|lesion|bump|spot|mole|macule|tumor|neoplasm)\b",
    re.IGNORECASE,
)


def is_new_growth(frame: Frame) -> bool:
    """True for a growth told as a new one, with what was done to it: it is no part of an eruption told before."""
    if not (frame.get("technique") and frame.get("lesion")) or not frame.pieces:
        return False
    return _NEW_GROWTH.search(frame.pieces[0].text, frame.start, frame.end) is not None


def _is_differential(current: Frame, piece: Frame) -> bool:
    """True for two names of what one lesion may be: "?bcc/scc -> shave bx"."""
    before, after = current.get("condition"), piece.get("condition")
    if (
        not (before and after)
        or (current.get("site") and piece.get("site"))
        or not 0 <= after[0].start - before[-1].end <= 1
    ):
        return False
    return before[-1].scope == after[0].scope == "uncertain"


def _is_one_field(current: Frame, piece: Frame) -> bool:
    """True for two places told as one, whose lesions are counted together: "arms/legs: 6 nodules"."""
    if not (current.get("site") and piece.get("site")) or current.count is not None or current.get("length"):
        return False
    if any(one.side for one in (*current.get("site"), *piece.get("site"))) or piece.get("technique"):
        return (piece.count or 1) > 1 and not piece.get("condition")
    return not (current.get("technique") or piece.get("length") or piece.get("condition"))


def _differs_in_technique(current: Frame, piece: Frame) -> bool:
    if "technique" not in current.slots or "technique" not in piece.slots:
        return False
    before = {one.value for one in current.get("technique")} - _UNNAMED
    return bool(before) and bool({one.value for one in piece.get("technique")} - before - _UNNAMED)


_ALSO: Final = re.compile(r"\b(?:also|additionally|in addition|separately|another)\b", re.IGNORECASE)
_APART: Final = frozenset({"and", ";", "+", "&", "plus"})


def _is_another(current: Frame, piece: Frame) -> bool:
    """True when a piece tells of work of its own on something else than the current frame's lesions."""
    if not piece.get("technique") or piece.points(SAME) or piece.pieces[0].depth:
        return False
    acts = bool(current.get("technique"))
    whole = piece.pieces[0]
    names = bool(piece.has_object or piece.get("site"))
    if acts and names and _ALSO.search(whole.text, whole.start, whole.end):
        return True
    if current.count is not None and current.count > 1 and acts and piece.count is None:
        return any(not one.words.lower().endswith("s") for one in piece.get("lesion"))
    if acts and piece.joint in _APART and _repeats_act(current, piece):
        return True
    if not acts or not current.get("site") or piece.joint not in _APART or current.has_object:
        return False
    return _differs_in_technique(current, piece) and (piece.count is not None or bool(piece.get("condition")))


def _is_one_more(current: Frame, piece: Frame) -> bool:
    """True for "one from the crown and one from the hairline": a number and a place, said again with another word."""
    if not (current.count == piece.count == 1 and "one" in current.references & piece.references):
        return False
    if any(set(frame.slots) != {"site"} for frame in (current, piece)):
        return False
    return current.get("site")[0].words.lower() != piece.get("site")[0].words.lower()


def _repeats_act(current: Frame, piece: Frame) -> bool:
    """True when an act is told again with another place: "shave biopsy of the lip and shave biopsy of the chin"."""
    acts, places = [
        [{one.value for one in frame.get(slot)} for frame in (current, piece)] for slot in ("technique", "site")
    ]
    if not (acts[1] and places[0] and places[1]) or places[0] & places[1]:
        return False
    return acts[0] == acts[1] or all(one & _SAMPLING and one <= _SAMPLED_BY for one in acts)


_SAMPLING: Final = frozenset({"biopsy", "tangential"})
_SAMPLED_BY: Final = _SAMPLING | {"shave"}


def _is_listed_again(current: Frame, piece: Frame) -> bool:
    """True for the next of a list of places with a size each, whatever the place: "back 0.5 cm, back 0.8 cm"."""
    if piece.joint not in (",", ";", "and") or piece.points(SAME):
        return False
    if set(piece.slots) - {"site", "length", "condition", "lesion"} or not (piece.get("site") and piece.get("length")):
        return False
    return bool(current.get("site") and current.get("length")) and not current.get("closure")


def _is_counted_again(current: Frame, piece: Frame) -> bool:
    """True for the next of a list of places with a number each, though the numbers are alike: "nape 2, ear 2"."""
    if piece.joint not in (",", ";", "and") or set(piece.slots) != {"site"}:
        return False
    if not (current.count and piece.count and current.get("site")) or piece.points(SAME):
        return False
    return current.get("site")[-1].words.lower() != piece.get("site")[-1].words.lower()


_UNNAMED: Final = frozenset({"treat", "remove"})
"""Words that leave open what was done."""


def _differs_in_condition(current: Frame, piece: Frame) -> bool:
    if (
        all(one.value == "scar" for one in piece.get("condition"))
        or not piece.get("condition")
        or not current.get("condition")
    ):
        return False
    if piece.get("pathology") or _is_another_name(piece):
        return False
    if piece.joint in ("vs", "or", "versus") or (piece.get("suspicion") and not piece.get("site")):
        return False
    return not any(
        one_condition(before.value, after.value)
        for before in current.get("condition")
        for after in piece.get("condition")
    )


"""Slots of what one lesion may be."""


def _is_another_name(piece: Frame) -> bool:
    """True for a name alone in brackets: it calls the same finding otherwise ("3 mm cyst (hidrocystoma)")."""
    return piece.joint == "(" and piece.count is None and set(piece.slots) <= {"condition", "suspicion"}


_DIGITS: Final = frozenset({"finger", "toe", "hand", "foot", "fingernail", "toenail"})
"""Zones in which nails are."""

_NAIL_PARTS: Final = frozenset({"nail_unit", "nail_matrix"})


def _is_off_the_nail(current: Frame, piece: Frame) -> bool:
    """True when one tells of a part of a nail and the other of a place where no nail is."""
    for nail, other in ((current, piece), (piece, current)):
        is_nail = "feature" in nail.slots and any(one.value in _NAIL_PARTS for one in nail.get("feature"))
        if is_nail and not nail.get("site") and other.get("site"):
            return all(zone_of(one.value) not in _DIGITS for one in other.get("site"))
    return False


def _differs_in_site(current: Frame, piece: Frame) -> bool:
    if _is_off_the_nail(current, piece):
        return True
    if not piece.get("site") or not current.get("site"):
        return False
    return not share_place(exact_places(current), exact_places(piece))


_CLASSES: Final = frozenset({"simple", "intermediate", "complex"})


def _differs_in_closure(current: Frame, piece: Frame) -> bool:
    if "closure" not in current.slots or "closure" not in piece.slots:
        return False
    before = {one.value for one in current.get("closure")} & _CLASSES
    after = {one.value for one in piece.get("closure")} & _CLASSES
    return bool(before and after and before != after and (piece.get("site") or piece.get("length")))


def _is_next_wound(current: Frame, piece: Frame) -> bool:
    """True for a wound with a length of its own after one whose closure was told."""
    if not (current.get("wound") and piece.get("wound") and piece.get("condition")):
        return False
    lengths = [{one.amount for one in frame.get("length")} for frame in (current, piece)]
    return bool(current.get("closure") and lengths[0] and lengths[1] and not lengths[0] & lengths[1])
