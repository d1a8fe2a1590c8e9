"""Parties of 837P transactions: an NM1 with the PRV, N4, REF and DMG after it; and the frame providers."""

from dataclasses import dataclass

import numpy as np

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.part import Days, Part, Qualified
from cleanskin.x12.bulk.scan import first_of
from cleanskin.x12.bulk.spans import Ints, Source, Spans, joined, key_of

ROLES = (
    ("referring", ("DN", "P3")),
    ("rendering", ("82",)),
    ("service_facility", ("77",)),
    ("supervising", ("DQ",)),
    ("purchased_service", ("QB",)),
    ("ordering", ("DK",)),
    ("ambulance_pick_up", ("PW",)),
    ("ambulance_drop_off", ("45",)),
)
"""Roles of claims and lines with the NM101 codes that name them."""

_BILLING_ROLES = ("billing", "pay_to")
_ROLE_NAMES = (*_BILLING_ROLES, *(role for role, _ in ROLES))


@dataclass
class Named:
    """The rows of the frame providers: claim and line (-1 for the whole claim), role and NM1 row."""

    claim: Ints
    line: Ints
    role: Ints
    row: Ints


def provider_rows(
    claims: int,
    billing: tuple[Ints, ...],
    at_claim: Qualified,
    at_line: Qualified,
    claim_of_line: Ints,
    line_ordinal: Ints,
) -> Named:
    """Collect who is named for each claim (billing and pay-to from above it) and line, in the order of claims."""
    owners, lines, roles, rows = [], [], [], []
    everyone = np.arange(claims)
    for role, named in enumerate((*billing, *(at_claim.first(*codes) for _, codes in ROLES))):
        some = np.flatnonzero(named >= 0)
        owners.append(everyone[some])
        lines.append(np.full(len(some), -1))
        roles.append(np.full(len(some), role))
        rows.append(named[some])
    for role, (_, codes) in enumerate(ROLES, len(_BILLING_ROLES)):
        named = at_line.first(*codes)
        some = np.flatnonzero((named >= 0) & (line_ordinal >= 0))
        owners.append(claim_of_line[some])
        lines.append(line_ordinal[some])
        roles.append(np.full(len(some), role))
        rows.append(named[some])
    owner, line = np.concatenate(owners), np.concatenate(lines)
    order = np.lexsort((line, owner))
    return Named(owner[order], line[order], np.concatenate(roles)[order], np.concatenate(rows)[order])


class Parties:
    """What stands after each NM1."""

    def __init__(self, part: Part, party_of_segment: Ints) -> None:
        """`party_of_segment` names for each segment the row of its NM1, -1 for none."""
        self.part, self.party_of_segment = part, party_of_segment
        self._address = self._first("N4")
        self._specialty = self._first("PRV")
        self._demographic = self._first("DMG")
        rows = part.segments.find("REF")
        self._references = rows[party_of_segment[rows] >= 0]
        self._reference_code = part.rows(self._references)[1].keys()
        self._names: Spans | None = None
        self._place: Ints | None = None
        self._numbers: dict[tuple[str, ...], Ints] = {}

    def _first(self, tag: str) -> Ints:
        """Return for each segment (read at NM1 rows) the first segment `tag` that belongs to it."""
        rows = self.part.segments.find(tag)
        rows = rows[self.party_of_segment[rows] >= 0]
        return first_of(self.party_of_segment[rows], rows, len(self.part))

    def _of(self, firsts: Ints, rows: Ints, element: int) -> Spans:
        return self.part.rows(_at(firsts, rows))[element]

    def npi(self, rows: Ints) -> Spans:
        """Return NM109 where its qualifier is XX; `rows` are NM1 segments, -1 for none."""
        elements = self.part.rows(rows)
        return elements[9].where(elements[8].equals("XX"))

    def zip(self, rows: Ints) -> Spans:
        """Return N403."""
        return self._of(self._address, rows, 3)

    def state(self, rows: Ints) -> Spans:
        """Return N402."""
        return self._of(self._address, rows, 2)

    def taxonomy(self, rows: Ints) -> Spans:
        """Return PRV03."""
        return self._of(self._specialty, rows, 3)

    def reference(self, rows: Ints, *codes: str) -> Spans:
        """Return REF02 of the first REF with one of these codes."""
        firsts = self._numbers.get(codes)
        if firsts is None:
            mask = self._reference_code == key_of(codes[0])
            for code in codes[1:]:
                mask |= self._reference_code == key_of(code)
            found = self._references[mask]
            firsts = self._numbers[codes] = first_of(self.party_of_segment[found], found, len(self.part))
        return self._of(firsts, rows, 2)

    def tin(self, rows: Ints) -> Spans:
        """Return REF*EI or REF*SY, whichever comes first."""
        return self.reference(rows, "EI", "SY")

    def demographics(self, rows: Ints) -> tuple[Days, Spans]:
        """Return birth date and sex."""
        found = _at(self._demographic, rows)
        return self.part.days(found, 2, "DMG"), self.part.rows(found)[3]

    def names(self, rows: Ints) -> Spans:
        """Return NM103, and NM104 after a comma for a person."""
        everyone = self.part.segments.find("NM1")
        if self._names is None and (fast := compiled.kernels()) is not None and len(everyone):
            segments = self.part.segments
            source, bounds = segments.source, (segments.first, segments.count, segments.bounds)
            text, *places = fast.party_names(everyone, source.buffer, source.words, *bounds, segments.padded)
            self._names = Spans(Source(text.tobytes()), *places)
        elif self._names is None:
            elements = self.part.rows(everyone)
            self._names = joined([elements[3], elements[4].where(elements[2].equals("1"))], b", ")
        if self._place is None:
            self._place = np.full(len(self.part) + 1, -1, dtype=np.int64)
            self._place[everyone] = np.arange(len(everyone))
        return self._names.take(self._place[rows])  # row -1 finds the place after the last segment

    def batch(self, named: Named, claim_keys: Ints, line_keys: Ints, taxonomy: tuple[Spans, Ints]) -> Batch:
        """Return the frame providers; `taxonomy` is the billing provider's by level, with each claim's level."""
        batch = Batch(len(named.row))
        batch.integers(claim_keys[named.claim] if len(named.claim) else named.claim)
        has_line = named.line >= 0
        batch.integers(line_keys[named.line] if len(line_keys) else named.line, has_line)
        batch.text(Spans.of_texts([role.encode() for role in _ROLE_NAMES]).take(named.role))
        batch.text(self.npi(named.row))
        batch.text(self.tin(named.row))
        level, of_claim = taxonomy
        is_billing = named.role == 0
        from_level = level.take(np.where(is_billing, of_claim[named.claim] if len(of_claim) else -1, -1))
        batch.text(from_level.otherwise(self.taxonomy(named.row)))
        batch.text(self.names(named.row))
        batch.text(self.zip(named.row))
        batch.text(self.state(named.row))
        return batch


def _at(firsts: Ints, rows: Ints) -> Ints:
    """Look up `firsts` at rows, -1 for row -1."""
    if not len(firsts):
        return np.full(len(rows), -1, dtype=np.int64)
    if (fast := compiled.kernels()) is not None:
        found: Ints = fast.take_rows(firsts, rows)
        return found
    return np.where(rows >= 0, firsts[rows], -1)
