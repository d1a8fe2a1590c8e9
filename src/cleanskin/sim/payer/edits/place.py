"""Places of service that do not go with the service."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import DRUGS

_KNOWN = frozenset((
    "01", "02", "03", "04", "05", "10", "11", "12", "13", "14", "15", "17", "18", "19", "20", "21", "22", "23", "24",
    "25", "31", "32", "33", "34", "49", "50", "51", "53", "54", "57", "60", "61", "62", "65", "71", "72", "81", "99",
))  # fmt: skip
_FACILITY = frozenset(("19", "21", "22", "23", "24"))


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        in_facility = line.place in _FACILITY and (line.family in DRUGS or line.place == "21")
        if in_facility or (line.place and line.place not in _KNOWN):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="place",
    cause="coding_edit",
    order=46,
    trust="derived",
    overturned="never",
    source="physicians do not bill drugs in a facility; inpatient places need an admission",
    find=_find,
)
