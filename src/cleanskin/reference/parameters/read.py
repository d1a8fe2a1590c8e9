"""Reading the parameter files: a value by its name and a day.

A file holds one table a parameter: `description`, `unit`, `values`.  A value has `from` (the first day), `until` (the
first day on which it no longer holds; absent: until further notice), `numbers` (text, so that no digit is lost) and
`source` with title, locator, url, checked_on and trust.
"""

import functools
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib import resources
from itertools import pairwise
from typing import Any

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.provenance import Answer, Provenance

KIND = "parameters"
"""What a provenance calls the built-in parameter files."""


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a parameter in its period: one number, or a ladder of several."""

    numbers: tuple[Decimal, ...]
    period: Period
    source: Source


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A named amount or factor with its values, the oldest first.  `topic` is the file it stands in."""

    name: str
    topic: str
    description: str
    unit: str
    values: tuple[Numbers, ...]


@functools.cache
def parameters() -> Mapping[str, Parameter]:
    """Return every parameter by name.

    Raises ValueError when a name stands in two files, or two values of one parameter hold on the same day: both are
    errors of the tables, which a test finds.
    """
    found: dict[str, Parameter] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        topic = file.name.removesuffix(".toml")
        for name, body in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in found:
                raise ValueError(f"the parameter {name} stands in two files")
            found[name] = _parameter(name, topic, body)
    return found


def _parameter(name: str, topic: str, body: dict[str, Any]) -> Parameter:
    values = sorted((_numbers(value) for value in body["values"]), key=lambda one: one.period.start)
    for earlier, later in pairwise(values):
        if earlier.period.overlaps(later.period):
            raise ValueError(f"two values of the parameter {name} hold on the same day")
    return Parameter(name=name, topic=topic, description=body["description"], unit=body["unit"], values=tuple(values))


def _numbers(value: dict[str, Any]) -> Numbers:
    return Numbers(
        numbers=tuple(Decimal(number) for number in value["numbers"]),
        period=Period(value["from"], value.get("until")),
        source=msgspec.convert(value["source"], Source),
    )


def parameter(name: str, on: date) -> Answer[Numbers] | None:
    """Return the value of a parameter on a day with its provenance; None when none holds on that day.

    Raises KeyError for a name that no file declares.
    """
    declared = parameters()[name]
    value = next((one for one in declared.values if on in one.period), None)
    if value is None:
        return None
    notice = "" if value.source.trust != "unverified" else "not confirmed in a primary source"
    provenance = Provenance(kind=KIND, release=declared.topic, period=value.period, source=value.source)
    return Answer(value=value, provenance=provenance, notice=notice)


def value_of(name: str, on: date) -> Decimal | None:
    """Return the single number of a parameter on a day, None when none holds; KeyError for an unknown name."""
    answer = parameter(name, on)
    return None if answer is None else answer.value.numbers[0]


def ladder(name: str, on: date) -> tuple[Decimal, ...]:
    """Return all numbers of a parameter on a day, () when none holds; KeyError for an unknown name."""
    answer = parameter(name, on)
    return () if answer is None else answer.value.numbers
