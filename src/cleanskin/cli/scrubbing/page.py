"""Findings as one HTML page that needs nothing else: no script, no fetched file."""

from collections.abc import Iterable, Iterator
from html import escape

from cleanskin.claim.scrub import ClaimReport
from cleanskin.claim.summary import Summary
from cleanskin.cli.references.screen import dollars
from cleanskin.cli.scrubbing.text import OUTCOMES, source_words, summary_text
from cleanskin.record.claim_finding import ClaimFinding

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1f24 }
h1 { font-size: 1.5rem }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
pre { background: #f3f5f7; padding: 1rem; white-space: pre-wrap }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #d5dae0 }
.hold { font-weight: 700; color: #8a1420 }
.warn { color: #7a4b00 }
.note, small { color: #44505c }
"""
_HEAD = "".join(f"<th>{name}</th>" for name in ("Severity", "Line", "Finding", "What to do", "At stake"))


def as_html(reports: Iterable[ClaimReport], about_run: tuple[ClaimFinding, ...], summary: Summary) -> Iterator[str]:
    """Give the page piece by piece: the counts, then a table a claim."""
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Findings on claims</title>'
        f"<style>{_STYLE}</style></head><body>\n<h1>Findings on claims</h1>\n"
    )
    yield f"<pre>{escape(chr(10).join(summary_text(summary, about_run)))}</pre>\n"
    for report in reports:
        when = report.day.isoformat() if report.day else "no day of service"
        lines = " &middot; ".join(f"{escape(number)}: {escape(billed)}" for number, billed in report.lines)
        yield f"<h2>Claim {escape(report.claim)}, {when}, {escape(report.payer)}</h2>\n<p>{lines}<br>"
        yield f"<small>{escape(report.file)}</small></p>\n<table><thead><tr>{_HEAD}</tr></thead><tbody>\n"
        yield from (_row(one) for one in report.findings)
        yield "</tbody></table>\n"
    yield "</body></html>\n"


def _row(one: ClaimFinding) -> str:
    evidence = "".join(f"<br><small>{escape(text)}</small>" for text in one.evidence)
    codes = " ".join(filter(None, (f"CARC {one.carc}" if one.carc else "", f"RARC {one.rarc}" if one.rarc else "")))
    amount = (
        "" if one.amount_at_risk is None else f"{dollars(one.amount_at_risk)}<br><small>{escape(one.priced_by)}</small>"
    )
    return (
        f'<tr><td class="{one.severity}">{one.severity}</td><td>{escape(", ".join(one.lines)) or "claim"}</td>'
        f"<td>{escape(one.message)}{evidence}<br><small>{one.rule} {escape(one.name)}: {OUTCOMES[one.outcome]} {codes}"
        f"<br>{escape(source_words(one))}</small></td><td>{escape(one.fix)}</td><td>{amount}</td></tr>\n"
    )
