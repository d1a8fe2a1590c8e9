"""`cleanskin reference`: what was true of a code on a day, and who says so.

Answers come from the built-in dermatology pack and from the official files that you load once (`reference load`); each
answer names its source and release.  Files are kept in the folder CLEANSKIN_HOME, by default your platform's folder for
application data; the folder may be copied to another machine.
"""

import argparse
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

_EXAMPLES = """examples:
  cleanskin reference show 11102 --on 2026-03-01       everything known about a code, on one screen
  cleanskin reference pair 11102 17000                 does one bundle into the other, and may a modifier separate them
  cleanskin reference price 17311 --mod 59 --zip 60601 what Medicare allows, with the arithmetic
  cleanskin reference search "basal cell nose"         codes and diagnoses by words
  cleanskin reference load ~/Downloads/*.zip           official files into the store
  cleanskin reference list                             what is loaded, and what is out of date
  cleanskin reference list --sources                   what can be loaded, and where to get it
  cleanskin reference diff RVU26C RVU26D --dermatology what changes for a dermatology practice

exit codes: 0 done, 1 nothing is known or a file was refused (it is said which), 2 wrong usage
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command and its parts, one module of `references/` each."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "reference",
        help="codes, edits, fees and policies by date of service; loading the official files",
        description=__doc__.split("\n\n", 1)[1] if __doc__ else "",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    package = import_module("cleanskin.cli.references")
    for found in sorted(iter_modules(package.__path__), key=lambda one: one.name):
        module = import_module(f"{package.__name__}.{found.name}")
        if hasattr(module, "add_parser"):
            module.add_parser(parts).set_defaults(run_part=module.run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the part."""
    return int(args.run_part(args))
