"""A modifier for procedures on a visit: 50, 51, 58, 76 to 79, a side, an assistant.

These modifiers say how, where or why a procedure was done. On a visit the pricing and global-period ones are refused
as an invalid combination; a visit in a global period carries 24, one beside a procedure 25 or 57.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-016",
    name="procedure-modifier-on-a-visit",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    carc="4",
    rarc="N519",
    message="The visit {code} carries a modifier that belongs on procedures.",
    fix="Take the modifier off; use 24, 25 or 57 where the record supports it.",
    source=cited(
        "Coding rules of the project",
        "MOD-2; where modifiers may stand: table of modifiers",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit line with a modifier that may not stand on visits; a side only warns."""
    for line in visit.of_class("visit"):
        for name in line.modifiers:
            facts = day.modifier(name)
            if facts is None or facts.may_stand_on("visit"):
                continue
            if facts.kind not in ("pricing", "global", "anatomic") and name not in ("76", "77"):
                continue
            severity: Hold = "warn" if facts.kind == "anatomic" else "hold"
            yield flag(
                line, message=f"The visit {line.code} carries {name}, which belongs elsewhere.", severity=severity
            )
            break


RULE.examples = """
flags    99213-79 L40.0
near     99213-24 L40.0
flags    99213-76 L40.0
flags    99213-RT L40.0
passes   99213-25 L40.0 | 17000-79 L57.0
passes   99213-95 L40.0
"""
