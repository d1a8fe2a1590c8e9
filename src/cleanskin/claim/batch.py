"""Scrubbing more claims than fit into memory, in several processes.

First each file is cut into claims, which go to buckets on disk by their patient; then each bucket is read, its claims
set beside one another, and scrubbed.  A bucket needs nothing of another one, so that workers, or machines, share them.
`sort_file` and `scrub_bucket` are the two tasks; `scrub_files` runs them here.  The folder of the buckets holds patient
data: it belongs to the caller, who removes it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

import msgspec

from cleanskin.claim.claim_form import ClaimForm
from cleanskin.claim.claims_from_text import TextReader
from cleanskin.claim.history import patient_of
from cleanskin.claim.ordinary_values import NotOrdinary
from cleanskin.claim.plain_file import Frame, RawClaim, patient_in_text, raw_claims
from cleanskin.claim.scrub import ClaimReport, HeldClaim, Scrubber, read_claims
from cleanskin.claim.setup import Setup, engine_of
from cleanskin.claim.summary import Summary
from cleanskin.kernel.finding import Finding
from cleanskin.kernel.period import Period
from cleanskin.record.claim import Claim
from cleanskin.rules.configuration import Suppression

BUCKETS: Final = 48
"""So many parts by patient: a bucket of a million claims has some twenty thousand."""


class InputFile(NamedTuple):
    """A file to scrub, or of the practice's past (`past`); `place` orders the files, `shift` counts claims before it.

    `shift` is not 0 only for a later piece of a large file, whose transactions are then counted from `first`.
    """

    place: int
    name: str
    data: bytes
    past: bool = False
    shift: int = 0
    first: int = 0


class Sorted(msgspec.Struct, frozen=True):
    """What is known of a file after it was cut: claims, findings, first and last day of service as CCYYMMDD."""

    claims: int
    findings: tuple[Finding, ...] = ()
    days: tuple[str, str] = ("", "")


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A claim in a bucket: as text with the number of its frame, or as a noun with its form."""

    place: int
    position: int
    past: bool
    shift: int = 0
    frame: int = -1
    in_transaction: int = 0
    subscriber: str = ""
    patient: str = ""
    text: str = ""
    claim: Claim | None = None
    form: ClaimForm | None = None
    submitted_on: date | None = None


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
    pool = ProcessPoolExecutor(workers) if workers > 1 else None
    try:
        sorted_files = list(_each(pool, _sort, ((file, folder) for one in files for file in pieces(one)), workers * 2))
        past = [one.days for one in sorted_files if one.days[0]]
        complete = _complete(past, [one.days[1] for one in sorted_files if one.days[1]])
        names = sorted({path.name.split("-")[0] for path in folder.glob("*-*.bucket")})
        done = list(_each(pool, _scrub, ((folder, name, setup, complete) for name in names), workers * 2))
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


def pieces(file: InputFile, *, bytes_max: int = 8 << 20) -> Iterator[InputFile]:
    """Cut a large plain file between transactions; each piece is a file of its own, counting on from the one before."""
    data = file.data
    head_end = data.find(b"GS" + data[3:4], 100, 120)
    if len(data) <= bytes_max or data[:3] != b"ISA" or head_end < 0 or data.count(b"ISA" + data[3:4]) != 1:
        yield file
        return
    e, t = data[3:4], data[105:106]
    end = data[106:head_end]
    begin = t + end + b"ST" + e
    isa, gs = data[:head_end], data[head_end : data.find(t, head_end)]
    last = data.rfind(t + end + b"GE" + e)
    if last < 0 or data.count(t + end + b"GS" + e) != 1 or len(gs.split(e)) != 9:
        yield file  # several groups: left as it is
        return
    control, interchange = gs.split(e)[6], data[:105].split(e)[13]
    at = head_end + len(gs)
    claims = transactions = 0
    while at < last:
        stop = data.find(begin, at + bytes_max)
        stop = last if stop < 0 or stop > last else stop
        body = data[at:stop]
        count = body.count(begin)
        ends = (b"GE" + e + str(count).encode() + e + control, b"IEA" + e + b"1" + e + interchange)
        whole = isa + gs + body + t + end + (t + end).join(ends) + t + end
        yield file._replace(data=whole, shift=claims, first=transactions)
        claims += body.count(t + end + b"CLM" + e)
        transactions += count
        at = stop


def sort_file(file: InputFile, folder: Path) -> Sorted:
    """Cut a file into claims and add them to the buckets."""
    try:
        raw = raw_claims(file.data, file=file.name)
    except NotOrdinary:
        return _sort_walked(file, folder)
    frames: dict[int, int] = {}
    rows: dict[int, list[bytes]] = {}
    encode = msgspec.msgpack.Encoder().encode
    kept: list[Frame] = []
    days: list[str] = []
    for one in raw:
        number = frames.setdefault(id(one.frame), len(frames))
        if number == len(kept):
            kept.append(msgspec.structs.replace(one.frame, transaction=one.frame.transaction + file.first))
        row = _Row(
            place=file.place, position=one.position + file.shift, past=file.past, shift=file.shift, frame=number,
            in_transaction=one.in_transaction, subscriber=one.subscriber, patient=one.patient, text=one.claim,
        )  # fmt: skip
        rows.setdefault(crc32(patient_in_text(one).encode()) % BUCKETS, []).append(encode(row))
        days += _days_in(one)
    _write(folder, file, rows, kept)
    plain = [day for day in days if len(day) == 8 and day.isdecimal()]
    first = min(plain, default="") if file.past else ""
    return Sorted(len(raw), (), (first, max(plain, default="")))


