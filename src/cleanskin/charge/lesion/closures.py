"""The class of a closure as the record supports it, and why (REP-3 to REP-6).

A layered closure is complex with at least one criterion: an exposed deep structure, debrided edges, undermining at
least as wide as the defect, a free margin, retention sutures (REP-5).

A flap without incisions that make it is a closure (FLG-4).
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from cleanskin.charge.lesion.excised import excised
from cleanskin.charge.lesion.words import size
from cleanskin.record.encounter import Closure, Lesion

LINEAR: Final[tuple[Closure, ...]] = ("complex", "intermediate", "simple")
"""Classes of linear closure, the most complex first."""

_CRITERIA: Final = {
    "extensive_undermining": "undermining at least as wide as the defect",
    "retention_sutures": "retention sutures",
    "exposed_structure": "an exposed deep structure",
    "debrided_edges": "debrided edges",
}
_SUPPORTING: Final = {"free_margin": "a free margin involved"}


class Closed(NamedTuple):
    """The class of a closure, why, and whether it is called complex without a criterion on record."""

    closure: Closure
    why: str = ""
    lacks_criterion: bool = False
    contradicts: str = ""


def closed(lesion: Lesion) -> Closed:
    """Return the class of closure that the record supports; "" when nothing was closed."""
    features = frozenset(lesion.features)
    criteria = _criteria(lesion)
    if lesion.closure == "flap" and not has_flap(lesion):
        why = "no incisions made a flap, so it is a closure in line (FLG-4)"
        if criteria:
            return Closed("complex", f"{why}; {', '.join(criteria)}", contradicts="flap")
        return Closed("intermediate", why, contradicts="flap")
    if lesion.closure == "intermediate" and criteria:
        return Closed("complex", f"layered, with {', '.join(criteria)}")
    if lesion.closure == "complex":
        supported = (*criteria, *(words for name, words in _SUPPORTING.items() if name in features))
        narrow = _narrow_undermining(lesion)
        if narrow and not supported:
            return Closed("intermediate", narrow, contradicts="complex")
        if "no_undermining" in features and not supported:
            why = "called complex, but undermining is denied and nothing else makes it complex (REP-5)"
            return Closed("intermediate" if "layered" in features else "simple", why, contradicts="complex")
        if "layers_described" in features and not supported:
            why = "called complex, but the layers described show no criterion (REP-5)"
            return Closed("intermediate", why, lacks_criterion=True, contradicts="complex")
        return Closed("complex", ", ".join(supported), lacks_criterion=not supported)
    if lesion.closure == "simple" and "limited_undermining" in features:
        return Closed("intermediate", "limited undermining (REP-4)")
    if lesion.closure == "simple" and "contaminated" in features and "class_not_stated" not in features:
        return Closed("intermediate", "one layer, but a heavily soiled wound that needed extensive cleaning")
    return Closed(lesion.closure)


_MEASURED = frozenset({"extensive_undermining", "limited_undermining"})
"""Features that say how far the wound was undermined by the width of the defect itself, not of the lesion."""


def has_flap(lesion: Lesion) -> bool:
    """True when the wound was closed with a flap that the record does not deny the incisions of."""
    denied = lesion.flap_incisions is False or {"no_flap_incisions", "incidental"} & set(lesion.features)
    return lesion.closure == "flap" and not denied


def _criteria(lesion: Lesion) -> tuple[str, ...]:
    features = frozenset(lesion.features)
    left_out = {"packed", "probed", "loculated", "limited_undermining", "layered"}
    if _is_wide_in_name(lesion):
        left_out.add("extensive_undermining")
    found = [words for name, words in _CRITERIA.items() if name in features - left_out]
    found += [
        _CRITERIA.get(one) or _SUPPORTING.get(one) or one.replace("_", " ")
        for one in lesion.complex_criteria
        if one not in left_out
    ]
    width = None if _MEASURED.intersection(features) else _width_cm(lesion)
    if lesion.undermining_cm is not None and width is not None and lesion.undermining_cm >= width:
        found.append(f"undermining of {size(lesion.undermining_cm)} cm on a defect {size(width)} cm wide")
    return tuple(dict.fromkeys(found))


_WIDE: Final = re.compile(r"\b(?:wide|widely|broad|broadly|extensive|extensively)\b", re.IGNORECASE)
_BY_WIDTH: Final = re.compile(r"width|defect|wound|than|beyond|exceed|[<>=]", re.IGNORECASE)


def _is_wide_in_name(lesion: Lesion) -> bool:
    """True where undermining is called wide, but its figure is less than the width of the defect (REP-4)."""
    told = [one.words for one in lesion.evidence if one.field == "features" and "undermin" in one.words.lower()]
    is_named = any(_WIDE.search(one) for one in told) and not any(_BY_WIDTH.search(one) for one in told)
    return is_named and bool(_narrow_undermining(lesion))


def _narrow_undermining(lesion: Lesion) -> str:
    width = _width_cm(lesion)
    if lesion.undermining_cm is None or width is None or lesion.undermining_cm >= width:
        return ""
    return (
        f"undermined {size(lesion.undermining_cm)} cm on a defect {size(width)} cm wide: less than its width, so the"
        " closure is intermediate (REP-4)"
    )


def _width_cm(lesion: Lesion) -> Decimal | None:
    found = excised(lesion)
    return found.diameter_cm if found else None
