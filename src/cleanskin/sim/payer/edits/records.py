"""Claims chosen for a look at the record before payment."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_HIGH = frozenset(("99204", "99205", "99214", "99215"))


def _find(case: Case) -> Iterable[Strike]:
    if "mohs" in case.families:
        parts, papers = 250, "operative note"
    elif case.has_surgery and any(line.code in _HIGH and "25" in line.modifiers for line in case.lines):
        parts, papers = 160, "office note"
    elif any("59" in line.modifiers for line in case.lines):
        parts, papers = 120, "procedure note"
    else:
        return ()
    if not case.chance_for("records").happens(parts):
        return ()
    says = "records_level" if papers == "office note" else "records"
    return (Strike(says=says, asks=(papers,)),)


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
