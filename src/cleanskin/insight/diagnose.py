"""The diagnosis: from facts to a report as data, one chapter per billing entity.

Nothing here reads a file or the clock.  The verdict is written last, from the same figures and recommendations that the
sections show, so that it can promise nothing they do not hold.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import polars as pl

from cleanskin import __version__
from cleanskin.insight import recommend, sections
from cleanskin.insight.facts import Facts
from cleanskin.insight.figures import all_figures, figures_table
from cleanskin.insight.intake import Intake, answers
from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.population import INSURANCE
from cleanskin.insight.report import words
from cleanskin.insight.report.model import (
    Answers,
    Block,
    Callout,
    EntityReport,
    Paragraph,
    Report,
    Section,
    Table,
    TableColumn,
)
from cleanskin.insight.verdict import verdict
from cleanskin.insight.view import Details, EntityView
from cleanskin.kernel.finding import Finding
from cleanskin.record.frame import Column

ENTITIES_SHOWN = 12
"""Billing entities with a chapter of their own; smaller ones are named with their counts."""

_POPULATION_WORDS = {
    "test": "test interchanges (ISA15 = T)",
    "encounter": "encounter reports (BHT06 = RP)",
    "capitated": "capitated services",
    "workers_compensation": "workers' compensation",
    "auto": "automobile accidents",
}

_FINDING_COLUMNS = (
    Column("id", "code", "finding; `cleanskin explain ID` says what it means"),
    Column("name", "code", "its name"),
    Column("severity", "code", "error, warning, note"),
    Column("file", "text", "file"),
    Column("transaction", "count", "position of the transaction in its file"),
    Column("segment", "count", "number of the segment in its file"),
    Column("element", "code", "element"),
    Column("message", "text", "what was seen"),
    Column("fix", "text", "what to do"),
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What reading the files came to.  `files`, `transactions`: frames of x12.bulk; `findings`: of reading and matching."""

    files: pl.DataFrame
    transactions: pl.DataFrame
    findings: tuple[Finding, ...]
    habits: pl.DataFrame
    orphan_remits: int


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The report as data and the detail tables behind it."""

    report: Report
    details: Details


def section_modules() -> list[ModuleType]:
    """Return the chapters of the report in their order."""
    found = [import_module(f"{sections.__name__}.{module.name}") for module in iter_modules(sections.__path__)]
    return sorted(found, key=lambda module: module.ORDER)


def facts_of(facts: Facts, entity: str) -> Facts:
    """Return the facts of one billing entity only."""
    mine = pl.col("entity") == entity
    return replace(
        facts,
        **{
            name: getattr(facts, name).filter(mine)
            for name in (
                "claim_facts",
                "line_facts",
                "coverage_cells",
                "events",
                "takebacks",
                "entities",
                "set_apart",
                "observed",
            )
        },
    )


def entity_view(facts: Facts, trace: pl.DataFrame, *, entity: str, label: str) -> EntityView:
    """Return what sections see of one entity, whose facts these are: its insurance claims."""
    insured = (pl.col("entity") == entity) & (pl.col("population") == INSURANCE)
    claims = facts.claim_facts.filter(insured)
    return EntityView(
        entity=entity,
        label=label,
        as_of=facts.as_of,
        claims=claims,
        lines=facts.line_facts.filter(insured),
        cells=facts.coverage_cells.filter(pl.col("entity") == entity),
        trace=trace,
        views=Views(facts),
    )


def diagnose(
    facts: Facts,
    *,
    trace: pl.DataFrame,
    reading: Reading,
    practice: str = "",
    intake: Intake | None = None,
    names_shown: bool = False,
    invented: bool = False,
) -> Diagnosis:
    """Write the report.  `trace` has one row per original claim (insight.trace)."""
    details = Details()
    _finding_rows(details, (*reading.findings, *facts.findings))
    with_claims = facts.entities.filter((pl.col("claims") > 0) | (pl.col("remits") > 0))
    shown = with_claims.head(ENTITIES_SHOWN)
    reports = tuple(
        _entity_report(facts, trace, details, entity=entity, label=label, intake=intake)
        for entity, label in shown.select("entity", "label").iter_rows()
    )
    stated = intake.practice if intake else ""
    report = Report(
        practice=practice or stated or (reports[0].label if len(reports) == 1 else "Practice"),
        as_of=facts.as_of,
        period_start=facts.period_start,
        period_end=facts.period_end,
        version=__version__,
        invented=invented,
        contains_patient_data=not invented,
        names_shown=names_shown,
        front=tuple(_front(facts, reading, with_claims)),
        entities=reports,
        back=(_files_section(facts, reading),),
    )
    return Diagnosis(report=report, details=details)


def _entity_report(
    facts: Facts, trace: pl.DataFrame, details: Details, *, entity: str, label: str, intake: Intake | None
) -> EntityReport:
    mine = facts_of(facts, entity)
    view = entity_view(mine, trace, entity=entity, label=label)
    share = facts.observed_share(entity)
    figures = all_figures(view.views or Views(mine), share_observed=share)
    chosen = recommend.choose(view)
    built = [module.build(view, details) for module in section_modules()]
    advice = recommend.section(view, details, chosen, share_observed=share)
    chapters: list[Section | None] = [*built, advice, figures_table(figures)]
    if intake is not None and (intake.stated or intake.pains):
        blocks = (Answers(answers(intake, view, figures)),)
        chapters.insert(0, Section(key="intake", title="What you told us, against your files", blocks=blocks))
    opening = verdict(view, figures, chosen, share_observed=share, as_of_stated=facts.as_of_stated)
    kept = tuple(chapter for chapter in chapters if chapter is not None)
    return EntityReport(entity=entity, label=label, verdict=opening, sections=kept)


def _front(facts: Facts, reading: Reading, entities: pl.DataFrame) -> Iterable[Block]:
    """Say, before any figure, what would mislead if it were not said."""
    if "claims" not in facts.available or "remittances" not in facts.available:
        missing = "837P claims" if "claims" not in facts.available else "835 remittances"
        yield Callout(
            kind="warning",
            title=f"There are no {missing} in these files",
            text="What became of claims can be said only where both sides are there. Figures that need the missing side are withheld.",
        )
    if entities.height > 1:
        rows = tuple(entities.select("label", "entity", "claims", "amount_billed", "remits").iter_rows())
        yield Callout(
            kind="warning",
            title=f"The files mix {entities.height} billing entities",
            text="Each has its own chapter; no figure adds them together."
            + (f" Chapters are given for the {ENTITIES_SHOWN} largest." if entities.height > ENTITIES_SHOWN else ""),
        )
        yield Table(
            title="Billing entities in these files",
            columns=(
                TableColumn(name="label", label="Name", unit="text"),
                TableColumn(name="entity", label="Tax number : NPI", unit="code"),
                TableColumn(name="claims", label="Insurance claims", unit="count"),
                TableColumn(name="billed", label="Charges", unit="cents", bar=True),
                TableColumn(name="remits", label="Remittance claims", unit="count"),
            ),
            rows=rows[:50],
            note=f"{len(rows) - 50} more are not shown." if len(rows) > 50 else "",
        )
    apart = facts.set_apart.filter(pl.col("population") != INSURANCE).group_by("population").agg(
        pl.col("claims", "amount_billed").sum()
    ).sort("amount_billed", descending=True)  # fmt: skip
    if apart.height:
        said = "; ".join(
            f"{words.plural(claims, 'claim')} of {_POPULATION_WORDS.get(kind, kind)} ({words.dollars(billed)})"
            for kind, claims, billed in apart.iter_rows()
        )
        yield Callout(kind="note", title="Set apart, in none of the figures", text=said + ".")
    unusable = reading.transactions.filter(pl.col("status") == "quarantined").height
    unread = reading.files.filter(pl.col("status").is_in(["unreadable", "partly_read"])).height
    if unusable or unread:
        yield Callout(
            kind="warning",
            title="Not everything could be read",
            text=f"{words.plural(unusable, 'transaction')} could not be used and {words.plural(unread, 'file')} could be read in part or "
            "not at all. They are listed in tables/findings.csv; no figure includes them.",
        )


def _finding_rows(details: Details, findings: tuple[Finding, ...]) -> None:
    rows = [
        {
            "id": finding.id,
            "name": finding.name,
            "severity": finding.severity,
            "file": finding.where.file or None,
            "transaction": finding.where.transaction,
            "segment": finding.where.segment,
            "element": finding.where.element or None,
            "message": finding.message,
            "fix": finding.fix,
        }
        for finding in findings
    ]
    schema = {column.name: pl.Int64() if column.kind == "count" else pl.String() for column in _FINDING_COLUMNS}
    details.add(
        name="findings",
        title="Everything that was seen to be wrong or doubtful in the files",
        columns=_FINDING_COLUMNS,
        data=pl.DataFrame(rows, schema=schema),
    )


def _files_section(facts: Facts, reading: Reading) -> Section:
    """Say what was read: transactions by kind, findings by kind, control-number habits, orphans."""
    kinds = (
        reading.transactions.group_by("transaction")
        .agg(
            pl.len().alias("sets"),
            (pl.col("status") == "quarantined").sum().alias("unusable"),
            pl.col("claims").sum(),
            pl.col("amount_billed").sum(),
            pl.col("amount_paid").sum(),
        )
        .sort("sets", "transaction", descending=[True, False])
    )
    blocks: list[Block] = [
        Paragraph(
            f"{words.plural(reading.files.height, 'file')} with {words.plural(reading.transactions.height, 'transaction')} were read"
            + _duplicates(reading) + ".", strong=True,
        ),
        Table(
            title="Transactions by kind",
            columns=(
                TableColumn(name="kind", label="Kind", unit="code"),
                TableColumn(name="sets", label="Transactions", unit="count"),
                TableColumn(name="unusable", label="Not usable", unit="count"),
                TableColumn(name="claims", label="Claims", unit="count"),
                TableColumn(name="billed", label="Charges", unit="cents"),
                TableColumn(name="paid", label="Paid", unit="cents"),
            ),
            rows=tuple(kinds.iter_rows()),
            detail="findings",
        ),
    ]  # fmt: skip
    if reading.orphan_remits:
        blocks.append(
            Callout(
                kind="doubt",
                title=f"{words.plural(reading.orphan_remits, 'remittance claim')} without a claim in these files",
                text="Their claims are missing here, or went out under another number. They are in no figure that needs both sides.",
            )
        )
    blocks.extend(_habits(reading.habits))
    counts = Counter((finding.severity, finding.id, finding.name) for finding in (*reading.findings, *facts.findings))
    if counts:
        order = {"error": 0, "warning": 1, "note": 2}
        rows = sorted(
            ((sev, ident, name, n) for (sev, ident, name), n in counts.items()),
            key=lambda row: (order[row[0]], -row[3], row[1]),
        )
        blocks.append(
            Table(
                title="Findings",
                columns=(
                    TableColumn(name="severity", label="Severity", unit="text"),
                    TableColumn(name="id", label="Finding", unit="code"),
                    TableColumn(name="name", label="", unit="text"),
                    TableColumn(name="n", label="Times", unit="count"),
                ),
                rows=tuple(rows[:25]),
                note="`cleanskin explain ID` says what a finding means and what to do."
                + (f" {len(rows) - 25} more kinds are in the file." if len(rows) > 25 else ""),
                detail="findings",
            )
        )
    return Section(key="files", title="The files", blocks=tuple(blocks))


def _duplicates(reading: Reading) -> str:
    twice = reading.files.filter(pl.col("status") == "duplicate").height
    return f"; {words.plural(twice, 'file')} held the same bytes as another and counted once" if twice else ""


def _habits(habits: pl.DataFrame) -> Iterable[Block]:
    shared = habits.filter((pl.col("claims_sharing_a_number") > 0) | (pl.col("payer_changes").list.len() > 0))
    if shared.is_empty():
        return
    meaning = {"per_claim": "a number per claim", "per_account": "the account number on every visit", "mixed": "both"}
    rows = tuple(
        (
            f"{row['billing_tin']}:{row['billing_npi']}",
            row["claims"],
            meaning.get(row["habit"], row["habit"]),
            row["claims_sharing_a_number"],
            ", ".join(change.replace("_", " ") for change in row["payer_changes"] or []) or "none seen",
        )
        for row in shared.head(20).iter_rows(named=True)
    )
    yield Table(
        title="What is sent as patient control number (CLM01), and what comes back",
        columns=(
            TableColumn(name="entity", label="Billing entity", unit="code"),
            TableColumn(name="claims", label="Claims", unit="count"),
            TableColumn(name="habit", label="What is sent", unit="text"),
            TableColumn(name="shared", label="Claims sharing a number", unit="count"),
            TableColumn(name="changes", label="What payers do to it", unit="text"),
        ),
        rows=rows,
        note="A number per claim is safest: remittances then find their claim without guessing.",
    )


def period_words(start: date | None, end: date | None) -> str:
    """Write the period of service in words."""
    return f"{words.day(start)} to {words.day(end)}" if start and end else "no dates of service"
