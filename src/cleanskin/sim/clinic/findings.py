"""What a look over the skin finds: keratoses, spots to sample, warts of age, harmless growths to be talked about."""

from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.acts import destroy_benign, freeze_actinic
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life
from cleanskin.sim.clinic.oncology import sample
from cleanskin.sim.clinic.sites import diagnosis_at, draw_spot

_ACTINIC = (700, 4_500, 7_500, 9_000)
_SUSPICIOUS = (1_200, 2_400, 3_600, 4_800)
_COUNTS = (
    Weighted([(1, 50), (2, 30), (3, 20)]),
    Weighted([(1, 38), (2, 22), (3, 14), (4, 10), (5, 6), (6, 5), (8, 3), (10, 2)]),
    Weighted([(1, 26), (2, 15), (3, 12), (4, 10), (5, 9), (6, 7), (7, 5), (8, 4), (9, 3), (10, 3), (12, 2), (14, 1),
              (16, 3)]),
    Weighted([(1, 16), (2, 10), (3, 9), (4, 9), (5, 8), (6, 8), (7, 6), (8, 5), (9, 4), (10, 4), (11, 3), (12, 3),
              (13, 2), (14, 1), (17, 6), (22, 6)]),
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
    while chance.happens(2_100) and len(draft.samples) < 4:
        sample(life, draft)
    draft.problem("suspicious_lesion", "D492", "undiagnosed", "procedure", counts=False)
    return True


def inflamed_keratoses(life: Life, draft: Draft) -> None:
    """Freeze seborrheic keratoses that hurt, itch or bleed."""
    spot = draw_spot(life.chance, "trunk")
    count = 1 + life.chance.below(5) if life.chance.happens(9_000) else 15 + life.chance.below(6)
    destroy_benign(
        draft, spot, count=count, condition="seborrheic_keratosis", diagnosis="L820",
        triggers=life.chance.pick(_SYMPTOMS),
    )  # fmt: skip
    draft.problem("seborrheic_keratosis", "L820", "acute", "procedure", counts=False, spot=spot)


def harmless(life: Life, draft: Draft) -> None:
    """Talk about growths that need nothing: they are seen to, and so speak for a visit."""
    chance = life.chance
    older = life.age >= 40
    draft.problem(
        "seborrheic_keratosis" if older else "nevus",
        "L821" if older else diagnosis_at("D22", draw_spot(chance, "trunk")),
        "minor",
        "reassurance",
    )
    draft.problem(
        "solar_lentigo" if older else "cherry_angioma", "L814" if older else "D1801", "minor", "reassurance", "otc"
    )
