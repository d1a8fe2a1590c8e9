"""Where lesions sit, and what codes follow from it: sites drawn by what grows there, sides, groups, diagnoses."""

from typing import NamedTuple

from cleanskin.record.encounter import Side
from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.tables import rows

_PACKAGE = "cleanskin.sim.clinic"


class Place(NamedTuple):
    """A site: its class in ICD-10-CM, its zone and the first digits of repairs and flaps there."""

    site: str
    sided: bool
    group: str
    zone: str
    intermediate: str
    complex: str
    flap: str


_ROWS = rows(_PACKAGE, "sites.tsv")

PLACES: dict[str, Place] = {
    row["site"]: Place(
        row["site"], row["sided"] == "yes", row["class"], row["zone"], row["intermediate"], row["complex"], row["flap"]
    )
    for row in _ROWS
}

_DRAWS: dict[str, Weighted[Place]] = {
    what: Weighted((PLACES[row["site"]], int(row[what])) for row in _ROWS)
    for what in ("sun", "cancer", "trunk", "wart", "acne", "cyst", "tag")
}

_DIAGNOSES: dict[tuple[str, str], tuple[str, str]] = {
    (row["category"], row["class"]): (row["right"], row["left"]) for row in rows(_PACKAGE, "site_diagnoses.tsv")
}


class Spot(NamedTuple):
    """One place on one side of one body."""

    place: Place
    side: Side

    @property
    def words(self) -> str:
        """Site and side as one text, such as "cheek right"."""
        return f"{self.place.site} {self.side}".rstrip()


def spot_at(site: str, side: Side = "") -> Spot:
    """Return a named place; KeyError for a site that is not in the table."""
    return Spot(PLACES[site], side)


def draw_spot(chance: Chance, what: str) -> Spot:
    """Draw a place by what grows there: sun, cancer, trunk, wart, acne, cyst, tag."""
    place = chance.draw(_DRAWS[what])
    if not place.sided:
        return Spot(place, "")
    return Spot(place, "right" if chance.below(2) else "left")


def diagnosis_at(category: str, spot: Spot) -> str:
    """Return the ICD-10-CM code of a category at a place and side; KeyError when the table does not know it."""
    right, left = _DIAGNOSES[category, spot.place.group]
    return left if left and spot.side == "left" else right
