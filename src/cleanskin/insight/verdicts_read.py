"""Verdicts on services as rows for KPIs: what was planned at booking, what the record of the visit showed.

Read from the answers of `cleanskin verdict` (JSON lines, one a service; the batch's `planned` says what was booked).
Grain: one row a verdict.  Columns: payer, service, planned_verdict, final_verdict, is_changed, observed.
"""

from collections.abc import Iterable

import msgspec
import polars as pl

from cleanskin.insight.kpis.framework.views import VERDICT_COLUMNS


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a KPI needs of one verdict."""

    verdict: str
    planned: str | None = None
    services: tuple[str, ...] = ()
    payer: str = ""


class UnreadableVerdicts(ValueError):
    """A line is no JSON object with a verdict; the message says which line."""


def read_verdicts(text: str) -> pl.DataFrame:
    """Return the rows of verdicts given as JSON lines.  Raises UnreadableVerdicts."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Told))
            except (msgspec.DecodeError, msgspec.ValidationError) as error:
                raise UnreadableVerdicts(f"line {number} is no verdict: {error}") from None
    return verdict_rows(found)


def verdict_rows(told: Iterable[Told]) -> pl.DataFrame:
    """Return one row a verdict; one without a plan has null for `is_changed`."""
    rows = [
        {
            "payer": one.payer,
            "service": one.services[0] if one.services else "",
            "planned_verdict": one.planned,
            "final_verdict": one.verdict,
            "is_changed": None if one.planned is None else one.planned != one.verdict,
            "observed": True,
        }
        for one in told
    ]
    text = {name: pl.String() for name in VERDICT_COLUMNS}
    return pl.DataFrame(rows, schema={**text, "is_changed": pl.Boolean(), "observed": pl.Boolean()}, orient="row")
