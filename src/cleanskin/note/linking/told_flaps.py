"""Flaps and grafts told by what was done with the skin: cut, raised and swung into the hole; taken, thinned, sewn in.

"Skin elevated and swung down over the hole" is a flap with its incisions, "a disc from behind the ear, scissored free
of fat, tacked in under a tie-over" a full-thickness graft, "stalk cut across" the division of a flap.  Where one is
told by its usual name nothing is added.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanskin.note.denied import is_denied
from cleanskin.note.linking.made_mentions import made_of_act, with_made
from cleanskin.note.linking.places import zone_of
from cleanskin.note.mention import LIVE, MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought

_HOLE: Final = (
    r"(?:hole|defect|gap|wound|bed|void|crater|space|raw (?:area|surface)|opening|excision site|notch|missing (?:part"
    r"|skin)|place|primary|cavity|area)"
)
_SKIN_PART: Final = (
    r"(?:flap|tongue|finger|lobes?|limb|paddle|island|kite|banner|triangle|crescent|rhomb\w*|lozenge|strip|leaf|leaflet"
    r"|peninsula|skin|tissue|cheek|curtain|apron|slice|wing|pennant)"
)
_CUT: Final = (
    r"(?:incis\w+|cuts?|cutting|raised|raising|elevated|lifted|dissected|developed|freed|mobili[sz]ed|drawn|designed"
    r"|fashioned|islanded|based)"
)
_MOVED: Final = Sought(
    r"\b(?P<transposition>swung|swinging|transposed|transposing|leapfrogged|jumped|flipped|hinged)\b"
    r"|\b(?P<rotation>rotated|rotating|pivoted|pivoting|wheeled|swivell?ed|turned(?= (?:in|into|down|over|across"
    r"|through)))\b"
    r"|\b(?P<advancement>slid|sliding|advanced|advancing|slipped|shifted|glided|pushed|moved|pulled|brought|carried"
    r"|drawn|swept)\b",
    re.IGNORECASE,
)
_INTO: Final = re.compile(
    r"\s*(?:[\w-]+,?\s+){0,5}?(?:into|over|across|onto|in(?: to)?|down|up|to (?:fill|cover|close|meet|plug|seal|reach)"
    r"|for)\s+(?:(?:the|its|his|her|this|over|into|onto|across|down|up|on|to|fill|cover|close"
    rf"|in)\s+){{0,3}}(?:\w+\s+){{0,2}}?{_HOLE}\b",
    re.IGNORECASE,
)
_SHAPES: Final = re.compile(
    r"\b(?:rhomb(?:us|ic|oid|s)?|bilobe\w*|(?:two|both|second|first) lobes?|lobe|tongue|limb|banner|lozenge|peninsula"
    r"|pennant)\b",
    re.IGNORECASE,
)
_CUT_BEFORE: Final = Sought(rf"\b{_CUT}\b", re.IGNORECASE)
_SKIN_BEFORE: Final = Sought(rf"\b{_SKIN_PART}\b", re.IGNORECASE)
_GENERIC: Final = re.compile(r"(?:moved|pulled|brought|carried|drawn|pushed|swept|shifted)\Z", re.IGNORECASE)
_EDGES: Final = re.compile(r"\b(?:edges?|sides?|margins?|lips)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NAMED_FLAP: Final = ("flap",)

_THINNED: Final = (
    r"(?:defatted|de-fatted|thinned (?:to|of)|(?:freed|cleared|cleaned|stripped|rid) of (?:(?:its|the|all) )*fat"
    r"|(?:free|clear|clean) of (?:(?:its|the|all) )*fat|(?<!and )(?<!& )fat (?:was |all )?(?:trimmed|removed"
    r"|snipped|scissored"
    r"|cut|pared|stripped|cleaned|shaved)|trimmed of (?:its |all )?fat|stripped of (?:its |all )?fat|cleaned of (?:its"
    r" )?fat|whole[- ]thickness"
    r"|full[- ]thickness|whole (?:of the )?dermis|entire dermis|all (?:of )?(?:its|the) dermis|to (?:bare |white "
    r"|translucent |pearly )?dermis"
    r"|pie-?crusted|epidermis and (?:all|whole|full) dermis|skin (?:with|and) all its dermis)"
)
_PUT: Final = (
    r"(?:laid (?:in|on|into|onto|down)|set (?:in|into|on)|sewn (?:in|into|on|to|down|round)|sutured (?:in|into|on|to"
    r"|down)|stitched (?:in|into|on|to|down)|tacked|inset|placed|fixed|anchored|quilted|bolster\w*|tie[- ]?over"
    r"|tied[- ]over|tied down|stapled|applied|fitted|spread|planted|transferred)"
)
_TAKEN: Final = (
    r"(?:harvest\w*|taken|took|cut|excised|removed|lifted|borrowed|obtained|donor|from|template|pattern|foil|disc|disk"
    r"|patch|oval|sheet)"
)
_WHOLE: Final = Sought(rf"\b{_THINNED}\b", re.IGNORECASE)
_SHEET: Final = Sought(
    r"\b(?:partial[- ]thickness (?:sheet|skin)|thin (?:sheet|shaving|slice) of (?:\w+ )?skin|dermatome|zimmer|padgett"
    r"|humby|watson knife|weck|goulian|braithwaite|meshed\b|mesher"
    r"|(?:\d{1,2} )?thou(?:sandths?)?(?: of an inch)?|\d{1,2}/1000|0?\.0\d{1,2}[- ]?(?:in|inch|\"))\b",
    re.IGNORECASE,
)
_COMPOSITE: Final = Sought(
    r"\b(?:skin[-/ ,+&]{1,3}cartilage[-/ ,+&]{1,3}skin|(?:wedge|piece|segment|block|composite|disc|bit|slice)\s+(?:of"
    r"|from)\s+(?:the\s+)?"
    r"(?:helix|helical \w+|conch\w*|ear|crus|concha\w* bowl|root of (?:the )?helix)[^.;\n]{0,40}?\bcartilage\b|skin"
    r" (?:and|with|plus|\+|&) "
    r"(?:its |underlying |the )?(?:cartilage|perichondrium)|chondro-?cutaneous)\b",
    re.IGNORECASE,
)
_PINCHES: Final = Sought(
    r"\b(?:beads?|pinch(?:es)?|cones?|buttons?|islets?|islands?|snips?|bits?|pieces|plugs|dots"
    r"|tents)\s+of\s+(?:thin\s+|partial[- ]thickness\s+)?skin\b"
    r"(?=[^\n]{0,120}\b(?:set|sewn|placed|planted|laid|put|spread|dotted|seeded|applied|transferred)\b)",
    re.IGNORECASE,
)
_PUT_TEXT: Final = Sought(rf"\b{_PUT}\b", re.IGNORECASE)
_TAKEN_TEXT: Final = Sought(rf"\b{_TAKEN}\b", re.IGNORECASE)
_SKIN: Final = Sought(r"\b(?:skin|disc|disk|patch|oval|ellipse|graft|sheet|dermis|paddle|piece)\b", re.IGNORECASE)
_DIVIDED: Final = Sought(
    r"\b(?P<act>(?:stalk|pedicle|bridge|stem|skin bridge|tube|umbilical|carrier|flap base|neck of the flap)\s+(?:(?:is"
    r"|was|now|then|today|at last|were|has been|been|being|being|cleanly|sharply)\s+){0,3}(?:cut(?:\s+(?:across"
    r"|through|off|free|at))?|divided|severed|transected|sectioned|detached|released|taken down|separated|disconnected"
    r"|amputated|sliced through))\b"
    r"|\b(?P<other>(?:cut|divided|severed|transected|sectioned|detached|released|took down|separated|dividing"
    r"|cutting)\s+(?:across |through |off )?(?:the|her|his|its|that|this)\s+(?:\w+\s+)?(?:stalk|pedicle|bridge|stem"
    r"|skin bridge|carrier)(?! will))\b",
    re.IGNORECASE,
)
_SECOND_STAGE: Final = Sought(
    r"\b(?:(?:weeks?|wks?|days?|months?|d)\s+(?:after|since|ago|from|post|out|following|past)|stage (?:one|two|1|2|ii?)"
    r"|(?:first|second|2nd|1st)[ -](?:planned )?(?:stage|step)|take-?down|since (?:i|we|the) (?:swung|made|raised"
    r"|first))\b",
    re.IGNORECASE,
)
"""What says that the flap was made on a day before."""

_LATER: Final = re.compile(
    r"[^.;\n]{0,24}\b(?:in|after|at)\s+(?:about\s+)?(?:\d+|two|three|four)\s*(?:wk|week|d\b|days)"
    r"|[^.;\n]{0,16}\b(?:will|to be|planned for|next)\b",
    re.IGNORECASE,
)
_WINDOW: Final = 260
_BACK: Final = 170


class _Graft(NamedTuple):
    kind: str
    start: int
    end: int


def with_told_flaps(marked: MarkedText) -> MarkedText:
    """Return the note with flaps, grafts and divided stalks that are told by what was done."""
    flaps = list(_flaps(marked))
    added = [*flaps, *_divisions(marked)]
    grafts = list(_grafts(marked))
    for one in grafts:
        added += made_of_act(marked, "closure", one.kind, (one.start, one.end))
    if not added:
        return marked
    kept = [
        _area(one, flaps, marked)
        for one in marked.mentions
        if not _is_replaced(one, grafts, marked) and not _is_reached(one, flaps, marked)
    ]
    return with_made(marked, added, kept)


_REACHED_BY: Final = re.compile(
    r"\b(?:down to|up to|out to|back to|to|toward|towards|along|into|from|onto|off|over to|as far as|below|above"
    r"|behind|within)\s+"
    r"(?:(?:the|his|her|its|left|right|l|r)\s+){0,2}$",
    re.IGNORECASE,
)


_OF_SKIN: Final = re.compile(r"\s+(?:skin|tissue|flap|pedicle)\b|\s+of\s+(?:\w+\s+){0,2}?skin\b", re.IGNORECASE)
"""What behind a place says that its skin made the flap; "a tongue of cheek skin" is none in the mouth."""


def _is_reached(one: Mention, flaps: Sequence[Mention], marked: MarkedText) -> bool:
    """True for a place that the cuts of a flap only reach, or that its skin came from."""
    if one.kind != "site":
        return False
    before = [flap for flap in flaps if one.sentence == flap.sentence and one.start < flap.start]
    if before and _OF_SKIN.match(marked.text, one.end):
        return True
    return bool(before) and _REACHED_BY.search(marked.text, max(0, one.start - 32), one.start) is not None


_OF_FLAP_BEFORE: Final = re.compile(
    r"\b(?:raised|donor|flap|secondary|moved|swung|lifted|elevated|second)\s*(?:area|defect|bed|skin|site|wound|hole)?"
    r"\s*(?:(?:of|was|is|about|measur\w+|then)\s+){0,2}[:=(]?\s*$",
    re.IGNORECASE,
)
_TOTAL_BEFORE: Final = re.compile(
    r"\b(?:total|sum|together|altogether|combined|in all|both)(?: area)?\s*(?:(?:of|was|is|about)\s+)?[:=(]?\s*$",
    re.IGNORECASE,
)
_SMALL_AREA: Final = 300


def _area(one: Mention, flaps: Sequence[Mention], marked: MarkedText) -> Mention:
    """Return a number or two sides told of the flap's own bed, or of all together, as that area."""
    if not flaps or one.kind not in ("number", "length", "area") or one.amount is None or one.amount > _SMALL_AREA:
        return one
    before = marked.text[max(0, one.start - 40) : one.start]
    is_own, is_sum = _OF_FLAP_BEFORE.search(before), _TOTAL_BEFORE.search(before)
    if not (is_own or is_sum):
        return one
    if one.kind == "number" and any(other.kind == "area" for other in marked.mentions):
        one = one._replace(kind="area", unit="sq cm", value="")
    if is_own and (one.kind == "area" or one.second is not None):
        return one._replace(value="secondary_defect")
    return one


