"""Refusals that stand out at one payer: win back those that can be won, and bring the rest down to what is met elsewhere."""

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.fingerprint import BY_CODE, BY_FAMILY, Grain
from cleanskin.insight.overturn import Chance, chance
from cleanskin.insight.proposal import Proposal, Wording, Writer, cents, claims_of, commonest, sum_of
from cleanskin.insight.recommendations.recover_open_denials import is_winnable
from cleanskin.insight.report import words
from cleanskin.insight.statistics import rise
from cleanskin.insight.view import EntityView

PRIORITY = 10


def outstanding_lines(view: EntityView, found: dict[Grain, pl.DataFrame]) -> pl.DataFrame:
    """Return refused lines that lie in a cluster and were not recovered, with `excess`: the share above elsewhere.

    A line in clusters of both grains has the larger excess.
    """
    parts = []
    for grain, table in found.items():
        shares = table.select(*grain.key, excess=(pl.col("excess_lines") / pl.col("denied")).clip(0.0, 1.0))
        parts.append(
            view.denied_lines.select("line_id", *grain.key)
            .join(shares, on=grain.key, nulls_equal=True)
            .select("line_id", "excess")
        )
    excess = pl.concat(parts).group_by("line_id").agg(pl.col("excess").max())
    return view.denied_lines.join(excess, on="line_id", how="inner").filter(pl.col("amount_recovered") == 0)


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal per payer and root cause that has outstanding clusters."""
    found = view.clusters
    lines = outstanding_lines(view, found).with_columns(is_winnable=is_winnable(view))
    proposals = []
    for (insurer, cause), group in lines.group_by("payer", "category", maintain_order=True):
        payer, category = str(insurer), None if cause is None else str(cause)
        odds = chance(view.denied_lines, category)
        worth = pl.col("expected_allowed")
        priced = group.with_columns(
            amount_low=cents(worth * pl.when("is_winnable").then(odds.low).otherwise(pl.col("excess"))),
            amount_high=cents(worth * pl.when("is_winnable").then(odds.high).otherwise(1.0)),
        )
        top = _largest(found, payer, category)
        proposals.append(
            Proposal(
                key=f"stands-out-{payer}-{category or 'undetermined'}",
                lines=priced,
                write=_writer(view, payer, category, top, odds),
                is_recurring=True,
            )
        )
    return proposals


def _largest(found: dict[Grain, pl.DataFrame], payer: str, category: str | None) -> str:
    """Say in words the largest cluster of a payer and cause."""
    for grain in (BY_FAMILY, BY_CODE):
        mine = found[grain].filter((pl.col("payer") == payer) & pl.col("category").eq_missing(pl.lit(category)))
        if mine.height:
            row = mine.row(0, named=True)
            work = str(row[grain.work] or "other").replace("_", " ")
            return (
                f"{words.ratio(row['share'])} of {row['lines']:,} lines of {work} are refused for this, against "
                f"{words.ratio(row['share_elsewhere'])} for {row['basis']}"
            )
    return ""


def _writer(view: EntityView, payer: str, category: str | None, top: str, odds: Chance) -> Writer:
    advice = causes.cause(category)

    def write(lines: pl.DataFrame) -> Wording:
        winnable = lines.filter("is_winnable")
        codes = lines.group_by("code").agg(pl.len()).sort("len", "code", descending=[True, False])["code"].to_list()
        named = ", ".join(codes[:4]) + (f" and {len(codes) - 4} more codes" if len(codes) > 4 else "")
        still = (
            f" {words.plural(winnable.height, 'line')} of them can still be won: work those first."
            if winnable.height
            else ""
        )
        return Wording(
            title=f"{advice.prevention} at {view.payer_label(payer)}: {causes.label(category).lower()}",
            what=advice.upstream_step + still,
            why=f"At {view.payer_label(payer)}, {top}. It concerns {named}, on {words.plural(claims_of(lines), 'claim')} not recovered so far."
            + _since(view, payer, lines),
            owner=causes.owner_label(commonest(lines, "owner") or advice.owner),
            first_step=advice.first_step,
            arithmetic=_arithmetic(lines, winnable, odds),
            sureness="stands out after false-discovery control; amounts are what paid lines of the same kind were allowed",
        )

    return write


def _arithmetic(lines: pl.DataFrame, winnable: pl.DataFrame, odds: Chance) -> str:
    lost = lines.filter(~pl.col("is_winnable"))
    parts = []
    if winnable.height:
        parts.append(
            f"{words.plural(winnable.height, 'line')} still to be won: expected allowed {words.dollars(sum_of(winnable, 'expected_allowed'))} x "
            f"{odds.low:.0%} to {odds.high:.0%} ({odds.words})"
        )
    if lost.height:
        parts.append(
            f"{words.plural(lost.height, 'line')} lost: expected allowed {words.dollars(sum_of(lost, 'expected_allowed'))}; high: all of it "
            "prevented, low: only what exceeds the share met elsewhere"
        )
    unpriced = lines.filter(pl.col("expected_allowed").is_null())
    if unpriced.height:
        parts.append(
            f"{words.plural(unpriced.height, 'line')} charged {words.dollars(sum_of(unpriced, 'amount_billed'))} had no paid line to estimate from "
            "and count as 0"
        )
    return "; ".join(parts) + "."


def _since(view: EntityView, payer: str, lines: pl.DataFrame) -> str:
    """Say since when the same codes are refused so at this payer, when a clear rise can be dated."""
    codes = lines["code"].unique().implode()
    work = view.answered_lines.filter((pl.col("payer") == payer) & pl.col("code").is_in(codes))
    months = (
        work.join(lines.select("line_id", refused=pl.lit(True)), on="line_id", how="left")
        .with_columns(month=pl.col("date_of_service").dt.truncate("1mo"))
        .drop_nulls("month")
        .group_by("month")
        .agg(pl.col("refused").sum(), pl.len().alias("lines"))
        .sort("month")
    )
    begin = rise(months["refused"].to_list(), months["lines"].to_list())
    return "" if begin is None else f" It began about {words.month(months['month'].item(begin))}."
