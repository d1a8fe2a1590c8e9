"""Many specimens in a day are paid up to a number."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if line.code == "88305" and line.units > 4:
            found.append(Strike(lines=(line.index,), says="units_cut", units_to=4))
    return found


EDIT = Edit(
    name="pathology_units",
    cause="frequency_mue",
    order=86,
    payers=("heartwood_care", "open_meadow_exchange"),
    outside=True,
    why_outside="a limit below the public one, in the payer's own policy",
    overturned="support",
    source="assumption",
    find=_find,
)
