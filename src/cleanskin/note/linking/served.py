"""Which services a sentence tells of as done, and which techniques belong to them and to no lesion."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.pieces import Piece, Told
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

TAKEN: Final[Mapping[str, frozenset[str]]] = {
    "pdt": frozenset({"curettage", "debridement", "treat", "laser", "remove"}),
    "phototherapy_uv": frozenset({"treat"}),
    "phototherapy_uvb": frozenset({"treat"}),
    "phototherapy_puva": frozenset({"treat"}),
    "excimer": frozenset({"laser", "treat"}),
    "botulinum": frozenset({"injection", "treat"}),
    "sclerotherapy": frozenset({"injection", "treat"}),
    "filler": frozenset({"injection", "treat"}),
    "injection_im": frozenset({"injection", "treat"}),
    "injection_sc": frozenset({"injection", "treat"}),
    "infusion": frozenset({"injection", "treat"}),
    "nail_debridement": frozenset({"debridement", "paring"}),
    "nail_trimming": frozenset({"paring", "clipping", "debridement"}),
    "nail_clipping": frozenset({"clipping", "snip", "biopsy"}),
    "koh": frozenset({"curettage", "biopsy", "clipping"}),
    "scabies_prep": frozenset({"curettage", "biopsy"}),
    "scraping": frozenset({"curettage", "biopsy"}),
    "chemical_peel": frozenset({"chemical", "treat"}),
    "tattoo_removal": frozenset({"laser", "remove", "treat"}),
    "hair_removal": frozenset({"laser", "remove", "treat"}),
    "laser_resurfacing": frozenset({"laser", "ablation", "treat"}),
    "acne_cryotherapy": frozenset({"cryosurgery", "treat"}),
    "dermabrasion": frozenset({"curettage", "treat"}),
    "suture_removal": frozenset({"remove", "biopsy"}),
    "dressing_change": frozenset({"remove"}),
    "foreign_body_removal": frozenset({"remove", "drainage", "excision"}),
    "hematoma_evacuation": frozenset({"evacuation", "drainage", "puncture"}),
    "seroma_drainage": frozenset({"drainage", "puncture"}),
    "wound_infection_drainage": frozenset({"drainage"}),
    "wound_debridement": frozenset({"debridement", "snip", "curettage", "excision"}),
    "burn_treatment": frozenset({"debridement", "treat"}),
    "eczema_debridement": frozenset({"debridement", "treat"}),
    "patch_test": frozenset({"remove", "expression"}),
    "prick_test": frozenset({"puncture", "treat", "expression"}),
    "intradermal_test": frozenset({"injection", "expression", "treat"}),
    "nerve_block": frozenset({"injection"}),
    "radiation_fraction": frozenset({"treat"}),
    "slide_reading": frozenset(
        {"biopsy", "excision", "punch", "tangential", "incisional", "shave", "clipping", "remove"}
    ),
    "immunofluorescence": frozenset({"biopsy"}),
    "pictures_review": frozenset({"treat"}),
}
"""Techniques that are part of a service when both stand in one sentence."""


def served_kinds(sentences: Sequence[Told]) -> list[frozenset[str]]:
    """Return the kinds of services that each sentence tells of as done."""
    return [_served(pieces) for _, pieces in sentences]


def _served(pieces: Sequence[Piece]) -> frozenset[str]:
    kinds = {one.kind for piece in pieces for one in piece.mentions}
    found: set[str] = set()
    if "service" in kinds:
        found.update([one.value for piece in pieces for one in piece.mentions if is_done(one)])
        if "slide_reading" in found and any(one.value == "mohs" for piece in pieces for one in piece.mentions):
            found.discard("slide_reading")  # the surgeon's own reading, which is part of Mohs surgery
    if "closure" in kinds:
        found |= stitches_out(pieces)
    if "service" in kinds or "technique" in kinds:
        found.update(nail_work(pieces))
    if "condition" in kinds:
        found.update(burn_work(pieces))
    return frozenset(found)


_OUT: Final = Sought(
    r"\b(?:sutures?|stitches|staples)\b[^.;]{0,90}?\b(?:removed|taken out|out\b)"
    r"|\b(?:remov\w+(?: of)?|tak(?:e|es|ing|en) out|took out|pull(?:s|ed)?)(?: \w+){0,3} (?:sutures|stitches|staples)"
    r"|\b(?:nylons?|ethilons?|prolenes?|silks?|s/r|SR)(?: \w+)? (?:out|removed|taken out|pulled|came out)\b"
    r"(?!\s*(?:in|at|on|@)?\s*\d)(?! next)",
    re.IGNORECASE,
)


_NAILS: Final = frozenset({"onychomycosis", "nail_dystrophy", "nail_fungus", "tinea_unguium", "onychogryphosis"})


def nail_work(pieces: Sequence[Piece]) -> Mapping[str, Mention]:
    """Return services on nails told by a technique and the nails beside it: "debridement of 6 toenails"."""
    found: dict[str, Mention] = {}
    for piece in pieces:
        for one in piece.mentions:
            if one.scope != "asserted" or one.kind not in ("technique", "service") or one.words.lower() == "thin":
                continue  # how skin or a nail looks is no work
            if (one.kind, one.value) in (("technique", "debridement"), ("service", "thinning")):
                found.setdefault("nail_debridement", one)
            elif (one.kind, one.value) == ("service", "trimming"):
                found.setdefault("nail_trimming", one)
    return found if found and _names_nails(pieces) else {}


def _names_nails(pieces: Sequence[Piece]) -> bool:
    return any(
        (one.kind == "condition" and one.value in _NAILS)
        or (one.kind == "site" and "nail" in one.value)
        or (one.kind == "count" and one.unit == "nail")
        for piece in pieces
        for one in piece.mentions
    ) or _tells_nails(pieces)


def _tells_nails(pieces: Sequence[Piece]) -> bool:
    """True when the words of a sentence name nails, or its line is headed by them and it names nothing else."""
    text, start = pieces[0].text, pieces[0].start
    if not _NAIL_WORD.may_be_in(text):
        return False
    line = text.rfind("\n", 0, start) + 1
    sentence = max(line, text.rfind(". ", line, start) + 1)
    if _NAIL_WORD.search(text, sentence, pieces[-1].end):
        return True
    if any(one.kind in ("condition", "site") for piece in pieces for one in piece.mentions):
        return False
    return _NAIL_HEADING.match(text, line, start) is not None


_NAIL_HEADING: Final = re.compile(r"\W*(?:[\w/]+ ){0,2}(?:toe|finger)?nails?\b[^:.\n]{0,24}:", re.IGNORECASE)


def burn_work(pieces: Sequence[Piece]) -> Mapping[str, Mention]:
    """Return the care of a burn that a sentence tells: cleaned, dressed, treated."""
    burns = [
        one
        for piece in pieces
        for one in piece.mentions
        if one.kind == "condition" and one.value == "burn" and is_told(one)
    ]
    if not burns:
        return {}
    text, end = pieces[0].text, pieces[-1].end
    stop = _STOP.search(text, end)
    if not _DRESSED.search(text, pieces[0].start, stop.start() if stop else len(text)):
        return {}
    return {"burn_treatment": burns[0]}


_STOP: Final = re.compile(r"[.;\n]")
_DRESSED: Final = Sought(
    r"\b(?:debrid\w+|dress(?:ed|ings?)|cleans\w+|cleaned|treated|treatment|silvadene|silver sulfadiazine)\b",
    re.IGNORECASE,
)


def is_told(mention: Mention) -> bool:
    """True for what is there today, sure or suspected."""
    return mention.scope in ("asserted", "uncertain")


_NAIL_WORD: Final = Sought(r"\b(?:toe|finger)?nails?\b", re.IGNORECASE)


def stitches_out(pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the kind for stitches that a sentence says were taken out in other words than the table's."""
    text = pieces[0].text
    if not _OUT.may_be_in(text):
        return frozenset()
    if not any(one.kind == "closure" and one.value == "sutured" for piece in pieces for one in piece.mentions):
        return frozenset()
    return frozenset({"suture_removal"}) if _OUT.search(text, pieces[0].start, pieces[-1].end) else frozenset()


