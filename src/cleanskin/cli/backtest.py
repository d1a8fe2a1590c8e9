"""`cleanskin backtest`: the rules of the scrubber held against what payers answered."""

import argparse
import sys
from pathlib import Path
from typing import Any

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
    parser.add_argument(
        "--home", "--reference", dest="home", type=Path, metavar="DIR",
        help="the folder of loaded official files; default: CLEANSKIN_HOME or the platform's",
    )  # fmt: skip
    parser.add_argument("--config", metavar="FILE", type=Path, help="TOML: severities, suppressions")
    parser.add_argument(
        "--fees", metavar="FILE", type=Path, help="CSV of code, modifier, amount, instead of Medicare's"
    )
    parser.add_argument(
        "--rules-to", metavar="DIR", type=Path, help="write the proposed rule files there (a new folder)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run and print; see the module's help for the exit codes."""
    missing = [str(path) for path in (*args.claims, *args.remits) if not path.exists()]
    missing += [str(path) for path in (args.config, args.fees) if path is not None and not path.is_file()]
    if missing:
        return _usage(f"no such file or folder: {', '.join(missing)}")
    if args.rules_to is not None and args.rules_to.exists():
        return _usage(f"--rules-to makes a new folder, and this one exists: {args.rules_to}")

    from cleanskin.cli.backtesting.perform import perform
    from cleanskin.rules.configuration import WrongConfiguration

    try:
        return perform(args)
    except WrongConfiguration as fault:
        return _usage(f"--config {args.config}: {fault}")


def _usage(message: str) -> int:
    print(f"cleanskin backtest: {message}", file=sys.stderr)
    return 2
