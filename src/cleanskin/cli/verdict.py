"""`cleanskin verdict`: is a service medical, cosmetic or conditional, why, which paper, what to tell the patient."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanskin.cli.rule_options import PAYERS, add_store_option, day, payer, wrong_usage

if TYPE_CHECKING:
    from cleanskin.front_desk.nouns import Asked, Verdict

_EPILOG = """\
examples:
  cleanskin verdict --text "mole check"                          at booking: what the visit is, and what to say
  cleanskin verdict --text "SK on bra line, bleeds, crusted" --state TX
  cleanskin verdict --text "Botox" --service 64650               the service by its code or by words
  cleanskin verdict --note visit.txt --planned cosmetic          after the visit: did the plan hold?
  cleanskin verdict - < bookings.jsonl --format json             a batch: one JSON object a line, one answer a line
  cleanskin verdict - --count < visits.jsonl                     how often the plan did not hold, by what was planned

A line of a batch has any of: id, text, service, state, payer, on, planned.  The grid of services is a table that a
practice may edit: --grid FILE lays its rows over the built-in ones (columns: docs/how-to/edit-the-service-grid.md).

exit codes: 0 done; 1 a line of a batch could not be read (it is said which); 2 wrong usage
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "verdict",
        help="medical, cosmetic or conditional: with triggers, what is missing, the form, and what to tell the patient",
        description="Judge a service at booking, or documented lesions after the visit.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument("batch", nargs="?", metavar="-", help="read questions as JSON lines from standard input")
    source.add_argument("--text", help="the reason for the visit, or what the record says; - reads standard input")
    source.add_argument("--note", type=Path, metavar="FILE", help="a note")
    parser.add_argument("--service", default="", metavar="CODE-or-words", help="the service meant")
    parser.add_argument("--state", default="", metavar="ST", help="where it is done: the Medicare contractor's policy")
    parser.add_argument(
        "--payer", type=payer, choices=PAYERS, default="", help="default: what the text says, else medicare"
    )
    parser.add_argument("--on", type=day, default=date.today(), metavar="DATE", help="the day; default: today")
    parser.add_argument(
        "--planned", choices=("medical", "cosmetic", "conditional"), help="the verdict at booking, to compare with"
    )
    parser.add_argument("--grid", type=Path, metavar="FILE", help="the practice's own rows of the grid of services")
    parser.add_argument(
        "--count", action="store_true", help="count how often the verdicts of a batch differ from the planned ones"
    )
    add_store_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Judge and print; see the module's help for the exit codes."""
    if args.batch not in (None, "-"):
        return wrong_usage(args, f"what is {args.batch!r}? Give --text, --note FILE, or - for a batch")
    if args.batch is None and args.text is None and args.note is None and not args.service:
        return wrong_usage(args, "say what to judge: --text, --note, --service, or - for a batch")
    for path in (args.note, args.grid):
        if path is not None and not path.is_file():
            return wrong_usage(args, f"no such file: {path}")

    from cleanskin.cli.references.asking import open_reference
    from cleanskin.front_desk.verdict import verdict
    from cleanskin.reference.dermatology.service_grid import practice_grid, service_grid

    try:
        grid = practice_grid(args.grid.read_text("utf-8"), file=args.grid.name) if args.grid else service_grid()
    except ValueError as error:
        return wrong_usage(args, str(error))
    reference = open_reference(args)
    failed = 0
    counted: list[Verdict] = []
    for asked, fault in _asked(args):
        if asked is None:
            failed = 1
            print(f"cleanskin verdict: {fault}", file=sys.stderr)
            continue
        found = verdict(asked, reference=reference, grid=grid)
        if args.count:
            counted.append(found)
        else:
            _show(args, found)
    if args.count:
        _count(args, counted)
    return failed


def _asked(args: argparse.Namespace) -> "Iterator[tuple[Asked | None, str]]":
    """Give each question, or what is wrong with its line."""
    import msgspec

    from cleanskin.front_desk.nouns import Asked

    given = Asked(service=args.service, state=args.state, payer=args.payer, on=args.on, planned=args.planned)
    if args.batch is None:
        text = args.text or ""
        if args.note is not None:
            text = args.note.read_text("utf-8", "replace")
        elif text == "-":
            text = sys.stdin.read()
        yield msgspec.structs.replace(given, text=text), ""
        return
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Asked)
        except msgspec.DecodeError as error:
            yield None, f"line {number} of the batch was left out: {error}"
            continue
        yield (
            msgspec.structs.replace(
                one,
                service=one.service or given.service,
                state=one.state or given.state,
                payer=one.payer or given.payer,
                on=one.on or given.on,
                planned=one.planned or given.planned,
            ),
            "",
        )


def _show(args: argparse.Namespace, found: "Verdict") -> None:
    if args.format == "json":
        import msgspec

        text = msgspec.json.encode(found)
        print((text if args.batch else msgspec.json.format(text, indent=2)).decode())
        return
    from cleanskin.cli.verdict_text import lines

    print("\n".join(lines(found)))
    if args.batch:
        print()


def _count(args: argparse.Namespace, found: "list[Verdict]") -> None:
    """Print the rate of changed verdicts, in all and by what was planned."""
    import msgspec

    from cleanskin.insight.kpis import compute_rows, find_kpi
    from cleanskin.insight.verdicts_read import Told, verdict_rows

    (kpi,) = find_kpi("verdict_change_rate")
    told = [Told(verdict=one.verdict, planned=one.planned, services=one.services, payer=one.payer) for one in found]
    rows = verdict_rows(told)
    columns = ("numerator", "denominator", "value", "enough")
    parts = [("in all", compute_rows(kpi, rows).row(0, named=True))]
    parts += [
        (f"planned {row['planned_verdict']}", row)
        for row in compute_rows(kpi, rows, ["planned_verdict"]).iter_rows(named=True)
    ]
    if args.format == "json":
        answer = {"kpi": kpi.name, "parts": [{"of": name, **{key: row[key] for key in columns}} for name, row in parts]}
        print(msgspec.json.encode(answer).decode())
        return
    for name, row in parts:
        share = "nothing to divide by" if row["value"] is None else f"{row['value']:.1%}"
        few = "" if row["enough"] else f"  (too few to say: {kpi.minimum_count} are needed)"
        print(f"{name}: {row['numerator']:.0f} of {row['denominator']:.0f} changed, {share}{few}")
