"""A few claims are held for a review that ends by itself."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if case.payer.pend_parts and case.chance_for("pended").happens(case.payer.pend_parts):
        return (Strike(outcome="pend"),)
    return ()


EDIT = Edit(
    name="pended", cause="", order=90, overturned="easily", find=_find, source="assumption", outside=True,
    why_outside="an internal review queue; nothing on the claim tells of it",
)  # fmt: skip
