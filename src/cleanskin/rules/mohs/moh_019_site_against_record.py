"""A first stage of Mohs surgery of the other group of sites than the record's tumors.

17311 is for head, neck, hands, feet and genitalia (the scalp too), and for any tumor that reaches muscle, cartilage,
bone, tendon, a major nerve or vessel; 17313 for trunk, arms and legs.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import tumors
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-019",
    name="mohs-site-against-record",
    outcome="audit",
    severity="hold",
    triggers=codes(*FIRST),
    needs=("note",),
    carc="11",
    instead_of=(
        "CS-MOH-003",
        "CS-MOH-004",
    ),
    message="{code} does not go with the site and depth of any tumor in the record.",
    fix="Bill 17311 with 17312, or 17313 with 17314, by the site and depth in the record.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, SC-12, TRAP-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages that no tumor of the record has, when the group of every tumor is told."""
    found = tumors(visit, day)
    right = {tumor.first_code for tumor in found or ()}
    if not right or "" in right:
        return
    for line in visit.with_code(*FIRST):
        if line.code not in right:
            yield flag(line, evidence=[f"the record's tumors are {', '.join(sorted(right))}"])


RULE.examples = """
flags    note={"lesions":[{"site":"scalp","mohs_blocks":[4]}]} 17313 C44.42
near     note={"lesions":[{"site":"back","mohs_blocks":[4]}]} 17313 C44.42
flags    note={"lesions":[{"site":"forearm","mohs_blocks":[3,2]}]} 17311 C44.622 | 17312 C44.622
passes   note={"lesions":[{"site":"forearm","depth":"muscle","mohs_blocks":[3]}]} 17311 C44.622
passes   note={"lesions":[{"site":"hand","mohs_blocks":[3]}]} 17311 C44.629
cannot   17313 C44.42
"""
