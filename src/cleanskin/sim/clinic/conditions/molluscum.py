"""Molluscum of children: a blistering drop or a curette, twice or three times."""

from cleanskin.sim.clinic.acts import destroy_benign
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import draw_spot


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Treat them; some are only watched at first."""
    chance = life.chance
    draft.reason = "bumps"
    draft.historian = draft.historian or life.age < 8
    if wish.stage == "first" and chance.happens(2_500):
        draft.problem("molluscum", "B081", "acute", "observation")
        return
    spot = draw_spot(chance, "trunk")
    destroy_benign(draft, spot, count=2 + chance.below(14), condition="molluscum", diagnosis="B081",
                   technique="chemical", triggers=("MN-INFECT",))  # fmt: skip
    draft.problem("molluscum", "B081", "acute", "procedure", counts=False, spot=spot)
    if wish.stage == "first" and chance.happens(5_000):
        draft.problem("atopic_dermatitis", "L209", "stable", "rx started")
        draft.supports.append("another problem with its own plan")
    if chance.happens(5_500):
        life.later(20, 32, "molluscum", "follow", slack=5)
