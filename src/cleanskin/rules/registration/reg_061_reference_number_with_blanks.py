"""An authorization, referral, claim or laboratory number that holds blanks.

They come from copying. The payer compares letter by letter and does not find the authorization or the earlier claim.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import has_numbers
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-061",
    name="reference-number-with-blanks",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(has_numbers),
    claim_wide=True,
    fix_safety="safe",
    message="The number of an authorization, referral, earlier claim or laboratory holds blanks.",
    fix="Take the blanks out.",
    source=cited("837P front-end rejections", "REF02; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each such number; words in its place are another matter."""
    for reference in visit.claim.references:
        value = reference.value
        if not value.isalnum() and reference.kind in ("G1", "9F", "F8", "X4"):
            trimmed = edited(value, "trim")
            if trimmed not in ("", value) and any(letter.isdigit() for letter in value):
                path = f"references[{reference.kind}].value"
                change = LineChange(path=path, was=masked(value), becomes=masked(trimmed), edit="trim")
                yield flag(evidence=(f"REF {reference.kind}",), changes=(change,), pointer="2300.REF02")


RULE.examples = """
flags    claim={"references":[{"kind":"G1","value":"A 123"}]} 99213 L40.0
near     claim={"references":[{"kind":"EA","value":"A 123"}]} 99213 L40.0
passes   claim={"references":[{"kind":"G1","value":"A123"}]} 99213 L40.0
passes   claim={"references":[{"kind":"G1","value":"NOT REQUIRED"}]} 99213 L40.0          # CS-AUT-009
"""