def _flaps(marked: MarkedText) -> Iterator[Mention]:
    text = marked.text
    if not (_MOVED.may_be_in(text) and _CUT_BEFORE.may_be_in(text)):
        return
    named = {one.sentence for one in marked.mentions if one.kind == "closure" and one.value.startswith(_NAMED_FLAP)}
    for moved in _MOVED.finditer(text):
        number = sentence_number(marked, moved.start())
        if number is None or is_denied(text, moved.start()):
            continue
        start = marked.sentences[max(0, number - 1)].start
        start = max(start, moved.start() - _BACK)
        has_shape = _SHAPES.search(text, start, moved.start()) is not None
        if not (_INTO.match(text, moved.end()) or has_shape):
            continue
        if _EDGES.search(text, max(0, moved.start() - 24), moved.start()):
            continue
        if not _CUT_BEFORE.search(text, start, moved.start()):
            continue
        if not has_shape and not _SKIN_BEFORE.search(text, start, moved.end() + 40):
            continue
        if _GENERIC.match(moved[0]) and not has_shape and "flap" not in text[start : moved.start()].lower():
            continue
        if any(abs(number - one) <= 1 for one in named):
            continue
        yield from made_of_act(marked, "closure", f"flap_{moved.lastgroup}", moved.span())
        yield from made_of_act(marked, "feature", "flap_incisions", moved.span())
        return


