"""An assistant at surgery on a code for which none is paid.

The fee schedule says for each code whether an assistant is paid: never (1), only with documents that show the need
(0), yes (2), or that the idea does not apply (9). Most skin codes have 1 or 0.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-034",
    name="assistant-on-code-without-assistant",
    outcome="denial",
    severity="hold",
    triggers=modifiers("80", "81", "82", "AS"),
    carc="54",
    message="{code} is billed for an assistant, for whom nothing is paid.",
    fix="Take the assistant's line off, or send the documents where the code allows it.",
    source=cited(
        "Coding rules of the project",
        "MOD-12; assistant indicators of the fee schedule",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each assistant's line by the indicator of its code: 1 and 9 hold, 0 warns."""
    for line in visit.lines:
        row = policy_of(line.code, day) if line.has("80", "81", "82", "AS") else None
        if row is not None and row.assistant in ("0", "1", "9"):
            evidence = f"{line.code} has assistant indicator {row.assistant}"
            yield flag(line, evidence=(evidence,), severity="warn" if row.assistant == "0" else "hold")


RULE.examples = """
flags    11602-80 C44.519
near     11602-79 C44.519
flags    14060-AS C44.311
passes   14060 C44.311
"""
