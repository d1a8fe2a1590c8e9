"""Treatment of a harmless growth without a sign that it was needed."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_FAMILIES = frozenset(("destruction_benign", "shave", "excision_benign", "tags"))
_HARMLESS = ("L821", "L918", "L814", "D1801")
_REFUSED_PARTS = {"L918": 1_500, "L821": 4_000, "L814": 5_000}
"""Payers do not see the skin: so many of ten thousand lines without a reason in the diagnoses are refused [assumed]."""
_OTHERWISE = 2_500
_REASONS = ("L29", "R208", "R58", "L53", "L08", "R52", "R234", "L98", "R238", "R22", "H53", "M79", "L03", "B99", "D48")
_SAYS = {"commercial": "cosmetic", "exchange": "cosmetic"}


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if line.family not in _FAMILIES or not line.diagnoses or not line.diagnoses[0].startswith(_HARMLESS):
            continue
        if any(code.startswith(_REASONS) for code in line.diagnoses[1:]):
            continue
        parts = _REFUSED_PARTS.get(line.diagnoses[0][:4], _OTHERWISE)
        if "GA" not in line.modifiers and not case.chance_for("benign_lesion").happens(parts):
            continue
        if "GA" in line.modifiers:
            found.append(Strike(lines=(line.index,), says="notice_given"))
        else:
            says = _SAYS.get(case.payer.kind, "benign_necessity")
            found.append(
                Strike(lines=(line.index,), says=says, cause="cosmetic_noncovered" if says == "cosmetic" else "")
            )
    return found


EDIT = Edit(
    name="benign_lesion",
    cause="medical_necessity",
    order=80,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="derived",
    source="local coverage of benign skin lesions (LCD L35498, L34938, L34200): symptoms decide [check]",
    find=_find,
)
