"""The chapter on the files themselves: what was read, what could not be, what is doubtful, what may be missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from cleanskin.insight.entities import shown_entity
from cleanskin.insight.facts import Facts
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Block, Callout, Paragraph, Section, Table, TableColumn
from cleanskin.insight.view import Details
from cleanskin.kernel.finding import Finding
from cleanskin.record.frame import Column

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


def finding_rows(details: Details, findings: tuple[Finding, ...]) -> None:
    """List every finding in the detail table `findings`."""
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


def files_section(facts: Facts, reading: Reading) -> Section:
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
    blocks.extend(_gaps(facts.gaps))
    blocks.extend(_finding_kinds((*reading.findings, *facts.findings)))
    return Section(key="files", title="The files", blocks=tuple(blocks))


def _finding_kinds(findings: tuple[Finding, ...]) -> Iterable[Block]:
    """Count findings by kind, worst first."""
    counts = Counter((finding.severity, finding.id, finding.name) for finding in findings)
    if not counts:
        return
    order = {"error": 0, "warning": 1, "note": 2}
    rows = sorted(
        ((severity, ident, name, n) for (severity, ident, name), n in counts.items()),
        key=lambda row: (order[row[0]], -row[3], row[1]),
    )
    yield Table(
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
            shown_entity(f"{row['billing_tin'] or ''}:{row['billing_npi'] or ''}"),
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


def _gaps(gaps: pl.DataFrame) -> Iterable[Block]:
    """List control numbers missing between present ones: files that may be missing."""
    if gaps.is_empty():
        return
    largest = gaps.sort("missing", "sender_id", "first_missing", descending=[True, False, False])
    rows = tuple(
        (
            row["kind"],
            row["level"],
            row["sender_id"],
            row["receiver_id"],
            f"{row['first_missing']} to {row['last_missing']}",
            row["missing"],
        )
        for row in largest.head(15).iter_rows(named=True)
    )
    yield Table(
        title="Gaps in control numbers: files that may be missing",
        columns=(
            TableColumn(name="kind", label="Kind", unit="code"),
            TableColumn(name="level", label="Number of the", unit="text"),
            TableColumn(name="sender", label="Sender", unit="code"),
            TableColumn(name="receiver", label="Receiver", unit="code"),
            TableColumn(name="numbers", label="Missing", unit="code"),
            TableColumn(name="n", label="How many", unit="count"),
        ),
        rows=rows,
        note="Only senders that count up by one are looked at."
        + (f" {largest.height - 15} smaller gaps are not shown." if largest.height > 15 else ""),
    )
