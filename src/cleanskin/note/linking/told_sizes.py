"""Lengths whose role is told by what was drawn, kept or left: "5 mm free skin each side", "line drawn 4 mm out".

What is told around a lesion and is none of it is its margin, by whatever name: a cuff, a rim, a border, a ring of good
skin, a radius, so much more on each side.  What was freed to close a wound, and how wide the wound gaped, are told in
the same words and are none.
"""

import re
from typing import Final

from cleanskin.note.linking.sizes import SEWN_OVER, SUTURES
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

_NORMAL: Final = (
    r"(?:free|clear|normal|healthy|uninvolved|good|sound|intact|unaffected|uninvaded|innocent|clean|surrounding"
    r"|adjacent|perilesional|peripheral|neighbou?ring|plain|unremarkable|virgin|undiseased|non-?lesional|lesion-free"
    r"|tumou?r-free|disease-free|cancer-free|ordinary|unmarked|uncoloured|uncolored|unpigmented|pigment-free)"
)
_LOOK: Final = r"(?:[- ](?:looking|appearing|seeming|feeling))?"
_ADVERB: Final = (
    r"(?:(?:clinically|apparently|visibly|grossly|macroscopically|seemingly|otherwise|dermoscopically|the|its|nice|all"
    r"|more|further|extra|additional)[- ])*"
)
_SKIN: Final = (
    r"(?:skin|tissue|surrounds?|surroundings|margins?|borders?|cuff|rim|edges?|ring|collar|halo|zone|strip|band)"
)
_BAND: Final = (
    r"(?:cuff|rim|border|collar|surrounds?|fringe|verge|clearance|safety (?:zone|strip|belt|border|distance))"
)
_STRIP: Final = r"(?:(?:rim|cuff|ring|band|strip|zone|border|collar|edge|margin|halo|frame|circle)s?)"
_SIDES: Final = (
    r"(?:(?:on |to |at |along |in |from |off |for |over |per )?(?:the )?(?:each|either|every|all|both|any|per|four"
    r"|all four|the four)(?: of (?:the|its))?[ -](?:sides?|ways?|directions?|edges?|borders?|ends?|flanks?|quarters?"
    r"|aspects?|poles?|points?|sectors?|compass points)"
    r"|per[ -]side|a side|sides?|bilaterally|circumferential(?:ly)?|concentric(?:ally)?"
    r"|(?:all (?:the way )?|right |the whole way |whole way )(?:a)?round"
    r"|all about|radially|radial|in the round|everywhere)"
)
_OF_LESION: Final = (
    r"(?:(?:the|its|this|that|all|any|clinically)\s+)*(?:visible |clinical |palpable |apparent |outer |pigmented |old "
    r"|whole )*"
    r"(?:it|edges?|borders?|extent|limits?|outline|tumou?r|lesion|growth|nodule|papule|plaque|scar|pigment(?:ation)?"
    r"|mole|n(?:a)?evus|cyst|dots|ink|patch|disease|cancer|lentigo|zone|spot)\b"
)
_GOOD_SKIN: Final = (
    rf"-?(?:\s*(?:wide|broad|deep))?(?:\s*(?:an?\s+)?{_STRIP})?(?:\s*of)?\s+{_ADVERB}{_NORMAL}{_LOOK}"
    rf"(?:[ -]{_SKIN}\b|\s+{_SIDES}\b)"
)
_OF_DISEASE: Final = (
    r"(?:scale|erythema|redness|pigment|crust|inflam|hyper|necros|slough|granul|white|pallor|ice|frost|depigment"
    r"|induration|callus|keratin|maceration|swelling)"
)
_CUFF: Final = rf"-?(?:\s*(?:wide|broad))?\s*(?:of )?{_BAND}\b(?!\s+(?:curett?e|forceps|block|of {_OF_DISEASE}))"
_RING: Final = (
    r"-?(?:ring|halo|frame|band|strip|zone|circle|apron)\s+(?:of (?:skin|tissue)|(?:a)?round\b|outside|beyond|taken"
    r"|kept|drawn|marked|included|inked|left|all)\b|-?(?:safety )?radius\b"
)
_SKIN_TAKEN: Final = (
    r"(?:of )?skin\s+(?:kept|taken|included|left|allowed|added|beyond|outside|(?:a)?round|with it"
    rf"|as (?:a )?(?:border|margin))\b|(?:of )?(?:skin|tissue)\s+{_SIDES}\b"
)
_BEYOND: Final = (
    r"(?:wide |clear |out |away |further |more |off )?(?:beyond|outside|outwith|outward from|away from|clear of|wide of"
    rf"|outside of|out from|past|peripheral to|lateral to|(?<=\s)(?:a)?round)\s+{_OF_LESION}"
    r"|(?<=\s)(?:from|off) (?:(?:the|its|this)\s+)?(?:visible |clinical |palpable |outer )?(?:edges?|borders?|limits?"
    r"|outline|rim)\s+of\s+(?:the\s+|its\s+|this\s+)?(?:tumou?r|lesion|growth|nodule|papule|plaque|scar|pigment\w*|mole"
    r"|n(?:a)?evus|cancer)\b"
    r"|(?<=\s)(?:to spare|with it|more than (?:it|the \w+))\s+(?:on |at |in )?(?:all|each|every|either|both|right"
    r"|a?round)\b"
)
_AFTER: Final = re.compile(rf"\s*(?:{_GOOD_SKIN}|{_CUFF}|{_RING}|{_SKIN_TAKEN}|{_BEYOND})", re.IGNORECASE)
"""What behind a number says that it is of what is taken around a lesion."""

