"""A provider hired lately is not enrolled yet."""

from collections.abc import Iterable

from cleanskin.sim.chance import Chance
from cleanskin.sim.payer.case import Case, Edit, Strike

_DAYS = (0, 0, 0, 0, 0, 21)
"""Days it takes; those that credential before the first day take none."""


def _find(case: Case) -> Iterable[Strike]:
    begun = case.market.enrolled.get(case.rendering)
    if begun is None:
        return ()
    takes = Chance(case.market.configuration.seed, "enrolment", case.payer.key, case.rendering).pick(_DAYS)
    if (case.day - begun).days < takes:
        return (Strike(),)
    return ()


EDIT = Edit(
    name="enrolment",
    cause="enrolment_credentialing",
    order=30,
    payers=(
        "medicare_advantage",
        "bramble_health",
        "quill_mutual",
        "heartwood_care",
        "exchange",
        "medicaid",
        "tricare",
    ),
    overturned="easily",
    source="days from hiring until the payer lists a provider",
    find=_find,
)
