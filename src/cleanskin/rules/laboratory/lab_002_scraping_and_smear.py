"""A potassium hydroxide slide and a stained smear of the same scraping.

87220 is the slide of skin, hair or nail cleared with potassium hydroxide.  87205 and 87210 for the same scraping are the
same look twice.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LAB-002",
    name="one-scraping-two-slides",
    outcome="audit",
    severity="note",
    triggers=codes("87220"),
    message="{codes}: one scraping is one slide test unless the record shows two specimens.",
    fix="Keep the test that was done; tell two specimens apart by 59 or XS.",
    source=cited("CPT guideline conventions", "coding rules PTH-5", trust="derived", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note a wet mount or smear beside 87220 for the same diagnosis."""
    slides = visit.with_code("87220")
    for line in visit.with_code("87205", "87210"):
        same = [one for one in slides if set(one.diagnoses) & set(line.diagnoses)]
        if same and not line.is_distinct:
            yield flag(*same, line)


RULE.examples = """
flags    87220 B35.4 | 87210 B35.4
near     87220 B35.4 | 87210-59 B35.4
passes   87220 B35.4
"""
