"""KPIs as the report shows them: value, parts, bounds, comparisons (own past, own payers, then benchmarks) and doubts."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from msgspec.structs import replace

from cleanskin.insight.coverage import HEADLINE_SHARE
from cleanskin.insight.kpis import all_kpis, compute, missing_needs
from cleanskin.insight.kpis.framework.definition import Kpi
from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.report import words
from cleanskin.insight.report.model import (
    Block,
    Comparison,
    Figure,
    FigureGrid,
    Paragraph,
    Section,
    Standing,
    Table,
    TableColumn,
)
from cleanskin.insight.report.model import Unit as ReportUnit

HEADLINE = (
    "first_pass_resolution_rate",
    "initial_denial_rate_dollars",
    "insurance_yield",
    "insurance_ar_gross_over_90_share",
    "charge_lag",
)
"""The five figures of the verdict."""
MONTHS_MIN = 4
"""Months needed before the second half of the period is held against the first."""
LABELS = {
    "first_pass_resolution_rate": "Settled by the first answer",
    "zero_pay_rate": "Answered without payment",
    "acceptance_rate": "Accepted on first send (277CA)",
    "no_response_rate": "Never answered",
    "initial_denial_rate_claims": "Claims refused at first",
    "initial_denial_rate_dollars": "Charges refused at first",
    "primary_denial_rate_hfma": "Zero-pay share, last 28 days (HFMA)",
    "denials_recovered_30_days": "Denials recovered in 30 days",
    "denials_recovered_60_days": "Denials recovered in 60 days",
    "denials_recovered_90_days": "Denials recovered in 90 days",
    "denials_unrecovered_30_days": "Refused charges lost after 30 days",
    "denials_unrecovered_60_days": "Refused charges lost after 60 days",
    "denials_unrecovered_90_days": "Refused charges lost after 90 days",
    "insurance_yield": "Paid of what payers owe",
    "insurance_ar_gross_days": "Days in insurance A/R, charges",
    "insurance_ar_gross_over_90_share": "Open charges over 90 days",
    "insurance_ar_gross_over_120_share": "Open charges over 120 days",
    "insurance_ar_expected_days": "Days in insurance A/R, expected",
    "insurance_ar_expected_over_90_share": "Expected A/R over 90 days",
    "insurance_ar_expected_over_120_share": "Expected A/R over 120 days",
    "charge_lag": "Service to first submission (median)",
    "charge_within_3_days": "Submitted within 3 days",
    "payment_lag": "Submission to first answer (median)",
    "resubmission_time": "Denial to second try (median)",
    "modifier_25_rate": "Visits with modifier 25",
    "biopsy_ratio": "Further tangential biopsies per first",
    "punch_biopsy_ratio": "Further punch biopsies per first",
    "mohs_stage_ratio": "Further Mohs stages per first, head and hands",
    "mohs_stage_ratio_trunk": "Further Mohs stages per first, trunk",
    "destruction_addon_ratio": "Further actinic keratoses per first",
    "destruction_addon_capture": "First keratosis with further ones",
    "final_denial_write_off_rate": "Final denial write-off rate",
    "pos_collection_rate": "Collected at the visit",
    "net_days_in_ar": "Days in A/R, net",
}
"""Words for KPI names where the name alone would not do."""
_GROUPS = {
    "claims": "Claims",
    "denials": "Denials",
    "cash": "Cash",
    "receivables": "Receivables",
    "speed": "Speed",
    "coding": "Coding",
    "patients": "Patients",
    "cost": "Cost",
}
_UNITS: dict[str, ReportUnit] = {
    "ratio": "ratio",
    "days": "days",
    "per_visit": "per_claim",
    "per_claim": "per_claim",
    "count": "count",
}


def label_of(name: str) -> str:
    """Return the words for a KPI name."""
    text = LABELS.get(name, name.replace("_", " "))
    return text[0].upper() + text[1:]


def all_figures(views: Views, *, share_observed: float | None) -> dict[str, Figure]:
    """Return a figure for every KPI that has one value, by name; those that cannot be known say what they need."""
    return {kpi.name: figure(kpi, views, share_observed=share_observed) for kpi in all_kpis() if kpi.form != "share"}


def figure(kpi: Kpi, views: Views, *, share_observed: float | None) -> Figure:
    """Return one KPI as a figure of the report."""
    blank = Figure(
        key=kpi.name, label=label_of(kpi.name), unit=_UNITS[kpi.unit], value=None, explanation=_explanation(kpi)
    )
    missing = missing_needs(kpi, views.facts)
    if missing:
        return replace(blank, needs=missing, standing="unknown")
    row = compute(kpi, views).row(0, named=True)
    why = _why_withheld(kpi, row, share_observed)
    if why:
        return replace(blank, n=row["n"], withheld=why, standing="unknown")
    return replace(
        blank,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        parts_unit=_parts_unit(kpi, views),
        n=row["n"],
        low=row["low"],
        high=row["high"],
        standing=_standing(kpi, row["value"]),
        comparisons=(*_own_past(kpi, views), *_own_payers(kpi, views), *_benchmarks(kpi)),
    )


def _why_withheld(kpi: Kpi, row: dict[str, Any], share_observed: float | None) -> str:
    """Say why a figure is not given; empty when it is."""
    if row["n"] < kpi.minimum_count:
        return f"too few to say: {kpi.minimum_count:,} are needed"
    if kpi.needs_observed and kpi.name in HEADLINE and share_observed is not None and share_observed < HEADLINE_SHARE:
        return f"only {words.ratio(share_observed)} of charges can be seen"
    if row["value"] is None:
        return "half of them have not happened within these files" if kpi.form == "survival" else "nothing to divide by"
    return ""


def _parts_unit(kpi: Kpi, views: Views) -> ReportUnit:
    """Say whether a KPI's parts are amounts: sums of a column of cents, not counts of rows that meet a condition."""
    if kpi.numerator is None:
        return "count"
    amounts = any("amount" in name or name.startswith("expected_") for name in kpi.numerator.meta.root_names())
    kind = views.view(kpi.reads).clear().select(kpi.numerator).dtypes[0]
    return "cents" if amounts and kind == pl.Int64 else "count"


