"""The diagnosis of one lesion: pathology first, then what the record calls it, never what is only suspected (DX-1).

Pending tissue is D49.2, tissue of uncertain behavior D48.5; a suspected rash is coded by its sign.  A keratosis is
inflamed when a finding or complaint of today says so (DX-2).
"""

import re
from typing import Final, NamedTuple

from cleanskin.charge.conditions import condition
from cleanskin.charge.own_places import TREATED, own_place
from cleanskin.charge.site_codes import Placed, placed, zone_of
from cleanskin.record.encounter import Lesion, Pathology, Side
from cleanskin.rules.day import Day

PENDING: Final = "D492"
UNCERTAIN: Final = "D485"
RASH: Final = "R21"
INFLAMED: Final = frozenset({"MN-INFL", "MN-BLEED", "MN-PAIN", "MN-ITCH", "MN-TRAUMA"})
"""Triggers that make a seborrheic keratosis an inflamed one."""

_NO_GROWTH: Final = frozenset({"avulsion", "matrixectomy", "clipping", "suture_removal"})
"""Techniques that take away no growth: nails and stitches."""
_SHOWS_ITSELF: Final = frozenset({"drainage", "puncture", "evacuation", "expression", "avulsion", "matrixectomy"})
"""Techniques that show what a thing that is no growth is: what came out of it."""

_BY_BEHAVIOR: Final = {
    "malignant": ("C44", "skin_cancer"),
    "in_situ": ("D04", "scc_in_situ"),
    "premalignant": ("L570", "actinic_keratosis"),
    "uncertain": (UNCERTAIN, "uncertain_behavior"),
    "benign": ("D23", "benign_growth"),
}
"""Category and condition when the result tells a behavior and no name."""

_ICD: Final = re.compile(r"[A-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}")


class Named(NamedTuple):
    """A lesion's diagnosis without point, "" when the record names none; `lacks` as in `Placed`; `why` in words."""

    code: str
    lacks: str = ""
    why: str = ""
    is_pending: bool = False


def named(lesion: Lesion, day: Day, *, seventh: str = TREATED) -> Named:
    """Return the diagnosis of a lesion; `seventh` is the seventh character of an injury."""
    tissue = lesion.pathology
    if tissue is not None and tissue.behavior != "pending" and (tissue.behavior or tissue.diagnosis):
        return _by_tissue(lesion, tissue, day)
    if _ICD.fullmatch(lesion.diagnosis.upper()):
        return Named(lesion.diagnosis.upper().replace(".", ""), why="the record gives the code")
    about = condition(lesion.condition) if lesion.condition else None
    # of what earlier tissue proved, only the margins are awaited
    waits = tissue is not None and tissue.behavior == "pending" and lesion.certainty != "confirmed"
    waits = waits and "re_excision" not in lesion.features
    if lesion.certainty == "suspected" or waits:
        if about is not None and tissue is None and _is_treated_as(lesion, about.behavior):
            return of_condition(lesion.condition, lesion.site, lesion.side, day, triggers=lesion.triggers)
        if about is not None and not about.is_growth and about.kind == "eruption":
            return Named(RASH, why="a suspected rash is coded by its sign")
        if about is not None and about.diagnosis[:1] not in ("C", "D") and lesion.technique in _SHOWS_ITSELF:
            return of_condition(lesion.condition, lesion.site, lesion.side, day, triggers=lesion.triggers)
        return Named(PENDING, why="a growth not yet examined under the microscope", is_pending=True)
    if about is None:
        if lesion.intent in ("sample", "remove") and lesion.technique and lesion.technique not in _NO_GROWTH:
            return Named(PENDING, why="a growth without a name or result", is_pending=True)
        return Named("")
    if lesion.intent == "sample" and about.is_growth and lesion.certainty != "confirmed":
        return Named(PENDING, why="sampled: the result is not there yet", is_pending=True)
    return of_condition(lesion.condition, lesion.site, lesion.side, day, triggers=lesion.triggers, seventh=seventh)


def _is_treated_as(lesion: Lesion, behavior: str) -> bool:
    """True for what was destroyed without tissue: the clinician has treated it as what it is called."""
    return lesion.intent == "destroy" and behavior in ("benign", "premalignant") and "specimen" not in lesion.features


def of_condition(
    name: str, site: str, side: Side, day: Day, *, triggers: tuple[str, ...] = (), seventh: str = TREATED
) -> Named:
    """Return the diagnosis of a condition at a place; "" for a condition that the table does not know."""
    about = condition(name)
    if about is None or not about.diagnosis:
        return Named("")
    own = own_place(name, site, zone_of(site), side, seventh=seventh)
    if own is not None:
        return Named(own.code, own.lacks)
    code = about.diagnosis
    if name == "seborrheic_keratosis":
        code = "L820" if not INFLAMED.isdisjoint(triggers) else "L821"
    elif name == "wart":
        code = _wart(site)
    elif name == "hyperhidrosis":
        code = _sweating(site)
    return _settled(code, name, site, side, day)


def _by_tissue(lesion: Lesion, tissue: Pathology, day: Day) -> Named:
    """Return what the result says."""
    told = tissue.diagnosis
    if _ICD.fullmatch(told.upper()):
        return Named(told.upper().replace(".", ""), why="the pathology result")
    if tissue.behavior == "uncertain":
        return Named(UNCERTAIN, why="pathology calls the behavior uncertain")
    for name in (told, lesion.condition):
        about = condition(name) if name else None
        fits = about is not None and (not tissue.behavior or about.behavior in ("", tissue.behavior))
        if not told and about is not None and (about.behavior, tissue.behavior) == ("in_situ", "malignant"):
            fits = True  # "excision, malignant" of a melanoma in situ
        if about is not None and about.diagnosis and fits:
            found = of_condition(name, lesion.site, lesion.side, day, triggers=lesion.triggers)
            return found._replace(why="the pathology result")
    category, name = _BY_BEHAVIOR.get(tissue.behavior, (PENDING, "unspecified_behavior"))
    return _settled(category, name, lesion.site, lesion.side, day)._replace(why="the pathology result")


def _settled(code: str, name: str, site: str, side: Side, day: Day) -> Named:
    """Return a billable code; a category takes the lesion's place and side."""
    if day.diagnosis(code) is not None and not _is_placed(code):
        return Named(code)
    zone = zone_of(site)
    found: Placed | None = placed(code[:3] if zone else code, name, zone, side)
    if found is not None:
        return Named(found.code, found.lacks)
    standing = day.standing(code)
    if standing.status == "not_billable" and len(standing.suggested) == 1:
        return Named(standing.suggested[0])
    if standing.status == "billable" and not zone:
        return Named(code, "site")
    return Named(code) if standing.status in ("billable", "not_held") and not _is_placed(code) else Named("")


def _is_placed(code: str) -> bool:
    """True for a code that is one of several of its category told apart by place."""
    return code[:3] in ("C43", "C44", "C4A", "D03", "D04", "D22", "D23", "D17", "L02", "L03") and code not in ("D179",)


def _wart(site: str) -> str:
    """Return plantar on a sole, common elsewhere, unspecified where no place is told."""
    if site.startswith(("sole", "plantar", "heel")):
        return "B070"
    return "B078" if site else "B079"


def _sweating(site: str) -> str:
    """Return the code of the place that sweats."""
    zone = zone_of(site)
    if zone == "axilla":
        return "L74510"
    if zone in ("face", "forehead", "scalp", "cheek", "temple", "chin", "nose", "lip"):
        return "L74511"
    if zone in ("hand", "finger"):
        return "L74512"
    return "L74513" if zone in ("foot", "toe") else "L74519"
