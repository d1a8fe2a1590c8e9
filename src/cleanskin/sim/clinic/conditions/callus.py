"""Corns and calluses: pared, every two months or so for some."""

from msgspec.structs import replace

from cleanskin.record.encounter import Side
from cleanskin.sim.clinic.acts import treat
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import spot_at

_ROUTINE_EXCLUDED = frozenset({"medicare", "medicare_advantage"})
"""Kinds of coverage that leave out routine care of feet."""
_ENDANGERED = 3
"""Of five old patients with corns, so many have class findings [assumed]."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Pare them; the code follows how many (MIN-2).

    Medicare pays for it only where a disease of the vessels endangers the foot: the others are advised.
    """
    if life.payer_kind() in _ROUTINE_EXCLUDED and life.patient.number % 5 >= _ENDANGERED:
        draft.reason = "corns"
        draft.problem("corns", "L84", "minor", "otc")
        return
    count = 1 + life.chance.below(5)
    code = "11055" if count == 1 else "11056" if count <= 4 else "11057"
    side: Side = "right" if life.patient.number % 2 else "left"
    treat(draft, spot_at("sole", side), code, technique="paring", condition="corns", diagnosis="L84", count=count,
          triggers=("MN-PAIN",))  # fmt: skip
    draft.problem("corns", "L84", "acute", "procedure", counts=False)
    if life.payer_kind() in _ROUTINE_EXCLUDED:
        draft.lesions[-1] = replace(draft.lesions[-1], features=("class_findings",))
        draft.lines[-1].diagnoses = ("L84", "I739")
        draft.lines[-1].modifiers.append("Q8")
        draft.problem("peripheral_artery_disease", "I739", "stable", "observation", counts=False)
    if wish.stage == "first":
        draft.problem("xerosis", "L853", "minor", "otc")
        draft.problem("tinea_pedis", "B353", "acute", "rx started")
        draft.supports.append("another problem with its own plan")
    if life.chance.happens(5_000):
        life.later(60, 95, "callus", "follow")
