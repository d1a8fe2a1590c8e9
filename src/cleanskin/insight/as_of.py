"""The day a report speaks from: the latest believable date in the files, never the clock.

A mistyped year in one file must not make every claim look decades old, so a date counts only when something else in
the files speaks for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from cleanskin.insight.findings import DATE_NOT_BELIEVED, NO_DATE_AT_ALL
from cleanskin.kernel.finding import Finding
from cleanskin.x12.bulk.schema import FrameSource

YEARS_APART_DAYS = 730
"""A file date this much after the latest service date of its own transaction is not believed.  [assumed]"""

GAP_DAYS = 366
"""Dates beyond a silence this long are not believed when nearly everything lies before it.  [assumed]"""

GAP_SHARE = 0.02
"""... where "nearly everything" is all but this share of the transactions, of at least `GAP_TRANSACTIONS`.  [assumed]"""

GAP_TRANSACTIONS = 20

NO_DAY = date(1900, 1, 1)
"""The as-of day when the files hold no date: before anything, so that nothing counts as late."""


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """The chosen day, whether somebody asked for it, and what was noticed while choosing."""

    day: date
    stated: bool
    findings: tuple[Finding, ...] = ()


def choose_as_of(source: FrameSource, stated: date | None = None) -> AsOf:
    """Return the stated day, else the latest believable submission, remittance, payment or acknowledgement date.

    Without any date at all the answer is `NO_DAY`, and a finding.
    """
    if stated is not None:
        return AsOf(day=stated, stated=True)
    dates = _transaction_dates(source)
    if dates.is_empty():
        return AsOf(day=NO_DAY, stated=False, findings=(_no_date(),))
    supported = dates.filter(
        pl.col("last_service").is_null()
        | (pl.col("day") <= pl.col("last_service") + pl.duration(days=YEARS_APART_DAYS))
    )
    days = (supported if not supported.is_empty() else dates)["day"].sort().to_list()
    chosen = _before_lone_future(days)
    latest = dates["day"].max()
    dropped = dates.filter(pl.col("day") > chosen).height
    findings = (_not_believed(latest, chosen, dropped),) if isinstance(latest, date) and dropped else ()
    return AsOf(day=chosen, stated=False, findings=findings)


def _transaction_dates(source: FrameSource) -> pl.DataFrame:
    """One row per (transaction, kind of date): day, and the latest service date of that transaction."""
    columns = ["transaction_id", "date_of_service_last"]
    service = pl.concat([source.frame("claims", columns), source.frame("remit_claims", columns)])
    last_service = service.group_by("transaction_id").agg(last_service=pl.col("date_of_service_last").max())
    created = source.frame("transactions", ["transaction_id", "transaction", "date_created"]).filter(
        pl.col("transaction").is_in(["837P", "835", "277CA"])
    )
    payments = source.frame("payments", ["transaction_id", "date_paid", "date_produced"])
    days = pl.concat(
        [
            created.select("transaction_id", day="date_created"),
            payments.select("transaction_id", day="date_paid"),
            payments.select("transaction_id", day="date_produced"),
        ]
    )
    return days.drop_nulls("day").join(last_service, on="transaction_id", how="left")


def _before_lone_future(days: list[date]) -> date:
    """Return the last of the sorted `days` that is not cut off from nearly all others by a long silence."""
    if len(days) < GAP_TRANSACTIONS:
        return days[-1]
    allowed = max(1, int(len(days) * GAP_SHARE))
    for index in range(len(days) - allowed, len(days)):
        if days[index] - days[index - 1] > timedelta(days=GAP_DAYS):
            return days[index - 1]
    return days[-1]


def _not_believed(latest: date, chosen: date, dropped: int) -> Finding:
    return DATE_NOT_BELIEVED.finding(
        message=f"{dropped} file dates lie after {chosen.isoformat()}, the latest up to {latest.isoformat()}; "
        "nothing else in the files supports them, so the report speaks as of the earlier day",
    )


def _no_date() -> Finding:
    return NO_DATE_AT_ALL.finding()
