"""What the measurements of a lesion's frame fill: lengths, margins, defects, areas, how far it was undermined."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.note.linking.cleaned import cleaned_area
from cleanskin.note.linking.closures import Closed
from cleanskin.note.linking.conditions import INJURIES, VASCULAR
from cleanskin.note.linking.evidence import quote
from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.sizes import FINAL_AFTER, Size
from cleanskin.note.mention import Mention
from cleanskin.record.encounter import Evidence

Values = dict[str, Any]

COMPLEX: Final = {
    "extensive_undermining", "exposed_structure", "debrided_edges", "retention_sutures", "free_margin", "packed",
    "loculated", "complicated",
}  # fmt: skip
"""Features that make a closure complex, or the drainage of a collection complicated."""

_LENGTHS: Final = ("diameter_cm", "margin_cm", "excised_cm", "closure_length_cm", "undermining_cm")


def fill_sizes(values: Values, evidence: list[Evidence], frame: Frame, shut: Closed, sizes: Iterable[Size]) -> None:
    """Set lengths and areas; the first of each kind counts, a second diameter of a closed wound is its length."""
    sides: dict[str, Size] = {}
    is_mohs = frame.is_mohs
    before: Size | None = None
    text = frame.pieces[0].text if frame.pieces else ""
    for size in sizes:
        if before is not None and _is_product(size, before, text):
            continue
        before = size
        is_after = _is_after_closure(size, (*shut.mentions, *frame.get("closure")))
        role = _settled(size, values, shut, text=text, after_closure=is_after, is_mohs=is_mohs)
        is_open = "closure_length_cm" not in values and shut.closure in _LINEAR
        if role == "diameter_cm" and is_open:
            start = size.mention.start
            of_wound = role in values and _WOUND_BEFORE.search(text, max(0, start - 32), start)
            role = "closure_length_cm" if of_wound or _is_before_all(size, frame, shut) else role
        role = _area_role(role, size, sides, shut, text=text)
        if role in ("diameter_cm", "defect_area_sq_cm") and shut.closure == "flap" and _is_of_flap(size, values, text):
            role = "flap_area_sq_cm"
        if role == "diameter_cm" and is_after and shut.closure in _LINEAR and _is_line_of_wound(size, sides, text):
            role = "closure_length_cm"
        if role == "closure_length_cm" and _is_line_of_wound(size, sides, text):
            _turn_to_defect(values, evidence, sides)
        if role == "total_area":
            values["_total"] = size.value
            evidence.append(quote("defect_area_sq_cm", size.mention))
            continue
        if role in values and role == "graft_area_sq_cm" and frame.count and frame.count > 1:
            values[role] += size.value  # "two wounds of 20 and 15 sq cm"
            evidence.append(quote(role, size.mention))
            continue
        if role == "excised_cm" and role in values and _FINAL.search(text[: size.mention.start][-48:]):
            del values[role]
        if role in values or not role:
            continue
        if role == "closure_length_cm" and frame.count and frame.count > 1 and _is_sum(size, text):
            values["_sum"] = True
        values[role] = size.value
        sides[role] = size
        evidence.append(quote(role, size.mention))
    _with_margins(values, evidence, frame)
    _fill_width(values, sides, shut, frame)
    _fill_areas(values, sides, shut)
    area = cleaned_area(frame) if values["technique"] == "debridement" else None
    if area is not None:
        values["treated_area_sq_cm"] = area


def _area_role(role: str, size: Size, sides: dict[str, Size], shut: Closed, *, text: str) -> str:
    """Return what an area beside a flap is of: all together, or the flap alone."""
    is_sum = (
        size.mention.kind == "area"
        and _ADDED_UP.search(text[max(0, size.mention.start - 60) : size.mention.start]) is not None
    )
    if is_sum and shut.closure == "flap":
        role = "total_area"
    is_total = is_sum or _SUM_BEFORE.search(text[max(0, size.mention.start - 40) : size.mention.start]) is not None
    if (
        role == "total_area"
        and not is_total
        and (_has_primary(sides, text) or _is_told_of_flap(size, sides, text) or _is_added(size, sides, text))
    ):
        role = "flap_area_sq_cm"  # "primary defect 9 sq cm, flap 24 sq cm"
    return role


def _with_margins(values: Values, evidence: list[Evidence], frame: Frame) -> None:
    """Take a diameter that is said to include the margins as that of the excision."""
    if includes_margins(frame) and "diameter_cm" in values and not {"excised_cm", "margin_cm"} & values.keys():
        values["excised_cm"] = values.pop("diameter_cm")
        evidence[:] = [replace(one, field="excised_cm") if one.field == "diameter_cm" else one for one in evidence]


def _turn_to_defect(values: Values, evidence: list[Evidence], sides: dict[str, Size]) -> None:
    """Take the sides told of an open wound as its defect: "wound 1.8 x 1.6 cm", and sewn later: 4.6 cm."""
    sides["defect_area_sq_cm"] = sides["closure_length_cm"]
    values["defect_area_sq_cm"] = values.pop("closure_length_cm")
    evidence[:] = [
        replace(one, field="defect_area_sq_cm") if one.field == "closure_length_cm" else one for one in evidence
    ]


_WOUND_BEFORE: Final = re.compile(r"\b(?:wound|defect)\W+(?:(?:was|is|now|measur\w+|about)\W+){0,2}$", re.IGNORECASE)


def _is_line_of_wound(size: Size, sides: dict[str, Size], text: str) -> bool:
    """True for a length told after the size of the open wound: it is that of the sewn line, at least as long."""
    wound = sides.get("closure_length_cm")
    if wound is None or "defect_area_sq_cm" in sides:
        return False
    if wound.other is None and not (
        size.role == "closure_length_cm"
        and _WOUND_BEFORE.search(text, max(0, wound.mention.start - 32), wound.mention.start) is not None
    ):
        return False
    return size.other is None and size.mention.kind == "length" and size.value >= wound.value


_SUM_BEFORE: Final = re.compile(
    r"\b(?:total\w*|combined|sum|aggregate|altogether|together|in all)\b[^.;\n]{0,24}$", re.IGNORECASE
)
_ADDED_UP: Final = re.compile(r"\+[^.;\n=]{0,12}\d*\.?\d+[^.;\n=]{0,10}=\s*$", re.IGNORECASE)
"""Two figures added before their sum: "primary 1.3 + secondary 2.6 = 3.9 sq cm"."""
_SUM_AFTER: Final = re.compile(r"\W*(?:in )?(?:total|combined|altogether|all together)\b", re.IGNORECASE)


_EQUALS: Final = re.compile(r"\s*(?:cm|mm)?\s*[=(]\s*(?:about |approximately |~)?")


def _is_product(size: Size, before: Size, text: str) -> bool:
    """True for the area of two sides told right before it: "1.6 x 1.6 = 2.6 sq cm"."""
    if size.mention.kind != "area" or before.other is None:
        return False
    sides = before.value * before.other
    is_beside = _EQUALS.fullmatch(text, before.mention.end, size.mention.start) is not None
    return is_beside and abs(sides - size.value) <= _ROUNDED * max(sides, size.value)


_ROUNDED: Final = Decimal("0.15")
"""How far of it at most a stated area is from the product of its sides."""


def _has_primary(sides: dict[str, Size], text: str) -> bool:
    """True when the defect told before is called the primary one: the flap's own is told beside it."""
    defect = sides.get("defect_area_sq_cm")
    return defect is not None and "primary" in text[max(0, defect.mention.start - 24) : defect.mention.start].lower()


