"""Modifiers of true lines: 25, 57 and 24 on visits, 58, 78 and 79 in a global period, 59 or 76 apart, others as given.

Directions of pairs come from the clinic's own table of NCCI pairs; what the payer wants instead stands among a line's
alternatives.
"""

from cleanskin.sim.clinic.codes import CODES, PAIRS, VISIT_FAMILIES
from cleanskin.sim.clinic.draft import Line

_GLOBAL = frozenset({"000", "010", "090"})
_MINOR = frozenset({"000", "010"})
_SAME_AGAIN_76 = frozenset({"medicare", "medicare_advantage"})
_SIDES = {"right": "RT", "left": "LT"}
_NO_DISTINCT = frozenset({"drug", "pathology", "pathology_stain", "laboratory"})


def _side(line: Line) -> str:
    """Return RT or LT for a line of one side, "" for others."""
    return _SIDES.get(line.site.rpartition(" ")[2], "")


def _distinct(lines: list[Line], again: str) -> None:
    """Put 59 on the second of each pair done at another lesion, and `again` on a code that stands twice.

    An add-on that is itself the second of a pair gets it too; many would leave it to the primary's (MOD-5), which
    stands among its alternatives.  The same code on the other side may say so by RT or LT (MOD-6); 50 is not for
    lesions of the skin (MOD-7).
    """
    seen: dict[str, Line] = {}
    for line in lines:
        if line.family in VISIT_FAMILIES or line.family in _NO_DISTINCT or line.nature == "cosmetic":
            continue
        if line.code in seen:
            line.modifiers.append(again)
            line.alternatives += (("59",), ("XS",), ("76",))
            side, other_side = _side(line), _side(seen[line.code])
            if side and other_side and side != other_side:
                line.alternatives += ((side,),)
            continue
        seen[line.code] = line
        for other in lines:
            if other is line or other.nature == "cosmetic" or PAIRS.get((other.code, line.code)) != "1":
                continue
            if not set(other.lesions) & set(line.lesions):
                line.modifiers.append("59")
                line.alternatives += (("XS",), ()) if "add_on" in line.family else (("XS",),)
                break


def _in_globals(lines: list[Line]) -> None:
    """Put 58, 78 or 79 on the procedures of a day that lies in a global period."""
    for line in lines:
        if line.nature != "cosmetic" and CODES[line.code].global_days in _GLOBAL:
            line.modifiers.insert(0, "78" if line.returned else "58" if line.staged else "79")


def _on_visit(visit: Line, lines: list[Line], *, in_global: bool) -> None:
    """Put 24, 25 and 57 on the visit."""
    days = {CODES[line.code].global_days for line in lines if line.nature != "cosmetic"}
    marks = ["24"] if in_global else []
    if "090" in days:
        marks.append("57")
        visit.alternatives = ((*marks[:-1], "25", "57"), (*marks[:-1], "25"))
    elif days & _MINOR or any(
        (line.code, visit.code) in PAIRS for line in lines if line.nature != "cosmetic"
    ):  # fmt: skip
        marks.append("25")
    visit.modifiers = marks + visit.modifiers


def put_modifiers(visit: Line | None, lines: list[Line], *, in_global: bool, payer_kind: str) -> None:
    """Complete the modifiers of a visit's lines, which are in order of value."""
    _distinct(lines, "76" if payer_kind in _SAME_AGAIN_76 else "59")
    for line in lines:
        if line.alternatives and ("59" in line.modifiers or "76" in line.modifiers):
            rest = [word for word in line.modifiers if word not in ("59", "76")]
            line.alternatives = tuple(
                (*rest, *words) for words in dict.fromkeys(line.alternatives) if list(words) != line.modifiers
            )  # fmt: skip
    if in_global:
        _in_globals(lines)
        for line in lines:
            if line.alternatives and line.modifiers and line.modifiers[0] in ("58", "78", "79"):
                line.alternatives = tuple((line.modifiers[0], *words) for words in line.alternatives)
    if visit is not None:
        _on_visit(visit, lines, in_global=in_global)
