"""Hair removal by electrolysis without a condition that makes it medical.

Removing hair is cosmetic, except before or after care of a pilonidal sinus, in gender care, or where ingrown hairs are a
disease and the policy says so.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_MEDICAL = ("L05", "F64", "L731", "L730", "L732")

RULE = Rule(
    id="CS-COS-022",
    name="hair-removal-without-condition",
    outcome="denial",
    severity="warn",
    triggers=codes("17380"),
    carc="96",
    rarc="N383",
    message="{code} points to no condition that makes hair removal medical.",
    fix="Point to the condition if the record names one and the policy covers it; else let the patient pay or add GY.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up", "section G: hair removal", trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag electrolysis whose diagnoses name no such condition."""
    for line in visit.with_code(*RULE.triggers.codes):
        if not line.diagnoses or line.has("GY") or "Z411" in line.diagnoses:
            continue
        if not any(code.startswith(_MEDICAL) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   17380 L68.0
near    17380 L05.91
near    17380-GY L68.0
passes  17380 L73.1
"""
