"""A code for more nails or corns than the record counts.

Nails: up to five 11720, from six 11721.  Corns and calluses: one 11055, two to four 11056, more 11057.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.counts import code_for_number, number_documented
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-009",
    name="nail-number-above-the-record",
    outcome="audit",
    severity="hold",
    triggers=codes("11721", "11056", "11057"),
    needs=("note",),
    carc="150",
    message="{code} stands for more than the record counts.",
    fix="Bill the code of the documented number.",
    source=cited("CPT guideline conventions", "coding rules MIN-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose code comes after that of the documented number."""
    for line in visit.with_code("11721", "11056", "11057"):
        number = number_documented(visit, line.code, day)
        group = ("11720", "11721") if line.code == "11721" else ("11055", "11056", "11057")
        due = code_for_number(number, group, day) if number else ""
        if due and due < line.code:
            yield flag(line, evidence=[f"the record counts {number}: {due}"])


RULE.examples = """
flags    note={"lesions":[{"site":"toenail","technique":"debridement","count":4}]} 11721 B35.1
near     note={"lesions":[{"site":"toenail","technique":"debridement","count":6}]} 11721 B35.1
flags    note={"lesions":[{"site":"sole","technique":"paring","count":1}]} 11056 L84
passes   note={"lesions":[{"site":"sole","technique":"paring"}]} 11056 L84        # not counted
passes   note={"lesions":[{"site":"sole","technique":"paring","count":2},{"technique":"paring","count":3}]} 11057 L84
cannot   11721 B35.1
"""
