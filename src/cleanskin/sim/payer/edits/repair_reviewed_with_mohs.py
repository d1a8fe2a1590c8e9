"""Repairs after Mohs surgery are refused until the record is seen."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "mohs" not in case.families:
        return ()
    found = tuple([line.index for line in case.lines if line.family in ("repair", "flap", "graft")])
    if not found or not case.chance_for("repair_with_mohs").happens(900):
        return ()
    return (Strike(lines=found, says="records", asks=("operative note",)),)


EDIT = Edit(
    name="repair_reviewed_with_mohs",
    cause="documentation_request",
    order=63,
    payers=("larkspur_senior", "goldfinch_advantage", "tanager_blue"),
    outside=True,
    why_outside="the payer chooses such claims by a score of its own",
    overturned="support",
    source="assumption",
    find=_find,
)
