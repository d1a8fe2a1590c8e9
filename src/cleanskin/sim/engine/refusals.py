"""What cannot be simulated, said before anything is written."""

from collections.abc import Iterator
from datetime import timedelta

from cleanskin.sim.chance import WHOLE
from cleanskin.sim.clearinghouse import FAULTS
from cleanskin.sim.engine.calendar import end_of
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import PAYERS, Market
from cleanskin.sim.staff import error_kinds

MOST_PROVIDERS = 500
MOST_MONTHS = 120
MOST_VISITS = 40_000


class ImpossibleWorld(ValueError):
    """The configuration cannot be simulated; the message lists every reason."""


def refusals(configuration: Configuration) -> list[str]:
    """Return every reason why this world cannot be simulated, none when it can."""
    return [*_sizes(configuration), *_days(configuration), *_names(configuration)]


def _sizes(configuration: Configuration) -> Iterator[str]:
    limits = {"providers": MOST_PROVIDERS, "months": MOST_MONTHS, "visits_per_provider": MOST_VISITS}
    for field, most in limits.items():
        value = getattr(configuration, field)
        if not 1 <= value <= most:
            yield f"{field} must be 1 to {most}, not {value}"
    if not 1 <= configuration.locations <= 100:
        yield f"locations must be 1 to 100, not {configuration.locations}"
    if not 0 <= configuration.entity <= 99:
        yield f"entity must be 0 to 99, not {configuration.entity}"
    if configuration.claims_per_transaction < 1:
        yield f"claims_per_transaction must be at least 1, not {configuration.claims_per_transaction}"


def _days(configuration: Configuration) -> Iterator[str]:
    if configuration.start.year < 2000 or configuration.start.year > 2090:
        yield f"start must lie in the years 2000 to 2090, not {configuration.start.isoformat()}"
    elif configuration.as_of is not None and 1 <= configuration.months <= MOST_MONTHS:
        if configuration.as_of < configuration.start:
            yield "as_of lies before the start"
        elif configuration.as_of > end_of(configuration) + timedelta(days=3660):
            yield "as_of lies more than ten years after the last month"


def _names(configuration: Configuration) -> Iterator[str]:
    for name, table, known in (
        ("errors", configuration.errors, error_kinds()),
        ("faults", configuration.faults, FAULTS),
    ):
        for kind, parts in table.items():
            if kind not in known:
                yield f"{name}: there is no kind {kind!r}; known are {', '.join(sorted(known))}"
            elif not 0 <= parts <= WHOLE:
                yield f"{name}: {kind} must be 0 to {WHOLE} parts, not {parts}"
    for key in configuration.payers:
        if key not in PAYERS:
            yield f"payers: there is no payer {key!r}; known are {', '.join(sorted(PAYERS))}"
    if not set(configuration.payers) - set(PAYERS):
        try:
            Market(configuration)
        except ValueError as error:
            yield f"payers: {error}"
    for number in configuration.patients:
        if number < 0:
            yield f"patients: {number} is no patient's number"
