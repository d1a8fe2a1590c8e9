"""Scrubbing more claims than fit into memory, in several processes.

First each file is cut into claims, which go to buckets on disk by their patient; then each bucket is read, its claims
set beside one another, and scrubbed.  A bucket needs nothing of another one, so that workers, or machines, share them.
`sort_files` and `scrub_bucket` are the two tasks; `scrub_files` runs them here.  The folder of the buckets holds
patient data: it belongs to the caller, who removes it.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from multiprocessing import get_start_method
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from cleanskin.claim.buckets import InputFile as InputFile  # callers find it here
from cleanskin.claim.buckets import (
    Sorted,
    bucket_names,
    claims_of,
    groups_of,
    pieces,
    read_bucket,
    some_claims,
    sort_files,
)
from cleanskin.claim.scrub import ClaimReport, Scrubber
from cleanskin.claim.setup import Setup, engine_of
from cleanskin.claim.summary import Summary
from cleanskin.kernel.finding import Finding
from cleanskin.kernel.period import Period
from cleanskin.rules.configuration import Suppression

_GROUPS_AHEAD: Final = 16
"""So many groups of files wait in memory to be sorted."""
_REHEARSED: Final = 100


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
    groups = groups_of(file for one in files for file in pieces(one))
    first = next(groups, [])
    with _processes(workers) as pool:
        sorting = _each(pool, _sort, ((group, folder) for group in chain((first,), groups)), _GROUPS_AHEAD)
        if pool is not None and first:
            _rehearse(setup, first[0])
        sorted_files = [one for several in sorting for one in several]
    past = [one.days for one in sorted_files if one.days[0]]
    complete = _complete(past, [one.days[1] for one in sorted_files if one.days[1]])
    buckets = ((folder, name, setup, complete) for name in bucket_names(folder))
    with _processes(workers) as pool:  # new ones, copies of this one, which is ready by now
        done = [*_each(pool, _scrub, buckets, workers * 2)]
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


@contextmanager
def _processes(workers: int) -> Iterator[ProcessPoolExecutor | None]:
    """Give so many processes to work in, None for this one."""
    if workers == 1:
        yield None
        return
    with ProcessPoolExecutor(workers, initializer=gc.disable) as pool:  # millions of small structures and no cycles
        yield pool


def _each(
    pool: ProcessPoolExecutor | None, task: Callable[[Any], Any], items: Iterable[Any], ahead: int
) -> Iterator[Any]:
    """Do a task for all items, in their order; at most `ahead` wait in the pool, so that memory stays small.

    The first ones are begun at once.
    """
    if pool is None:
        return map(task, items)
    rest = iter(items)
    return _results(pool, task, rest, deque(pool.submit(task, item) for item in islice(rest, ahead)))


def _results(
    pool: ProcessPoolExecutor, task: Callable[[Any], Any], rest: Iterator[Any], waiting: "deque[Future[Any]]"
) -> Iterator[Any]:
    """Give results in order, and begin another item for each."""
    while waiting:
        done = waiting.popleft().result()
        waiting.extend(pool.submit(task, item) for item in islice(rest, 1))
        yield done


def _rehearse(setup: Setup, file: InputFile) -> None:
    """Scrub a few claims for nothing: so this process has opened and compiled what others will need.

    It is done while others sort.  Where new processes are no copies of this one it would be in vain.
    """
    if get_start_method() == "fork":
        scrubber = Scrubber(engine_of(setup), submitted_on=setup.submitted_on, has_others=True)
        held = some_claims(file, most=_REHEARSED)
        scrubber.know(one.claim for one in held)
        for _ in scrubber.scrub(held, Summary()):
            pass


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
