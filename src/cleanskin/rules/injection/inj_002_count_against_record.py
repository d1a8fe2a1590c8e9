"""An intralesional injection code that does not fit the number of lesions in the record.

Lesions count, not needle sticks: up to seven are 11900, eight or more 11901.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.injection.injected import injected
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-002",
    name="intralesional-count-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("intralesional_injection"),
    needs=("note",),
    message="{code} stands for another number of lesions than the record counts.",
    fix="Bill 11900 for up to 7 lesions, 11901 for 8 or more.",
    source=cited("CPT guideline conventions", "coding rules MIN-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the code when the record counts every injected lesion and the sum lies outside its bounds."""
    counted = injected(visit)
    for line in visit.in_family("intralesional_injection"):
        facts = line.facts
        if counted is None or facts is None:
            continue
        if counted < (facts.count_from or 0) or (facts.count_to is not None and counted > facts.count_to):
            yield flag(line, evidence=[f"{counted} lesions injected"])


RULE.examples = """
flags    note={"lesions":[{"technique":"injection","count":5}]}  11901 L91.0
near     note={"lesions":[{"technique":"injection","count":8}]}  11901 L91.0
flags    note={"lesions":[{"technique":"injection","count":9}]}  11900 L91.0
passes   note={"lesions":[{"technique":"injection"}]}  11900 L91.0
cannot   11901 L91.0
"""
