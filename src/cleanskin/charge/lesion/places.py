"""Where a lesion lies: its zone, the group of the zone in a family of codes, and the modifier of a digit or lid.

Some zones have no group in some family because no source says one (`zones.tsv`).  Such a lesion is counted with a
neighboring zone, as ICD-10-CM or common practice does, and the line says so: see STAND_INS.
"""

from typing import Final, NamedTuple

from cleanskin.record.dermatology import Zone
from cleanskin.record.encounter import Lesion
from cleanskin.reference.dermatology import sites
from cleanskin.rules.day import Day

STAND_INS: Final[dict[str, str]] = {
    "wrist": "forearm",
    "ankle": "lower_leg",
    "shoulder": "upper_arm",
    "hip": "thigh",
    "fingernail": "finger",
    "toenail": "toe",
    "pubis": "abdomen",
    "perineum": "buttock",
    "anus": "buttock",
    "axilla": "shoulder",
    "breast": "chest",
    "groin": "hip",
    "lip_red": "lip",
    "eyelid": "cheek",
    "eyelid_upper": "cheek",
    "eyelid_lower": "cheek",
}
"""The zone whose group is taken where a zone has none of its own.  Trust: unverified, from general knowledge; the anal
skin and the perineum are of the trunk in ICD-10-CM."""

NAILS: Final = frozenset({"fingernail", "toenail"})


class Grouped(NamedTuple):
    """A "scheme/group", and a remark when it is that of a neighboring zone."""

    group: str
    remark: str = ""


def zone_of(lesion: Lesion, day: Day) -> Zone | None:
    """Return the zone a lesion lies in; the red part of the lip when the record says so."""
    zone = day.site_zone(lesion.site) if lesion.site else None
    if zone is not None and zone.zone == "lip" and "vermilion" in lesion.features:
        return day.site_zone("lip_red_lower") or zone
    return zone


def zone_name(lesion: Lesion, day: Day) -> str:
    """Return the name of a lesion's zone, "" when its place is not known."""
    zone = zone_of(lesion, day)
    return zone.zone if zone else ""


def group_of(lesion: Lesion, scheme: str, day: Day) -> Grouped | None:
    """Return the group of a lesion's zone in a scheme; None when the place is not told or has no group."""
    zone = zone_of(lesion, day)
    if zone is None:
        return None
    own = zone.groups.get(scheme, "")
    if own:
        return Grouped(f"{scheme}/{own}")
    neighbor = STAND_INS.get(zone.zone, "")
    if not neighbor or (zone.zone == "perineum" and "vulva" in lesion.features):
        return None
    group = _own_group(neighbor, scheme) or _own_group(STAND_INS.get(neighbor, ""), scheme)
    if not group:
        return None
    return Grouped(
        f"{scheme}/{group}", f"No source says with which group the {zone.label.lower()} counts: taken as {neighbor}."
    )


def _own_group(zone: str, scheme: str) -> str:
    held = sites.zones().get(zone)
    return held.groups.get(scheme, "") if held else ""


def place_modifiers(lesion: Lesion) -> tuple[str, ...]:
    """Return the modifier that names a lesion's digit or lid; () when its side is not told or it has none."""
    known = sites.site(lesion.site) if lesion.site else None
    if known is None:
        return ()
    modifier = {"left": known.modifier_left, "right": known.modifier_right}.get(lesion.side, "")
    return (modifier,) if modifier and modifier not in ("LT", "RT") else ()
