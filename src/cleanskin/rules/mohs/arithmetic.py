"""Tumors, stages and blocks as the record lists them, and the codes that stand for them.

A tumor has one first stage; each stage after it is a further stage; each block beyond five within one stage is a block.
Blocks are counted stage by stage and never pooled.
"""

from typing import Final, NamedTuple

from cleanskin.record.encounter import Lesion
from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import BLOCKS, FURTHER_OF
from cleanskin.rules.visit import Visit

BLOCKS_INCLUDED: Final = 5
"""Blocks that a stage includes."""

DEEP: Final = ("muscle", "cartilage", "bone", "tendon", "nerve", "vessel")
"""Structures whose involvement makes every site one of 17311."""


class Tumor(NamedTuple):
    """One tumor of the record: the code of its first stage ("" when its site does not tell), stages, extra blocks."""

    first_code: str
    stages: int
    extra_blocks: int


def tumors(visit: Visit, day: Day) -> list[Tumor] | None:
    """Return the tumors of the record; None when it is of another day or lists a tumor without its stages."""
    return visit.once(_tumors)


def _tumors(visit: Visit) -> list[Tumor] | None:
    encounter = visit.documented
    if encounter is None:
        return None
    found = [lesion for lesion in encounter.lesions if lesion.technique == "mohs" or lesion.mohs_blocks]
    if not found:
        return []
    if any(not lesion.mohs_blocks for lesion in found):
        return None
    return [
        Tumor(
            first_code(lesion, visit.day),
            len(lesion.mohs_blocks),
            sum(max(0, blocks - BLOCKS_INCLUDED) for blocks in lesion.mohs_blocks),
        )
        for lesion in found
    ]


def first_code(lesion: Lesion, day: Day) -> str:
    """Return 17311 or 17313 by a tumor's depth and site, "" when the record or the table does not tell."""
    if any(word in lesion.depth.lower() for word in DEEP):
        return "17311"
    zone = day.site_zone(lesion.site) if lesion.site else None
    group = zone.groups.get("mohs", "") if zone else ""
    for code in FURTHER_OF:
        facts = day.procedure(code)
        if group and facts is not None and facts.site_group == f"mohs/{group}":
            return code
    return ""


def units_of(found: list[Tumor]) -> dict[str, int]:
    """Return the units by code that stand for some tumors; tumors whose first code is not told count under ""."""
    units: dict[str, int] = {}
    for tumor in found:
        further = FURTHER_OF.get(tumor.first_code, "")
        for code, number in ((tumor.first_code, 1), (further, tumor.stages - 1), (BLOCKS, tumor.extra_blocks)):
            if number:
                units[code] = units.get(code, 0) + number
    return units
