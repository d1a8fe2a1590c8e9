"""An authorization number that the practice's log does not have.

A digit turned round, the number of another patient, or a letter's reference instead of the number. The payer does not
find it either.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.log import entry_of
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-AUT-007",
    name="authorization-number-unknown",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    needs=("authorizations",),
    carc="284",
    message="The claim's authorization number is not in the log.",
    fix="Compare it with the payer's letter, and correct the claim or the log.",
    source=cited("Denials and appeals", "section 2, prior authorization", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the claim's number when the log holds entries and none has it."""
    if not visit.context.authorizations:
        return
    number = visit.claim.reference("G1").strip()
    if number and entry_of(visit, number) is None:
        yield flag(pointer="2300.REF*G1")


RULE.examples = """
flags    auth=A1:96920 claim={"references":[{"kind":"G1","value":"A2"}]} 96920 L40.0
near     auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
near     auth=none claim={"references":[{"kind":"G1","value":"A2"}]} 96920 L40.0
passes   auth=A1:96920 96920 L40.0
cannot   claim={"references":[{"kind":"G1","value":"A2"}]} 96920 L40.0
"""