def _is_told_of_flap(size: Size, sides: dict[str, Size], text: str) -> bool:
    """True for an area right behind the word for a flap, with the defect told before it: "defect 3 sq cm, flap 5"."""
    before = text[max(0, size.mention.start - 24) : size.mention.start]
    if "defect_area_sq_cm" not in sides or _SUM_AFTER.match(text, size.mention.end):
        return False
    return _FLAP_BEFORE.search(before) is not None


def _is_before_all(size: Size, frame: Frame, shut: Closed) -> bool:
    """True for a length told before the lesion and what was done to it: "layered closure, 5 cm, after excision"."""
    if size.other is not None or not (frame.get("condition") or frame.get("technique")):
        return False
    if not _is_after_closure(size, shut.mentions):
        return False
    named = [one for slot in ("condition", "lesion", "past_condition") for one in frame.get(slot)]
    end = size.mention.end
    return all(one.start > end for one in frame.get("technique")) and all(one.start > end + _BESIDE for one in named)


_BESIDE: Final = 24
"""Most characters between a number and the lesion that it is of: "1.8 cm dysplastic nevus"."""


_ADDED: Final = re.compile(
    r"(?:\b(?:another|additional|further|extra|plus|and|adds?|adding|added|more|raise[sd]?|raising)\s|\+)\s*(?:an?\s+)?$",
    re.IGNORECASE,
)


