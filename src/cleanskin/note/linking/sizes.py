"""What each length and area of a frame measures: the lesion, a margin, the excision, a repair, a defect, a flap.

Declared words beside the number decide (`size_roles.tsv`); without one the kind of closure or wound does; else it is
the lesion's diameter.  Lengths are centimeters, areas square centimeters.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from cleanskin.note.linking.conditions import INJURIES
from cleanskin.note.linking.margins import is_added_margin
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.linking.undermining import FREED_BEFORE, WIDTH_OF_DEFECT, is_along_edge, is_undermining
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_BETWEEN_MAX: Final = 24
"""Most characters between a number and the word that says what it measures."""

_TOOL_AFTER: Final = re.compile(
    r"[ \t\-]*(?:keyes |disposable |skin )?(?:spot(?! (?:on|of|at|over|near|behind|below|above)\b)|punch|curette|curet"
    r"|trephine|needle|blade)\b",
    re.IGNORECASE,
)
_CLOSURE_LENGTH: Final = frozenset({"simple", "intermediate", "complex", "primary", "closed", "sutured"})


class Size(NamedTuple):
    """What one measurement is of: a field of the lesion or "tool"; `value` in cm or sq cm, `other` its other side."""

    role: str
    value: Decimal
    mention: Mention
    other: Decimal | None = None


def sizes_of(piece: Piece, *, in_closure: bool = False) -> list[Size]:
    """Return what the measurements of a piece are of; `in_closure` when the words before it tell of a closure."""
    found = []
    for told in piece.mentions:
        if told.kind not in ("length", "area") or told.amount is None or told.scope in ("hypothetical", "instruction"):
            continue
        one = _exceeding(told, text=piece.text)
        found.append(_size(_role(one, piece, in_closure=in_closure), one))
    return found


_MORE: Final = Sought(r"(?:exceed\w*|over|more than|greater than|larger than|above|(?<![-=])>)\s*$", re.IGNORECASE)
SUTURES: Final = r"nylon|ethilon|prolene|vicryl|monocryl|pds|silk|gut|staples|[2-6]-0"
_SEWN: Final = (
    r"layers?|closed|closure|repaired|sutur\w+|rows?|tiers?|sewn|shut|stitched|stitches|running|interrupted"
    rf"|{SUTURES}"
)
SEWN_OVER: Final = Sought(rf"(?:{_SEWN})\s+over\s*$", re.IGNORECASE)
"""Where "over" tells along what a wound was closed."""

_ALONG: Final = Sought(rf"(?:{_SEWN}|undermined|extending|skin)\s+over\s*$", re.IGNORECASE)
"""Where "over" means along, and no more than."""

_STEP: Final = Decimal("0.1")
"""Sizes are stated to one decimal: more than 50 is at least 50.1."""


def _exceeding(mention: Mention, *, text: str) -> Mention:
    """Return a measurement that is said to be exceeded as the next larger one."""
    if mention.kind not in ("length", "area") or mention.amount is None:
        return mention
    start = max(0, mention.start - 30)
    if _MORE.search(text, start, mention.start) and not _ALONG.search(text, start, mention.start):
        return mention._replace(amount=mention.amount + _STEP)
    return mention


def _size(role: str, mention: Mention) -> Size:
    """Make a size of a mention.

    Of two sides the greater counts, of an excision with its margins the lesser (the longer one is the ellipse).  Of a
    range the upper end counts, of margins and undermining the lower, which is what is certain.
    """
    first, second = mention.amount or Decimal(0), mention.second
    if mention.kind == "area":
        return Size("area" if role == "diameter_cm" else role, second or first, mention)
    if second is None:
        return Size(role, first, mention)
    greater, lesser = max(first, second), min(first, second)
    if "range" in mention.attributes:
        return Size(role, lesser if role in _CERTAIN else greater, mention)
    if role == "excised_cm" or role in _CERTAIN:
        return Size(role, lesser, mention, greater)
    return Size(role, greater, mention, lesser)


_CERTAIN: Final = frozenset({"margin_cm", "undermining_cm"})

_ROLES: Final = {
    "margin": "margin_cm",
    "excised": "excised_cm",
    "diameter": "diameter_cm",
    "closure_length": "closure_length_cm",
    "undermining": "undermining_cm",
    "depth": "depth",
    "tool": "tool",
    "treated_area": "area",
    "defect": "defect",
    "secondary_defect": "secondary_defect",
    "laceration": "closure_length_cm",
}


_STATED: Final = frozenset(
    {"margin", "excised", "closure_length", "undermining", "depth", "diameter", "defect", "secondary_defect"}
)
"""Roles that a measurement may bring with it."""

_EXCISED_BEFORE: Final = re.compile(r"[(\[]\s*excised\s*(?:at|to|as|:|=)?\s*$", re.IGNORECASE)
"""What in brackets behind a lesion's size gives the excised diameter: "nevus 8 mm (excised 1.0 cm)"."""


