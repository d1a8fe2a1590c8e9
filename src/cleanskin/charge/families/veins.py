"""Veins of the leg injected: spider veins 36468, one vein 36470, several of one leg 36471, foam 36465 and 36466."""

from collections.abc import Iterator

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, line, says, served

FAMILY = Family(name="veins", covers=("vein",), of_services=True)


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft sclerotherapy; without a word of larger veins it is of spider veins."""
    groups: dict[str, list[Served]] = {}
    for row in served(case, "sclerotherapy"):
        groups.setdefault(_code(row), []).append(row)
    for code, found in groups.items():
        yield line(case, code, found)


def _code(row: Served) -> str:
    service = row.service
    words = " ".join((service.agent, *(one.words for one in service.evidence))).casefold()
    if says(service, "foam"):
        return "36466" if (service.count or 1) > 1 else "36465"
    if says(service, "several_veins"):
        return "36471"
    is_large = says(service, "one_vein") or "varicose" in words or "reticular" in words
    if is_large and not says(service, "spider"):
        return "36471" if (service.count or 1) > 1 else "36470"
    return "36468"
