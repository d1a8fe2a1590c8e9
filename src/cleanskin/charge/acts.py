"""What was done to each lesion, decided once: one definitive act, and what else belongs to it.

A lesion has one act: the most extensive thing done to it (BUN-1).  A sample taken from a lesion that is then removed or
destroyed is part of that (BX-5), unless a frozen section of it, read first, decided for the operation and no earlier
result could be had (BX-10, MOH-7): then the lesion has two acts, the biopsy first.

When a suspected cancer is sampled and destroyed in one sitting and the tissue is benign, only the biopsy was needed
(BX-5, DES-5).
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Act
from cleanskin.charge.conditions import condition
from cleanskin.charge.lesion.behavior import SCARS, TAGS, WOUNDS
from cleanskin.record.encounter import Encounter, Lesion

SAMPLING: Final = {"tangential": "biopsy_tangential", "punch": "biopsy_punch", "incisional": "biopsy_incisional"}
"""Techniques of biopsy, the lowest first, and their acts (BX-1)."""

SAMPLED: Final = frozenset(SAMPLING)

BIOPSIES: Final = frozenset(("biopsy", *SAMPLING.values()))
"""Acts that are biopsies; "biopsy" when the record does not tell how."""

DESTROYING: Final = frozenset(
    ("cryosurgery", "electrodesiccation", "curettage", "laser", "chemical", "ablation", "cautery", "destruction")
)
"""Techniques that destroy a lesion."""

_OTHER: Final = (
    ("drainage", ("drainage", "puncture", "evacuation", "expression")),
    ("nail", ("avulsion", "matrixectomy", "clipping")),
    ("intralesional", ("injection",)),
    ("paring", ("paring",)),
    ("debridement", ("debridement",)),
)
_DESTROYED_BY_ANY_METHOD: Final = frozenset(
    {"actinic_keratosis", "seborrheic_keratosis", "inflamed_seborrheic_keratosis", "wart", "plantar_wart", "flat_wart",
     "common_wart", "periungual_wart", "filiform_wart", "molluscum"}
)  # fmt: skip
"""What is destroyed when a number of them is said to have been treated: the codes do not ask how (DES-1, DES-2)."""

_SORES: Final = frozenset({"ulcer", "venous_ulcer", "diabetic_ulcer", "pressure_ulcer"})
_SCRAPED: Final = frozenset({"debridement", "curettage", "snip", "shave"})
"""How dead tissue is taken from a sore."""

_STANCHING: Final = frozenset(("cautery",))
"""What stops the bleeding of a sampled lesion and destroys nothing."""

_LESSER: Final = frozenset((*SAMPLING, "shave", "injection", "paring"))
_SEWN: Final = ("simple", "intermediate", "complex", "adhesive", "flap", "graft")
_DEEP: Final = frozenset(("to_fat", "to_fascia", "subcutaneous", "subfascial"))
_SHALLOW: Final = frozenset(("partial_thickness",))
_DAYS_OF_A_RESULT: Final = 60
"""Days within which an earlier pathology result forbids a same-day diagnostic biopsy before Mohs surgery (MOH-7)."""


def acts_of(encounter: Encounter) -> tuple[Act, ...]:
    """Return what was done to the lesions of an encounter, which have ids, in its order."""
    return tuple([act for lesion in encounter.lesions for act in _acts(lesion, encounter)])


def with_ids(encounter: Encounter) -> Encounter:
    """Return the encounter with an id for every lesion: "L1" for the first when it has none of its own."""
    if all(lesion.id for lesion in encounter.lesions):
        return encounter
    lesions = tuple(
        lesion if lesion.id else msgspec.structs.replace(lesion, id=f"L{number}")
        for number, lesion in enumerate(encounter.lesions, 1)
    )
    return msgspec.structs.replace(encounter, lesions=lesions)


def how_many(lesion: Lesion) -> int:
    """Return how many lesions one row stands for; one whose number is not stated counts as one."""
    if lesion.count is not None:
        return 1 if _is_number_of_stages(lesion) else max(lesion.count, 1)
    return 2 if lesion.side == "bilateral" and not lesion.count_is_vague else 1


def _is_number_of_stages(lesion: Lesion) -> bool:
    """True for a bare number beside the stages of one place: a row of their table counts no tumors."""
    if lesion.technique != "mohs" or not any(lesion.mohs_blocks) or not lesion.site:
        return False
    told = [one.words for one in lesion.evidence if one.field == "count"]
    return bool(told) and all(words.strip().isdigit() for words in told)


def done_to(lesion: Lesion) -> frozenset[str]:
    """Return every technique of today's work on a lesion."""
    return frozenset((lesion.technique, *lesion.further_techniques)) - {""}