def _grafts(marked: MarkedText) -> Iterator[_Graft]:
    """Yield the first graft of each note that is told by its steps; none where one is named."""
    text = marked.text
    if any(one.kind == "closure" and one.value.startswith("graft") and one.scope in LIVE for one in marked.mentions):
        return
    for kind, said in (
        ("graft_composite", _COMPOSITE),
        ("graft_pinch", _PINCHES),
        ("graft_split_thickness", _SHEET),
        ("graft_full_thickness", _WHOLE),
    ):
        if not said.may_be_in(text):
            continue
        for found in said.finditer(text):
            if _is_graft(found, kind, marked):
                yield _Graft(kind, found.start(), found.end())
                return


def _is_graft(found: re.Match[str], kind: str, marked: MarkedText) -> bool:
    text = marked.text
    if is_denied(text, found.start()):
        return False
    line = text.rfind("\n", 0, found.start()) + 1
    start = max(line, found.start() - _WINDOW)
    stop = text.find("\n", found.end())
    end = min(len(text) if stop < 0 else stop, found.end() + _WINDOW)
    put = _PUT_TEXT.search(text, found.end(), end)
    if put is None or not _SKIN.search(text, start, end):
        return False
    if kind == "graft_full_thickness":
        taken = _TAKEN_TEXT.search(text, start, put.start())
        return taken is not None and _is_skin_of(text, max(start, found.start() - 110), put.end())
    return True


