"""What a notice of noncoverage says: the patient pays, or nobody."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if not line.modifiers:
            continue
        if "GY" in line.modifiers or "GX" in line.modifiers:
            found.append(Strike(lines=(line.index,), says="statutory"))
        elif "GZ" in line.modifiers:
            found.append(Strike(lines=(line.index,), says="notice_absent", cause="medical_necessity"))
    return found


EDIT = Edit(
    name="notice",
    cause="cosmetic_noncovered",
    order=79,
    payers=("medicare",),
    trust="derived",
    overturned="never",
    source="Medicare: GY and GX are refused to the patient, GZ to the provider (patient money ABN)",
    find=_find,
)
