"""A service that the plan wants authorized before, without a number that holds."""

from collections.abc import Iterable

from cleanskin.sim.payer.authorizing import needs_authorization
from cleanskin.sim.payer.case import Case, Edit, Line, Strike


def _held(case: Case, needed: list[Line], number: str) -> Iterable[Strike]:
    """Check the number against the payer's own list of what it authorized."""
    memory = case.memory
    grant = memory.grants.get(number)
    if grant is None:
        if not memory.authorizes:
            return ()
        return (Strike(lines=tuple([line.index for line in needed]), says="authorization_wrong"),)
    wrong: list[int] = []
    over: list[int] = []
    for line in needed:
        left = grant.units_left.get(line.family)
        if left is None or not grant.first <= case.day <= grant.last:
            wrong.append(line.index)
        elif line.units > left:
            over.append(line.index)
        else:
            grant.units_left[line.family] = left - line.units
    found = []
    if wrong:
        found.append(Strike(lines=tuple(wrong), says="authorization_wrong"))
    if over:
        found.append(Strike(lines=tuple(over), says="authorization_exceeded"))
    return found


def _find(case: Case) -> Iterable[Strike]:
    plan = case.plan
    if not plan.authorizes:
        return ()
    needed = [line for line in case.lines if needs_authorization(plan, line.code)]
    if not needed:
        return ()
    number = case.claim.reference("G1")
    if not number:
        return (Strike(lines=tuple([line.index for line in needed]), says="authorization_missing"),)
    return _held(case, needed, number)


EDIT = Edit(
    name="authorization",
    cause="prior_authorisation",
    order=42,
    source="plan terms",
    find=_find,
)
