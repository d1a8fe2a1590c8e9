"""One payer bundles visits with modifier 25 from some month on."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families or not case.has_surgery:
        return ()
    found = tuple([line.index for line in case.lines if line.family == "visit" and "25" in line.modifiers])
    if not found or not case.market.stories.holds("modifier_25_at_tanager", case.day):
        return ()
    return (Strike(lines=found),) if case.chance_for("story_visit").happens(3_400) else ()


EDIT = Edit(
    name="story_visit",
    cause="bundling_ncci",
    order=62,
    payers=("tanager_blue",),
    outside=True,
    why_outside="a program of the payer's claims system, without notice",
    source="planted story",
    find=_find,
)
