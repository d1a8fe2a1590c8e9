"""A debridement beside surgery with the same diagnosis.

Cleaning the site belongs to cutting, closing, grafting or covering it.  A modifier says that another wound was
debrided; with the same diagnosis on both lines the record must show it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, REPAIRS, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

COVERING = ("mohs", "flap", "graft", "graft_site", "skin_substitute", "foreign_body")


RULE = Rule(
    id="CS-DRN-014",
    name="debridement-of-the-operated-site",
    outcome="denial",
    severity="hold",
    triggers=codes("11000", "11042-11044", "97597"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} has the diagnosis of surgery of the day, which includes cleaning its site.",
    fix="Take {code} off, unless the record shows that another wound was debrided.",
    source=cited("NCCI policy manual 2026", "ch. III; coding rules BUN-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag debridement that shares a diagnosis with surgery and is not the larger of a pair; set apart it is in doubt."""
    surgery = visit.in_family(*EXCISIONS, *REPAIRS, *COVERING)
    for line in visit.with_code(*RULE.triggers.codes):
        same = [one for one in surgery if shares_diagnosis(line, one) and day.pair(line.code, one.code) is None]
        if same and not line.has("XE", "XP", "58", "78", "79"):
            told = [f"{one.code} has the same diagnosis" for one in same]
            yield flag(line, evidence=told, severity="warn" if line.is_distinct else "hold")


RULE.examples = """
flags    15271 L97.411 | 11042-59 L97.411
near     15271 L97.421 | 11042-59 L97.411
flags    15271 L97.411 | 11042 L97.411
passes   15271 L97.411 | 11042-XE L97.411
passes   12001 S81.811A | 11043 S81.811A             # here the debridement is the larger service
"""
