"""Whether two places named in a note can be one: the same site, a part of it, and no other side."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.record.encounter import Side
from cleanskin.reference.dermatology import sites

SIDES: Final[Mapping[str, Side]] = {"right": "right", "left": "left", "bilateral": "bilateral", "midline": "midline"}
"""The sides of mentions as the record has them."""

_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "face": frozenset({"forehead", "temple", "cheek", "chin", "nose", "lip", "eyelid", "eyelid_upper", "eyelid_lower"}),
    "trunk": frozenset({"chest", "breast", "back", "flank", "abdomen", "umbilicus", "shoulder", "buttock"}),
    "upper_limb": frozenset({"upper_arm", "forearm", "wrist", "shoulder"}),
    "lower_limb": frozenset({"thigh", "lower_leg", "ankle", "hip"}),
    "nose": frozenset({"nose_inside"}),
    "hand": frozenset({"finger", "fingernail"}),
    "foot": frozenset({"toe", "toenail"}),
    "eyelid": frozenset({"eyelid_upper", "eyelid_lower"}),
    "finger": frozenset({"fingernail"}),
    "toe": frozenset({"toenail"}),
    "lip": frozenset({"lip_red"}),
    "upper_arm": frozenset({"shoulder"}),
}
"""Zones that lie in another zone; what a record calls by the larger name may mean one of them."""


_RED_PARTS: Final = frozenset(
    {("lip_upper", "lip_red_upper"), ("lip_lower", "lip_red_lower"), ("lip_upper", "lip_red"), ("lip_lower", "lip_red")}
)
"""Lips and the red parts of them."""


@cache
def zone_of(site: str) -> str:
    """Return the zone of a site, "" when the site is not known."""
    found = sites.site(site)
    return found.zone if found else ""


@cache
def contains(whole: str, part: str) -> bool:
    """True when the site `part` is `whole` or lies in it."""
    if whole == part or (whole, part) in _RED_PARTS:
        return True
    zone, inner = zone_of(whole), zone_of(part)
    if zone == inner:
        return _is_general(whole, zone)
    return _is_general(whole, zone) and inner in _PARTS.get(zone, frozenset())


@lru_cache(maxsize=1 << 14)
def one_place(site: str, side: str, other: str, other_side: str) -> bool:
    """True when two named places can be one; an empty site or side fits any."""
    if side and other_side and side != other_side and "bilateral" not in (side, other_side):
        return False
    if not site or not other or contains(site, other) or contains(other, site):
        return True
    return bool(_nail_of(site, other)) or {zone_of(site), zone_of(other)} == _LIP


def share_place(ones: Iterable[Mention], others: Sequence[Mention]) -> bool:
    """True when some place of one sequence can be some place of another."""
    return any(one_place(one.value, one.side, other.value, other.side) for one in ones for other in others)


_LIP: Final = {"lip", "lip_red"}
"""The red of a lip, which is told beside the lip itself."""


def narrower(site: str, other: str) -> str:
    """Return the more exact of two sites that can be one."""
    if not site or not other:
        return site or other
    nail = _nail_of(site, other)
    if nail:
        return nail
    return other if contains(site, other) else site


_NAILS: Final = {
    "fingernail": {"thumb": "thumbnail", **{f"finger_{at}": f"fingernail_{at}" for at in range(2, 6)}},
    "toenail": {f"toe_{at}": f"toenail_{at}" for at in range(1, 6)},
}
"""The nail of each digit."""


def _nail_of(site: str, other: str) -> str:
    """Return the nail meant by "nail" and a digit told together, "" when they are not such."""
    for nail, digits in _NAILS.items():
        if nail in (site, other):
            digit = other if site == nail else site
            return digits.get(digit, digit if digit in digits.values() else "")
    return ""


def holds(whole: str, part: str) -> bool:
    """True when a place says no more than another beside it: what contains it, "nails" beside a digit."""
    return whole != part and (contains(whole, part) or (whole in _NAILS and bool(_nail_of(whole, part))))


def _is_general(site: str, zone: str) -> bool:
    """True for the site that stands for its whole zone."""
    return site == zone or site in ("arm", "leg", "arm_upper", "leg_lower")
