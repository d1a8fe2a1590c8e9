"""One spot that worries the patient: sampled, shaved, frozen or harmless; often the rest is looked over."""

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.findings import actinic, harmless, inflamed_keratoses, shaved
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import sample


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Look at the spot."""
    chance = life.chance
    draft.reason = "a spot that has changed"
    point = chance.below(100)
    older = life.age >= 40
    if point < (58 if older else 38):
        sample(life, draft)
        if chance.happens(1_500):
            sample(life, draft)
        draft.problem("suspicious_lesion", "D492", "undiagnosed", "procedure", counts=False)
    elif point < (75 if older else 58):
        shaved(life, draft)
    elif older and point < 87:
        inflamed_keratoses(life, draft)
    if not (draft.samples or draft.lines or draft.benign) or chance.happens(7_600):
        draft.full_exam = chance.happens(6_000)
        harmless(life, draft)
        if draft.full_exam and older:
            actinic(life, draft)
        draft.supports.append("other lesions looked at and advised on")
    if draft.full_exam and "next_check" not in life.memory and older and chance.happens(6_000):
        life.memory["next_check"] = life.today + 350
        life.later(350, 385, "skin_check", "surveillance", slack=45)
