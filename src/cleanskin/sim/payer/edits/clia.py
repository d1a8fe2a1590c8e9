"""Laboratory and pathology lines need the certificate number of the laboratory."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_FAMILIES = frozenset(("laboratory", "pathology"))


def _find(case: Case) -> Iterable[Strike]:
    if case.families.isdisjoint(_FAMILIES) or case.claim.reference("X4"):
        return ()
    found = [line for line in case.lines if line.family in _FAMILIES and "26" not in line.modifiers]
    found = [line for line in found if not any(ref.kind in ("X4", "F4") for ref in line.service.references)]
    return (Strike(lines=tuple([line.index for line in found])),) if found else ()


EDIT = Edit(
    name="clia",
    cause="enrolment_credentialing",
    order=44,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="derived",
    overturned="never",
    source="42 CFR 493; Medicare Claims Processing Manual ch. 16 [check]",
    find=_find,
)
