"""Two of the modifiers XE, XP, XS and XU on one line.

Each X modifier gives one reason why a service is separate. The one that fits best is enough; several on one line read
as a guess and may be refused as an invalid combination.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-002",
    name="several-x-modifiers-on-a-line",
    outcome="denial",
    severity="warn",
    triggers=modifiers("XE", "XP", "XS", "XU"),
    carc="16",
    rarc="N519",
    message="{code} carries several X modifiers.",
    fix="Keep the one that the record supports best.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. E; coding rule MOD-4", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with more than one X modifier."""
    for line in visit.lines:
        used = [name for name in ("XE", "XP", "XS", "XU") if name in line.modifiers]
        if len(used) > 1:
            yield flag(line, evidence=(" and ".join(used),))


RULE.examples = """
flags    11102 D49.2 | 17000-XS-XU L57.0
near     11102 D49.2 | 17000-XS L57.0
passes   11102-XS D49.2 | 17000-XU L57.0
"""
