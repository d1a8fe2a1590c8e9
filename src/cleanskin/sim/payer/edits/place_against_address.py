"""The place of service says a hospital, the address is the office."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if case.claim.provider("service_facility") is not None:
        return ()
    found = tuple([line.index for line in case.lines if line.place in ("19", "22", "24")])
    return (Strike(lines=found, says="place"),) if found else ()


EDIT = Edit(
    name="place_against_address",
    cause="coding_edit",
    order=47,
    payers=("bramble_health", "open_meadow_exchange", "goldfinch_advantage", "marshlight_medicare"),
    outside=True,
    why_outside="the match is made against the payer's own directory",
    overturned="never",
    source="payers match the place of service with their directory of addresses",
    find=_find,
)
