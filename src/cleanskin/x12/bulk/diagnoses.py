"""The frame diagnoses of 837P transactions."""

import numpy as np

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.part import Part
from cleanskin.x12.bulk.scan import positions_of
from cleanskin.x12.bulk.spans import Flags, Ints, Spans, concatenated, key_of, replaced

_DIAGNOSIS_QUALIFIERS = ("ABK", "ABF", "BK", "BF")
_KEYS = np.array([key_of(code) for code in _DIAGNOSIS_QUALIFIERS], dtype=np.uint64)


def diagnoses(part: Part, claim: Ints, at_claim: Flags, claim_keys: Ints) -> Batch:
    """Return the frame diagnoses; `claim` and `at_claim` tell each segment's claim and whether it is in loop 2300."""
    rows = part.segments.find("HI")
    rows = rows[at_claim[rows]]
    if (fast := compiled.kernels()) is not None:
        segments = part.segments
        source, bounds = segments.source, (segments.first, segments.count, segments.bounds)
        owner, position, places, pointed = fast.diagnosis_codes(
            rows, claim, source.buffer, source.words, *bounds, segments.component, segments.padded, _KEYS
        )
        if not pointed:
            return _batch(
                claim_keys, owner, position, Spans(source, places[0], places[1]), Spans(source, places[2], places[3])
            )
    elements = part.rows(rows)
    nothing = Spans.nulls(part.segments.source, 0)
    picked, orders = [rows[:0]], [rows[:0]]
    qualifiers, codes = [nothing], [nothing]
    for element in range(1, elements.widest() + 1):
        some = np.flatnonzero(elements.count >= element)
        parts = part.rows(rows[some]).parts(element)
        qualifier, code = parts[1], parts[2]
        kept = np.flatnonzero(_is_diagnosis(qualifier) & code.valid)
        picked.append(some[kept])
        orders.append(some[kept] * 64 + min(element, 63))
        qualifiers.append(qualifier.take(kept))
        codes.append(code.take(kept))
    order = np.argsort(np.concatenate(orders), kind="stable")
    code = _without_points(concatenated(codes).take(order))
    named = np.flatnonzero(code.valid)
    owner = claim[rows[np.concatenate(picked)[order]]][named]
    qualifier = concatenated(qualifiers).take(order[named])
    return _batch(claim_keys, owner, positions_of(owner), qualifier, code.take(named))


def _batch(claim_keys: Ints, owner: Ints, position: Ints, qualifier: Spans, code: Spans) -> Batch:
    batch = Batch(len(owner))
    batch.integers(claim_keys[owner] if len(owner) else owner)
    batch.integers(position)
    batch.text(qualifier)
    batch.text(code)
    return batch


def _is_diagnosis(qualifier: Spans) -> Flags:
    mask = qualifier.equals(_DIAGNOSIS_QUALIFIERS[0])
    for code in _DIAGNOSIS_QUALIFIERS[1:]:
        mask |= qualifier.equals(code)
    return mask


def _without_points(codes: Spans) -> Spans:
    """Return diagnosis codes without points, which some senders leave in."""
    points = np.flatnonzero(codes.source.buffer == ord("."))
    has = np.searchsorted(points, codes.start) < np.searchsorted(points, codes.start + np.maximum(codes.size, 0))
    rows = np.flatnonzero(has)
    if not len(rows):
        return codes
    return replaced(codes, rows, [codes.bytes_at(row).replace(b".", b"") for row in rows.tolist()])
