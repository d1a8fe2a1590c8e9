"""77401 after 2025.

77401 was deleted for 2026.  77437 (up to 150 kV) and 77438 (above) are each session, 77436 the planning.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-RAD-003",
    name="old-surface-radiation-code",
    outcome="rejection",
    severity="hold",
    triggers=codes("77401"),
    carc="181",
    effective_from=date(2026, 1, 1),
    instead_of=("CS-REG-090",),
    message="77401 is not valid from 2026 on.",
    fix="Bill 77437 or 77438 for the session by its energy.",
    source=cited("CPT guideline conventions", "coding rules LGT-6, CHG-2026, SC-34", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the code."""
    yield flag(*visit.with_code("77401"))


RULE.examples = """
flags    on=2026-01-01 77401 C44.311
flags    on=2026-12-31 77401 C44.311
near     on=2025-12-31 77401 C44.311
passes   77437 C44.311
"""
