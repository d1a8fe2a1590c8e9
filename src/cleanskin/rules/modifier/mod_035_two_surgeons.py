"""Two surgeons or a team on a code for which they are not paid.

The fee schedule says for each code whether two surgeons (62) or a team (66) are paid: 0 no, 1 with documents that
show the need, 2 two surgeons of different specialties, 9 does not apply.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-035",
    name="co-surgeon-on-code-without-one",
    outcome="denial",
    severity="hold",
    triggers=modifiers("62", "66"),
    carc="54",
    message="{code} is billed for two surgeons or a team, for which nothing is paid.",
    fix="Bill each surgeon's own work with its own codes, or send the documents where the code allows it.",
    source=cited(
        "CMS, physician fee schedule",
        "co-surgeon and team indicators of the fee schedule",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 62 or 66 by the indicator of its code: 0 and 9 hold, 1 warns."""
    for line in visit.lines:
        row = policy_of(line.code, day) if line.has("62", "66") else None
        if row is None:
            continue
        indicator = row.co_surgeon if line.has("62") else row.team
        if indicator in ("0", "1", "9"):
            severity: Hold = "warn" if indicator == "1" else "hold"
            yield flag(line, evidence=(f"{line.code} has indicator {indicator}",), severity=severity)


RULE.examples = """
flags    11602-62 C44.519
near     11602-58 C44.519
flags    17311-66 C44.311
passes   14060 C44.311
"""
