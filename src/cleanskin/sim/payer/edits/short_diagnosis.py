"""Diagnoses cut short of their full length."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_FOUR = (
    "B07", "C4A", "D03", "D04", "D17", "D18", "D22", "D23", "D48", "D49", "L02", "L20", "L25", "L30", "L40", "L57",
    "L63", "L65", "L70", "L71", "L72", "L73", "L81", "L82", "L91", "L98", "Z12",
)  # fmt: skip
_LONGER = dict.fromkeys(_FOUR, 4) | {"C43": 4, "C44": 5, "Z85": 5}
"""Least length of codes by category."""


def _find(case: Case) -> Iterable[Strike]:
    claim = case.claim
    bad = frozenset([one.code for one in claim.diagnoses if len(one.code) < _LONGER.get(one.code[:3], 0)])
    if not bad and claim.diagnoses:
        return ()
    if not claim.diagnoses:
        return (Strike(says="invalid_diagnosis"),)
    found = tuple([line.index for line in case.lines if line.diagnoses and line.diagnoses[0] in bad])
    return (Strike(lines=found, says="invalid_diagnosis"),) if found else ()


EDIT = Edit(
    name="short_diagnosis",
    cause="coding_edit",
    order=52,
    trust="derived",
    overturned="never",
    source="ICD-10-CM official guidelines I.B.2: codes are used to their full length",
    find=_find,
)