def _acts(lesion: Lesion, encounter: Encounter) -> Iterator[Act]:
    if lesion.features and "done_elsewhere" in lesion.features:
        if lesion.closure in _SEWN:
            yield Act("closure_only", lesion, how_many(lesion))
        return
    kind, included, question = _decided(lesion)
    if not kind:
        return
    sampled = _sampled(lesion)
    if kind in ("mohs", "excision") and sampled and _result_decided(lesion, encounter):
        included = tuple(row for row in included if row[0] != sampled)
        yield Act(SAMPLING[sampled], lesion, how_many(lesion))
    yield Act(kind, lesion, how_many(lesion), included, question)


def _decided(lesion: Lesion) -> tuple[str, tuple[tuple[str, str, str], ...], str]:
    """Return the act, what is part of it, and the contradiction in it."""
    done = done_to(lesion)
    if (
        "prepared_bed" in lesion.features
        and "mohs" not in done
        and lesion.closure == "graft"
        and _is_bare_wound(lesion)
    ):
        return "closure_only", (), ""
    if lesion.condition in _SORES and done & _SCRAPED and lesion.intent != "sample" and "excision" not in done:
        return "debridement", (), ""  # a sore is cleaned, whatever the instrument, and never destroyed
    if lesion.condition == "chalazion" and done - SAMPLED:
        return "none", (), "Codes of the eyelid stand for a chalazion (67800 to 67808): how many, on which lids?"
    if "mohs" in done:
        return "mohs", _part(done, "mohs", "it is part of Mohs surgery of the same tumor", "MOH-6"), ""
    if _is_nail_work(lesion, done):
        return "nail", _part(done, "", "one procedure is reported for one nail", "BUN-4"), ""
    if lesion.condition in TAGS and (done or lesion.intent) and not _is_sample_only(lesion, done):
        return "tag_removal", (), ""
    if lesion.condition == "rhinophyma" and done & (DESTROYING | {"shave", "excision", "tangential"}):
        return "excision", (), ""
    if "excision" in done and lesion.intent == "sample" and _is_of_nail(lesion):
        return "biopsy_incisional", (), ""
    if "excision" in done:
        return (
            "excision",
            _part(done, "excision", "it is part of the excision of the same lesion", "BX-5"),
            _clash(lesion),
        )
    if {"drainage", "puncture", "evacuation", "expression"} & done:
        return "drainage", _part(done, "", "it is part of the drainage of the same lesion", "BUN-1"), ""
    if "shave" in done or (done & {"tangential", "snip"} and lesion.intent == "remove"):
        return _shaved(lesion, done)
    if done & SAMPLED or ("snip" in done and lesion.intent == "sample"):
        return _biopsied(lesion, done)
    if done & DESTROYING or "ligature" in done:
        if done == {"curettage"} and (lesion.intent == "sample" or _proved_benign(lesion)):
            return "biopsy_tangential", (), ""
        return "destruction", _part(done, "", "one procedure is reported for one lesion", "BUN-4"), ""
    if "snip" in done:
        return _shaved(lesion, done)
    for kind, techniques in _OTHER:
        if done & set(techniques):
            return kind, (), ""
    return _without_technique(lesion)


