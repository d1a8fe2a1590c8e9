"""17110 or 17111 for a growth whose nature is uncertain or not stated.

A lesion that is destroyed leaves no tissue: who is in doubt about it takes a sample first.  D48.5 is what a pathologist
found uncertain, D49.2 what nobody has named; with either alone a payer doubts that a benign lesion was treated.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, only_undetermined
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-009",
    name="benign-destruction-of-unnamed-growth",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_benign"),
    carc="11",
    message="{code} is for benign lesions, but the line points only to a growth that is uncertain or not named.",
    fix="Point to the diagnosis in the record; if tissue was taken, wait for the result and bill what was done.",
    source=cited(
        "Coding rules of dermatology", "DES-2, DX-1; MN-DOUBT", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to undetermined growths."""
    for line in visit.in_family("destruction_benign"):
        if only_undetermined(line, day):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17110 D49.2
near     17110 L82.0
flags    17111 D48.5
passes   17110 B07.8,D49.2
passes   11102 D49.2
"""
