"""A code that Medicare counts into every other service.

Codes of status B or P (supplies, trays, handling of specimens, some wound care) are never paid by themselves, whether
or not another service stands beside them.  99024 is meant to be reported without payment.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-020",
    name="code-that-is-always-bundled",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    payers=("medicare", "medicare_advantage"),
    carc="234",
    rarc="N20",
    message="Medicare never pays {code} by itself: it is part of the services of the day.",
    fix="Take {code} off the claim.",
    source=cited(
        "CMS, physician fee schedule", "status indicators; coding rules MIN-6, BUN-3", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each charged line whose code has status B or P."""
    for line in visit.lines:
        if line.code == "99024" or not line.amount_billed:
            continue
        row = policy_of(line.code, day)
        if row is not None and row.status in ("B", "P"):
            yield flag(line, evidence=(f"{line.code} has status {row.status}",))


RULE.examples = """
flags    payer=medicare 17110 B07.8 | 99070 B07.8
near     payer=commercial 17110 B07.8 | 99070 B07.8
flags    payer=medicare 11602 C44.519 | A4550 C44.519
passes   payer=medicare 99024 Z48.817
passes   payer=medicare 17110 B07.8
"""
