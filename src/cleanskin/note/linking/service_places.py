"""Where a service was done and for what: its own words, else those of the note that can only be of it."""

import re
from collections.abc import Sequence
from typing import Any, Final

from cleanskin.note.linking.conditions import GENERAL
from cleanskin.note.linking.evidence import quote
from cleanskin.note.linking.held import Held
from cleanskin.note.linking.places import SIDES, zone_of
from cleanskin.note.linking.prepared import DONOR
from cleanskin.note.mention import MarkedText, Mention, sentence_at

_GRAFTED: Final = frozenset({"site_preparation", "skin_substitute"})


def words_of(held: Held, marked: MarkedText) -> tuple[int, int]:
    """Return where the sentence of the first mention begins and ends."""
    place = held.mentions[0].start
    sentence = sentence_at(marked, place)
    return (sentence.start, sentence.end) if sentence else (place, place)


def fill_place(values: dict[str, Any], evidence: list[Any], kind: str, near: Sequence[Mention], text: str) -> None:
    """Set the place and side told nearest to a service."""
    if kind == "upper_lid_surgery":
        values["site"], values["side"] = "eyelid_upper", _side_of_lids(near, text)
        return
    sites = [one for one in near if one.kind == "site"]
    if kind in _GRAFTED:
        sites = [one for one in sites if not DONOR.search(text[max(0, one.start - 20) : one.start])]
    if kind in ("unna_boot", "layered_wrap"):
        sites = [one for one in sites if one.side] or sites  # "leg washed ... boot R foot to knee"
    if not sites:
        return
    values["site"] = sites[0].value
    sides = {one.side for one in sites if one.value == sites[0].value and one.side}
    values["side"] = "bilateral" if len(sides) > 1 else SIDES.get(next(iter(sides), ""), "")
    if any(one.kind == "count" and one.value == "both" for one in near):
        values["side"] = "bilateral"
    evidence.append(quote("site", sites[0]))


_SIDES_OF_LIDS: Final = (
    (
        "bilateral",
        re.compile(r"\b(?:both|bilat\w*|each|quad\w*|B/L|OU|R ?(?:&|and|\+) ?L|right and left)\b", re.IGNORECASE),
    ),
    ("left", re.compile(r"\bleft\b|\b(?:L|LUL|OS)\b(?!:)", re.IGNORECASE)),
    ("right", re.compile(r"\bright\b|\b(?:R|RUL|OD)\b(?!:)", re.IGNORECASE)),
)
_WORDS_OF_SIDE: Final = 160


def _side_of_lids(near: Sequence[Mention], text: str) -> str:
    """Return the side of the lids told beside their surgery, "" when none or two are named one by one."""
    place = min((one.start for one in near if one.value == "upper_lid_surgery"), default=0)
    around = text[max(0, place - _WORDS_OF_SIDE // 2) : place + _WORDS_OF_SIDE]
    return next((side for side, words in _SIDES_OF_LIDS if words.search(around)), "")


def fill_condition(
    values: dict[str, Any],
    evidence: list[Any],
    kind: str,
    around: Sequence[Mention],
    note: Sequence[Mention],
    place: int,
    text: str,
) -> None:
    """Set what a service was for: the nearest condition of its sentences, else of the note."""
    for held in (around, note):
        named = [one for one in held if one.kind == "condition" and one.scope in ("asserted", "uncertain")]
        exact = [one for one in named if one.value not in _LOOSE] or named
        if kind in _OF_SCALE:
            exact = [one for one in exact if not one.value.endswith(_GROWTHS)]
        if kind == "botulinum":
            exact = [one for one in exact if "hidrosis" in one.value] or exact
        if exact:
            nearest = min(exact, key=lambda one: abs(one.start - place) + _UNRELATED_APART * _is_unrelated(one, text))
            if _is_unrelated(nearest, text):
                continue
            values["condition"] = nearest.value
            evidence.append(quote("condition", nearest))
            return
    has_fungi = kind in _OF_SCALE and "nail" in values.get("site", "") and _FUNGI.match(text, place)
    if has_fungi or _MYCOTIC.match(text, place):
        values["condition"] = "onychomycosis"
    elif _OF_ULCER.match(text, place):
        values["condition"] = "ulcer"


def code_stated(marked: MarkedText, *, is_named: bool) -> str:
    """Return the only diagnosis code of a note, "" for none; beside a named disease one said to be it: "Dx: L40.0"."""
    codes = [one for one in marked.mentions if one.kind == "code" and one.unit == "icd"]
    if len({one.value for one in codes}) != 1:
        return ""
    first = codes[0]
    is_said = _IS_DX.search(marked.text, max(0, first.start - 16), first.start) is not None
    return first.value if is_said or not is_named else ""


_IS_DX: Final = re.compile(r"\b(?:dx|diagnos[ie]s|icd(?:-?10)?(?:-cm)?|ind(?:ication)?)\W*$", re.IGNORECASE)
_OF_SCALE: Final = frozenset({"koh", "fungal_culture"})
_FUNGI: Final = re.compile(r"[^.;\n]{0,60}(?<!no )(?<!without )(?<!neg for )\b(?:hypha|pos\b|positive|fung)", re.I)
_GROWTHS: Final = ("carcinoma", "melanoma", "keratosis", "nevus", "cancer", "in_situ")
"""Ends of the names of growths, which no scraping for fungi is for."""

_OF_ULCER: Final = re.compile(r"(?:\w+ ){0,3}ulcers?\b", re.IGNORECASE)
_MYCOTIC: Final = re.compile(r"(?:\w+ ){0,2}mycotic\b", re.IGNORECASE)
"""What in the words for a service on nails names their disease."""


_NAIL: Final = re.compile(r"\bnail\b", re.IGNORECASE)
_DIGITS: Final = frozenset({"toenail", "fingernail", "toe", "finger"})


def fill_place_of_note(
    values: dict[str, Any],
    evidence: list[Any],
    kind: str,
    held: Held,
    note: Sequence[Mention],
    marked: MarkedText,
) -> None:
    """Take a place told elsewhere: of radiation the only one of the note, of toxin where its units went, of blood
    under a nail the digit before.
    """
    place = held.mentions[0].start
    sites = [one for one in note if one.kind == "site" and one.scope == "asserted"]
    if kind == "hematoma_evacuation" and _NAIL.search(marked.text, *words_of(held, marked)):
        sites = [one for one in sites if zone_of(one.value) in _DIGITS and one.start < place][-1:]
    elif kind == "botulinum":
        dosed = {one.sentence for one in note if one.kind == "dose" and one.unit == "units" and one.scope == "asserted"}
        dosed -= {one.sentence for one in note if one.kind in ("cosmetic_signal", "money")}
        named = {one.sentence for one in note if one.kind == "condition" and "hidrosis" in one.value}
        at_doses = [one for one in sites if one.sentence in dosed]
        sites = at_doses or [one for one in sites if one.sentence in named]
    elif not kind.startswith("radiation_") or len({(one.value, one.side) for one in sites}) != 1:
        return
    if sites:
        values["site"], values["side"] = sites[0].value, SIDES.get(sites[0].side, "")
        evidence.append(quote("site", sites[0]))


_LOOSE: Final = GENERAL | {"keratosis"}
"""Names of growths that leave open what a service was for."""

_UNRELATED_APART: Final = 10_000


def _is_unrelated(mention: Mention, text: str) -> bool:
    """True when a condition is said to be another matter."""
    return bool(
        re.search(
            r"\b(?:unrelated|separate|other|new|also)\s+(?:\w+\s+)?$",
            text[max(0, mention.start - 24) : mention.start],
            re.I,
        )
    )
