"""The clinic's codes and the pairs among them: family, global days, what they add to, value.

Facts of CMS files restated in `codes.tsv` and `pairs.tsv`; nothing here describes a code in words of CPT.
"""

from typing import NamedTuple

from cleanskin.sim.tables import rows

_PACKAGE = "cleanskin.sim.clinic"


class Code(NamedTuple):
    """One code: `global_days` as CMS marks them, `value` the relative value in hundredths (0: none)."""

    code: str
    family: str
    global_days: str
    add_on_to: frozenset[str]
    value: int


CODES: dict[str, Code] = {
    row["code"]: Code(
        row["code"], row["family"], row["global_days"], frozenset(row["add_on_to"].split()), int(row["hundredths"])
    )
    for row in rows(_PACKAGE, "codes.tsv")
}
"""Every code that the clinic's true services use."""

FAMILY: dict[str, str] = {code: facts.family for code, facts in CODES.items()}
"""The word by which the simulated world groups a code."""

VISIT_FAMILIES = frozenset({"visit_new", "visit_established"})

PAIRS: dict[tuple[str, str], str] = {
    (row["column1"], second): row["indicator"]
    for row in rows(_PACKAGE, "pairs.tsv")
    for second in row["column2"].split()
}
"""Indicator by the first and second column of a pair: "1" a modifier may tell them apart, "0" never."""
