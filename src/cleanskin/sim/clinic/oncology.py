"""From a suspicious lesion to its result, and from the result to what is planned for it."""

from typing import NamedTuple

from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.clinic.acts import biopsy
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life
from cleanskin.sim.clinic.sites import Spot, diagnosis_at, draw_spot, spot_at


class Result(NamedTuple):
    """A tissue result: word, condition, category of its diagnosis by site ("" when `code` is the same everywhere)."""

    word: str
    condition: str
    category: str
    code: str = ""


_RESULTS: dict[str, Result] = {
    result.word: result
    for result in (
        Result("basal_cell", "basal_cell_carcinoma", "C44_BCC"),
        Result("squamous_cell", "squamous_cell_carcinoma", "C44_SCC"),
        Result("in_situ", "scc_in_situ", "D04"),
        Result("melanoma_in_situ", "melanoma_in_situ", "D03"),
        Result("melanoma", "melanoma", "C43"),
        Result("mild_dysplasia", "dysplastic_nevus", "D22"),
        Result("severe_dysplasia", "dysplastic_nevus", "D22"),
        Result("nevus", "nevus", "D22"),
        Result("fibroma", "dermatofibroma", "D23"),
        Result("seborrheic", "seborrheic_keratosis", "", "L821"),
        Result("actinic", "actinic_keratosis", "", "L570"),
    )
}

_BY_SUN = (
    Weighted([("nevus", 34), ("mild_dysplasia", 16), ("severe_dysplasia", 8), ("seborrheic", 18), ("fibroma", 14),
              ("basal_cell", 6), ("squamous_cell", 1), ("in_situ", 1), ("melanoma_in_situ", 1), ("melanoma", 1)]),
    Weighted([("nevus", 22), ("mild_dysplasia", 10), ("severe_dysplasia", 6), ("seborrheic", 20), ("fibroma", 6),
              ("actinic", 6), ("basal_cell", 18), ("squamous_cell", 6), ("in_situ", 4), ("melanoma_in_situ", 1),
              ("melanoma", 1)]),
    Weighted([("nevus", 9), ("mild_dysplasia", 4), ("severe_dysplasia", 3), ("seborrheic", 18), ("fibroma", 3),
              ("actinic", 11), ("basal_cell", 27), ("squamous_cell", 13), ("in_situ", 10), ("melanoma_in_situ", 1),
              ("melanoma", 1)]),
    Weighted([("nevus", 4), ("mild_dysplasia", 2), ("severe_dysplasia", 2), ("seborrheic", 14), ("fibroma", 2),
              ("actinic", 13), ("basal_cell", 31), ("squamous_cell", 18), ("in_situ", 12), ("melanoma_in_situ", 1),
              ("melanoma", 1)]),
)  # fmt: skip
"""Results of biopsies for suspicion by sun damage, 0 to 3 [assumed]."""

WAITS = Weighted([(2, 6), (3, 16), (4, 20), (5, 20), (6, 14), (7, 10), (8, 6), (10, 5), (14, 3)])
"""Days until a slide is read: about five, two to fourteen [assumed in the profile]."""

_IN_HOUSE = {"medicare": 4_900, "medicare_advantage": 3_800, "medicaid": 2_500, "self_pay": 3_000}
"""Parts in ten thousand of specimens that the practice reads itself; 2,700 for other payers, many of which send
specimens to a laboratory of their choice [assumed, moved to the published share of 88305]."""

_TECHNIQUES = Weighted([(0, 92), (1, 8)])
_SIZES = Weighted([(3, 6), (4, 12), (5, 18), (6, 18), (7, 14), (8, 12), (9, 6), (10, 6), (12, 5), (15, 2), (18, 1)])


def result_of(word: str) -> Result:
    """Return a result by its word."""
    return _RESULTS[word]


def diagnosis_of(word: str, spot: Spot) -> str:
    """Return the ICD-10-CM code of a result at a place."""
    result = _RESULTS[word]
    return result.code or diagnosis_at(result.category, spot)


def size(chance: Chance) -> int:
    """Draw the diameter of a lesion in millimetres."""
    return chance.draw(_SIZES)


def reads_in_house(life: Life) -> bool:
    """Draw whether the practice reads this specimen itself."""
    return life.chance.happens(_IN_HOUSE.get(life.payer_kind(), 2_700))


def send(life: Life, draft: Draft, lesion: str, diagnosis: str, *, code: str = "88305", stain: str = "") -> int:
    """Send a specimen for reading and return the days until it is known; lines follow when it is read in house."""
    days = life.chance.draw(WAITS)
    if reads_in_house(life):
        draft.slides.append((lesion, code, diagnosis, days))
        if stain:
            draft.slides.append((lesion, stain, diagnosis, days))
    return days


def sample(life: Life, draft: Draft, spot: Spot | None = None) -> None:
    """Biopsy one suspicious lesion, and put on the agenda what its result asks for."""
    chance = life.chance
    place = spot or draw_spot(chance, "cancer" if chance.happens(7_500) else "trunk")
    word = chance.draw(_BY_SUN[life.patient.sun_damage])
    diameter = size(chance)
    rank = chance.draw(_TECHNIQUES)
    lesion = biopsy(draft, place, diameter_mm=diameter, rank=rank)
    diagnosis = diagnosis_of(word, place)
    melanocytic = word in ("melanoma_in_situ", "melanoma", "severe_dysplasia")
    stain = "88342" if (melanocytic and chance.happens(6_000)) or chance.happens(900) else ""
    days = send(life, draft, lesion, diagnosis, stain=stain)
    plan(life, word, place, diameter, life.today + days)


def plan(life: Life, word: str, spot: Spot, diameter_mm: int, known: int) -> None:
    """Put the treatment of a result on the agenda, from the day on which it is known."""
    chance = life.chance
    facts = (word, spot.place.site, spot.side, diameter_mm, known)
    if word in ("nevus", "fibroma", "seborrheic", "mild_dysplasia"):
        return
    if word == "actinic":
        if chance.happens(3_000):
            life.wish(known + chance.between(20, 90), "skin_check", "spot", facts=facts, slack=40)
        return
    if chance.happens(500):
        return
    due = known + chance.between(7, 32)
    life.memory["cancer"] = life.today
    if word == "severe_dysplasia":
        if chance.happens(7_500):
            life.wish(due, "cancer", "excision", mode="excision", facts=facts)
        return
    if word in ("melanoma", "melanoma_in_situ"):
        life.wish(due, "cancer", "excision", mode="excision", facts=facts)
        return
    stage, mode = _treatment(chance, word, spot)
    life.wish(due, "cancer", stage, mode=mode, facts=facts)


_HEAD = Weighted([("mohs", 66), ("excision", 20), ("destruction", 9), ("cream", 5)])
_BODY = Weighted([("mohs", 9), ("excision", 33), ("destruction", 44), ("cream", 14)])
_MODES = {"mohs": "mohs", "excision": "excision", "destruction": "procedure", "cream": "office"}


def _treatment(chance: Chance, word: str, spot: Spot) -> tuple[str, str]:
    """Draw the treatment of a cancer and its kind of appointment: tissue is spared on head and hands [assumed]."""
    stage = chance.draw(_BODY if spot.place.zone == "first" else _HEAD)
    if stage == "cream" and word == "squamous_cell":
        stage = "excision"
    return stage, _MODES[stage]


def spot_of(facts: tuple[object, ...]) -> Spot:
    """Return the place that a wish remembers."""
    return spot_at(str(facts[1]), facts[2])  # type: ignore[arg-type]
