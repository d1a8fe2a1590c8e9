"""One run of `cleanskin scrub`: reading, scrubbing, printing, writing the fixed file."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from cleanskin.claim.batch import BatchResult, InputFile, scrub_files
from cleanskin.claim.findings import kind_of
from cleanskin.claim.scrub import ClaimReport, HeldClaim, Scrubber, read_claims
from cleanskin.claim.setup import Setup, engine_of, reference_of
from cleanskin.claim.summary import Summary, not_held
from cleanskin.cli.inputs import inputs
from cleanskin.cli.rule_options import setup_of
from cleanskin.cli.scrubbing.data import as_csv, as_json
from cleanskin.cli.scrubbing.page import as_html
from cleanskin.cli.scrubbing.text import as_text, summary_text
from cleanskin.cli.scrubbing.unread import tell
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.x12.findings import found

_LARGE_BYTES = 24 << 20
"""From here on claims go through buckets on disk, in several processes."""


def perform(args: argparse.Namespace) -> int:
    """Run; 0 when nothing is held, else 1.  Raises WrongConfiguration."""
    import gc

    gc.disable()  # millions of small structures and no cycles
    setup, wrong = setup_of(args)
    setup = msgspec.structs.replace(setup, submitted_on=args.submitted)
    troubles: list[Finding] = [*wrong]
    files = _files(args, troubles)
    if args.workers > 1 or (not args.workers and _size(args) >= _LARGE_BYTES):
        run = _in_buckets(files, setup, args.workers or _cores())
    else:
        run = _in_memory(files, setup)
    engine, summary = engine_of(setup), run.summary
    about_run = (
        *engine.about_configuration(as_of=args.submitted or date.today(), used=run.used),
        *not_held(reference_of(setup), summary.first_day, summary.last_day),
    )
    reports = list(run.reports)
    faults = (*troubles, *run.findings)
    _print(args, reports, about_run, summary, faults)
    unread = tell(faults)
    if args.fix is not None:
        from cleanskin.cli.scrubbing.fixing import write_fixed

        unread |= write_fixed(args.paths, reports, args.fix)
    return int(bool(summary.held or unread or not summary.claims))


def _in_memory(files: Iterator[InputFile], setup: Setup) -> BatchResult:
    engine = engine_of(setup)
    scrubber = Scrubber(engine, submitted_on=setup.submitted_on)
    present: list[HeldClaim] = []
    findings: list[Finding] = []
    for file in files:
        read = read_claims(file.data, file=file.name)
        findings += read.findings
        scrubber.know((held.claim for held in read.claims), past=file.past)
        if not file.past:
            present += read.claims
    summary = Summary()
    reports = list(scrubber.scrub(present, summary))
    return BatchResult(reports, summary, tuple(findings), engine.used_suppressions)


def _in_buckets(files: Iterator[InputFile], setup: Setup, workers: int) -> BatchResult:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="cleanskin-") as folder:
        return scrub_files(files, setup, folder=Path(folder), workers=workers)


def _cores() -> int:
    import os

    return max(1, min(os.cpu_count() or 1, 16))


def _size(args: argparse.Namespace) -> int:
    """Return the bytes of all files together."""
    folders = [path for path in (*args.paths, *args.history) if path.is_dir()]
    plain = [path for path in (*args.paths, *args.history) if path.is_file()]
    inner = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in (*plain, *inner))


def _files(args: argparse.Namespace, troubles: list[Finding]) -> Iterator[InputFile]:
    """Open every file, the past first; one whose content was read before is named and left out."""
    import hashlib

    seen: set[bytes] = set()
    place = 0
    for paths, past in ((args.history, True), (args.paths, False)):
        for item in inputs(paths):
            if item.trouble:
                troubles.append(found(item.trouble, f"Not read: {item.reason}.", where=Pointer(file=item.name)))
                continue
            digest = hashlib.sha256(item.data).digest()
            if digest in seen:
                message = "The content of this file was read before: it was left out."
                troubles.append(kind_of("file-given-twice").finding(message, where=Pointer(file=item.name)))
                continue
            seen.add(digest)
            yield InputFile(place, item.name, item.data, past=past)
            place += 1


def _print(
    args: argparse.Namespace,
    reports: list[ClaimReport],
    about_run: tuple[ClaimFinding, ...],
    summary: Summary,
    faults: tuple[Finding, ...],
) -> None:
    write: Any = {
        "text": as_text,
        "json": partial(as_json, unread=faults),
        "csv": partial(as_csv, unread=faults),
        "html": as_html,
    }[args.format]
    for piece in write(reports, about_run, summary):
        sys.stdout.write(piece)
    sys.stdout.flush()
    if not args.quiet and args.format != "html":
        lines = "\n".join(summary_text(summary, about_run))
        print(lines, file=sys.stdout if args.format == "text" else sys.stderr)
