"""A rash not seen before: named and treated, tested for fungus, or sampled with a punch when it is not clear."""

from cleanskin.record.encounter import Service
from cleanskin.sim.clinic.acts import biopsy
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import send
from cleanskin.sim.clinic.sites import draw_spot

_RASHES = (
    ("seborrheic_dermatitis", "L219"), ("tinea_corporis", "B354"), ("tinea_versicolor", "B360"),
    ("intertrigo", "L304"), ("folliculitis", "L739"), ("eczema", "L309"), ("drug_eruption", "L270"),
    ("pityriasis_rosea", "L42"), ("perioral_dermatitis", "L710"), ("lichen_simplex_chronicus", "L280"),
)  # fmt: skip


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to a rash."""
    chance = life.chance
    condition, diagnosis = chance.pick(_RASHES)
    draft.reason = "rash"
    if chance.happens(1_800):
        _sampled(life, draft)
        return
    point = chance.below(100)
    load = "acute" if point < 46 else "worse" if point < (92 if wish.stage == "first" else 84) else "mild"
    decided = "otc" if load == "mild" or chance.happens(2_500) else "rx started"
    draft.problem(condition, diagnosis, "acute" if load == "mild" else load, decided)
    if diagnosis.startswith("B") and chance.happens(4_500):
        draft.services.append(Service(kind="koh", count=1, condition=condition, diagnosis=diagnosis))
        draft.lines.append(Line("87220", diagnoses=(diagnosis,)))
    if chance.happens(2_000):
        life.later(25, 60, "rash", "follow")


def _sampled(life: Life, draft: Draft) -> None:
    """Sample it with one or two punches, treat it meanwhile, and take the sutures out later."""
    spot = draw_spot(life.chance, "trunk")
    lesion = biopsy(draft, spot, diameter_mm=4, rank=1, condition="unknown_rash", diagnosis="R21", triggers=())
    stain = "88312" if life.chance.happens(9_500) else ""
    send(life, draft, lesion, "L309", stain=stain)
    draft.problem("unknown_rash", "R21", "undiagnosed", "rx started")
    draft.supports.append("treatment of the rash begun before its result")
    if life.chance.happens(5_000):
        life.later(9, 14, "aftercare", "sutures", mode="postoperative", facts=(0, "rash", spot.place.site, spot.side))
    life.later(25, 45, "rash", "follow")
