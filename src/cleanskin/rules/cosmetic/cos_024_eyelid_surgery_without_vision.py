"""Surgery of the upper eyelid's skin fold without a diagnosis of lost vision.

Taking off skin of the upper lid is covered when it takes away part of the visual field, and cosmetic else.  Many policies
want the field loss or drooping lid coded beside the skin fold, and photographs and fields in the record.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_FUNCTION = ("H53", "H024", "H020", "H021", "H541", "H542", "C", "D04", "D03")

RULE = Rule(
    id="CS-COS-024",
    name="eyelid-surgery-without-vision-loss",
    outcome="denial",
    severity="note",
    triggers=codes("15822", "15823"),
    carc="50",
    rarc="N383",
    message="{code} points to no loss of vision or function of the lid.",
    fix="If the record shows field loss or a drooping lid, point to it too; else let the patient pay or use a notice.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section G: blepharoplasty; MN-FUNC",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag upper lid surgery whose diagnoses name no loss of function."""
    for line in visit.with_code(*RULE.triggers.codes):
        if not line.diagnoses or line.has("GA", "GY", "GZ") or "Z411" in line.diagnoses:
            continue
        if not any(code.startswith(_FUNCTION) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   15823-RT H02.831
near    15823-RT H02.831,H53.451
near    15823-GY-RT H02.831
passes  15823-RT H02.401
"""
