"""Modifier 26 or TC on a code that has no professional and technical part.

Only codes with indicator 1 of the fee schedule are split into a professional part (26) and a technical part (TC).
Procedures are a clinician's work as a whole, and some tests have codes of their own for the parts.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import is_split, policy_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-012",
    name="26-or-tc-on-code-without-parts",
    outcome="denial",
    severity="hold",
    triggers=modifiers("26", "TC"),
    carc="4",
    rarc="N519",
    message="{code} carries 26 or TC, but is not split into parts.",
    fix="Take the modifier off, or use the code that stands for the part.",
    source=cited(
        "Coding rules of the project",
        "PTH-3; professional/technical indicators of the fee schedule",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 26 or TC whose code is not split; 26 may stand on laboratory codes with indicator 6."""
    for line in visit.lines:
        row = policy_of(line.code, day) if line.has("26", "TC") else None
        if row is None or not row.pc_tc or is_split(row) or (row.pc_tc == "6" and line.has("26")):
            continue
        yield flag(line, evidence=(f"{line.code} has professional/technical indicator {row.pc_tc}",))


RULE.examples = """
flags    17110-26 B07.8
near     17110 B07.8
flags    11102-TC D49.2
passes   88305-26 D22.5
passes   88305-TC D22.5
"""
