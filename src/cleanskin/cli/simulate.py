"""`cleanskin simulate`: an invented world: practices that live, payers that answer, a clearinghouse between them."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cleanskin.cli.rule_options import day, processes

if TYPE_CHECKING:
    from cleanskin.sim.nouns.configuration import Configuration

HELP = "invent a practice's world, or answer claims as its payers would"

_EPILOG = """examples:
  cleanskin simulate practice --seed 7 --providers 2 --months 6 --out world
  cleanskin simulate practice --seed 7 --providers 1 --months 3 --errors errors.toml --out world
  cleanskin simulate answer claims.837 --seed 7 --out answers
  cleanskin simulate serve --inbox to-payers --outbox from-payers --seed 7

--errors FILE is TOML; parts are of ten thousand:
  [errors]          missing_25 = 1500
  [faults]          truncated_file = 200
  [payers.KEY]      vague_parts = 4000
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser(
        "simulate",
        help=HELP,
        description=HELP + "; every person, practice and payer is invented.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ways = parser.add_subparsers(dest="way", metavar="WAY", required=True)
    _add_practice(ways)
    _add_answer(ways)
    _add_serve(ways)
    return parser


def _add_practice(ways: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    practice = ways.add_parser("practice", help="write a practice's files by day, with the truth")
    practice.add_argument("--seed", type=int, required=True, metavar="N", help="the same seed writes the same bytes")
    practice.add_argument("--providers", type=int, default=6, metavar="N", help="providers (default: 6)")
    practice.add_argument("--months", type=int, default=12, metavar="N", help="months of service (default: 12)")
    practice.add_argument("--out", type=Path, required=True, metavar="DIR", help="an empty or new folder")
    practice.add_argument("--start", type=day, metavar="DATE", help="first month (default: 2025-01)")
    practice.add_argument("--visits", type=int, metavar="N", help="visits of a full provider's year (default: 7500)")
    practice.add_argument("--errors", type=Path, metavar="FILE", help="rates of errors and faults, facts of payers")
    practice.add_argument("--bundle", choices=("day", "month", "one"), default="day", help="files by (default: day)")
    practice.add_argument(
        "--control-numbers", choices=("per_claim", "per_account"), default="per_claim", help="habit with CLM01"
    )
    practice.add_argument("--no-stories", action="store_true", help="plant no facts for a diagnosis to find")
    practice.add_argument("--no-notes", action="store_true", help="write no visits.jsonl")
    practice.add_argument(
        "--patient", type=int, action="append", default=[], metavar="N", help="only this patient's life (repeatable)"
    )
    practice.add_argument(
        "--jobs", type=processes, default=1, metavar="N", help="processes (default: 1); same bytes with any"
    )
    practice.add_argument("--quiet", action="store_true", help="no progress, only the last line")


def _add_answer(ways: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    answer = ways.add_parser("answer", help="answer files of claims and inquiries as clearinghouse and payers would")
    answer.add_argument("files", type=Path, nargs="+", metavar="PATH", help="837P, 270, 276, 278; or folders")
    answer.add_argument("--seed", type=int, default=1, metavar="N", help="the payers' chance (default: 1)")
    answer.add_argument("--on", type=day, metavar="DATE", help="day of receipt (default: today)")
    answer.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the answers")


def _add_serve(ways: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = ways.add_parser("serve", help="answer a folder as files arrive, until stopped")
    serve.add_argument("--inbox", type=Path, required=True, metavar="DIR", help="where claims and inquiries arrive")
    serve.add_argument("--outbox", type=Path, required=True, metavar="DIR", help="where answers are put")
    serve.add_argument("--state", type=Path, metavar="DIR", help="what was seen (default: OUTBOX/.state)")
    serve.add_argument("--seed", type=int, default=1, metavar="N", help="the payers' chance (default: 1)")
    serve.add_argument("--on", type=day, metavar="DATE", help="first day (default: today)")
    serve.add_argument(
        "--day-seconds", type=float, metavar="S", help="a simulated day passes in so many seconds (default: real days)"
    )
    serve.add_argument("--poll", type=float, default=1.0, metavar="S", help="seconds between looks (default: 1)")
    serve.add_argument("--until", type=day, metavar="DATE", help="stop after this simulated day")


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return {"practice": _practice, "answer": _answer, "serve": _serve}[args.way](args)


def _practice(args: argparse.Namespace) -> int:
    from cleanskin.sim.engine.refusals import ImpossibleWorld
    from cleanskin.sim.engine.write import write_world

    say = None if args.quiet else lambda text: print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)
    try:
        configuration = _configuration(args)
        summary = write_world(args.out, configuration, processes=args.jobs, on_progress=say)
    except (ImpossibleWorld, FileExistsError) as refusal:
        print(f"cleanskin simulate practice: {refusal}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"\ncleanskin simulate practice: {error}; nothing was kept", file=sys.stderr)
        return 1
    if say:
        print(file=sys.stderr)
    print(
        f"{summary.visits:,} visits, {summary.claims:,} claims, {summary.files.get('remit_claims', 0):,} answers "
        f"in {args.out}; the truth is in {args.out / 'truth.jsonl'}"
    )
    return 0


def _configuration(args: argparse.Namespace) -> "Configuration":
    """Return the configuration asked for; ImpossibleWorld when the file of rates cannot be used."""
    import tomllib

    import msgspec

    from cleanskin.sim.engine.refusals import ImpossibleWorld
    from cleanskin.sim.nouns.configuration import Configuration

    chosen: dict[str, object] = {
        "seed": args.seed,
        "providers": args.providers,
        "months": args.months,
        "bundle": args.bundle,
        "control_numbers": args.control_numbers,
        "stories": not args.no_stories,
        "notes": not args.no_notes,
        "patients": args.patient,
    }
    if args.start is not None:
        chosen["start"] = args.start.replace(day=1)
    if args.visits is not None:
        chosen["visits_per_provider"] = args.visits
    if args.errors is not None:
        try:
            rates = tomllib.loads(args.errors.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ImpossibleWorld(f"{args.errors} cannot be used: {error}") from error
        unknown = set(rates) - {"errors", "faults", "payers"}
        if unknown:
            raise ImpossibleWorld(f"{args.errors}: unknown table {', '.join(sorted(unknown))}")
        chosen |= rates
    try:
        return msgspec.convert(chosen, Configuration)
    except msgspec.ValidationError as error:
        raise ImpossibleWorld(str(error)) from error


def _answer(args: argparse.Namespace) -> int:
    from cleanskin.cli.inputs import inputs
    from cleanskin.sim.clearinghouse import answer

    files: dict[str, bytes] = {}
    code = 0
    for one in inputs(args.files):
        if one.trouble:
            print(f"cleanskin simulate answer: {one.name}: {one.reason or one.trouble}", file=sys.stderr)
            code = 1
        else:
            name = Path(one.name).name
            files[name if name not in files else one.name.replace("/", "-")] = one.data
    if not files:
        return 1
    answers = answer(files, seed=args.seed, today=args.on or date.today())
    for name, data in answers:
        target = args.out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        print(target)
    return code


def _serve(args: argparse.Namespace) -> int:
    import time

    from cleanskin.sim.clearinghouse import Service

    if not args.inbox.is_dir():
        print(f"cleanskin simulate serve: there is no folder {args.inbox}", file=sys.stderr)
        return 2
    if args.poll <= 0 or (args.day_seconds is not None and args.day_seconds <= 0):
        print("cleanskin simulate serve: --poll and --day-seconds need a number above 0", file=sys.stderr)
        return 2
    try:
        service = Service(args.inbox, args.outbox, args.state or args.outbox / ".state", seed=args.seed)
    except ValueError as refusal:
        print(f"cleanskin simulate serve: {refusal}", file=sys.stderr)
        return 2
    first = args.on or date.today()
    began = time.monotonic()
    while True:
        today = _today(first, seconds=time.monotonic() - began, day_seconds=args.day_seconds)
        try:
            step = service.step(today)
        except ValueError as refusal:
            print(f"cleanskin simulate serve: {refusal}", file=sys.stderr)
            return 2
        for name in step.written:
            print(name, flush=True)
        if args.until is not None and today > args.until:
            return 0
        time.sleep(args.poll)


def _today(first: date, *, seconds: float, day_seconds: float | None) -> date:
    """Return the simulated day: real days, or one every `day_seconds`."""
    from datetime import timedelta

    return first + timedelta(days=int(seconds // (day_seconds or 86_400)))
