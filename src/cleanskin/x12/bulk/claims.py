"""The frames of 837P transactions: claims, service lines, diagnoses, modifiers, providers, coverages.

Where a segment belongs follows the order of the file: HL opens billing, subscriber and patient levels, CLM a claim, SBR
inside a claim another payer, LX a line, and NM1 a party to which the REF, PRV, N3, N4 and DMG after it belong.
"""

from collections.abc import Collection
from types import ModuleType

import numpy as np

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import frames as declared
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.diagnoses import diagnoses
from cleanskin.x12.bulk.lines import Lines
from cleanskin.x12.bulk.part import Batches, Days, Money, Part, Qualified
from cleanskin.x12.bulk.parties import Parties, provider_rows
from cleanskin.x12.bulk.scan import first_of, last_of, positions_of
from cleanskin.x12.bulk.spans import Flags, Ints, Keys, Spans, concatenated

_CAUSES = 3
_FAR = np.int64(1 << 40)
_REFERENCES = ("F8", "G1", "9F", "D9", "EA")


class Context:
    """For every segment the levels, claim, other payer, line and party it belongs to, as ordinals; -1 outside."""

    def __init__(self, part: Part) -> None:
        count = len(part)
        segments = part.segments
        hl = segments.find("HL")
        level = part.rows(hl)[3]
        if (fast := compiled.kernels()) is not None:
            self._follow(fast, segments.tag, level)
            return
        billing_hl, subscriber_hl, patient_hl = (hl[level.equals(code)] for code in ("20", "22", "23"))
        starts = segments.find("ST")
        breaks = np.sort(np.concatenate([hl, starts, segments.find("SE")]))
        last_break = last_of(breaks, count)
        clm = part.at("CLM")
        self.claim_rows = np.flatnonzero(clm)
        last_claim = last_of(self.claim_rows, count)
        inside = last_claim > last_break
        self.claim = np.where(inside, np.cumsum(clm) - 1, -1)
        self.claims = len(self.claim_rows)
        self._levels(count, starts, (billing_hl, subscriber_hl, patient_hl), last_break)
        sbr, lx = part.at("SBR") & inside, part.at("LX") & inside
        self.other_rows = np.flatnonzero(sbr)
        last_other = last_of(self.other_rows, count)
        lx[_without_lx(part, np.maximum(last_claim, last_other), inside)] = True
        self.line_rows = np.flatnonzero(lx)
        last_line = last_of(self.line_rows, count)
        in_other = inside & (last_other > last_claim) & (last_other > last_line)
        in_line = inside & (last_line > last_claim) & (last_line > last_other)
        self.other = np.where(in_other, np.cumsum(sbr) - 1, -1)
        self.line = np.where(in_line, np.cumsum(lx) - 1, -1)
        self.others, self.lines = len(self.other_rows), len(self.line_rows)
        self.claim_of_line = self.claim[self.line_rows]
        self.claim_of_other = self.claim[self.other_rows]
        closers = part.at("LIN", "SVD", "LX", "CLM") | sbr
        closers[breaks] = True
        last_closer = last_of(np.flatnonzero(closers), count)
        last_party = last_of(segments.find("NM1"), count)
        self.party = np.where(last_party > last_closer, last_party, -1)
        """Row of the NM1 a segment follows, -1 when something else began since."""
        self.at_claim = inside & ~in_other & ~in_line
        self.before_claim = ~inside

    def _follow(self, fast: ModuleType, tag: Keys, level: Spans) -> None:
        """Do the same in one pass; `level` is HL03."""
        codes = sum(level.equals(str(code)) * np.int64(code) for code in (20, 22, 23))
        levels, self.billing_level, ordinals = fast.claim_levels(tag, codes)
        of, *begins = fast.claim_context(tag)
        self.billing, self.subscriber, self.patient = levels
        self.claim, self.other, self.line, self.party = of
        self.claim_rows, self.other_rows, self.line_rows = begins
        self.claims, self.others, self.lines = (len(rows) for rows in begins)
        self.billings, self.subscribers, self.patients = ordinals
        self.claim_of_line = self.claim[self.line_rows]
        self.claim_of_other = self.claim[self.other_rows]
        self.before_claim = self.claim < 0
        self.at_claim = ~self.before_claim & (self.other < 0) & (self.line < 0)

    def _levels(self, count: int, starts: Ints, levels: tuple[Ints, Ints, Ints], last_break: Ints) -> None:
        billing_hl, subscriber_hl, patient_hl = levels
        scope = np.zeros(count, dtype=np.bool_)
        scope[starts] = True
        scope[billing_hl] = True
        self.billing = np.cumsum(scope) - 1
        self.billings = int(scope.sum())
        self.billing_level = last_break == last_of(np.flatnonzero(scope), count)
        """True where no HL other than the billing provider's has begun."""
        scope[subscriber_hl] = True
        self.subscriber = np.cumsum(scope) - 1
        self.subscribers = int(scope.sum())
        last_subscriber = last_of(np.flatnonzero(scope), count)
        is_patient = np.zeros(count, dtype=np.bool_)
        is_patient[patient_hl] = True
        last_patient = last_of(patient_hl, count)
        self.patient = np.where(last_patient > last_subscriber, np.cumsum(is_patient) - 1, -1)
        self.patients = len(patient_hl)


