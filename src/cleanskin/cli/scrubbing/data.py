"""Findings as JSON (an array of objects) and as CSV (a row a finding)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from cleanskin.claim.scrub import ClaimReport
from cleanskin.claim.summary import Summary
from cleanskin.cli.scrubbing.unread import place_words
from cleanskin.kernel.finding import Finding
from cleanskin.kernel.source import Source
from cleanskin.record.claim_finding import ClaimFinding

COLUMNS = (
    "file", "position", "claim", "line", "lines", "rule", "name", "outcome", "severity", "message", "evidence", "fix",
    "fix_safety", "carc", "rarc", "amount_at_risk", "priced_by", "pointer", "source", "trust", "rule_version",
)  # fmt: skip


def as_json(
    reports: Iterable[ClaimReport],
    about_run: tuple[ClaimFinding, ...],
    summary: Summary,
    unread: Sequence[Finding] = (),
) -> Iterator[str]:
    """Give an array with an object a finding.

    Those about the run as a whole follow those of claims, and what could not be read or used (`unread`) comes last;
    their claim is null.
    """
    before = "["
    for report in reports:
        for one in report.findings:
            yield before + _object(one, report)
            before = ",\n"
    for one in about_run:
        yield before + _object(one, None)
        before = ",\n"
    for fault in unread:
        yield before + msgspec.json.encode({**_unread_fields(fault), "changes": []}).decode()
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def as_csv(
    reports: Iterable[ClaimReport],
    about_run: tuple[ClaimFinding, ...],
    summary: Summary,
    unread: Sequence[Finding] = (),
) -> Iterator[str]:
    """Give a header and a row a finding, as in JSON; several lines or pieces of evidence stand in one cell."""
    yield _row(COLUMNS)
    for report in reports:
        for one in report.findings:
            yield _row([_cell(value) for value in _fields(one, report).values()])
    for one in about_run:
        yield _row([_cell(value) for value in _fields(one, None).values()])
    for fault in unread:
        yield _row([_cell(value) for value in _unread_fields(fault).values()])


def _object(one: ClaimFinding, report: ClaimReport | None) -> str:
    fields = _fields(one, report)
    fields["changes"] = one.changes
    return msgspec.json.encode(fields).decode()


def _fields(one: ClaimFinding, report: ClaimReport | None) -> dict[str, Any]:
    """Return a finding's fields in the order of COLUMNS; `line` is the first of `lines`, amounts are cents."""
    source = one.source
    return {
        "file": report.file if report else None,
        "position": report.position if report else None,
        "claim": one.claim if report else None,
        "line": _number(one.lines[0]) if one.lines else None,
        "lines": [_number(line) for line in one.lines],
        "rule": one.rule,
        "name": one.name,
        "outcome": one.outcome,
        "severity": one.severity,
        "message": one.message,
        "evidence": list(one.evidence),
        "fix": one.fix,
        "fix_safety": one.fix_safety,
        "carc": one.carc or None,
        "rarc": one.rarc or None,
        "amount_at_risk": one.amount_at_risk,
        "priced_by": one.priced_by or None,
        "pointer": one.pointer or None,
        **_source_fields(source),
        "rule_version": one.rule_version,
    }


def _unread_fields(one: Finding) -> dict[str, Any]:
    """Return a reader's finding in the same fields; `pointer` is its place in words."""
    return {
        **dict.fromkeys(COLUMNS),
        "file": one.where.file or None,
        "position": one.where.claim,
        "lines": [],
        "rule": one.id,
        "name": one.name,
        "outcome": one.outcome,
        "severity": one.severity,
        "message": one.message,
        "evidence": list(one.evidence),
        "fix": one.fix,
        "fix_safety": one.fix_safety,
        "pointer": place_words(one.where) or None,
        **_source_fields(one.source),
    }


def _source_fields(source: Source | None) -> dict[str, Any]:
    return {
        "source": ", ".join(filter(None, (source.title, source.locator))) if source else None,
        "trust": source.trust if source else None,
    }


def _number(line: str) -> int | str:
    """Return a line's number as a number, as sent when it is none."""
    return int(line) if line.isascii() and line.isdigit() and len(line) < 10 else line


def _cell(value: Any) -> str:
    """Write a value for a spreadsheet; text that it would take for a formula gets an apostrophe."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
