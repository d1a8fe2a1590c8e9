"""Findings as lines for people: a block a claim, below it each finding with its reason, evidence, fix and source."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from cleanskin.claim.scrub import ClaimReport
from cleanskin.claim.summary import UNCALIBRATED, Summary
from cleanskin.cli.references.screen import dollars
from cleanskin.record.claim_finding import ClaimFinding

_NEEDS = {
    "history": "the patients' other claims (--history)",
    "note": "the record of the visit (the JSON claim form's encounter)",
    "abn": "notices signed by patients (the JSON claim form's abn)",
    "authorizations": "authorizations on file (the JSON claim form's authorizations)",
    "surgical_log": "the surgical log (the JSON claim form's surgical_log)",
    "submission": "the day the claims go out (--submitted)",
    "registration": "names, numbers and addresses, which this form of claims leaves out",
    "enrollment": "the practice's providers (the JSON claim form's providers)",
}
OUTCOMES = {
    "rejection": "would be rejected",
    "denial": "would be denied",
    "underpayment": "would be paid too low",
    "audit": "may be taken back",
    "missed_charge": "not billed",
    "advice": "advice",
}
"""What happens if nobody acts, in words."""

_UNTRUSTED = ("vendor", "estimate", "assumption", "unverified")


def as_text(reports: Iterable[ClaimReport], about_run: tuple[ClaimFinding, ...], summary: Summary) -> Iterator[str]:
    """Give the findings of claims, piece by piece."""
    width = max(72, min(shutil.get_terminal_size((110, 24)).columns, 130))
    file = None
    for report in reports:
        if report.file != file:
            file = report.file
            yield f"{file}\n"
        yield "\n".join(_claim(report, width)) + "\n\n"


def _claim(report: ClaimReport, width: int) -> Iterator[str]:
    lines = "  ".join(f"{number}:{billed}" for number, billed in report.lines)
    when = report.day.isoformat() if report.day else "no day of service"
    yield from _wrapped(f"claim {report.claim}  {when}  {report.payer}  {lines}", width, "  ", "      ")
    for one in report.findings:
        yield from _finding(one, width)


def _finding(one: ClaimFinding, width: int) -> Iterator[str]:
    where = f"line {', '.join(one.lines)}" if one.lines else "claim"
    codes = " ".join(filter(None, (f"CARC {one.carc}" if one.carc else "", f"RARC {one.rarc}" if one.rarc else "")))
    outcome = OUTCOMES[one.outcome] + (f" ({codes})" if codes else "")
    amount = f"  {dollars(one.amount_at_risk)} by {one.priced_by}" if one.amount_at_risk is not None else ""
    yield from _wrapped(
        f"{one.severity:<4}  {where:<8}  {one.rule} {one.name}: {outcome}{amount}", width, "    ", " " * 20
    )
    yield from _wrapped(one.message, width, " " * 10, " " * 10)
    for label, texts in (("evidence", one.evidence), ("fix", (one.fix,)), ("source", (source_words(one),))):
        for text in filter(None, texts):
            yield from _wrapped(f"{label:<9} {text}", width, " " * 10, " " * 20)


def source_words(one: ClaimFinding) -> str:
    """Say where a finding's rule comes from, with a mark where nobody has confirmed it; "" without a source."""
    source = one.source
    if source is None:
        return ""
    doubt = f" [{source.trust}]" if source.trust in _UNTRUSTED else ""
    return ", ".join(filter(None, (source.title, source.locator))) + doubt


def summary_text(summary: Summary, about_run: tuple[ClaimFinding, ...]) -> list[str]:
    """Return the counts of a run as lines."""
    share = summary.share_expected_to_pass
    lines = [
        f"{_count(summary.claims, 'claim')}, {_count(summary.findings, 'finding')} on {summary.with_findings:,} of them"
    ]
    if share is not None:
        passing = summary.claims - summary.held
        lines.append(f"expected to pass first time: {passing:,} of {summary.claims:,}, {share:.1%} ({UNCALIBRATED})")
    if summary.findings:
        lines.append(
            "  ".join(
                f"{name} {summary.by_severity[name]:,}"
                for name in ("hold", "warn", "note")
                if summary.by_severity[name]
            )
        )
        lines.append(
            "; ".join(
                f"{words} {summary.by_outcome[name]:,}" for name, words in OUTCOMES.items() if summary.by_outcome[name]
            )
        )
        lines.append(
            f"dollars at risk {dollars(summary.amount_at_risk)}, not billed {dollars(summary.amount_missed)}"
            + (f"; {summary.unpriced:,} findings without a price" if summary.unpriced else "")
        )
        lines += ["", *_by_rule(summary)]
    if summary.suppressed:
        lines.append(f"suppressed by the configuration: {summary.suppressed:,}")
    if summary.previewed:
        lines.append(f"by rules in preview, not shown: {summary.previewed:,}")
    lines += _not_checked(summary)
    for one in about_run:
        lines.append(f"{one.rule} {one.message}" + (f" ({', '.join(one.evidence)})" if one.evidence else ""))
    return lines


def _by_rule(summary: Summary) -> Iterator[str]:
    for tally in sorted(summary.by_rule.values(), key=lambda one: (-one.findings, one.rule)):
        amount = f"  {dollars(tally.amount)}" if tally.amount else ""
        yield f"  {tally.findings:>7,}  {tally.rule:<12} {tally.name} ({tally.outcome.replace('_', ' ')}){amount}"


def _not_checked(summary: Summary) -> Iterator[str]:
    by_need: dict[str, Counter[str]] = {}
    for (rule, need), claims in summary.not_checkable.items():
        by_need.setdefault(need, Counter())[rule] += claims
    if by_need:
        yield "not checkable for want of"
    for need in sorted(by_need):
        rules = by_need[need]
        yield f"  {_NEEDS[need]}: {_count(len(rules), 'rule')}, on up to {_count(max(rules.values()), 'claim')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _wrapped(text: str, width: int, first: str, following: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