def _without_lx(part: Part, opened: Ints, inside: Flags) -> Ints:
    """Return the SV1 segments that no LX stands before: each begins a line of its own.

    `opened` names for each segment the row of the CLM or SBR it stands below.
    """
    services = part.segments.find("SV1")
    services = services[inside[services]]
    before = np.concatenate([[-1], services[:-1]])
    last_lx = last_of(part.segments.find("LX"), len(part))[services]
    orphans: Ints = services[last_lx <= np.maximum(before, opened[services])]
    return orphans


def claims(part: Part, wanted: Collection[str]) -> tuple[Batches, dict[str, int]]:
    """Return the frames of the part's claims, keys counting from 0, and how many keys there are."""
    context = Context(part)
    parties = Parties(part, context.party)
    levels = _Levels(part, context, parties)
    lines = Lines(part, context.line, context.line_rows, context.claim_of_line)
    claim_keys = np.arange(context.claims)
    line_keys = np.arange(len(lines.kept))
    roles = Qualified(part, "NM1", context.claim, context.claims, context.at_claim)
    rendering = parties.npi(roles.first("82"))
    others = _Others(part, context, parties)
    out: Batches = {}
    if "claims" in wanted:
        claim = _Claims(part, context, claim_keys)
        batch = Batch(context.claims)
        claim.columns(batch, lines.dates())
        levels.billing_columns(batch)
        _provider_columns(batch, parties, roles)
        levels.coverage_columns(batch)
        others.columns(batch)
        out["claims"] = (declared.CLAIMS, batch)
    if "service_lines" in wanted:
        place = part.rows(context.claim_rows).parts(5)[1]
        out["service_lines"] = (
            declared.SERVICE_LINES,
            lines.batch(line_keys, claim_keys, place, rendering, parties),
        )
    if "modifiers" in wanted:
        out["modifiers"] = (declared.MODIFIERS, lines.modifiers(line_keys))
    if "diagnoses" in wanted:
        out["diagnoses"] = (declared.DIAGNOSES, diagnoses(part, context.claim, context.at_claim, claim_keys))
    if "coverages" in wanted:
        out["coverages"] = (declared.COVERAGES, _coverages(part, context, levels, others, claim_keys))
    if "providers" in wanted:
        at_line = Qualified(part, "NM1", context.line, context.lines)
        named = provider_rows(context.claims, levels.billing_rows, roles, at_line, context.claim_of_line, lines.ordinal)
        taxonomy = (levels.billing_taxonomy, levels.of_billing)
        out["providers"] = (declared.PROVIDERS, parties.batch(named, claim_keys, line_keys, taxonomy))
    return out, {"claims": context.claims, "service_lines": len(lines.kept)}


