"""A chemical peel or abrasion without a disease that some policies cover.

Peels and abrasions are covered, if at all, for many actinic keratoses or for active acne.  For sun damage, scars,
wrinkles or dark spots they are cosmetic.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_COVERED = ("L57", "L70", "C44", "D04", "L711")

RULE = Rule(
    id="CS-COS-021",
    name="peel-without-disease",
    outcome="denial",
    severity="warn",
    triggers=codes("15786", "15787", "15788", "15789", "15792", "15793"),
    carc="96",
    rarc="N383",
    message="{code} points to no disease for which policies cover a peel or abrasion.",
    fix="If the record shows actinic keratoses or active acne, point to them; else let the patient pay or add GY.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up", "section G: peels, acne peel", trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag peels and abrasions whose diagnoses name no such disease."""
    for line in visit.with_code(*RULE.triggers.codes):
        if not line.diagnoses or line.has("GY") or "Z411" in line.diagnoses:
            continue
        if not any(code.startswith(_COVERED) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   15788 L81.1
near    15788 L57.0
near    15788-GY L81.1
flags   15786 L90.5
passes  15788 L70.0
passes  15788 L57.0,L81.4
"""
