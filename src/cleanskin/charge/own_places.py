"""Diagnoses whose codes tell places apart in their own way: injuries, growths of soft tissue and nerves, the eyelids.

`placed_diagnoses.tsv` has a row a condition and place: by the site's own name where `sites` is filled, else by its
zone; a row without either holds where no place is told or none of the others fits, and one without codes says that the
place must be known.  A hyphen at the end stands for the seventh character of an injury: A while it is treated, D in its
aftercare.
"""

import functools
from collections.abc import Mapping
from typing import Final

from cleanskin.charge.customs import rows_of
from cleanskin.charge.site_codes import Placed
from cleanskin.record.encounter import Side

TREATED: Final = "A"
AFTERCARE: Final = "D"

_Codes = tuple[str, str, str]


def own_place(condition: str, site: str, zone: str, side: Side, *, seventh: str = TREATED) -> Placed | None:
    """Return the code of a condition at a place; None for a condition that the table does not hold there."""
    codes = _by_place().get((condition, site)) or _by_place().get((condition, f"zone {zone}"))
    lacks = ""
    if codes is None:
        codes = _by_place().get((condition, ""))
        lacks = "" if site else "site"
    if codes is None:
        return None
    right, left, no_side = codes
    code = {"right": right, "left": left}.get(side, "")
    if not code:
        code, lacks = no_side, lacks or ("side" if right else "")
    return Placed(code.replace("-", seventh), lacks)


@functools.cache
def _by_place() -> Mapping[tuple[str, str], _Codes]:
    found: dict[tuple[str, str], _Codes] = {}
    for row in rows_of("placed_diagnoses.tsv"):
        places = row["sites"].split() or [f"zone {zone}" for zone in row["zones"].split()] or [""]
        for condition in row["conditions"].split():
            for place in places:
                found[condition, place] = (row["right"], row["left"], row["no_side"])
    return found
