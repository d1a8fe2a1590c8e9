"""An injury at work or on the road that the skin doctor sees to: contact dermatitis from work, scars from a crash."""

from datetime import date

from cleanskin.sim.clinic.acts import inject
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import draw_spot


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it; what covers the injury pays first as long as its case is open."""
    payer = str(wish.facts[0])
    today = date.fromordinal(life.today)
    if any(span.payer == payer and span.holds(today) for span in life.patient.coverages):
        draft.payer = payer
        draft.facts.append("injury")
    draft.reason = "injury"
    if payer == "irongate_work_cover":
        draft.problem("irritant_dermatitis", "L249", "worse" if life.chance.happens(5_000) else "acute", "rx started")
    else:
        draft.problem("scar", "L905", "stable", "counselling")
        if wish.stage != "first":
            inject(draft, life.chance, draw_spot(life.chance, "acne"), count=1 + life.chance.below(3),
                   condition="scar", diagnosis="L905")  # fmt: skip
    if life.chance.happens(7_500):
        life.later(20, 45, "injury", "follow", slack=0, facts=wish.facts)
