"""Arguments that the parts of `cleanskin reference` share, and opening the store."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanskin.cli.rule_options import day

if TYPE_CHECKING:
    from cleanskin.kernel.finding import Finding
    from cleanskin.reference.look_up import Reference


def add_form(parser: argparse.ArgumentParser) -> None:
    """Add `--format` and `--home`."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument(
        "--home", type=Path, metavar="DIR", help="the folder of the store; default: CLEANSKIN_HOME or the platform's"
    )


def add_day(
    parser: argparse.ArgumentParser, meaning: str = "the date of service, as 2026-03-01; default: today"
) -> None:
    """Add `--on`, by default today."""
    parser.add_argument("--on", type=day, default=date.today(), metavar="DATE", help=meaning)


def store_folder(args: argparse.Namespace) -> Path:
    """Return the folder of the reference store that the command is to use."""
    import os

    from cleanskin.reference.home import home, reference_folder

    return reference_folder(args.home or home(environment=os.environ, platform=sys.platform, user_folder=Path.home()))


def open_reference(args: argparse.Namespace) -> "Reference":
    """Open the store with the built-in pack behind it."""
    from cleanskin.reference.look_up import Reference

    return Reference(store_folder(args))


def told(findings: "Sequence[Finding]") -> int:
    """Tell findings on standard error; return 1 when one of them is an error, else 0."""
    for finding in findings:
        print(f"cleanskin: {finding.message} {finding.fix}".rstrip(), file=sys.stderr)
    return int(any(finding.severity == "error" for finding in findings))


def print_json(value: Any) -> None:
    """Print nouns, and what is built of them, as JSON."""
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=1).decode())


def plain_code(text: str) -> str:
    """Return a code as it is kept: upper case, without blanks around it and without the point of ICD-10-CM."""
    code = text.strip().upper()
    return code.replace(".", "", 1) if code[:1].isalpha() and code[3:4] == "." else code
