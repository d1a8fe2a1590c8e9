"""What the record documents of one visit: problems, lesions and what was done to them, drugs, time, papers on file.

Documented means that words in the record say so; what the record does not say stays empty and is asked for, never
assumed.  Lengths are centimetres, areas square centimetres, amounts of drugs in the drug's own unit.

What a note reader makes and what a person fills in by hand have this one form.  `evidence` quotes the words behind a
noun by their place in the note; a form filled in by hand has none.
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
Certainty = Literal["", "suspected", "confirmed"]
GraftKind = Literal["", "full_thickness", "split_thickness", "composite", "pinch", "cell_suspension", "skin_substitute"]
PayerKind = Literal[
    "",
    "medicare",
    "medicare_advantage",
    "medicaid",
    "commercial",
    "tricare",
    "workers_compensation",
    "auto",
    "self_pay",
]
VisitMode = Literal[
    "", "office", "video", "audio", "pictures", "messages", "inpatient", "emergency", "nursing_facility", "home"
]
Person = Literal["", "physician", "practitioner", "staff", "patient"]
""""practitioner": a nurse practitioner or physician assistant."""


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Words of the note behind a fact: the name of the field they fill, characters [start, end), the words."""

    field: str
    start: int
    end: int
    words: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem addressed, with its status (stable, worse, new, ...) and what was decided for it.

    `name` is what the record calls it, `condition` its name in the table of conditions, `diagnosis` its ICD-10-CM code
    when the record gives or settles one.  `management` holds what was decided, in declared words: "rx started",
    "rx changed", "rx continued", "otc", "reassurance", "observation", "procedure", "labs", "toxicity monitoring",
    "biologic", "isotretinoin", "referral", "minor surgery", "major surgery", "counselling".  `is_history` is a cancer
    treated and gone; `managed_elsewhere`: another doctor's to treat; `lesions` are the ids of those it is about;
    `is_chronic`: the record calls it chronic or of years; `site` and `side` are where the record places it.
    """

    name: str
    diagnosis: str = ""
    status: Literal["", "stable", "worse", "new", "resolved", "acute", "severe"] = ""
    management: tuple[str, ...] = ()
    condition: str = ""
    certainty: Certainty = ""
    is_history: bool = False
    has_systemic_symptoms: bool | None = None
    managed_elsewhere: bool = False
    lesions: tuple[str, ...] = ()
    is_chronic: bool | None = None
    site: str = ""
    side: Side = ""
    evidence: tuple[Evidence, ...] = ()


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

    `technique` is the most extensive thing done to the lesion in this session, `further_techniques` what else was done
    to the same lesion; `planned_technique` what is only planned.  `id` ("L1") is unique in the encounter.  `condition`
    is its name in the table of conditions ("actinic_keratosis"), suspected or confirmed by `certainty`.
    `excised_cm` is the excised diameter when the record states it with its margins included.  `features` are declared
    words that decide between codes ("lid_margin", "subcutaneous", "full_thickness", "re_excision", "nail_matrix").
    `triggers` stand asserted today; those denied or of the past are apart.  `count_is_vague`: "several", "multiple".
    Of a second session of the same day, `session` is 2.  A wound that is only sewn is a lesion without a technique.
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
    id: str = ""
    condition: str = ""
    certainty: Certainty = ""
    further_techniques: tuple[str, ...] = ()
    planned_technique: str = ""
    excised_cm: Decimal | None = None
    graft_kind: GraftKind = ""
    graft_area_sq_cm: Decimal | None = None
    features: tuple[str, ...] = ()
    negated_triggers: tuple[str, ...] = ()
    past_triggers: tuple[str, ...] = ()
    count_is_vague: bool = False
    session: int = 1
    performed_by: Person = ""
    evidence: tuple[Evidence, ...] = ()


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
    concentration: Decimal | None = None
    concentration_unit: str = ""
    volume_ml: Decimal | None = None
    containers: int | None = None
    route: Literal["", "intralesional", "subcutaneous", "intramuscular", "intravenous", "intradermal", "topical"] = ""
    lesions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Service(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something done that is not done to single lesions: light, tests, readings of slides, suture removal, a fraction.

    `kind` is a row of the table of services ("pdt", "phototherapy", "patch_test").  `count` is how many (allergens,
    specimens, fractions, nails, sites); `details` are declared words that decide between codes ("petrolatum",
    "physician_applied", "debridement", "plastic_repair").  `area_sq_cm` is the skin treated, `kilovolts` of radiation.
    """

    kind: str
    site: str = ""
    side: Side = ""
    count: int | None = None
    count_is_vague: bool = False
    area_sq_cm: Decimal | None = None
    minutes: int | None = None
    kilovolts: Decimal | None = None
    agent: str = ""
    details: tuple[str, ...] = ()
    condition: str = ""
    diagnosis: str = ""
    lesions: tuple[str, ...] = ()
    performed_by: Person = ""
    session: int = 1
    evidence: tuple[Evidence, ...] = ()


