"""The look over the whole skin: the standing appointment of most patients, and the watch after a cancer."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.findings import actinic, harmless, inflamed_keratoses, shaved, suspicious
from cleanskin.sim.clinic.life import Life, Wish

_CREAM = 1_500
"""Parts in ten thousand of those with keratoses who get a cream for the field [assumed]."""
_SHAVED = 600
"""Parts in ten thousand at whom a mole that catches is shaved off [assumed]."""
_DERMATITIS = 3_600
"""Parts in ten thousand who have something else treated with a prescription at the same visit [assumed]."""
_OTHERS = (
    ("seborrheic_dermatitis", "L219", "worse", "rx changed"), ("rosacea", "L719", "stable", "rx continued"),
    ("eczema", "L309", "worse", "rx started"), ("stasis_dermatitis", "I872", "worse", "rx started"),
    ("lichen_simplex_chronicus", "L280", "stable", "rx continued"), ("folliculitis", "L739", "acute", "rx started"),
)  # fmt: skip


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Look over the skin and treat what is found."""
    chance = life.chance
    draft.full_exam = wish.stage != "spot"
    draft.reason = "skin check"
    has_cancer = "cancer" in life.memory or (life.patient.sun_damage >= 2 and life.patient.number % 3 == 0)
    if wish.stage == "spot":
        actinic(life, draft, parts=6_500)
    elif not actinic(life, draft) and chance.happens(1_500):
        inflamed_keratoses(life, draft)
    elif draft.actinic and chance.happens(_CREAM):
        draft.problem("actinic_keratosis", "L570", "worse", "rx started", name="field of actinic keratoses")
        draft.supports.append("prescription for the field beside the frozen lesions")
        if chance.happens(1_200):
            life.later(20, 60, "photodynamic", "session", mode="procedure", facts=(1,))
    suspicious(life, draft)
    if chance.happens(_SHAVED):
        shaved(life, draft)
    procedures = bool(draft.actinic or draft.samples or draft.benign or draft.lines)
    if draft.full_exam and (not procedures or chance.happens(8_400)):
        harmless(life, draft)
        if has_cancer:
            draft.problem("history_of_skin_cancer", "Z85828", "history", "observation")
            draft.longitudinal = True
    if chance.happens(_DERMATITIS):
        condition, diagnosis, load, management = chance.pick(_OTHERS)
        draft.problem(condition, diagnosis, load, management)
        draft.supports.append("another problem with its own plan")
    _again(life, has_cancer=has_cancer, treated=bool(draft.actinic))


def _again(life: Life, *, has_cancer: bool, treated: bool) -> None:
    """Plan the next look."""
    if life.memory.get("next_check", 0) > life.today:
        return
    low, high = (165, 200) if has_cancer else (150, 210) if treated and life.patient.sun_damage >= 2 else (350, 385)
    life.memory["next_check"] = life.today + low
    life.later(low, high, "skin_check", "surveillance", slack=45)
