"""Removal of stitches or staples billed inside the global period of the practice's own operation.

Taking out one's own stitches belongs to an operation of 10 or 90 global days, with the visit.  15853 and 15854 are paid
beside a visit only outside such a period (a biopsy, a laceration closed elsewhere), and 15851 only when it needed
anesthesia.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import OPERATIONS, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-013",
    name="stitches-out-inside-own-global",
    outcome="denial",
    severity="hold",
    triggers=families("suture_removal"),
    needs=("history",),
    carc="97",
    rarc="M144",
    message="{code} removes stitches in the days that the practice's own operation covers.",
    fix="Take {code} off and report the visit as 99024 without charge, unless the stitches came from elsewhere.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-2, GLB-1",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removal of stitches while an operation that leaves stitches covers the day."""
    for line in visit.in_family("suture_removal"):
        covering = [one for one in open_periods(visit, line) if day.family(one.line.code).startswith(OPERATIONS)]
        if covering and not line.has("78", "79"):
            yield flag(line, evidence=[one.words for one in covering])


RULE.examples = """
flags    99212 Z48.02 | 15853 Z48.02 << 2026-02-24 11402 D22.5
near     99212 Z48.02 | 15853 Z48.02 << 2026-02-24 11104 D22.5
passes   99212 S61.412D | 15853 S61.412D << none                 # closed elsewhere
passes   99212 Z48.02 | 15853 Z48.02 << 2026-02-24 17000 L57.0   # freezing leaves no stitches
flags    15851 Z48.02 << 2026-01-20 14060 C44.311
cannot   99212 Z48.02 | 15853 Z48.02
"""
