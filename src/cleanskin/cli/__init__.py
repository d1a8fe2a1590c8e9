"""The command line: one module per command, found by walking this package.

Reads and writes files, shows progress on standard error, sets exit codes: 0 done; 1 something could not be read or
done, and it was said; 2 wrong usage.  A command module has `add_parser(subparsers)` and `run(args) -> int`, imports
only the standard library at its top, and everything heavy inside `run`, so that `--help` stays quick.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from cleanskin import __version__

_PURPOSE = "The money side of a dermatology practice: X12 files in, the truth about its revenue out."
_EXAMPLES = """examples:
  cleanskin diagnose claims/ remits/ --out report     where the practice stands, and what to change first
  cleanskin read remits/2026-03.835                   what is in a file, and what is wrong with it
  cleanskin explain CO-97                             what a code, a finding or a KPI means, and what to do
  cleanskin kpi list                                  every figure, and what it needs to be known

exit codes: 0 done, 1 something could not be read (it is said which), 2 wrong usage
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command of this package."""
    parser = argparse.ArgumentParser(
        prog="cleanskin", description=_PURPOSE, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"cleanskin {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in sorted(iter_modules(__path__), key=lambda found: found.name):
        if module.ispkg or module.name == "__main__":
            continue
        command = import_module(f"{__name__}.{module.name}")
        if hasattr(command, "add_parser"):
            command.add_parser(subparsers).set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        print("cleanskin: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader of our output went away (`| head`): nothing is wrong, and nothing more can be said
        sys.stderr.close()
        return 0
