"""The drug does not meet the payer's own criteria."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "biologic" not in case.families:
        return ()
    found = tuple([line.index for line in case.lines if line.family == "biologic"])
    return (Strike(lines=found),) if case.chance_for("biologic").happens(500) else ()


EDIT = Edit(
    name="biologic_criteria",
    cause="medical_necessity",
    order=83,
    payers=("medicare_advantage", "commercial", "exchange", "medicaid"),
    outside=True,
    why_outside="criteria are applied to records the claim does not show",
    source="assumption",
    find=_find,
)
