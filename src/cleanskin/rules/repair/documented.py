"""What the record says of closures: lengths added by class and site group, and the code for the sum."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Final

from cleanskin.record.encounter import Closure, Lesion
from cleanskin.rules.day import Day
from cleanskin.rules.repair.sizes import Sized, code_for, group_of
from cleanskin.rules.rule import Flag, codes, flag
from cleanskin.rules.visit import Line, Visit

_CODES: Final[dict[Closure, tuple[str, ...]]] = {
    "simple": tuple(sorted(codes("12001-12018").codes)),
    "intermediate": tuple(sorted(codes("12031-12057").codes)),
    "complex": tuple(sorted(codes("13100-13153").codes)),
}
_INCLUDING: Final = frozenset(
    ("tangential", "punch", "incisional", "shave", "cryosurgery", "electrodesiccation", "curettage", "laser", "snip")
)


def closed(visit: Visit, *closures: Closure) -> list[Lesion]:
    """Return the wounds that the record says were closed so; those of injuries too, those for looks not."""
    held = visit.once(_closed)
    return [one for one in held if one.closure in closures] if held else []


def _closed(visit: Visit) -> list[Lesion]:
    encounter = visit.documented
    return [one for one in encounter.lesions if one.closure and one.intent != "cosmetic"] if encounter else []


def outside_told_groups(visit: Visit, lines: Iterable[Line], scheme: str, closure: Closure, day: Day) -> Iterator[Flag]:
    """Flag lines whose site group holds no documented closure of the class; nothing when a site is not told."""
    lines = list(lines)
    found = [(one.site, group_of(one.site, scheme, day)) for one in closed(visit, closure)] if lines else []
    groups = {group for _, group in found}
    for line in lines:
        if found and "" not in groups and line.facts and line.facts.site_group not in groups:
            yield flag(line, evidence=[f"{site}: group {group.partition('/')[2]}" for site, group in found])


def is_reportable(lesion: Lesion) -> bool:
    """True when a closure of this class is reported beside what made the wound.

    Simple closure belongs to every removal but Mohs surgery; no closure is reported with a biopsy, shave or destruction
    of the same lesion, or with the excision of a benign lesion of up to 0.5 cm.
    """
    if lesion.technique in _INCLUDING:
        return False
    if lesion.technique == "excision":
        return lesion.closure != "simple" and not _is_small(lesion)
    return True


def lengths(visit: Visit, closure: Closure, day: Day) -> dict[str, Decimal] | None:
    """Add the lengths of reportable closures of a class by "scheme/group"; None when one lacks its site or length."""
    sums: dict[str, Decimal] = {}
    for lesion in closed(visit, closure):
        group = group_of(lesion.site, f"repair_{closure}", day)
        if not is_reportable(lesion):
            continue
        if not group or lesion.closure_length_cm is None or lesion.count not in (None, 1):
            return None
        sums[group] = sums.get(group, Decimal(0)) + lesion.closure_length_cm
    return sums


def lengths_by_class(visit: Visit, techniques: Collection[str], day: Day) -> dict[tuple[Closure, str], Decimal]:
    """Add the lengths of reportable closures after some techniques, by class and site group; {} when one is not told.

    The record must tell the technique of every layered closure: a closure of unknown origin is nobody's missed charge.
    """
    sums: dict[tuple[Closure, str], Decimal] = {}
    for closure in ("simple", "intermediate", "complex"):
        found = closed(visit, closure)
        if any(is_reportable(one) and one.technique not in techniques for one in found):
            return {}
        by_group = lengths(visit, closure, day)
        if by_group is None:
            return {}
        sums.update({(closure, group): length for group, length in by_group.items()})
    return sums


def code_of_length(length_cm: Decimal, group: str, closure: Closure, day: Day) -> Sized | None:
    """Return the code of a summed length; None for a complex closure of up to 1.0 cm."""
    return code_for(length_cm, group, _CODES[closure], day)


def _is_small(lesion: Lesion) -> bool:
    behavior = lesion.pathology.behavior if lesion.pathology else ""
    if behavior in ("malignant", "in_situ") or lesion.diagnosis.upper().startswith(("C", "D03", "D04")):
        return False
    if lesion.diameter_cm is None:
        return False
    return lesion.diameter_cm + 2 * (lesion.margin_cm or Decimal(0)) <= Decimal("0.5")
