"""A patient sent in by a doctor outside for Mohs surgery of a cancer proven there."""

from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.conditions.cancer import see as treat_cancer
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import size
from cleanskin.sim.clinic.sites import draw_spot

_WHAT = Weighted([("basal_cell", 66), ("squamous_cell", 28), ("in_situ", 6)])


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Operate on the day of the first visit."""
    spot = draw_spot(life.chance, "sun")
    facts = (life.chance.draw(_WHAT), spot.place.site, spot.side, size(life.chance), life.today)
    draft.facts.append("outside_pathology")
    if life.chance.happens(700):
        other = draw_spot(life.chance, "sun")
        if other != spot:
            second = (life.chance.draw(_WHAT), other.place.site, other.side, size(life.chance), life.today)
            treat_cancer(life, draft, wish._replace(condition="cancer", stage="mohs", facts=second))
    treat_cancer(life, draft, wish._replace(condition="cancer", stage="mohs", facts=facts))
