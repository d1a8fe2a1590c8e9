"""Removal of a mole or other benign growth without a diagnosis the payer's policy counts as a reason."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_FAMILIES = frozenset(("excision_benign", "shave", "destruction_benign"))
_BENIGN = ("D22", "D23", "D17", "L72", "L82", "D18")
_REASONS = ("L29", "R20", "R58", "L08", "R52", "R23", "R22", "H53", "M79", "L03", "D48", "D49", "Z85", "Z80")
_REFUSED_PARTS = {"medicare": 200, "medicare_advantage": 1_000, "medicaid": 1_400, "exchange": 3_500, "tricare": 900}
_OTHERWISE = 1_300


def _find(case: Case) -> Iterable[Strike]:
    if case.families.isdisjoint(_FAMILIES):
        return ()
    found = []
    for line in case.lines:
        if line.family not in _FAMILIES or not line.diagnoses or not line.diagnoses[0].startswith(_BENIGN):
            continue
        if not any(code.startswith(_REASONS) for code in line.diagnoses[1:]):
            found.append(line.index)
    parts = _REFUSED_PARTS.get(case.payer.kind, _OTHERWISE)
    if not found or not case.chance_for("policy_diagnosis").happens(parts):
        return ()
    if case.payer.kind in ("commercial", "exchange"):
        return (Strike(lines=tuple(found), says="cosmetic", cause="cosmetic_noncovered"),)
    return (Strike(lines=tuple(found), says="benign_necessity"),)


EDIT = Edit(
    name="policy_diagnosis",
    cause="medical_necessity",
    order=83,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    outside=True,
    why_outside="reviewers pick a share of such claims; the diagnosis alone does not tell which",
    source="assumption",
    find=_find,
)
