"""The injected steroid is part of the injection into lesions."""

from collections.abc import Iterable
from datetime import date

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "injection" not in case.families or "drug" not in case.families:
        return ()
    found = tuple([line.index for line in case.lines if line.code in ("J3301", "J3300", "J1100", "J0702")])
    if not found or not case.chance_for("injection_drug").happens(3_500):
        return ()
    return (Strike(lines=found, says="own_bundle"),)


EDIT = Edit(
    name="injection_includes_drug",
    cause="bundling_ncci",
    order=63,
    payers=("bramble_health", "open_meadow_exchange"),
    outside=True,
    why_outside="a payment policy of the payer's own, not in any public file",
    source="assumption",
    first=date(2025, 4, 1),
    find=_find,
)
