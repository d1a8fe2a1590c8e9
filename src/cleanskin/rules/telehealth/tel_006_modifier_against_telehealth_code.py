"""A telehealth code whose modifier says the opposite: video code with 93, sound code with 95.

Since 2025 the code itself says how the visit was held: 98000 to 98007 by video, 98008 to 98015 by sound alone.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-006",
    name="modifier-against-telehealth-code",
    outcome="denial",
    severity="hold",
    triggers=codes("98000-98015"),
    effective_from=date(2025, 1, 1),
    carc="4",
    rarc="N519",
    message="{code} and its modifier differ in whether the visit was by video or by sound alone.",
    fix="Choose the code that the record shows and take the modifier off: the code says it.",
    source=cited("CPT conventions for telehealth", "coding rules EM-10, CHG-2025", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag telehealth codes beside the modifier of the other means."""
    for line in visit.with_code(*RULE.triggers.codes):
        means = {one.means for one in day.telehealth_rules(line.code, visit.payer)}
        if ("audio_only" in means and line.has("95")) or ("audio_video" in means and line.has("93")):
            yield flag(line)


RULE.examples = """
flags    pos=10 98012-95 L40.0
near     pos=10 98005-95 L40.0
flags    pos=10 98005-93 L40.0
passes   pos=10 98012 L40.0
flags    on=2025-01-02 pos=10 98012-95 L40.0
passes   on=2024-12-31 pos=10 98012-95 L40.0
"""
