"""A removal billed as covered while the record calls it cosmetic.

Every treated lesion of the record carries words of cosmetic intent (appearance, unsightly, wants it off for a wedding)
and none bleeds, hurts, grows or is inflamed.  A place that chafes, or distress, is not enough.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import NOTICES, REMOVALS, is_strong, treated
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-011",
    name="recorded-as-cosmetic",
    outcome="audit",
    severity="hold",
    triggers=families(*REMOVALS),
    needs=("note",),
    carc="96",
    rarc="N383",
    message="{code} is billed as covered, and the record calls the removal cosmetic.",
    fix="Let the patient pay, or add GY (with GX after a notice); Z41.1 names the encounter.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section C; coding rules MOD-11, SC-31",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals without notice when all treated lesions are cosmetic by the record."""
    lesions = treated(visit.encounter)
    cosmetic = [one for one in lesions if (one.cosmetic_signals or one.intent == "cosmetic") and not is_strong(one)]
    if not lesions or len(cosmetic) < len(lesions):
        return
    words = sorted({word for one in cosmetic for word in one.cosmetic_signals})
    for line in visit.in_family(*REMOVALS):
        if not line.has(*NOTICES) and "Z411" not in line.diagnoses:
            yield flag(line, evidence=[f"the record says: {', '.join(words) or 'cosmetic intent'}"])


RULE.examples = """
flags   note={"lesions":[{"technique":"cryosurgery","cosmetic_signals":["appearance"]}]} 17110 L82.1
near    note={"lesions":[{"technique":"cryosurgery","cosmetic_signals":["appearance"]}]} 17110-GY L82.1
near    note={"lesions":[{"technique":"cryosurgery","cosmetic_signals":[]}]} 17110 L82.1
passes  note={"lesions":[{"cosmetic_signals":["appearance"],"triggers":["MN-BLEED","MN-INFL"]}]} 17110 L82.0
passes  note={"lesions":[{"cosmetic_signals":["appearance"]},{"triggers":["MN-BLEED"]}]} 17110 L82.0    # one is covered
flags   note={"lesions":[{"intent":"cosmetic","triggers":["MN-RISK"]}]} 11200 L91.8
cannot  17110 L82.1
"""
