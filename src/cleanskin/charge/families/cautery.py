"""Chemical cautery of granulation tissue: 17250 once a session, not beside an excision of the same lesion (DES-7)."""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import line, served, with_ids

FAMILY = Family(name="cautery", covers=("cautery",))

CONDITIONS: Final = frozenset({"granulation_tissue", "hypergranulation", "proud_flesh"})
_CAUTERIZED: Final = frozenset({"chemical", "cautery", "destruction", "treat"})


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the cautery of a session once."""
    found = [
        lesion
        for lesion in with_ids(case)
        if lesion.condition in CONDITIONS and _CAUTERIZED & {lesion.technique, *lesion.further_techniques}
    ]
    if found:
        yield Draft(
            code="17250",
            lesions=tuple(lesion.id for lesion in found),
            zone=zone_name(found[0], case.day),
            side=found[0].side,
            evidence=tuple([one for lesion in found for one in lesion.evidence]),
            why="granulation tissue cauterized with a chemical",
            why_not=("17110 is for lesions",),
            rules=("DES-7",),
        )
        return
    rows = served(case, "granulation_cautery")
    if rows:
        yield line(case, "17250", rows, rules=("DES-7",))
