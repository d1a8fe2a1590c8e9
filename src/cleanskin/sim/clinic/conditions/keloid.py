"""Keloids: injected every month or so."""

from cleanskin.sim.clinic.acts import inject
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import draw_spot


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Inject; the first visit makes a plan."""
    inject(draft, life.chance, draw_spot(life.chance, "acne"), count=1 + life.chance.below(4), condition="keloid",
           diagnosis="L910")  # fmt: skip
    draft.reason = "raised scar"
    if wish.stage == "first" or life.chance.happens(3_500):
        draft.problem("acne", "L700", "stable", "rx started")
        draft.supports.append("another problem with its own plan")
    draft.problem("keloid", "L910", "worse", "procedure", counts=False)
    if life.chance.happens(6_800):
        life.later(28, 45, "keloid", "follow", slack=5)
