"""One payer refuses light therapy and injected drugs without an authorization."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_FAMILIES = frozenset(("light", "biologic"))


def _find(case: Case) -> Iterable[Strike]:
    if case.families.isdisjoint(_FAMILIES) or case.claim.reference("G1"):
        return ()
    if not case.market.stories.holds("authorization_at_quill", case.day):
        return ()
    if not case.chance_for("story_authorization").happens(6_500):
        return ()
    return (Strike(lines=tuple([line.index for line in case.lines if line.family in _FAMILIES])),)


EDIT = Edit(
    name="story_authorization",
    cause="prior_authorisation",
    order=41,
    payers=("quill_mutual",),
    outside=True,
    why_outside="the payer's list of services for authorization changed without notice",
    source="planted story",
    find=_find,
)
