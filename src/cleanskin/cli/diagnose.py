"""`cleanskin diagnose`: a folder of claims and remittances in, a report on the practice's revenue out."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from cleanskin.cli.rule_options import day

HELP = "where the practice stands, where money is lost, why, and what to change first"
DESCRIPTION = """Read 837P claims, 835 remittances (and 277CA acknowledgements, when there are any) from files, folders
and zip archives, and write a report: report.html, report.pdf, report.json, report.xlsx and, under tables/, the claims
behind every number. Nothing leaves this machine. The output contains patient data unless --deidentify is given."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser("diagnose", help=HELP, description=DESCRIPTION)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, folders or zip archives")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="folder for the report (made when missing)"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day to speak from, YYYY-MM-DD (default: the latest date in the files)",
    )
    parser.add_argument("--practice", metavar="NAME", default="", help="the practice's name on the report")
    parser.add_argument(
        "--intake",
        metavar="FILE",
        type=Path,
        help="TOML of the practice's own figures and worries, to be confirmed or contradicted",
    )
    parser.add_argument(
        "--payer-aliases",
        metavar="FILE",
        type=Path,
        help="TOML of payers' other names and ids, instead of the built-in table",
    )
    parser.add_argument("--show-names", action="store_true", help="show patients' names and member ids in the output")
    parser.add_argument(
        "--deidentify", action="store_true", help="leave direct identifiers out; of a claim's dates only the year stays"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="what is printed at the end (default: text)"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary; only faults")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command; 0 when all was read, 1 when something was not, 2 for wrong usage."""
    if args.show_names and args.deidentify:
        return _usage("--show-names and --deidentify contradict each other")
    missing = [str(path) for path in args.paths if not path.exists()]
    if missing:
        return _usage(f"no such file or folder: {', '.join(missing)}")
    if args.out.exists() and not args.out.is_dir():
        return _usage(f"--out names a file, not a folder: {args.out}")

    # Polars' allocator (jemalloc) reads this when it is loaded: freed pages go back soon, and a large run stays small
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:500,muzzy_decay_ms:0,background_thread:true")

    from cleanskin.cli.diagnosis.perform import Request, perform
    from cleanskin.cli.diagnosis.progress import Progress

    try:
        intake, aliases = _read_tables(args)
    except ValueError as fault:
        return _usage(str(fault))
    if not any(path.is_file() or any(inside.is_file() for inside in path.rglob("*")) for path in args.paths):
        print(f"cleanskin diagnose: no file in {', '.join(map(str, args.paths))}", file=sys.stderr)
        return 1
    request = Request(
        paths=tuple(args.paths),
        out=args.out,
        as_of=args.as_of,
        practice=args.practice,
        intake=intake,
        aliases=aliases,
        names_shown=args.show_names,
        deidentify=args.deidentify,
    )
    with tempfile.TemporaryDirectory(prefix="cleanskin-") as spill, Progress(quiet=args.quiet) as progress:
        outcome = perform(request, spill=Path(spill), progress=progress)
    if not args.quiet:
        print(outcome.as_json() if args.format == "json" else outcome.as_text())
    for line in outcome.unread_lines():
        print(line, file=sys.stderr)
    return 1 if outcome.unread else 0


def _read_tables(args: argparse.Namespace):  # type: ignore[no-untyped-def]
    from cleanskin.insight.intake import read_intake
    from cleanskin.insight.kpis import all_kpis
    from cleanskin.insight.payers import read_aliases

    intake = None
    for option, path in (("--intake", args.intake), ("--payer-aliases", args.payer_aliases)):
        if path is not None and not path.is_file():
            raise ValueError(f"{option}: no such file: {path}")
    if args.intake is not None:
        try:
            intake = read_intake(args.intake.read_text("utf-8"), kpi_names=tuple(kpi.name for kpi in all_kpis()))
        except (ValueError, UnicodeDecodeError) as fault:
            raise ValueError(f"--intake {args.intake}: {fault}") from fault
    try:
        aliases = read_aliases(args.payer_aliases) if args.payer_aliases is not None else None
    except (ValueError, UnicodeDecodeError) as fault:
        raise ValueError(f"--payer-aliases {args.payer_aliases}: {fault}") from fault
    return intake, aliases


def _usage(message: str) -> int:
    print(f"cleanskin diagnose: {message}", file=sys.stderr)
    return 2
