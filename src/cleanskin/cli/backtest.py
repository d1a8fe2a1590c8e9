"""`cleanskin backtest`: the rules of the scrubber held against what payers answered."""

import argparse
from pathlib import Path
from typing import Any

from cleanskin.cli.rule_options import add_rule_options, not_there, performed, wrong_usage

_EPILOG = """\
examples:
  cleanskin backtest --claims claims/ --remits remits/                 which rules were right, and what none foresaw
  cleanskin backtest --claims claims/ --remits remits/ --format json   the same as data
  cleanskin backtest --claims claims/ --remits remits/ --rules-to new/ also writes a rule file to begin with for each
                                                                       kind of refusal that stands out

Claims are scrubbed as they were sent, beside the patients' other claims; rules in preview count too.  A claim that was
corrected before it left is not in the files: a rule that is heeded is seen less often than one that is not.  Precision
is given only for rules that foresee a refusal (a rejection: only beside 277CA); claims without an answer do not count.

exit codes: 0 done; 1 something could not be read, or there is nothing to compare; 2 wrong usage
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "backtest",
        help="how often the rules were right, held against remittances, and what none foresaw",
        description="Scrub claims that were already answered, and hold each rule against the payers' first answers.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--claims", nargs="+", metavar="PATH", type=Path, required=True, help="837P files, folders, zips"
    )
    parser.add_argument(
        "--remits", nargs="+", metavar="PATH", type=Path, required=True, help="835 files, folders, zips"
    )
    add_rule_options(
        parser,
        config="TOML: severities, suppressions",
        fees="CSV of code, modifier, amount, instead of Medicare's",
    )
    parser.add_argument(
        "--rules-to", metavar="DIR", type=Path, help="write the proposed rule files there (a new folder)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run and print; see the module's help for the exit codes."""
    if missing := not_there(args, (*args.claims, *args.remits)):
        return wrong_usage(args, missing)
    if args.rules_to is not None and args.rules_to.exists():
        return wrong_usage(args, f"--rules-to makes a new folder, and this one exists: {args.rules_to}")

    from cleanskin.cli.backtesting.perform import perform

    return performed(args, perform)
