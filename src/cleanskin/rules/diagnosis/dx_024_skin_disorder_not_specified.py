"""A procedure supported by nothing but "skin disorder, not specified".

L98.9 and R23.9 say that something is wrong with the skin.  Payers find no necessity in them for removing, destroying or
injecting a lesion; the record nearly always holds the disease, or a growth to be examined (D49.2).
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_VAGUE = ("L989", "R238", "R239", "L919")

RULE = Rule(
    id="CS-DX-024",
    name="unspecified-disorder-for-procedure",
    outcome="denial",
    severity="warn",
    triggers=diagnoses(*_VAGUE),
    carc="50",
    rarc="N115",
    message="{code} is supported by an unspecified skin disorder only.",
    fix="Code the disease or growth that the record names.",
    source=cited("Coding rules of dermatology", "DX-5, LIM-1, SC-16", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals, destructions and injections whose diagnoses are all unspecified disorders."""
    for line in visit.of_class("procedure", "surgery"):
        if line.family != "biopsy" and line.diagnoses and all(code.startswith(_VAGUE) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   17110 L98.9
near    17110 B07.8
flags   11900 R23.8
passes  17110 L98.9,B07.8
passes  11104 L98.9              # a biopsy may look for what it is
passes  99213 L98.9
"""
