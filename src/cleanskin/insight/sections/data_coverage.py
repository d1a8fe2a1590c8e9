"""What the figures rest on: which payers and months can be seen, what is missing, what was set apart."""

import polars as pl

from cleanskin.insight.coverage import payer_coverage
from cleanskin.insight.entities import shown_entity
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.view import Details, EntityView
from cleanskin.record.frame import Column

KEY = "coverage"
TITLE = "What this rests on"
ORDER = 90
PAYERS_SHOWN = 14

STATUS_WORDS = {
    "observed": "seen",
    "young": "too young to judge",
    "no_remittances": "no remittances in the files",
    "no_claims": "no claims in the files",
    "sparse": "too few to judge",
}

_COLUMNS = (
    TableColumn(name="payer", label="Payer", unit="text"),
    TableColumn(name="claims", label="Claims", unit="count"),
    TableColumn(name="answered", label="Claims answered", unit="ratio"),
    TableColumn(name="remits", label="Remittances", unit="count"),
    TableColumn(name="matched", label="Remittances with a claim", unit="ratio"),
    TableColumn(name="billed", label="Charges", unit="cents", bar=True),
    TableColumn(name="unseen", label="Not observed", unit="cents"),
    TableColumn(name="missing", label="What is missing", unit="text"),
)

_CELL_COLUMNS = (
    Column("entity", "code", "billing entity: end of its tax number, and NPI"),
    Column("payer_label", "text", "payer"),
    Column("month", "date", "month of service"),
    Column("claims", "count", "original claims"),
    Column("claims_answered", "count", "of those, with a decision"),
    Column("amount_billed", "cents", "charges of those claims"),
    Column("amount_billed_answered", "cents", "charges of the answered ones"),
    Column("remits", "count", "remittance claims with this month of service"),
    Column("remits_matched", "count", "of those, matched to a claim"),
    Column("status", "code", "observed, young, no_remittances, no_claims, sparse"),
)


def _months(months: list[object]) -> str:
    dates = [month for month in months if month is not None]
    if len(dates) > 4:
        return f"{len(dates)} months, {words.month(dates[0])} to {words.month(dates[-1])}"  # type: ignore[arg-type]
    return ", ".join(words.month(month) for month in dates)  # type: ignore[arg-type]


def _missing(row: dict[str, list[object]]) -> str:
    parts = []
    if row["without_remittances"]:
        parts.append(f"no remittances: {_months(row['without_remittances'])}")
    if row["without_claims"]:
        parts.append(f"no claims: {_months(row['without_claims'])}")
    return "; ".join(parts)


def _heat_map(view: EntityView, payers: list[str]) -> Chart | None:
    cells = view.cells.filter(pl.col("payer").is_in(payers) & pl.col("month").is_not_null())
    months = cells["month"].unique().sort().to_list()[-18:]
    if len(months) < 2:
        return None
    found = {
        (row["payer"], row["month"]): (
            row["claims_answered"] / row["claims"] if row["claims"] else None,
            row["claims"],
            row["status"],
        )
        for row in cells.iter_rows(named=True)
    }
    empty = (None, 0, "")
    series = tuple(
        Series(
            label=view.payer_label(payer),
            x=tuple(months),
            y=tuple(found.get((payer, month), empty)[0] for month in months),
            n=tuple(found.get((payer, month), empty)[1] for month in months),
            young=tuple(found.get((payer, month), empty)[2] == "young" for month in months),
        )
        for payer in payers
    )
    return Chart(
        kind="heat_map",
        title="Share of claims with an answer, by payer and month of service",
        alt="Share of claims with an answer in the files, by payer and month of service; empty cells had no claims.",
        x_label="Month of service",
        y_label="Payer",
        y_unit="ratio",
        x_unit="date",
        series=series,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when the entity has neither claims nor remittances."""
    if view.cells.is_empty():
        return None
    name = details.add(
        name="coverage",
        title="What the files hold, by payer and month of service",
        columns=_CELL_COLUMNS,
        data=view.cells.with_columns(pl.lit(shown_entity(view.entity)).alias("entity")).sort("payer_label", "month"),
    )
    payers = payer_coverage(view.cells)
    billed = int(view.claims["amount_billed"].sum())
    seen = int(view.claims.filter("observed")["amount_billed"].sum())
    unseen = billed - seen
    lead = f"The figures of this report rest on {words.dollars(seen)} of {words.dollars(billed)} charges" + (
        f" ({words.ratio(seen / billed)})." if billed else "."
    )
    rows = tuple(
        (
            view.payer_label(row["payer"]),
            row["claims"],
            row["share_answered"],
            row["remits"],
            row["share_matched"],
            row["amount_billed"],
            row["amount_not_observed"],
            _missing(row),
        )
        for row in payers.head(PAYERS_SHOWN).iter_rows(named=True)
    )
    blocks: list[Paragraph | Chart | Table | Callout] = [Paragraph(lead, strong=True)]
    chart = _heat_map(view, payers["payer"].to_list()[:PAYERS_SHOWN])
    if chart is not None:
        blocks.append(chart)
    blocks.append(
        Table(
            title="Claims and remittances by payer",
            columns=_COLUMNS,
            rows=rows,
            note="Claims of payers and months without remittances leave receivables, denials and yield: nobody can say from these "
            "files what became of them.",
            detail=name,
        )
    )
    quiet = _silence_table(view)
    if quiet is not None:
        blocks.append(quiet)
    if unseen:
        blocks.append(
            Callout(
                kind="doubt",
                title=f"{words.dollars(unseen)} of charges are not observed",
                text="Ask for the missing remittances (payer portal, clearinghouse archive, bank lockbox) and run this again.",
            )
        )
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))


def _silence_table(view: EntityView) -> Table | None:
    """List the times in which a payer sent nothing although claims were due."""
    if view.views is None or view.views.facts.silences.is_empty():
        return None
    columns = (
        TableColumn(name="payer", label="Payer", unit="text"),
        TableColumn(name="from", label="Silent from", unit="date"),
        TableColumn(name="to", label="to", unit="date"),
        TableColumn(name="claims", label="Claims due then, unanswered", unit="count"),
        TableColumn(name="billed", label="Charges", unit="cents", bar=True),
    )
    rows = tuple(
        (view.payer_label(row["payer"]), row["silent_from"], row["silent_to"], row["claims"], row["amount_billed"])
        for row in view.views.facts.silences.sort("amount_billed", descending=True).head(15).iter_rows(named=True)
    )
    return Table(
        title="Payers that fell silent: remittances likely missing",
        columns=columns,
        rows=rows,
        note="A payer that answers every few days sent nothing for weeks although claims were due. Those claims count as not observed.",
    )
