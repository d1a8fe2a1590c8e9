"""How a wound was closed: the class of closure, the kinds of flap and graft, and what decides between classes."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.note.mention import Mention
from cleanskin.record.encounter import Closure, FlapKind, GraftKind

_FLAPS: Final[dict[str, FlapKind]] = {
    "flap_advancement": "advancement",
    "flap_rotation": "rotation",
    "flap_transposition": "transposition",
    "flap_island": "island",
    "flap_axial_island": "axial_island",
    "flap_interpolated": "interpolated",
}
_GRAFTS: Final[dict[str, GraftKind]] = {
    "graft_full_thickness": "full_thickness",
    "graft_split_thickness": "split_thickness",
    "graft_composite": "composite",
    "graft_pinch": "pinch",
    "graft_cell_suspension": "cell_suspension",
    "graft_skin_substitute": "skin_substitute",
}
_CLASSES: Final[tuple[Closure, ...]] = ("complex", "intermediate", "simple")


class Closed(NamedTuple):
    """The closure of one wound with the words that tell of it; `features` as in `Lesion.features`."""

    closure: Closure = ""
    flap_kind: FlapKind = ""
    graft_kind: GraftKind = ""
    features: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


_DEEP: Final = (
    r"(?:deep|buried|dermal|dermis|deeper|subcut(?!icular)\w*|subq|subdermal|intradermal|fascia\w*|galea\w*|dermally"
    r"|muscle)"
)
_DEEP_BEFORE: Final = re.compile(
    rf"\b{_DEEP}\b(?:(?!\b(?:and|skin|superficial|epiderm\w+|sutures|then)\b)[^.;,\n/+&]){{0,30}}$", re.IGNORECASE
)
_DEEP_WORDS: Final = ("deep", "buried", "dermal")
_DEEP_AFTER: Final = re.compile(rf"[^.;,\n/+]{{0,24}}?\b{_DEEP}\b", re.IGNORECASE)
"""Where a suture is said to lie under the skin."""


_STITCHES: Final = frozenset(
    {
        "simple interrupted", "simple interupted", "simple running", "simple running suture", "running simple suture",
        "simple interrupted suture", "simple suture", "simple sutures", "simple stitch", "simple interrupted sutures",
    }
)  # fmt: skip
"""Words that name a kind of stitch, and a class of closure only where no other layer is told."""

_UNDER_SKIN: Final = re.compile(
    r"vicryl|monocryl|pds|polysorb|biosyn|maxon|caprosyn|dexon|poly(?:glactin|dioxanone|glycolic)|poliglecaprone",
    re.IGNORECASE,
)
_INTO_SKIN: Final = re.compile(
    r"(?!\s*rapide)[^.;\n]{0,40}?\b(?:nylon|ethilon|prolene|surgipro|novafil|polypropylene|silk|(?:fast|plain)[ -]"
    r"(?:absorbing |absorb )?gut|fast(?= absorbing|[.,;\n]|$| x| run| to)|chromic|staples?"
    r"|monocryl (?:running|subcuticular)|(?:running |subcuticular )(?:subcuticular )?monocryl)\b",
    re.IGNORECASE,
)
"""What sews the skin itself, named right behind what sews under it: "3-0 Vicryl / 4-0 nylon"."""


def is_in_layers(told: Sequence[Mention], text: str) -> bool:
    """True when sutures are told both under the skin and in it: "4-0 Vicryl deep, 5-0 nylon to skin"."""
    sutures = [one for one in told if one.value == "sutured" or (one.value == "simple" and _is_stitch(one))]
    if any(_UNDER_SKIN.search(one.words) and _INTO_SKIN.match(text, one.end) for one in sutures):
        return True
    deep = [
        one
        for one in sutures
        if one.words.lower().startswith(_DEEP_WORDS)
        or _DEEP_BEFORE.search(text[max(0, one.start - 40) : one.start])
        or _DEEP_AFTER.match(text, one.end)
    ]
    return bool(deep) and (
        len(sutures) > len(deep) or any("buried" in text[max(0, d.start - 40) : d.end + 24].lower() for d in deep)
    )


def _is_stitch(mention: Mention) -> bool:
    return " ".join(mention.words.lower().split()) in _STITCHES


def closed(mentions: Sequence[Mention], features: frozenset[str], *, is_wound: bool, text: str = "") -> Closed:
    """Say how a wound was closed by its words; the most extensive closure counts.

    A bare "simple" or "complex" is a class of closure beside a wound or a word for closing only.
    """
    told = [one for one in mentions if one.scope in ("asserted", "uncertain")]
    if is_wound or any(one.value in ("closed", "sutured", "primary") for one in told):
        told = [one._replace(value=one.value.removeprefix("bare_")) for one in told]
    values = {one.value for one in told}
    flaps = [one for one in told if one.value in _FLAPS]
    grafts = [one for one in told if one.value in _GRAFTS]
    if grafts or "graft" in values:
        told_kind: GraftKind = "full_thickness" if "full_thickness" in features else ""
        kind = _GRAFTS[grafts[0].value] if grafts else told_kind
        return Closed("graft", graft_kind=kind, mentions=tuple(grafts or _of(told, "graft")))
    if flaps or "flap" in values:
        found = tuple(flaps or _of(told, "flap"))
        return Closed("flap", flap_kind=_FLAPS[flaps[0].value] if flaps else "", mentions=found)
    if "simple" in values and all(_is_stitch(one) for one in _of(told, "simple")) and is_in_layers(told, text):
        values.discard("simple")
    for name in _CLASSES:
        if name in values:
            is_described = name == "complex" and is_in_layers(told, text)
            decided = (*_layers(told), "layers_described") if is_described else _layers(told)
            return Closed(name, mentions=tuple(_of(told, name)), features=decided)
    if is_in_layers(told, text):
        return Closed("intermediate", mentions=tuple(_of(told, "sutured")), features=("layered",))
    return _lesser(told, values)


def _lesser(told: Sequence[Mention], values: set[str]) -> Closed:
    """Closures that are no sutured repair, and words for sutures that leave the class open."""
    for glue in ("tissue_adhesive", "adhesive_strips"):
        if glue in values and "sutured" not in values:
            return Closed("adhesive", features=(glue,), mentions=tuple(_of(told, glue)))
    if "second_intention" in values:
        return Closed("second_intention", mentions=tuple(_of(told, "second_intention")))
    if "primary" in values or "sutured" in values:
        found = _of(told, "primary") or _of(told, "sutured")
        return Closed("simple", features=("class_not_stated",), mentions=tuple(found))
    if "none" in values:
        return Closed("none", mentions=tuple(_of(told, "none")))
    if "closed" in values:
        return Closed("", features=("closed_unspecified",), mentions=tuple(_of(told, "closed")))
    return Closed()


def _layers(told: Sequence[Mention]) -> tuple[str, ...]:
    return ("layered",) if any("layered" in one.attributes for one in told) else ()


def _of(told: Sequence[Mention], value: str) -> list[Mention]:
    return [one for one in told if one.value == value]