def _is_added(size: Size, sides: dict[str, Size], text: str) -> bool:
    """True for an area that comes on top of the defect told before: "defect 30 sq cm, flaps raising another 65"."""
    defect = sides.get("defect_area_sq_cm")
    if defect is None or defect.value == size.value:
        return False
    return _ADDED.search(text[max(0, size.mention.start - 24) : size.mention.start]) is not None


_FINAL: Final = re.compile(
    r"\b(?:final|ultimate|resulting|widest|brought|second pass|2nd pass)\b[^.;\n]*$", re.IGNORECASE
)
"""What before an excised diameter says that it takes the place of the one told before."""

_FLAP_BEFORE: Final = re.compile(
    r"\b(?:flap(?:'?s)?|donor)\W*(?:(?:of|was|is|measur\w+|size|area|site|itself|about)\W+){0,2}$", re.IGNORECASE
)
_DEFECT_AHEAD: Final = re.compile(r"[^.;\n\d]{0,40}\d[\d.x by]*\s*(?:cm|mm)\s+(?:defect|hole|wound)\b", re.IGNORECASE)
"""What behind the sides of a flap tells those of its defect: "a flap of 3 by 2 cm closes the 2 by 2 cm defect"."""


def _is_of_flap(size: Size, values: Values, text: str) -> bool:
    """True for two sides right behind the word for a flap whose defect is told: "defect 2 x 2 cm, flap 3 x 4 cm"."""
    if size.other is None or not ("defect_area_sq_cm" in values or _DEFECT_AHEAD.match(text, size.mention.end)):
        return False
    return _FLAP_BEFORE.search(text[max(0, size.mention.start - 24) : size.mention.start]) is not None


def _is_sum(size: Size, text: str) -> bool:
    """True for a length that is of several wounds together."""
    before = text[max(0, size.mention.start - 40) : size.mention.start]
    return bool(_SUM_BEFORE.search(before) or _SUM_AFTER.match(text, size.mention.end))


def _fill_width(values: Values, sides: dict[str, Size], shut: Closed, frame: Frame) -> None:
    """Say whether a wound was undermined as far as it is wide, where the record gives both figures.

    The closure runs along the longer side of a defect: its width is the shorter one.
    """
    far = values.get("undermining_cm")
    if far is None or shut.closure not in _LINEAR:
        return
    width = _width_told(frame) or _width_of(sides)
    if width is None:
        return
    criterion = "extensive_undermining" if far >= width else "limited_undermining"
    values["features"] = tuple(sorted({*values["features"], criterion}))
    if criterion in COMPLEX:
        values["complex_criteria"] = tuple(sorted({*values["complex_criteria"], criterion}))


def _width_of(sides: dict[str, Size]) -> Decimal | None:
    """Return the lesser side of the defect; None when its sides are not told."""
    defect = sides.get("defect_area_sq_cm")
    if defect is None or defect.mention.kind == "area":
        return None
    return min(defect.value, defect.other) if defect.other is not None else defect.value


