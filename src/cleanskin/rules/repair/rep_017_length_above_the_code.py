"""A closure code for a shorter wound than the record measures.

The lengths of one class and one group of sites are added before the code is chosen: a sum in a higher tier, or a
further 5 cm of a complex closure, is paid more.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.lengths import compared
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-017",
    name="closure-shorter-than-the-record",
    outcome="missed_charge",
    severity="warn",
    triggers=families("repair_simple", "repair_intermediate", "repair_complex"),
    needs=("note",),
    message="{codes} stand for a shorter closure than the record measures.",
    fix="Bill the code of the documented sum of lengths.",
    source=cited("CPT guideline conventions", "coding rules REP-1, REP-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a class and site group that rank below the code of the documented sum."""
    for one in compared(visit, day):
        if one.difference < 0:
            yield flag(*one.lines, evidence=one.told, missing=one.missing)


RULE.examples = """
flags    note={"lesions":[{"site":"back","closure":"intermediate","closure_length_cm":4.5},{"site":"forearm","closure":"intermediate","closure_length_cm":4}]} 12032 D22.5
near     note={"lesions":[{"site":"back","closure":"intermediate","closure_length_cm":4.5},{"site":"forearm","closure":"intermediate","closure_length_cm":3}]} 12032 D22.5
flags    note={"lesions":[{"site":"cheek","technique":"mohs","closure":"complex","closure_length_cm":9}]} 17311 C44.319 | 13132 C44.319
passes   note={"lesions":[{"site":"cheek","technique":"mohs","closure":"complex","closure_length_cm":9}]} 17311 C44.319 | 13132 C44.319 | 13133 C44.319
passes   note={"lesions":[{"site":"neck","closure":"intermediate","closure_length_cm":4.5},{"site":"forearm","closure":"intermediate","closure_length_cm":4}]} 12032 D22.5
cannot   12032 D22.5
"""
