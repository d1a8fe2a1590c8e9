"""Lipomas: most are left, some are cut out; the code follows depth, site and size (EXC-9), and they open 90 days."""

from cleanskin.record.encounter import Lesion, Side
from cleanskin.sim.clinic.draft import TENTHS, Draft, Line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import send, spot_of
from cleanskin.sim.clinic.sites import diagnosis_at, spot_at

_CODES = {
    "back_upper": ("21930", "21931", 30), "flank": ("21930", "21931", 30), "abdomen": ("22902", "22903", 30),
    "shoulder": ("23075", "23071", 30), "arm_upper": ("24075", "24071", 30), "forearm": ("25075", "25071", 30),
    "thigh": ("27327", "27337", 30), "neck_back": ("21555", "21552", 30), "forehead": ("21011", "21012", 20),
}  # fmt: skip
"""Code below the size in millimetres, code from it on."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Talk about it, or cut it out."""
    if wish.stage == "excision":
        _cut_out(life, draft, wish)
        return
    chance = life.chance
    site = chance.pick(tuple(_CODES))
    side: Side = "right" if spot_at(site).place.sided else ""
    spot = spot_at(site, side)
    draft.reason = "a soft lump"
    surgery = chance.happens(3_500)
    draft.problem("lipoma", diagnosis_at("D17", spot), "stable", "major surgery" if surgery else "observation",
                  spot=spot)  # fmt: skip
    if surgery:
        facts = ("lipoma", site, side, 15 + chance.below(30), 0)
        life.later(14, 50, "lipoma", "excision", mode="excision", facts=facts)


def _cut_out(life: Life, draft: Draft, wish: Wish) -> None:
    """Cut it out; simple and intermediate closure is part of it."""
    spot = spot_of(wish.facts)
    diameter = int(str(wish.facts[3]))
    small, large, limit = _CODES[spot.place.site]
    diagnosis = diagnosis_at("D17", spot)
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(id=lesion, site=spot.place.site, side=spot.side, count=1, diameter_cm=TENTHS[diameter],
               technique="excision", intent="remove", depth="subcutaneous", condition="lipoma", certainty="confirmed",
               diagnosis=diagnosis, specimen=True, closure="intermediate", closure_length_cm=TENTHS[diameter + 5],
               features=("subcutaneous",), triggers=("MN-PAIN", "MN-CHANGE"))
    )  # fmt: skip
    days = send(life, draft, lesion, diagnosis, code="88304")
    draft.lines.append(Line(small if diameter < limit else large, diagnoses=(diagnosis,), lesions=(lesion,),
                            site=spot.words, waits_days=days))  # fmt: skip
    draft.problem("lipoma", diagnosis, "stable", "procedure", counts=False, spot=spot)
    draft.procedure_only = True
    life.later(8, 14, "aftercare", "sutures", mode="postoperative", facts=(0, *wish.facts))