def _explanation(kpi: Kpi) -> str:
    parts = [f"{kpi.numerator_is} / {kpi.denominator_is}." if kpi.denominator_is else f"{kpi.numerator_is}."]
    parts.append(f"By {kpi.date_basis}.")
    if kpi.excludes:
        parts.append(f"Without {', '.join(kpi.excludes)}.")
    if kpi.caution:
        parts.append(kpi.caution)
    return " ".join(parts)


def _own_past(kpi: Kpi, views: Views) -> tuple[Comparison, ...]:
    """Hold the second half of the matured months against the first, for ratios of flows (their parts add up)."""
    if kpi.form != "ratio" or kpi.group == "receivables":
        return ()
    months = compute(kpi, views, ("month",))
    if kpi.month not in months.columns:
        return ()
    months = months.drop_nulls(kpi.month).sort(kpi.month)
    if months.height < MONTHS_MIN:
        return ()
    found = []
    half = months.height // 2
    for part in (months.head(months.height - half), months.tail(half)):
        numerator, denominator = float(part["numerator"].sum()), float(part["denominator"].sum())
        if not denominator or part["n"].sum() < kpi.minimum_count:
            return ()
        first, last = part[kpi.month].item(0), part[kpi.month].item(-1)
        span = f"{words.month(first)} to {words.month(last)}"
        found.append(Comparison(label=span, kind="own_past", value=numerator / denominator))
    return tuple(found)


def _own_payers(kpi: Kpi, views: Views) -> tuple[Comparison, ...]:
    """Name the best and the worst of the practice's own payers."""
    if "payer" not in kpi.grain or kpi.better == "neither":
        return ()
    rows = compute(kpi, views, ("payer",)).filter("enough").drop_nulls("value").sort("value", "payer")
    if rows.height < 2:
        return ()
    names = dict(views.facts.coverage_cells.select("payer", "payer_label").unique("payer").iter_rows())
    ends = (rows.row(0, named=True), rows.row(-1, named=True))
    best, worst = ends if kpi.better == "lower" else (ends[1], ends[0])
    return (
        Comparison(
            label=f"best: {words.proper(names.get(best['payer']) or best['payer'])}",
            kind="own_payers",
            value=best["value"],
        ),
        Comparison(
            label=f"worst: {words.proper(names.get(worst['payer']) or worst['payer'])}",
            kind="own_payers",
            value=worst["value"],
        ),
    )


def _benchmarks(kpi: Kpi) -> tuple[Comparison, ...]:
    shown = [one for one in kpi.benchmarks if one.kind != "not_shown"]
    return tuple(
        Comparison(
            label=one.label,
            kind="published" if one.kind == "published" else "vendor",
            value=one.value,
            low=one.low,
            high=one.high,
            source=", ".join(part for part in (one.source.title, one.years) if part),
        )
        for one in sorted(shown, key=lambda one: one.kind != "published")
    )


def _standing(kpi: Kpi, value: float | None) -> Standing:
    """Judge a value by published benchmarks only; without one it is shown without a judgement."""
    published = [one for one in kpi.benchmarks if one.kind == "published"]
    if value is None or not published or kpi.better == "neither":
        return "neutral"
    ends = [end for one in published for end in (one.value, one.low, one.high) if end is not None]
    if not ends:
        return "neutral"
    best, worst = (min(ends), max(ends)) if kpi.better == "lower" else (max(ends), min(ends))
    sign = 1 if kpi.better == "lower" else -1
    if sign * value <= sign * best:
        return "good"
    return "watch" if sign * value <= sign * worst else "bad"


def headline_figures(figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    """Return the five figures of the verdict that are defined."""
    return tuple(figures[name] for name in HEADLINE if name in figures)


def figures_table(figures: Mapping[str, Figure]) -> Section:
    """List every figure: the known by group, then what cannot be known and what it would need."""
    by_name = {kpi.name: kpi for kpi in all_kpis()}
    blocks: list[Block] = [
        Paragraph(
            "Every figure with its definition. What cannot be known from claims and remittances says what it would need."
        )
    ]
    for group, title in _GROUPS.items():
        known = [one for name, one in figures.items() if by_name[name].group == group and not one.needs]
        if known:
            blocks.append(Paragraph(title, strong=True))
            blocks.append(FigureGrid(tuple(known)))
    unknown = tuple((one.label, ", ".join(one.needs), one.explanation) for one in figures.values() if one.needs)
    if unknown:
        columns = (
            TableColumn(name="figure", label="Figure", unit="text"),
            TableColumn(name="needs", label="Needs", unit="text"),
            TableColumn(name="words", label="What it would say", unit="text"),
        )
        blocks.append(Table(title="Cannot be known from these files", columns=columns, rows=unknown))
    return Section(key="figures", title="All figures", blocks=tuple(blocks))