class _Levels:
    """What stands above a claim: billing provider, subscriber, payer, patient."""

    def __init__(self, part: Part, context: Context, parties: Parties) -> None:
        self.part, self.parties = part, parties
        above = context.before_claim
        claim = context.claim_rows
        self.of_billing = context.billing[claim]
        self.of_subscriber = context.subscriber[claim]
        self.of_patient = context.patient[claim]
        self.is_dependent = self.of_patient >= 0
        named = Qualified(part, "NM1", context.billing, context.billings, above)
        self.billing_rows = tuple(named.first(code)[self.of_billing] for code in ("85", "87"))
        prv = part.segments.find("PRV")
        prv = prv[above[prv] & context.billing_level[prv]]
        first = first_of(context.billing[prv], prv, context.billings)
        self.billing_taxonomy = part.rows(first)[3]
        named = Qualified(part, "NM1", context.subscriber, context.subscribers, above)
        self.member = named.first("IL")[self.of_subscriber]
        self.payer = named.first("PR")[self.of_subscriber]
        named = Qualified(part, "NM1", context.patient, context.patients, above)
        patient = named.first("QC")
        own = patient[self.of_patient] if context.patients else np.full(len(claim), -1)
        self.person = np.where(self.is_dependent, own, self.member)
        sbr = part.segments.find("SBR")
        sbr = sbr[above[sbr]]
        first = first_of(context.subscriber[sbr], sbr, context.subscribers)
        self.coverage = part.rows(first[self.of_subscriber])
        pat = part.segments.find("PAT")
        pat = pat[above[pat] & (context.patient[pat] >= 0)]
        first = first_of(context.patient[pat], pat, context.patients)
        self.patient_facts = part.rows(first[self.of_patient] if context.patients else own)

    def billing_columns(self, batch: Batch) -> None:
        """Add the columns of the billing provider."""
        rows = self.billing_rows[0]
        batch.text(self.parties.npi(rows))
        batch.text(self.parties.tin(rows))
        batch.text(self.parties.names(rows))
        batch.text(self.billing_taxonomy.take(self.of_billing))
        batch.text(self.parties.zip(rows))

    def coverage_columns(self, batch: Batch) -> None:
        """Add the columns of payer, subscriber and patient."""
        payer, member, person = (self.part.rows(rows) for rows in (self.payer, self.member, self.person))
        batch.text(payer[3])
        batch.text(payer[9])
        for element in (1, 9, 3):
            batch.text(self.coverage[element])
        batch.text(member[9])
        batch.text(member[3])
        batch.text(member[4])
        own = self.coverage[2].where(~self.is_dependent)
        batch.text(own.otherwise(self.patient_facts[1].where(self.is_dependent)))
        batch.text(person[3])
        batch.text(person[4])
        birth, sex = self.parties.demographics(self.person)
        batch.days(birth.value, birth.valid)
        batch.text(sex)


class _Claims:
    """The CLM segments and what stands in loop 2300."""

    def __init__(self, part: Part, context: Context, claim_keys: Ints) -> None:
        self.part, self.context, self.claim_keys = part, context, claim_keys
        self.rows = context.claim_rows

    def columns(self, batch: Batch, dates: tuple[Ints, Days, Days, int]) -> None:
        """Add the columns from claim_id to amount_patient_paid."""
        part, context = self.part, self.context
        elements = part.rows(self.rows)
        batch.integers(self.claim_keys)
        part.where(batch, self.rows)
        batch.text(elements[1])
        billed = part.cents(self.rows, 2, "CLM", within=elements)
        batch.integers(billed.value, billed.valid)
        facility = elements.parts(5)
        batch.text(facility[1])
        batch.text(facility[3])
        batch.text(elements[7])
        batch.text(elements.parts(11).joined(_CAUSES))
        batch.text(elements[20])
        batch.text(part.rows(self._first("CN1"))[1])
        _service_dates(batch, dates, context.claims)
        batch.integers(np.bincount(context.claim_of_line, minlength=context.claims))
        references = Qualified(part, "REF", context.claim, context.claims, context.at_claim)
        for code in _REFERENCES:
            batch.text(references.text(code))
        amounts = Qualified(part, "AMT", context.claim, context.claims, context.at_claim)
        paid = part.cents(amounts.first("F5"), 2, "AMT")
        batch.integers(paid.value, paid.valid)

    def _first(self, tag: str) -> Ints:
        context = self.context
        rows = self.part.segments.find(tag)
        rows = rows[context.at_claim[rows]]
        return first_of(context.claim[rows], rows, context.claims)


