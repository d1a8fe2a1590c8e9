"""A cyst, tag or lipoma examined at the level of a skin biopsy.

Epidermal and pilar cysts, skin tags and lipomas are 88304; 88305 for them is paid too high and taken back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTH-005",
    name="tissue-level-too-high",
    outcome="audit",
    severity="note",
    triggers=codes("88305"),
    message="88305 points only to a cyst, a skin tag or a lipoma, which are 88304.",
    fix="Bill 88304 unless the report shows more than the cyst, tag or lipoma.",
    source=cited("CPT guideline conventions", "coding rules PTH-1", trust="unverified", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note 88305 that points only to conditions of the lower level."""
    for line in visit.with_code("88305"):
        if all_of(line, day, "cyst", "skin_tag", "lipoma"):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    88305 L72.0
near     88305 D22.5
passes   88304 L72.0
"""
