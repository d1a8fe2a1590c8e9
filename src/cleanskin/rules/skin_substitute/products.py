"""Products that cover skin, and the area that application codes stand for.

Products are billed by the square centimeter, a few by volume or weight; the HCPCS file tells which when it is loaded.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Triggers, codes
from cleanskin.rules.visit import Line, Visit

PRODUCTS: Final[Triggers] = codes("Q4100-Q4499", "A2001-A2099")
"""The ranges of HCPCS in which skin substitutes and like sheets have their codes."""

FIRST: Final = ("15271", "15273", "15275", "15277")
"""First-area application codes; each has the next number as its add-on code."""

_VOLUMES: Final = frozenset(
    ("Q4112", "Q4113", "Q4114", "Q4139", "Q4145", "Q4149", "Q4155", "Q4162", "Q4168", "Q4171", "Q4174", "Q4177",
     "Q4185", "Q4189", "Q4192", "Q4202", "Q4206", "Q4212", "Q4213", "Q4215", "Q4230", "Q4231", "Q4233", "Q4240",
     "Q4241", "Q4242", "Q4244", "Q4245", "Q4246")
)  # fmt: skip
"""Products by volume or weight, from general knowledge: used where no HCPCS file with texts is loaded."""


def products(lines: Iterable[Line]) -> list[Line]:
    """Return the lines of products."""
    return [line for line in lines if line.code in PRODUCTS.codes]


def is_by_area(line: Line, day: Day) -> bool:
    """True when one unit of the product is a square centimeter."""
    facts = day.hcpcs(line.code)
    text = f"{facts.short} {facts.long}".lower() if facts is not None else ""
    if text.strip():
        return "sq" in text
    return line.code not in _VOLUMES


def applied_sq_cm(visit: Visit, day: Day) -> Decimal | None:
    """Add the units of products by area without those thrown away (JW); None when one is not by area."""
    found = products(visit.lines)
    if not found or not all(is_by_area(line, day) for line in found):
        return None
    return sum((line.units for line in found if not line.has("JW")), Decimal(0))


def covered_sq_cm(visit: Visit) -> tuple[int, int]:
    """Return the area that the application codes stand for: more than the first number, up to the second."""
    more, most = 0, 0
    for first in FIRST:
        step = 25 if first in ("15271", "15275") else 100
        add_on = str(int(first) + 1)
        begun, further = int(visit.units_of(first)), int(visit.units_of(add_on))
        most += step * (begun + further)
        more += step * (begun + further - 1) if further else 0
    return more, most
