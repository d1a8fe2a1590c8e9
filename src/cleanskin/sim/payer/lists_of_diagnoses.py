"""Which diagnoses payers accept for a service: the table `diagnoses.tsv`."""

from functools import cache

from cleanskin.sim.payer.registry import rows


@cache
def _accepted() -> dict[str, tuple[str, ...]]:
    return {row["family_or_code"]: tuple(row["prefixes"].split()) for row in rows("diagnoses")}


@cache
def accepted_diagnoses(code: str, family: str) -> tuple[str, ...] | None:
    """Return the beginnings of diagnoses accepted for a code, or for its family; None when any is."""
    table = _accepted()
    return table.get(code) or table.get(family)