class PriorProcedure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier procedure that the record names: what (declared technique or closure), when, by whom, how it relates.

    `relation` says how today's work relates to it: the same lesion again because of its result ("more_extensive"),
    planned beforehand ("staged"), for a complication ("complication"), apart ("unrelated"), its aftercare
    ("aftercare").  `condition` is what was treated then; `return_to` is the room of today's work when it treats a
    complication.
    """

    technique: str = ""
    code: str = ""
    condition: str = ""
    site: str = ""
    side: Side = ""
    on: date | None = None
    days_ago: int | None = None
    global_days: int | None = None
    by_same_practice: bool | None = None
    relation: Literal["", "more_extensive", "staged", "complication", "unrelated", "aftercare"] = ""
    return_to: Literal["", "operating_room", "office"] = ""
    evidence: tuple[Evidence, ...] = ()


class VisitFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What bears on an evaluation: how the visit was held, what was asked, read and discussed, why the patient came.

    `scheduled_for_procedure`: came for a procedure decided before, and nothing else; `nothing_else_addressed` is the
    record's own word.  Counts are of unique tests and notes (EM-2).  `days_since_related_visit` is for pictures,
    calls and messages.  `level_words` is decision making as the record calls it ("low").  `major_surgery_tomorrow`: an
    operation of 90 global days is to follow on the next day.
    """

    mode: VisitMode = ""
    scheduled_for_procedure: bool | None = None
    nothing_else_addressed: bool | None = None
    full_skin_exam: bool | None = None
    tests_ordered: int | None = None
    tests_reviewed: int | None = None
    outside_notes_reviewed: int | None = None
    independent_historian: bool | None = None
    independent_interpretation: bool | None = None
    discussed_with_other_clinician: bool | None = None
    social_determinants: bool | None = None
    is_consultation: bool | None = None
    longitudinal_care: bool | None = None
    is_preventive: bool | None = None
    with_preventive_service: bool | None = None
    decided_major_surgery: bool | None = None
    major_surgery_tomorrow: bool | None = None
    risk_factors_for_surgery: bool | None = None
    leads_to_visit: bool | None = None
    days_since_related_visit: int | None = None
    level_words: Literal["", "straightforward", "low", "moderate", "high"] = ""
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


class Unclear(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the record leaves open or says twice differently, found while reading; `topic` is a declared word.

    Topics: "vague_count", "contradiction", "other_patient", "language", "unreadable", "unlinked", "empty".
    """

    topic: str
    message: str
    lesions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Encounter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the record documents of one visit.

    `new_patient` is what the record says, not what history shows; `minutes` the total time on the day when stated;
    `performed_by` who did it, "practitioner" being a nurse practitioner or physician assistant; `clinician_saw_patient`
    is False where the record says that staff alone did;
    `separate_visit_evidence` the facts that support a visit beside a procedure; `same_surgeon_and_pathologist` for Mohs
    surgery; `words_of_work` the acts, counts and measures that the words name, whether or not a fact was made of them
    (fields "act", "count", "measure"): None where no note was read.
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
    clinician_saw_patient: bool | None = None
    consents: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    visit: VisitFacts | None = None
    prior: tuple[PriorProcedure, ...] = ()
    payer: PayerKind = ""
    state: str = ""
    place_of_service: str = ""
    age_years: int | None = None
    sex: Literal["", "F", "M"] = ""
    abn: Literal["", "signed", "refused", "none"] = ""
    unclear: tuple[Unclear, ...] = ()
    words_of_work: tuple[Evidence, ...] | None = None
    evidence: tuple[Evidence, ...] = ()
