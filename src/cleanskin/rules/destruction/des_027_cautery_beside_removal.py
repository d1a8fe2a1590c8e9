"""17250 with a modifier beside a biopsy, shave, excision or destruction of the same diagnosis.

17250 is for granulation tissue of a wound that heals badly.  Silver nitrate or another chemical that stops the
bleeding of a procedure belongs to the procedure; a modifier is right only for another wound.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

REMOVALS = (
    "biopsy", "shave", "excision_benign", "excision_malignant", "skin_tag_removal", "destruction_premalignant",
    "destruction_benign", "destruction_malignant", "mohs",
)  # fmt: skip

RULE = Rule(
    id="CS-DES-027",
    name="cautery-beside-removal-of-same-diagnosis",
    outcome="audit",
    severity="warn",
    triggers=codes("17250"),
    carc="97",
    instead_of=("CS-DES-016",),
    message="{code} points to the diagnosis of a removal or biopsy of the day: stopping its bleeding is part of it.",
    fix="Take {code} off unless the record shows granulation tissue of another wound; then point to that wound.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. L; coding rules DES-7, BUN-3, REP-6", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17250 whose diagnoses are all those of a removal; without a modifier the pair edit says it."""
    removed = {code for line in visit.in_family(*REMOVALS) for code in line.diagnoses}
    for line in visit.with_code("17250"):
        if line.is_distinct and line.diagnoses and removed.issuperset(line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    11402 D22.5 | 17250-59 D22.5
near     11402 D22.5 | 17250-59 L92.9
passes   17250 L92.9
flags    17110 B07.8 | 17250-XS B07.8
passes   11402 D22.5 | 17250 D22.5            # without a modifier: the pair edit
"""
