"""One run of `cleanskin code`: reading what is to be coded, coding it, printing."""

import argparse
import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from cleanskin.charge.code import code
from cleanskin.charge.missed import Compared, UnreadableBill, compared, read_billed
from cleanskin.cli.coding.data import as_data
from cleanskin.cli.coding.levels import show_levels
from cleanskin.cli.coding.text import as_text
from cleanskin.cli.references.asking import print_json, store_folder
from cleanskin.cli.rule_options import wrong_usage
from cleanskin.note.read import read
from cleanskin.record.coding import Coding
from cleanskin.record.encounter import Encounter, PayerKind
from cleanskin.reference.look_up import Reference


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One visit of a batch: its words or its encounter, and what else is known."""

    id: str | int | None = None
    provider: str | int | None = None
    text: str = ""
    encounter: Encounter | None = None
    payer: PayerKind = ""
    on: date | None = None


_store: dict[str, Reference] = {}


def perform(args: argparse.Namespace) -> int:
    """Run; 0 when all was read, 1 when not, 2 for wrong usage."""
    if args.levels is not None:
        return show_levels(args, _content(args.levels))
    source, given = _given(args)
    if source == "batch":
        return _batch(args, given)
    try:
        encounter = msgspec.json.decode(given, type=Encounter) if source == "encounter" else read(given)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        print(f"cleanskin: the encounter cannot be read: {error}", file=sys.stderr)
        return 1
    reference = _reference(str(store_folder(args)))
    coding = _coded(encounter, args.payer, args.on, reference)
    billed: Compared | None = None
    if args.billed is not None:
        try:
            lines = read_billed(_content(args.billed))
        except UnreadableBill as error:
            return wrong_usage(args, f"--billed {args.billed}: {error}")
        billed = compared(lines, coding, reference=reference)
    if args.format == "json":
        print_json(as_data(coding, billed=billed, with_encounter=args.show_encounter))
    else:
        print(as_text(coding, "" if source == "encounter" else given, billed=billed), end="")
        if args.show_encounter:
            print_json(coding.encounter)
    return 0


def _given(args: argparse.Namespace) -> tuple[str, str]:
    """Return what is to be coded: "note", "encounter" or "batch", and its text."""
    if args.text is not None:
        return "note", args.text
    if args.note is not None:
        return "note", _content(args.note)
    if args.encounter is not None:
        return "encounter", _content(args.encounter)
    if args.batch is not None:
        return "batch", _content(args.batch)
    content = _content(Path("-"))
    start = content.lstrip()[:1]
    if start != "{":
        return "note", content
    first = content.lstrip().split("\n", 1)[0]
    try:
        held = msgspec.json.decode(first)
    except msgspec.DecodeError:
        return "encounter", content
    return ("batch" if isinstance(held, dict) and ("text" in held or "encounter" in held) else "encounter"), content


def _content(path: Path) -> str:
    data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _batch(args: argparse.Namespace, content: str) -> int:
    """Code a visit a line; every line gives a line, in order; unreadable ones give their error."""
    gc.disable()  # many small structures and no cycles
    lines = [line for line in content.splitlines() if line.strip()]
    one = partial(_line, payer=args.payer, on=args.on, folder=str(store_folder(args)), full=args.show_encounter)
    unread = 0
    for text, is_read in _each(one, lines, args.workers):
        unread += not is_read
        print(text)
    return int(bool(unread))


def _each(one: Any, lines: list[str], workers: int) -> Iterator[tuple[str, bool]]:
    if workers < 2 or len(lines) < 2 * workers:
        yield from map(one, lines)
        return
    with ProcessPoolExecutor(max_workers=workers, initializer=gc.disable) as pool:
        yield from pool.map(one, lines, chunksize=max(1, min(200, len(lines) // (4 * workers))))


def _line(line: str, *, payer: PayerKind, on: date | None, folder: str, full: bool) -> tuple[str, bool]:
    """Return a line of output, and whether the line of input could be read."""
    try:
        asked = msgspec.json.decode(line, type=Asked)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        return msgspec.json.encode({"error": f"the line cannot be read: {error}"}).decode(), False
    encounter = asked.encounter or read(asked.text)
    coding = _coded(encounter, payer or asked.payer, on or asked.on, _reference(folder))
    data = as_data(coding, with_encounter=full)
    named = {name: held for name in ("id", "provider") if (held := getattr(asked, name)) is not None}
    return msgspec.json.encode({**named, **data}).decode(), True


def _coded(encounter: Encounter, payer: PayerKind, on: date | None, reference: Reference) -> Coding:
    return code(encounter, reference=reference, payer=payer, on=on or encounter.on or date.today())


def _reference(folder: str) -> Reference:
    """Return the store, opened once a process."""
    if folder not in _store:
        _store[folder] = Reference(Path(folder))
    return _store[folder]
