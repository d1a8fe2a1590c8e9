"""Facts: from frames of submissions, remittances, matching and outcomes to the frames every figure is computed from.

`build_facts` runs once per report.  It reads no clock, writes no file, and never fails on data: what is doubtful or
missing becomes a finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from cleanskin.insight import frames
from cleanskin.insight.acknowledgements import acknowledged
from cleanskin.insight.answers import (
    Answers,
    DenialFrames,
    MatchingFrames,
    collect_answers,
    mark_first_answers,
    remittance_transactions,
)
from cleanskin.insight.as_of import AsOf, choose_as_of
from cleanskin.insight.by_id import within
from cleanskin.insight.claim_facts import RESIDUAL_COLUMNS, expected_open, open_amounts
from cleanskin.insight.claims_read import submitted_claims
from cleanskin.insight.coverage import coverage_findings, observed_shares
from cleanskin.insight.entities import entity_findings, entity_list
from cleanskin.insight.expected import with_expected_allowed
from cleanskin.insight.gaps import control_number_gaps, gap_findings
from cleanskin.insight.held import held_as_declared
from cleanskin.insight.line_answers import answers_by_line, claim_wide_answers, compact, reversed_lines
from cleanskin.insight.line_facts import join_line_answers, submitted_lines, with_classes
from cleanskin.insight.observation import Observed, observe, remits_for_coverage
from cleanskin.insight.originals import join_claims, originals_of
from cleanskin.insight.payers import Alias, Payers, read_aliases
from cleanskin.insight.places import (
    identify,
    place_remits,
    places_of,
    provider_adjustments,
    with_claim_places,
    with_payer,
)
from cleanskin.insight.population import INSURANCE, set_apart
from cleanskin.insight.takebacks import takebacks
from cleanskin.kernel.finding import Finding
from cleanskin.x12.bulk.rows import beside
from cleanskin.x12.bulk.schema import FrameSource, assert_declared


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything figures are computed from.  Frames without a declaration in `frames.py` are described where made."""

    as_of: date
    as_of_stated: bool
    period_start: date | None
    """First day of service of the insurance claims."""
    period_end: date | None
    claim_facts: pl.DataFrame
    line_facts: pl.DataFrame
    coverage_cells: pl.DataFrame
    events: pl.DataFrame
    """Adjudications with entity, payer, outcome, whether they are the first answer (`answers.py`)."""
    takebacks: pl.DataFrame
    """Reversals and provider-level adjustments (`takebacks.py`)."""
    acknowledgements: pl.DataFrame
    """Submissions with a deciding 277CA (`acknowledgements.py`)."""
    entities: pl.DataFrame
    """entity, label, claims, amount_billed, remits: largest first."""
    set_apart: pl.DataFrame
    """entity, population, claims, amount_billed, amount_paid."""
    observed: pl.DataFrame
    """entity, amount_billed, amount_observed, observed_share."""
    payers: pl.DataFrame
    """side, payer_name, payer_id, payer, payer_label: which name and number is which payer."""
    usual_answer: pl.DataFrame
    """payer, usual_days, basis, answered, n, median_days."""
    curves: pl.DataFrame
    """Survival curves of time to first answer: payer, days, at_risk, answered, censored, unanswered_share."""
    gaps: pl.DataFrame
    """Missing control numbers (`gaps.py`)."""
    silences: pl.DataFrame
    """Times in which a payer sent nothing although claims were due (`silences.py`)."""
    set_aside: dict[str, int]
    """Claims and remittances left out of everything, by reason."""
    available: frozenset[str]
    """What the files hold: claims, remittances, acknowledgements."""
    findings: tuple[Finding, ...]

    def observed_share(self, entity: str) -> float | None:
        """Return the share of an entity's insurance charges at payers and months that can be seen."""
        share = self.observed.filter(pl.col("entity") == entity)["observed_share"]
        return share.item() if share.len() else None


