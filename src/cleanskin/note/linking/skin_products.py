"""The product of a skin substitute: its name, the area laid on, what of the sheet was thrown away (FLG-9).

A number is of the sheet ("sheet of 44 sq cm", "EpiFix 16 sq cm"), used ("16 sq cm used"), thrown away ("14 sq cm
discarded"), else of the wound.  What was used is told, or the sheet less its waste, or the whole sheet where nothing
was thrown away; it is never taken from the wound.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from cleanskin.note.linking.evidence import in_order, quote
from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.note.terms import table
from cleanskin.record.encounter import DrugGiven, Evidence, Lesion

_AREA: Final = re.compile(
    r"(?P<one>\d+(?:\.\d+)?)\s*(?:x|by|×)\s*(?P<two>\d+(?:\.\d+)?)\s*cm\b(?!2|²)"
    r"|(?P<area>\d+(?:\.\d+)?)\s*-?(?:sq\.?\s?cm|cm2|cm²|cm\^2|square[ -]cent\w+|sq\.? cent\w+)",
    re.IGNORECASE,
)
_WASTED_AFTER: Final = re.compile(
    r"\W{0,3}(?:of (?:it|the \w+|\w+) )?(?:was |were |is )?(?:discard|wast|thrown|unused|left ?over|remain|trash)\w*",
    re.IGNORECASE,
)
_WASTED_BEFORE: Final = re.compile(
    r"\b(?:discard\w*|wast\w*|threw away|thrown away|unused)\W{1,3}(?:was |were |of )?$", re.IGNORECASE
)
_USED_AFTER: Final = re.compile(
    r"\W{0,3}(?:(?:of (?:it|the \w+|\w+)|was|were|is) )?(?:used|applied|placed|laid|implanted|affixed)\b", re.IGNORECASE
)
_USED_BEFORE: Final = re.compile(
    r"\b(?:used|applied|placed|(?:total )?laid|put (?:on|down))(?:: ?| (?:was |were )?)$", re.IGNORECASE
)
_SHEET_AFTER: Final = re.compile(
    r"[ -]{0,2}(?:\w+ )?(?:sheet|piece|graft|unit|disc|package|allograft|product)\b", re.IGNORECASE
)
_SHEET_BEFORE: Final = re.compile(
    r"\b(?:sheet|piece|unit|disc|package|size|product)s?(?: (?:of|size|measur\w+|was|is))*\W{0,2}$", re.IGNORECASE
)
_OF_NAME: Final = re.compile(r"^\W{0,5}$")
_NOTHING: Final = Sought(
    r"\b(?:no|none|nothing|zero|without|0 sq cm)\b(?: \w+){0,3}? ?(?:discard\w*|wast\w*|thrown|unused|left)\b"
    r"|\b(?:entire|whole|full|complete|all of the) (?:\w+ )?(?:sheet|piece|product|graft|unit|disc)\b[^.;\n]{0,16}"
    r"\b(?:used|applied|placed)\b|\ball (?:of it )?(?:was )?used\b|\b(?:wast\w*|discard\w*)\s*[:=]?\s*(?:none|nil|0\b)",
    re.IGNORECASE,
)


def products_of(marked: MarkedText, lesions: Sequence[Lesion]) -> tuple[DrugGiven, ...]:
    """Return the product laid on today, when the note names one that the table knows and tells how much of it."""
    named = [one for one in marked.mentions if one.kind == "skin_product" and one.scope in LIVE]
    covered = tuple(one.id for one in lesions if one.graft_kind == "skin_substitute")
    if not named or not covered or len({one.value for one in named}) > 1:
        return ()
    told = _amounts(marked.text, named)
    sheet, used, wasted = told.get("sheet"), told.get("used"), told.get("wasted")
    nothing = _NOTHING.search(marked.text)
    waste = wasted[0] if wasted is not None else Decimal(0) if nothing is not None else None
    amount = used[0] if used is not None else None
    if amount is None and sheet is not None and waste is not None and waste < sheet[0]:
        amount = sheet[0] - waste
    if amount is None:
        return ()
    words = [quote("name", named[0]), *(one[1] for one in (sheet, used, wasted) if one is not None)]
    if nothing is not None and wasted is None:
        words.append(Evidence("wasted", nothing.start(), nothing.end(), nothing[0]))
    return (
        DrugGiven(
            name=table("skin_product")[named[0].value]["name"],
            amount=amount,
            unit="sq cm",
            wasted=waste,
            single_dose=True,
            route="topical",
            lesions=covered,
            evidence=in_order(words),
        ),
    )


def _amounts(text: str, named: Sequence[Mention]) -> dict[str, tuple[Decimal, Evidence]]:
    """Return the areas of the sheet, used and thrown away, each the first that is told."""
    found: dict[str, tuple[Decimal, Evidence]] = {}
    for one in _AREA.finditer(text):
        area = Decimal(one["area"]) if one["area"] else Decimal(one["one"]) * Decimal(one["two"])
        role = _role(text, one.start(), one.end(), named)
        if role:
            field = "wasted" if role == "wasted" else "amount"
            found.setdefault(role, (area, Evidence(field, one.start(), one.end(), one[0])))
    return found


def _role(text: str, start: int, end: int, named: Sequence[Mention]) -> str:
    before = text[max(0, start - 32) : start]
    if _WASTED_AFTER.match(text, end) or _WASTED_BEFORE.search(before):
        return "wasted"
    is_of_name = any(_OF_NAME.match(text[one.end : start]) for one in named if one.end <= start)
    is_of_name = is_of_name or any(_OF_NAME.match(text[end : one.start]) for one in named if one.start >= end)
    if is_of_name or _SHEET_AFTER.match(text, end) or _SHEET_BEFORE.search(before):
        return "sheet"
    return "used" if _USED_AFTER.match(text, end) or _USED_BEFORE.search(before) else ""
