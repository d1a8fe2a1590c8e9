"""The frames of 835 transactions: payments, claims, lines, adjustments, provider adjustments.

Balances: a line's SVC02 less its CAS is SVC03; a claim's CLP03 less all its CAS is CLP04, its lines' charges add up to
CLP03 and their payments, less the claim's own CAS, to CLP04; the transaction's CLP04 less its PLB is BPR02.  A missing
amount counts as zero; one that cannot be read balances nothing.
"""

from collections.abc import Collection
from types import ModuleType

import numpy as np

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import frames as declared
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.part import Batches, Days, Money, Part, Qualified
from cleanskin.x12.bulk.payments import payments, provider_adjustments
from cleanskin.x12.bulk.scan import last_of, positions_of, sums_of
from cleanskin.x12.bulk.spans import Flags, Ints, Spans, concatenated, joined

_FAR = np.int64(1 << 40)
_CAS_SETS = 6
_MOA_REMARKS = (3, 4, 5, 6, 7)
_MIA_REMARKS = (5, 20, 21, 22, 23)


class Context:
    """For every segment the claim and the line it belongs to, as ordinals in the part; -1 outside."""

    def __init__(self, part: Part) -> None:
        count = len(part)
        if (fast := compiled.kernels()) is not None:
            self.claim, self.line, self.claim_rows, self.line_rows = fast.remittance_context(part.segments.tag)
            self._count()
            return
        clp = part.at("CLP")
        self.claim_rows = np.flatnonzero(clp)
        last_claim = last_of(self.claim_rows, count)
        last_break = last_of(np.flatnonzero(part.at("LX", "PLB", "ST", "SE")), count)
        inside = last_claim > last_break
        self.claim = np.where(inside, np.cumsum(clp) - 1, -1)
        svc = part.at("SVC") & inside
        self.line_rows = np.flatnonzero(svc)
        last_line = last_of(self.line_rows, count)
        self.line = np.where(inside & (last_line > last_claim), np.cumsum(svc) - 1, -1)
        self._count()

    def _count(self) -> None:
        self.claims, self.lines = len(self.claim_rows), len(self.line_rows)
        self.claim_of_line = self.claim[self.line_rows]
        self.at_claim = self.line < 0
        """True outside lines."""


