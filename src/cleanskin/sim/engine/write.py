"""Writing a world: months of an invented dermatology practice as X12 files, with the truth.

    summary = write_world(Path("build/world"), Configuration(seed=1, providers=2, months=6))

Same configuration, same bytes, on any machine and with any number of processes.  Nothing here knows how other parts
of the project read, code, scrub, match or classify.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.clearinghouse import Assembly, Fault
from cleanskin.sim.engine.blocks import Block, run_blocks
from cleanskin.sim.engine.refusals import ImpossibleWorld, refusals
from cleanskin.sim.engine.spool import read_days
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.engine.truth import Totals
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import PAYERS
from cleanskin.sim.planted import Story, planted

TRUTH = "truth.jsonl"
VISITS = "visits.jsonl"
SUMMARY = "truth_summary.json"


class WorldSummary(msgspec.Struct, kw_only=True):
    """Totals of one world, as written to truth_summary.json; amounts are cents.

    `files` counts files, claims and bytes by the names of the assembly; `tables` are counts of the truth by name.
    """

    configuration: Configuration
    start: date
    end: date
    as_of: date
    practice_name: str
    billing_npi: str
    billing_tin: str
    providers: int
    claims: int
    visits: int
    amount_billed: Cents
    amount_paid_primary: Cents
    amount_paid_secondary: Cents
    files: dict[str, int]
    tables: dict[str, dict[str, int]]
    echoes_by_payer: dict[str, str]
    provider_npis: dict[str, str]
    stories: tuple[Story, ...]
    faults: tuple[Fault, ...]


def write_world(
    out: Path,
    configuration: Configuration,
    *,
    processes: int = 1,
    on_progress: Callable[[str], None] | None = None,
) -> WorldSummary:
    """Write a world below `out` and return its summary.

    Raises ImpossibleWorld with every reason when the configuration cannot be simulated, and FileExistsError when `out`
    already holds anything: two worlds would mix.  On any failure nothing is left in `out`.
    """
    reasons = refusals(configuration)
    if reasons:
        raise ImpossibleWorld("; ".join(reasons))
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} is not an empty folder")
    say = on_progress or (lambda _: None)
    out.mkdir(parents=True, exist_ok=True)
    summary = None
    try:
        with tempfile.TemporaryDirectory(prefix="cleanskin-world-", dir=out) as spill:
            summary = _write(out, configuration, Path(spill), processes=processes, say=say)
    finally:
        if summary is None:
            _empty(out)
    return summary


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink()


def _write(
    out: Path, configuration: Configuration, spill: Path, *, processes: int, say: Callable[[str], None]
) -> WorldSummary:
    totals = Totals()
    blocks: list[Block] = []
    for block in run_blocks(configuration, spill, processes=processes):
        totals.merge(block.totals)
        blocks.append(block)
        say(f"{totals.visits:,} visits lived, {totals.claims:,} claims")
    _join(out / TRUTH, (block.claims for block in blocks))
    if configuration.notes:
        _join(out / VISITS, (block.visits for block in blocks))
    say("putting them into files")
    surroundings = Surroundings(configuration)
    assembly = Assembly(out, configuration, surroundings.practice, as_of=surroundings.as_of)
    for events in read_days(block.spool for block in blocks):
        assembly.take(events)
    files, faults = assembly.close()
    summary = _summary(surroundings, totals, files, tuple(faults))
    (out / SUMMARY).write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1))
    return summary


def _join(path: Path, parts: Iterable[Path]) -> None:
    """Put files together in their order and remove them."""
    with path.open("wb") as whole:
        for part in parts:
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, whole, 1 << 20)
            part.unlink()


def _summary(
    surroundings: Surroundings, totals: Totals, files: dict[str, int], faults: tuple[Fault, ...]
) -> WorldSummary:
    configuration = surroundings.configuration
    practice = surroundings.practice
    return WorldSummary(
        configuration=configuration,
        start=configuration.start,
        end=surroundings.end,
        as_of=surroundings.as_of,
        practice_name=practice.name,
        billing_npi=practice.npi,
        billing_tin=practice.tin,
        providers=len(practice.providers),
        claims=totals.claims,
        visits=totals.visits,
        amount_billed=totals.amount_billed,
        amount_paid_primary=totals.amount_paid_primary,
        amount_paid_secondary=totals.amount_paid_secondary,
        files=files,
        tables={name: dict(sorted(table.items())) for name, table in sorted(totals.tables.items())},
        echoes_by_payer={key: PAYERS[key].echo for key in sorted(PAYERS)},
        provider_npis={provider.key: provider.npi for provider in practice.providers},
        stories=planted(configuration, practice),
        faults=faults,
    )
