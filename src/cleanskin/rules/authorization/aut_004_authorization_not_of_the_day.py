"""An authorization that was not valid on the day of service.

Authorizations begin and end with a day. A treatment after the end, or before the beginning, counts as not authorized.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.log import entry_of, is_for, named_on_claim
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
    id="CS-AUT-004",
    name="authorization-not-valid-on-day",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    needs=("authorizations",),
    carc="197",
    rarc="N54",
    message="The authorization on the claim was not valid on the day of {codes}.",
    fix="Ask the payer to extend it to the day, or bill with the authorization that covers it.",
    source=cited("Denials and appeals", "sections 2 and 6, prior authorization", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose number the log has, with a period that does not hold the day and a code that fits."""
    for line in visit.lines if visit.context.authorizations else ():
        entry = entry_of(visit, named_on_claim(visit, line))
        if entry is not None and is_for(entry, line) and line.on not in entry.period:
            yield flag(line, evidence=(f"valid from {entry.period.start} until {entry.period.end}",))


RULE.examples = """
flags    on=2026-07-01 auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
near     on=2026-03-01 auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
passes   on=2026-05-30 auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
flags    on=2026-05-31 auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
cannot   claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
"""
