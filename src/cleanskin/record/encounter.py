"""What the record documents of one visit: problems, lesions and what was done to them, drugs, time, papers on file.

Documented means that words in the record say so; what the record does not say stays empty and is asked for, never
assumed.  Lengths are centimetres, areas square centimetres, amounts of drugs in the drug's own unit.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

Side = Literal["", "right", "left", "bilateral", "midline"]
Intent = Literal["", "sample", "remove", "destroy", "treat", "cosmetic"]
Behavior = Literal["", "benign", "malignant", "in_situ", "premalignant", "uncertain", "pending"]
FlapKind = Literal["", "advancement", "rotation", "transposition", "island", "axial_island", "interpolated"]
Closure = Literal["", "none", "simple", "intermediate", "complex", "flap", "graft", "adhesive", "second_intention"]


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem addressed, with its status (stable, worse, new, ...) and what was decided for it."""

    name: str
    diagnosis: str = ""
    status: Literal["", "stable", "worse", "new", "resolved", "acute", "severe"] = ""
    management: tuple[str, ...] = ()


class Pathology(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A tissue result; `behavior` "pending" until it is reported."""

    behavior: Behavior = ""
    diagnosis: str = ""
    reported_on: date | None = None


class Lesion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One lesion, or `count` alike ones treated alike.

    `technique` is one of tangential, punch, incisional, shave, excision, cryosurgery, electrodesiccation, curettage,
    laser, chemical, snip, injection, mohs, paring, debridement, drainage.  `triggers` are necessity triggers by their
    ids ("MN-BLEED"), `cosmetic_signals` words of cosmetic intent.  `mohs_blocks` lists the blocks of each stage.
    `complex_criteria` are what makes a closure complex, or a drainage complicated (packed, probed).  `flap_area_sq_cm`
    is the secondary defect, `flap_incisions` whether the record tells of cuts that make the flap; an axial island has a
    named vessel.
    `treated_area_sq_cm` is the skin treated by laser or light.
    """

    site: str = ""
    side: Side = ""
    count: int | None = None
    diameter_cm: Decimal | None = None
    margin_cm: Decimal | None = None
    technique: str = ""
    intent: Intent = ""
    depth: str = ""
    diagnosis: str = ""
    closure: Closure = ""
    closure_length_cm: Decimal | None = None
    undermining_cm: Decimal | None = None
    complex_criteria: tuple[str, ...] = ()
    defect_area_sq_cm: Decimal | None = None
    flap_area_sq_cm: Decimal | None = None
    flap_kind: FlapKind = ""
    flap_incisions: bool | None = None
    treated_area_sq_cm: Decimal | None = None
    mohs_blocks: tuple[int, ...] = ()
    specimen: bool | None = None
    pathology: Pathology | None = None
    triggers: tuple[str, ...] = ()
    cosmetic_signals: tuple[str, ...] = ()


class DrugGiven(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A drug given: name, amount in `unit`, amount wasted, whether its container was single-dose, who supplied it."""

    name: str
    amount: Decimal | None = None
    unit: str = ""
    wasted: Decimal | None = None
    single_dose: bool | None = None
    lot: str = ""
    ndc: str = ""
    patient_supplied: bool = False


class Encounter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the record documents of one visit.

    `new_patient` is what the record says, not what history shows; `minutes` the total time on the day when stated;
    `performed_by` who did it, "practitioner" being a nurse practitioner or physician assistant;
    `separate_visit_evidence` the facts that support a visit beside a procedure; `same_surgeon_and_pathologist` for Mohs
    surgery.
    """

    on: date | None = None
    new_patient: bool | None = None
    minutes: int | None = None
    problems: tuple[Problem, ...] = ()
    lesions: tuple[Lesion, ...] = ()
    drugs: tuple[DrugGiven, ...] = ()
    separate_visit_evidence: tuple[str, ...] = ()
    same_surgeon_and_pathologist: bool | None = None
    performed_by: Literal["", "physician", "practitioner", "staff"] = ""
    supervising_physician_present: bool | None = None
    consents: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
