"""Excisions, Mohs surgery and what closes the wound.  Sizes are millimetres, areas square centimetres.

Codes follow the excised diameter (lesion and twice the narrowest margin), the group of the site, stages and blocks,
the length of a repair by class and group, the area of a flap or graft (EXC, MOH, REP, FLG).
"""

from cleanskin.record.encounter import Behavior, Lesion, Pathology
from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.clinic.draft import TENTHS, Closed, Draft, Line
from cleanskin.sim.clinic.sites import Spot

_EXCISIONS = {"first": "0", "second": "2", "face": "4"}
_TIERS = ((5, "0"), (10, "1"), (20, "2"), (30, "3"), (40, "4"), (10_000, "6"))
_HEAD_AND_HANDS = frozenset({"second", "face"})
_STAGES = Weighted([(1, 48), (2, 35), (3, 12), (4, 5)])
"""Stages of a Mohs case: mean 1.74 (KRISH17, published); the shape is assumed."""
_BLOCKS = Weighted([(1, 10), (2, 42), (3, 24), (4, 14), (5, 7), (6, 2), (7, 1)])
_GRAFTS = {"1315": "15260", "1313": "15240", "1312": "15220", "1310": "15220"}
_FLAP_KINDS = ("advancement", "rotation", "transposition")


def _behavior(diagnosis: str) -> Behavior:
    """Return how a proven cancer behaves: in situ by D03 and D04."""
    return "in_situ" if diagnosis.startswith("D0") else "malignant"


