"""Modifier 76 or 77 that names the wrong person, or repeats nothing.

76 says that the same physician repeated a procedure, 77 that another one did.  The claim and the patient's other claims
show who did the first.  Where they hold the day and the 90 days before and show no first one, nothing was repeated.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import LONGEST_DAYS
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-018",
    name="repeat-modifier-of-wrong-person",
    outcome="denial",
    severity="warn",
    triggers=modifiers("76", "77"),
    needs=("history",),
    carc="4",
    rarc="N519",
    message="{code} says that a procedure was repeated, but the other claims do not show the first one by that person.",
    fix="76 when the same physician did the first, 77 when another did; neither when nothing was repeated.",
    source=cited("CMS manual 100-04, ch. 12", "rules MOD-1, MOD-6", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 76 and 77 where everybody who did the procedure before contradicts it, or nobody did."""
    for line in visit.lines:
        if not line.has("76", "77"):
            continue
        here = [other.rendering_npi for other in visit.with_code(line.code) if other is not line]
        elsewhere = [*visit.same_day_elsewhere([line.code]), *visit.past(LONGEST_DAYS, [line.code])]
        there = [past for past in elsewhere if past.payer_id == visit.payer_id]  # not the second payer's claim
        who = {*here, *(past.rendering_npi for past in there)} - {""}
        if not here and not there and visit.history_covers(LONGEST_DAYS):
            yield flag(line, evidence=[f"no other {line.code} that day or in the 90 days before"])
        elif line.has("77") and who == {line.rendering_npi}:
            yield flag(line, evidence=["the same person did the first: 76"])
        elif line.has("76") and who and line.rendering_npi not in who:
            yield flag(line, evidence=["another person did the first: 77"])


RULE.examples = """
flags    17311 C44.311 | 17311-77 C44.212 << none
near     17311 C44.311 | 17311-76 C44.212 << none
flags    17262-76 C44.722 << none
passes   17262-76 C44.722 << 2026-03-02 17262 C44.729
flags    17262-76 C44.722 << 2026-03-02 17262 C44.729 by=1000000004
passes   17262-77 C44.722 << 2026-03-02 17262 C44.729 by=1000000004
cannot   17311 C44.311 | 17311-77 C44.212
"""
