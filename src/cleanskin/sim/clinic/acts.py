"""What is done to lesions that are counted: biopsies, destruction, injections, shaves, drainage, tags, paring.

Each act notes the lesion as the record documents it and what is counted for the codes.  Sizes are millimetres.
"""

from decimal import Decimal

from cleanskin.record.encounter import DrugGiven, Lesion, Pathology
from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.clinic.draft import TENTHS, Counted, Draft, Line, Sample
from cleanskin.sim.clinic.sites import Spot, draw_spot
from cleanskin.sim.nouns.visit import Nature

_TECHNIQUES = (("tangential", "11102"), ("punch", "11104"), ("incisional", "11106"))
_SITE_BIOPSIES = {"ear": "69100", "helix": "69100"}
_SHAVES = {"first": "1130", "second": "1130", "face": "1131"}
_SHAVE_DIGITS = {"first": "0123", "second": "5678", "face": "0123"}
_DESTRUCTIONS = {"first": "1726", "second": "1727", "face": "1728"}
_MALIGNANT_DIGITS = ((5, "0"), (10, "1"), (20, "2"), (30, "3"), (40, "4"), (10_000, "6"))
_SHAVE_TIERS = ((5, 0), (10, 1), (20, 2), (10_000, 3))
_MG = Weighted([(3, 10), (5, 20), (8, 14), (10, 22), (15, 14), (20, 12), (30, 5), (40, 3)])
"""Milligrams of triamcinolone given in a sitting [assumed]."""


def biopsy(
    draft: Draft, spot: Spot, *, diameter_mm: int, rank: int = 0, condition: str = "suspicious_lesion",
    triggers: tuple[str, ...] = ("MN-DOUBT",), diagnosis: str = "D492",
) -> str:  # fmt: skip
    """Sample a lesion; `rank` 0 tangential, 1 punch, 2 incisional; returns its id."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=1, diameter_cm=TENTHS[diameter_mm],
            technique=_TECHNIQUES[rank][0], intent="sample", condition=condition, certainty="suspected",
            specimen=True, pathology=Pathology(behavior="pending"), triggers=triggers,
        )
    )  # fmt: skip
    code = _SITE_BIOPSIES.get(spot.place.site, "") if rank < 2 else ""
    draft.samples.append(Sample(lesion, rank=rank, code=code, site=spot.words, diagnosis=diagnosis))
    return lesion


def freeze_actinic(draft: Draft, chance: Chance, count: int) -> None:
    """Destroy so many actinic keratoses, told by the sites on which they sit."""
    groups = min(count, 1 + chance.below(3))
    left = count
    for index in range(groups):
        here = left if index == groups - 1 else max(1, min(left - (groups - index - 1), 1 + chance.below(left)))
        left -= here
        spot = draw_spot(chance, "sun")
        lesion = draft.next_id()
        draft.lesions.append(
            Lesion(
                id=lesion, site=spot.place.site, side=spot.side, count=here, technique="cryosurgery", intent="destroy",
                condition="actinic_keratosis", certainty="confirmed", diagnosis="L570",
            )
        )  # fmt: skip
        draft.actinic.append(Counted(lesion, here, "L570", spot.words))


def destroy_benign(
    draft: Draft, spot: Spot, *, count: int, condition: str, diagnosis: str, technique: str = "cryosurgery",
    triggers: tuple[str, ...] = (), signals: tuple[str, ...] = (), nature: Nature = "medical",
) -> None:  # fmt: skip
    """Destroy alike benign lesions of one place."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=count, technique=technique,
            intent="cosmetic" if nature == "cosmetic" else "destroy", condition=condition, certainty="confirmed",
            diagnosis=diagnosis, triggers=triggers, cosmetic_signals=signals,
        )
    )  # fmt: skip
    draft.benign.append(Counted(lesion, count, diagnosis, spot.words, nature))


