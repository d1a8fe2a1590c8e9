"""A new patient cannot be billed under a supervising physician."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import NEW_VISITS


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families or case.claim.provider("supervising") is None:
        return ()
    found = tuple([line.index for line in case.lines if line.code in NEW_VISITS])
    return (Strike(lines=found, says="incident_to"),) if found else ()


EDIT = Edit(
    name="supervised_new_patient",
    cause="enrolment_credentialing",
    order=34,
    payers=("medicare", "medicare_advantage"),
    trust="derived",
    source="Medicare Benefit Policy Manual ch. 15 s. 60: incident to needs an established plan of care",
    find=_find,
)
