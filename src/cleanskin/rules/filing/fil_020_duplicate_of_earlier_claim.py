"""A line that stands, word for word, on another claim of the same day to the same payer.

Payers deny it as an exact duplicate. Right only when the other claim never got in; a correction is a replacement, a
second lesion or a repeat says so by its units or modifiers.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.filing.duplicates import is_same
from cleanskin.rules.ncci.other_claims import has_other_claims
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-020",
    name="duplicate-of-another-claim",
    outcome="denial",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery", "pathology", "drug"),
    beside=whenever(has_other_claims),
    needs=("history",),
    carc="18",
    message="Line {line} ({code}) stands on another claim of the same day, with the same units, modifiers and charge.",
    fix="If the other claim got in, do not send this one: correct that one, or add 76, 77 or the right units.",
    source=cited("837P front-end rejections", "duplicate claim; EDI rules, section 3; CH-1, CH-2", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line of a new claim with an equal one; a hold when the payer is known to have answered the other."""
    history, elsewhere = visit.context.history, visit.same_day_elsewhere()
    if not elsewhere or history is None or visit.claim.frequency_code != "1":
        return
    others = [line for line in elsewhere if line.payer_id == visit.payer_id]
    for line in visit.lines if others else ():
        for other in others:
            if is_same(line, other):
                answered = history.answers(other.claim, other.payer_id)
                said = "the payer has answered it" if answered else "whether the payer took it is not known"
                yield flag(line, evidence=(f"claim {other.claim}", said), severity="hold" if answered else None)
                break


RULE.examples = """
flags    11102 $100 D49.2 << 2026-03-02 11102 $100 D49.2
near     11102-76 $100 D49.2 << 2026-03-02 11102 $100 D49.2
near     11102 $100 D49.2 << 2026-03-03 11102 $100 D49.2
passes   11102 $100 D49.2 << none
passes   frequency=7 11102 $100 D49.2 << 2026-03-02 11102 $100 D49.2
passes   11102 $100 D49.2 << 2026-03-02 payer_id=88888 11102 $100 D49.2        # the second payer's claim
passes   99213 L40.0 << 2026-03-02 number=EX1 99213 L40.0                      # itself
cannot   11102 $100 D49.2
"""
