"""Botulinum toxin given without the toxin billed.

J0585 and its kin are billed per unit by the practice that bought the vial.  Without it the dearest part of the service is
not asked for.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

TOXINS = ("J0585", "J0586", "J0587", "J0588", "J0589")
"""The codes of botulinum toxins."""

RULE = Rule(
    id="CS-INJ-010",
    name="botulinum-drug-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=families("botulinum"),
    message="{code} is billed without the botulinum toxin.",
    fix="Add J0585 (or the code of the toxin used) with the units given and JW or JZ, unless a pharmacy supplied it.",
    source=cited("CPT guideline conventions", "coding rules MIN-5, MOD-10", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag toxin injections without a toxin line on the claim or on another claim of the day."""
    elsewhere = {one.code for one in visit.same_day_elsewhere()}
    if not visit.has_code(*TOXINS) and not elsewhere & set(TOXINS):
        yield flag(*visit.in_family("botulinum"))


RULE.examples = """
flags    64650 L74.510
flags    64650 L74.510 | 99213-25 L74.510
near     64650 L74.510 | J0585-25 L74.510
passes   64650 L74.510 << 2026-03-02 J0585*100 L74.510
"""
