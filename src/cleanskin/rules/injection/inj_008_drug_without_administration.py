"""A drug without the service that gave it.

An injected drug on a claim without an injection is often denied, and the injection is earned.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

GIVING = frozenset({"injection", "intralesional_injection", "intralesional_chemotherapy", "botulinum"})
"""Families of services that give a drug."""

GIVING_CODES = frozenset({"96372", "96401", "96374", "96365", "96413", "64999", "17110", "17111"})
"""Further codes under which drugs are given; destruction with bleomycin may be billed as 17110 by some payers."""

RULE = Rule(
    id="CS-INJ-008",
    name="drug-without-administration",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("J3301", "J1100", "J0702", "J1885", "J0696", "J9040", "J9190", "J0585", "J2357"),
    message="{code} is billed without a service that gives it.",
    fix="If the drug was injected by the practice, add the injection (11900 or 11901 into lesions, 96372 under the skin or into muscle); else take the drug off.",
    source=cited("CPT guideline conventions", "coding rules MIN-3, MIN-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag injected drugs on a day without an injection, a procedure or a visit elsewhere that day that could give them."""
    if any(line.family in GIVING or line.code in GIVING_CODES for line in visit.lines):
        return
    if any(one.code in GIVING_CODES or day.family(one.code) in GIVING for one in visit.same_day_elsewhere()):
        return
    for line in visit.with_code(*RULE.triggers.codes):
        yield flag(line)


RULE.examples = """
flags    99213 L91.0 | J3301 L91.0
near     11900 L91.0 | J3301 L91.0
passes   96372 L40.0 | J3301*4 L40.0
passes   20610 M17.11 | J3301*4 M17.11
passes   99213 L91.0 | J3301 L91.0 << 2026-03-02 11900 L91.0
"""
