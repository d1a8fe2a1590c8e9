"""In January the payer has not yet loaded many of the new members."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if case.day.month != 1 or case.claim.coverage.payer_responsibility == "S":
        return ()
    if not case.market.stories.holds("eligibility_in_january", case.day):
        return ()
    return (Strike(),) if case.chance_for("january").happens(900) else ()


EDIT = Edit(
    name="story_january",
    cause="eligibility_registration",
    order=14,
    payers=("commercial", "exchange"),
    outside=True,
    why_outside="the payer's backlog of enrolments in January is nowhere announced",
    overturned="easily",
    source="planted story",
    find=_find,
)
