"""Two techniques of biopsy on one day with one diagnosis count as one site, whatever the modifier."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_FAMILIES = frozenset(("biopsy", "biopsy_add_on"))
_TECHNIQUE = {
    "11102": "tangential",
    "11103": "tangential",
    "11104": "punch",
    "11105": "punch",
    "11106": "incisional",
    "11107": "incisional",
}


def _find(case: Case) -> Iterable[Strike]:
    kinds = [line for line in case.lines if line.family in _FAMILIES]
    if len({line.code for line in kinds if line.family == "biopsy"}) < 2 and len(kinds) < 2:
        return ()
    techniques = {_TECHNIQUE.get(line.code, "") for line in kinds}
    if len(techniques) < 2:
        return ()
    lesser = [line for line in kinds if _TECHNIQUE.get(line.code) == "tangential"]
    first = next((line.diagnoses[:1] for line in kinds if _TECHNIQUE.get(line.code) != "tangential"), ())
    found = tuple([line.index for line in lesser if line.diagnoses[:1] == first])
    return (Strike(lines=found, says="own_bundle"),) if found else ()


EDIT = Edit(
    name="two_kinds_of_biopsy",
    cause="bundling_ncci",
    order=63,
    payers=("heartwood_care", "goldfinch_advantage"),
    outside=True,
    why_outside="a bundling rule of the payer's own, beyond the public pairs",
    source="assumption",
    find=_find,
)
