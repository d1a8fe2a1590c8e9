"""Excimer laser: 96920 to 96922 by the area treated in a day, for psoriasis; 96999 for anything else (LGT-3).

Areas of a day are added.  Since 2024 the codes are for psoriasis only.  Whether they widen in 2027, as the maker has
announced, is to be confirmed [check]; nothing here assumes it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, lesions_of, line, part_of, served

FAMILY = Family(name="excimer", covers=("excimer",), of_services=True)

_CODES: Final = ("96920", "96921", "96922")
_PSORIASIS_ONLY_FROM: Final = date(2024, 1, 1)


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the laser of the day once."""
    found = served(case, "excimer")
    if not found:
        return
    for_psoriasis = {row.id: _is_psoriasis(case, row) for row in found}
    psoriasis = [row for row in found if for_psoriasis[row.id]]
    other = [row for row in found if for_psoriasis[row.id] is False]
    unknown = [row for row in found if for_psoriasis[row.id] is None]
    if other and case.on < _PSORIASIS_ONLY_FROM:
        psoriasis, other = found, []
    if psoriasis:
        yield from _by_area(case, psoriasis)
    if other:
        yield line(case, "96999", other, why="Excimer laser of a disease other than psoriasis.", rules=("LGT-3",))
        yield part_of("96920", "these codes are for psoriasis only", other, ("LGT-3",))
    if unknown:
        yield ask(
            unknown,
            topic="diagnosis",
            question="Which disease was treated with the excimer laser?",
            why="Psoriasis has codes by area; every other disease is an unlisted service.",
            sentence="Excimer laser for ___, ___ sq cm in all.",
            codes=(*_CODES, "96999"),
            rules=("LGT-3",),
        )


def _by_area(case: Case, found: list[Served]) -> Iterator[Drafted]:
    area = sum((_area(case, row) or Decimal(0) for row in found), Decimal(0))
    if not area:
        yield ask(
            found,
            topic="area",
            question="How large was the skin treated with the excimer laser, in all?",
            why="The code follows the area: under 250, 250 to 500, over 500 sq cm.",
            sentence="Excimer laser to ___ sq cm in all.",
            codes=_CODES,
            rules=("LGT-3",),
        )
        return
    code = "96920" if area < 250 else "96921" if area <= 500 else "96922"
    yield line(
        case,
        code,
        found,
        why=f"{area.normalize():f} sq cm of psoriasis treated",
        why_not=tuple(f"{one} is for another area" for one in _CODES if one != code),
        rules=("LGT-3",),
    )


def _area(case: Case, row: Served) -> Decimal | None:
    """Return the area of a service, else of the lesions it is about."""
    if row.service.area_sq_cm is not None:
        return row.service.area_sq_cm
    areas = [lesion.treated_area_sq_cm for lesion in lesions_of(case, (row,)) if lesion.treated_area_sq_cm]
    return sum(areas, Decimal(0)) if areas else None


def _is_psoriasis(case: Case, row: Served) -> bool | None:
    """Return whether the service is for psoriasis, None when the record does not say for what it is."""
    service = row.service
    linked = list(lesions_of(case, (row,)))
    conditions = [one for one in (service.condition, *(lesion.condition for lesion in linked)) if one]
    diagnoses = [one for one in (service.diagnosis, *(lesion.diagnosis for lesion in linked)) if one]
    if not conditions and not diagnoses:
        conditions = [one.condition for one in case.encounter.problems if one.condition]
        diagnoses = [one.diagnosis for one in case.encounter.problems if one.diagnosis]
    if any("psoriasis" in one for one in conditions) or any(one.startswith("L40") for one in diagnoses):
        return True
    return False if conditions or diagnoses else None
