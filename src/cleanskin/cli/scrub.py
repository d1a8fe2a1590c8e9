"""`cleanskin scrub`: what a payer, an auditor or the practice's owner would find in claims, before they leave."""

import argparse
from pathlib import Path
from typing import Any

from cleanskin.cli.rule_options import add_rule_options, day, not_there, performed, processes, wrong_usage

_EPILOG = """\
examples:
  cleanskin scrub claims/2026-03-02.837               what is wrong with, missing from or at risk in claims
  cleanskin scrub new.837 --history 2025/ 2026/       beside the patients' other claims (global periods, new patients)
  cleanskin scrub new.837 --format json > found.json  an array of findings
  cleanskin scrub new.837 --fix fixed.837             a new file with the clerical changes that cannot alter a bill
  cleanskin scrub visits.csv                          claims without X12; the form: docs/how-to/claim-forms.md
  cleanskin rules                                     the rules; `cleanskin explain CS-MOD-025` is the page of one

Files are 837P, or the JSON or CSV form of claims; folders and zip files are searched.  A finding names the claim by its
patient control number and no patient.  The files of --history count as all of the practice's claims from their first
day of service on; without them, rules that conclude from absence (new patient, first visit) say nothing.  What could
not be read or used is told on standard error, a line a file and kind; --format json and csv list all of it at the end.

exit codes: 0 nothing held; 1 a claim is held or something could not be read (it is said which); 2 wrong usage
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "scrub",
        help="what is wrong with, missing from or at risk in claims before they leave, and why",
        description="Run dermatology's claim edits over claims: findings with reason, source, evidence, fix, dollars.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="FILE", type=Path, help="837P files, claim forms, folders, zips")
    parser.add_argument(
        "--history", nargs="+", metavar="PATH", type=Path, default=[], help="the practice's other claims (837P)"
    )
    add_rule_options(
        parser,
        config="TOML: severities, preview rules, suppressions",
        fees="CSV of code, modifier, amount: prices findings instead of Medicare's",
    )
    parser.add_argument(
        "--submitted", metavar="DATE", type=day, help="the day the claims go out; default: the date of the 837P file"
    )
    parser.add_argument("--format", choices=("text", "json", "csv", "html"), default="text", help="default: text")
    parser.add_argument(
        "--fix",
        metavar="OUT",
        type=Path,
        help="write a new 837P with the safe fixes, and list them; of several files: a folder",
    )
    parser.add_argument(
        "--workers", metavar="N", type=processes, default=0, help="processes; default: by size and cores"
    )
    parser.add_argument("--quiet", action="store_true", help="no summary")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of the JSON claim form")
    return parser


def run(args: argparse.Namespace) -> int:
    """Scrub and print; see the module's help for the exit codes."""
    if args.schema:
        from cleanskin.claim.claim_form import schema

        print(schema().decode())
        return 0
    if not args.paths:
        return wrong_usage(args, "name at least one file")
    if missing := not_there(args, (*args.paths, *args.history)):
        return wrong_usage(args, missing)
    if args.fix is not None and args.fix.exists():
        return wrong_usage(args, f"--fix writes a new file, and this one exists: {args.fix}")

    from cleanskin.cli.scrubbing.perform import perform

    return performed(args, perform)
