"""The numbers of the people, laid out for drawing.  Sources and trust stand in the tables beside this module."""

from functools import cache
from itertools import pairwise

from cleanskin.sim.chance import Weighted
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.tables import rows

_PACKAGE = "cleanskin.sim.people"

NUMBERS: dict[str, int] = {row["name"]: int(row["value"]) for row in rows(_PACKAGE, "numbers.tsv")}
"""Single numbers by name; the unit stands in the table."""

AGES: Weighted[tuple[int, int, int]] = Weighted(
    ((int(row["age_from"]), int(row["age_to"]), int(row["female_percent"])), int(row["weight"]))
    for row in rows(_PACKAGE, "ages.tsv")
)
"""Bands of age (both ends inside) and the percentage of women in them."""

PAYER_KINDS: dict[str, str] = {row["payer"]: row["kind"] for row in rows(_PACKAGE, "payers.tsv")}
"""Kind of coverage by payer."""

MEMBER_PREFIXES: dict[str, str] = {row["payer"]: row["member_prefix"] for row in rows(_PACKAGE, "payers.tsv")}

PAYER_MIX: dict[str, int] = {row["kind"]: int(row["parts"]) for row in rows(_PACKAGE, "payer_mix.tsv")}
"""Wanted shares of visits by kind, parts in 10,000."""

SEASONS: tuple[int, ...] = tuple(int(row["weight"]) for row in rows(_PACKAGE, "seasons.tsv"))
"""Weight of each month, January first."""

_VISITS = tuple((int(row["months"]), int(row["hundredths"])) for row in rows(_PACKAGE, "visits_per_patient.tsv"))


def _grouped(table: str, key: str, value: str) -> dict[str, Weighted[str]]:
    """Return weighted values by a key column."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows(_PACKAGE, table):
        found.setdefault(row[key], []).append((row[value], int(row["weight"])))
    return {name: Weighted(pairs) for name, pairs in found.items()}


PAYERS_OF_KIND = _grouped("payers.tsv", "kind", "payer")
PLANS_OF_PAYER = _grouped("plans.tsv", "payer", "plan")
AUTHORIZES: dict[str, frozenset[str]] = {
    row["plan"]: frozenset(row["authorizes"].split()) for row in rows(_PACKAGE, "plans.tsv")
}
"""Kinds of services by plan for which it asks for an authorization."""

COVERAGE_AT_START = _grouped("coverage_at_start.tsv", "group", "status")


def _changes() -> dict[tuple[str, str], tuple[tuple[int, str], ...]]:
    """Return for status and event the thresholds and what the status becomes below them."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in rows(_PACKAGE, "coverage_changes.tsv"):
        steps = found.setdefault((row["status"], row["event"]), [])
        steps.append(((steps[-1][0] if steps else 0) + int(row["parts"]), row["becomes"]))
    return {key: tuple(steps) for key, steps in found.items()}


CHANGES = _changes()


def visits_per_patient(months: int) -> int:
    """Return the kept visits per patient within so many months, in hundredths; its last slope goes on."""
    if months <= _VISITS[0][0]:
        return _VISITS[0][1]
    pairs = pairwise(_VISITS)
    (low, low_value), (high, high_value) = next((pair for pair in pairs if months <= pair[1][0]), _VISITS[-2:])
    return low_value + (high_value - low_value) * (months - low) // (high - low)


@cache
def _count(providers: int, months: int, visits_per_provider: int) -> int:
    wanted = providers * visits_per_provider * months * 100
    return max(1, wanted // (12 * visits_per_patient(months)))


def patient_count(configuration: Configuration) -> int:
    """Return how many patients the world has, so that kept visits per provider-year come out as configured."""
    return _count(max(1, configuration.providers), configuration.months, configuration.visits_per_provider)
