"""Claims chosen for a look at the record before payment."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_HIGH = frozenset(("99204", "99205", "99214", "99215"))


def _find(case: Case) -> Iterable[Strike]:
    lines: tuple[int, ...] = ()
    if "mohs" in case.families:
        parts, says, paper = 250, "records", "operative note"
    elif case.has_surgery and (lines := _high_visits(case)):
        parts, says, paper = 160, "records_level", "office note"
    elif lines := tuple([line.index for line in case.lines if "59" in line.modifiers]):
        parts, says, paper = 120, "records", "procedure note"
    else:
        return ()
    if not case.chance_for("records").happens(parts):
        return ()
    return (Strike(lines=lines, says=says, asks=(paper,)),)


def _high_visits(case: Case) -> tuple[int, ...]:
    return tuple([line.index for line in case.lines if line.code in _HIGH and "25" in line.modifiers])


EDIT = Edit(
    name="records",
    cause="documentation_request",
    order=84,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid"),
    outside=True,
    why_outside="which claims are chosen is the payer's secret",
    source="assumption",
    find=_find,
)
