"""Nails: fungus proven and treated, thick nails thinned, ingrown ones freed, dark bands sampled."""

from cleanskin.record.encounter import Service
from cleanskin.sim.clinic.acts import biopsy, treat
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import send
from cleanskin.sim.clinic.sites import PLACES, Spot


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to nails."""
    chance = life.chance
    draft.reason = "nail trouble"
    point = chance.below(100)
    right = chance.below(2) == 0
    toe = Spot(PLACES["foot_dorsum"]._replace(site="toenail_1"), "right" if right else "left")
    if point < 10:
        treat(draft, toe, "11730", technique="avulsion", condition="ingrown_nail", diagnosis="L600", intent="treat",
              triggers=("MN-PAIN", "MN-INFL"), modifiers=("T5" if right else "TA",))  # fmt: skip
        draft.problem("ingrown_nail", "L600", "acute", "procedure", counts=False)
        if wish.stage == "first":
            draft.problem("onychomycosis", "B351", "stable", "rx started")
            draft.supports.append("another problem with its own plan")
        return
    if point < 15:
        _sampled(life, draft, right=right)
        return
    if point < 24 and life.age >= 60:
        draft.services.append(
            Service(
                kind="nail_debridement",
                count=10,
                details=("dystrophic", "class_findings"),
                condition="onychomycosis",
                diagnosis="B351",
            )
        )
        draft.problem("onychomycosis", "B351", "stable", "procedure", counts=False)
        draft.problem("peripheral_artery_disease", "I739", "stable", "observation", counts=False)
        draft.lines.append(Line("11721", diagnoses=("B351", "I739"), modifiers=("Q8",)))
        draft.procedure_only = not draft.counted
        life.later(62, 90, "nail", "follow")
        return
    draft.problem("onychomycosis", "B351", "stable" if point < 70 else "worse", "rx started")
    if chance.happens(3_500):
        draft.services.append(Service(kind="koh", count=1, condition="onychomycosis", diagnosis="B351"))
        draft.lines.append(Line("87220", diagnoses=("B351",)))
    if chance.happens(3_500):
        life.later(80, 130, "nail", "follow")


def _sampled(life: Life, draft: Draft, *, right: bool) -> None:
    """Sample a nail unit."""
    thumb = Spot(PLACES["thumb"]._replace(site="thumbnail"), "right" if right else "left")
    lesion = biopsy(draft, thumb, diameter_mm=3, rank=1, condition="longitudinal_melanonychia", diagnosis="D492")
    draft.samples[-1].code = "11755"
    draft.samples[-1].modifiers = ("F5" if right else "FA",)
    send(life, draft, lesion, "L608")
    draft.problem("longitudinal_melanonychia", "D492", "undiagnosed", "procedure", counts=False)
    life.later(10, 14, "aftercare", "sutures", mode="postoperative", facts=(0, "nail", "thumbnail", thumb.side))
