"""Closures of one class and one site group on more than one line or unit.

The lengths of all wounds closed by the same class in the same group of sites are added, and the sum has one code.
Separate lines are denied, and the sum may earn more than the lines: two of 2.0 cm are one of 4.0 cm.  The groups differ
by class: neck and trunk are two groups for an intermediate closure and one for a simple closure.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import REPAIRS
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-REP-003",
    name="closure-lengths-not-added",
    outcome="denial",
    severity="hold",
    triggers=families("repair_simple", "repair_intermediate", "repair_complex"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-UNIT-002",
        "CS-MOD-027",
        "CS-MOD-028",
        "CS-MOD-042",
        "CS-NCCI-002",
    ),
    message="{codes} are closures of one class and one group of sites: their lengths are added and have one code.",
    fix="Add the lengths from the note and bill the one code of the sum, once; keep both only for two sessions (XE).",
    source=cited("CPT guideline conventions", "coding rules REP-1, REP-2, SC-10", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of each class, site group and clinician that hold more than one unit of first codes."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in visit.in_family(*REPAIRS):
        if line.facts and line.facts.site_group and not line.is_add_on and not line.has("XE", "77", "78", "79", "GY"):
            groups.setdefault((line.facts.site_group, line.rendering_npi), []).append(line)
    for (group, _), lines in groups.items():
        if len(lines) > 1 or lines[0].units > 1:
            yield flag(*lines, evidence=[f"{sum(line.units for line in lines)} units in the group {group}"])


RULE.examples = """
flags    12032 D22.5 | 12032-59 D22.62
flags    12032*2 D22.5
near     12032*1 D22.5
flags    12031 D22.5 | 12032-59 D22.62              # 2.0 and 3.0 cm are one of 5.0 cm
near     12041 D22.5 | 12032-59 D22.62              # the neck is another group of this class
flags    12001 S11.81XA | 12002-59 S81.811A         # and the same group of simple closures
passes   12051 D22.39 | 12041-59 D22.4
passes   12052 S01.411A | 12051-XE S01.111A         # two sessions
passes   13101 C44.519 | 13102*2 C44.519
passes   13132 C44.42 | 12035-59 C44.519 | 12004-59 S51.811A
"""
