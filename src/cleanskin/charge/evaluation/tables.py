"""The tables of this package: tab-separated text beside it, one header line.

`natures.tsv`: what kind of problem a condition is.  `risks.tsv`: the risk of what was decided.  `series.tsv`: kinds of
visits that `rules.evaluation.levels` does not hold.  `prior_procedures.tsv`: a code whose global period stands for an
earlier procedure that is named by its technique alone.  `national_shares.tsv`: shares of visit codes among all.

`trust` is as in the dermatology pack: derived, unverified, check.  No qualified coder has checked these rows yet.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table by column.  A row with more or fewer cells than the header: ValueError."""
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines() if line)
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise ValueError(f"{name}.tsv, line {number} ({cells[0]}): {len(cells)} cells, {len(header)} expected")
    return [dict(zip(header, cells, strict=True)) for cells in lines]


@cache
def natures() -> Mapping[tuple[str, str], str]:
    """Return the nature of a problem by scope (condition, pack_condition, group) and name."""
    return {(row["scope"], row["name"]): row["nature"] for row in rows("natures")}


@cache
def serious() -> frozenset[str]:
    """Return the conditions that are serious or complex enough for long-term care to count apart (EM-8)."""
    return frozenset(row["name"] for row in rows("natures") if row["serious"] == "yes")


@cache
def risks() -> Mapping[str, tuple[int, int]]:
    """Return the risk of a declared word of management: without and with risk factors named."""
    return {row["management"]: (int(row["level"]), int(row["with_risk_factors"])) for row in rows("risks")}


@cache
def separate_management() -> frozenset[str]:
    """Return the words of management that are work beyond any procedure of the day."""
    return frozenset(row["management"] for row in rows("risks") if row["separate"] == "yes")


@cache
def series() -> Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]]:
    """Return the codes of a kind of visit by level, and the minutes of each."""
    found = {}
    for row in rows("series"):
        found[row["series"]] = (tuple(row["codes"].split()), tuple(int(part) for part in row["minutes"].split()))
    return found


@cache
def prior_codes() -> Mapping[str, str]:
    """Return the code that stands for an earlier procedure of a technique."""
    return {row["technique"]: row["code"] for row in rows("prior_procedures")}