def excise(
    draft: Draft, chance: Chance, spot: Spot, *, diameter_mm: int, margin_mm: int, malignant: bool, condition: str,
    diagnosis: str, waits_days: int = 0, closure: str = "simple", staged: bool = False,
    triggers: tuple[str, ...] = (), features: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """Excise a lesion with its margin and close the wound; a flap includes the excision (FLG-3).  Returns its id."""
    excised = diameter_mm + 2 * margin_mm
    digit = next(digit for most, digit in _TIERS if excised <= most)
    if not malignant and digit == "0" and closure != "simple":
        closure = "simple"
    code = ("116" if malignant else "114") + _EXCISIONS[spot.place.zone] + digit
    lesion = draft.next_id()
    length = 0
    if closure in ("intermediate", "complex"):
        length = excised * 2 + chance.below(excised + 6)
    flap = _flap(draft, chance, spot, lesion, excised, diagnosis) if closure == "flap" else {}
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=1, diameter_cm=TENTHS[diameter_mm],
            margin_cm=TENTHS[margin_mm], excised_cm=TENTHS[excised], technique="excision", intent="remove",
            depth="fat", condition=condition, certainty="confirmed", diagnosis=diagnosis, specimen=True,
            closure=closure,  # type: ignore[arg-type]
            closure_length_cm=TENTHS[length] if length else None,
            undermining_cm=TENTHS[excised + 2] if closure == "complex" else None,
            complex_criteria=("extensive_undermining",) if closure == "complex" else (),
            pathology=Pathology(behavior=_behavior(diagnosis), diagnosis=diagnosis) if malignant else None,
            triggers=triggers, features=features, **flap,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    if flap:
        draft.lines[-1].waits_days, draft.lines[-1].staged = waits_days, staged
        return lesion
    draft.lines.append(
        Line(
            code, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words, waits_days=waits_days, staged=staged
        )
    )  # fmt: skip
    if length:
        _sew(draft, spot, lesion, kind=closure, length_mm=length, diagnosis=diagnosis, staged=staged)
    return lesion


def _sew(
    draft: Draft, spot: Spot, lesion: str, *, kind: str, length_mm: int, diagnosis: str, staged: bool
) -> None:  # fmt: skip
    """Note an intermediate or complex closure; one of at most 1 cm is never complex (REP-3)."""
    if kind == "complex" and length_mm <= 10:
        kind = "intermediate"
    group = spot.place.complex if kind == "complex" else spot.place.intermediate
    draft.closures.append(
        Closed(
            lesion, kind=kind, group=group, length_mm=length_mm, diagnosis=diagnosis, site=spot.words, staged=staged
        )
    )  # fmt: skip


def mohs(
    draft: Draft, chance: Chance, spot: Spot, *, diameter_mm: int, condition: str, diagnosis: str, closure: str
) -> str:
    """Do Mohs surgery on a tumor, stage by stage, and repair the wound; returns its id."""
    stages = chance.draw(_STAGES)
    blocks = tuple(chance.draw(_BLOCKS) for _ in range(stages))
    defect = diameter_mm + 4 + 4 * stages
    lesion = draft.next_id()
    facts: dict[str, object] = {}
    if closure in ("intermediate", "complex"):
        length = defect * 2 + chance.below(defect)
        facts = {"closure_length_cm": TENTHS[length]}
        if closure == "complex":
            facts |= {"undermining_cm": TENTHS[defect + 2], "complex_criteria": ("extensive_undermining",)}
        _sew(draft, spot, lesion, kind=closure, length_mm=length, diagnosis=diagnosis, staged=False)
    elif closure == "flap":
        facts = _flap(draft, chance, spot, lesion, defect, diagnosis)
    elif closure == "graft":
        facts = _graft(draft, spot, lesion, defect, diagnosis)
    draft.lesions.append(
        Lesion(
            id=lesion, site=spot.place.site, side=spot.side, count=1, diameter_cm=TENTHS[diameter_mm],
            technique="mohs", intent="remove", condition=condition, certainty="confirmed", diagnosis=diagnosis,
            pathology=Pathology(behavior=_behavior(diagnosis), diagnosis=diagnosis),
            closure=closure,  # type: ignore[arg-type]
            mohs_blocks=blocks, **facts,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    first, more = ("17311", "17312") if spot.place.zone in _HEAD_AND_HANDS else ("17313", "17314")
    draft.lines.append(Line(first, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words))
    if stages > 1:
        draft.lines.append(
            Line(more, units=stages - 1, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words)
        )  # fmt: skip
    extra = sum(count - 5 for count in blocks if count > 5)
    if extra:
        draft.lines.append(Line("17315", units=extra, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words))
    return lesion


def _square_cm(mm_one: int, mm_two: int) -> int:
    """Return an area in tenths of a square centimetre, at least one."""
    return max(1, mm_one * mm_two // 10)


def _flap(
    draft: Draft, chance: Chance, spot: Spot, lesion: str, defect_mm: int, diagnosis: str
) -> dict[str, object]:  # fmt: skip
    """Close with an adjacent flap: its area is the defect's and its own."""
    defect = _square_cm(defect_mm, defect_mm)
    own = _square_cm(defect_mm, defect_mm + chance.below(defect_mm))
    area = defect + own
    if area > 300:
        own, area = 300 - defect, 300
    code = spot.place.flap + ("0" if area <= 100 else "1")
    draft.lines.append(Line(code, diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words))
    return {
        "defect_area_sq_cm": TENTHS[defect], "flap_area_sq_cm": TENTHS[own], "flap_kind": chance.pick(_FLAP_KINDS),
        "flap_incisions": True,
    }  # fmt: skip


def _graft(draft: Draft, spot: Spot, lesion: str, defect_mm: int, diagnosis: str) -> dict[str, object]:
    """Close with a full-thickness graft of at most 20 square centimetres."""
    area = min(200, _square_cm(defect_mm, defect_mm))
    draft.lines.append(
        Line(_GRAFTS[spot.place.complex], diagnoses=(diagnosis,), lesions=(lesion,), site=spot.words)
    )  # fmt: skip
    return {
        "defect_area_sq_cm": TENTHS[area], "graft_kind": "full_thickness", "graft_area_sq_cm": TENTHS[area],
    }  # fmt: skip