def scrub_bucket(folder: Path, name: str, setup: Setup, complete: Period | None) -> Bucketed:
    """Scrub the claims of a bucket, each beside the others of its patient."""
    rows, findings = _read(folder, name)
    scrubber = Scrubber(engine_of(setup), submitted_on=setup.submitted_on, has_others=True)
    for _, held, past in rows:
        scrubber.know((held.claim,), past=past)
    scrubber.history.complete = complete
    summary = Summary()
    places = {(held.file, held.position): place for place, held, past in rows if not past}
    encode = msgspec.msgpack.Encoder().encode
    present = (held for _, held, past in rows if not past)
    reports = tuple(
        (places[one.file, one.position], one.position, encode(one)) for one in scrubber.scrub(present, summary)
    )
    return Bucketed(reports, summary, tuple(findings), tuple(scrubber.engine.used_suppressions))


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


def _sort(item: tuple[InputFile, Path]) -> Sorted:
    return sort_file(*item)


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


def _days_in(raw: RawClaim) -> list[str]:
    """Return the first days of service that stand in a claim's text."""
    e = raw.frame.isa[3]
    begin = f"\nDTP{e}472{e}"
    return [part.split(e, 1)[-1][:8] for part in raw.claim.split(begin)[1:]]


def _sort_walked(file: InputFile, folder: Path) -> Sorted:
    """Sort a file that is no plain 837P."""
    read = read_claims(file.data, file=file.name)
    rows: dict[int, list[bytes]] = {}
    days: list[str] = []
    for held in read.claims:
        known = patient_of(held.claim)
        named = [f"{part:%Y%m%d}" if isinstance(part, date) else str(part) for part in known]
        if len(named) == 2:
            named.reverse()
        row = _Row(
            place=file.place, position=held.position + file.shift, past=file.past, shift=file.shift, claim=held.claim,
            form=held.form, submitted_on=held.submitted_on,
        )  # fmt: skip
        bucket = crc32("|".join(named).upper().encode()) % BUCKETS
        rows.setdefault(bucket, []).append(msgspec.msgpack.encode(row))
        days += [f"{line.date_of_service:%Y%m%d}" for line in held.claim.lines if line.date_of_service]
    _write(folder, file, rows, [])
    return Sorted(len(read.claims), read.findings, (min(days, default="") if file.past else "", max(days, default="")))


def _write(folder: Path, file: InputFile, rows: dict[int, list[bytes]], frames: list[Frame]) -> None:
    """Add rows to the buckets of this process, and the frames of the file to the folder."""
    (folder / f"{file.place}.{file.shift}.frames").write_bytes(msgspec.msgpack.encode((file.name, frames)))
    for bucket, several in rows.items():
        with (folder / f"{bucket:03d}-{os.getpid()}.bucket").open("ab") as out:
            out.write(b"".join(len(row).to_bytes(4, "big") + row for row in several))


def _read(folder: Path, name: str) -> tuple[list[tuple[int, HeldClaim, bool]], list[Finding]]:
    """Return a bucket's claims in the order of files and positions: place of the file, claim, whether of the past."""
    reader = _reader()
    decode = msgspec.msgpack.Decoder(_Row).decode
    frames_of = msgspec.msgpack.Decoder(tuple[str, tuple[Frame, ...]]).decode
    files: dict[tuple[int, int], tuple[str, tuple[Frame, ...]]] = {}
    found: list[tuple[int, HeldClaim, bool]] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob(f"{name}-*.bucket")):
        data = path.read_bytes()
        at = 0
        while at < len(data):
            size = int.from_bytes(data[at : at + 4], "big")
            row = decode(data[at + 4 : at + 4 + size])
            at += 4 + size
            source = (row.place, row.shift)
            if source not in files:
                files[source] = frames_of((folder / f"{row.place}.{row.shift}.frames").read_bytes())
            file, frames = files[source]
            if row.claim is not None:
                held = HeldClaim(
                    claim=row.claim, file=file, position=row.position, submitted_on=row.submitted_on, form=row.form,
                )  # fmt: skip
            else:
                frame = frames[row.frame]
                raw = RawClaim(frame, row.position, row.in_transaction, row.subscriber, row.patient, row.text)
                made = reader.build(raw)
                findings += made.findings
                held = HeldClaim(claim=made.claim, file=file, position=row.position, submitted_on=frame.created_on)
            found.append((row.place, held, row.past))
    found.sort(key=lambda one: (one[0], one[1].position))
    return found, findings


@lru_cache(maxsize=1)
def _reader() -> TextReader:
    """Return the reader of this process: what comes again in another bucket is not made again."""
    return TextReader()
