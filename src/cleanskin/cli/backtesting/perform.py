"""One run of `cleanskin backtest`."""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl

from cleanskin.claim.scrub import HeldClaim, Scrubber, read_claims
from cleanskin.claim.setup import engine_of
from cleanskin.claim.summary import Summary
from cleanskin.cli.backtesting.report import as_json, as_text
from cleanskin.cli.diagnosis.perform import NEEDED_FRAMES
from cleanskin.cli.inputs import inputs
from cleanskin.cli.rule_options import setup_of
from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.backtest import Backtest, backtest
from cleanskin.insight.facts import build_facts
from cleanskin.insight.same_claims import ClaimKey, Places
from cleanskin.insight.spoken import SaidOfClaim, spoken
from cleanskin.remit.match import match
from cleanskin.rules.engine import Engine
from cleanskin.x12.bulk.read import BulkRead, read_paths


def perform(args: argparse.Namespace) -> int:
    """Run; 0 when done, 1 when something could not be read or nothing could be compared.  Raises WrongConfiguration."""
    setup, wrong = setup_of(args)
    setup = msgspec.structs.replace(setup, configuration=msgspec.structs.replace(setup.configuration, preview=True))
    for one in wrong:
        print(f"cleanskin backtest: {one.message}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="cleanskin-") as spill:
        source = read_paths([*args.claims, *args.remits], spill=Path(spill), frames=NEEDED_FRAMES)
        matching = match(source)
        denials = outcomes(source, matching.claim_matches)
        facts = build_facts(source, matching, denials, insurance_only=True)
        engine = engine_of(setup)
        said = list(_said(args, source, engine))
        lines = source.frame("service_lines", ["claim_id", "line_id", "line_number"])
        result = backtest(
            facts,
            spoken(said, lines),
            engine.rules,
            scrubbed=pl.Series([one.claim_id for one in said], dtype=pl.Int64),
        )
        unread = _unread(source)
    written = _write_skeletons(args.rules_to, result) if args.rules_to is not None else ()
    print(as_json(result) if args.format == "json" else as_text(result, written))
    for line in unread:
        print(f"cleanskin backtest: not read: {line}", file=sys.stderr)
    if not result.answered_lines:
        print("cleanskin backtest: no claim here has an answer here: nothing could be compared", file=sys.stderr)
    return int(bool(unread) or not result.answered_lines)


def _said(args: argparse.Namespace, source: BulkRead, engine: Engine) -> Iterator[SaidOfClaim]:
    """Scrub every claim of the files beside the others; findings come with the row of the claims frame.

    Files are read twice, for the history and to be scrubbed, so that the claims of one file at a time are held.
    """
    scrubber = Scrubber(engine)
    for _, claims in _claims_of(args):
        scrubber.know((one.claim for one in claims), past=True)
    places, summary = Places(source), Summary()
    for digest, claims in _claims_of(args):
        keys = (ClaimKey(one.claim.patient_control_number, one.claim.amount_billed) for one in claims)
        held = [(row, one) for row, one in zip(places.rows(digest, keys), claims) if row is not None]
        reports = {report.position: report.findings for report in scrubber.scrub((claim for _, claim in held), summary)}
        for row, claim in held:
            yield SaidOfClaim(row, reports.get(claim.position, ()))


def _claims_of(args: argparse.Namespace) -> Iterator[tuple[str, tuple[HeldClaim, ...]]]:
    """Iterate over checksum and claims of each different file; the bulk reading tells what is wrong with others."""
    seen: set[str] = set()
    for item in inputs(args.claims):
        digest = hashlib.sha256(item.data).hexdigest()
        if not item.trouble and digest not in seen:
            seen.add(digest)
            yield digest, read_claims(item.data, file=item.name).claims


def _unread(source: BulkRead) -> list[str]:
    files = source.frame("files").filter(pl.col("status").is_in(["unreadable", "partly_read"]))
    return [str(path) for path in files["path"].to_list()[:20]]


def _write_skeletons(folder: Path, result: Backtest) -> tuple[Path, ...]:
    """Write each proposed rule file below a new folder, as a family that can be put beside the others."""
    written = []
    for one in result.unforeseen:
        path = folder / one.skeleton.path
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").write_text(
            '"""Rules from the practice\'s own remittances."""\n', encoding="utf-8"
        )
        path.write_text(one.skeleton.text, encoding="utf-8")
        written.append(path)
    return tuple(written)
