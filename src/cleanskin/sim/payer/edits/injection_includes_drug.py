"""The injected steroid is part of the injection into lesions."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "injection" not in case.families or "drug" not in case.families:
        return ()
    found = tuple([line.index for line in case.lines if line.code in ("J3301", "J3300", "J1100", "J0702")])
    return (Strike(lines=found, says="own_bundle"),) if found else ()


EDIT = Edit(
    name="injection_includes_drug",
    cause="bundling_ncci",
    order=63,
    payers=("bramble_health", "open_meadow_exchange"),
    outside=True,
    why_outside="a payment policy of the payer's own, not in any public file",
    source="assumption",
    find=_find,
)
