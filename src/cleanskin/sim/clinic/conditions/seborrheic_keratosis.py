"""Seborrheic keratoses: frozen when inflamed, for looks when not, or left alone."""

from cleanskin.sim.clinic.acts import destroy_benign
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.findings import actinic, harmless, inflamed_keratoses
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import draw_spot


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Look and treat."""
    chance = life.chance
    draft.reason = "growths that bother"
    if chance.happens(6_600):
        inflamed_keratoses(life, draft)
    elif chance.happens(4_500):
        destroy_benign(draft, draw_spot(chance, "trunk"), count=2 + chance.below(8), condition="seborrheic_keratosis",
                       diagnosis="L821", nature="cosmetic", signals=("request_without_symptom",))  # fmt: skip
        draft.facts.append("cosmetic_paid")
    if not draft.benign or chance.happens(7_500):
        harmless(life, draft)
        draft.supports.append("other lesions looked at and advised on")
        actinic(life, draft)
