"""Diagnoses on the payer's own list of exclusions."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_EXCLUDED: dict[str, tuple[tuple[str, str], ...]] = {
    "bramble_health": (("injection", "L738"), ("shave", "D22")),
    "heartwood_care": (("destruction_benign", "B081"), ("injection", "L700")),
    "open_meadow_exchange": (("drainage", "L70"), ("light", "L30"), ("tags", "L91")),
    "ferndale_medicaid": (("injection", "L63"), ("destruction_benign", "L82"), ("nail", "B35")),
    "garrison_health": (("destruction_benign", "L82"), ("tags", "L91")),
    "larkspur_senior": (("excision_benign", "D17"),),
}


_APPLIED_PARTS = 3_000
"""The payer's system applies its list to about three in ten of the claims [assumed]."""


def _find(case: Case) -> Iterable[Strike]:
    excluded = _EXCLUDED.get(case.payer.key)
    if excluded is None:
        return ()
    found = []
    for line in case.lines:
        for family, prefix in excluded:
            if line.family == family and line.diagnoses and line.diagnoses[0].startswith(prefix):
                found.append(line.index)
                break
    if not found or not case.chance_for("excluded_diagnosis").happens(_APPLIED_PARTS):
        return ()
    return (Strike(lines=tuple(found)),)


EDIT = Edit(
    name="excluded_diagnosis",
    cause="medical_necessity",
    order=58,
    payers=(
        "bramble_health",
        "ferndale_medicaid",
        "garrison_health",
        "heartwood_care",
        "larkspur_senior",
        "open_meadow_exchange",
    ),
    outside=True,
    why_outside="the payer's internal list of diagnoses by procedure is not published",
    source="assumption",
    find=_find,
)
