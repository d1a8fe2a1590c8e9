"""The diagnosis: from facts to a report as data, one chapter per billing entity.

Nothing here reads a file or the clock.  The verdict is written last, from the same figures and recommendations that the
sections show, so that it can promise nothing they do not hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import polars as pl

from cleanskin import __version__
from cleanskin.insight import recommend, sections
from cleanskin.insight.entities import shown_entity
from cleanskin.insight.facts import Facts
from cleanskin.insight.figures import all_figures, figures_table
from cleanskin.insight.files_chapter import Reading, files_section, finding_rows
from cleanskin.insight.foresight import Foresight
from cleanskin.insight.intake import Intake, answers
from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.population import INSURANCE
from cleanskin.insight.report import words
from cleanskin.insight.report.model import (
    Answers,
    Block,
    Callout,
    EntityReport,
    Report,
    Section,
    Table,
    TableColumn,
)
from cleanskin.insight.verdict import verdict
from cleanskin.insight.view import Details, EntityView

ENTITIES_SHOWN = 12
"""Billing entities with a chapter of their own; smaller ones are named with their counts."""

_POPULATION_WORDS = {
    "test": "test interchanges (ISA15 = T)",
    "encounter": "encounter reports (BHT06 = RP)",
    "capitated": "capitated services",
    "workers_compensation": "workers' compensation",
    "auto": "automobile accidents",
}


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
    """Return the facts of one billing entity only: the same facts, not a copy, when there is no other."""
    if facts.entities.height == 1:
        return facts
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
                "silences",
            )
        },
    )


def entity_view(
    facts: Facts, trace: pl.DataFrame, *, entity: str, label: str, foresight: Foresight | None = None
) -> EntityView:
    """Return what sections see of one entity, whose facts these are: its insurance claims."""
    views = Views(facts)
    return EntityView(
        entity=entity,
        label=label,
        as_of=facts.as_of,
        claims=views.claims,
        lines=views.lines,
        cells=facts.coverage_cells,
        trace=trace,
        views=views,
        foresight=foresight,
    )


def diagnose(
    facts: Facts,
    *,
    trace: pl.DataFrame,
    reading: Reading,
    practice: str = "",
    intake: Intake | None = None,
    foresight: Foresight | None = None,
    names_shown: bool = False,
    invented: bool = False,
) -> Diagnosis:
    """Write the report.  `trace` has one row per original claim (insight.trace); `foresight` is what rules say of some."""
    details = Details()
    finding_rows(details, (*reading.findings, *facts.findings))
    with_claims = facts.entities.filter((pl.col("claims") > 0) | (pl.col("remits") > 0))
    shown = with_claims.head(ENTITIES_SHOWN)
    reports = tuple(
        _entity_report(
            facts, trace, details, entity=entity, label=words.proper(label), intake=intake, foresight=foresight
        )
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
        back=(files_section(facts, reading),),
    )
    return Diagnosis(report=report, details=details)


def _entity_report(
    facts: Facts,
    trace: pl.DataFrame,
    details: Details,
    *,
    entity: str,
    label: str,
    intake: Intake | None,
    foresight: Foresight | None,
) -> EntityReport:
    mine = facts_of(facts, entity)
    view = entity_view(mine, trace, entity=entity, label=label, foresight=foresight)
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
    return EntityReport(entity=shown_entity(entity), label=label, verdict=opening, sections=kept)


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
        rows = tuple(
            (words.proper(label), shown_entity(entity), *counts)
            for label, entity, *counts in entities.select(
                "label", "entity", "claims", "amount_billed", "remits"
            ).iter_rows()
        )
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
                TableColumn(name="entity", label="Tax number (end) : NPI", unit="code"),
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