_AFTER_SIDES: Final = re.compile(
    rf"\s*-?\s*(?:(?:of\s+)?(?:skin|tissue|more|extra|clear|allowance)\s+)?{_SIDES}\b", re.IGNORECASE
)
"""What behind a number says that it is told once for each side."""

_AFTER_DRAWN: Final = re.compile(
    r"\s*(?:(?:wide|wider|larger|bigger)(?P<wide>)|out|outwards?|off|beyond|outside|(?:a)?round|around|about|clear"
    r"|away|more|further|peripherally|laterally|circumferentially|from\b[^.;,\n]{0,24}|distance"
    r"|distant)\b(?=\s*(?:[.,;:)(/]|and\b|then\b|to\b|with\b|in\b|$|\n))",
    re.IGNORECASE,
)
_DRAWN_BEFORE: Final = Sought(
    r"\b(?:mark(?:ed|ings?|s)?|outlin(?:e|es|ed|ing)|draw(?:n|ing)?|drew|ink(?:ed|ing)?|scored?|plotted|traced|dotted"
    r"|circled|ringed|penned|sketched|lines?|ellipse|template|stencil\w*|incis(?:ed|ion)|cut|circumscribed|gone|went"
    r"|going|excised|margin|resected|taken|took|removed)\b(?:[^.;\n]|\.(?=\d)){0,28}$",
    re.IGNORECASE,
)
"""What before a number says that a line was drawn or cut, which goes so far around a lesion."""

_OUTLINED_BEFORE: Final = Sought(
    r"\b(?:mark(?:ed|ings?|s)?|outlin(?:e|es|ed|ing)|drawn|drew|ink(?:ed)?|scored|plotted|traced|dotted|circled|ringed"
    r"|penned|sketched|lines|template|circumscribed|gone|went)\b(?:[^.;\n]|\.(?=\d)){0,16}$",
    re.IGNORECASE,
)
"""What before a number says that a line was drawn, not that something was taken: "outlined 5 mm wide"."""

_BEFORE: Final = Sought(
    rf"(?:\b(?:{_NORMAL}{_LOOK}\s+(?:skin|tissue|rim|cuff|border|ring)|cuff|rim|border|collar|surround|radius"
    r"|safety (?:zone|strip|distance)|clearance|skin allowance)(?:\s+(?:of|was|is|at|about|approx\w*|measuring|taken"
    r"|drawn|kept|left|set|around|all|round|it|skin|and|tissue))*\s*[:=(]?\s*"
    r"|\b(?:(?:lines?|outlines?|outlined|incisions?|pen|ink|ellipse|template)\s+(?:(?:was|were|is|are|then|drawn"
    r"|marked|made|placed|set|laid|put|inked|scored|penned)\s+)*(?:at|out to|out|[+]|plus)|(?:marked|drawn|drew|inked"
    r"|scored|traced|dotted|penned)(?:\s+(?:out|round|around|it|this))*\s+(?:at|[+]|plus|a distance of"
    r"|with))\s*(?:a distance of |about |some )?)$",
    re.IGNORECASE,
)
"""What right before a number says that it is of what is taken around a lesion."""

_PLUS_BEFORE: Final = Sought(
    r"\d\s?(?:cm|mm)?\s*(?:(?:[a-z]+|wound zone)\s+){0,3}?(?:\+|plus|and|w/|with|&)\s*(?:an?\s+|about\s+|some\s+)?$",
    re.IGNORECASE,
)
_PLUS_AFTER: Final = re.compile(
    rf"\s*(?:(?:of\s+)?(?:skin|tissue)\b|{_SIDES}\b|(?:a)?round\b|x\s?2\b|margin)", re.IGNORECASE
)
"""What stands around a number that is added to a lesion's."""

