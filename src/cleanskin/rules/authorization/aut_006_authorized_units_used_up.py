"""More units than the authorization has left.

Payers authorize a number of treatments or units and deny what goes beyond. The log counts what is left.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.log import is_for, named_on_claim
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
    id="CS-AUT-006",
    name="authorized-units-used-up",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    needs=("authorizations",),
    carc="198",
    message="{codes} is billed with more units than the authorization has left.",
    fix="Ask for more units before the next treatment; check the log against what the payer has counted.",
    source=cited("Denials and appeals", "section 6, phototherapy (198, 119)", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an entry whose units left are fewer than those of the lines that carry its number."""
    for entry in visit.context.authorizations or ():
        if entry.units_left is None:
            continue
        lines = [line for line in visit.lines if is_for(entry, line) and named_on_claim(visit, line) == entry.number]
        billed = sum([line.units for line in lines])
        if billed > entry.units_left:
            yield flag(*lines, evidence=(f"{billed} units billed, {entry.units_left} left",))


RULE.examples = """
flags    auth=A1:96920*0 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
near     auth=A1:96920*1 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
flags    auth=A1:J1745*20 claim={"references":[{"kind":"G1","value":"A1"}]} J1745*30 L40.0
passes   auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0            # nobody counts
cannot   claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
"""