OF_NAILS: Final = frozenset({"trimming", "thinning"})
"""Words that tell of a service only beside nails."""

_READ: Final = frozenset(
    {"koh", "wet_mount", "tzanck", "fungal_culture", "bacterial_culture", "hsv_pcr", "frozen_section", "scabies_prep"}
    | {"pregnancy_test", "special_stain", "special_stain_organism", "immunostain_antibody"}
)
"""Tests whose result may be negative and that were done all the same."""


def is_done(mention: Mention) -> bool:
    """True for a service that is told as done; a test may be told by its negative result."""
    if mention.kind != "service" or mention.value in OF_NAILS:
        return False
    if mention.scope in ("asserted", "uncertain"):
        return True
    return mention.scope == "negated" and mention.value in _READ


def is_denied(piece: Piece, mention: Mention) -> bool:
    """True for a test that was not done: "no KOH"; a negative result is told after its name."""
    return mention.scope == "negated" and not _NEGATIVE.match(piece.text, mention.end)


_NEGATIVE: Final = re.compile(
    r"\W{0,3}(?:(?:test|done|read|run|performed|checked|today|here|in (?:the |our )?(?:clinic|office|house)"
    r"|in-house|was"
    r"|were|is|came back|prep|exam|result:?|and|also|stains?|with|w|diastase|controls?|ok|(?:for )?(?:fung\w+"
    r"|organisms?|hyphae|yeasts?))\W{1,3}){0,7}(?:neg\b|negative|\(-\)|absent|(?:no|without) (?:\w+ ){0,2}(?:fung"
    r"|organism|hypha|yeast|element))",
    re.IGNORECASE,
)


