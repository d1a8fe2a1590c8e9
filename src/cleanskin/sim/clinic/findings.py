"""What a look over the skin finds: keratoses, spots to sample, warts of age, harmless growths to be talked about."""

from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.acts import destroy_benign, freeze_actinic, shave
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life
from cleanskin.sim.clinic.oncology import sample, send, size
from cleanskin.sim.clinic.sites import diagnosis_at, draw_spot

_ACTINIC = (600, 3_400, 5_900, 7_700)
_SUSPICIOUS = (1_250, 2_350, 3_450, 4_500)
_COUNTS = (
    Weighted([(1, 50), (2, 28), (3, 22)]),
    Weighted([(1, 37), (2, 19), (3, 13), (4, 10), (5, 6), (6, 5), (8, 4), (10, 3), (16, 3)]),
    Weighted([(1, 27), (2, 11), (3, 10), (4, 8), (5, 7), (6, 7), (7, 5), (8, 5), (10, 5), (12, 4), (14, 1), (17, 10)]),
    Weighted([(1, 17), (2, 8), (3, 7), (4, 7), (5, 7), (6, 7), (7, 6), (8, 5), (9, 4), (10, 4), (12, 4), (14, 2),
              (17, 12), (22, 10)]),
)  # fmt: skip
"""Keratoses frozen at a sitting by sun damage [moved to the published 17003 per 17000 and 17004 per 17000]."""

_SYMPTOMS = (("MN-INFL", "MN-ITCH"), ("MN-BLEED",), ("MN-TRAUMA", "MN-BLEED"), ("MN-PAIN", "MN-INFL"))


def actinic(life: Life, draft: Draft, *, parts: int | None = None) -> bool:
    """Freeze keratoses if there are any; returns whether."""
    damage = life.patient.sun_damage
    if not life.chance.happens(_ACTINIC[damage] if parts is None else parts):
        return False
    freeze_actinic(draft, life.chance, life.chance.draw(_COUNTS[damage]))
    draft.problem("actinic_keratosis", "L570", "worse", "procedure", counts=False)
    return True


def suspicious(life: Life, draft: Draft, *, parts: int | None = None) -> bool:
    """Sample what looks suspicious, seldom more than one lesion; returns whether."""
    chance = life.chance
    if not chance.happens(_SUSPICIOUS[life.patient.sun_damage] if parts is None else parts):
        return False
    sample(life, draft)
    while chance.happens(2_500) and len(draft.samples) < 4:
        sample(life, draft)
    draft.problem("suspicious_lesion", "D492", "undiagnosed", "procedure", counts=False)
    return True


def inflamed_keratoses(life: Life, draft: Draft) -> None:
    """Freeze seborrheic keratoses that hurt, itch or bleed."""
    spot = draw_spot(life.chance, "trunk")
    count = 1 + life.chance.below(5) if life.chance.happens(9_500) else 15 + life.chance.below(6)
    destroy_benign(
        draft, spot, count=count, condition="seborrheic_keratosis", diagnosis="L820",
        triggers=life.chance.pick(_SYMPTOMS),
    )  # fmt: skip
    draft.problem("seborrheic_keratosis", "L820", "acute", "procedure", counts=False, spot=spot)


def shaved(life: Life, draft: Draft) -> None:
    """Shave off a mole that catches; its line waits for the slide."""
    chance = life.chance
    spot = draw_spot(chance, "trunk" if chance.happens(5_000) else "cyst")
    diagnosis = diagnosis_at("D22", spot)
    lesion = shave(
        draft, spot, diameter_mm=min(size(chance), 20), condition="nevus", diagnosis=diagnosis, waits_days=0,
        triggers=("MN-TRAUMA", "MN-BLEED"),
    )  # fmt: skip
    draft.lines[-1].waits_days = send(life, draft, lesion, diagnosis)
    draft.problem("nevus", diagnosis, "acute", "procedure", counts=False, spot=spot)


def harmless(life: Life, draft: Draft) -> None:
    """Talk about growths that need nothing and advise on small troubles of the skin, which speak for a visit."""
    chance = life.chance
    older = life.age >= 40
    if not draft.counted and chance.happens(2_400 if life.last_seen == 0 else 1_900):
        draft.problem("solar_lentigo" if older else "xerosis", "L814" if older else "L853", "minor", "otc")
        return
    if older:
        draft.problem("seborrheic_keratosis", "L821", "minor", "reassurance")
        draft.problem("solar_lentigo", "L814", "minor", "otc")
    else:
        draft.problem("nevus", diagnosis_at("D22", draw_spot(chance, "trunk")), "minor", "reassurance")
        draft.problem("pruritus", "L299", "minor", "otc")
    draft.problem("xerosis", "L853", "minor", "otc")