def build_facts(
    source: FrameSource,
    matching: MatchingFrames,
    denials: DenialFrames,
    *,
    as_of: date | None = None,
    aliases: Iterable[Alias] | None = None,
    insurance_only: bool = False,
) -> Facts:
    """Build the facts.

    Without `as_of` they speak from the latest believable date in the files; without `aliases` payers are told apart by
    the packaged table.  With `insurance_only` claims and lines that are set apart are counted, and not kept.
    """
    day = choose_as_of(source, as_of)
    claims, lines, others = _joined(
        source, matching, denials, day, read_aliases() if aliases is None else tuple(aliases)
    )
    gaps = control_number_gaps(source.frame("transactions"))
    shares, apart = observed_shares(_insurance(claims, "entity", "amount_billed", "observed")), set_apart(claims)
    period_start, period_end = _period(claims)
    claims = held_as_declared(claims, frames.CLAIM_FACTS, rows=_kept(claims, insurance_only))
    lines = _with_claim_state(lines, claims)
    lines = held_as_declared(lines, frames.LINE_FACTS, rows=_kept(lines, insurance_only))
    seen, entities = others.seen, others.entities
    about_files = (*day.findings, *entity_findings(entities), *others.payers.findings)
    return Facts(
        as_of=day.day,
        as_of_stated=day.stated,
        period_start=period_start,
        period_end=period_end,
        claim_facts=claims,
        line_facts=lines,
        coverage_cells=assert_declared(seen.cells, frames.COVERAGE_CELLS),
        events=others.events,
        takebacks=others.takebacks,
        acknowledgements=others.acknowledgements,
        entities=entities,
        set_apart=apart,
        observed=shares,
        payers=others.payers.lookup,
        usual_answer=seen.usual_answer,
        curves=seen.curves,
        gaps=gaps,
        silences=seen.silences,
        set_aside=others.set_aside,
        available=_available(source),
        findings=(*about_files, *coverage_findings(seen.cells, shares), *gap_findings(gaps)),
    )


@dataclass(frozen=True, kw_only=True)
class _Others:
    """What facts hold beside claims and lines."""

    events: pl.DataFrame
    takebacks: pl.DataFrame
    acknowledgements: pl.DataFrame
    entities: pl.DataFrame
    seen: Observed
    payers: Payers
    set_aside: dict[str, int]


def _joined(
    source: FrameSource, matching: MatchingFrames, denials: DenialFrames, day: AsOf, aliases: tuple[Alias, ...]
) -> tuple[pl.DataFrame, pl.DataFrame, _Others]:
    """Return claims and lines with all that was said of them, in more columns than declared, and what came with them."""
    sides = _sides(source, matching, aliases, day)
    acks = acknowledged(source, sides.submissions)
    answers = collect_answers(source, matching, denials, places=sides.places, as_of=day.day, stated=day.stated)
    set_aside = {**answers.set_aside, "claims_after_as_of": sides.late_claims}
    names = sides.submissions.group_by("entity", "billing_name").agg(claims=pl.len())
    originals = originals_of(source, sides.submissions, matching)
    sides = replace(sides, submissions=sides.submissions.select(_SUBMISSION_COLUMNS))
    answers = replace(answers, events=mark_first_answers(answers.events, originals))
    lines, said = _lines(source, matching, denials, answers, originals=originals, events=answers.events)
    events = with_claim_places(answers.events, originals)
    del answers  # there are as many as claims
    taken = takebacks(events, provider_adjustments(source, sides.remittances, sides.places, matching))
    claims = join_claims(originals, sides.submissions, events, lines=lines, said=said, acks=acks, taken=taken)
    remits = remits_for_coverage(matching, sides.places, originals, source)
    del said, originals
    claims, seen = observe(claims, remits, day.day)
    claims = _with_open(claims, lines, day.day)
    others = _Others(
        events=events,
        takebacks=taken,
        acknowledgements=acks,
        entities=_entities(claims, names, sides.places),
        seen=seen,
        payers=sides.payers,
        set_aside=set_aside,
    )
    return claims, lines, others


_SUBMISSION_COLUMNS = (
    "claim_id", "root_claim_id", "relation", "sequence", "date_submitted", "date_of_service", "amount_billed",
)  # fmt: skip
"""What is still needed of every submission once the originals are known."""