_SUTURES_OF: Final = re.compile(
    r"\b(?:sutures?|stitches|staples)\s+(?:placed\s+|(?:were\s+|are\s+)?(?:out|removed|taken out)\s+)?(?:from|of"
    r"|for|after|at|in)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_OWN_SUTURES: Final = re.compile(
    r"\s*(?:biops(?:y|ies)|bx|excision|surgery|site|wound|\s)*(?:sutures?|stitches|staples)\b", re.IGNORECASE
)


def _leave_sewn(frame: Frame) -> None:
    """Drop the act whose sutures are taken out: "punch biopsy sutures removed", "sutures from her excision out"."""
    held = frame.get("technique")
    if not held:
        return
    text = frame.pieces[0].text
    kept = [
        one
        for one in held
        if not _OWN_SUTURES.match(text, one.end) and not _SUTURES_OF.search(text, max(0, one.start - 40), one.start)
    ]
    frame.keep("technique", kept)


_TAKEN_HERE: Final = re.compile(
    r"(?!\s*(?:biops(?:y|ies)|bxs?|shaves?|punch(?:es)?)?\s*(?:specimens?|slides?|jars?|(?:was |were )?(?:read"
    r"|interpreted)))"
    r"[^.;\n]*?[,:(;]\s*(?:and |then )?(?:(?:\d+|one|two|three|four|five|six|a|separate|single|both|all|each)\W+){0,2}"
    r"(?:which|we|I|my|our|own|in[- ]?house|slides?|tissue|specimens?|jars?|bottles?|containers?|vials?|processed|read"
    r"|interpreted|sent|put|placed|H ?& ?E|cut|stained|reading|path|dermpath)\b",
    re.IGNORECASE,
)
"""What behind an act says that the tissue it took was read afterwards: "punch of the back, read in house"."""

_OF_SPECIMENS: Final = re.compile(
    r"(?:^|[.;\n])[^.;\n]*\b(?:specimens? (?:of|from)|(?:slides?|specimens?|path\w*|tissue):)[^.;\n]*$", re.I
)
"""What before an act says that a sentence is of tissue, whoever took it."""


def _is_taken_here(act: Mention, text: str) -> bool:
    """True for an act that took the tissue whose reading its sentence tells too."""
    before = text[max(0, act.start - 160) : act.start]
    return _TAKEN_HERE.match(text, act.end) is not None and _OF_SPECIMENS.search(before) is None


_OF_OTHERS: Final = frozenset({"nail_debridement", "nail_trimming", "hair_removal"})
"""Services that are done to no lesion: what is told of a lesion with a name beside them is its own."""


def leave_to_services(frame: Frame, kinds: frozenset[str]) -> None:
    """Take from a frame the techniques that are part of the services of its sentence."""
    if "suture_removal" in kinds:
        frame.slots.pop("closure", None)
        _leave_sewn(frame)
    if not kinds or not frame.get("technique"):
        return
    taken = frozenset().union(*[TAKEN.get(kind, frozenset()) for kind in kinds])
    if not taken:
        return
    if frame.get("condition") and not _OF_OTHERS.isdisjoint(kinds):
        taken -= frozenset().union(*[TAKEN[kind] for kind in kinds & _OF_OTHERS])
    is_read = "slide_reading" in kinds
    kept = [
        one
        for one in frame.slots["technique"]
        if one.value not in taken or (is_read and _is_taken_here(one, frame.pieces[0].text))
    ]
    frame.keep("technique", kept)
