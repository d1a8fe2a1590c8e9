"""The code of a late closure on the day on which the wound was made.

13160 is the extensive closure of a wound that was left open or came apart.  A wound of that day is closed by the codes
of repairs, flaps or grafts.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, MOHS_FIRST, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-006",
    name="late-closure-of-fresh-wound",
    outcome="audit",
    severity="hold",
    triggers=codes("13160", "12020", "12021"),
    carc="97",
    message="{code} is for a wound that was left open or came apart, but the wound was made on the same day.",
    fix="Bill the repair by class and length, or the flap or graft, that the note describes.",
    source=cited("CPT guideline conventions", "secondary closure; coding rules REP-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag late closures beside an excision or Mohs surgery with the same diagnosis and no diagnosis of a wound."""
    fresh = [*visit.in_family(*EXCISIONS, "excision_soft_tissue"), *visit.with_code(*MOHS_FIRST)]
    for line in visit.in_family("repair_delayed"):
        wound = any(code.startswith(("T8", "L76", "O90")) for code in line.diagnoses)
        same = [one for one in fresh if shares_diagnosis(line, one)]
        if same and not wound:
            yield flag(line, evidence=[f"{one.code} made the wound that day" for one in same])


RULE.examples = """
flags    17311 C44.319 | 13160 C44.319
near     17311 C44.319 | 13132 C44.319
passes   13160 C44.319                              # left open on an earlier day
passes   11604 C44.519 | 12020-59 T81.31XA          # an older wound that came apart
"""
