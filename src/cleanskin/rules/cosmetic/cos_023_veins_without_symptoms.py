"""Veins injected or closed for a diagnosis that says there are no symptoms.

I83.9 is varicose veins without complication, I78.1 spider veins: policies pay for treatment only with pain, swelling,
inflammation, ulcer or bleeding, after compression has failed.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_BARE = ("I839", "I781")

RULE = Rule(
    id="CS-COS-023",
    name="veins-without-symptoms",
    outcome="denial",
    severity="warn",
    triggers=codes("36465", "36466", "36470", "36471", "36475", "36476", "36478", "36479"),
    carc="50",
    rarc="N383",
    message="{code} is billed for veins without symptoms.",
    fix="Code the documented symptom (I83.1 to I83.8); without one let the patient pay, or use a notice.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section G: varicose ablation, sclerotherapy",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag vein treatments whose diagnoses are all without symptoms."""
    for line in visit.with_code(*RULE.triggers.codes):
        if not line.diagnoses or line.has("GA", "GY", "GZ") or "Z411" in line.diagnoses:
            continue
        if all(code.startswith(_BARE) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   36471 I83.91
near    36471 I83.811
near    36471-GA I83.91
flags   36475 I78.1
passes  36475 I83.91,I83.811
"""
