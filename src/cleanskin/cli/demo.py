"""`cleanskin demo`: an invented practice's year of claims and remittances, made and diagnosed."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

HELP = "make an invented practice's files and diagnose them"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help=HELP, description=HELP + "; every person and payer in it is invented.")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder for the files and the report")
    parser.add_argument("--claims", metavar="N", type=int, default=12000, help="claims to make (default: 12000)")
    parser.add_argument(
        "--seed", metavar="N", type=int, default=2026, help="the same seed makes the same files (default: 2026)"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress, only the last line")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from datetime import date

    from cleanskin.cli.diagnosis.perform import Request, perform
    from cleanskin.cli.diagnosis.progress import Progress
    from cleanskin.sim.engine.sizing import of_size
    from cleanskin.sim.engine.write import write_world

    if args.claims < 1:
        print("cleanskin demo: --claims needs a number above 0", file=sys.stderr)
        return 2
    files = args.out / "files"
    with tempfile.TemporaryDirectory(prefix="cleanskin-") as spill, Progress(quiet=args.quiet) as progress:
        progress.stage("Inventing a practice")
        if files.exists():
            shutil.rmtree(files)
        write_world(files, of_size(seed=args.seed, claims=args.claims, start=date(2025, 1, 1)))
        request = Request(
            paths=tuple(files / name for name in ("claims", "remits", "acks")),
            out=args.out / "report",
            invented=True,
        )
        outcome = perform(request, spill=Path(spill), progress=progress)
    text = outcome.as_text()
    print(text.splitlines()[-1] if args.quiet else text)
    return 0
