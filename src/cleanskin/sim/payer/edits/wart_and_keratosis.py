"""Warts and keratoses treated on one day are one destruction."""

from collections.abc import Iterable
from datetime import date

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if not ("destruction" in case.families and "destruction_benign" in case.families):
        return ()
    found = tuple([line.index for line in case.lines if line.code == "17000"])
    if not found or not case.chance_for("wart_and_keratosis").happens(5_000):
        return ()
    return (Strike(lines=found, says="own_bundle"),)


EDIT = Edit(
    name="wart_and_keratosis",
    cause="bundling_ncci",
    order=63,
    payers=("open_meadow_exchange", "bramble_health"),
    outside=True,
    why_outside="a bundling rule of the payer's own, applied to about half of such claims",
    source="assumption",
    first=date(2025, 7, 1),
    find=_find,
)
