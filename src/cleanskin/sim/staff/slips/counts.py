"""What was done counted or sized wrongly, or not billed at all."""

from cleanskin.sim.staff.codes import (
    ADD_ONS,
    COUNTED,
    INCLUDED,
    STEP_DOWN,
    STEP_UP,
    is_drug,
    is_laboratory,
    is_level,
    is_procedure,
)
from cleanskin.sim.staff.work import Line, Work

_CHARGED_TWICE = frozenset(("17000", "17110", "11102", "11104", "11900", "88305"))


def missed_visit(work: Work) -> None:
    """Leave out the visit beside a procedure."""
    if len(work.lines) < 2 or not any(is_procedure(line.code) for line in work.lines):
        return
    for line in work.lines:
        if is_level(line.code):
            if work.happens("missed_visit"):
                _leave_out(work, line, "missed_visit")
            return


def missed_procedure(work: Work) -> None:
    """Leave out a procedure, and with it what only stands beside it."""
    if len(work.lines) < 2:
        return
    chance = None
    for line in list(work.lines):
        if is_procedure(line.code) and line.code not in ADD_ONS and len(work.lines) > 1:
            chance = chance or work.chance("missed_procedure")
            if chance is None:
                return
            if chance.happens(work.rates["missed_procedure"]):
                _leave_out(work, line, "missed_procedure")
                codes = {one.code for one in work.lines}
                for other in list(work.lines):
                    beside = ADD_ONS.get(other.code)
                    if beside and not codes.intersection(beside) and len(work.lines) > 1:
                        _leave_out(work, other, "missed_procedure")


def _leave_out(work: Work, line: Line, kind: str) -> None:
    work.lines.remove(line)
    work.wrong(kind, line, was=line.code)


def missed_addon(work: Work) -> None:
    """Leave out an add-on."""
    chance = None
    for line in list(work.lines):
        if line.code in ADD_ONS and len(work.lines) > 1:
            chance = chance or work.chance("missed_addon")
            if chance is None:
                return
            if chance.happens(work.rates["missed_addon"]):
                _leave_out(work, line, "missed_addon")


def undercount_lesions(work: Work) -> None:
    """Count fewer lesions than were treated; the count of seventeen thousand four becomes the lesser pair."""
    chance = None
    for line in work.lines:
        if line.code in COUNTED and line.units > 1:
            chance = chance or work.chance("undercount_lesions")
            if chance is None:
                return
            if chance.happens(work.rates["undercount_lesions"]):
                now = max(1, line.units - 1 - chance.below(line.units // 2))
                work.wrong("undercount_lesions", line, was=str(line.units), now=str(now))
                line.units = now


def overcount_lesions(work: Work) -> None:
    """Count more lesions than were treated."""
    chance = None
    for line in work.lines:
        if line.code in COUNTED:
            chance = chance or work.chance("overcount_lesions")
            if chance is None:
                return
            if chance.happens(work.rates["overcount_lesions"]):
                now = line.units + 1 + chance.below(1 + line.units // 2)
                if line.code == "17003":
                    now = min(now, 13)
                if now > line.units:
                    work.wrong("overcount_lesions", line, was=str(line.units), now=str(now))
                    line.units = now


def wrong_tier(work: Work) -> None:
    """Take the neighboring step of a family that climbs by size, count or length."""
    chance = None
    for line in work.lines:
        code = line.code
        if code in STEP_DOWN or code in STEP_UP or code == "17004":
            chance = chance or work.chance("wrong_tier")
            if chance is None:
                return
            if not chance.happens(work.rates["wrong_tier"]):
                continue
            if code == "17004":
                _as_pair(work, line)
                continue
            up = code in STEP_UP and (code not in STEP_DOWN or chance.happens(5_000))
            line.code = STEP_UP[code] if up else STEP_DOWN[code]
            work.wrong("wrong_tier", line, was=code, now=line.code)


def _as_pair(work: Work, line: Line) -> None:
    """Bill fifteen or more keratoses as the first and thirteen further ones."""
    line.code = "17000"
    other = Line.copy_of(line)
    other.code, other.units = "17003", 13
    work.lines.insert(work.lines.index(line) + 1, other)
    work.wrong("wrong_tier", line, was="17004", now="17000")


def missed_drug_units(work: Work) -> None:
    """Bill one unit of a drug of which several were given."""
    chance = None
    for line in work.lines:
        if is_drug(line.code) and line.units > 1 and "JW" not in line.modifiers:
            chance = chance or work.chance("missed_drug_units")
            if chance is None:
                return
            if chance.happens(work.rates["missed_drug_units"]):
                work.wrong("missed_drug_units", line, was=str(line.units), now="1")
                line.units = 1


def wrong_units(work: Work) -> None:
    """Bill two units of what is billed once."""
    for line in work.lines:
        if line.code in _CHARGED_TWICE and line.units == 1:
            if work.happens("wrong_units"):
                line.units = 2
                work.wrong("wrong_units", line, was="1", now="2")
            return


def add_on_without_primary(work: Work) -> None:
    """Bill an add-on with units for everything instead of the first code and its add-on."""
    by_code = {line.code: line for line in work.lines}
    for line in work.lines:
        first = by_code.get(ADD_ONS[line.code][0]) if ADD_ONS.get(line.code) else None
        if first is not None and len(work.lines) > 1:
            if work.happens("add_on_without_primary"):
                line.units += first.units
                work.lines.remove(first)
                work.wrong("add_on_without_primary", line, was=first.code)
            return


def bundled_billed_apart(work: Work) -> None:
    """Bill apart what the procedure includes: its simple closure, its slides, its first step."""
    for line in work.lines:
        included = INCLUDED.get(line.code)
        if included is not None and all(one.code != included for one in work.lines):
            if work.happens("bundled_billed_apart"):
                other = Line.copy_of(line)
                other.code, other.units, other.service = included, 1, None
                other.modifiers = [] if is_laboratory(included) else ["59"]
                work.lines.append(other)
                work.wrong("bundled_billed_apart", other, now=included)
            return
