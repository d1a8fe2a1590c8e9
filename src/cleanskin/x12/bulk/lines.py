"""The frames service_lines and modifiers of 837P transactions."""

import numpy as np

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.part import Days, Part, Qualified
from cleanskin.x12.bulk.parties import Parties
from cleanskin.x12.bulk.scan import first_of, positions_of
from cleanskin.x12.bulk.spans import Ints, Spans, concatenated
from cleanskin.x12.bulk.values import small_integers

_MODIFIER_PARTS = (3, 4, 5, 6)
_POINTERS = 12


class Lines:
    """The LX loops of a part, and SV1 segments without an LX; rows of frames are those with an SV1."""

    def __init__(self, part: Part, line: Ints, line_rows: Ints, claim_of_line: Ints) -> None:
        """`line` names each segment's line, `line_rows` the LX segments, `claim_of_line` their claims."""
        self.part, self.line, self.line_rows, self.claim_of_line = part, line, line_rows, claim_of_line
        services = self._first("SV1")
        self.kept = np.flatnonzero(services >= 0)
        """Lines with an SV1."""
        self.ordinal = np.full(len(line_rows), -1, dtype=np.int64)
        """For each line its row among those kept, -1 without an SV1."""
        self.ordinal[self.kept] = np.arange(len(self.kept))
        self.services = services[self.kept]
        self.elements = part.rows(self.services)
        self.code = self.elements.parts(1)
        days = Qualified(part, "DTP", line, len(line_rows)).first("472")
        self.first, self.last = part.periods(days)

    def _first(self, tag: str) -> Ints:
        rows = self.part.segments.find(tag)
        rows = rows[self.line[rows] >= 0]
        return first_of(self.line[rows], rows, len(self.line_rows))

    def dates(self) -> tuple[Ints, Days, Days, int]:
        """Return claim, first and last day of every line."""
        return self.claim_of_line, self.first, self.last, len(self.line_rows)

    def batch(self, line_keys: Ints, claim_keys: Ints, place: Spans, rendering: Spans, parties: Parties) -> Batch:
        """Return the frame service_lines; `place` and `rendering` are those of the claims."""
        part, kept, elements = self.part, self.kept, self.elements
        claim = self.claim_of_line[kept]
        lines = len(self.line_rows)
        batch = Batch(len(kept))
        batch.integers(line_keys)
        batch.integers(claim_keys[claim] if len(claim) else claim)
        batch.integers(part.number[self.line_rows[kept]])
        numbered = np.where(part.at("LX")[self.line_rows], self.line_rows, -1)  # an SV1 may begin a line too
        written, valid = small_integers(part.rows(numbered)[1])
        batch.integers(np.where(valid, written, positions_of(self.claim_of_line))[kept])
        batch.text(self.code[1])
        batch.text(self.code[2])
        for component in _MODIFIER_PARTS:
            batch.text(self.code[component])
        billed = part.cents(self.services, 2, "SV1", within=elements)
        batch.integers(billed.value, billed.valid)
        batch.text(elements[3])
        units = part.quantity(self.services, 4, "SV1", within=elements)
        batch.thousandths(units.value, units.valid)
        batch.text(elements[5].otherwise(place.take(claim)))
        batch.text(elements.parts(7).joined(_POINTERS))
        for column in (self.first.take(kept), self.last.take(kept)):
            batch.days(column.value, column.valid)
        references = Qualified(part, "REF", self.line, lines)
        batch.text(references.text("6R").take(kept))
        named = Qualified(part, "NM1", self.line, lines)
        batch.text(parties.npi(named.first("82")[kept]).otherwise(rendering.take(claim)))
        self._drug(batch)
        batch.text(part.rows(self._first("NTE")[kept])[2])
        return batch

    def _drug(self, batch: Batch) -> None:
        part = self.part
        lin, ctp = self._first("LIN")[self.kept], self._first("CTP")[self.kept]
        batch.text(part.rows(lin)[3])
        ctp = np.where((lin >= 0) & (ctp > lin), ctp, -1)
        quantity = part.quantity(ctp, 4, "CTP")
        batch.thousandths(quantity.value, quantity.valid)
        batch.text(part.rows(ctp).parts(5)[1])

    def modifiers(self, line_keys: Ints) -> Batch:
        """Return the frame modifiers."""
        if (fast := compiled.kernels()) is not None and len(self.services):
            segments = self.part.segments
            source, bounds = segments.source, (segments.first, segments.count, segments.bounds)
            owner, position, *places = fast.listed_modifiers(
                self.services, source.buffer, source.words, *bounds, segments.component, segments.padded
            )
            return _modifiers(line_keys, owner, position, Spans(source, *places))
        columns = [self.code[component] for component in _MODIFIER_PARTS]
        rows = [np.flatnonzero(column.valid) for column in columns]
        order = np.argsort(np.concatenate([row * 4 + place for place, row in enumerate(rows)]), kind="stable")
        owner = np.concatenate(rows)[order]
        position = np.repeat(np.arange(1, len(rows) + 1), [len(row) for row in rows])[order]
        modifier = concatenated([column.take(row) for column, row in zip(columns, rows)]).take(order)
        return _modifiers(line_keys, owner, position, modifier)


def _modifiers(line_keys: Ints, owner: Ints, position: Ints, modifier: Spans) -> Batch:
    batch = Batch(len(owner))
    batch.integers(line_keys[owner] if len(owner) else owner)
    batch.integers(position)
    batch.text(modifier)
    return batch
