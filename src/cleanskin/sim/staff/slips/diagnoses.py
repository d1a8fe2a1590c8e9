"""Diagnoses on the wrong side, too vague, too early, or behind the wrong line."""

from collections.abc import Callable

from cleanskin.sim.staff.work import Line, Work

_SIDED_AT = frozenset("1267")
"""Fourth characters of those categories whose sites have sides: eyelid, ear, arm, leg."""


def _every(work: Work, was: str, now: str) -> None:
    for line in work.lines:
        line.diagnoses = [now if one == was else one for one in line.diagnoses]


def wrong_laterality(work: Work) -> None:
    """Take the other side, on the line or in the diagnosis."""
    for line in work.lines:
        for modifier, other in (("RT", "LT"), ("LT", "RT")):
            if modifier in line.modifiers:
                if work.happens("wrong_laterality"):
                    line.modifiers[line.modifiers.index(modifier)] = other
                    work.wrong("wrong_laterality", line, was=modifier, now=other)
                return
        if _told_otherwise(work, line, "wrong_laterality", _other_side):
            return


def unspecified_diagnosis(work: Work) -> None:
    """Take the code without a side although the record names one."""
    for line in work.lines:
        if _told_otherwise(work, line, "unspecified_diagnosis", _unsided):
            return


def _told_otherwise(work: Work, line: Line, kind: str, changed: Callable[[str], str]) -> bool:
    """Change, when the slip happens, the line's first diagnosis that has another form; True when it has one."""
    for code in line.diagnoses:
        now = changed(code)
        if now:
            if work.happens(kind):
                _every(work, code, now)
                work.wrong(kind, line, was=code, now=now)
            return True
    return False


def _other_side(code: str) -> str:
    """Return the code of the same tumor on the other side, "" when the code names no side."""
    if not _unsided(code):
        return ""
    sides = "29" if code[:3] == "C44" else "12"
    return code[:-1] + sides[1 - sides.index(code[-1])]


def _unsided(code: str) -> str:
    """Return the code of the same tumor at an unspecified side, "" when the code names no side."""
    category, where = code[:3], code[3:4]
    if category == "C44" and where in _SIDED_AT and len(code) == 6 and code[5] in "29":
        return f"{code[:5]}1"
    if category in ("D22", "D23", "D03", "D04", "C43", "C4A") and where in _SIDED_AT and len(code) == 5:
        return f"{code[:4]}0" if code[4] in "12" else ""
    return ""


def wrong_diagnosis_pointer(work: Work) -> None:
    """Point a line at another line's diagnosis."""
    if len(work.lines) < 2:
        return
    chance = None
    for line in work.lines:
        others = _foreign(work, line)
        if others:
            chance = chance or work.chance("wrong_diagnosis_pointer")
            if chance is None:
                return
            if chance.happens(work.rates["wrong_diagnosis_pointer"]):
                now = chance.pick(others)
                work.wrong("wrong_diagnosis_pointer", line, was=line.diagnoses[0], now=now)
                line.diagnoses = [now]


def _foreign(work: Work, line: Line) -> list[str]:
    if not line.diagnoses:
        return []
    own = line.diagnoses
    return [one.diagnoses[0] for one in work.lines if one.diagnoses and one.diagnoses[0] not in own]


def wrong_diagnosis_order(work: Work) -> None:
    """Put the lesser reason first."""
    for line in work.lines:
        if len(line.diagnoses) > 1:
            if work.happens("wrong_diagnosis_order"):
                was = line.diagnoses[0]
                line.diagnoses = [*line.diagnoses[1:], was]
                work.wrong("wrong_diagnosis_order", line, was=was, now=line.diagnoses[0])
            return


def neoplasm_before_pathology(work: Work) -> None:
    """Send the claim before the result is there, with the code of a growth of unknown kind."""
    for line in work.lines:
        if line.waits_days:
            if work.happens("neoplasm_before_pathology"):
                was = line.diagnoses[0] if line.diagnoses else ""
                for one in work.lines:
                    if one.waits_days:
                        one.waits_days = 0
                        one.diagnoses = ["D492", *[code for code in one.diagnoses[1:] if code != "D492"]]
                work.wrong("neoplasm_before_pathology", line, was=was, now="D492")
            return