_SKIN_OF: Final = Sought(
    r"\b(?:skin|disc|disk|patch|oval|ellipse|paddle|piece|sheet)\b(?:[^.;\n]|[.;](?=[^\n]{0,40})){0,120}$",
    re.IGNORECASE,
)
_ONLY_CUT: Final = re.compile(
    r"\b(?:excis\w+|incis\w+|cut(?!\s+to (?:pattern|size|shape|fit)))\s+(?:\w+\s+){0,2}(?:full|whole)[- ]thickness"
    r"|(?:full|whole)[- ]thickness"
    r"\s+(?:\w+\s+)?(?:excision|wedge|incision|loss|wound|defect|down|to (?:the )?fat|through)",
    re.IGNORECASE,
)


def _is_skin_of(text: str, start: int, end: int) -> bool:
    """True when the skin that was thinned is what was put in, not what an excision went through."""
    return _SKIN_OF.search(text, start, end) is not None and _ONLY_CUT.search(text, start, end) is None


_DONOR_BEFORE: Final = re.compile(
    r"\b(?:from|behind|above|donor|in front of|harvested|taken)\W+(?:(?:the|her|his|its|just|inner|outer"
    r"|upper|lower"
    r"|left|right|l|r|medial|lateral|behind|above|below|same|opposite)\W+){0,4}$",
    re.IGNORECASE,
)
_DONOR_AFTER: Final = re.compile(
    r"\W{0,2}(?:crease |fold )?(?:skin|donor)\b|\s+(?:was |is |then )?(?:closed|sewn|run shut|drawn)\b", re.IGNORECASE
)


def _is_replaced(one: Mention, grafts: Sequence[_Graft], marked: MarkedText) -> bool:
    """True for the place that a graft came from, and for acts that its steps look like."""
    for graft in grafts:
        if abs(one.start - graft.start) > _WINDOW:
            continue
        if one.kind == "site" and (
            _DONOR_BEFORE.search(marked.text, max(0, one.start - 40), one.start)
            or _DONOR_AFTER.match(marked.text, one.end)
        ):
            return True
        if one.kind == "technique" and one.value in _STEPS and graft.kind in ("graft_pinch", "graft_composite"):
            return True
        if one.kind == "technique" and one.value in ("punch", "snip"):
            return True
    return False


_STEPS: Final = frozenset({"snip", "incisional", "biopsy", "debridement", "remove"})
"""Acts that the taking of a small graft looks like."""


def _divisions(marked: MarkedText) -> Iterator[Mention]:
    text = marked.text
    named = [one for one in marked.mentions if (one.kind, one.value) == ("feature", "division") and one.scope in LIVE]
    if not (named or _DIVIDED.may_be_in(text)) or _SECOND_STAGE.search(text) is None:
        return
    if named:
        if not _tells_of_flap(marked):
            yield from made_of_act(marked, "closure", "flap_interpolated", (named[0].start, named[0].end))
            yield from _recipient(marked, named[0].start, named[0].end)
        return
    for found in _DIVIDED.finditer(text):
        start, end = found.span("act" if found["act"] else "other")
        if _LATER.match(text, end):
            continue
        if not is_denied(text, start):
            yield from made_of_act(marked, "feature", "division", (start, end))
            yield from made_of_act(marked, "closure", "flap_interpolated", (start, end))
            yield from _recipient(marked, start, end)
            return


def _tells_of_flap(marked: MarkedText) -> bool:
    return any(one.kind == "closure" and one.value.startswith(_NAMED_FLAP) for one in marked.mentions)


_RECIPIENT_ZONES: Final = ("nose", "eyelid", "ear", "lip")


def _recipient(marked: MarkedText, start: int, end: int) -> Iterator[Mention]:
    """Yield the place that a flap was brought to, where its stalk is cut in a sentence that does not name it."""
    number = sentence_number(marked, start)
    sites = [one for one in marked.mentions if one.kind == "site" and one.scope in LIVE]
    told = [one for one in sites if zone_of(one.value) in _RECIPIENT_ZONES]
    if not told or any(one.sentence == number for one in told):
        return
    for one in made_of_act(marked, "site", told[0].value, (start, end)):
        yield one._replace(side=told[0].side)
