"""Computing a KPI: numerator, denominator and value by any grouping, with bounds for what cannot be seen."""

from collections.abc import Sequence

import polars as pl

from cleanskin.insight.facts import Facts
from cleanskin.insight.kpis.framework.definition import Kpi
from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.maturity import curve_quantiles, survival_curve

_AVAILABLE = frozenset({"claims", "remittances", "acknowledgements", "verdicts at booking and after the visit"})
_QUANTILES = {"p50": 0.50, "p90": 0.90}
_NO_BOUNDS = [pl.lit(None, dtype=pl.Float64).alias("low"), pl.lit(None, dtype=pl.Float64).alias("high")]


def missing_needs(kpi: Kpi, facts: Facts) -> tuple[str, ...]:
    """Return what the KPI needs and the files do not hold; empty when it can be computed."""
    if not kpi.is_answerable:
        return kpi.needs
    return tuple(need for need in kpi.needs if need in _AVAILABLE and need not in facts.available)


def compute(kpi: Kpi, facts: Facts | Views, by: Sequence[str] = ()) -> pl.DataFrame:
    """Compute a KPI, one row per combination of the `by` columns (one row without any).

    Returns the `by` columns (and those of a share), then numerator, denominator, value, n (rows of the view that took
    part), low, high, enough (n reaches the KPI's minimum count); quantile KPIs also have p50 and p90, p50 being the
    value.  A zero denominator gives null, and so does a KPI whose needs are not met.  `month` in `by` means the KPI's
    own month column.
    """
    views = facts if isinstance(facts, Views) else Views(facts)
    keys = [kpi.month if name == "month" else name for name in by]
    if missing_needs(kpi, views.facts):
        return _nothing(keys, views.view(kpi.reads))
    return compute_rows(kpi, views.view(kpi.reads), keys)


def compute_rows(kpi: Kpi, rows: pl.DataFrame, keys: Sequence[str] = ()) -> pl.DataFrame:
    """Compute a KPI on the rows of its view; see `compute`."""
    if kpi.is_answerable:
        rows = rows.select(sorted(_columns_read(kpi) | set(keys)))
    visible = pl.col("observed").fill_null(False) if kpi.needs_observed else pl.lit(True)
    taking_part = rows.filter(visible) if kpi.among is None else rows.filter(visible, kpi.among)
    match kpi.form:
        case "share":
            result = _shares(kpi, taking_part, keys)
        case "quantiles":
            result = _quantiles(kpi, taking_part, keys)
        case "survival":
            result = _survival(kpi, taking_part, keys)
        case "ratio":
            result = _ratio(kpi, taking_part, rows.filter(~visible), keys)
        case _:
            return _nothing(keys, rows)
    return result.with_columns(enough=pl.col("n") >= kpi.minimum_count)


def _columns_read(kpi: Kpi) -> set[str]:
    """The columns of its view that a KPI reads; copying only these keeps wide views cheap."""
    expressions = (
        kpi.among, kpi.numerator, kpi.low_numerator, kpi.denominator, kpi.hidden_among, kpi.hidden_numerator,
        kpi.hidden_denominator,
    )  # fmt: skip
    named = {"observed", kpi.days, kpi.answered, kpi.share_by, *kpi.share_within} - {""}
    return named.union(*(one.meta.root_names() for one in expressions if one is not None))


