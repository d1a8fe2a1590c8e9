"""The transactions of a piece: where each begins and ends, what it is, and its row."""

import hashlib
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.frames import TRANSACTIONS
from cleanskin.x12.bulk.notes import Notes
from cleanskin.x12.bulk.pieces import Piece
from cleanskin.x12.bulk.scan import Segments, first_of, stripped, sums_of, tag_of
from cleanskin.x12.bulk.spans import Flags, Ints, Spans
from cleanskin.x12.bulk.values import days, decimals, small_integers
from cleanskin.x12.kinds import recognize

KINDS_READ = ("837P", "835", "277CA")
"""Transactions that give rows of their own frames."""

_DELIMITERS = b"*:~"
"""Delimiters that checksums of content are made with."""

_CLOSING = ("SE", "ST", "GS", "GE", "ISA", "IEA", "TA1")


@dataclass
class Transactions:
    """The transactions of a piece as columns; rows are those of the transactions frame."""

    first: Ints
    last: Ints
    """Rows of its first and last segment in the piece."""
    of_segment: Ints
    """For each segment of the piece its transaction, -1 outside."""
    kind: list[str]
    version: list[str]
    outdated: Flags
    closed: Flags
    status: list[str]
    claims: Ints
    amount_billed: Ints
    amount_paid: Ints
    content_hash: list[bytes]

    def of_kind(self, kind: str) -> Flags:
        """True for the transactions of that kind that are to be read."""
        kinds = (k == kind and s == "read" for k, s in zip(self.kind, self.status))
        return np.fromiter(kinds, dtype=np.bool_, count=len(self.kind))


def find_transactions(piece: Piece, notes: Notes) -> Transactions:
    """Find the transactions of a piece, tell their kinds, and decide which can be read.

    Quarantined are those without their SE and those with a CLM02, CLP03 or CLP04 that is no amount: their rows would
    look complete and are not.
    """
    segments = piece.segments
    first = segments.find_any("ST", "TA1")
    alone = segments.tag[first] == tag_of("TA1")
    closing = segments.find_any(*_CLOSING)
    after = np.append(closing, len(segments))[np.searchsorted(closing, first, side="right")]
    tags = np.append(segments.tag, np.uint64(0))
    closed = (tags[after] == tag_of("SE")) | alone
    last = np.where(alone, first, np.where(closed, after, after - 1))
    closed &= ~_cut_in_trailer(piece, first, last)
    of_segment = _of_segment(first, last, len(segments))
    kind, version, outdated = _kinds(segments, first, alone)
    found = Transactions(
        first=first,
        last=last,
        of_segment=of_segment,
        kind=kind,
        version=version,
        outdated=outdated,
        closed=closed,
        status=[],
        claims=np.zeros(len(first), dtype=np.int64),
        amount_billed=np.zeros(len(first), dtype=np.int64),
        amount_paid=np.zeros(len(first), dtype=np.int64),
        content_hash=_hashes(piece, first, last, closed),
    )
    unreadable = _totals(piece, found, notes)
    lost: list[int] = []
    for index, name in enumerate(kind):
        if not closed[index]:
            found.status.append("quarantined")
            lost.append(index)
        elif unreadable[index]:
            found.status.append("quarantined")
        else:
            found.status.append("read" if name in KINDS_READ else "structural")
    if lost:
        notes.values("transaction-trailer-missing", piece.places(last[lost]), "SE")
    return found


def _of_segment(first: Ints, last: Ints, segments: int) -> Ints:
    """Return for each segment its transaction, -1 outside."""
    size = last - first + 1
    after = np.append(first[1:], segments) - last - 1
    numbers = np.stack([np.arange(len(first)), np.full(len(first), -1)], axis=1).ravel()
    before = np.full(int(first[0]) if len(first) else segments, -1)
    return np.concatenate([before, np.repeat(numbers, np.stack([size, after], axis=1).ravel())])


def _cut_in_trailer(piece: Piece, first: Ints, last: Ints) -> Flags:
    """True for a transaction whose SE has no terminator and does not repeat the control number: the file was cut."""
    cut = np.isin(last, piece.cut)
    some = np.flatnonzero(cut)
    own, repeated = piece.segments.rows(first[some])[2], piece.segments.rows(last[some])[2]
    for index, row in enumerate(some.tolist()):
        cut[row] = not own.bytes_at(index) or own.bytes_at(index) != repeated.bytes_at(index)
    return cut


def envelope_rows(piece: Piece, first: Ints) -> tuple[Ints, Ints]:
    """Return for each transaction the rows of its ISA and GS, -1 without one."""
    segments = piece.segments
    isa = segments.latest(first, "ISA")
    gs = segments.latest(first, "GS")
    ends = segments.latest(first, "GE", "IEA", "ISA")
    return isa, np.where(gs > ends, gs, -1)