_EXCISED_RIGHT: Final = re.compile(r"\bexcised[,:]?\s*$", re.IGNORECASE)


_SUM_BEFORE: Final = re.compile(
    r"(?:(?<![<>\u2264\u2265])(?<!length )(?<!length)(?<!line )(?<!\bL)(?<!\bL )=|[-=]>|\u2192|\u21d2"
    r"|side, total(?: of)?)\s*$"
)
"""What before a number behind a lesion and its margin says that it is their sum."""

_SUM_OF_TWO: Final = re.compile(
    r"\d\s?(?:mm|cm)?\s*(?:\+|plus)\s*(?:\(?2 ?x ?)?\d[\d.]*\s?(?:mm|cm)?\)?\s*"
    r"(?:(?:x|\*) ?2|each side|both sides|per side)?\s*=\s*$",
    re.IGNORECASE,
)
"""A lesion, its margin on both sides, and their sum: "10 mm + 4 mm x2 = 18 mm"."""


_ADDEND: Final = re.compile(r"\s*(?:lesion|tumor|scar)?\s*\+\s*[^=.;\n]{0,6}\d[^=;\n]{0,30}=\s*\d", re.IGNORECASE)
_SUMMED: Final = re.compile(r"\d\s*(?:cm|mm)?\s*\+\s*[^=;\n]{1,30}=\s*$", re.IGNORECASE)
_OF_CUTTING: Final = re.compile(r"\b(?:exc\w*|margins?|marg|diam\w*)\b", re.IGNORECASE)
"""A lesion and its margins written as a sum: "exc diam 0.7 + 0.8 = 1.5 cm"."""


def _is_added_up(mention: Mention, text: str) -> bool:
    """True for the sum of a lesion and its margins, which is the excised diameter."""
    if mention.kind != "length" or not _SUMMED.search(text, max(0, mention.start - 40), mention.start):
        return False
    line = max(text.rfind(sign, 0, mention.start) for sign in ("\n", ";", ". "))
    return _OF_CUTTING.search(text, line + 1, mention.start) is not None


_WITH_MARGINS: Final = Sought(
    r"\b(?:diam\w*|size|together|combined|both)\b[^.;\n]{0,16}\b(?:with|including|incl\.?|w/)\s?"
    r"(?:the |its )?margins?\W*(?:(?:of|is|was|at)\W+)?$",
    re.IGNORECASE,
)
"""What before a number says that it holds the margins: "final excised diameter with margins 2.6 cm"."""

_DEFECT_OPENS: Final = re.compile(r"\b(?:defect|wound)(?: width| size)?\s*[(\[]\s*(?:about |of )?$", re.IGNORECASE)
"""What in brackets behind the word for a wound is of it: "wider than the defect (2.0 cm)"."""

_WIDE_AFTER: Final = re.compile(r"\s*(?:wide|across|in width)\b", re.IGNORECASE)
_WOUND_BEFORE: Final = re.compile(
    r"\b(?:defect|wound|hole)\W+(?:(?:was|is|of|being|about|now|measur\w+|it|this|which)\W+){0,3}$", re.IGNORECASE
)
"""What around a number says that it is how wide the wound is: "wound 1.8 cm wide", "defect. It is 2 cm across"."""

