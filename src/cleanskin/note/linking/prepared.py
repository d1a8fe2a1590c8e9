"""The pieces of a sentence as frames, without what only looks like a fact of a lesion.

Left out are words that only tell when ("after excision"), donor sites of grafts, numbers that count stages, signs that
only describe ("papule with telangiectasia"), the biopsy that a report is of, and the place of a service.
"""

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import Final

from cleanskin.note.linking.donors import leave_division, leave_donor, leave_flap_of, leave_graft_of
from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.left_out import (
    CUT_OFF,
    leave_base,
    leave_callus,
    leave_cause,
    leave_fellows,
    leave_helping,
    leave_label_of_site,
    leave_neighbors,
    leave_numbers_of_results,
    leave_others,
    leave_places_to_come,
    leave_stanching,
)
from cleanskin.note.linking.mohs import tables_in
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import Mention, Sentence
from cleanskin.note.sought import Sought

_CONTEXT: Final = re.compile(r"\b(?:after|following|post|s/p|before|prior to|until)[\s-]+(?:the\s+)?$", re.IGNORECASE)
"""What before a technique or a closure says that it only tells when."""

_STAGES_BEHIND: Final = re.compile(
    r"(?:(?!\b(?:clos|repair|flap|graft|defect|ago\b|weeks?\b|days?\b|months?\b|years?\b|last\b|yesterday|previous"
    r"|prior|earlier))[^.;\n]){0,70}?[\s,(:]"
    r"(?:\d{1,2}|one|two|three|four|five|six|single|a single)(?:[ -](?:stage|layer|block)|\s*\))",
    re.IGNORECASE,
)
"""Stages told right behind Mohs surgery: it is today's, although the closure came "after" it."""

DONOR: Final = re.compile(
    r"\b(?:(?<!excised )(?<!removed )from|donor(?: site)?:?|(?:returned|back) to)\s+"
    r"(?:(?:the|above|below|behind|over|in front of)\s+){0,2}"
    r"(?:(?:ear|right|left|ipsilateral|contralateral|supraclav\w*|pre-?auric\w*|post-?auric\w*|inner|upper|medial"
    r"|lateral)\s+){0,2}$",
    re.IGNORECASE,
)


