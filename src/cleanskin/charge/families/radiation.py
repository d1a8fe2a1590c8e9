"""Surface radiation: planning once a course, fractions by energy, ultrasound guidance (LGT-6, CHG-2026).

From 2026: planning 77436, superficial (up to 150 kV) 77437, orthovoltage (over 150 to 500 kV) 77438, guidance 77439.
Before: 77401 a session, guidance G6001; planning then had no code here.  Electronic brachytherapy is 0394T.  A
fraction is one session of the day; "fraction 3 of 20" is one.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served

FAMILY = Family(name="radiation", covers=("radiation",), of_services=True)

_FROM: Final = date(2026, 1, 1)
_SUPERFICIAL_KV_MAX: Final = Decimal(150)
_ORTHOVOLTAGE_KV_MAX: Final = Decimal(500)


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft planning, the day's fraction and its guidance."""
    planning = served(case, "radiation_planning")
    fractions = served(case, "radiation_fraction", "radiation_brachytherapy")
    if planning:
        fractions = [row for row in fractions if _is_given(row)]
    guidance = served(case, "radiation_ultrasound")
    is_new = case.on >= _FROM
    if planning and is_new:
        yield line(case, "77436", planning, why="Planning, once a course.", rules=("LGT-6",))
    elif planning:
        yield part_of("77436", "the code begins in 2026", planning, ("CHG-2026",))
    for code, found in _by_code(fractions, is_new).items():
        if code:
            yield line(case, code, found, units=_sites(found), why_not=_why_not(code), rules=("LGT-6",))
        else:
            yield ask(
                found,
                topic="energy",
                question="With how many kilovolts was the fraction given?",
                why="Up to 150 kV and over 150 kV are different codes.",
                sentence="Fraction ___ of ___ with ___ kV.",
                codes=("77437", "77438"),
                rules=("LGT-6",),
            )
    if fractions and is_new:
        yield part_of("77401", "ended with 2025", fractions, ("CHG-2026",))
    if guidance and any(says(row.service, "already_billed") for row in (*guidance, *fractions)):
        yield part_of("77439", "once a course, and it was billed before", guidance, ("LGT-6",))
    elif guidance and (fractions or planning):
        if is_new:
            yield line(case, "77439", guidance, why="Ultrasound guidance, once a course.", rules=("LGT-6",))
            yield part_of("G6001", "since 2026 guidance of surface radiation is 77439", guidance, ("LGT-6",))
        else:
            yield line(case, "G6001", guidance, rules=("LGT-6",))


def _is_given(row: Served) -> bool:
    """True when a planning day also gave a fraction: the name of the method alone does not say so."""
    said = " ".join(one.words.casefold() for one in row.service.evidence if one.field == "kind")
    if says(row.service, "not_treated"):
        return False
    return not said or row.service.kilovolts is not None or any(word in said for word in ("fraction", "treatment"))


def _by_code(fractions: list[Served], is_new: bool) -> dict[str, list[Served]]:
    found: dict[str, list[Served]] = {}
    for row in fractions:
        found.setdefault(_code(row, is_new), []).append(row)
    return found


def _code(row: Served, is_new: bool) -> str:
    """Return the code of a fraction, "" when the energy is not told."""
    service = row.service
    if service.kind == "radiation_brachytherapy" or says(service, "electronic_brachytherapy"):
        return "0394T"
    if not is_new:
        return "77401"
    if service.kilovolts is not None:
        if service.kilovolts <= _SUPERFICIAL_KV_MAX:
            return "77437"
        return "77438" if service.kilovolts <= _ORTHOVOLTAGE_KV_MAX else ""
    words = " ".join((service.agent, *(one.words for one in service.evidence))).casefold()
    if says(service, "orthovoltage") or "orthovoltage" in words:
        return "77438"
    is_superficial = says(service, "superficial") or any(
        word in words for word in ("superficial", "srt", "grenz", "sensus")
    )
    return "77437" if is_superficial else ""


def _sites(found: list[Served]) -> int:
    """Return how many lesions were treated: each gets its own fraction."""
    return max(len({one for row in found for one in row.service.lesions}), len(found), 1)


def _why_not(code: str) -> tuple[str, ...]:
    return {
        "77437": ("77438 is for more than 150 kV",),
        "77438": ("77437 is for up to 150 kV",),
    }.get(code, ())
