"""The tables of the experiment: what is assumed of people, and which slips a family of rules speaks of."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleanskin.sim.staff import error_kinds

HERE = Path(__file__).parent


class Assumption(NamedTuple):
    """One row of `assumptions.tsv`."""

    name: str
    value: int
    unit: str
    trust: str
    source: str
    what: str


@cache
def assumptions() -> dict[str, Assumption]:
    """Return every assumption by its name."""
    return {row["name"]: Assumption(row.pop("name"), int(row.pop("value")), **row) for row in _rows("assumptions")}


def assumed(name: str) -> int:
    """Return the value of an assumption."""
    return assumptions()[name].value


@cache
def told_by(rule: str) -> frozenset[str]:
    """Return the kinds of slips that a rule's finding speaks of, by the family in the rule's id."""
    rows = {row["family"]: frozenset(row["slips"].split()) for row in _rows("told")}
    unknown = frozenset().union(*rows.values()) - frozenset(error_kinds())
    if unknown:
        raise ValueError(f"told.tsv names no kinds of slips: {sorted(unknown)}")
    family = rule.split("-")[1] if rule.startswith("CS-") else ""
    return rows.get(family, rows["*"]) if family else frozenset()


def _rows(name: str) -> list[dict[str, str]]:
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]
