"""A plan that wants a referral does not find its number."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if not case.plan.referral_needed or "visit" not in case.families:
        return ()
    claim = case.claim
    if claim.provider("referring") is None or claim.reference("9F"):
        return ()
    return (Strike(lines=tuple([line.index for line in case.lines if line.family == "visit"])),)


EDIT = Edit(
    name="referral",
    cause="prior_authorisation",
    order=40,
    source="plan terms of closed networks",
    find=_find,
)