_FREED: Final = Sought(
    r"\b(?:undermin\w*|freed|freeing|lifted|released|mobili[sz]\w*|elevat\w*|dissect\w*|loosen\w*|separat\w*|raised"
    r"|detached|slid|advanced|suture\w*|stitch\w*|bites?|sewn|seal\w*|debrid\w*|pared|trimmed|back|overlap\w*|dressing"
    r"|flap|dog-?ears?|freez\w*|froze|frozen|nitrogen|LN2|cryo\w*|ice|iced|frost\w*|thaw|canister|scrap\w*|desicc\w*"
    r"|curett?\w*|charred|burn\w*|grew|growth of|grown|spread|erythema|redness|infiltrat\w*|inject\w*|lid\w*caine"
    r"|block|swelling|induration|invad\w*|clear\w* (?:by|at)|closest|nearest|report|path(?:ology)?|histo\w*"
    r"|slides?)\b(?:[^.;\n]|\.(?=\d)){0,50}$",
    re.IGNORECASE,
)
"""What before a number says that what goes so far on each side is no margin of an excision."""

_NO_TOOL: Final = re.compile(
    r"\s*-?\s*(?:wide |round |disposable |sharp |ring )?(?:curett?e|punch|trephine|blade|forceps|spatula|cannula"
    r"|needle|biops\w+|core|plug)\b",
    re.IGNORECASE,
)
_MARGIN_MAX_CM: Final = 3
_WINDOW: Final = 90
"""Most characters before a length that tell what it is of."""

_LINE_MAX: Final = 60


_FREED_TISSUE: Final = Sought(
    r"\b(?:(?:freed|freeing|lifted|raised|released|mobili[sz]ed|elevated|dissected|loosened|detached|separated|swept"
    r"|peeled|undermined)\s+(?:up\s+|off\s+|free\s+)?(?:(?:the|both|all|each|its|wound|skin"
    r"|subcutaneous)\s+)*(?:subcut\w*|skin|edges?|flanks?|sides?|margins?|fat|tissues?|shoulders|walls|lips|borders?)"
    r"|(?:skin|edges?|flanks?|sides?|margins?|walls|lips|borders|tissues?|shoulders|subcut\w*|fat)\s+(?:(?:was|were"
    r"|then|both|all)\s+)*(?:freed|lifted|raised|released|mobili[sz]ed|elevated|dissected|loosened|detached|separated"
    r"|swept|peeled|undermined)"
    r"|undermined"
    r"|undermining)\b(?:(?!\b(?:clos\w+|flap|swung|rotat\w+|transpos\w+|gap|hole|defect)\b)(?:[^.;\n]"
    r"|\.(?=\d))){0,70}$",
    re.IGNORECASE,
)
"""What before a number says that the edges of a wound were freed so far."""

_FREED_FAR: Final = re.compile(
    r"\s*(?:(?:wide|back|out|away|deep)\s+)?(?:beyond|past|from|off|along|at|on|of|in|to)?\s*(?:the "
    rf"|its )?(?:{_SIDES}|(?:wound |skin |cut )?edges?\b"
    r"|(?:left and right|right and left|up and down|above and below|medially and laterally)\b)",
    re.IGNORECASE,
)
_FREED_FOR: Final = Sought(
    r"\b(?:for|by|over|about|some|roughly|fully|at least|(?:off|from) (?:the )?(?:\w+ )?(?:fascia|fat|galea|muscle"
    r"|periosteum))\s+(?:for |by |over |about |some |a good )?$",
    re.IGNORECASE,
)
_GAP: Final = r"(?:gap|gape|hole|opening|crater|void|raw area|saucer)"
_GAP_BEFORE: Final = Sought(
    rf"\b(?:{_GAP}|(?:defect|wound) (?:gaped|gaping))\W{{1,2}}(?:(?:of|was|is|measur\w+|about|left|now|being|at its"
    rf" widest|widest|just|only)\W+){{0,3}}$",
    re.IGNORECASE,
)
_GAP_AFTER: Final = re.compile(rf"\s*-?(?:wide\s+|surgical\s+|skin\s+|open\s+|round\s+)*{_GAP}\b", re.IGNORECASE)
_ZONE_AFTER: Final = re.compile(
    r"\s*-?(?:(?:old|healed|healing|previous|former|prior|pink|pigmented)\s+)*(?:wound|scar|biopsy|shave)\s+(?:zone"
    r"|area|bed|patch|mark|field)\b",
    re.IGNORECASE,
)
"""What behind a number says that it is of the place of earlier work, which is what was cut out anew."""

