"""`cleanskin reference load FILE...`: official files into the store."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.asking import add_day, add_form, print_json, store_folder

if TYPE_CHECKING:
    from cleanskin.reference.loading import LoadReport, Outcome

_SAID = {
    "new": "loaded",
    "replaced": "replaced",
    "already_loaded": "unchanged",
    "fuller_form_held": "unchanged",
    "other_form_read": "not needed",
    "not_needed": "not needed",
    "refused": "refused",
}


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "load",
        help="load official files, zipped or not",
        description="Each file is recognised by its content. A file that is not what it claims to be is refused with "
        "the reason, and nothing changes; so is the file of an earlier release than the day needs (last year's). "
        "Loading the same file again changes nothing.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, archives or folders")
    add_day(parser, "the day that the files are to serve, as 2026-03-01; default: today")
    parser.add_argument(
        "--for-past-days",
        action="store_true",
        help="load earlier releases too, beside the one in force, for claims of old days of service",
    )
    parser.add_argument("--again", action="store_true", help="read files anew that are loaded already")
    parser.add_argument("--quiet", action="store_true", help="say nothing while reading")
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Load; 1 when a file was refused or the store could not be used."""
    from datetime import UTC, datetime

    from cleanskin.reference.loading import load

    def say(words: str) -> None:
        print(f"{words} ...", file=sys.stderr)

    speak = not args.quiet and args.format == "text"
    report = load(
        args.files,
        store_folder(args),
        now=datetime.now(UTC),
        needed_on=args.on,
        for_past_days=args.for_past_days,
        again=args.again,
        progress=say if speak else None,
    )
    if args.format == "json":
        print_json(report)
    else:
        print(report_text(report))
    return int(report.refused)


def report_text(report: "LoadReport") -> str:
    """Return what was done with each file, as lines."""
    lines: list[str] = []
    for outcome in report.outcomes:
        lines += _outcome_lines(outcome)
    for finding in report.findings:
        lines += [f"{finding.severity}: {finding.message}", f"    {finding.fix}"]
    if not report.outcomes and not report.findings:
        lines.append("no file was found")
    return "\n".join(lines)


def _outcome_lines(outcome: "Outcome") -> list[str]:
    said = _SAID[outcome.result]
    if outcome.result == "refused":
        finding = outcome.finding
        assert finding is not None
        lines = [f"{said:<11}{', '.join(outcome.files)}", f"    found     {finding.message}"]
        if finding.expected:
            lines.append(f"    expected  {finding.expected}")
        return [*lines, f"    to do     {finding.fix}"]
    if outcome.result == "not_needed":
        return [f"{said:<11}{', '.join(outcome.files)}: no reference file, beside one that is"]
    release = " ".join(word for word in (outcome.release, outcome.part) if word)
    lines = [f"{said:<11}{outcome.title}, {release}  (from {', '.join(outcome.files)})"]
    if outcome.result == "other_form_read":
        return [*lines, "    the same release was read from another file"]
    if outcome.finding:
        lines.append(f"    {outcome.finding.message}")
    told = [f"{outcome.rows_read:,} rows read, {outcome.rows_kept:,} kept"]
    first, last = outcome.dates
    if first and last:
        told.append(f"days {first.isoformat()} to {last.isoformat()}")
    if outcome.period:
        end = outcome.period.end
        until = f" until {end.isoformat()} (not included)" if end else ""
        told.append(f"issued for {outcome.period.start.isoformat()}{until}")
    lines.append(f"    {'; '.join(told)}")
    for name, count in outcome.problems.items():
        example = next((one.message for one in outcome.examples if one.name == name), "")
        lines.append(f"    {count:,} x {name}, for example: {example}")
    return lines
