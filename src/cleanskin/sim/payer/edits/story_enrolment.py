"""One payer refuses a new provider for some months."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    story = case.market.stories.holds("enrolment_of_new_provider", case.day)
    if story is None or story.provider_npi != case.rendering:
        return ()
    return (Strike(),) if case.chance_for("enrolment").happens(6_000) else ()


EDIT = Edit(
    name="story_enrolment",
    cause="enrolment_credentialing",
    order=31,
    payers=("tanager_blue",),
    outside=True,
    why_outside="a payer's internal listing of providers lags behind its own letter",
    overturned="easily",
    source="planted story",
    find=_find,
)
