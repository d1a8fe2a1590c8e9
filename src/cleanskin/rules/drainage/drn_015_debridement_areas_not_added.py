"""The debridement of wounds of one depth on more than one line or unit.

The areas of all wounds debrided to one depth are added: one first code, and add-on units for each further 20 sq cm or
part of it.  Two first codes for two wounds are denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-DRN-015",
    name="debridement-areas-not-added",
    outcome="denial",
    severity="hold",
    triggers=codes("11042-11044", "97597"),
    carc="97",
    instead_of=("CS-UNIT-002", "CS-UNIT-003", "CS-MOD-027", "CS-MOD-028"),
    message="{codes}: areas debrided to one depth are added and have one first code.",
    fix="Add the areas of that depth; bill the first code once, and its add-on code for each further 20 sq cm.",
    source=cited("CPT guideline conventions", "debridement by depth", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a first code of debridement with more than one unit together in one session of one clinician."""
    for code in sorted(RULE.triggers.codes):
        by_clinician: dict[str, list[Line]] = {}
        for line in visit.with_code(code):
            if not line.has("XE", "76", "77", "78", "79", "GY"):
                by_clinician.setdefault(line.rendering_npi, []).append(line)
        for lines in by_clinician.values():
            if sum(line.units for line in lines) > 1:
                yield flag(*lines)


RULE.examples = """
flags    11042 L97.411 | 11042-59 L97.421
near     11042 L97.411 | 11045-59 L97.421
flags    97597*2 L97.411
passes   11042 L97.411 | 11043-59 L97.421           # two depths
passes   11042 L97.411 | 11045*2 L97.411
"""
