"""The ICD-10-CM code of a category at a place and side: skin cancers, moles, lipomas, abscesses and their kin.

The places a code names stand in `reference/dermatology/site_diagnoses.tsv`.  Of several codes for one place (abscess,
furuncle, carbuncle; basal and squamous cell carcinoma) the condition decides.  A side that the record does not tell
gives the code of the unspecified side, a place that it does not tell that of the unspecified place.
"""

import functools
from typing import Final, NamedTuple

from cleanskin.record.encounter import Side
from cleanskin.reference.dermatology.diagnoses import diagnoses
from cleanskin.reference.dermatology.sites import diagnosis_codes, diagnosis_site
from cleanskin.reference.dermatology.sites import site as site_named

_ALIKE: Final = {
    "skin_cancer": "unstated_skin_cancer",
    "scc_in_situ": "carcinoma_in_situ",
    "bowen_disease": "carcinoma_in_situ",
    "lentigo_maligna": "melanoma_in_situ",
    "dysplastic_nevus": "nevus",
    "pending": "unspecified_behavior",
}
"""Conditions of notes by the condition of the table of diagnoses, where the two differ."""


_OTHER_CANCER: Final = "other_skin_cancer"
"""What a named skin cancer without codes of its own is coded as."""


class Placed(NamedTuple):
    """A code without point; `lacks` says what a more specific one needs: "side", "site" or ""."""

    code: str
    lacks: str = ""


def zone_of(site: str) -> str:
    """Return the zone of a site's name, "" when it is not known."""
    found = site_named(site) if site else None
    return found.zone if found else ""


@functools.lru_cache(maxsize=4096)
def placed(category: str, condition: str, zone: str, side: Side) -> Placed | None:
    """Return the code of a category ("C44", or a longer beginning) at a zone and side; None when there is none."""
    root, wanted = category[:3], _ALIKE.get(condition, condition)
    if zone:
        named = _chosen(diagnosis_codes(zone, root, side), category, wanted) if side in ("right", "left") else ""
        if named:
            return Placed(named)
        plain = _chosen(diagnosis_codes(zone, root, ""), category, wanted)
        if plain:
            return Placed(plain)
        open_side = _chosen(diagnosis_codes(zone, root, "unspecified"), category, wanted)
        if open_side:
            return Placed(open_side, "side" if _has_sides(zone, root) else "")
    nowhere = _unplaced(root, category, wanted)
    return Placed(nowhere, "" if zone else "site") if nowhere else None


def _has_sides(zone: str, root: str) -> bool:
    return bool(diagnosis_codes(zone, root, "right"))


def _chosen(codes: tuple[str, ...], category: str, condition: str) -> str:
    """Return the code of the condition; where the table does not tell the condition apart, the first."""
    fitting = [code for code in codes if code.startswith(category)]
    if len(fitting) < 2:
        return fitting[0] if fitting else ""
    of_condition = [code for code in fitting if _condition(code) == condition]
    if len(of_condition) == 1:
        return of_condition[0]
    words = condition.replace("_", " ")
    by_label = [code for code in of_condition or fitting if words in _label(code)]
    other = [code for code in fitting if _condition(code) == _OTHER_CANCER]
    return (by_label or of_condition or other or fitting)[0]


@functools.lru_cache(maxsize=512)
def _unplaced(root: str, category: str, condition: str) -> str:
    """Return the code of the condition for an unstated place: the last of those that name none."""
    open_ = [
        code
        for code in diagnoses()
        if code.startswith(category) and code.startswith(root) and diagnosis_site(code) is None
    ]
    of_condition = [code for code in open_ if _condition(code) == condition]
    words = condition.replace("_", " ")
    by_label = [code for code in of_condition or open_ if words in _label(code)]
    other = [code for code in open_ if _condition(code) == _OTHER_CANCER]
    chosen = by_label or of_condition or other or open_
    return chosen[-1] if chosen else ""


def _condition(code: str) -> str:
    rows = diagnoses().get(code)
    return rows[-1].value.condition if rows else ""


def _label(code: str) -> str:
    rows = diagnoses().get(code)
    return rows[-1].value.label.casefold() if rows else ""
