"""Kinds of visit or locations whose charges leave late."""

import polars as pl

from cleanskin.insight.proposal import Proposal, Wording
from cleanskin.insight.report import words
from cleanskin.insight.sections.lags import charge_lags, whole_charge_lag
from cleanskin.insight.view import EntityView

PRIORITY = 60
LATE_DAYS = 7
"""A 90th percentile above this is called late.  [assumed]; three days is seen as good (kpis, charge lag)."""
CLAIMS_MIN = 30


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal for the slowest combination of location and kind of visit, when it is clearly late."""
    claims = view.claims.with_columns(
        place=pl.concat_str(pl.col("location").fill_null("?"), pl.lit("|"), pl.col("visit_class"))
    )
    lags = charge_lags(claims, "place").filter((pl.col("claims") >= CLAIMS_MIN) & (pl.col("p90") > LATE_DAYS))
    whole = whole_charge_lag(claims)
    if lags.is_empty() or whole.is_empty():
        return []
    slow = lags.sort("p50", "p90", descending=True).row(0, named=True)
    usual = whole.row(0, named=True)
    if slow["p50"] <= usual["p50"] + 2:
        return []
    location, kind = slow["place"].split("|")
    chosen = claims.filter(pl.col("place") == slow["place"])
    daily = int(chosen["amount_billed"].sum()) // max(1, chosen["date_of_service"].n_unique())
    sooner = int(slow["p50"] - usual["p50"])
    lines = view.lines.clear().with_columns(amount_low=pl.lit(0, dtype=pl.Int64), amount_high=pl.lit(0, dtype=pl.Int64))

    def write(kept: pl.DataFrame) -> Wording:
        return Wording(
            title=f"Send {kind} charges of location {location} sooner",
            what="Close charges on the day of service; hold only what truly waits for pathology, and say so on the hold list.",
            why=f"Half of them leave after {slow['p50']} days and one in ten after more than {slow['p90']}; over the whole practice half leave "
            f"within {usual['p50']}.",
            owner="Clinician",
            first_step="Follow the last ten surgery days from the note to the claim and write down where each waited.",
            arithmetic=f"Not a loss but time: about {words.dollars(daily)} of charges a day of service would arrive {words.plural(sooner, 'day')} sooner, once.",
            sureness="the lag is exact; the reason is not in the files",
        )

    return [Proposal(key="shorten-charge-lag", lines=lines, write=write, is_priced=False)]
