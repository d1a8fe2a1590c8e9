"""A light treatment, patch test or sweat treatment that points only to a growth of the skin.

Ultraviolet light, patch tests and botulinum toxin treat or test no moles, keratoses or skin cancers; the pointer is
wrong.  Cutaneous lymphoma and mastocytosis are treated with light, and pass.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.sites import GROWTHS
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

_LIGHT_CONDITIONS = frozenset({"cutaneous_lymphoma", "mastocytosis"})

RULE = Rule(
    id="CS-DX-018",
    name="growth-for-light-or-test",
    outcome="denial",
    severity="hold",
    triggers=families("phototherapy", "excimer", "patch_test", "botulinum"),
    carc="11",
    rarc="M76",
    message="{code} points only to a growth of the skin, which it does not treat.",
    fix="Point the line to the condition that was treated or tested.",
    source=cited("Coding rules", "DX-5, LGT-2, LGT-3, LGT-4", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such lines when every diagnosis is a growth that light does not treat."""
    for line in visit.lines:
        if line.family not in RULE.triggers.families or not line.diagnoses:
            continue
        if all(
            day.diagnosis_group(code) in GROWTHS and day.diagnosis_condition(code) not in _LIGHT_CONDITIONS
            for code in line.diagnoses
        ):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   96910 L57.0
near    96910 L40.0
flags   95044*36 D22.5
passes  95044*36 D22.5,L23.9
passes  96910 C84.01
passes  96910 D47.01
"""
