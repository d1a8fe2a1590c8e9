"""Blocks of patients: lived in this process or in others, with the same spools and the same truth.

How patients are put into blocks depends on their number alone, never on the number of processes.
"""

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from cleanskin.sim.engine.life import live
from cleanskin.sim.engine.spool import write_spool
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.engine.truth import Totals
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.people import patient_count

_LEAST_PATIENTS = 200
_MOST_BLOCKS = 192
"""Every block's spool is open while files are put together."""


class Block(NamedTuple):
    """What one block left on disk: its spool and its parts of the truth; and its totals."""

    spool: Path
    claims: Path
    visits: Path
    totals: Totals


def block_numbers(configuration: Configuration) -> list[tuple[int, ...]]:
    """Return the patients' numbers of each block."""
    numbers: Sequence[int] = configuration.patients or range(patient_count(configuration))
    size = max(_LEAST_PATIENTS, -(-len(numbers) // _MOST_BLOCKS))
    return [tuple(numbers[first : first + size]) for first in range(0, len(numbers), size)]


def run_block(configuration: Configuration, index: int, numbers: tuple[int, ...], folder: Path) -> Block:
    """Let a block of patients live and write its spool and truth below `folder`."""
    block = Block(
        folder / f"{index:04d}.events", folder / f"{index:04d}.claims", folder / f"{index:04d}.visits", Totals()
    )
    surroundings = Surroundings(configuration)
    encode = msgspec.json.Encoder().encode
    events: list[Event] = []
    gc.disable()  # lives hold no cycles worth collecting; a block's end lets all go
    try:
        with block.claims.open("wb", 1 << 18) as claims, block.visits.open("wb", 1 << 18) as visits:
            for number in numbers:
                life = live(surroundings, number)
                events.extend(life.events)
                for claim in life.claims:
                    block.totals.add_claim(claim)
                    _write(claims, encode(claim))
                for visit in life.visits:
                    block.totals.add_visit(visit)
                    _write(visits, encode(visit))
        write_spool(block.spool, events)
    finally:
        gc.enable()
    return block


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(data)
    stream.write(b"\n")


def run_blocks(configuration: Configuration, folder: Path, *, processes: int) -> Iterator[Block]:
    """Run every block, in their order, in so many processes."""
    blocks = block_numbers(configuration)
    if processes <= 1 or len(blocks) == 1:
        for index, numbers in enumerate(blocks):
            yield run_block(configuration, index, numbers, folder)
        return
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn")) as pool:
        waiting = [
            pool.submit(run_block, configuration, index, numbers, folder) for index, numbers in enumerate(blocks)
        ]
        for one in waiting:
            yield one.result()
