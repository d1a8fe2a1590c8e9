"""Hidradenitis: tablets, opened or injected boils, a biologic for the severe."""

from cleanskin.sim.clinic.acts import inject, treat
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage
from cleanskin.sim.clinic.sites import spot_at

_DISEASE = Disease(
    "hidradenitis_suppurativa", "L732", worse=50, stable=42, again=(45, 95), again_parts=4_800, serious=True
)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it."""
    load = manage(life, draft, wish, _DISEASE)
    spot = spot_at("axilla", "right" if life.patient.number % 2 else "left")
    if load != "worse":
        return
    if life.chance.happens(2_200):
        treat(draft, spot, "10060", technique="drainage", condition="hidradenitis_suppurativa", diagnosis="L732",
              diameter_mm=20, triggers=("MN-PAIN", "MN-INFL"))  # fmt: skip
        draft.supports.append("long disease with a changed prescription beside the opened boil")
    elif life.chance.happens(3_500):
        inject(
            draft,
            life.chance,
            spot,
            count=1 + life.chance.below(4),
            condition="hidradenitis_suppurativa",
            diagnosis="L732",
        )
        draft.supports.append("long disease with a changed prescription beside the injected lesions")
