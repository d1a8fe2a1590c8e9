"""What commands that run the rules share: their options, checks of what was named, and the engine's setup."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanskin.claim.setup import Setup
    from cleanskin.kernel.finding import Finding


PAYERS = (
    "medicare", "medicare_advantage", "medicaid", "commercial", "tricare", "workers_compensation", "auto", "self_pay",
)  # fmt: skip
"""Kinds of payers that `--payer` takes."""


def payer(text: str) -> str:
    """Read a kind of payer of an argument, however it is written: "Medicare", "self-pay"."""
    return text.strip().lower().replace("-", "_").replace(" ", "_")


def add_store_option(parser: argparse.ArgumentParser) -> None:
    """Add `--home`, the folder of loaded files."""
    parser.add_argument(
        "--home", "--reference", dest="home", type=Path, metavar="DIR",
        help="the folder of loaded official files; default: CLEANSKIN_HOME or the platform's",
    )  # fmt: skip


def add_rule_options(parser: argparse.ArgumentParser, *, config: str, fees: str) -> None:
    """Add `--home`, `--config` and `--fees`; the two texts say what the last two are for."""
    add_store_option(parser)
    parser.add_argument("--config", metavar="FILE", type=Path, help=config)
    parser.add_argument("--fees", metavar="FILE", type=Path, help=fees)


def day(text: str) -> date:
    """Read a day of an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-03-01") from None


def processes(text: str) -> int:
    """Read a number of processes of an argument."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes from 1 to 256")
    return int(text)


def not_there(args: argparse.Namespace, paths: Iterable[Path]) -> str:
    """Say which of the paths, and of the files of the shared options, do not exist; "" when all do."""
    missing = [str(path) for path in paths if not path.exists()]
    missing += [str(path) for path in (args.config, args.fees) if path is not None and not path.is_file()]
    return f"no such file or folder: {', '.join(missing)}" if missing else ""


def wrong_usage(args: argparse.Namespace, message: str) -> int:
    """Say what is wrong with the command line; return the exit code."""
    print(f"cleanskin {args.command}: {message}", file=sys.stderr)
    return 2


def performed(args: argparse.Namespace, perform: Callable[[argparse.Namespace], int]) -> int:
    """Do the command's work; a configuration that is none is wrong usage."""
    from cleanskin.rules.configuration import WrongConfiguration

    try:
        return perform(args)
    except WrongConfiguration as fault:
        return wrong_usage(args, f"--config {args.config}: {fault}")


def setup_of(args: argparse.Namespace) -> "tuple[Setup, tuple[Finding, ...]]":
    """Return how claims are to be scrubbed, and what is wrong with the fee list.  Raises WrongConfiguration."""
    import msgspec

    from cleanskin.claim.pricer import read_fee_list
    from cleanskin.claim.setup import Setup
    from cleanskin.cli.references.asking import store_folder
    from cleanskin.rules.configuration import Configuration, read_configuration

    configuration = read_configuration(args.config.read_text("utf-8", "replace")) if args.config else Configuration()
    setup = Setup(store_folder=str(store_folder(args)), configuration=configuration)
    if args.fees is None:
        return setup, ()
    fees, wrong = read_fee_list(args.fees.read_bytes(), file=args.fees.name)
    rows = tuple((code, modifier, amount) for (code, modifier), amount in fees.items())
    return msgspec.structs.replace(setup, fees=rows, fees_name=f"the fee list {args.fees.name}"), tuple(wrong)
