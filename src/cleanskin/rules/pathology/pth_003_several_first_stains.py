"""More first stains than specimens.

88342 is the first antibody of **each specimen**.  More units of it than specimens read means that further antibodies were
billed as first ones.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTH-003",
    name="more-first-stains-than-specimens",
    outcome="audit",
    severity="warn",
    triggers=codes("88342"),
    message="The claim has more first antibody stains than specimens.",
    fix="Bill 88342 once a specimen and 88341 for each further antibody of it.",
    source=cited("CPT guideline conventions", "coding rules PTH-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 88342 when its units outnumber the specimens on the claim."""
    specimens = visit.units_of("88304", "88305", "88307", "88331")
    stains = visit.units_of("88342")
    if specimens and stains > specimens:
        yield flag(*visit.with_code("88342"), evidence=[f"{stains} first stains, {specimens} specimens"])


RULE.examples = """
flags    88305 D03.9 | 88342*3 D03.9
near     88305 D03.9 | 88342*1 D03.9
passes   88342*3 D03.9                         # the specimens stand elsewhere
"""