def snip_tags(
    draft: Draft, spot: Spot, *, count: int, triggers: tuple[str, ...] = (), signals: tuple[str, ...] = (),
    nature: Nature = "medical",
) -> None:  # fmt: skip
    """Remove skin tags of one place."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=count, technique="snip",
            intent="cosmetic" if nature == "cosmetic" else "remove", condition="skin_tag", certainty="confirmed",
            diagnosis="L918", triggers=triggers, cosmetic_signals=signals,
        )
    )  # fmt: skip
    draft.tags.append(Counted(lesion, count, "L918", spot.words, nature))


def inject(draft: Draft, chance: Chance, spot: Spot, *, count: int, condition: str, diagnosis: str) -> None:
    """Inject triamcinolone into alike lesions; the drug is noted once for the sitting by `coding`."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=count, technique="injection", intent="treat",
            condition=condition, certainty="confirmed", diagnosis=diagnosis,
        )
    )  # fmt: skip
    draft.injected.append(Counted(lesion, count, diagnosis, spot.words))
    milligrams = chance.draw(_MG)
    draft.injected_mg += milligrams
    draft.drugs.append(
        DrugGiven(
            name="triamcinolone", amount=Decimal(milligrams), unit="mg", single_dose=False,
            concentration=Decimal(10), concentration_unit="mg/mL", volume_ml=TENTHS[milligrams],
            route="intralesional", lesions=(lesion,),
        )
    )  # fmt: skip


def shave(
    draft: Draft, spot: Spot, *, diameter_mm: int, condition: str, diagnosis: str, waits_days: int,
    triggers: tuple[str, ...],
) -> str:  # fmt: skip
    """Remove a lesion by shaving; the code follows its own diameter (SHV-2)."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=1, diameter_cm=TENTHS[diameter_mm],
            technique="shave", intent="remove", depth="dermis", condition=condition, certainty="confirmed",
            diagnosis=diagnosis, specimen=True, triggers=triggers,
        )
    )  # fmt: skip
    tier = next(at for most, at in _SHAVE_TIERS if diameter_mm <= most)
    zone = spot.place.zone
    code = _SHAVES[zone] + _SHAVE_DIGITS[zone][tier]
    draft.lines.append(
        Line(code, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words, waits_days=waits_days)
    )  # fmt: skip
    return lesion


def destroy_malignant(draft: Draft, spot: Spot, *, diameter_mm: int, condition: str, diagnosis: str) -> str:
    """Destroy a proven cancer by curettage and electrodesiccation; the code follows its diameter (DES-5)."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=1, diameter_cm=TENTHS[diameter_mm],
            technique="electrodesiccation", further_techniques=("curettage",), intent="destroy", condition=condition,
            certainty="confirmed", diagnosis=diagnosis,
            pathology=Pathology(
                behavior="in_situ" if diagnosis.startswith("D04") else "malignant", diagnosis=diagnosis
            ),
        )
    )  # fmt: skip
    digit = next(digit for most, digit in _MALIGNANT_DIGITS if diameter_mm <= most)
    code = _DESTRUCTIONS[spot.place.zone] + digit
    draft.lines.append(Line(code, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words))
    return lesion


def treat(
    draft: Draft, spot: Spot, code: str, *, technique: str, condition: str, diagnosis: str, count: int = 1,
    units: int = 1, intent: str = "treat", diameter_mm: int = 0, triggers: tuple[str, ...] = (),
    criteria: tuple[str, ...] = (), modifiers: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """Do something else to lesions of one place that has a code of its own."""
    lesion = draft.next_id()
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=count,
            diameter_cm=TENTHS[diameter_mm] if diameter_mm else None, technique=technique,
            intent=intent,  # type: ignore[arg-type]
            condition=condition, certainty="confirmed", diagnosis=diagnosis, triggers=triggers,
            complex_criteria=criteria,
        )
    )  # fmt: skip
    draft.lines.append(
        Line(code, units=units, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words, modifiers=modifiers)
    )  # fmt: skip
    return lesion
