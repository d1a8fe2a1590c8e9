"""One run of `cleanskin scrub`: reading, scrubbing, printing, writing the fixed file."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from cleanskin.claim.findings import kind_of
from cleanskin.claim.pricer import FeeListPricer, MedicarePricer, read_fee_list
from cleanskin.claim.scrub import ClaimReport, ClaimsRead, HeldClaim, Scrubber, read_claims
from cleanskin.claim.summary import Summary, not_held
from cleanskin.cli.inputs import inputs
from cleanskin.cli.references.asking import open_reference
from cleanskin.cli.scrubbing.data import as_csv, as_json
from cleanskin.cli.scrubbing.page import as_html
from cleanskin.cli.scrubbing.text import as_text, summary_text
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.rules.configuration import Configuration, read_configuration
from cleanskin.rules.engine import Engine, Pricer
from cleanskin.x12.findings import found


def perform(args: argparse.Namespace) -> int:
    """Run; 0 when nothing is held, else 1.  Raises WrongConfiguration."""
    import gc

    gc.disable()  # millions of small structures and no cycles
    configuration = read_configuration(args.config.read_text("utf-8", "replace")) if args.config else Configuration()
    reference = open_reference(args)
    troubles: list[Finding] = []
    pricer: Pricer = MedicarePricer(reference)
    if args.fees is not None:
        fees, wrong = read_fee_list(args.fees.read_bytes(), file=args.fees.name)
        troubles += wrong
        pricer = FeeListPricer(fees, f"the fee list {args.fees.name}")
    engine = Engine(reference, configuration=configuration, pricer=pricer)
    scrubber = Scrubber(engine, submitted_on=args.submitted)
    seen: set[bytes] = set()
    for read in _reads(args.history, seen):
        troubles += read.findings
        scrubber.know((held.claim for held in read.claims), past=True)
    present: list[HeldClaim] = []
    for read in _reads(args.paths, seen):
        troubles += read.findings
        scrubber.know(held.claim for held in read.claims)
        present += read.claims
    summary = Summary()
    reports = list(scrubber.scrub(present, summary))
    about_run = (
        *engine.about_configuration(as_of=args.submitted or date.today()),
        *not_held(reference, summary.first_day, summary.last_day),
    )
    _print(args, reports, about_run, summary)
    unread = _tell(troubles)
    if args.fix is not None:
        from cleanskin.cli.scrubbing.fixing import write_fixed

        unread |= write_fixed(args.paths, reports, args.fix)
    return int(bool(summary.held or unread or not summary.claims))


def _reads(paths: list[Path], seen: set[bytes]) -> Iterator[ClaimsRead]:
    """Read every file below some paths; one whose content was read before is named and left out."""
    import hashlib

    for item in inputs(paths):
        if item.trouble:
            message = f"Not read: {item.reason}."
            yield ClaimsRead(findings=(found(item.trouble, message, where=Pointer(file=item.name)),))
            continue
        digest = hashlib.sha256(item.data).digest()
        if digest in seen:
            message = "The content of this file was read before: it was left out."
            yield ClaimsRead(findings=(kind_of("file-given-twice").finding(message, where=Pointer(file=item.name)),))
            continue
        seen.add(digest)
        yield read_claims(item.data, file=item.name)


def _print(
    args: argparse.Namespace, reports: list[ClaimReport], about_run: tuple[ClaimFinding, ...], summary: Summary
) -> None:
    write: Any = {"text": as_text, "json": as_json, "csv": as_csv, "html": as_html}[args.format]
    for piece in write(reports, about_run, summary):
        sys.stdout.write(piece)
    sys.stdout.flush()
    if not args.quiet and args.format != "html":
        lines = "\n".join(summary_text(summary, about_run))
        print(lines, file=sys.stdout if args.format == "text" else sys.stderr)


def _tell(findings: list[Finding]) -> bool:
    """Tell what could not be read or used; True when it was an error."""
    for one in findings:
        where = one.where
        place = ", ".join(
            words
            for words in (
                where.file,
                f"transaction {where.transaction}" if where.transaction else "",
                f"claim {where.claim}" if where.claim else "",
                f"segment {where.segment}" if where.segment else "",
            )
            if words
        )
        print(f"cleanskin scrub: {place}: {one.id} {one.message}", file=sys.stderr)
    return any(one.severity == "error" for one in findings)