_WIDTH_BEFORE: Final = re.compile(
    r"\b(?:(?:width|breadth) (?:of|across) (?:the |this )?(?:\w+ )?(?:defect|wound)|(?:defect|wound) (?:width|w)"
    r"|(?:defect|wound) (?:\w+ ){0,2}?(?:had|with) (?:a )?(?:\w+ )?width(?: of)?)"
    r"\s*(?:of|was|is|being|measur\w+|at|=|:)?\s*(?:only |about )?$",
    re.IGNORECASE,
)
_DEFECT_BEFORE: Final = re.compile(r"\b(?:defect|wound)\b[^.;\n]{0,24}$", re.IGNORECASE)
_WIDE_AFTER: Final = re.compile(r"\s*(?:wide|in (?:greatest |maximum )?width|across)\b", re.IGNORECASE)
"""What says that a number is how wide the wound is across its closure."""


def _width_told(frame: Frame) -> Decimal | None:
    """Return the width of the wound as it is named: "defect width 1.8", "the defect was 2.1 cm wide"."""
    for piece in frame.pieces:
        for one in piece.mentions:
            if one.kind not in _UNMEASURED or one.amount is None or one.amount >= _WIDTH_BELOW_CM:
                continue
            before = piece.text[max(0, one.start - 48) : one.start].lower()
            if "defect" not in before and "wound" not in before:
                continue
            if _WIDTH_BEFORE.search(before) or (
                _DEFECT_BEFORE.search(before) and _WIDE_AFTER.match(piece.text, one.end)
            ):
                return one.amount
    return None


_UNMEASURED: Final = ("length", "number", "count")
"""Kinds of numbers that can tell a width, with or without a unit."""

_WIDTH_BELOW_CM: Final = 20


def includes_margins(frame: Frame) -> bool:
    """True when margins are said to be in the size, wherever in the sentence: "0.8 cm x 3, margins included"."""
    return any(one.value == "excised" and "margin" in one.words.lower() for one in frame.get("size_role"))


def is_closure_only(frame: Frame) -> bool:
    """True for a frame that tells of a wound and how it was closed, and of no finding and no act."""
    if any(one.value not in INJURIES for one in frame.get("condition")):
        return False
    is_closing = frame.get("closure") or frame.get("wound") or frame.get("condition")
    return bool(is_closing) and not frame.get("technique") and not frame.get("lesion")


def _is_after_closure(size: Size, told: Iterable[Mention]) -> bool:
    """True when a measurement stands after the words for the closure, in their sentence."""
    return any(0 <= size.mention.sentence - one.sentence <= 1 and one.end <= size.mention.start for one in told)


_OF_WOUND: Final = re.compile(r"\s*(?:[\w-]+\s+){0,3}?(?:ulcer|wound|defect|burn)", re.IGNORECASE)


_OF_LESION: Final = re.compile(
    r"\b(?:lesion|tumou?r|clinical|pre-?op(?:erative)?) (?:size|diameter|measur\w+)\W{1,3}$", re.IGNORECASE
)
"""What says that a number is of the lesion, also behind the name of its closure."""


