"""Two energies of surface radiation on one day for one lesion.

77437 is a session up to 150 kV, 77438 one above.  One lesion gets one of them on a day.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-RAD-004",
    name="two-radiation-energies",
    outcome="audit",
    severity="warn",
    triggers=codes("77437"),
    message="{codes}: one lesion is treated at one energy on a day.",
    fix="Keep the session that was given, or tell two lesions apart by 59 or XS and their diagnoses.",
    source=cited("CPT guideline conventions", "coding rules LGT-6", trust="derived", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag both codes for one diagnosis when nothing tells two lesions."""
    low, high = visit.with_code("77437"), visit.with_code("77438")
    for line in high:
        same = [one for one in low if set(one.diagnoses) & set(line.diagnoses)]
        if same and not any(one.is_distinct for one in (*same, line)):
            yield flag(*same, line)


RULE.examples = """
flags    77437 C44.311 | 77438 C44.311
near     77437 C44.311 | 77438-XS C44.311
passes   77437 C44.311 | 77438 C44.519
"""