def _kinds(segments: Segments, first: Ints, alone: Flags) -> tuple[list[str], list[str], Flags]:
    if not len(first):
        return [], [], np.zeros(0, dtype=np.bool_)
    rows = segments.rows(first)
    gs_row = segments.latest(first, "GS")
    ends = segments.latest(first, "GE", "IEA", "ISA")
    group = segments.rows(np.where(gs_row > ends, gs_row, -1))
    columns = (rows[1], rows[3], group[8], group[1])
    # the same guide is named over and over: tell each combination of the first twelve bytes once
    keys = [column.keys().tolist() for column in columns]
    more = [column.high_keys(np.arange(len(first))).tolist() for column in columns]
    known: dict[tuple[int, ...], tuple[str, str, bool]] = {}
    told = []
    for index, key in enumerate(zip(*keys, *more)):
        answer = known.get(key)
        if answer is None:
            st01, st03, gs08, gs01 = (column.bytes_at(index).decode("utf-8", "replace") for column in columns)
            kind = recognize(st01, st03, gs08, gs01)
            answer = known[key] = (kind.kind, kind.version, kind.outdated)
        told.append(answer)
    if bool(alone.any()):
        told = [("TA1", "", False) if single else answer for answer, single in zip(told, alone.tolist())]
    outdated = np.fromiter((answer[2] for answer in told), dtype=np.bool_, count=len(told))
    return [answer[0] for answer in told], [answer[1] for answer in told], outdated


def _hashes(piece: Piece, first: Ints, last: Ints, closed: Flags) -> list[bytes]:
    """Return a checksum of what stands between ST and SE, line ends and choice of delimiters set aside."""
    segments = piece.segments
    if not len(first):
        return []
    starts = np.append(segments.start, segments.bounds[-1] + 1)
    after = np.where(closed, last, last + 1)
    begin = starts[first + 1]
    end = np.maximum(starts[after], begin)
    if (between := _between(piece, starts, first + 1, after)) is not None:
        return [_checksum(between[0][a:b]) for a, b in pairwise(between[1])]
    table = bytes.maketrans(bytes(piece.delimiters), _DELIMITERS)
    data = segments.source.data
    ends = zip(begin.tolist(), end.tolist())
    return [_checksum(data[a:b].translate(table, b"\r\n")) for a, b in ends]


def _between(piece: Piece, starts: Ints, begin: Ints, after: Ints) -> tuple[memoryview, list[int]] | None:
    """Return the segments from each `begin` to before `after` without the line ends between them, and where they end.

    None when that is not all that stands between them, or when there are no kernels.
    """
    segments = piece.segments
    fast = compiled.kernels()
    if fast is None or bytes(piece.delimiters) != _DELIMITERS:
        return None
    source = segments.source
    out = bytearray(len(source.data))
    words = np.ndarray(shape=(len(out) - 8,), dtype="<u8", buffer=out, strides=(1,))
    places = segments.first, segments.count, segments.bounds
    ends = fast.joined_segments(source.buffer, source.words, starts, *places, begin, after, words)
    return (memoryview(out), [0, *ends.tolist()]) if len(ends) else None


def _checksum(data: bytes | memoryview) -> bytes:
    return hashlib.sha256(data).hexdigest()[:32].encode()


def _totals(piece: Piece, found: Transactions, notes: Notes) -> Flags:
    """Count claims and add up their amounts; return where one of them is no amount."""
    segments = piece.segments
    count = len(found.first)
    unreadable = np.zeros(count, dtype=np.bool_)
    for tag, kind, billed, paid in (("CLM", "837P", 2, 0), ("CLP", "835", 3, 4)):
        rows = segments.find(tag)
        owner = found.of_segment[rows]
        rows, owner = rows[owner >= 0], owner[owner >= 0]
        if not len(rows):
            continue
        found.claims += np.bincount(owner, minlength=count)
        counted = np.fromiter((k == kind for k in found.kind), dtype=np.bool_, count=count)[owner]
        rows, owner = rows[counted], owner[counted]
        elements = segments.rows(rows)
        for element, total in ((billed, found.amount_billed), (paid, found.amount_paid)):
            if not element:
                continue
            value, valid, _ = decimals(elements[element], 2)
            total += sums_of(owner, value, count)
            if not bool(valid.all()):
                bad = np.flatnonzero(~valid)
                unreadable[owner[bad]] = True
                notes.values("amount-not-readable", piece.places(rows[bad]), f"{tag}{element:02d}")
    return unreadable


