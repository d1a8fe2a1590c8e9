"""Several units of a shave code on one line.

Each lesion is a line of its own; sizes of lesions are never added.  Some payers read several units as one lesion repeated
and deny all but one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SHV-004",
    name="several-shaves-on-one-line",
    outcome="denial",
    severity="note",
    triggers=families("shave"),
    carc="151",
    message="{code} has several units; each lesion may be its own line.",
    fix="If the payer asks for it, bill one line a lesion, the later ones with 76 or a side.",
    source=cited("CPT guideline conventions", "coding rules SHV-3, MOD-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note shave lines with several units."""
    for line in visit.in_family("shave"):
        if line.units > 1:
            yield flag(line, evidence=[f"{line.units} units"])


RULE.examples = """
flags    11301*2 D22.5
near     11301*1 D22.5
passes   11301 D22.5 | 11301-76 D22.61
"""
