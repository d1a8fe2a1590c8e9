"""`cleanskin code`: from a note, or a documented encounter, to codes with their evidence, questions and verdicts."""

import argparse
from pathlib import Path
from typing import Any

from cleanskin.cli.rule_options import PAYERS, add_store_option, day, payer, processes, wrong_usage

_EPILOG = """\
examples:
  cleanskin code --text "Fourteen AKs treated with liquid nitrogen."
  cleanskin code --note visit.txt --payer commercial
  cleanskin code --encounter visit.json --format json      the form: cleanskin code --schema
  cleanskin code --note visit.txt --billed billed.csv      what was billed beside what the note supports, in dollars
  cleanskin code < visit.txt                               a note from standard input
  cleanskin code --format json < visits.jsonl              a visit a line: {"id": "7", "text": "..."}
  cleanskin code --levels billed.csv                       each clinician's visit levels beside national shares

Nothing is guessed: a line stands on words of the note, which are quoted with their place; what the note leaves open is
asked once.  Codes hold for the day of service: --on, else the day the record gives, else today.

exit codes: 0 coded; 1 something could not be read (it is said which); 2 wrong usage
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "code",
        help="from a note to codes with evidence, questions to the provider, and what must not be billed",
        description="Code a visit from its note or its documented encounter, offline, with the words behind each code.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--text", metavar="TEXT", help="the words themselves")
    given.add_argument("--note", metavar="FILE", type=Path, help="a note as plain text; - is standard input")
    given.add_argument(
        "--encounter", metavar="FILE", type=Path, help="a documented encounter as JSON; - is standard input"
    )
    given.add_argument(
        "--batch", metavar="FILE", type=Path, help='JSON lines with "text" or "encounter"; - is standard input'
    )
    given.add_argument(
        "--levels", metavar="FILE", type=Path,
        help="visits by provider and code (CSV, or what --batch gave): levels beside national shares; - is stdin",
    )  # fmt: skip
    parser.add_argument(
        "--payer", type=payer, choices=PAYERS, default="", help="default: what the record says, else medicare"
    )
    parser.add_argument("--on", metavar="DATE", type=day, help="the day of service; default: the record's, else today")
    parser.add_argument(
        "--billed", metavar="FILE", type=Path, help="lines as billed, CSV or JSON: shows the difference"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--show-encounter", action="store_true", help="with the encounter as it was read (JSON)")
    add_store_option(parser)
    parser.add_argument("--workers", metavar="N", type=processes, default=1, help="processes of a batch; default: 1")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of the documented encounter")
    return parser


def run(args: argparse.Namespace) -> int:
    """Code and print; see the module's help for the exit codes."""
    if args.schema:
        import msgspec

        from cleanskin.charge.schema import encounter_schema

        print(msgspec.json.format(msgspec.json.encode(encounter_schema()), indent=1).decode())
        return 0
    files = [path for path in (args.note, args.encounter, args.batch, args.levels, args.billed) if path is not None]
    missing = [str(path) for path in files if str(path) != "-" and not path.is_file()]
    if missing:
        return wrong_usage(args, f"no such file: {', '.join(missing)}")

    from cleanskin.cli.coding.perform import perform

    return perform(args)
