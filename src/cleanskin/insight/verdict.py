"""The verdict: what the files say of the practice in one sentence, five figures, what is at stake, how sure."""

from collections.abc import Mapping

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.coverage import HEADLINE_SHARE
from cleanskin.insight.figures import headline_figures
from cleanskin.insight.recommend import Chosen, months_of_service
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Figure, Verdict
from cleanskin.insight.view import MINIMUM_COUNT, EntityView

ANSWERED_MIN = MINIMUM_COUNT
"""Fewer answered claims than this carry no verdict.  [assumed]"""


def verdict(
    view: EntityView,
    figures: Mapping[str, Figure],
    chosen: list[Chosen],
    *,
    share_observed: float | None,
    as_of_stated: bool,
) -> Verdict:
    """Write the opening of one entity's chapter; withhold the headline when too little can be seen."""
    withheld = _why_withheld(view, share_observed)
    low, high = sum(one.low for one in chosen), sum(one.high for one in chosen)
    return Verdict(
        headline=_withheld_headline(view) if withheld else _headline(view, figures),
        sentences=_sentences(view, chosen, withheld),
        figures=headline_figures(figures),
        at_stake_low=None if withheld else low,
        at_stake_high=None if withheld else high,
        at_stake_words="" if withheld else _stake_words(view),
        sureness=_sureness(view, share_observed, as_of_stated),
        share_observed=share_observed,
        withheld=withheld,
    )


def _why_withheld(view: EntityView, share_observed: float | None) -> str:
    if view.claims.is_empty():
        return "the files hold no insurance claims of this entity"
    if not view.answered_claims:
        return "no claim has an answer in these files"
    if share_observed is not None and share_observed < HEADLINE_SHARE:
        return (
            f"only {words.ratio(share_observed)} of the charges are at payers and months that can be seen; a verdict needs "
            f"{words.ratio(HEADLINE_SHARE)}"
        )
    if view.answered_claims < ANSWERED_MIN:
        return f"{words.plural(view.answered_claims, 'answered claim')} carry no verdict; it needs {ANSWERED_MIN}"
    return ""


def _withheld_headline(view: EntityView) -> str:
    claims = words.plural(view.claims.height, "claim")
    return f"These files do not show enough to judge: {claims}, {view.answered_claims:,} of them answered."


def _headline(view: EntityView, figures: Mapping[str, Figure]) -> str:
    failed = view.failures.height
    rate = figures.get("first_pass_resolution_rate")
    answered = view.answered_claims
    settled = rate.value if rate is not None and rate.value is not None else (answered - failed) / answered
    refused_now = int(view.failures["amount_denied_now"].sum())
    opening = f"{words.ratio(settled)} of claims are settled by the payer's first answer"
    if failed == 0:
        return opening + "."
    top = view.failures.group_by("category").agg(pl.col("first_amount_denied").sum()).sort(
        "first_amount_denied", "category", descending=[True, False], nulls_last=True
    )  # fmt: skip
    cause = causes.label(top["category"].item(0)).lower()
    if refused_now == 0:
        return f"{opening}; what was refused has come back."
    return (
        f"{opening}; {words.dollars(refused_now)} of refused charges never came back, and the largest cause is {cause}."
    )


def _sentences(view: EntityView, chosen: list[Chosen], withheld: str) -> tuple[str, ...]:
    found = []
    if withheld:
        found.append(f"No headline figure is given, because {withheld}.")
    failures = view.failures
    if failures.height:
        total = int(failures["first_amount_denied"].sum())
        top = (
            failures.group_by("category")
            .agg(pl.col("first_amount_denied").sum())
            .sort("first_amount_denied", "category", descending=[True, False], nulls_last=True)
            .head(3)
        )
        named = ", ".join(
            f"{causes.label(category).lower()} ({words.ratio(amount / total)})"
            if total
            else causes.label(category).lower()
            for category, amount in top.iter_rows()
        )
        found.append(
            f"{words.plural(failures.height, 'claim')} met a refusal at first, {words.dollars(total)} of charges; most of it is {named}."
        )
    worth = [one for one in chosen if one.proposal.is_priced and one.high > 0][:3]
    if worth and not withheld:
        listed = "; ".join(
            f"{one.wording.title} ({words.dollars(one.low)} to {words.dollars(one.high)})" for one in worth
        )
        found.append(f"Do first: {listed}.")
    unpriced = view.denied_lines.filter((pl.col("amount_denied_now") > 0) & pl.col("expected_allowed").is_null())
    if unpriced.height and not withheld:
        found.append(
            f"{words.dollars(int(unpriced['amount_denied_now'].sum()))} of refused charges on {words.plural(unpriced.height, 'line')} are in no "
            "dollar range: their payer paid no such line to estimate from."
        )
    unseen = int(view.claims.filter(~pl.col("observed"))["amount_billed"].sum()) if view.claims.height else 0
    if unseen:
        found.append(
            f"{words.dollars(unseen)} of charges went to payers or fall in months whose remittances are not in the files: nothing is "
            "said about them."
        )
    return tuple(found)


def _stake_words(view: EntityView) -> str:
    months = months_of_service(view)
    return f"what the recommendations below are worth together over {words.plural(months, 'month')} of services, each line counted once"


def _sureness(view: EntityView, share_observed: float | None, as_of_stated: bool) -> str:
    parts = []
    if share_observed is not None:
        parts.append(f"Rests on {words.ratio(share_observed)} of charges ({words.plural(view.claims.height, 'claim')})")
    young = view.claims.filter(~pl.col("matured")).height
    if young:
        parts.append(f"{words.plural(young, 'claim')} are too young to judge and count as open")
    vague = view.failures.filter(pl.col("category").is_null() | (pl.col("category") == "undetermined")).height
    if vague:
        parts.append(f"{words.plural(vague, 'refusal')} have no sure cause")
    parts.append(
        f"as of {words.day(view.as_of)}, " + ("as you asked" if as_of_stated else "the latest date in the files")
    )
    return "; ".join(parts) + "."
