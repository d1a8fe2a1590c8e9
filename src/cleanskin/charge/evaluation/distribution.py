"""A clinician's visit levels beside national shares: how often each code was reported among the codes compared.

Only published or derived shares are held, with their year and source, and only for the codes that the source counted:
the clinician's other codes are left out of the comparison and told apart.  A share is no target, and a difference is a
reason to look at records, not a finding.  One row a code; shares from 0 to 1.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from math import sqrt
from typing import Final, Literal

import msgspec

from cleanskin.charge.evaluation.tables import rows

Population = Literal["all_payer", "medicare"]
VISITS_MIN: Final = 30
"""Fewer visits than this are not compared: shares of so few say nothing."""

_NOTABLE_DEVIATIONS: Final = 3.0


class LevelShare(msgspec.Struct, frozen=True, kw_only=True):
    """One code: the clinician's count and share among the codes compared, the national share, and how far apart.

    `deviations` is the difference in standard deviations of a sample of so many visits; `notable` beyond three.
    """

    code: str
    group: str
    visits: int
    share: Decimal
    national_share: Decimal
    deviations: float
    notable: bool
    year: int
    source: str


class LevelDistribution(msgspec.Struct, frozen=True, kw_only=True):
    """The comparison; `not_compared` counts visit codes that the national source does not hold."""

    population: Population
    shares: tuple[LevelShare, ...]
    not_compared: tuple[tuple[str, int], ...] = ()
    too_few: tuple[str, ...] = ()


@cache
def _national(population: Population) -> tuple[Mapping[str, str], ...]:
    held = [row for row in rows("national_shares") if row["population"] == population]
    sources = {f"as {row['code']}": row["source"] for row in held}
    return tuple({**row, "source": sources.get(row["source"].split(";")[0], row["source"])} for row in held)


def compared(visits_by_code: Mapping[str, int], *, population: Population = "all_payer") -> LevelDistribution:
    """Compare a clinician's visits by code with national shares; groups with too few visits are named, not compared."""
    held = _national(population)
    shares: list[LevelShare] = []
    too_few: list[str] = []
    for group in dict.fromkeys(row["among"] for row in held):
        of_group = [row for row in held if row["among"] == group]
        total = sum(visits_by_code.get(row["code"], 0) for row in of_group)
        if total < VISITS_MIN:
            too_few.append(group)
            continue
        shares += [_share(row, visits_by_code.get(row["code"], 0), total) for row in of_group]
    known = {row["code"] for row in held}
    rest = tuple(sorted((code, count) for code, count in visits_by_code.items() if code not in known and count))
    return LevelDistribution(population=population, shares=tuple(shares), not_compared=rest, too_few=tuple(too_few))


def _share(row: Mapping[str, str], visits: int, total: int) -> LevelShare:
    national = Decimal(row["share"])
    own = (Decimal(visits) / total).quantize(Decimal("0.001"))
    spread = sqrt(float(national * (1 - national)) / total)
    deviations = round(float(Decimal(visits) / total - national) / spread, 1)
    return LevelShare(
        code=row["code"],
        group=row["among"],
        visits=visits,
        share=own,
        national_share=national,
        deviations=deviations,
        notable=abs(deviations) > _NOTABLE_DEVIATIONS,
        year=int(row["year"]),
        source=row["source"],
    )