@dataclass
class TransactionColumns:
    """What a transaction's row takes from its header segments."""

    date_created: tuple[Ints, Flags]
    bht: Ints


def header_dates(piece: Piece, found: Transactions, gs: Ints, notes: Notes) -> TransactionColumns:
    """Return the days on which transactions were made, and their BHT rows."""
    segments = piece.segments
    count = len(found.first)
    bht_rows = segments.find("BHT")
    bht = first_of(found.of_segment[bht_rows], bht_rows, count)
    group_day, group_valid, _ = days(segments.rows(gs)[4])
    value, valid, bad = days(segments.rows(bht)[4])
    if bool(bad.any()):
        notes.values("element-not-of-its-kind", piece.places(bht[bad]), "BHT04")
    is_remittance = np.fromiter((k == "835" for k in found.kind), dtype=np.bool_, count=count)
    is_claim = np.fromiter((k == "837P" for k in found.kind), dtype=np.bool_, count=count)
    if bool(is_remittance.any()):
        dtm = production_dates(piece, found)
        made, made_valid, _ = days(segments.rows(dtm)[2])
        value, valid = np.where(is_remittance, made, value), np.where(is_remittance, made_valid, valid)
    value = np.where(valid | is_claim, value, group_day)
    return TransactionColumns((value, np.where(is_claim, valid, valid | group_valid)), bht)


def production_dates(piece: Piece, found: Transactions) -> Ints:
    """Return for each transaction the row of the first DTM*405 before its first claim, -1 without one."""
    segments = piece.segments
    rows = segments.find("DTM")
    rows = rows[found.of_segment[rows] >= 0]
    rows = rows[segments.rows(rows)[1].equals("405")]
    starts = segments.find_any("LX", "CLP", "PLB")
    owner = found.of_segment[rows]
    body = np.append(starts, len(segments))[np.searchsorted(starts, found.first)]
    early = rows < body[owner]
    return first_of(owner[early], rows[early], len(found.first))


def transaction_batch(piece: Piece, found: Transactions, keys: Ints, notes: Notes) -> tuple[Frame, Batch]:
    """Return the frame transactions."""
    segments, count = piece.segments, len(found.first)
    isa_row, gs_row = envelope_rows(piece, found.first)
    isa, gs = segments.rows(isa_row), segments.rows(gs_row)
    alone = segments.tag[found.first] == tag_of("TA1")
    st = segments.rows(np.where(alone, -1, found.first))
    made = header_dates(piece, found, gs_row, notes)
    is_claim, is_remittance = (_is_kind(found, kind) for kind in ("837P", "835"))
    bht = segments.rows(np.where(is_claim, made.bht, -1))
    _remark(piece, found, notes)
    batch = Batch(count)
    batch.integers(keys)
    batch.integers(piece.file[found.first])
    batch.integers(piece.position)
    batch.integers(piece.number[found.first])
    batch.integers(piece.offset[found.first])
    batch.text(Spans.of_texts([kind.encode() for kind in found.kind]))
    batch.text(Spans.of_texts([version.encode() for version in found.version]))
    batch.text(isa[13])
    batch.text(gs[6])
    batch.text(st[2])
    batch.text(gs[2].otherwise(stripped(isa[6])))
    batch.text(gs[3].otherwise(stripped(isa[8])))
    batch.text(isa[15])
    batch.days(*made.date_created)
    for element in (3, 6, 2):
        batch.text(bht[element])
    batch.text(Spans.of_texts(found.content_hash))
    batch.integers(found.last - found.first + 1)
    batch.integers(found.claims)
    batch.integers(found.amount_billed, is_claim | is_remittance)
    batch.integers(found.amount_paid, is_remittance)
    batch.text(Spans.of_texts([status.encode() for status in found.status]))
    return TRANSACTIONS, batch


def _is_kind(found: Transactions, kind: str) -> Flags:
    return np.fromiter((own == kind for own in found.kind), dtype=np.bool_, count=len(found.kind))


def _remark(piece: Piece, found: Transactions, notes: Notes) -> None:
    """Note wrong segment counts and outdated versions of transactions that are read."""
    segments = piece.segments
    trailer = np.where(found.closed & (found.last > found.first), found.last, -1)
    stated, valid = small_integers(segments.rows(trailer)[1])
    wrong = (trailer >= 0) & (~valid | (stated != found.last - found.first + 1))
    notes.values("segment-count-wrong", piece.places(trailer[wrong]), "SE01")
    is_read = np.fromiter((status == "read" for status in found.status), dtype=np.bool_, count=len(found.status))
    notes.values("version-outdated", piece.places(found.first[found.outdated & is_read]), "ST03")
