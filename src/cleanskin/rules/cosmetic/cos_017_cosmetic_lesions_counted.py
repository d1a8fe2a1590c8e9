"""Fifteen or more destroyed lesions billed, of which fewer than fifteen were medical.

17111 pays for fifteen or more covered lesions.  Those removed for appearance are not counted: they are the patient's
own, and what remains may be 17110.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import is_strong, treated
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-017",
    name="cosmetic-lesions-counted",
    outcome="audit",
    severity="hold",
    triggers=codes("17111"),
    needs=("note",),
    carc="50",
    rarc="N115",
    message="{code} counts lesions that the record calls cosmetic.",
    fix="Count the covered lesions only (17110 up to 14); the cosmetic ones are the patient's to pay.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "NEG-8; coding rules DES-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17111 when the counts of the record reach its least count only with cosmetic lesions."""
    lesions = treated(visit.encounter)
    cosmetic = [one for one in lesions if (one.cosmetic_signals or one.intent == "cosmetic") and not is_strong(one)]
    covered = sum(one.count or 1 for one in lesions) - sum(one.count or 1 for one in cosmetic)
    for line in visit.with_code("17111"):
        least = line.facts.count_from if line.facts else None
        if cosmetic and covered and least and covered < least and not line.has("GY"):
            yield flag(line, evidence=[f"covered lesions recorded: {covered}, least for {line.code}: {least}"])


RULE.examples = """
flags   note={"lesions":[{"count":9,"triggers":["MN-ITCH"]},{"count":8,"cosmetic_signals":["appearance"]}]} 17111 L82.0
near    note={"lesions":[{"count":9,"triggers":["MN-ITCH"]},{"count":8,"cosmetic_signals":["appearance"]}]} 17110 L82.0
near    note={"lesions":[{"count":16,"triggers":["MN-ITCH"]},{"count":8,"cosmetic_signals":["appearance"]}]} 17111 L82.0
passes  note={"lesions":[{"count":17,"triggers":["MN-ITCH"]}]} 17111 L82.0
cannot  17111 L82.0
"""
