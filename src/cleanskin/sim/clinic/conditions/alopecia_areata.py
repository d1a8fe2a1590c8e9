"""Alopecia areata: patches injected every month or so until hair grows."""

from cleanskin.sim.clinic.acts import inject
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import spot_at


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Inject the patches; the first visit decides on a plan besides."""
    round_number = int(str(wish.facts[0])) if wish.facts else 1
    inject(draft, life.chance, spot_at("scalp"), count=2 + life.chance.below(11), condition="alopecia_areata",
           diagnosis="L639")  # fmt: skip
    draft.reason = "patchy hair loss"
    if round_number == 1 or life.chance.happens(5_000):
        draft.problem("alopecia_areata", "L639", "worse", "rx started" if round_number == 1 else "rx changed")
        draft.supports.append("course of the disease weighed and treatment besides injections decided")
    else:
        draft.problem("alopecia_areata", "L639", "stable", "procedure", counts=False)
        draft.procedure_only = not draft.counted
    if round_number < 5 and life.chance.happens(7_500):
        life.later(28, 45, "alopecia_areata", "follow", mode="office", slack=5, facts=(round_number + 1,))