_SPOKEN_OF: Final = Sought(
    r"\b(?:apart from|aside from|besides|separate from|exclusive of|excluding|not (?:counting|including))"
    r" (?:the |this )?$"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day's (?:\w+ )?$"
    r"|\b(?:results?|report) (?:of|from|on) (?:the |his |her |their |a |an )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""What before an act says that it is only spoken of: what was done beside it, what its tissue showed."""

_REACHED: Final = re.compile(
    r"\b(?:(?:carried|extend\w*|continued|reach\w*)\s+(?:\w+\s+)?(?:to|into|onto|towards?)"
    r"|(?:incisions?|incised|cuts?|scars?|lines?|limb)\s+(?:\w+\s+)?(?:along|in|within|into|down)"
    r"|(?:hidden|concealed|oriented|camouflaged)\s+(?:along|in|within|into))\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What leads to a place that the cuts of a flap only reach."""

_BEFORE_THE_ACT: Final = re.compile(
    r"[^.;\n]{0,80}\b(?:prior to|before)\s+(?:the\s+)?(?:drug|gel|solution|medication|photosensiti\w*|ALA|MAL|levulan"
    r"|ameluz|incubation|light|illumination|PDT|freez\w*|cryo\w*|ln2|liquid nitrogen|treatment|application"
    r"|stage|first stage|mohs)",
    re.IGNORECASE,
)
_FIRST_OF_TWO: Final = re.compile(r"\W?first\s+\w+\b[^\n]{0,90}?\bthen\b", re.IGNORECASE)
_DEBULKED: Final = re.compile(r"debulk", re.IGNORECASE)
_PREPARING: Final = frozenset({"curettage", "debridement", "paring"})
"""What may be done to a lesion to prepare it for another act, of which it is a part."""


_SUTURES_LATER: Final = re.compile(
    r"(?:\W*(?:out|removal|(?:stay |remain |left |kept )?in|x|to be removed|come out))?\W*(?:(?:in|for)\W+)?~?\W?"
    r"(?:\d+|an?\s|another\s|one|two|three|ten)\W*"
    r"(?:to\W+\d+\W*|-\d+\W*)?(?:d|days?|wks?|weeks?)\b",
    re.IGNORECASE,
)
_COMING: Final = re.compile(r"\b(?:return|rtc|f/u|follow|come back|recheck|next visit)\b", re.IGNORECASE)
"""What tells that sutures come out later; it says nothing of how the wound was closed."""

_SIGNS: Final = frozenset({"telangiectasia", "crust", "erosion"})
"""Conditions that are also signs of another: beside a name for a lesion they only describe it."""


_TITLE: Final = re.compile(r"\W*[A-Za-z ,/&+-]{3,60}\b(?:log|list|record|sheet|notes?|report)s?\W*", re.IGNORECASE)
"""A title that names several acts: "Shave and excision log"."""

_WORK: Final = frozenset({"technique", "closure"})
_TO_RETURN: Final = re.compile(
    r"\W*(?:(?:plan|p|follow[- ]?up|disposition|dispo)\W+)?(?:return|rtc|f/u|follow[- ]?up|back"
    r"|come back|will return|to return)\b[^.;\n]{0,24}?"
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next|\d{1,2}/\d{1,2}|\d+\s?(?:-\s?\d+\s?)?(?:d|days?|w|wks?|weeks?|m|mos?|months?)"
    r"|(?:one|two|three|four|six|eight) (?:days?|weeks?|months?))\b[^.;\n]{0,24}?\bfor\b",
    re.IGNORECASE,
)
"""A return on another day and what it is for: "Return Thursday for more margin or reconstruction (rhombic)"."""


def prepared(sentence: Sentence, pieces: Sequence[Piece]) -> list[Frame]:
    """Make a frame of each piece, without what only tells the time, donor sites, and numbers that count stages."""
    frames = [Frame(piece, sentence) for piece in pieces]
    text = pieces[0].text if pieces else ""
    if tables := _stage_tables(text):
        for frame in frames:
            _leave_results(frame, tables)
    held = {slot for frame in frames for slot in frame.slots}
    closes = "closure" in held
    divides = "feature" in held and any(one.value == "division" for frame in frames for one in frame.get("feature"))
    grafts = closes and any(one.value.startswith(("graft", "flap")) for frame in frames for one in frame.get("closure"))
    systemic = "drug" in held and _is_systemic(frames)
    techniques = {one.value for frame in frames for one in frame.get("technique")} if "technique" in held else set()
    stages = "mohs" in techniques or ("mohs" in held and _tells_of_stages(frames))
    has_field = any(one.value in FIELDS for piece in pieces for one in piece.mentions if one.kind == "service")
    past = any(piece.depth for piece in pieces) and any(
        one.kind == "condition" and one.scope == "historical" for piece in pieces for one in piece.mentions
    )
    if sentence.section == "pathology":
        leave_numbers_of_results(frames)
    leave_fellows(frames, text)
    only_stanches = bool(techniques) and bool(_BARE_STANCHING.fullmatch(text, sentence.start, sentence.end))
    if len(techniques) > 1 and _TITLE.fullmatch(text, sentence.start, sentence.end):
        for frame in frames:
            frame.slots.pop("technique", None)
    is_to_come = bool(held & _WORK) and _TO_RETURN.match(text, sentence.start, sentence.end) is not None
    for frame in frames:
        slots = frame.slots
        if frame.pieces[0].depth if frame.count is not None else "condition" in slots and len(frames) > 1:
            leave_others(frame, text)
        if past and frame.pieces[0].depth:
            _leave_past(frame)
        _leave_acts(frame, sentence, techniques, only_stanches=only_stanches, is_to_come=is_to_come)
        if has_field:
            _leave_field(frame)
        if len(slots) > 1 or frame.joint == "with":
            _leave_signs(frame)
        if "laser" in techniques and "lesion" in slots:
            frame.keep("lesion", [one for one in frame.get("lesion") if "spot" not in one.words.lower()])
        if systemic:
            _leave_shots(frame)
        if "pathology" in slots and "technique" in slots:
            _leave_reported(frame)
        if slots.get("technique"):
            _drop(frame, "technique", text, _SPOKEN_OF.form_in(text))
            _leave_sites_of_acts(frame, text)
            leave_label_of_site(frame, text)
        if frame.get("condition"):
            leave_cause(frame, text)
            leave_callus(frame, text)
        if frame.get("site") and frame.joint in (",", "("):
            leave_neighbors(frame, frames, text)
        elif frame.get("site"):
            leave_places_to_come(frame, frames, text)
        _leave_healed(frame, text)
        if closes or "site" in slots:
            _leave_places(frame, pieces, sentence, closes=closes, divides=divides, grafts=grafts)
        if stages and frame.count_mentions and _may_count_stages(frame):
            frame.count, frame.count_mentions, frame.count_is_vague = None, [], False
    return frames


def _leave_past(frame: Frame) -> None:
    """Drop what brackets tell of an earlier lesion: "cryo AKs 2/2026 (11 lesions)"."""
    for slot in ("technique", "site", "condition"):
        frame.slots.pop(slot, None)
    frame.count, frame.count_mentions = None, []


def _leave_acts(
    frame: Frame, sentence: Sentence, techniques: Set[str], *, only_stanches: bool, is_to_come: bool
) -> None:
    """Drop the cuts, cautery and sutures that are parts of other work or of another day."""
    slots, text = frame.slots, frame.pieces[0].text
    if "technique" in slots:
        _leave_cut(frame, text, sentence)
    if "feature" in slots:
        leave_division(frame, text)
        _leave_borders(frame)
    if only_stanches:
        slots.pop("technique", None)
    elif "technique" in slots:
        leave_stanching(frame, text)
        leave_helping(frame, text)
        if techniques & CUT_OFF:
            leave_base(frame, text)
    if "technique" in slots:
        _leave_preparing(frame, text, techniques)
    if is_to_come:
        slots.pop("closure", None)
        if "technique" in slots:
            slots["planned"] = [*slots.pop("technique"), *slots.get("planned", ())]
    if "closure" in slots:
        _leave_sutures_to_come(frame, text, sentence)


def _leave_places(
    frame: Frame, pieces: Sequence[Piece], sentence: Sentence, *, closes: bool, divides: bool, grafts: bool
) -> None:
    """Drop donor sites, places that are only reached, and what a closure only came after."""
    text = frame.pieces[0].text
    leave_donor(frame, sentence, text)
    if closes:
        if not _is_told_here(frame, text):
            _drop(frame, "technique", text, _CONTEXT)
        if not divides:
            _drop(frame, "closure", text, _CONTEXT)
    if grafts:
        _drop(frame, "site", text, DONOR)
        _drop(frame, "site", text, _REACHED)
        leave_graft_of(frame, pieces, sentence)
        leave_flap_of(frame)


_SYSTEMIC: Final = frozenset({"biologic", "systemic"})


def _is_systemic(frames: Sequence[Frame]) -> bool:
    return any(not _SYSTEMIC.isdisjoint(one.attributes) for frame in frames for one in frame.get("drug"))


def _tells_of_stages(frames: Sequence[Frame]) -> bool:
    return any(one.value == "stage" for frame in frames for one in frame.get("mohs"))


def _may_count_stages(frame: Frame) -> bool:
    """True when a number beside Mohs surgery may be of stages or blocks: it counts no lesions of other work."""
    if frame.count_mentions[0].unit == "lesion":
        return False
    others = [one for one in frame.get("technique") if one.value != "mohs"]
    return not (others and frame.get("condition") and not frame.get("mohs"))


_LATER: Final = re.compile(
    r"\b(?:delayed|later|days? after|weeks? after|secondary (?:closure|repair|intention))\b", re.IGNORECASE
)


_DEPTHS: Final = frozenset({"to_fat", "to_fascia", "full_thickness", "subcutaneous"})
"""How deep an excision went: told of the one that was done here ("after excision into fat")."""


def _is_told_here(frame: Frame, text: str) -> bool:
    """True when the act that a closure came after is told in full: of which lesion, how large, in how many stages."""
    start = frame.pieces[0].start
    if _LATER.search(text[max(0, start - 80) : start]):
        return False
    if frame.is_mohs:
        return any(_STAGES_BEHIND.match(text, one.end) for one in frame.get("technique"))
    if any(one.value == "excision" for one in frame.get("technique")):
        is_deep = any(one.value in _DEPTHS for one in frame.get("feature"))
        return is_deep or (bool(frame.get("condition") or frame.get("past_condition")) and bool(frame.get("length")))
    return True


FIELDS: Final = frozenset(
    {"pdt", "phototherapy_uv", "phototherapy_uvb", "phototherapy_puva", "excimer", "botulinum", "patch_test"}
    | {"radiation_fraction", "radiation_planning", "nail_debridement", "nail_trimming", "sclerotherapy", "filler"}
    | {"chemical_peel", "microneedling", "laser_resurfacing", "hair_removal", "koh", "photography", "infusion"}
    | {"injection_im", "injection_sc", "suture_removal", "nerve_block"}
)
"""Services whose own words name the place and the disease: these are no lesion's."""


_UNDER: Final = re.compile(r"\b(?:under|with|after|using)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
"""What before a block says that the work named before it was done so: "right second toe under digital block"."""


def _leave_field(frame: Frame) -> None:
    """Leave to a service of a field the place and disease of its own piece, when no technique stands there."""
    if "technique" in frame.slots or "closure" in frame.slots:
        return
    if any(
        one.kind == "service"
        and one.value in FIELDS
        and one.scope == "asserted"
        and not (one.value == "nerve_block" and _UNDER.search(frame.pieces[0].text, frame.start, one.start))
        for one in frame.pieces[0].mentions
    ):
        for slot in ("site", "lesion", "condition"):
            frame.slots.pop(slot, None)
        frame.count, frame.count_mentions, frame.count_is_vague = None, [], False


_SIZED: Final = re.compile(r"\W*(?:size\W*|diameter\W*|it measured\W*|measured\W*)?\d*\.?\d+\s?(?:cm|mm)\b", re.I)
_AT: Final = re.compile(
    r"\b(?:(?:under|beneath|below|at|over|within|in|of|from) (?:the|his|her|an|a|this)|(?:size|diameter|width) of)\s+$",
    re.IGNORECASE,
)


def _leave_sites_of_acts(frame: Frame, text: str) -> None:
    """Drop an act that only names a place, or when a size was taken: "the excision site", "after curettage 1.3 cm"."""
    held = frame.get("technique")
    kept = [
        one
        for one in held
        if not (_OF_SITE.match(text, one.end) and _AT.search(text, max(0, one.start - 16), one.start))
        and not (_SIZED.match(text, one.end) and _CONTEXT.search(text, max(0, one.start - 16), one.start))
    ]
    frame.keep("technique", kept)


@lru_cache(maxsize=1)
def _stage_tables(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(tables_in(text, 0, len(text)))


def _leave_results(frame: Frame, tables: Sequence[tuple[int, int]]) -> None:
    """Drop what a row of a table of stages found or counted: it names no tumor of its own."""
    for slot in ("condition", "count", "length", "wound", "lesion", "size_role"):
        kept = [one for one in frame.get(slot) if not any(a < one.start < b for a, b in tables)]
        frame.keep(slot, kept)


_HEALED: Final = re.compile(
    r" *(?:sites?|scars?|wounds?)\b[^.;\n]{0,60}?\b(?:heal\w*|intact|clean|no (?:sign|evidence|recurrence)|well[- ]"
    r"|quiet|clear\b|NER\b|unremarkable)"
    r"| *(?:sites?|scars?)(?: on| of)?(?: the)?(?: [rl]\.?| right| left)?(?: \w+){0,2} (?:looks? |is |are |remains? )?"
    r"(?:good|fine|ok|okay|stable|nl|normal|flat|soft)\b",
    re.IGNORECASE,
)
"""What after a technique says that the place of an earlier one is looked at."""


_SITE_LENGTH: Final = len(" site")

_OF_SITE: Final = re.compile(r" *(?:site|wound|incision|scar)\b", re.IGNORECASE)
_FOLLOWED_UP: Final = re.compile(
    r" *(?:surgery )?(?:follow[- ]?up|f/u|post[- ]?op(?:erative)?|re-?check|wound check|suture removal|aftercare)\b",
    re.IGNORECASE,
)
"""What after a technique says that the visit is its aftercare."""


def _leave_healed(frame: Frame, text: str) -> None:
    """Drop the technique of an earlier visit whose place is healing."""
    held = frame.slots.get("technique")
    if held is None:
        return
    if held and any(one.value == "dehiscence" for one in frame.get("condition")):
        held = [one for one in held if not _OF_SITE.match(text, one.end)]
    kept = [
        one
        for one in held
        if not _HEALED.match(text, one.end - _SITE_LENGTH if one.words.lower().endswith(" site") else one.end)
        and not _FOLLOWED_UP.match(text, one.end)
    ]
    frame.keep("technique", kept)


_SAME_DAY: Final = re.compile(r"\b(?:same[- ]day|today's|of today)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_REPORTED: Final = re.compile(r"\b(?:in)?(?:completely|fully|narrowly|widely|appears)\s+$", re.IGNORECASE)
"""What in a report says how far a lesion was out: "completely excised"."""


def _leave_reported(frame: Frame) -> None:
    """Drop the biopsy that a report is of: "pathology from the arm biopsy returned ..."."""
    reports = [one for one in frame.get("pathology") if one.value == "result"]
    held = frame.slots["technique"]
    text = frame.pieces[0].text
    kept = [
        one
        for one in held
        if _SAME_DAY.search(text, max(0, one.start - 30), one.start)
        or not any(each.end <= one.start for each in reports)
        or (one.value != "biopsy" and not _REPORTED.search(text, max(0, one.start - 14), one.start))
    ]
    frame.keep("technique", kept)


def _leave_sutures_to_come(frame: Frame, text: str, sentence: Sentence) -> None:
    """Drop sutures of which only is told when they come out."""
    held = frame.get("closure")
    if any(one.value == "sutured" for one in held):
        is_coming = sentence.section in ("plan", "follow_up", "instructions") or _COMING.search(
            text, sentence.start, held[0].start
        )
        kept = [one for one in held if one.value != "sutured" or not (is_coming or _SUTURES_LATER.match(text, one.end))]
        frame.keep("closure", kept)


_OPENED: Final = Sought(
    r"\b(?:pus|purul\w*|abscess\w*|drain\w*|express\w*|contents|fluctuan\w*|furuncle|carbuncle|paronychia|fluid|i&d"
    r"|boil"
    r"|loculat\w*|packed|packing|blade|splinters?|slivers?|thorns?|glass|foreign body|FB)\b",
    re.IGNORECASE,
)
"""What makes cutting open a drainage; else it is the first cut of another operation."""


def _leave_cut(frame: Frame, text: str, sentence: Sentence) -> None:
    """Drop the cut that begins another operation: "the ellipse was incised", "flap incised and elevated"."""
    held = frame.get("technique")
    if any(one.words.lower() == "incised" for one in held) and not _OPENED.search(text, sentence.start, sentence.end):
        kept = [one for one in held if one.words.lower() != "incised"]
        frame.keep("technique", kept)


_EARS_WITHIN: Final = 14
"""Most characters between standing cones and the word that they were cut off."""


_OPENS: Final = re.compile(r"(?:\A|[.;:\n])\s*(?:the |left |right |[LR] )?$", re.IGNORECASE)
"""What before a place says that a statement opens with it."""


def _leave_borders(frame: Frame) -> None:
    """Drop a place that is only named as the border that a closure reaches, and the cutting off of standing cones."""
    ends = [one.end for one in frame.get("feature") if one.value == "dog_ears"]
    acts = frame.get("technique")
    kept_acts = [one for one in acts if not any(0 <= one.start - end <= _EARS_WITHIN for end in ends)]
    frame.keep("technique", kept_acts)
    borders = [one for one in frame.get("feature") if one.value in ("free_margin", "cartilage_graft")]
    held = frame.get("site")
    kept = [one for one in held if not any(b.start <= one.start and one.end <= b.end for b in borders)]
    text = frame.pieces[0].text if frame.pieces else ""
    named = [one for one in held if _OPENS.search(text, max(0, one.start - 16), one.start)]
    frame.keep("site", kept or named)  # "Nostril rim, closed in layers": the place itself


_BARE_STANCHING: Final = Sought(
    r"\W*(?:light |gentle |spot )?(?:bovie|(?:electro)?cautery|hyfrecator)\W*"
    r"|\W*(?:the |each |both )?(?:bases?|wound beds?) (?:(?:was|were|then|lightly|gently|all|touched|treated|with) )*"
    r"(?:electro)?cauter(?:y|i[sz]ed)\W*",
    re.IGNORECASE,
)
"""A sentence that tells of stopping the bleeding and of nothing else."""


_TOOL: Final = re.compile(
    r"(?:\b(?:with|using|via|by)\s+[^.;,\n]{0,24}(?:and|/|&)\s*"
    r"|\b(?:(?:with|using|via|by)\s+|w/\s*)(?:an?\s+)?(?:\w+\s+)?|,\s*)$",
    re.IGNORECASE,
)


def _leave_tool(frame: Frame, text: str) -> None:
    """Drop the tool of a debridement: "debrided ... with a curette"."""
    held = frame.get("technique")
    kept = [one for one in held if one.value != "curettage" or not _TOOL.search(text[: one.start][-30:])]
    frame.keep("technique", kept)


def _leave_preparing(frame: Frame, text: str, techniques: Set[str]) -> None:
    """Drop what only prepared a lesion for another act: "curetted prior to freezing"."""
    if "debridement" in techniques:
        _leave_tool(frame, text)
    held = frame.get("technique")
    kept = [one for one in held if one.value not in _PREPARING or not _is_preparing(one, text)]
    frame.keep("technique", kept)


def _is_preparing(one: Mention, text: str) -> bool:
    if _FIRST_OF_TWO.match(text, max(0, one.start - 7)) or _BEFORE_THE_ACT.match(text, one.end):
        return True  # "first pared down. Then LN2"
    return _DEBULKED.search(text, max(0, one.start - 40), one.end + 20) is not None


def _leave_shots(frame: Frame) -> None:
    """Drop an injection that is a shot of a systemic drug, not one into a lesion."""
    if not any(one.value == "injection" and _INTO_LESION.search(one.words) for one in frame.get("technique")):
        _drop_value(frame, "technique", "injection")


_INTO_LESION: Final = re.compile(r"lesion|\bIL\b", re.IGNORECASE)


def _drop_value(frame: Frame, slot: str, value: str) -> None:
    """Drop from a slot the mentions of one value."""
    frame.keep(slot, [one for one in frame.get(slot) if one.value != value])


def _leave_signs(frame: Frame) -> None:
    """Drop a condition that is but a sign ("papule with telangiectasia")."""
    held = frame.get("condition")
    if held and (frame.get("lesion") or len(held) > 1 or frame.joint == "with"):
        kept = [one for one in held if one.value not in _SIGNS]
        if kept or frame.get("lesion") or frame.joint == "with":
            frame.keep("condition", kept)


def _drop(frame: Frame, slot: str, text: str, before: re.Pattern[str] | None) -> None:
    """Drop from a slot the mentions that stand after some words; none where no such words are."""
    held = frame.get(slot)
    if held and before is not None:
        kept = [one for one in held if not before.search(text[max(0, one.start - 28) : one.start])]
        frame.keep(slot, kept)
