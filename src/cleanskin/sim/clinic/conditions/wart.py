"""Warts: frozen every three or four weeks until gone; some injected with candida extract, few pared."""

from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.acts import destroy_benign, treat
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.sites import PLACES, Spot, draw_spot

_COUNTS = Weighted([(1, 34), (2, 22), (3, 14), (4, 9), (5, 6), (6, 5), (8, 4), (10, 2), (15, 2), (18, 2)])


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Treat the warts; the first visit often sees to something else too."""
    chance = life.chance
    draft.reason = "warts"
    spot = draw_spot(chance, "wart")
    plantar = spot.place.site in ("sole", "heel")
    condition, diagnosis = ("plantar_wart", "B070") if plantar else ("wart", "B078")
    if life.age >= 18 and chance.happens(700):
        is_man = life.patient.sex == "M"
        genital = Spot(PLACES["thigh"]._replace(site="penis" if is_man else "vulva"), "")
        code = "54056" if is_man else "56501"
        treat(draft, genital, code, technique="cryosurgery", condition="condyloma", diagnosis="A630",
              count=1 + chance.below(6), intent="destroy", triggers=("MN-INFECT",))  # fmt: skip
        draft.problem("condyloma", "A630", "acute", "procedure", counts=False)
    else:
        destroy_benign(draft, spot, count=chance.draw(_COUNTS), condition=condition, diagnosis=diagnosis,
                       triggers=("MN-PAIN", "MN-FAILED") if plantar else ("MN-INFECT", "MN-FAILED"))  # fmt: skip
        draft.problem(condition, diagnosis, "acute", "procedure", counts=False, spot=spot)
    if (wish.stage == "first" and chance.happens(5_000)) or chance.happens(4_000):
        draft.problem("eczema", "L309", "acute", "rx started")
        draft.supports.append("another problem with its own plan")
    if chance.happens(4_800):
        life.later(21, 32, "wart", "follow", slack=5)
