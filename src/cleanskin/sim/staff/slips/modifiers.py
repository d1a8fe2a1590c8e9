"""Modifiers forgotten or put where they do not belong."""

from cleanskin.sim.staff.codes import DISTINCT, IN_GLOBAL, is_level, is_procedure
from cleanskin.sim.staff.work import Work

_BESIDE_VISITS = frozenset(("24", "25", "57"))
_DRUG_WASTE = frozenset(("JW", "JZ"))


def _forget(work: Work, kind: str, forgotten: frozenset[str] | tuple[str, ...]) -> None:
    chance = None
    for line in work.lines:
        for modifier in line.modifiers:
            if modifier in forgotten:
                chance = chance or work.chance(kind)
                if chance is None:
                    return
                if chance.happens(work.rates[kind]):
                    line.modifiers.remove(modifier)
                    work.wrong(kind, line, was=modifier)
                break


def missing_25(work: Work) -> None:
    """Forget 25 on a visit beside a procedure."""
    _forget(work, "missing_25", ("25",))


def missing_57(work: Work) -> None:
    """Forget 57 on the visit that decides for a major operation."""
    _forget(work, "missing_57", ("57",))


def missing_24(work: Work) -> None:
    """Forget 24 on an unrelated visit within a global period."""
    _forget(work, "missing_24", ("24",))


def missing_79_or_58(work: Work) -> None:
    """Forget that a procedure falls into the global period of another."""
    _forget(work, "missing_79_or_58", IN_GLOBAL)


def missing_distinct(work: Work) -> None:
    """Forget 59 or XS on the lesser of two procedures at different places."""
    _forget(work, "missing_distinct", DISTINCT)


def missed_jw_jz(work: Work) -> None:
    """Forget to say of a single-dose container whether something was thrown away."""
    _forget(work, "missed_jw_jz", _DRUG_WASTE)


def missing_abn_modifier(work: Work) -> None:
    """Forget GA although the patient signed a notice."""
    _forget(work, "missing_abn_modifier", ("GA",))


def needless_25(work: Work) -> None:
    """Put 25 on a visit with nothing beside it."""
    if any(is_procedure(line.code) for line in work.lines):
        return
    for line in work.lines:
        if is_level(line.code) and not _BESIDE_VISITS.intersection(line.modifiers):
            if work.happens("needless_25"):
                line.modifiers.insert(0, "25")
                work.wrong("needless_25", line, now="25")
            return


def needless_59(work: Work) -> None:
    """Put 59 on a procedure that needs none."""
    procedures = [line for line in work.lines if is_procedure(line.code)]
    if len(procedures) < 2:
        return
    line = procedures[-1]
    if not line.modifiers and work.happens("needless_59"):
        line.modifiers.append("59")
        work.wrong("needless_59", line, now="59")