_MARGIN_OF_NEXT: Final = re.compile(
    r"\s+margins?:?\s*\d+(?:\.\d+)?\s*(?:mm|cm)\b\s*(?:margins?\b|[|,.;)/\n]|each|all|circumferential|$)",
    re.IGNORECASE,
)
"""The word for a margin between two numbers, of which the second is the margin: "1.4 cm margins 0.5 cm"."""


_PLUS_MARGIN: Final = re.compile(
    r"\s*(?:[a-z]+\s+){0,3}?(?:\+|plus)\s*(?:an?\s+)?\d+(?:\.\d+)?\s*(?:mm|cm)\b", re.IGNORECASE
)
"""A second number added to the first, which is the margin: "margin positive: 2.0 cm scar + 5 mm each side"."""


_APART_BEFORE: Final = re.compile(
    r"\b(?:spared|missed|cleared|separated|apart|thinned|raised|distant) by\s*$", re.IGNORECASE
)
"""What before a number says how far something stays away: "the rim spared by 2 mm"."""


_APART_AFTER: Final = re.compile(r"[\s-]*(?:apart|from (?:each other|one another))\b", re.IGNORECASE)

_HOLE_AFTER: Final = re.compile(r"\s*(?:(?:surgical|skin|mohs|open)\s+)?(?:hole|gap|opening|defect)\b", re.IGNORECASE)
_HOLE_BEFORE: Final = re.compile(
    r"\b(?:hole|gap|opening)\W{1,2}(?:(?:of|was|is|measur\w+|about|left|now)\W+){0,2}$", re.IGNORECASE
)
"""What beside two sides says that they are of the wound: "a 2.5 x 2.5 cm hole"."""


_CLEAR_BY: Final = Sought(
    r"\b(?:clear\w*|free|negative|uninvolved|closest|nearest)(?:\s+(?:margins?|peripheral|deep|lateral|at))*\W+"
    r"(?:(?:by|is|was|of|at|being|least|about|distance|more than|greater than|over)\W+){0,3}$",
    re.IGNORECASE,
)
_SLIDE: Final = re.compile(
    r"(?:\bby\W+(?:(?:at|least|about|more|than)\W+){0,2}$"
    r"|\b(?:path\w*|histo\w*|addend\w*|report\w*|slides?|sections?|micro\w*)\b[^\n;]{0,120}$)",
    re.IGNORECASE,
)
"""What tells how far a tumor stayed from the edge under the microscope: "margins clear by 4 mm"."""


def _is_of_slide(mention: Mention, piece: Piece) -> bool:
    """True for a margin that the pathologist measured, which is none of the operation."""
    told, start = piece.text, max(0, mention.start - 140)
    return (
        _CLEAR_BY.search(told, max(0, mention.start - 60), mention.start) is not None
        and _SLIDE.search(told, start, mention.start) is not None
    )


def _is_of_hole(mention: Mention, text: str) -> bool:
    """True for two sides beside a word for the wound that an operation left."""
    is_before = _HOLE_BEFORE.search(text, max(0, mention.start - 32), mention.start) is not None
    return is_before or _HOLE_AFTER.match(text, mention.end) is not None


