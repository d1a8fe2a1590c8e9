"""The shape of a KPI definition: words, arithmetic, and who stands behind it."""

from datetime import date
from typing import Literal

import msgspec
import polars as pl

from cleanskin.kernel.source import Source

Form = Literal["ratio", "share", "quantiles", "survival", "unanswerable"]
"""ratio: numerator over denominator; share: a numerator per value of `share_by` over their sum; quantiles: median and
90th percentile of `days`; survival: the same read off a Kaplan-Meier curve; unanswerable: claims and remittances cannot
tell, `needs` says what could."""

Unit = Literal["ratio", "days", "per_visit", "per_claim", "count"]
Better = Literal["higher", "lower", "neither"]
Group = Literal["claims", "denials", "cash", "receivables", "speed", "coding", "patients", "cost"]
View = Literal["claims", "lines", "events", "money", "verdicts"]
"""verdicts: of services, planned and final, one row each; they come from `cleanskin verdict`, not from X12 files."""


class Benchmark(msgspec.Struct, frozen=True, kw_only=True):
    """A figure to compare with.  Shown only when its source is published or derived, or labelled as a vendor's."""

    label: str
    source: Source
    value: float | None = None
    low: float | None = None
    high: float | None = None
    years: str = ""

    @property
    def kind(self) -> Literal["published", "vendor", "not_shown"]:
        """published (read in or derived from a named source), vendor, or not_shown for anything weaker."""
        if self.source.trust in ("published", "derived"):
            return "published"
        return "vendor" if self.source.trust == "vendor" else "not_shown"


class Kpi(msgspec.Struct, kw_only=True, eq=False):
    """One KPI.  Definitions are compared by `id` and `version`; a changed meaning is a new version with a log entry."""

    id: str
    name: str
    group: Group
    question: str
    numerator_is: str
    denominator_is: str
    date_basis: str
    unit: Unit
    better: Better
    form: Form = "ratio"
    reads: View = "claims"
    among: pl.Expr | None = None
    """Rows of the view that take part; applied before anything else, to what is observed and what is not."""
    numerator: pl.Expr | None = None
    denominator: pl.Expr | None = None
    days: str = ""
    """quantiles, survival: the column with days."""
    answered: str = ""
    """survival: the flag column that says the days ended with the event."""
    share_by: str = ""
    share_within: tuple[str, ...] = ()
    low_numerator: pl.Expr | None = None
    """The least that the numerator could be, when the files leave part of it open; it gives the lower bound."""
    needs_observed: bool = True
    """Leave out rows whose payer and month cannot be seen."""
    hidden_among: pl.Expr | None = None
    """Rows not observed that would have taken part; with `hidden_denominator` they give the low-high bounds."""
    hidden_numerator: pl.Expr | None = None
    """The most that the hidden rows could add to the numerator (the least is nothing)."""
    hidden_denominator: pl.Expr | None = None
    grain: tuple[str, ...] = ("entity", "payer", "month")
    """By what the KPI makes sense; any column of the view may be asked for."""
    month: str = "month_submitted"
    """Column of the view that `month` means for this KPI."""
    excludes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("claims", "remittances")
    minimum_count: int = 20
    owner: str = "manager"
    caution: str = ""
    benchmarks: tuple[Benchmark, ...] = ()
    version: int = 1
    authored_by: str = "Cleanskin maintainers"
    checked_by: str = ""
    next_review: date = date(2027, 11, 1)
    change_log: tuple[str, ...] = ("1: first definition",)
    examples: str = ""
    """Literal table with a hand-computed answer; see `examples.py`."""

    @property
    def is_answerable(self) -> bool:
        """False when claims and remittances can never tell."""
        return self.form != "unanswerable"

    @property
    def cannot_be_known(self) -> str:
        """The standing answer of an unanswerable KPI."""
        return f"cannot be known from these files: needs {', '.join(self.needs)}"


def unanswerable(
    *, id: str, name: str, group: Group, question: str, numerator_is: str, denominator_is: str, date_basis: str,
    unit: Unit, better: Better, needs: tuple[str, ...], benchmarks: tuple[Benchmark, ...] = (), caution: str = "",
) -> Kpi:  # fmt: skip
    """Define a KPI that claims and remittances alone cannot answer."""
    return Kpi(
        id=id, name=name, group=group, question=question, numerator_is=numerator_is, denominator_is=denominator_is,
        date_basis=date_basis, unit=unit, better=better, form="unanswerable", needs=needs, benchmarks=benchmarks,
        caution=caution,
    )  # fmt: skip
