"""Cysts and boils: injected or opened when inflamed, cut out when they return, else left alone."""

from cleanskin.sim.clinic.acts import inject, treat
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import send, spot_of
from cleanskin.sim.clinic.sites import Spot, diagnosis_at, draw_spot
from cleanskin.sim.clinic.surgery import excise

_LOCAL = 12
"""Age from which a cyst is cut out under local anesthesia in the office [assumed]."""


def _diagnosis(spot: Spot) -> str:
    return "L7211" if spot.place.site == "scalp" else "L720"


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to a cyst."""
    chance = life.chance
    if wish.stage == "excision":
        _cut_out(life, draft, wish)
        return
    spot = draw_spot(chance, "cyst")
    draft.reason = "a lump under the skin"
    point = chance.below(100)
    facts = ("cyst", spot.place.site, spot.side, 8 + chance.below(20), 0)
    if point < 24:
        several = chance.happens(1_800)
        diagnosis = diagnosis_at("L02", spot)
        treat(draft, spot, "10061" if several else "10060", technique="drainage", condition="abscess",
              diagnosis=diagnosis, diameter_mm=20, triggers=("MN-INFL", "MN-PAIN"),
              criteria=("packed",) if several else ())  # fmt: skip
        draft.problem("abscess", diagnosis, "acute", "procedure", counts=False, spot=spot)
        if chance.happens(5_000):
            draft.problem("cellulitis", "L0390", "acute", "rx started")
            draft.supports.append("prescription for the infection around it")
        if chance.happens(6_000):
            life.later(3, 8, "aftercare", "check", mode="postoperative", facts=(0, *facts))
    elif point < 40:
        inject(draft, chance, spot, count=1, condition="epidermoid_cyst", diagnosis=_diagnosis(spot))
        draft.problem("epidermoid_cyst", _diagnosis(spot), "acute", "procedure", counts=False, spot=spot)
        if wish.stage == "first":
            draft.problem("acne", "L700", "stable", "rx started")
            draft.supports.append("another problem with its own plan")
    else:
        draft.problem("epidermoid_cyst", _diagnosis(spot), "acute", "minor surgery", spot=spot)
    if chance.happens(4_600) and life.age >= _LOCAL:
        life.later(14, 60, "cyst", "excision", mode="excision", facts=facts)


def _cut_out(life: Life, draft: Draft, wish: Wish) -> None:
    """Excise the cyst and close in layers; its diagnosis waits for the slide."""
    spot = spot_of(wish.facts)
    diagnosis = _diagnosis(spot)
    closure = "intermediate" if life.chance.happens(7_000) else "simple"
    lesion = excise(draft, life.chance, spot, diameter_mm=int(str(wish.facts[3])), margin_mm=1, malignant=False,
                    condition="pilar_cyst" if diagnosis == "L7211" else "epidermoid_cyst", diagnosis=diagnosis,
                    closure=closure, triggers=("MN-PAIN", "MN-INFL"))  # fmt: skip
    draft.lines[-1].waits_days = send(life, draft, lesion, diagnosis, code="88304")
    draft.problem("epidermoid_cyst", diagnosis, "acute", "procedure", counts=False, spot=spot)
    draft.procedure_only = True
    if life.chance.happens(7_500):
        life.later(7, 9, "aftercare", "sutures", mode="postoperative", facts=(0, *wish.facts))
