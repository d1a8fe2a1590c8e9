"""Corns and calluses: pared, every two months or so for some."""

from cleanskin.record.encounter import Side
from cleanskin.sim.clinic.acts import treat
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import spot_at


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Pare them; the code follows how many (MIN-2)."""
    count = 1 + life.chance.below(5)
    code = "11055" if count == 1 else "11056" if count <= 4 else "11057"
    side: Side = "right" if life.patient.number % 2 else "left"
    treat(draft, spot_at("sole", side), code, technique="paring", condition="corns", diagnosis="L84", count=count,
          triggers=("MN-PAIN",))  # fmt: skip
    draft.problem("corns", "L84", "acute", "procedure", counts=False)
    if wish.stage == "first":
        draft.problem("xerosis", "L853", "minor", "otc")
        draft.problem("tinea_pedis", "B353", "acute", "rx started")
        draft.supports.append("another problem with its own plan")
    if life.chance.happens(5_000):
        life.later(60, 95, "callus", "follow")
