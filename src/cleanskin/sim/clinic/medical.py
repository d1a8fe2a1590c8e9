"""Diseases treated with medicines: how they stand at a visit, what is decided, when the patient comes again."""

from typing import NamedTuple

from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish


class Disease(NamedTuple):
    """How a disease runs; one word has one diagnosis.

    `worse` and `stable` are percent of visits; the rest are mild and need no prescription.  `again_parts` is the chance
    that the patient comes again after `again` days; `video` the percent of later visits held by video; `serious` that
    care of it is long and goes on with this practice.
    """

    condition: str
    diagnosis: str
    worse: int
    stable: int
    again: tuple[int, int]
    again_parts: int
    video: int = 0
    serious: bool = False
    mild: str = "stable"


_PHARMACY = 1_500
"""Parts in ten thousand of new prescriptions for which the pharmacy's payer wants an authorization: with those for
biologics and others they come to a few in a hundred visits (CARL20 counted 6.6, published; the split is assumed)."""


def manage(life: Life, draft: Draft, wish: Wish, disease: Disease) -> str:
    """See to the disease, decide, and plan the next visit; returns how it stood."""
    chance = life.chance
    point = chance.below(100)
    first = wish.stage == "first"
    if point < disease.worse + (14 if first else 0):
        load, decided = "worse", "rx started" if first or chance.below(3) else "rx changed"
    elif point < disease.worse + disease.stable - (4 if first else 0):
        load, decided = "stable", "rx started" if first else "rx continued"
    else:
        load, decided = disease.mild, "otc"
    draft.problem(disease.condition, disease.diagnosis, load, decided)
    draft.reason = draft.reason or disease.condition.replace("_", " ")
    if disease.serious and load != "minor":
        draft.longitudinal = True
    if decided in ("rx started", "rx changed") and chance.happens(_PHARMACY):
        draft.facts.append("pharmacy_authorization")
    if chance.happens(disease.again_parts):
        video = wish.stage != "video" and chance.below(100) < disease.video
        stage = "video" if video else "follow"
        life.later(*disease.again, wish.condition, stage, mode="telehealth" if video else "office")
    if wish.stage == "video":
        draft.at_distance = True
    return load
