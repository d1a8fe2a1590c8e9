"""Visits for looks, paid by the patient: toxin, filler, peel, laser, veins, growths that only look."""

from cleanskin.record.encounter import Service
from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.acts import destroy_benign, snip_tags
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import draw_spot

_WHAT = Weighted(
    [("toxin", 44), ("filler", 16), ("laser", 12), ("peel", 8), ("veins", 3), ("tags", 8), ("keratoses", 9)]
)
_SERVICES = {
    "toxin": ("17999", "botulinum", 52_000, (90, 130)), "filler": ("11952", "filler", 75_000, (180, 330)),
    "laser": ("17999", "laser_resurfacing", 38_000, (40, 80)), "peel": ("15788", "chemical_peel", 18_000, (30, 60)),
    "veins": ("36468", "sclerotherapy", 40_000, (40, 80)),
}  # fmt: skip
"""Code, kind in the record, price in cents [assumed], days until the next."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Do what is wanted."""
    chance = life.chance
    draft.cosmetic = True
    draft.procedure_only = True
    draft.reason = "cosmetic treatment"
    draft.facts.append("cosmetic_paid")
    what = str(wish.facts[0]) if wish.facts else chance.draw(_WHAT)
    signals = ("request_without_symptom", "cosmetic_consent")
    if what == "tags":
        snip_tags(draft, draw_spot(chance, "tag"), count=2 + chance.below(12), nature="cosmetic", signals=signals)
        return
    if what == "keratoses":
        destroy_benign(draft, draw_spot(chance, "trunk"), count=2 + chance.below(8), condition="seborrheic_keratosis",
                       diagnosis="L821", nature="cosmetic", signals=signals)  # fmt: skip
        return
    code, kind, price, (low, high) = _SERVICES[what]
    site = "calf" if what == "veins" else "face"
    draft.services.append(Service(kind=kind, site=site, details=("cosmetic",), performed_by="physician"))
    name = "spider_veins" if what == "veins" else "wrinkles"
    draft.problem(name, "Z411", "minor", "procedure", counts=False)
    draft.lines.append(
        Line(code, diagnoses=("Z411",), site=site, nature="cosmetic", price=price + 1_000 * chance.below(20))
    )  # fmt: skip
    if chance.happens(6_000):
        life.later(low, high, "cosmetic", "follow", mode="cosmetic", facts=(what,))
