"""Treatment of a proven lesion: Mohs surgery, excision, destruction or a cream, then aftercare and surveillance."""

from cleanskin.record.encounter import PriorProcedure
from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.acts import destroy_malignant
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import diagnosis_of, result_of, send, spot_of
from cleanskin.sim.clinic.sites import Spot
from cleanskin.sim.clinic.surgery import excise, mohs

_EXCISION_CLOSURES = Weighted([("simple", 12), ("intermediate", 46), ("complex", 40), ("flap", 2)])
_MOHS_CLOSURES = {
    "1315": Weighted([("second_intention", 20), ("intermediate", 8), ("complex", 24), ("flap", 38), ("graft", 10)]),
    "1313": Weighted([("second_intention", 14), ("intermediate", 18), ("complex", 52), ("flap", 14), ("graft", 2)]),
    "1312": Weighted([("second_intention", 18), ("intermediate", 28), ("complex", 50), ("flap", 3), ("graft", 1)]),
    "1310": Weighted([("second_intention", 8), ("intermediate", 36), ("complex", 56)]),
}
"""What closes the wound, by the group of complex repairs [assumed, moved to the shares of repairs in the profile]."""

_MARGINS = {"melanoma": 10, "melanoma_in_situ": 5, "severe_dysplasia": 3}
_SIMPLE_MOST = 16
"""Millimetres of an excision that a single layer still closes [assumed]."""
_SENT_BACK = 300
"""Parts in ten thousand of excisions whose margin is not clear: excised again within the global period."""


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Treat it."""
    word = str(wish.facts[0])
    spot = spot_of(wish.facts)
    diameter = int(str(wish.facts[3]))
    result = result_of(word)
    diagnosis = diagnosis_of(word, spot)
    stage = wish.stage
    if stage == "cream":
        draft.problem(result.condition, diagnosis, "stable", "rx started", spot=spot)
        life.later(70, 100, "skin_check", "spot", facts=wish.facts)
        return
    lesion = _operate(life, draft, wish, spot, diameter, diagnosis)
    draft.problem(result.condition, diagnosis, "stable", "procedure", counts=False, spot=spot, lesions=(lesion,))
    if word != "severe_dysplasia":
        months = 3 if word.startswith("melanoma") else 6
        life.memory["cancer"] = life.today
        if "surveillance" not in life.memory:
            life.memory["surveillance"] = life.today
            life.later(30 * months - 10, 30 * months + 25, "skin_check", "surveillance", slack=50)


def _operate(life: Life, draft: Draft, wish: Wish, spot: Spot, diameter: int, diagnosis: str) -> str:
    """Do the operation and plan what comes after it; returns the lesion's id."""
    chance = life.chance
    word = str(wish.facts[0])
    condition = result_of(word).condition
    if wish.stage == "destruction":
        draft.procedure_only = not chance.happens(1_500)
        if not draft.procedure_only:
            _something_else(draft)
        return destroy_malignant(draft, spot, diameter_mm=min(diameter + 5, 30), condition=condition,
                                 diagnosis=diagnosis)  # fmt: skip
    if wish.stage == "mohs":
        closure = chance.draw(_MOHS_CLOSURES[spot.place.complex])
        lesion = mohs(draft, chance, spot, diameter_mm=diameter + 2, condition=condition, diagnosis=diagnosis,
                      closure=closure)  # fmt: skip
        draft.procedure_only = True
        if chance.happens(7_500 if life.last_seen == 0 else 900):
            draft.procedure_only = False
            _something_else(draft)
        _after(life, closure, wish)
        return lesion
    return _excise(life, draft, wish, spot, diameter, diagnosis)


def _excise(life: Life, draft: Draft, wish: Wish, spot: Spot, diameter: int, diagnosis: str) -> str:
    """Excise, or excise again what was not clear."""
    chance = life.chance
    word = str(wish.facts[0])
    again = wish.stage == "again_excision"
    closure = chance.draw(_EXCISION_CLOSURES)
    malignant = diagnosis.startswith(("C", "D03", "D04"))
    margin = _MARGINS.get(word, 4 + chance.below(2))
    if closure == "simple" and diameter + 4 + 2 * margin > _SIMPLE_MOST:
        closure = "intermediate"
    lesion = excise(
        draft, chance, spot, diameter_mm=diameter + (8 if again else 4), margin_mm=min(margin, 10),
        malignant=malignant, condition=result_of(word).condition, diagnosis=diagnosis, closure=closure, staged=again,
        features=("re_excision",) if again else (),
        waits_days=0,
    )  # fmt: skip
    days = send(life, draft, lesion, diagnosis)
    if not malignant:
        draft.lines[-1].waits_days = days
    draft.procedure_only = not chance.happens(1_200)
    if not draft.procedure_only:
        _something_else(draft)
    if again:
        draft.prior.append(
            PriorProcedure(
                technique="excision", condition=result_of(word).condition, site=spot.place.site, side=spot.side,
                by_same_practice=True, relation="more_extensive",
            )
        )  # fmt: skip
    elif chance.happens(_SENT_BACK):
        life.wish(
            life.today + days + chance.between(3, 16), "cancer", "again_excision", mode="excision", facts=wish.facts
        )
    _after(life, closure, wish)
    return lesion


def _something_else(draft: Draft) -> None:
    """Note a problem of its own that was seen to beside the operation."""
    draft.problem("seborrheic_dermatitis", "L219", "stable", "rx continued")
    draft.supports.append("another problem with its own plan")


def _after(life: Life, closure: str, wish: Wish) -> None:
    """Plan the removal of sutures and, after flaps and grafts, a later look."""
    if closure == "second_intention":
        if life.chance.happens(3_000):
            life.later(10, 21, "aftercare", "check", mode="postoperative", facts=(len(life.visits), *wish.facts))
        return
    if closure == "simple" and life.chance.happens(5_000):
        return
    if life.chance.happens(8_200):
        life.later(6, 9, "aftercare", "sutures", mode="postoperative", facts=(0, *wish.facts))
    if closure in ("flap", "graft") and life.chance.happens(7_000):
        life.later(28, 60, "aftercare", "check", mode="postoperative", facts=(0, *wish.facts))
