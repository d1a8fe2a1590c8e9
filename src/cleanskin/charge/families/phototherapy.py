"""Light: ultraviolet alone 96900, B with tar or petrolatum 96910, A with psoralen 96912, half a day of care 96913.

Once a day, the most extensive only; the agent must be applied in the office (LGT-2).  Reads services
"phototherapy_uv", "phototherapy_uvb", "phototherapy_puva" with details "petrolatum", "tar", "applied_at_home",
"long_care".  Light at home by the patient is not coded.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served

FAMILY = Family(name="phototherapy", covers=("phototherapy",), of_services=True)

_AGENTS: Final = ("petrolatum", "mineral_oil", "tar", "coal_tar", "anthralin", "vaseline")
_KINDS: Final = ("phototherapy", "phototherapy_uv", "phototherapy_uvb", "phototherapy_puva")
_TESTS: Final = ("photo_patch_test", "photo_test")
_RANK: Final = ("96913", "96912", "96910", "96900")
_WHY_NOT: Final = {
    "96900": ("96910 needs tar or petrolatum applied in the office",),
    "96910": ("96900 is light without an agent",),
    "96912": ("96900 and 96910 are without psoralen",),
}


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the day's light once, by its most extensive form."""
    given = _in_office(case)
    if not given:
        return
    if served(case, *_TESTS) and all(row.service.kind == "phototherapy_uv" for row in given):
        yield part_of("96900", "the light of a photo test belongs to the test", given, ("LGT-4",))
        return
    coded = {row.id: _code(row) for row in given}
    code = min(coded.values(), key=_RANK.index)
    yield line(case, code, given, why_not=_WHY_NOT.get(code, ()), rules=("LGT-2",))
    for other in sorted(set(coded.values()) - {code}):
        lesser = [row for row in given if coded[row.id] == other]
        yield part_of(other, "one light code a day, the most extensive", lesser, ("LGT-2", "BUN-7"))
    at_home = [row for row in given if says(row.service, "applied_at_home") and says(row.service, *_AGENTS)]
    if at_home:
        yield part_of("96910", "the agent was not applied in the office", at_home, ("LGT-2",))
    elif code == "96900" and any("uvb" in row.service.kind for row in given):
        yield ask(
            given,
            topic="agent",
            question="Was petrolatum or tar applied in the office before the light, and by whom?",
            why="Light B with an agent applied in the office is another code than light alone.",
            sentence="___ was applied to ___ in the office by ___ before exposure.",
            codes=("96900", "96910"),
            rules=("LGT-2",),
        )


def _in_office(case: Case) -> list[Served]:
    """Return the light given in the office: a patient who put on the agent at home still comes for the light."""
    return [
        Served(f"S{number}", one)
        for number, one in enumerate(case.encounter.services, 1)
        if one.kind in _KINDS and (one.performed_by != "patient" or says(one, *_AGENTS))
    ]


def _code(row: Served) -> str:
    service = row.service
    has_agent = says(service, *_AGENTS) and not says(service, "applied_at_home", "at_home")
    if says(service, "long_care", "extended") or (service.minutes or 0) >= 240:
        return "96913"
    if service.kind == "phototherapy_puva" or says(service, "psoralen"):
        return "96912"
    if service.kind in ("phototherapy_uvb", "phototherapy", "phototherapy_uv") and has_agent:
        return "96910"
    return "96900"
