"""A removal sent as excluded although the record shows why it was needed.

A keratosis that catches on a strap and bleeds, with a crust on examination, is covered.  GY lets the patient pay for
it.  All treated lesions of the record must have such a reason, else one of them may be the cosmetic one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import REMOVALS, is_strong, treated
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-013",
    name="excluded-though-necessary",
    outcome="denial",
    severity="hold",
    triggers=modifiers("GY"),
    needs=("note",),
    carc="96",
    rarc="N425",
    message="Line {line} says excluded, and the record shows why the removal was needed.",
    fix="Take GY (and GX) off and bill the line as covered, with the diagnosis that shows the reason.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section A; NEG-19, NEG-21",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals with GY when every treated lesion has a strong trigger."""
    lesions = treated(visit.encounter)
    if lesions and all(is_strong(one) for one in lesions):
        reasons = sorted({trigger for one in lesions for trigger in one.triggers})
        for line in visit.in_family(*REMOVALS):
            if line.has("GY"):
                yield flag(line, evidence=[f"recorded: {', '.join(reasons)}"])


RULE.examples = """
flags   payer=medicare note={"lesions":[{"triggers":["MN-TRAUMA","MN-INFL"]}]} 17110-GY L82.1
near    payer=medicare note={"lesions":[{"triggers":["MN-TRAUMA","MN-INFL"]}]} 17110 L82.1
passes  payer=medicare note={"lesions":[{"triggers":["MN-BLEED"]},{"cosmetic_signals":["appearance"]}]} 17110-GY L82.1
passes  payer=medicare note={"lesions":[{"triggers":["MN-RISK"]}]} 17110-GY L82.1
cannot  payer=medicare 17110-GY L82.1
"""
