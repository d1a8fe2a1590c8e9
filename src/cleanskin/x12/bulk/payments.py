"""The frames payments and provider_adjustments of 835 transactions."""

from dataclasses import dataclass

import numpy as np

from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.part import Days, Money, Part, Qualified
from cleanskin.x12.bulk.scan import first_of, last_of, positions_of
from cleanskin.x12.bulk.spans import Flags, Ints, Spans, concatenated

_PLB_PAIRS = 6


@dataclass
class ProviderAdjustments:
    """Every reason and amount of every PLB, in the order of the file."""

    rows: Ints
    reason: Spans
    reference: Spans
    amount: Money
    period_end: Days

    def batch(self, part: Part) -> Batch:
        """Return the frame provider_adjustments."""
        batch = Batch(len(self.rows))
        part.where(batch, self.rows)
        batch.integers(positions_of(part.transaction[self.rows]))
        batch.text(part.rows(self.rows)[1])
        batch.days(self.period_end.value, self.period_end.valid)
        batch.text(self.reason)
        batch.text(self.reference)
        batch.integers(self.amount.value, self.amount.valid)
        return batch


def provider_adjustments(part: Part) -> ProviderAdjustments:
    """Collect the adjustments of PLB segments."""
    plb = part.segments.find("PLB")
    elements = part.rows(plb)
    ends = part.days(plb, 2, "PLB", within=elements)
    nothing = Spans.nulls(part.segments.source, 0)
    none = np.zeros(0, dtype=np.int64)
    picked, orders, reasons, references = [none], [none], [nothing], [nothing]
    values, valids, bads = [none], [none.astype(np.bool_)], [none.astype(np.bool_)]
    for index in range(min(_PLB_PAIRS, (elements.widest() - 1) // 2)):
        at = 3 + 2 * index
        some = np.flatnonzero(elements[at].valid | elements[at + 1].valid)
        within = part.rows(plb[some])
        amount = part.cents(plb[some], at + 1, "PLB", within=within)
        parts = within.parts(at)
        picked.append(some)
        orders.append(some * 8 + index)
        reasons.append(parts[1])
        references.append(parts[2])
        values.append(amount.value)
        valids.append(amount.valid)
        bads.append(amount.bad)
    order = np.argsort(np.concatenate(orders), kind="stable")
    at_segment = np.concatenate(picked)[order]
    amounts = Money(np.concatenate(values), np.concatenate(valids), np.concatenate(bads))
    return ProviderAdjustments(
        plb[at_segment],
        concatenated(reasons).take(order),
        concatenated(references).take(order),
        amounts.take(order),
        ends.take(at_segment),
    )


def payments(part: Part, provider: ProviderAdjustments, claims: tuple[Ints, Money, Flags]) -> Batch:
    """Return the frame payments; `claims` are rows, paid amounts and balance of the CLP segments."""
    ordinal = np.cumsum(part.at("ST")) - 1
    starts = part.segments.find("ST")
    body = np.sort(np.concatenate([part.segments.find(tag) for tag in ("LX", "CLP", "PLB", "SE")]))
    ends = np.append(body, len(part))[np.searchsorted(body, starts)]
    places = provider, claims, ordinal
    return _headers(part.only(_ranges(starts, ends)), places)


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """Return the rows from each start up to its end, ascending."""
    size = ends - starts
    rows: Ints = np.arange(int(size.sum())) + np.repeat(starts - (np.cumsum(size) - size), size)
    return rows


def _headers(part: Part, places: tuple[ProviderAdjustments, tuple[Ints, Money, Flags], Ints]) -> Batch:
    """Return the frame payments of a part that holds only the segments before the first claim."""
    provider, claims, ordinal = places
    starts = part.segments.find("ST")
    count = len(starts)
    head = np.cumsum(part.at("ST")) - 1

    def first(tag: str) -> Ints:
        rows = part.segments.find(tag)
        rows = rows[head[rows] >= 0]
        return first_of(head[rows], rows, count)

    bpr = first("BPR")
    elements = part.rows(bpr)
    amount = part.cents(bpr, 2, "BPR", within=elements)
    paid = np.where(elements[3].equals("D"), -amount.value, amount.value)
    batch = Batch(count)
    part.where(batch, starts)
    batch.text(elements[1])
    batch.integers(paid, amount.valid)
    batch.text(elements[4])
    day = part.days(bpr, 16, "BPR", within=elements)
    batch.days(day.value, day.valid)
    trace = part.rows(first("TRN"))
    batch.text(trace[2])
    originator = trace[3]
    batch.text(originator)
    day = part.days(Qualified(part, "DTM", head, count).first("405"), 2, "DTM")
    batch.days(day.value, day.valid)
    _parties(part, batch, head, count, originator)
    batch.flags(_balance(part, bpr, (ordinal, paid, amount), provider, claims))
    return batch


def _parties(part: Part, batch: Batch, head: Ints, count: int, originator: Spans) -> None:
    """Add the columns of payer and payee."""
    named = Qualified(part, "N1", head, count)
    party = last_of(part.segments.find("N1"), len(part))
    numbers = Qualified(part, "REF", head, count)

    def number(code: str, owner: Ints) -> Spans:
        mask = numbers.named(code) & (party[numbers.rows] == owner[numbers.owner]) & (party[numbers.rows] >= 0)
        return part.rows(first_of(numbers.owner[mask], numbers.rows[mask], count))[2]

    payer_row, payee_row = named.first("PR"), named.first("PE")
    payer, payee = part.rows(payer_row), part.rows(payee_row)
    without_digit = Spans(
        originator.source, originator.start + 1, np.where(originator.size > 1, originator.size - 1, -1)
    )
    batch.text(payer[2])
    batch.text(payer[4].otherwise(number("2U", payer_row)).otherwise(without_digit))
    batch.text(payee[2])
    qualifier, identifier = payee[3], payee[4]
    for kind, reference in (("XX", "HPI"), ("FI", "TJ")):
        batch.text(identifier.where(qualifier.equals(kind)).otherwise(number(reference, payee_row)))


def _balance(
    part: Part,
    bpr: Ints,
    payment: tuple[Ints, Ints, Money],
    provider: ProviderAdjustments,
    claims: tuple[Ints, Money, Flags],
) -> Flags:
    """Tell which payments balance, and note those whose sum differs."""
    ordinal, paid, amount = payment
    claim_rows, claim_paid, claim_balanced = claims
    count = len(bpr)
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, ordinal[claim_rows], claim_paid.value)
    np.subtract.at(total, ordinal[provider.rows], np.where(provider.amount.valid, provider.amount.value, 0))
    unreadable = np.bincount(ordinal[provider.rows[provider.amount.bad]], minlength=count) > 0
    differs = (total != paid) | amount.bad | unreadable
    part.noted("remittance-payment-differs", bpr[differs & (bpr >= 0)], "BPR02")
    wrong = np.bincount(ordinal[claim_rows[~claim_balanced]], minlength=count) > 0
    balanced: Flags = ~(differs | wrong) & (bpr >= 0)
    return balanced
