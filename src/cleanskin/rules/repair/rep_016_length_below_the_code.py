"""A closure code for a longer wound than the record measures.

The lengths of one class and one group of sites are added from the record and compared with the code: a code of a higher
tier, or more add-on units, is not supported.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.lengths import compared
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-016",
    name="closure-longer-than-the-record",
    outcome="audit",
    severity="hold",
    triggers=families("repair_simple", "repair_intermediate", "repair_complex"),
    needs=("note",),
    carc="150",
    message="{codes} stand for a longer closure than the record measures.",
    fix="Bill the code of the documented sum of lengths, or correct the length in the record if it is wrong.",
    source=cited("CPT guideline conventions", "coding rules REP-1, REP-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a class and site group that rank above the code of the documented sum."""
    for one in compared(visit, day):
        if one.difference > 0:
            yield flag(*one.lines, evidence=one.told)


RULE.examples = """
flags    note={"lesions":[{"site":"back","technique":"excision","closure":"intermediate","closure_length_cm":2.4}]} 11402 D22.5 | 12032 D22.5
near     note={"lesions":[{"site":"back","technique":"excision","closure":"intermediate","closure_length_cm":2.6}]} 11402 D22.5 | 12032 D22.5
flags    note={"lesions":[{"site":"back","closure":"complex","closure_length_cm":9}]} 13101 C44.519 | 13102*2 C44.519
passes   note={"lesions":[{"site":"back","closure":"intermediate","closure_length_cm":2},{"site":"forearm","closure":"intermediate","closure_length_cm":1}]} 12032 D22.5
passes   note={"lesions":[{"closure":"intermediate","closure_length_cm":2.4}]} 12032 D22.5      # the site is not stated
passes   note={"lesions":[{"site":"back","closure":"intermediate"}]} 12032 D22.5
cannot   11402 D22.5 | 12032 D22.5
"""
