"""A new claim that carries the payer's number of an earlier one.

Either it replaces that one and its frequency code should be 7, or the number is left over; as it stands it is denied as
a duplicate of the claim it names.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import has_numbers
from cleanskin.rules.registration.parties import number_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-066",
    name="original-number-on-new-claim",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(has_numbers),
    claim_wide=True,
    carc="18",
    message="The claim says it is new and names an earlier claim of this payer.",
    fix="Set the frequency to 7 when it corrects that claim; take the number off when it is new.",
    source=cited("Denials and appeals", "CH-1, CH-2", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag frequency 1 with a number of an earlier claim."""
    if visit.claim.frequency_code == "1" and number_of(visit.claim, "F8"):
        yield flag(pointer="2300.REF*F8")


RULE.examples = """
flags    claim={"references":[{"kind":"F8","value":"20260302A"}]} 99213 L40.0
near     claim={"references":[{"kind":"EA","value":"20260302A"}]} 99213 L40.0
passes   frequency=7 claim={"references":[{"kind":"F8","value":"20260302A"}]} 99213 L40.0
"""