def _stated_role(mention: Mention, piece: Piece) -> str:
    """Return what a measurement is of by the words that belong to it; "" when they leave it open."""
    if not mention.value and _EXCISED_BEFORE.search(piece.text[max(0, mention.start - 16) : mention.start]):
        return "excised_cm"
    is_sum = piece.text[max(0, mention.start - 40) : mention.start].rstrip().endswith("=")
    if (
        is_sum
        and mention.kind == "length"
        and _SUM_OF_TWO.search(piece.text, max(0, mention.start - 40), mention.start)
    ):
        return "excised_cm"
    if (
        not mention.value
        and any(
            one.value == "margin" and one.kind in ("length", "size_role") and one.end <= mention.start
            for one in piece.mentions
        )
        and _SUM_BEFORE.search(piece.text[max(0, mention.start - 16) : mention.start])
    ):
        return "excised_cm"
    if mention.kind == "length" and _ADDEND.match(piece.text, mention.end):
        return "diameter_cm"
    if is_sum and not mention.value and _is_added_up(mention, piece.text):
        return "excised_cm"
    if mention.value in ("", "margin") and _WITH_MARGINS.search(piece.text, max(0, mention.start - 60), mention.start):
        return "excised_cm"
    if mention.value == "margin" and _MARGIN_OF_NEXT.match(piece.text, mention.end):
        return "diameter_cm"
    if mention.value == "margin" and _PLUS_MARGIN.match(piece.text, mention.end):
        return "diameter_cm"
    if is_added_margin(mention, piece.text):
        return "margin_cm"
    if mention.value == "margin" and _is_of_next_line(mention, piece.text):
        return _ROLES.get(_nearest_role(mention, piece), "diameter_cm")
    if mention.kind == "length" and _is_of_slide(mention, piece):
        return "depth"
    if mention.value == "margin" and FREED_BEFORE.search(piece.text, max(0, mention.start - 140), mention.start):
        return "undermining_cm"
    if mention.value in _STATED:
        return _ROLES[mention.value]
    if mention.second is not None and mention.kind == "length" and _is_of_hole(mention, piece.text):
        return "defect"
    if _WIDE_AFTER.match(piece.text, mention.end) and _WOUND_BEFORE.search(
        piece.text, max(0, mention.start - 60), mention.start
    ):
        return "defect"
    if not mention.value and _DEFECT_OPENS.search(piece.text[max(0, mention.start - 24) : mention.start]):
        return "defect"
    if (
        _TOOL_AFTER.match(piece.text, mention.end)
        or _APART_AFTER.match(piece.text, mention.end)
        or _APART_BEFORE.search(piece.text[max(0, mention.start - 16) : mention.start])
    ):
        return "tool"
    return ""


def _role(mention: Mention, piece: Piece, *, in_closure: bool) -> str:
    """Return what one measurement is of."""
    stated = _stated_role(mention, piece)
    if stated:
        return stated
    if is_along_edge(mention, piece.text) or is_undermining(mention, piece.text):
        return "undermining_cm"
    if _is_of_line(mention, piece, in_closure=in_closure):
        return "closure_length_cm"
    near = _nearest_role(mention, piece)
    if not near and _is_thickness(mention, piece):
        return "depth"
    if near == "laceration" and _TO_BE_CUT.search(piece.text[max(0, mention.start - 60) : mention.start]):
        return "diameter_cm"
    if near == "treated_area" and mention.kind == "length" and _EXCISED_RIGHT.search(piece.text[: mention.start][-12:]):
        return "excised_cm"  # "excised, 0.9 total"
    if near == "treated_area" and mention.kind == "length" and (in_closure or _is_of_closure(mention, piece)):
        return "closure_length_cm"
    if near == "diameter" and _is_of_closure(mention, piece):
        return "closure_length_cm"
    if near in ("margin", "depth") and _is_of_a_thing(mention, piece):
        return "diameter_cm"
    if near and near != "tool" and not (mention.kind == "area" and near in _LINES):
        return _ROLES[near]
    if mention.kind == "area":
        return "diameter_cm"
    if _is_of_a_thing(mention, piece):
        return "diameter_cm"
    closures = {one.value for one in piece.mentions if one.kind == "closure" and "bare" not in one.attributes}
    if closures & _CLOSURE_LENGTH or (in_closure and not closures):
        return "closure_length_cm"
    return "diameter_cm"


_LINE_BEFORE: Final = Sought(
    r"\b(?:(?:final|closure|suture|sutured|repair|incision)\s+lines?"
    r"|line of (?:closure|repair|sutures?)|(?:resulting|linear|finished) (?:line|scar)|the line)"
    r"[\s:=(]{1,3}(?:(?:is|was|of|measur\w+|being|about|approx\.?|came to|ran)\s+){0,2}$",
    re.IGNORECASE,
)
"""What says that a number is how long the sewn line is: "final line 3.1 cm", "the line is 2.3 cm"."""