@dataclass(frozen=True, kw_only=True)
class _Sides:
    """Both sides with payer and entity: `submissions`; `remittances` by transaction; `places` by remittance claim."""

    submissions: pl.DataFrame
    remittances: pl.DataFrame
    places: pl.DataFrame
    payers: Payers
    late_claims: int


def _sides(source: FrameSource, matching: MatchingFrames, aliases: tuple[Alias, ...], day: AsOf) -> _Sides:
    """Read submissions and remittances and tell payers and entities apart on both sides."""
    submissions, late_claims = submitted_claims(source, matching.claim_chains, as_of=day.day, stated=day.stated)
    remittances = remittance_transactions(source)
    of_remit = source.frame("remit_claims", ["remit_claim_id", "transaction_id"])
    payers = identify(submissions, remittances, of_remit=of_remit, matching=matching, aliases=aliases)
    submissions = with_payer(submissions, payers, "claim")
    remittances = place_remits(with_payer(remittances, payers, "remit").rename({"payer": "remit_payer"}), submissions)
    return _Sides(
        submissions=submissions,
        remittances=remittances,
        places=places_of(of_remit, remittances),
        payers=payers,
        late_claims=late_claims,
    )


def _lines(
    source: FrameSource,
    matching: MatchingFrames,
    denials: DenialFrames,
    answers: Answers,
    *,
    originals: pl.DataFrame,
    events: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the lines of original claims with their answers, and every (line, event) answer."""
    lines = within(
        submitted_lines(source),
        originals.select(
            "claim_id",
            "root_claim_id",
            pl.col("entity", "population", "payer", "location").cast(pl.Categorical),
            claim_provider=pl.col("provider").cast(pl.Categorical),
        ),
        on="claim_id",
    )
    said = pl.concat(
        [
            answers_by_line(source, matching, denials, answers),
            compact(claim_wide_answers(source, denials, answers, lines)),
        ]
    )
    # what a correction left out stands at nothing
    undone = compact(reversed_lines(source, matching, answers))
    said = pl.concat([said, undone.join(said, on=["line_id", "event_id"], how="anti")])
    lines = with_expected_allowed(join_line_answers(with_classes(lines), said, events))
    return lines, said.select(RESIDUAL_COLUMNS)


def _with_open(claims: pl.DataFrame, lines: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add what is still open of each claim."""
    claims = open_amounts(claims, as_of=as_of)
    return beside(claims, expected_open(claims, lines), on="root_claim_id")


def _insurance(claims: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return some columns of the insurance claims."""
    return claims.select("population", *columns).filter(pl.col("population") == INSURANCE)


def _kept(rows: pl.DataFrame, insurance_only: bool) -> pl.Series | None:
    """Tell which rows are kept; None when all are."""
    return rows["population"] == INSURANCE if insurance_only else None


def _with_claim_state(lines: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Give lines what is decided for their whole claim."""
    of_claim = claims.select(
        "root_claim_id",
        "observed",
        "matured",
        "date_submitted",
        "date_answer_usual",
        "patient_key",
        claim_state="state",
    )
    return beside(lines, of_claim, on="root_claim_id").with_columns(
        provider=pl.coalesce("rendering_npi", "claim_provider")
    )


def _entities(claims: pl.DataFrame, names: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """List the billing entities of claims and remittances; `names` has entity, billing_name, claims."""
    payees = places.group_by("entity").agg(
        payee_name=pl.col("payee_name").drop_nulls().first(), remits=pl.len().cast(pl.Int64)
    )
    return entity_list(claims, names, payees)


def _period(claims: pl.DataFrame) -> tuple[date | None, date | None]:
    """First and last day of service of the insurance claims."""
    days = _insurance(claims, "date_of_service")["date_of_service"].drop_nulls()
    first_day, last_day = days.min(), days.max()
    return (first_day if isinstance(first_day, date) else None, last_day if isinstance(last_day, date) else None)


def _available(source: FrameSource) -> frozenset[str]:
    """Name what the files hold."""
    held = {
        "claims": source.frame("claims", ["claim_id"]).height,
        "remittances": source.frame("remit_claims", ["remit_claim_id"]).height,
        "acknowledgements": source.frame("acknowledgements", ["position"]).height,
    }
    return frozenset(name for name, rows in held.items() if rows)
