"""A closure beside a full-thickness graft without a wound of its own.

The graft code includes taking the skin and closing the donor site directly, also where the donor skin comes from the
end of the wound (Burow).  Only a donor site that needs more than direct closure has a complex closure of its own, at
another site.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import excised, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-GRF-001",
    name="closure-of-graft-donor-site",
    outcome="audit",
    severity="hold",
    triggers=codes("15200", "15220", "15240", "15260"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} has the diagnosis of the graft and no wound of its own: a graft includes its donor site.",
    fix="Take {code} off; bill a closure only for another wound, or a complex one of a donor site elsewhere.",
    source=cited("CPT guideline conventions", "coding rules FLG-6, BUN-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag simple and intermediate closures, and complex ones in the graft's site group, when no wound is left."""
    grafts = visit.with_code(*RULE.triggers.codes)
    if excised(visit) > len(grafts) or visit.same_day_elsewhere():
        return
    sites = {_place(line) for line in grafts}
    for line in visit.in_family("repair_simple", "repair_intermediate", "repair_complex"):
        included = line.family != "repair_complex" or _place(line) in sites
        same = any(shares_diagnosis(line, one) for one in grafts)
        if included and same and is_for_lesion(line, day) and not line.is_add_on:
            yield flag(line, evidence=[f"{len(grafts)} grafts, {excised(visit)} wounds of excision"])


def _place(line: Line) -> str:
    return line.facts.site_group.partition("/")[2] if line.facts else ""


RULE.examples = """
flags    17311 C44.311 | 15260 C44.311 | 13151 C44.311
near     17311 C44.311 | 15260 C44.311 | 13132 C44.311     # a complex closure of a donor site elsewhere
flags    17311 C44.311 | 15260 C44.311 | 12051-59 C44.311
passes   17311 C44.311 | 17312 C44.311 | 15260 C44.311
passes   17311*2 C44.311 | 15260 C44.311 | 13151-59 C44.311
passes   17311 C44.311 | 15260 C44.311 | 12051-59 S01.411A
"""
