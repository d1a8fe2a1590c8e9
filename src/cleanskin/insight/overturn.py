"""The chance that a refused line is paid once somebody works it: from the practice's own history, else assumed.

The assumed chances are the project's simulator defaults, not observations of any payer; they say so wherever they are
shown.
"""

from dataclasses import dataclass

import polars as pl

from cleanskin.insight.statistics import wilson_interval

OWN_MIN = 20
"""Worked lines of a root cause needed before the practice's own history speaks.  [assumed]"""
ASSUMED_SPREAD = 0.15
"""Half width of the range put around an assumed chance.  [assumed]"""

ASSUMED = {
    "bundling_ncci": 0.55,
    "eligibility_registration": 0.70,
    "medical_necessity": 0.50,
    "modifier": 0.80,
    "cosmetic_noncovered": 0.15,
    "coding_edit": 0.85,
    "prior_authorization": 0.45,
    "duplicate": 0.10,
    "documentation_request": 0.80,
    "cob": 0.80,
    "frequency_mue": 0.40,
    "global_period": 0.50,
    "enrollment_credentialing": 0.60,
    "timely_filing": 0.25,
    "other": 0.40,
}
"""Chance of payment if worked, by root cause.  [assumed]: practice profile, simulator defaults, 2026-11-21; the
published overturn over all causes is 0.54 to 0.70 (Premier)."""


@dataclass(frozen=True, kw_only=True)
class Chance:
    """A range for the chance of payment, and where it comes from."""

    low: float
    high: float
    words: str
    is_own: bool


def chance(denied_lines: pl.DataFrame, category: str | None) -> Chance:
    """Return the chance for a root cause, from worked lines of `denied_lines` (line_facts plus is_worked) when enough.

    A line is worked when its claim was sent again after the refusal; it won when it has an amount recovered.
    """
    worked = denied_lines.filter((pl.col("category") == category) & pl.col("is_worked"))
    won = worked.filter(pl.col("amount_recovered") > 0).height
    interval = wilson_interval(won, worked.height)
    if worked.height >= OWN_MIN and interval is not None:
        words = f"own history: {won} of {worked.height} refused lines of this cause were paid after being sent again"
        return Chance(low=interval[0], high=interval[1], words=words, is_own=True)
    centre = ASSUMED.get(category or "other", ASSUMED["other"])
    low, high = max(0.0, centre - ASSUMED_SPREAD), min(1.0, centre + ASSUMED_SPREAD)
    words = f"an assumption, not an observation: {centre:.0%} if worked, give or take {ASSUMED_SPREAD:.0%}"
    return Chance(low=low, high=high, words=words, is_own=False)