def _settled(size: Size, values: Values, shut: Closed, *, text: str, after_closure: bool, is_mohs: bool = False) -> str:
    """Return the lesion's field that a size fills, "" for none."""
    role = size.role
    if role in ("tool", "depth"):
        return ""
    if role == "diameter_cm" and _OF_LESION.search(text, max(0, size.mention.start - 32), size.mention.start):
        return role
    is_sewn = shut.closure in ("simple", "intermediate", "complex")
    is_told = values.keys() & _TOLD_BEFORE or ("defect_area_sq_cm" in values and values["technique"] in ("", "mohs"))
    if role == "diameter_cm" and is_told and is_sewn and after_closure and size.other is None:
        return "closure_length_cm"
    if (
        role == "diameter_cm"
        and is_sewn
        and size.other is None
        and (
            _FINAL_LENGTH.search(text[: size.mention.start][-12:])
            or (FINAL_AFTER.match(text, size.mention.end) and shut.mentions[0].end <= size.mention.start)
        )
    ):
        return "closure_length_cm"
    if role == "diameter_cm" and "diameter_cm" in values and is_sewn and after_closure:
        return "closure_length_cm"
    if role == "diameter_cm" and shut.closure == "flap" and size.other is not None and after_closure:
        before = text[max(0, size.mention.start - 40) : size.mention.start]
        if _SUM_AFTER.match(text, size.mention.end) or _SUM_BEFORE.search(before):
            return "defect_area_sq_cm"  # "rotation flap, 6 x 8 cm altogether"
    if role == "diameter_cm" and shut.closure == "graft" and size.other is not None and after_closure:
        return "defect_area_sq_cm"  # the graft's own sides, behind its name
    if role == "diameter_cm" and is_mohs and is_sewn and after_closure and size.other is None:
        return "closure_length_cm"
    if role in _LENGTHS:
        if role == "closure_length_cm" and shut.closure in ("flap", "graft") and size.other is not None:
            return "defect_area_sq_cm"
        return role
    if role == "secondary_defect":
        return "flap_area_sq_cm"
    if role == "defect":
        return "defect_area_sq_cm"
    is_cut = values["technique"] == "excision" and not after_closure and not values.keys() & _TOLD_BEFORE
    if role == "area" and is_cut and size.mention.kind == "length" and size.other is None:
        return "excised_cm"  # "a wider excision, total 1.8 cm, and closed it in layers"
    if role == "area" and is_sewn and size.mention.kind == "length" and size.other is None:
        return "closure_length_cm"  # "complex, total 4.0 cm"
    if role == "area" and shut.graft_kind == "skin_substitute" and _OF_WOUND.match(text, size.mention.end):
        return "defect_area_sq_cm"
    if role == "area":
        return {"flap": "total_area", "graft": "graft_area_sq_cm"}.get(shut.closure, "treated_area_sq_cm")
    return ""


_FINAL_LENGTH: Final = re.compile(r"\bfinal\W*$", re.IGNORECASE)
_TOLD_BEFORE: Final = frozenset({"diameter_cm", "excised_cm"})
"""Fields after which one more length behind the words for a closure is that of the sewn wound."""

_LINEAR: Final = ("simple", "intermediate", "complex")


def _fill_areas(values: Values, sides: dict[str, Size], shut: Closed) -> None:
    """Turn two sides into areas, and take the lesion's own sides as the defect of a flap or graft."""
    for role in ("defect_area_sq_cm", "flap_area_sq_cm", "graft_area_sq_cm", "treated_area_sq_cm"):
        size = sides.get(role)
        if size is None or size.mention.kind == "area":
            continue
        if size.other is not None:
            values[role] = size.value * size.other
        else:
            del values[role]
            if role == "defect_area_sq_cm" and shut.closure in _LINEAR:
                values.setdefault("closure_length_cm", size.value)  # "3 cm defect, simple closure"
    total = values.pop("_total", None)
    if total is not None:
        values["defect_area_sq_cm"] = total
        values["features"] = tuple(sorted({*values["features"], "area_total"}))
        values.pop("flap_area_sq_cm", None)
    if values["technique"] == "laser" and values["condition"] in VASCULAR and "treated_area_sq_cm" not in values:
        across = sides.get("diameter_cm")
        if across is not None and across.other is not None:
            values["treated_area_sq_cm"] = across.value * across.other
    if shut.closure not in ("flap", "graft"):
        return
    of_lesion = sides.get("excised_cm") or sides.get("diameter_cm")
    if shut.graft_kind == "skin_substitute" and of_lesion is not None and of_lesion.other is not None:
        values["defect_area_sq_cm"] = of_lesion.value * of_lesion.other  # the wound; the other area is the product's
    wanted = "defect_area_sq_cm" if shut.closure == "flap" else "graft_area_sq_cm"
    has_defect = "defect_area_sq_cm" in values
    if wanted not in values and not has_defect and of_lesion is not None and of_lesion.other is not None:
        values[wanted] = of_lesion.value * of_lesion.other
    if shut.closure == "graft" and "graft_area_sq_cm" not in values and "defect_area_sq_cm" in values:
        values["graft_area_sq_cm"] = values["defect_area_sq_cm"]
