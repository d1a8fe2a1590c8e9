"""The denial fingerprint: which payer refuses what, and where that stands out."""

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.fingerprint import BY_CODE, BY_FAMILY, FALSE_DISCOVERY_MAX, LINES_MIN, payer_by_cause
from cleanskin.insight.kpis.initial_denial_rate_dollars import KPI
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.trend import kpi_trend
from cleanskin.insight.view import Details, EntityView
from cleanskin.insight.worklist import denied_line_rows

KEY = "fingerprint"
TITLE = "Denial fingerprint: who refuses what"
ORDER = 20
PAYERS_SHOWN = 10
CAUSES_SHOWN = 9
CLUSTERS_SHOWN = 15
FAMILIES_SHOWN = 12

_COLUMNS = (
    TableColumn(name="payer", label="Payer", unit="text"),
    TableColumn(name="code", label="Code", unit="code"),
    TableColumn(name="carc", label="Reason", unit="code"),
    TableColumn(name="cause", label="Root cause", unit="text"),
    TableColumn(name="denied", label="Refused", unit="count"),
    TableColumn(name="lines", label="Of lines", unit="count"),
    TableColumn(name="share", label="Here", unit="ratio"),
    TableColumn(name="elsewhere", label="Elsewhere", unit="ratio"),
    TableColumn(name="amount", label="Refused at first", unit="cents", bar=True),
    TableColumn(name="still", label="Still refused", unit="cents"),
)


def _heat_map(view: EntityView, shares: pl.DataFrame) -> Chart:
    payers = [payer for payer in view.payer_labels if payer in set(shares["payer"])][:PAYERS_SHOWN]
    order = shares.group_by("category").agg(pl.col("amount_refused").sum()).sort("amount_refused", descending=True)
    categories = order["category"].to_list()[:CAUSES_SHOWN]
    cells = {
        (payer, category): (share, denied)
        for payer, category, share, denied in shares.select("payer", "category", "share", "denied").iter_rows()
    }
    lines = dict(shares.select("payer", "lines").unique().iter_rows())
    series = tuple(
        Series(
            label=view.payer_label(payer),
            x=tuple(causes.label(category) for category in categories),
            y=tuple(cells.get((payer, category), (0.0, 0))[0] for category in categories),
            n=tuple(lines[payer] for _ in categories),
        )
        for payer in payers
    )
    worst = shares.filter(pl.col("lines") >= LINES_MIN).sort("share", descending=True).head(1)
    alt = "Share of answered lines refused, by payer and root cause."
    if worst.height:
        row = worst.row(0, named=True)
        alt += f" Highest: {view.payer_label(row['payer'])}, {causes.label(row['category'])}, {words.ratio(row['share'])} of its lines."
    return Chart(
        kind="heat_map",
        title="Share of answered lines refused at first, by payer and root cause",
        alt=alt,
        x_label="Root cause",
        y_label="Payer",
        y_unit="ratio",
        series=series,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when no line was refused."""
    denied = view.denied_lines
    if denied.is_empty():
        return None
    name = denied_line_rows(view, details)
    found = view.clusters[BY_CODE]
    refused = int(denied["first_amount_denied"].sum())
    inside = int(found["amount_refused"].sum())
    lead = f"{words.plural(denied.height, 'line')} worth {words.dollars(refused)} were refused by a first answer. " + (
        f"{words.plural(found.height, 'combination')} of payer, code and reason stand out from what the same work meets "
        f"elsewhere in this practice; they hold {words.dollars(inside)} ({words.ratio(inside / refused)} of it)."
        if found.height
        else "No combination of payer, code and reason stands out from the rest of this practice."
    )
    rows = tuple(
        (
            view.payer_label(row["payer"]),
            row["code"],
            f"{row['group_code']}-{row['carc']}",
            causes.label(row["category"]),
            row["denied"],
            row["lines"],
            row["share"],
            row["share_elsewhere"],
            row["amount_refused"],
            row["amount_still_refused"],
        )
        for row in found.head(CLUSTERS_SHOWN).iter_rows(named=True)
    )
    note = (
        f"Tested where a payer answered at least {LINES_MIN} lines of a code; exact binomial test against the same code at "
        f"other payers (or all other lines when those are few); at most {FALSE_DISCOVERY_MAX:.0%} of the rows are expected to "
        "be chance (Benjamini-Hochberg)."
    )
    if found.height > CLUSTERS_SHOWN:
        note += f" {found.height - CLUSTERS_SHOWN} more are not shown."
    blocks: list[Paragraph | Chart | Table] = [Paragraph(lead, strong=True)]
    trend = kpi_trend(view.views, KPI, title="Charges refused at first, by month", label="Refused")
    if trend is not None:
        blocks.append(trend)
    blocks.append(_heat_map(view, payer_by_cause(view.answered_lines, denied)))
    if rows:
        blocks.append(
            Table(title="What stands out by code and reason", columns=_COLUMNS, rows=rows, note=note, detail=name)
        )
    families = _family_table(view)
    if families is not None:
        blocks.append(families)
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))


def _family_table(view: EntityView) -> Table | None:
    """Show what stands out only once the codes of a family are taken together."""
    found = view.clusters[BY_FAMILY].head(FAMILIES_SHOWN)
    if found.is_empty():
        return None
    rows = tuple(
        (
            view.payer_label(row["payer"]),
            (row["family"] or "other").replace("_", " "),
            causes.label(row["category"]),
            row["denied"],
            row["lines"],
            row["share"],
            row["share_elsewhere"],
            row["amount_refused"],
        )
        for row in found.iter_rows(named=True)
    )
    columns = (
        TableColumn(name="payer", label="Payer", unit="text"),
        TableColumn(name="family", label="Kind of work", unit="text"),
        TableColumn(name="cause", label="Root cause", unit="text"),
        TableColumn(name="denied", label="Refused", unit="count"),
        TableColumn(name="lines", label="Of lines", unit="count"),
        TableColumn(name="share", label="Here", unit="ratio"),
        TableColumn(name="elsewhere", label="Elsewhere", unit="ratio"),
        TableColumn(name="amount", label="Refused at first", unit="cents", bar=True),
    )
    return Table(
        title="What stands out by kind of work and root cause",
        columns=columns,
        rows=rows,
        note="The same test on whole families of codes.",
    )
