"""A removal whose diagnoses are usually cosmetic, without symptom, notice or article that covers it.

An uninflamed keratosis, a lentigo, a cherry angioma, spider veins: most policies pay for their removal only when the
lesion bleeds, itches, hurts, grows or obstructs.  The claim shows none of it.  It may still be covered when the record
shows it.  Where the contractor's article is held and decides, the coverage rules speak instead.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import REMOVALS, SYMPTOMS, USUALLY_COSMETIC, doubtful_lines
from cleanskin.rules.coverage.verdicts import judged
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-010",
    name="usually-cosmetic-diagnosis",
    outcome="denial",
    severity="warn",
    triggers=diagnoses(*USUALLY_COSMETIC),
    beside=families(*REMOVALS),
    carc="50",
    rarc="N383",
    message="{code} is billed for a diagnosis that is usually cosmetic, and nothing on the claim says more.",
    fix="If the record documents a symptom or inflammation, code it; else use a signed notice or GY, or let the patient pay.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "sections A and G; coding rules SC-31, LIM-1",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals that point to nothing but such diagnoses; other payers than Medicare differ: a note."""
    for line in doubtful_lines(visit, day):
        if not all(code.startswith(USUALLY_COSMETIC) for code in line.diagnoses) or line.family in ("cosmetic", "vein"):
            continue
        if visit.encounter is not None and visit.encounter.lesions:
            continue  # the record decides, in rules of its own
        if any(code.startswith(SYMPTOMS) for code in visit.diagnoses) or judged(visit, day, line):
            continue
        named = f"diagnoses: {', '.join(line.diagnoses)}"
        yield flag(line, evidence=[named], severity="warn" if visit.is_medicare else "note")


RULE.examples = """
flags   payer=medicare 17110 L82.1
near    payer=medicare 17110 L82.0
near    payer=medicare 17110-GY L82.1
flags   17106 I78.1
passes  17110 L82.1,R58
passes  payer=medicare article=17110:L82.1 17110 L82.1      # the contractor's article decides
passes  note={"lesions":[{"triggers":["MN-BLEED"]}]} payer=medicare 17110 L82.1
passes  11401 L82.1,D22.61
"""
