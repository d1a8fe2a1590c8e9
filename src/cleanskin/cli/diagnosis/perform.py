"""The main job from paths to written files: read, match, classify, count, write."""

import json
from argparse import Namespace
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from cleanskin.cli.diagnosis.progress import Progress
from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.diagnose import Diagnosis, diagnose
from cleanskin.insight.facts import Facts, build_facts
from cleanskin.insight.files_chapter import Reading
from cleanskin.insight.foresight import Foresight
from cleanskin.insight.intake import Intake
from cleanskin.insight.payers import Alias
from cleanskin.insight.report.model import Report
from cleanskin.insight.trace import trace
from cleanskin.kernel.cents import format_dollars
from cleanskin.remit.match import match
from cleanskin.x12.bulk.read import read_paths
from cleanskin.x12.bulk.schema import FrameSource

NEEDED_FRAMES = (
    "files", "transactions", "claims", "service_lines", "payments", "remit_claims", "remit_lines", "adjustments",
    "provider_adjustments", "acknowledgements", "diagnoses",
)  # fmt: skip
"""Frames that a diagnosis reads; the others are not built."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for."""

    paths: tuple[Path, ...]
    out: Path
    as_of: date | None = None
    practice: str = ""
    intake: Intake | None = None
    aliases: tuple[Alias, ...] | None = None
    names_shown: bool = False
    deidentify: bool = False
    invented: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it: the report, where it was written, and what could not be read."""

    report: Report
    written: tuple[Path, ...]
    unread: tuple[tuple[str, str], ...]
    """(file, why) for every file or transaction that could not be used."""

    @property
    def page(self) -> Path:
        """The report's page."""
        return next(path for path in self.written if path.name == "report.html")

    def as_text(self) -> str:
        """Return a summary to read; its last line names the report."""
        lines = []
        for entity in self.report.entities:
            verdict = entity.verdict
            lines.append(f"{entity.label} ({entity.entity})")
            lines.append(f"  {verdict.headline}")
            lines.extend(f"  {sentence}" for sentence in verdict.sentences)
            if verdict.at_stake_low is not None and verdict.at_stake_high is not None:
                low, high = (
                    format_dollars(cents, whole=True) for cents in (verdict.at_stake_low, verdict.at_stake_high)
                )
                lines.append(f"  At stake: {low} to {high}: {verdict.at_stake_words}.")
            lines.append(f"  {verdict.sureness}")
            lines.append("")
        if not self.report.entities:
            lines += ["No claims and no remittances were found.", ""]
        if self.report.contains_patient_data:
            lines.append("The output contains patient data.")
        lines.append(f"Report: {self.page}")
        return "\n".join(lines)

    def as_json(self) -> str:
        """Return the verdicts and the files written, as one JSON object."""
        entities = [
            {
                "entity": entity.entity,
                "label": entity.label,
                "headline": entity.verdict.headline,
                "withheld": entity.verdict.withheld,
                "share_observed": entity.verdict.share_observed,
                "at_stake_low_cents": entity.verdict.at_stake_low,
                "at_stake_high_cents": entity.verdict.at_stake_high,
                "figures": {
                    figure.key: {"value": figure.value, "unit": figure.unit, "n": figure.n, "withheld": figure.withheld}
                    for figure in entity.verdict.figures
                },
            }
            for entity in self.report.entities
        ]
        return json.dumps(
            {
                "as_of": self.report.as_of.isoformat(),
                "entities": entities,
                "unread": [{"file": file, "why": why} for file, why in self.unread],
                "written": [str(path) for path in self.written],
            },
            indent=2,
        )

    def unread_lines(self) -> list[str]:
        """Return a line for what could not be read, at most twenty."""
        lines = [f"not read: {file}: {why}" for file, why in self.unread[:20]]
        if len(self.unread) > 20:
            lines.append(f"not read: {len(self.unread) - 20} more (tables/findings.csv)")
        return lines


def perform(request: Request, *, spill: Path, progress: Progress) -> Outcome:
    """Do the whole job.  `spill` is a private folder for parts of the frames while it runs."""
    from cleanskin.cli.diagnosis.report_files import write_report

    diagnosis, unread = diagnosis_of(request, spill=spill, progress=progress)
    progress.stage("Writing the report")
    written = write_report(diagnosis, request.out, names_shown=request.names_shown, deidentify=request.deidentify)
    return Outcome(report=diagnosis.report, written=written, unread=unread)


def diagnosis_of(request: Request, *, spill: Path, progress: Progress) -> tuple[Diagnosis, tuple[tuple[str, str], ...]]:
    """Read, match, classify and diagnose; return the diagnosis and what could not be read (file, why)."""
    facts, places, reading, foresight = _facts(request, spill=spill, progress=progress)
    progress.stage("Diagnosing")
    diagnosis = diagnose(
        facts,
        trace=places,
        reading=reading,
        practice=request.practice,
        intake=request.intake,
        foresight=foresight,
        names_shown=request.names_shown,
        invented=request.invented,
    )
    return diagnosis, _unread(reading.files, reading.transactions)


def _facts(
    request: Request, *, spill: Path, progress: Progress
) -> tuple[Facts, pl.DataFrame, Reading, Foresight | None]:
    """Return facts, places in the files, what reading came to, and what rules say; all else is let go on return."""
    progress.stage("Reading files")
    source = read_paths(request.paths, spill=spill, frames=NEEDED_FRAMES, progress=progress.of)
    progress.stage("Matching remittances to claims")
    matching = match(source)
    progress.stage("Classifying denials")
    denials = outcomes(source, matching.claim_matches)
    progress.stage("Counting")
    facts = build_facts(source, matching, denials, as_of=request.as_of, aliases=request.aliases, insurance_only=True)
    findings = (*source.findings, *matching.findings, *denials.findings)
    del denials  # before the texts of places are read: at a million claims this is where memory is dearest
    places = trace(source, matching, facts.claim_facts["root_claim_id"], with_names=request.names_shown)
    reading = Reading(
        files=source.frame("files"),
        transactions=source.frame("transactions"),
        findings=findings,
        habits=matching.control_number_habits,
        orphan_remits=matching.claim_matches.filter(pl.col("reason") == "orphan").height,
    )
    progress.stage("Asking the rules about a sample")
    return facts, places, reading, _foresight(source, facts)


def _foresight(source: FrameSource, facts: Facts) -> Foresight | None:
    """Return what the rules say of a sample of the claims; None where there are no claims."""
    if facts.claim_facts.is_empty():
        return None
    from cleanskin.claim.pricer import MedicarePricer
    from cleanskin.cli.references.asking import open_reference
    from cleanskin.insight.foresight import foresee, rules_of_services
    from cleanskin.rules.engine import Engine

    reference = open_reference(Namespace(home=None))
    return foresee(source, facts, Engine(reference, rules=rules_of_services(), pricer=MedicarePricer(reference)))


def _unread(files: pl.DataFrame, transactions: pl.DataFrame) -> tuple[tuple[str, str], ...]:
    """List files that could not be read, and transactions that could not be used."""
    whole = (
        files.filter(pl.col("status") == "unreadable")
        .join(transactions, on="file_id", how="anti")
        .select("path", pl.lit("no X12 could be read"))
    )
    parts = (
        transactions.filter(pl.col("status") == "quarantined")
        .join(files.select("file_id", "path"), on="file_id", how="left")
        .select("path", pl.format("transaction {} ({}) could not be used", "position", "transaction"))
    )
    return (*whole.iter_rows(), *parts.iter_rows())
