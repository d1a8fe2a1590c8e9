"""Office visits at the wrong level or of the wrong kind."""

from cleanskin.sim.staff.codes import AS_NEW, LEVEL_DOWN, LEVEL_UP, is_level
from cleanskin.sim.staff.work import Line, Work


def _visit_line(work: Work) -> Line | None:
    for line in work.lines:
        if is_level(line.code):
            return line
    return None


def em_level_low(work: Work) -> None:
    """Bill one level too low."""
    line = _visit_line(work)
    if line is not None and line.code in LEVEL_DOWN and work.happens("em_level_low"):
        was, line.code = line.code, LEVEL_DOWN[line.code]
        work.wrong("em_level_low", line, was=was, now=line.code)


def em_level_high(work: Work) -> None:
    """Bill one level too high."""
    line = _visit_line(work)
    if line is not None and line.code in LEVEL_UP and line.code[-1] in "23" and work.happens("em_level_high"):
        was, line.code = line.code, LEVEL_UP[line.code]
        work.wrong("em_level_high", line, was=was, now=line.code)


def new_instead_of_established(work: Work) -> None:
    """Bill a patient known to the group as new."""
    line = _visit_line(work)
    if line is not None and line.code in AS_NEW and work.happens("new_instead_of_established"):
        was, line.code = line.code, AS_NEW[line.code]
        work.wrong("new_instead_of_established", line, was=was, now=line.code)
