"""A claim-system error: a line refused for no reason on the claim."""

from collections.abc import Iterable

from cleanskin.sim.chance import Weighted
from cleanskin.sim.payer.case import Case, Edit, Strike

_CLAIMS = Weighted((
    (("error_duplicate", "duplicate"), 30), (("error_authorization", "prior_authorisation"), 25),
    (("error_necessity", "medical_necessity"), 20), (("error_modifier", "modifier"), 15),
    (("pair", "bundling_ncci"), 10), (("other", "other"), 8),
))  # fmt: skip
"""What the payer wrongly says, and the category to which that belongs [assumed]."""


def _find(case: Case) -> Iterable[Strike]:
    parts = case.payer.error_parts
    if not parts or not case.lines:
        return ()
    chance = case.chance_for("error")
    if not chance.happens(parts):
        return ()
    line = chance.below(len(case.lines))
    says, cause = chance.draw(_CLAIMS)
    return (Strike(lines=(line,), says=says, cause=cause, outcome="duplicate" if cause == "duplicate" else "denied"),)


EDIT = Edit(
    name="system_error",
    cause="other",
    order=92,
    outside=True,
    why_outside="an error of the payer; nothing explains it",
    overturned="easily",
    source="assumption",
    find=_find,
)