def _service_dates(batch: Batch, dates: tuple[Ints, Days, Days, int], claims: int) -> None:
    """Add the earliest first and the latest last day of each claim's lines."""
    owner, first, last, _ = dates
    for column, reduce, far in ((first, np.minimum, _FAR), (last, np.maximum, -_FAR)):
        result = np.full(claims, far)
        at, value = owner[column.valid], column.value[column.valid]
        if len(at):
            begins = np.flatnonzero(np.concatenate([[True], at[1:] != at[:-1]]))
            result[at[begins]] = reduce.reduceat(value, begins)
        valid = np.abs(result) != _FAR
        batch.days(np.where(valid, result, 0), valid)


def _provider_columns(batch: Batch, parties: Parties, roles: Qualified) -> None:
    """Add the columns of rendering, referring and facility providers."""
    rendering, facility = roles.first("82"), roles.first("77")
    batch.text(parties.npi(rendering))
    batch.text(parties.names(rendering))
    batch.text(parties.taxonomy(rendering))
    batch.text(parties.npi(roles.first("DN", "P3")))
    batch.text(parties.npi(facility))
    batch.text(parties.part.rows(facility)[3])
    batch.text(parties.zip(facility))


class _Others:
    """The 2320 loops."""

    def __init__(self, part: Part, context: Context, parties: Parties) -> None:
        self.part, self.context, self.parties = part, context, parties
        self.named = Qualified(part, "NM1", context.other, context.others)
        amounts = Qualified(part, "AMT", context.other, context.others)
        self.paid = part.cents(amounts.first("D"), 2, "AMT")

    def columns(self, batch: Batch) -> None:
        """Add has_other_payer and amount_other_payer_paid."""
        owner, count = self.context.claim_of_other, self.context.claims
        batch.flags(np.bincount(owner, minlength=count) > 0)
        total = np.zeros(count, dtype=np.int64)
        np.add.at(total, owner, np.where(self.paid.valid, self.paid.value, 0))
        batch.integers(total, np.bincount(owner[self.paid.valid], minlength=count) > 0)


def _coverages(part: Part, context: Context, levels: _Levels, others: _Others, claim_keys: Ints) -> Batch:
    claims = np.arange(context.claims)
    owner = np.concatenate([claims, context.claim_of_other])
    order = np.argsort(owner, kind="stable")
    batch = Batch(len(owner))
    batch.integers(claim_keys[owner[order]] if len(claims) else owner)
    batch.integers(positions_of(owner[order]))
    own, other = levels.coverage, part.rows(context.other_rows)
    payer_row, member_row = others.named.first("PR"), others.named.first("IL")
    payer, other_payer = part.rows(levels.payer), part.rows(payer_row)
    member, other_member = part.rows(levels.member), part.rows(member_row)
    pairs = (
        (own[1], other[1]),
        (own[9], other[9]),
        (payer[3], other_payer[3]),
        (payer[9], other_payer[9]),
        (member[9], other_member[9]),
        (own[3], other[3]),
        (own[2], other[2]),
    )
    for first, second in pairs:
        batch.text(concatenated([first, second]).take(order))
    paid = others.paid
    nothing = np.zeros(len(claims), dtype=np.bool_)
    amount = Money(
        np.concatenate([np.zeros(len(claims), dtype=np.int64), paid.value]),
        np.concatenate([nothing, paid.valid]),
        np.concatenate([nothing, paid.bad]),
    ).take(order)
    batch.integers(amount.value, amount.valid)
    number = others.parties.reference(payer_row, "F8")
    batch.text(concatenated([Spans.nulls(part.segments.source, len(claims)), number]).take(order))
    return batch