def _is_bare_wound(lesion: Lesion) -> bool:
    """True for a wound, burn or ulcer: what is cut away of it prepares it, and is no lesion taken out."""
    return lesion.condition in ("", *WOUNDS, *SCARS) or "ulcer" in lesion.condition or "burn" in lesion.condition


def _is_nail_work(lesion: Lesion, done: frozenset[str]) -> bool:
    if done & {"avulsion", "matrixectomy"}:
        return True
    if "clipping" in done and lesion.condition not in TAGS and not (done & SAMPLED and lesion.features):
        return True
    if "snip" in done and _is_of_nail(lesion) and lesion.intent != "sample":
        return True  # a loose plate cut off
    if not done and lesion.intent == "remove" and (_is_of_nail(lesion) or lesion.condition == "ingrown_nail"):
        return True  # "removal of the nail", by whatever means
    if done & DESTROYING and "nail_matrix" in lesion.features:
        return True  # the matrix destroyed
    if lesion.condition.startswith("subungual_hematoma"):
        return bool(done)  # let out through the plate, by heat or a blade
    if (lesion.condition.startswith("ingrown") or "ingrown" in lesion.features) and "excision" in done:
        return lesion.intent != "sample"
    return "nail_matrix" in lesion.features and "excision" in done and lesion.intent != "sample"


def _is_of_nail(lesion: Lesion) -> bool:
    return bool({"nail_unit", "nail_matrix"} & set(lesion.features)) or "nail" in lesion.site.split("_")[0]


def _is_sample_only(lesion: Lesion, done: frozenset[str]) -> bool:
    return lesion.intent == "sample" and not done & DESTROYING and bool(done & SAMPLED)


def _part(done: frozenset[str], but: str, why: str, rule: str) -> tuple[tuple[str, str, str], ...]:
    """Return the samples and lesser techniques that are part of an act."""
    lesser = _LESSER - {but} - ({"incisional"} if but == "excision" else set())  # a wedge excision is no biopsy
    return tuple((technique, why, rule) for technique in sorted(done & lesser))


def _clash(lesion: Lesion) -> str:
    """Return what the record says against a full-thickness excision, "" when nothing does."""
    done, features = done_to(lesion), frozenset(lesion.features)
    if features & _SHALLOW and not features & (_DEEP | {"full_thickness"}):
        return (
            "The record calls it an excision and describes a depth within the dermis: was the full thickness of the"
            " skin removed (excision), or was it shaved?"
        )
    if {"curettage", "electrodesiccation"} <= done:
        return "The record says excised and also curetted and desiccated: which of the two was done to the lesion?"
    return ""


def _shaved(lesion: Lesion, done: frozenset[str]) -> tuple[str, tuple[tuple[str, str, str], ...], str]:
    features = frozenset(lesion.features)
    if _is_of_nail(lesion) and not done & DESTROYING:
        return "biopsy_tangential", (), ""  # of the nail unit there is no shave removal: tissue taken is a biopsy
    if "shave" in done and lesion.intent == "sample" and not done & DESTROYING:
        return "biopsy_tangential", (), ""
    if features & (_DEEP | {"full_thickness"}):
        # a shave that reaches fat is an excision (SHV-4)
        return "excision", _part(done, "shave", "it is part of the excision of the same lesion", "SHV-4"), ""
    if done & DESTROYING and not done <= {"shave", "cautery", "electrodesiccation", "snip"}:
        # a cancer's base curetted after the shave, a wart frozen after it: the destruction is the more extensive
        return "destruction", _part(done, "", "the destruction of the same lesion includes it", "BUN-1"), ""
    return "shave_removal", _part(done, "shave", "it is part of the shave removal of the same lesion", "BX-5"), ""


