"""From a family, a site group and a size to the code that stands for it, by the tiers of the code table.

Sizes between two tiers are rounded to a tenth, a half upward (1.05 cm counts as 1.1): the written policy that EXC-2
asks for.
"""

from decimal import Decimal
from functools import cache

from cleanskin.reference.dermatology.codes import codes
from cleanskin.rules.day import Day
from cleanskin.rules.repair.sizes import Sized, code_for


@cache
def codes_of(family: str, technique: str = "") -> tuple[str, ...]:
    """Return the codes of a family, of one technique when it is named, in order."""
    return tuple(
        sorted(
            code
            for code, periods in codes().items()
            if periods[-1].family == family and technique in ("", periods[-1].technique)
        )
    )


@cache
def _of_group(family: str, group: str, technique: str) -> tuple[str, ...]:
    scheme = group.partition("/")[0]
    return tuple(
        code for code in codes_of(family, technique) if codes()[code][-1].site_group in (group, f"{scheme}/any")
    )


def sized(family: str, group: str, size: Decimal, day: Day, *, technique: str = "") -> Sized | None:
    """Return what stands for a size in a "scheme/group" on the day; None when no code does."""
    return code_for(size, group, _of_group(family, group, technique), day)


def candidates(family: str, group: str = "", *, technique: str = "") -> tuple[str, ...]:
    """Return the codes among which a missing size or site decides, without codes that have ended."""
    found = _of_group(family, group, technique) if group else codes_of(family, technique)
    return tuple(code for code in found if codes()[code][-1].period.end is None)


def label(code: str, day: Day) -> str:
    """Return what a code stands for, in the project's words."""
    facts = day.procedure(code)
    return facts.label if facts else code