def _over(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Divide; null when the denominator is zero (never 0 or 100 %)."""
    return pl.when(denominator != 0).then(numerator / denominator)


def _ratio(kpi: Kpi, rows: pl.DataFrame, hidden: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    assert kpi.numerator is not None
    assert kpi.denominator is not None
    least = kpi.numerator if kpi.low_numerator is None else kpi.low_numerator
    sums = {"numerator": kpi.numerator, "denominator": kpi.denominator, "least": least, "n": pl.len().cast(pl.Int64)}
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    result = _grouped(rows, keys, sums).with_columns(value=_over(numerator, denominator))
    if kpi.hidden_denominator is None or kpi.hidden_numerator is None:
        if kpi.low_numerator is None:
            return result.drop("least").with_columns(_NO_BOUNDS)
        return result.with_columns(low=_over(pl.col("least"), denominator), high=pl.col("value")).drop("least")
    unseen = hidden if kpi.hidden_among is None else hidden.filter(kpi.hidden_among)
    most = _grouped(
        unseen, keys, {"hidden_numerator": kpi.hidden_numerator, "hidden_denominator": kpi.hidden_denominator}
    )
    if keys:
        # a group that is wholly hidden has no figure, only bounds
        joined = result.join(most, on=list(keys), how="full", coalesce=True, nulls_equal=True).sort(list(keys))
        joined = joined.with_columns(pl.col("numerator", "denominator", "least", "n").fill_null(0))
    else:
        joined = pl.concat([result, most], how="horizontal")
    more, base = pl.col("hidden_numerator").fill_null(0), pl.col("hidden_denominator").fill_null(0)
    return joined.with_columns(
        low=_over(pl.col("least"), denominator + base), high=_over(numerator + more, denominator + base)
    ).drop("hidden_numerator", "hidden_denominator", "least")


def _shares(kpi: Kpi, rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    assert kpi.numerator is not None
    within = [*keys, *kpi.share_within]
    parts = _grouped(rows, [*within, kpi.share_by], {"numerator": kpi.numerator, "n": pl.len().cast(pl.Int64)})
    whole = pl.col("numerator").sum()
    parts = parts.with_columns(
        denominator=whole.over(within) if within else whole,
        n=pl.col("n").sum().over(within) if within else pl.col("n").sum(),
    )
    return parts.with_columns(
        value=_over(pl.col("numerator"), pl.col("denominator")),
        low=pl.lit(None, dtype=pl.Float64),
        high=pl.lit(None, dtype=pl.Float64),
    ).select(*within, kpi.share_by, "numerator", "denominator", "value", "n", "low", "high")


def _quantiles(kpi: Kpi, rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    days = pl.col(kpi.days).drop_nulls()
    # the smallest value that at least the share of rows do not exceed: a day that occurred, never an average of two
    read = {name: days.quantile(share, "equiprobable").cast(pl.Int64) for name, share in _QUANTILES.items()}
    return _with_value(_grouped(rows, keys, {**read, "n": days.len().cast(pl.Int64)}), keys)


def _survival(kpi: Kpi, rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    timed = rows.select(*keys, days=kpi.days, answered=kpi.answered)
    read = curve_quantiles(survival_curve(timed, by=keys), _QUANTILES, by=keys)
    return _with_value(read.drop("answered").with_columns(pl.col("n").cast(pl.Int64)), keys)


def _with_value(read: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    none = {name: pl.lit(None, dtype=pl.Float64) for name in ("numerator", "denominator", "low", "high")}
    return read.with_columns(value=pl.col("p50").cast(pl.Float64), **none).select(
        *keys, "numerator", "denominator", "value", "n", "low", "high", "p50", "p90"
    )


def _grouped(rows: pl.DataFrame, keys: Sequence[str], sums: dict[str, pl.Expr]) -> pl.DataFrame:
    return rows.group_by(list(keys)).agg(**sums).sort(list(keys)) if keys else rows.select(**sums)


def _nothing(keys: Sequence[str], rows: pl.DataFrame) -> pl.DataFrame:
    """The answer that is none: no rows by group, one row of nulls in all."""
    floats = ("numerator", "denominator", "value", "low", "high")
    row: dict[str, list[None] | list[int] | list[bool]] = {name: [None] for name in floats}
    frame = pl.DataFrame({**row, "n": [0], "enough": [False]}, schema_overrides=dict.fromkeys(floats, pl.Float64))
    frame = frame.select("numerator", "denominator", "value", "n", "low", "high", "enough")
    if not keys:
        return frame
    return pl.concat([rows.select(keys).clear(), frame.clear()], how="horizontal")
