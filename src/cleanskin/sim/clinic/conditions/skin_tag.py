"""Skin tags: most for looks and paid by the patient, some caught, bleeding and covered."""

from cleanskin.sim.clinic.acts import snip_tags
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import draw_spot


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Look, talk, and snip what is wanted."""
    chance = life.chance
    draft.reason = "skin tags"
    spot = draw_spot(chance, "tag")
    count = 2 + chance.below(14) if chance.happens(8_800) else 16 + chance.below(15)
    symptoms = chance.happens(4_000)
    if symptoms:
        snip_tags(draft, spot, count=count, triggers=("MN-TRAUMA", "MN-BLEED"))
        draft.problem("skin_tag", "L918", "acute", "procedure", counts=False, spot=spot)
    elif chance.happens(5_500):
        snip_tags(draft, spot, count=count, nature="cosmetic", signals=("request_without_symptom",))
        draft.facts.append("cosmetic_paid")
        draft.problem("skin_tag", "L918", "minor", "reassurance", counts=False, spot=spot)
    else:
        draft.problem("skin_tag", "L918", "minor", "reassurance")
    if wish.stage == "first" or chance.happens(3_500):
        if life.age >= 40:
            draft.problem("seborrheic_keratosis", "L821", "minor", "reassurance")
        else:
            draft.problem("acne", "L700", "stable", "rx started")
        draft.supports.append("another problem with its own plan")