class Adjusted:
    """Every adjustment of every CAS, in the order of the file, and its sums by line and claim."""

    def __init__(self, part: Part, context: Context) -> None:
        cas = part.segments.find("CAS")
        cas = cas[context.claim[cas] >= 0]
        if (fast := compiled.kernels()) is None or not self._collect(fast, part, cas):
            self._stack(part, cas)
        self._add_up(context)

    def _collect(self, fast: ModuleType, part: Part, cas: Ints) -> bool:
        """Collect the adjustments in one pass; false when one holds what only the other way can read or note."""
        segments = part.segments
        places = segments.source.buffer, segments.source.words, segments.first, segments.count, segments.bounds
        self.rows, start, size, value, valid, left = fast.adjustment_sets(cas, *places, segments.padded)
        if left:
            return False
        self.carc = Spans(segments.source, start, size)
        nothing = np.zeros(len(start), dtype=np.bool_)
        self.amount, self.quantity = (Money(value[k], valid[k], nothing) for k in (0, 1))
        return True

    def _stack(self, part: Part, cas: Ints) -> None:
        """Collect the adjustments from the columns of each place in a CAS."""
        elements = part.rows(cas)
        sets = min(_CAS_SETS, (elements.widest() + 1) // 3)
        picked, carcs, amounts, quantities, orders = [], [], [], [], []
        for index in range(sets):
            at = 2 + 3 * index
            some = np.arange(len(cas)) if index == 0 else np.flatnonzero(elements.count >= at)
            within = elements if index == 0 else part.rows(cas[some])
            carc, amount = within[at], within[at + 1]
            has = np.flatnonzero(carc.valid | amount.valid)
            if len(has) < len(some):
                some, within, carc = some[has], part.rows(cas[some[has]]), carc.take(has)
            picked.append(some)
            carcs.append(carc)
            amounts.append(part.cents(cas[some], at + 1, "CAS", within=within))
            quantities.append(part.quantity(cas[some], at + 2, "CAS", within=within))
            orders.append(some * 8 + index)
        nothing = Spans.nulls(part.segments.source, 0)
        order = np.argsort(np.concatenate([*orders, np.zeros(0, dtype=np.int64)]), kind="stable")
        self.rows = cas[np.concatenate([*picked, np.zeros(0, dtype=np.int64)])[order]]
        self.carc = concatenated([*carcs, nothing]).take(order)
        self.amount = _stacked(amounts).take(order)
        self.quantity = _stacked(quantities).take(order)

    def _add_up(self, context: Context) -> None:
        """Add up the adjustments of each claim and line."""
        self.claim, self.line = context.claim[self.rows], context.line[self.rows]
        cents = np.where(self.amount.valid, self.amount.value, 0)
        self.of_claim = sums_of(self.claim, cents, context.claims)
        own = np.flatnonzero(self.line < 0)
        self.of_claim_level = sums_of(self.claim[own], cents[own], context.claims)
        at_line = np.flatnonzero(self.line >= 0)
        self.of_line = sums_of(self.line[at_line], cents[at_line], context.lines)
        self.bad_claim = np.zeros(context.claims, dtype=np.bool_)
        self.bad_line = np.zeros(context.lines, dtype=np.bool_)
        bad = np.flatnonzero(self.amount.bad)
        self.bad_claim[self.claim[bad]] = True
        self.bad_line[self.line[bad][self.line[bad] >= 0]] = True


def _stacked(columns: list[Money]) -> Money:
    if not columns:
        nothing = np.zeros(0, dtype=np.bool_)
        return Money(np.zeros(0, dtype=np.int64), nothing, nothing)
    return Money(*(np.concatenate([getattr(c, name) for c in columns]) for name in ("value", "valid", "bad")))


class Remarks:
    """Remark codes of lines (LQ*HE) and claims (MOA, MIA), each sorted by owner."""

    def __init__(self, part: Part, context: Context) -> None:
        lq = part.segments.find("LQ")
        lq = lq[context.line[lq] >= 0]
        codes = part.rows(lq)
        text = codes[2]
        kept = np.flatnonzero(codes[1].equals("HE") & text.valid)
        self.line, self.of_line = context.line[lq[kept]], text.take(kept)
        owners, texts, orders = [np.zeros(0, dtype=np.int64)], [self.of_line.take(kept[:0])], [kept[:0]]
        for tag, elements in (("MIA", _MIA_REMARKS), ("MOA", _MOA_REMARKS)):
            rows = part.segments.find(tag)
            rows = rows[(context.claim[rows] >= 0) & context.at_claim[rows]]
            for place, element in enumerate(elements):
                remark = part.rows(rows)[element]
                some = np.flatnonzero(remark.valid)
                if len(some):
                    owners.append(context.claim[rows[some]])
                    texts.append(remark.take(some))
                    orders.append(rows[some] * 8 + place)
        order = np.argsort(np.concatenate(orders), kind="stable")
        self.claim, self.of_claim = np.concatenate(owners)[order], concatenated(texts).take(order)

    def lists(self, lines: Ints, claims: Ints) -> tuple[Ints, Spans]:
        """Return for each row the remarks of its line (-1 for none) followed by those of its claim (-1 for none)."""
        if not len(self.line) and not len(self.claim):
            return np.zeros(len(lines) + 1, dtype=np.int64), self.of_line
        both = concatenated([self.of_line, self.of_claim])
        if (fast := compiled.kernels()) is not None:
            offsets, picked = fast.listed(lines, claims, self.line, self.claim)
            return offsets, both.take(picked)
        line_first, line_count = _extents(self.line, lines)
        claim_first, claim_count = _extents(self.claim, claims)
        total = line_count + claim_count
        offsets = np.concatenate([[0], np.cumsum(total)])
        owner = np.repeat(np.arange(len(total)), total)
        place = np.arange(int(offsets[-1])) - offsets[owner]
        from_line = place < line_count[owner]
        picked = np.where(
            from_line, line_first[owner] + place, len(self.line) + claim_first[owner] + place - line_count[owner]
        )
        return offsets, both.take(picked)


def _extents(owners: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """Return where each wanted owner's rows begin in the sorted `owners`, and how many they are."""
    if not len(owners):
        nothing = np.zeros(len(wanted), dtype=np.int64)
        return nothing, nothing
    counts = np.bincount(owners, minlength=int(wanted.max(initial=-1)) + 2)
    firsts = np.cumsum(counts) - counts
    return firsts[wanted], np.where(wanted >= 0, counts[wanted], 0)


def _of_days(owner: Ints, dates: Days, owners: int, *, latest: bool) -> Days:
    """Return each owner's earliest or latest date; `owner` ascending."""
    kept = dates.valid & (owner >= 0)
    at, value = owner[kept], dates.value[kept]
    result = np.full(owners, -_FAR if latest else _FAR)
    if len(at):
        begins = np.flatnonzero(np.concatenate([[True], at[1:] != at[:-1]]))
        reduce = np.maximum if latest else np.minimum
        result[at[begins]] = reduce.reduceat(value, begins)
    valid = np.abs(result) != _FAR
    return Days(np.where(valid, result, 0), valid)


def remittances(part: Part, wanted: Collection[str]) -> tuple[Batches, dict[str, int]]:
    """Return the frames of the part's remittances, keys counting from 0, and how many keys there are."""
    context = Context(part)
    adjusted = Adjusted(part, context)
    remarks = Remarks(part, context)
    claim_keys, line_keys = np.arange(context.claims), np.arange(context.lines)
    names = Qualified(part, "NM1", context.claim, context.claims, context.at_claim)
    rendering = names.text("82", 9)
    claim_dates = Qualified(part, "DTM", context.claim, context.claims, context.at_claim)
    start, end = (part.days(claim_dates.first(code), 2, "DTM") for code in ("232", "233"))
    lines = _Lines(part, context, adjusted)
    out: Batches = {}
    claims = _Claims(part, context, adjusted, lines)
    if "remit_claims" in wanted:
        batch = Batch(context.claims)
        claims.columns(batch, claim_keys, names, rendering, (start, end, part.days(claim_dates.first("050"), 2, "DTM")))
        batch.texts(*remarks.lists(np.full(context.claims, -1), np.arange(context.claims)))
        batch.integers(np.bincount(context.claim_of_line, minlength=context.claims))
        batch.flags(claims.balanced)
        out["remit_claims"] = (declared.REMIT_CLAIMS, batch)
    if "remit_lines" in wanted:
        out["remit_lines"] = (
            declared.REMIT_LINES,
            lines.batch(line_keys, claim_keys, (start, end), rendering, remarks),
        )
    if "adjustments" in wanted:
        out["adjustments"] = (declared.ADJUSTMENTS, _adjustments(part, adjusted, remarks, claim_keys, line_keys))
    provider = provider_adjustments(part)
    if "provider_adjustments" in wanted:
        out["provider_adjustments"] = (declared.PROVIDER_ADJUSTMENTS, provider.batch(part))
    if "payments" in wanted:
        paid = (context.claim_rows, claims.paid, claims.balanced)
        out["payments"] = (declared.PAYMENTS, payments(part, provider, paid))
    return out, {"remit_claims": context.claims, "remit_lines": context.lines}


def _adjustments(part: Part, adjusted: Adjusted, remarks: Remarks, claim_keys: Ints, line_keys: Ints) -> Batch:
    batch = Batch(len(adjusted.rows))
    at_line = adjusted.line >= 0
    batch.integers(claim_keys[adjusted.claim])
    line = line_keys[adjusted.line] if len(line_keys) else np.zeros(len(adjusted.rows), dtype=np.int64)
    batch.integers(line, at_line)
    batch.integers(positions_of(np.where(at_line, adjusted.line, -2 - adjusted.claim)))
    batch.text(part.rows(adjusted.rows)[1])
    batch.text(adjusted.carc)
    batch.integers(adjusted.amount.value, adjusted.amount.valid)
    batch.thousandths(adjusted.quantity.value, adjusted.quantity.valid)
    batch.texts(*remarks.lists(adjusted.line, adjusted.claim))
    return batch


class _Lines:
    """The SVC segments."""

    def __init__(self, part: Part, context: Context, adjusted: Adjusted) -> None:
        rows = context.line_rows
        self.part, self.context, self.elements = part, context, part.rows(rows)
        self.billed = part.cents(rows, 2, "SVC", within=self.elements)
        self.paid = part.cents(rows, 3, "SVC", within=self.elements)
        good = ~(self.billed.bad | self.paid.bad | adjusted.bad_line)
        self.balanced = good & (self.billed.value - adjusted.of_line == self.paid.value)
        part.noted("remittance-line-differs", rows[~self.balanced], "SVC03")
        dates = Qualified(part, "DTM", context.line, context.lines)
        served, begun, ended = (part.days(dates.first(code), 2, "DTM") for code in ("472", "150", "151"))
        self.first = served.otherwise(begun)
        self.last = ended.otherwise(served)

    def batch(
        self, line_keys: Ints, claim_keys: Ints, claim_dates: tuple[Days, Days], rendering: Spans, remarks: Remarks
    ) -> Batch:
        """Return the frame remit_lines."""
        part, context, elements = self.part, self.context, self.elements
        rows, of_claim = context.line_rows, context.claim_of_line
        batch = Batch(context.lines)
        batch.integers(line_keys)
        batch.integers(claim_keys[of_claim] if len(claim_keys) else of_claim)
        batch.integers(part.number[rows])
        batch.integers(positions_of(of_claim))
        code = elements.parts(1)
        for place in range(1, 7):
            batch.text(code[place])
        batch.integers(self.billed.value, self.billed.valid)
        batch.integers(self.paid.value, self.paid.valid)
        units = part.quantity(rows, 5, "SVC", within=elements)
        absent = ~units.valid & ~units.bad
        batch.thousandths(np.where(absent, 1000, units.value), units.valid | absent)
        submitted = elements.parts(6)
        batch.text(submitted[2])
        batch.text(joined([submitted[place] for place in (3, 4, 5, 6)], b":"))
        units = part.quantity(rows, 7, "SVC", within=elements)
        batch.thousandths(units.value, units.valid)
        first = self.first.otherwise(claim_dates[0].take(of_claim))
        last = self.last.otherwise(claim_dates[1].take(of_claim)).otherwise(first)
        batch.days(first.value, first.valid)
        batch.days(last.value, last.valid)
        references = Qualified(part, "REF", context.line, context.lines)
        batch.text(references.text("6R"))
        batch.text(references.text("HPI").otherwise(rendering.take(of_claim)))
        allowed = part.cents(Qualified(part, "AMT", context.line, context.lines).first("B6"), 2, "AMT")
        batch.integers(allowed.value, allowed.valid)
        batch.texts(*remarks.lists(np.arange(context.lines), np.full(context.lines, -1)))
        batch.flags(self.balanced)
        return batch


class _Claims:
    """The CLP segments."""

    def __init__(self, part: Part, context: Context, adjusted: Adjusted, lines: _Lines) -> None:
        rows = context.claim_rows
        self.part, self.context, self.lines, self.elements = part, context, lines, part.rows(rows)
        self.billed = part.cents(rows, 3, "CLP", within=self.elements)
        self.paid = part.cents(rows, 4, "CLP", within=self.elements)
        self.balanced = self._balance(adjusted)
        part.noted("remittance-claim-differs", rows[~self.balanced], "CLP04")

    def _balance(self, adjusted: Adjusted) -> Flags:
        context, lines = self.context, self.lines
        of_claim, count = context.claim_of_line, context.claims
        good = ~(self.billed.bad | self.paid.bad | adjusted.bad_claim)
        good &= self.billed.value - adjusted.of_claim == self.paid.value
        unbalanced = np.bincount(of_claim[~lines.balanced], minlength=count) > 0
        has_lines = np.bincount(of_claim, minlength=count) > 0
        adds_up = sums_of(of_claim, lines.billed.value, count) == self.billed.value
        adds_up &= sums_of(of_claim, lines.paid.value, count) - adjusted.of_claim_level == self.paid.value
        balanced: Flags = good & ~unbalanced & (adds_up | ~has_lines)
        return balanced

    def columns(
        self, batch: Batch, claim_keys: Ints, names: Qualified, rendering: Spans, dates: tuple[Days, Days, Days]
    ) -> None:
        """Add the columns of remit_claims up to amount_interest."""
        part, context, elements = self.part, self.context, self.elements
        batch.integers(claim_keys)
        part.where(batch, context.claim_rows)
        batch.text(elements[1])
        batch.text(elements[2])
        batch.integers(self.billed.value, self.billed.valid)
        batch.integers(self.paid.value, self.paid.valid)
        patient_share = part.cents(context.claim_rows, 5, "CLP", within=elements)
        batch.integers(patient_share.value, patient_share.valid)
        for element in (6, 7, 8, 9):
            batch.text(elements[element])
        patient = part.rows(names.first("QC"))
        batch.text(patient[3])
        batch.text(patient[4])
        batch.text(patient[9].where(patient[8].equals("MI")).otherwise(names.text("IL", 9)))
        batch.text(rendering)
        batch.text(names.text("TT", 3))
        batch.text(names.text("PR", 3))
        self._dates(batch, dates)
        amounts = Qualified(part, "AMT", context.claim, context.claims, context.at_claim)
        for code in ("AU", "I"):
            amount = part.cents(amounts.first(code), 2, "AMT")
            batch.integers(amount.value, amount.valid)

    def _dates(self, batch: Batch, dates: tuple[Days, Days, Days]) -> None:
        start, end, received = dates
        of_claim, count = self.context.claim_of_line, self.context.claims
        first = _of_days(of_claim, self.lines.first, count, latest=False).otherwise(start)
        last = _of_days(of_claim, self.lines.last, count, latest=True).otherwise(end).otherwise(first)
        for column in (first, last, received):
            batch.days(column.value, column.valid)
