"""Ranked recommendations: each line's dollars are given to one recommendation only, then ranked and written down."""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import polars as pl

from cleanskin.insight import recommendations
from cleanskin.insight.proposal import Proposal, Wording, claims_of, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Paragraph, Proof, Recommendation, Section
from cleanskin.insight.view import Details, EntityView
from cleanskin.insight.worklist import chosen_line_rows
from cleanskin.x12.bulk.rows import among, beside

KEY = "recommendations"
TITLE = "What to change first"
SHOWN_MAX = 10
MONTHS_MIN = 6
"""Months of service needed before a year's worth is stated."""
SAMPLE_CLAIMS = 3


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A proposal with the lines that are left to it."""

    proposal: Proposal
    lines: pl.DataFrame

    @cached_property
    def wording(self) -> Wording:
        """The recommendation in words: written once, for the section and for the verdict."""
        return self.proposal.write(self.lines)

    @property
    def low(self) -> int:
        """Least worth in cents."""
        return sum_of(self.lines, "amount_low")

    @property
    def high(self) -> int:
        """Greatest worth in cents."""
        return sum_of(self.lines, "amount_high")


def kinds() -> list[ModuleType]:
    """Return the kinds of recommendation in the order in which they may take lines."""
    found = [
        import_module(f"{recommendations.__name__}.{module.name}") for module in iter_modules(recommendations.__path__)
    ]
    return sorted(found, key=lambda module: (module.PRIORITY, module.__name__))


def choose(view: EntityView) -> list[Chosen]:
    """Give every line to the first proposal that asks for it, and rank by the middle of the range, dearest first."""
    taken = pl.Series("line_id", dtype=pl.Int64)
    chosen = []
    for kind in kinds():
        proposals = kind.propose(view)
        for proposal in sorted(proposals, key=lambda each: (-sum_of(each.lines, "amount_high"), each.key)):
            left = among(proposal.lines, taken, on="line_id", kept=False)
            if proposal.is_priced:
                if left.is_empty():
                    continue
                taken = pl.concat([taken, left["line_id"]])
            chosen.append(Chosen(proposal=proposal, lines=left))
    return sorted(chosen, key=lambda one: (-(one.low + one.high), one.proposal.key))


def months_of_service(view: EntityView) -> int:
    """Count the calendar months with services, the last one only when it is over at as_of."""
    months = view.claims["date_of_service"].drop_nulls().dt.truncate("1mo").unique()
    return int((months < view.as_of.replace(day=1)).sum())


def section(
    view: EntityView, details: Details, chosen: list[Chosen], *, share_observed: float | None
) -> Section | None:
    """Write the section; None when there is nothing to recommend."""
    if not chosen:
        return None
    months = months_of_service(view)
    low, high = sum(one.low for one in chosen), sum(one.high for one in chosen)
    lead = (
        f"{words.plural(len(chosen), 'recommendation')}, worth {words.dollars(low)} to {words.dollars(high)} together over the "
        f"{words.plural(months, 'whole month')} in the files. Each claim line's dollars stand in one of them only, so the amounts may "
        "be added."
    )
    blocks: list[Paragraph | Callout | Recommendation] = [Paragraph(lead, strong=True)]
    if months < MONTHS_MIN:
        blocks.append(
            Callout(
                kind="note",
                title="Not stated per year",
                text=f"A year's worth is given only from {MONTHS_MIN} whole months of services on; these files hold {months}.",
            )
        )
    if share_observed is not None and share_observed < 0.8:
        blocks.append(
            Callout(
                kind="doubt",
                title="These files show less than 80 % of the charges",
                text="The amounts below speak of what can be seen only; the whole may look different.",
            )
        )
    priced = [one for one in chosen if one.proposal.is_priced]
    shown = priced[:SHOWN_MAX] + [one for one in chosen if not one.proposal.is_priced]
    blocks.extend(_written(view, details, one, rank, months) for rank, one in enumerate(shown, 1))
    rest = priced[SHOWN_MAX:]
    if rest:
        blocks.append(
            Paragraph(
                f"{words.plural(len(rest), 'smaller recommendation')} are left out here; together they are worth "
                f"{words.dollars(sum(one.low for one in rest))} to {words.dollars(sum(one.high for one in rest))}."
            )
        )
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))


def _written(view: EntityView, details: Details, one: Chosen, rank: int, months: int) -> Recommendation:
    wording = one.wording
    priced = one.proposal.is_priced
    annual = priced and one.proposal.is_recurring and months >= MONTHS_MIN
    return Recommendation(
        rank=rank,
        title=wording.title,
        what=wording.what,
        why=wording.why,
        owner=wording.owner,
        first_step=wording.first_step,
        amount_low=one.low if priced else None,
        amount_high=one.high if priced else None,
        arithmetic=wording.arithmetic,
        annual_low=one.low * 12 // months if annual else None,
        annual_high=one.high * 12 // months if annual else None,
        annual_factor=f"x 12 / {months} months of service" if annual else "",
        sureness=wording.sureness,
        proof=_proof(view, details, one),
    )


def _proof(view: EntityView, details: Details, one: Chosen) -> Proof | None:
    if one.lines.is_empty():
        return None
    tagged = one.lines.with_columns(pl.lit(one.proposal.key).alias("recommendation"))
    name = chosen_line_rows(view, details, tagged)
    top = (
        one.lines.sort("amount_high", "line_id", descending=[True, False])
        .select("root_claim_id")
        .unique(maintain_order=True)
    )
    sample = beside(top.head(SAMPLE_CLAIMS), view.trace, on="root_claim_id")
    return Proof(
        claims=claims_of(one.lines),
        amount=sum_of(one.lines, "amount_billed"),
        detail=name,
        filter=f"recommendation = '{one.proposal.key}'",
        sample=tuple(f"{row['claim_file']}, segment {row['claim_segment']}" for row in sample.iter_rows(named=True)),
    )