_FINAL_BEFORE: Final = Sought(
    r"\b(?:final|finished|total)(?:\s+(?:wound|length|closure|repair|line|scar|suture line))?[\s:=]{1,3}$",
    re.IGNORECASE,
)

FINAL_AFTER: Final = re.compile(r"\s*(?:final|finished|final (?:length|line|closure))\s*(?:[.,;)\n]|$)", re.IGNORECASE)


def _is_of_line(mention: Mention, piece: Piece, *, in_closure: bool) -> bool:
    """True for a length of the line in which a wound was closed; "final 5.2 cm" is one where the closure is told."""
    if mention.value or mention.kind != "length" or mention.second is not None:
        return False
    if _LINE_BEFORE.search(piece.text, max(0, mention.start - 48), mention.start):
        return True
    if not _FINAL_BEFORE.search(piece.text, max(0, mention.start - 28), mention.start) and not FINAL_AFTER.match(
        piece.text, mention.end
    ):
        return False
    if in_closure or any(one.kind == "closure" and one.start < mention.start for one in piece.mentions):
        return True
    return _CLOSURE_BEFORE.search(piece.text, max(0, mention.start - 80), mention.start) is not None


_CLOSURE_BEFORE: Final = re.compile(
    r"\b(?:complex|intermediate|layered|linear|closure|repair)\b[^.;\n]{0,50}$", re.IGNORECASE
)


_TO_BE_CUT: Final = re.compile(
    r"\b(?:wound|scar)\b[^.;\n]{0,16}\b(?:(?:to be|being|was|is|for)\s+)?(?:re-?)?"
    r"(?:removed|excised|taken|cut out|re-?excision)\b[^.;\n\d]{0,24}$",
    re.IGNORECASE,
)
"""What says that a wound or scar is itself what was cut out: "scar/wound area to be removed 1.4 cm"."""

_LINES: Final = frozenset({"laceration", "closure_length", "diameter", "excised", "margin", "undermining", "depth"})
"""What is measured by its length: an area beside its word is of something else."""


_TENTHS_OF_MM: Final = re.compile(r"\d*\.\d+\s*-?mm", re.IGNORECASE)
_BELOW_MM: Final = re.compile(r"0?\.\d+\s*-?mm", re.IGNORECASE)
"""Less than a millimeter: how deep a melanoma went, never how wide it is."""
_MELANOMA: Final = re.compile(r"\bmelanoma\b(?! in situ)\W{0,3}(?:\w+\W+){0,3}$", re.IGNORECASE)


_OF_MELANOMA: Final = re.compile(r"[\s-]+(?:thick |deep |invasive )?melanoma\b(?! in situ)", re.IGNORECASE)


def _is_thickness(mention: Mention, piece: Piece) -> bool:
    """True for tenths of a millimeter right after a melanoma: how deep it went ("melanoma, 0.4 mm")."""
    if mention.second is not None or not _TENTHS_OF_MM.fullmatch(mention.words):
        return False
    if _OF_MELANOMA.match(piece.text, mention.end) or _BELOW_MM.fullmatch(mention.words):
        return True
    return bool(_MELANOMA.search(piece.text[max(0, mention.start - 60) : mention.start]))


def _is_of_closure(mention: Mention, piece: Piece) -> bool:
    """True when a repair, and no lesion or flap, is what was measured: "the repair measured 7 cm"."""
    told = [
        one
        for one in piece.mentions
        if one.start < mention.start and one.kind in ("closure", "condition", "noun") and one.value != "total"
    ]
    last = told[-1] if told else None
    return last is not None and last.kind == "closure" and last.value in _CLOSURE_LENGTH


_ADJECTIVES_MAX: Final = 14
"""Most characters of adjectives between a number and what it measures."""


def _is_of_a_thing(mention: Mention, piece: Piece) -> bool:
    """True when a lesion, and no wound, stands right after a number: "0.8 cm skin cancer, closed in layers"."""
    return any(
        0 <= one.start - mention.end <= _ADJECTIVES_MAX
        and ((one.kind == "condition" and one.value not in INJURIES) or (one.kind == "noun" and one.value == "lesion"))
        for one in piece.mentions
    )