_WOUND_BEFORE: Final = Sought(r"\bwound\W{1,2}(?:(?:of|was|is|measur\w+|about|left|now)\W+){0,2}$", re.IGNORECASE)
_SEWN: Final = Sought(
    r"\b\d{1,2}[-/]0\b|\bsutur\w*|\bclos(?:ed|ure)\b|\bsewn\b|\bgathered\b|\bdrawn together\b", re.IGNORECASE
)
_WITH_BEFORE: Final = Sought(r"\b(?:with|w/|plus|incl\w*|taking|including)\s*(?:about\s+|an?\s+)?$", re.IGNORECASE)
_SKIN_AFTER: Final = re.compile(
    r"\s*(?:of )?(?:skin|tissue)\b(?!\s+(?:tag|graft|hook|flap|tear|punch|incision|cut|nodule|growth|lesion|cancer"
    r"|depth))",
    re.IGNORECASE,
)
_LINE_BEFORE: Final = Sought(
    rf"\b(?:{SUTURES})\b[^.;\n]{{0,24}}[.;,]\s*"
    r"(?:final\s+|suture\s+|sewn\s+|finished\s+)?(?:line|length|scar|seam)\s*[:=]?\s*(?:of\s+)?$",
    re.IGNORECASE,
)
"""What before a number says that it is how long the line just sewn is."""


def with_told_sizes(marked: MarkedText) -> MarkedText:
    """Return the note with the role of each length that is told by what was drawn, kept, freed or left open."""
    changed: dict[int, str] = {}
    for at, one in enumerate(marked.mentions):
        if one.kind == "length" and not one.value and one.amount is not None and (role := _role(one, marked)):
            changed[at] = role
    if not changed:
        return marked
    mentions = list(marked.mentions)
    for at, role in changed.items():
        mentions[at] = mentions[at]._replace(value=role)
    return marked._replace(mentions=mentions)


def _role(one: Mention, marked: MarkedText) -> str:
    text, start = marked.text, _window(marked.text, one.start)
    is_single = one.second is None
    if is_single and _is_freed(one, text, start):
        return "undermining"
    if (is_single or "range" in one.attributes) and _is_margin(one, text, start):
        return "margin"
    if not is_single:
        return ""
    if _LINE_BEFORE.search(text, max(0, one.start - _LINE_MAX), one.start) or SEWN_OVER.search(text, start, one.start):
        return "closure_length"
    if _ZONE_AFTER.match(text, one.end):
        return "diameter"
    if _GAP_BEFORE.search(text, start, one.start) or _GAP_AFTER.match(text, one.end):
        return "defect"
    if _WOUND_BEFORE.search(text, start, one.start) and _is_sewn_longer(one, marked):
        return "defect"
    return ""


def _window(text: str, place: int) -> int:
    """Return where what is told right before a place begins: with its sentence or line, or so many characters back."""
    first = max(0, place - _WINDOW)
    return max(
        first,
        text.rfind("\n", first, place) + 1,
        text.rfind(". ", first, place) + 1,
        text.rfind("; ", first, place) + 1,
    )


def _is_freed(one: Mention, text: str, start: int) -> bool:
    """True for how far the edges of a wound were freed."""
    if not _FREED_TISSUE.search(text, start, one.start):
        return False
    return bool(_FREED_FAR.match(text, one.end) or _FREED_FOR.search(text, start, one.start))


def _is_sewn_longer(one: Mention, marked: MarkedText) -> bool:
    """True when a longer line is told in the same sentence, behind the stitches that drew the wound together."""
    return any(
        other.kind == "length"
        and other.sentence == one.sentence
        and other.start > one.end
        and other.second is None
        and (other.amount or 0) > (one.amount or 0)
        and _SEWN.search(marked.text, one.end, other.start) is not None
        for other in marked.mentions
    )


def _is_margin(one: Mention, text: str, start: int) -> bool:
    """True for what was taken around a lesion."""
    if not 0 < (one.amount or 0) <= _MARGIN_MAX_CM or _FREED.search(text, start, one.start):
        return False
    if _NO_TOOL.match(text, one.end):
        return False
    if _AFTER.match(text, one.end) or _AFTER_SIDES.match(text, one.end):
        return True
    if _BEFORE.search(text, start, one.start):
        return _is_small(one)
    if _PLUS_BEFORE.search(text, start, one.start) and _PLUS_AFTER.match(text, one.end):
        return True
    if not _is_small(one):
        return False
    if _WITH_BEFORE.search(text, start, one.start) and _SKIN_AFTER.match(text, one.end):
        return True
    drawn = _AFTER_DRAWN.match(text, one.end)
    if drawn is None:
        return False
    before = _OUTLINED_BEFORE if drawn["wide"] is not None else _DRAWN_BEFORE
    return before.search(text, start, one.start) is not None


def _is_small(one: Mention) -> bool:
    """True for what is told in millimeters, or is no more than a centimeter."""
    return (one.amount or 0) <= 1 or "mm" in one.words.lower()