def _biopsied(lesion: Lesion, done: frozenset[str]) -> tuple[str, tuple[tuple[str, str, str], ...], str]:
    sampled = _sampled(lesion) or "tangential"
    if lesion.intent == "remove" and sampled in ("punch", "incisional"):
        return "excision", (), _clash(lesion)
    if not done & DESTROYING - _STANCHING:
        return SAMPLING[sampled], (), ""
    if _proved_benign(lesion):
        why = "the tissue is benign: only the biopsy was needed"
        return SAMPLING[sampled], tuple((one, why, "DES-5") for one in sorted(done & DESTROYING)), ""
    return "destruction", _part(done, "", "a sample of the lesion that is destroyed is part of it", "BX-5"), ""


def _proved_benign(lesion: Lesion) -> bool:
    """True when tissue of a lesion suspected of something was found benign: its removal was only a sample."""
    reported = lesion.pathology.behavior if lesion.pathology else ""
    return reported in ("benign", "uncertain") and lesion.certainty == "suspected"


def _without_technique(lesion: Lesion) -> tuple[str, tuple[tuple[str, str, str], ...], str]:
    if lesion.intent == "sample":
        return "biopsy", (), ""
    if lesion.intent == "destroy":
        return "destruction", (), ""
    if lesion.intent == "treat" and lesion.count is not None and lesion.condition in _DESTROYED_BY_ANY_METHOD:
        return "destruction", (), ""
    if lesion.intent == "treat" and lesion.treated_area_sq_cm is not None and lesion.condition not in WOUNDS:
        return "destruction", (), ""
    if lesion.intent == "remove" and "foreign_body" in (lesion.condition, *lesion.features):
        return "", (), ""  # of the family of foreign bodies
    if lesion.intent == "remove" and lesion.condition not in WOUNDS:
        cut_out = lesion.specimen or lesion.excised_cm is not None or lesion.closure in _SEWN
        if cut_out or "full_thickness" in lesion.features or frozenset(lesion.features) & _DEEP:
            return "excision", (), _clash(lesion)
        return "none", (), "How was the lesion removed: excised in full thickness, shaved, or destroyed?"
    if _is_closed_late(lesion) or (lesion.closure in _SEWN and _is_wound(lesion)):
        return "closure_only", (), ""
    return "", (), ""


def _is_closed_late(lesion: Lesion) -> bool:
    """True for a wound that came apart or was left open and is closed now, whatever the class."""
    return bool({"delayed_closure", "secondary_closure"} & set(lesion.features)) or (
        lesion.condition == "dehiscence"
        and (lesion.closure in _SEWN or bool({"closed_unspecified", "packed"} & set(lesion.features)))
    )


def _is_wound(lesion: Lesion) -> bool:
    """False for an eruption, and for what is only said to be sewn, without a class: the wound of another act."""
    row = condition(lesion.condition)
    if row is not None and row.kind == "eruption":
        return False
    return lesion.condition in WOUNDS or "class_not_stated" not in lesion.features


def _sampled(lesion: Lesion) -> str:
    """Return the highest technique of biopsy done to a lesion, "" when none was."""
    done = done_to(lesion)
    return next((technique for technique in reversed(SAMPLING) if technique in done), "")


def is_frozen(lesion: Lesion) -> bool:
    """True when tissue of the lesion was frozen and read: as a feature, or in the words of its result."""
    return "frozen_section" in lesion.features or any(
        one.field == "pathology" and "frozen" in one.words.casefold() for one in lesion.evidence
    )


def _result_decided(lesion: Lesion, encounter: Encounter) -> bool:
    """True when a frozen section of today's biopsy was read before the operation and no earlier result was at hand."""
    read_now = is_frozen(lesion) or any(
        service.kind == "frozen_section" and (not service.lesions or lesion.id in service.lesions)
        for service in encounter.services
    )
    earlier = any(
        prior.technique in (*SAMPLING, "biopsy") and (prior.days_ago is None or 0 < prior.days_ago <= _DAYS_OF_A_RESULT)
        for prior in encounter.prior
    )
    at_hand = any(
        one.field == "certainty" or (one.field == "pathology" and "report" in one.words.casefold())
        for one in lesion.evidence
    )
    return read_now and not earlier and not at_hand
