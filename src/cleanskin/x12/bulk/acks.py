"""The frame acknowledgements of 277CA transactions."""

import numpy as np

from cleanskin.x12.bulk import frames as declared
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.part import Batches, Part, Qualified
from cleanskin.x12.bulk.scan import first_of, last_of, positions_of

_CLAIM_LEVELS = ("PT", "22", "23")


def acknowledgements(part: Part) -> Batches:
    """Return the acknowledgements of the part: one row per STC of a claim, those of its lines left out."""
    segments, count = part.segments, len(part)
    hl = segments.find("HL")
    level = part.rows(hl)[3]
    is_claim = level.equals(_CLAIM_LEVELS[0])
    for code in _CLAIM_LEVELS[1:]:
        is_claim |= level.equals(code)
    breaks = np.sort(np.concatenate([hl, segments.find("ST"), segments.find("SE")]))
    last_break = last_of(breaks, count)
    claim_level = last_of(hl[is_claim], count)
    inside = (claim_level >= 0) & (claim_level == last_break)
    opens = part.at("TRN") & inside
    opens[hl[is_claim]] = True
    owner = np.where(inside, np.cumsum(opens) - 1, -1)
    owners = int(opens.sum())
    in_line = last_of(segments.find("SVC"), count) > last_of(np.flatnonzero(opens), count)
    owner = np.where(in_line, -1, owner)
    stc = segments.find("STC")
    stc = stc[owner[stc] >= 0]
    of_claim = owner[stc]
    trn = segments.find("TRN")
    trn = trn[owner[trn] >= 0]
    trace = part.rows(first_of(owner[trn], trn, owners))[2]
    numbers = Qualified(part, "REF", owner, owners).text("1K")
    served, _ = part.periods(Qualified(part, "DTP", owner, owners).first("472"))
    elements = part.rows(stc)
    status = elements.parts(1)
    batch = Batch(len(stc))
    part.where(batch, stc)
    batch.integers(positions_of(part.transaction[stc]))
    batch.text(trace.take(of_claim))
    batch.text(status[1])
    batch.text(status[2])
    day = part.days(stc, 2, "STC", within=elements)
    batch.days(day.value, day.valid)
    billed = part.cents(stc, 4, "STC", within=elements)
    batch.integers(billed.value, billed.valid)
    batch.text(numbers.take(of_claim))
    batch.text(_payer_names(part, hl[level.equals("20")], last_break).take(stc))
    served = served.take(of_claim)
    batch.days(served.value, served.valid)
    return {"acknowledgements": (declared.ACKNOWLEDGEMENTS, batch)}


def _payer_names(part: Part, sources: "np.typing.NDArray[np.int64]", last_break: "np.typing.NDArray[np.int64]"):  # type: ignore[no-untyped-def]
    """Return for every segment the first name of the information source above it."""
    count = len(part)
    starts = np.sort(np.concatenate([sources, part.segments.find("ST")]))
    scope = np.zeros(count, dtype=np.bool_)
    scope[starts] = True
    ordinal = np.cumsum(scope) - 1
    rows = part.segments.find("NM1")
    rows = rows[np.isin(last_break[rows], sources)]
    first = first_of(ordinal[rows], rows, len(starts))
    return part.rows(first[ordinal])[3]
