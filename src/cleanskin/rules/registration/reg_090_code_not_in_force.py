"""A procedure code that was not in force on the day of service.

Codes end and begin with a day, mostly the first of January. A code that has ended is refused or denied, however
right it was the day before.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    classes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-090",
    name="procedure-code-not-in-force",
    outcome="denial",
    severity="hold",
    triggers=classes(""),  # codes that the table lacks
    carc="181",
    rarc="M20",
    message="{code} was not in force on the day of service.",
    fix="Use the code that was in force on that day.",
    source=cited("Coding rules", "SC-34, CHG-2025, CHG-2026; HCPCS quarterly files", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a code that the table knows, for other days only."""
    for line in visit.lines:
        if line.facts is not None:
            continue
        periods = () if day.fee(line.code) else day.procedure_periods(line.code)
        ended = [one for one in periods if one.period.end is not None and one.period.end <= visit.on]
        if ended:
            fix = f"Use {' or '.join(ended[-1].replaced_by)} as it fits." if ended[-1].replaced_by else ""
            yield flag(line, evidence=(f"ended before {ended[-1].period.end}",), fix=fix)
        elif periods:
            yield flag(line, evidence=(f"begins {periods[0].period.start}",))


RULE.examples = """
flags    on=2026-01-05 77401 C44.311
near     on=2025-01-05 77401 C44.311
flags    on=2026-01-01 77401 C44.311
passes   on=2025-12-31 77401 C44.311
flags    on=2025-01-01 99441 L40.0
passes   on=2024-12-31 99441 L40.0
flags    on=2019-01-01 11100 D49.2
passes   on=2018-12-31 11100 D49.2
flags    J1030 L40.0
passes   99213 L40.0 | 36299 L40.0         # a code that the table does not have: not for this rule
"""
