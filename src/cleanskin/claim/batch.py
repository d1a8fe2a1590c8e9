"""Scrubbing more claims than fit into memory, in several processes.

First each file is cut into claims, which go to buckets on disk by their patient; then each bucket is read, its claims
set beside one another, and scrubbed.  A bucket needs nothing of another one, so that workers, or machines, share them.
`sort_files` and `scrub_bucket` are the two tasks; `scrub_files` runs them here.  The folder of the buckets holds
patient data: it belongs to the caller, who removes it.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cleanskin.claim.buckets import InputFile as InputFile  # callers find it here
from cleanskin.claim.buckets import (
    Sorted,
    bucket_names,
    claims_of,
    groups_of,
    pieces,
    read_bucket,
    sort_files,
)
from cleanskin.claim.scrub import ClaimReport, Scrubber
from cleanskin.claim.setup import Setup, engine_of
from cleanskin.claim.summary import Summary
from cleanskin.kernel.finding import Finding
from cleanskin.kernel.period import Period
from cleanskin.rules.configuration import Suppression


class Bucketed(msgspec.Struct, frozen=True):
    """What came out of a bucket: reports encoded, each with its file's place and its position, the counts, the rest."""

    reports: tuple[tuple[int, int, bytes], ...]
    summary: Summary
    findings: tuple[Finding, ...]
    used: tuple[Suppression, ...]


class BatchResult(NamedTuple):
    """The whole run: reports in the order of files and claims, counts, findings about files, suppressions used."""

    reports: Iterable[ClaimReport]
    summary: Summary
    findings: tuple[Finding, ...]
    used: frozenset[Suppression]


def scrub_files(files: Iterable[InputFile], setup: Setup, *, folder: Path, workers: int) -> BatchResult:
    """Sort the files into buckets in `folder` and scrub them, in so many processes; 1 works in this one."""
    engine_of(setup)  # before the other processes begin: where they are copies of this one, they have it already
    pool = ProcessPoolExecutor(workers, initializer=gc.disable) if workers > 1 else None  # structures, no cycles
    try:
        groups = groups_of(file for one in files for file in pieces(one))
        done_files = _each(pool, _sort, ((group, folder) for group in groups), workers * 2)
        sorted_files = [one for several in done_files for one in several]
        past = [one.days for one in sorted_files if one.days[0]]
        complete = _complete(past, [one.days[1] for one in sorted_files if one.days[1]])
        buckets = ((folder, name, setup, complete) for name in bucket_names(folder))
        done = list(_each(pool, _scrub, buckets, workers * 2))
    finally:
        if pool is not None:
            pool.shutdown()
    summary = Summary()
    for one in done:
        summary.merge(one.summary)
    order = sorted(
        (place, position, at, n) for at, one in enumerate(done) for n, (place, position, _) in enumerate(one.reports)
    )
    decode = msgspec.msgpack.Decoder(ClaimReport).decode
    return BatchResult(
        reports=(decode(done[at].reports[n][2]) for _, _, at, n in order),
        summary=summary,
        findings=(*(f for one in sorted_files for f in one.findings), *(f for one in done for f in one.findings)),
        used=frozenset(suppression for one in done for suppression in one.used),
    )


def scrub_bucket(folder: Path, name: str, setup: Setup, complete: Period | None) -> Bucketed:
    """Scrub the claims of a bucket, each beside the others of its patient."""
    chunks = read_bucket(folder, name)
    findings: list[Finding] = []
    held = [[*claims_of(chunk, findings)] for chunk in chunks]
    scrubber = Scrubber(engine_of(setup), submitted_on=setup.submitted_on, has_others=True)
    history = scrubber.history
    history.complete = complete
    for several in held:
        for one in several:
            history.add(one.claim)
    summary = Summary()
    encode = msgspec.msgpack.Encoder().encode
    reports = [
        (chunk.place, report.position, encode(report))
        for chunk, several in zip(chunks, held)
        if not chunk.past
        for report in scrubber.scrub(several, summary)
    ]
    return Bucketed(tuple(reports), summary, tuple(findings), tuple(scrubber.engine.used_suppressions))


def _each(
    pool: ProcessPoolExecutor | None, task: Callable[[Any], Any], items: Iterable[Any], ahead: int
) -> Iterator[Any]:
    """Do a task for all items, in their order; at most `ahead` wait in the pool, so that memory stays small."""
    if pool is None:
        yield from map(task, items)
        return
    waiting = []
    for item in items:
        waiting.append(pool.submit(task, item))
        if len(waiting) > ahead:
            yield waiting.pop(0).result()
    for one in waiting:
        yield one.result()


def _sort(item: tuple[list[InputFile], Path]) -> list[Sorted]:
    return sort_files(*item)


def _scrub(item: tuple[Path, str, Setup, Period | None]) -> Bucketed:
    return scrub_bucket(*item)


def _complete(past: Sequence[tuple[str, str]], lasts: Sequence[str]) -> Period | None:
    """Return the days for which every claim is held: from the first one of the past to the last of all."""
    firsts = [day for day, _ in past if day]
    if not firsts:
        return None
    return Period(_day(min(firsts)), date.fromordinal(min(_day(max(lasts)).toordinal() + 1, date.max.toordinal())))


def _day(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return date.max
