"""An authorization for other codes than the one it stands beside.

The payer compares the code it allowed with the code that is billed: infliximab is not omalizumab, and a biosimilar is
not its model.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.log import entry_of
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    any_of,
    cited,
    classes,
    families,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-AUT-005",
    name="authorization-for-other-code",
    outcome="denial",
    severity="hold",
    triggers=any_of(families("phototherapy", "excimer", "drug"), classes("surgery")),
    needs=("authorizations",),
    carc="284",
    rarc="N54",
    message="The authorization on the claim names other codes than {codes}.",
    fix="Ask the payer to add the code, or bill with the authorization that has it.",
    source=cited("Denials and appeals", "sections 2 and 6, prior authorization (284)", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the claim when no line has a code of the entry whose number it carries."""
    number = visit.claim.reference("G1").strip()
    entry = entry_of(visit, number)
    if entry is not None and entry.codes and not any(line.code in entry.codes for line in visit.lines):
        lines = [*visit.in_family("phototherapy", "excimer", "drug"), *visit.of_class("surgery")]
        yield flag(*lines, evidence=(f"authorized: {', '.join(entry.codes)}",))


RULE.examples = """
flags    auth=A1:Q5103 claim={"references":[{"kind":"G1","value":"A1"}]} J1745*30 L40.0
near     auth=A1:J1745 claim={"references":[{"kind":"G1","value":"A1"}]} J1745*30 L40.0
passes   auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
passes   auth=A1 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0                  # an entry without codes covers all
cannot   claim={"references":[{"kind":"G1","value":"A1"}]} J1745*30 L40.0
"""
