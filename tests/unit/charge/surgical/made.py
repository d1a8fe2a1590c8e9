"""Lesions written short, and what the surgical families draft for them.

A lesion is `key=value` words: at (site, with side as at=cheek/left), by (technique, further ones after +), to (intent),
of (condition, suspected with a ?), n (count, "several" is vague), d and m (diameter and margin in cm), ex (excised
diameter), close (closure), len, und (undermining), defect, flap, area, kind (of flap or graft), blocks (7,3), f
(features, apart by commas), path (behavior of the tissue), dx, session, depth.  Lesions are apart by " ; ".

What is drafted is written as codes in order of their number: `17003*13` for units, `17261~` waits for something,
`11755-FA` with a modifier; then `?topic` of each question and `!code` of each code not reported.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from cleanskin.charge.acts import acts_of, with_ids
from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, families
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Encounter, Lesion, Pathology
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
DAY = Day(Reference(None), ON)
SURGICAL = {
    "biopsy", "skin_tags", "shave", "excision", "soft_tissue", "site_excision", "destruction_premalignant",
    "destruction_benign", "destruction_vascular", "destruction_malignant", "mohs", "repair", "flap", "graft",
    "one_act_a_lesion",
}  # fmt: skip

_LENGTHS = {
    "d": "diameter_cm",
    "m": "margin_cm",
    "ex": "excised_cm",
    "len": "closure_length_cm",
    "und": "undermining_cm",
    "defect": "defect_area_sq_cm",
    "flap": "flap_area_sq_cm",
}
_WORDS = {"close": "closure", "dx": "diagnosis", "depth": "depth", "to": "intent"}


def lesion(text: str) -> Lesion:
    """Read a lesion written short."""
    filled: dict[str, Any] = {}
    for word in text.split():
        key, _, value = word.partition("=")
        if key in _LENGTHS:
            filled[_LENGTHS[key]] = Decimal(value)
        elif key in _WORDS:
            filled[_WORDS[key]] = value
        else:
            filled |= _special(key, value, text)
    return Lesion(**filled)


def _special(key: str, value: str, text: str) -> dict[str, Any]:
    if key == "at":
        site, _, side = value.partition("/")
        return {"site": site, "side": side}
    if key == "by":
        first, *further = value.split("+")
        return {"technique": first, "further_techniques": tuple(further)}
    if key == "of":
        return {"condition": value.rstrip("?"), "certainty": "suspected" if value.endswith("?") else ""}
    if key == "n":
        return {"count_is_vague": True} if value == "several" else {"count": int(value)}
    if key == "kind":
        return {"graft_kind": value} if "close=graft" in text else {"flap_kind": value}
    if key == "area":
        return {"graft_area_sq_cm" if "close=graft" in text else "treated_area_sq_cm": Decimal(value)}
    if key == "blocks":
        return {"mohs_blocks": tuple(int(one) for one in value.split(","))}
    if key == "f":
        return {"features": tuple(value.split(","))}
    if key == "path":
        return {"pathology": Pathology(behavior=value)}
    if key == "specimen":
        return {"specimen": value == "yes"}
    return {"session": int(value)} if key == "session" else {key: value}


def drafted(encounter: Encounter, payer: str = "medicare") -> list[Drafted]:
    """Return what the surgical families say of an encounter."""
    encounter = with_ids(encounter)
    case = Case(encounter=encounter, payer=payer, on=ON, day=DAY, acts=acts_of(encounter))
    return [one for family in families() if family.name in SURGICAL for one in family.draft(case)]


def encounter(text: str, **more: Any) -> Encounter:
    """Read lesions written short."""
    return Encounter(lesions=tuple(lesion(part) for part in text.split(";")), **more)


def written(said: list[Drafted]) -> str:
    """Return lines and questions written short, lines first."""
    lines = sorted(_line(one) for one in said if isinstance(one, Draft))
    asked = sorted({f"?{one.topic}" for one in said if isinstance(one, Query)})
    return " ".join([*lines, *asked])


def not_reported(said: list[Drafted]) -> set[str]:
    """Return the codes that are not reported."""
    return {one.code for one in said if isinstance(one, NotReported)}


def _line(one: Draft) -> str:
    modifiers = "".join(f"-{modifier}" for modifier in one.modifiers)
    units = f"*{one.units}" if one.units != 1 else ""
    return f"{one.code}{modifiers}{units}{'~' if one.waits_for else ''}"


def rows(table: str) -> list[tuple[str, str, str]]:
    """Return the rows "rule | lesions | expected" of a table, without blank lines and remarks."""
    found = [line.strip() for line in table.strip().splitlines()]
    return [tuple(part.strip() for part in line.split("|")) for line in found if line and not line.startswith("#")]  # type: ignore[misc]


def check(lesions: str, expected: str, *, payer: str = "medicare", **more: Any) -> None:
    """Hold what is drafted to what is expected; a code not reported is never a line too."""
    said = drafted(encounter(lesions, **more), payer)
    words = expected.split()
    wanted = " ".join(word for word in words if not word.startswith("!"))
    assert written(said) == wanted, f"drafted {written(said)!r}, expected {wanted!r}"
    missing = {word[1:] for word in words if word.startswith("!")} - not_reported(said)
    assert not missing, f"not told as left out: {missing}"
    assert not not_reported(said) & {one.code for one in said if isinstance(one, Draft)}
    for one in said:
        assert isinstance(one, Query) or one.rules, "every line and code left out names its rule"
