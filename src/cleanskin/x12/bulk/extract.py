"""From a piece of segments to its part of every frame; what worker threads do."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk.acks import acknowledgements
from cleanskin.x12.bulk.claims import claims
from cleanskin.x12.bulk.frames import CLAIM_FRAMES, REMITTANCE_FRAMES
from cleanskin.x12.bulk.notes import Notes
from cleanskin.x12.bulk.part import Batches, Part
from cleanskin.x12.bulk.pieces import Piece, merge
from cleanskin.x12.bulk.remits import remittances
from cleanskin.x12.bulk.spans import Flags, Ints
from cleanskin.x12.bulk.transactions import find_transactions, transaction_batch

KEYS = {
    "transaction_id": "transactions",
    "claim_id": "claims",
    "line_id": "service_lines",
    "remit_claim_id": "remit_claims",
    "remit_line_id": "remit_lines",
}
"""Key columns and the frame whose rows they count."""

_NAMES = {
    "837P": frozenset(frame.name for frame in CLAIM_FRAMES),
    "835": frozenset(frame.name for frame in REMITTANCE_FRAMES),
    "277CA": frozenset(("acknowledgements",)),
}


@dataclass
class Extracted:
    """A piece's rows, with keys that count from 0; `counts` rows of each keyed frame; statuses by file."""

    frames: list[tuple[Frame, pl.DataFrame]]
    counts: dict[str, int]
    notes: Notes
    statuses: list[tuple[int, str]]

    def keyed(self, bases: dict[str, int]) -> list[tuple[Frame, pl.DataFrame]]:
        """Return the frames with keys that go on from `bases`; they are changed in place, once."""
        for declared, data in self.frames:
            names = declared.names()
            for name, frame in KEYS.items():
                if name in names and (base := bases.get(frame, 0)):
                    data.replace_column(names.index(name), data.get_column(name) + base)
        return self.frames


def _rows_of(of_segment: Ints, chosen: Flags) -> Ints | slice:
    """Return the segments of the chosen transactions, as a range when they stand together."""
    rows = np.flatnonzero((of_segment >= 0) & chosen[of_segment])
    first, last = int(rows[0]), int(rows[-1])
    return slice(first, last + 1) if last - first + 1 == len(rows) else rows


def extract(parts: list[Piece], wanted: Collection[str]) -> Extracted:
    """Return the wanted frames of some pieces with the same delimiters."""
    piece = merge(parts)
    notes = Notes()
    found = find_transactions(piece, notes)
    batches: Batches = {"transactions": transaction_batch(piece, found, np.arange(len(found.kind)), notes)}
    counts = {"transactions": len(found.kind)}
    for kind, names in _NAMES.items():
        chosen = found.of_kind(kind)
        names &= frozenset(wanted)
        if not names or not bool(chosen.any()):
            continue
        rows = _rows_of(found.of_segment, chosen)
        part = Part(
            piece.segments.subset(rows),
            found.of_segment[rows],
            notes,
            file=piece.file[rows],
            number=piece.number[rows],
        )
        if kind == "277CA":
            batches |= acknowledgements(part)
        else:
            made, keyed = (claims if kind == "837P" else remittances)(part, names)
            batches |= made
            counts |= keyed
    frames = [(declared, batch.frame(declared)) for declared, batch in batches.values()]
    files = piece.file[found.first].tolist()
    return Extracted(frames, counts, notes, list(zip(files, found.status)))