def _is_of_next_line(mention: Mention, text: str) -> bool:
    """True when the line ends after a number: the word for margins in the next line is the next number's."""
    line = text.rfind("\n", 0, mention.start) + 1
    ends_line = text[mention.end : mention.end + 4].lstrip(" .").startswith("\n")
    return ends_line and "margin" not in text[line : mention.start].lower()


_OF_UNDERMINING: Final = re.compile(r"[\s-]+(?:of|wide|lateral|bilateral|total)\s+(?:\w+\s+)?", re.IGNORECASE)
"""What may stand between a number and the word that says it is how far a wound was undermined."""

_STOPS: Final = re.compile(r"\s*[.;,]\s")
"""What behind a number says that the next words are of something else: "5.0 cm. undermining < 1 cm"."""

_STILL_UNDERMINING: Final = re.compile(
    r"(?:(?!\b(?:clos\w+|repair\w*|sutur\w+|layer\w*|length|defect|wound|then|excis\w+|flap|graft)\b)[^.;:,\n\d])"
    r"{1,80}",
    re.IGNORECASE,
)
"""What stands between the word for undermining and how far it went: "was performed in the subcutaneous plane"."""

_DEPTH_BEHIND: Final = 10
"""Most characters between a number and the word after it that makes it a depth ("3 mm in depth")."""


def _nearest_role(mention: Mention, piece: Piece) -> str:
    """Return the role word nearest to a number, one after it before one in front of it at the same distance."""
    best, distance = "", _BETWEEN_MAX + 1
    for one in piece.mentions:
        if one.kind != "size_role":
            continue
        apart = one.start - mention.end if one.start >= mention.end else mention.start - one.end + 1
        if one.value == "diameter" and _is_of_word_before(one, piece):
            continue
        if one.value == "margin" and _is_taken(one, mention, piece):
            continue
        if one.value == "depth" and one.start >= mention.end and apart > _DEPTH_BEHIND:
            continue
        if one.value == "excised":
            apart -= 6
        elif (
            one.value == "undermining"
            and one.start >= mention.end
            and (apart > 2 or _STOPS.match(piece.text, mention.end))
        ):
            if not _OF_UNDERMINING.fullmatch(piece.text, mention.end, one.start):
                continue
            apart = 0
        elif one.value == "undermining" and WIDTH_OF_DEFECT.match(piece.text, mention.end):
            continue
        elif one.value == "undermining":
            if one.end <= mention.start and _STILL_UNDERMINING.fullmatch(piece.text, one.end, mention.start):
                apart = min(apart, _BETWEEN_MAX)
            apart -= 6
        if _is_between(piece.mentions, one, mention):
            apart += 12
        if apart < distance:
            best, distance = one.value, apart
    return best


def _is_taken(word: Mention, mention: Mention, piece: Piece) -> bool:
    """True when the word for a margin stands right beside another number, whose it is: "0.8 cm/3 mm margin"."""
    return any(
        one.value == "margin" and one is not mention and 0 <= word.start - one.end <= _BESIDE
        for one in piece.mentions
        if one.kind == "length"
    )


_BESIDE: Final = 4
"""Most characters between a number and the word for what it is, when nothing stands between them."""

_MEASURED: Final = frozenset({"measured", "measures", "measuring"})


def _is_of_word_before(one: Mention, piece: Piece) -> bool:
    """True for "measured" right behind a word that says what was measured: "the secondary defect measured"."""
    return one.words.lower() in _MEASURED and any(
        other.kind == "size_role" and other is not one and 0 <= one.start - other.end <= _WORD_BEFORE
        for other in piece.mentions
    )


_WORD_BEFORE: Final = 12
"""Most characters between what was measured and the word "measured"."""


def _is_between(mentions: Sequence[Mention], one: Mention, other: Mention) -> bool:
    """True when another measurement stands between two mentions."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return any(each.kind in ("length", "area") and low <= each.start < high for each in mentions if each is not other)
