"""The form of a family of procedures: a function from a case to drafts of lines, codes not reported, questions.

FAMILY = Family(name="biopsy", covers=("biopsy",))

@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    yield Draft(code="11102", units=1, lesions=("L1",), evidence=..., why="...", rules=("BX-1",))
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from cleanskin.charge.case import Case
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Evidence


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line before modifiers between lines, diagnoses and order.

    `lesions` are ids of the encounter ("S1" for a service, "P1" for a problem, "D1" for a drug by position);
    `modifiers` are the family's own (digits, JW, RT), not those that depend on other lines (59, 76, 25, 58) nor on
    coverage (GY).  `zone` and `side` are where it was done, by which lines are told apart; `session` as in the
    encounter.  `icd10` only when the family alone knows it; else the diagnoses of its lesions are taken.
    `waits_for` and `due`: the line must not leave before that is known.
    """

    code: str
    units: int = 1
    lesions: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    zone: str = ""
    side: str = ""
    session: int = 1
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    why_not: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    waits_for: str = ""
    due: date | None = None
    size: Decimal | None = None


Drafted = Draft | NotReported | Query
Codes = Callable[[Case], Iterator[Drafted]]


class Family:
    """One family of procedures, declared in its own file."""

    def __init__(self, *, name: str, covers: tuple[str, ...], of_services: bool = False) -> None:
        """`covers` are the families of the code table that it may draft.

        `of_services`: it speaks of services alone, and is not asked where there are none.
        """
        self.name, self.covers, self.of_services = name, covers, of_services
        self._codes: Codes | None = None

    def codes(self, function: Codes) -> Codes:
        """Take the function that drafts the codes."""
        self._codes = function
        return function

    def draft(self, case: Case) -> Iterable[Drafted]:
        """Draft the family's codes for a case."""
        return () if self.of_services and not case.encounter.services else self.asks(case)

    @property
    def asks(self) -> Codes:
        """What drafts the codes of a case that has what the family speaks of."""
        assert self._codes is not None, f"{self.name} drafts no codes"
        return self._codes


@cache
def families() -> tuple[Family, ...]:
    """Return every family of `charge.families`, found by walking the package, by name."""
    import cleanskin.charge.families as package

    found = []
    for module in pkgutil.iter_modules(package.__path__):
        family = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), "FAMILY", None)
        if isinstance(family, Family):
            found.append(family)
    return tuple(sorted(found, key=lambda one: one.name))
