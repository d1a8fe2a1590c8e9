"""A code that Medicare never pays to this kind of provider.

A published limit of zero units means that the code is invalid, not covered, bundled or not separately paid for
practitioners.  Codes that are part of every service have a rule of their own (CS-NCCI-020).  Other payers decide for
themselves.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-UNIT-004",
    name="code-with-unit-limit-of-zero",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    payers=("medicare", "medicare_advantage"),
    carc="96",
    message="Medicare pays no unit of {code} to a practitioner: its published limit is zero.",
    fix="Take {code} off the claim, replace it by a payable code, or bill it with GY for a refusal that is wanted.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose code has a limit of zero, unless it asks for its refusal."""
    for line in visit.lines:
        limit = day.unit_limit(line.code)
        if limit is not None and limit.units == 0 and not line.has("GY") and not _is_bundled(line, day):
            release = day.release_of("unit_limit", line.code)
            yield flag(line, evidence=(f"{line.code}: limit 0 ({release}): {limit.rationale}",))


def _is_bundled(line: Line, day: Day) -> bool:
    """Tell whether CS-NCCI-020 says it."""
    row = policy_of(line.code, day)
    return row is not None and row.status in ("B", "P")


RULE.examples = """
flags    payer=medicare 69090 Z41.3
near     payer=commercial 69090 Z41.3
passes   payer=medicare 69090-GY Z41.3
passes   payer=medicare 17110 B07.8
"""
