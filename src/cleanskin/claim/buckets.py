"""Claims of files sorted into buckets on disk by their patient, and read back from them.

A bucket holds all claims of its patients, so that it needs nothing of another one.  Its files hold patient data: their
folder belongs to the caller, who removes it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

import msgspec

from cleanskin.claim.claims_from_text import TextReader
from cleanskin.claim.history import patient_of
from cleanskin.claim.ordinary_values import NotOrdinary
from cleanskin.claim.plain_file import Frame, RawClaim, days_in, patient_in_text, raw_claims
from cleanskin.claim.scrub import HeldClaim, read_claims
from cleanskin.kernel.finding import Finding

BUCKETS: Final = 48
"""So many parts by patient: a bucket of a million claims has some twenty thousand."""


_GROUP_BYTES: Final = 2 << 20
_SIZE_BYTES: Final = 8

_Text = tuple[int, int, int, str, str, str]
"""A claim of a plain file: position, number of its frame, place in the transaction, subscriber, patient, claim."""


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


class Chunk(msgspec.Struct, frozen=True, array_like=True):
    """The claims of one file that fell into a bucket: of a plain file as text, of others as nouns with their forms."""

    place: int
    shift: int
    past: bool
    frames: tuple[Frame, ...] = ()
    texts: list[_Text] = []
    claims: tuple[HeldClaim, ...] = ()


def sort_files(files: Iterable[InputFile], folder: Path) -> list[Sorted]:
    """Cut files into claims and add them to the buckets."""
    found: list[Sorted] = []
    buckets: dict[int, list[Chunk]] = {}
    for file in files:
        try:
            raw = raw_claims(file.data, file=file.name)
        except NotOrdinary:
            found.append(_sort_walked(file, buckets))
        else:
            found.append(_sort_plain(file, raw, buckets))
    encode = msgspec.msgpack.Encoder().encode
    for bucket, chunks in buckets.items():
        data = encode(chunks)
        with (folder / f"{bucket:03d}-{os.getpid()}.bucket").open("ab") as out:
            out.write(len(data).to_bytes(_SIZE_BYTES, "big") + data)
    return found


def bucket_names(folder: Path) -> list[str]:
    """Return the names of the buckets that hold something."""
    return sorted({path.name.split("-")[0] for path in folder.glob("*-*.bucket")})


def read_bucket(folder: Path, name: str) -> list[Chunk]:
    """Return a bucket's chunks in the order of their files."""
    decode = msgspec.msgpack.Decoder(list[Chunk]).decode
    found: list[Chunk] = []
    for path in folder.glob(f"{name}-*.bucket"):
        data = memoryview(path.read_bytes())
        at = 0
        while at < len(data):
            start = at + _SIZE_BYTES
            at = start + int.from_bytes(data[at:start], "big")
            found += decode(data[start:at])
    return sorted(found, key=lambda chunk: (chunk.place, chunk.shift))


def claims_of(chunk: Chunk, findings: list[Finding]) -> Iterator[HeldClaim]:
    """Make the claims of a chunk, in the order of their positions; add what the walker says of them."""
    yield from chunk.claims
    build = _reader().build
    for position, number, in_transaction, subscriber, patient, text in chunk.texts:
        frame = chunk.frames[number]
        made = build(RawClaim(frame, position, in_transaction, subscriber, patient, text))
        findings += made.findings
        yield HeldClaim(claim=made.claim, file=frame.file, position=position, submitted_on=frame.created_on)


def some_claims(file: InputFile, *, most: int) -> list[HeldClaim]:
    """Return the first claims of a plain file; none of another one, which takes long to read."""
    try:
        raw = raw_claims(file.data, file=file.name)[:most]
        return [HeldClaim(claim=_reader().build(one).claim, submitted_on=one.frame.created_on) for one in raw]
    except NotOrdinary:
        return []


@lru_cache(maxsize=1)
def _reader() -> TextReader:
    """Return the reader of this process: what comes again in another bucket is not made again."""
    return TextReader()


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


def groups_of(files: Iterable[InputFile]) -> Iterator[list[InputFile]]:
    """Put small files together: a task for each would cost more than its work."""
    group: list[InputFile] = []
    size = 0
    for file in files:
        group.append(file)
        size += len(file.data)
        if size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _sort_plain(file: InputFile, raw: Sequence[RawClaim], buckets: dict[int, list[Chunk]]) -> Sorted:
    """Sort the claims that a plain file was cut into."""
    frames: list[Frame] = []
    texts: dict[int, list[_Text]] = {}
    days: set[str] = set()
    frame: Frame | None = None
    for one in raw:
        if one.frame is not frame:
            frame = one.frame
            frames.append(msgspec.structs.replace(frame, transaction=frame.transaction + file.first))
        text = (one.position + file.shift, len(frames) - 1, one.in_transaction, one.subscriber, one.patient, one.claim)
        texts.setdefault(crc32(patient_in_text(one).encode()) % BUCKETS, []).append(text)
        days.update(days_in(one))
    for bucket, several in texts.items():
        chunk = Chunk(file.place, file.shift, file.past, *_with_their_frames(several, frames))
        buckets.setdefault(bucket, []).append(chunk)
    plain = [day for day in days if len(day) == 8 and day.isdecimal()]
    first = min(plain, default="") if file.past else ""
    return Sorted(len(raw), (), (first, max(plain, default="")))


def _sort_walked(file: InputFile, buckets: dict[int, list[Chunk]]) -> Sorted:
    """Sort a file that is no plain 837P."""
    read = read_claims(file.data, file=file.name)
    claims: dict[int, list[HeldClaim]] = {}
    days: list[str] = []
    for held in read.claims:
        known = patient_of(held.claim)
        named = [f"{part:%Y%m%d}" if isinstance(part, date) else str(part) for part in known]
        if len(named) == 2:
            named.reverse()
        counted = msgspec.structs.replace(held, position=held.position + file.shift)
        claims.setdefault(crc32("|".join(named).upper().encode()) % BUCKETS, []).append(counted)
        days += [f"{line.date_of_service:%Y%m%d}" for line in held.claim.lines if line.date_of_service]
    for bucket, several in claims.items():
        buckets.setdefault(bucket, []).append(Chunk(file.place, file.shift, file.past, claims=tuple(several)))
    return Sorted(len(read.claims), read.findings, (min(days, default="") if file.past else "", max(days, default="")))


def _with_their_frames(texts: list[_Text], frames: list[Frame]) -> tuple[tuple[Frame, ...], list[_Text]]:
    """Return the frames that some texts need, and the texts with the numbers of these."""
    used = sorted({text[1] for text in texts})
    if len(used) == len(frames):
        return tuple(frames), texts
    number = {old: new for new, old in enumerate(used)}
    return tuple([frames[old] for old in used]), [(text[0], number[text[1]], *text[2:]) for text in texts]
