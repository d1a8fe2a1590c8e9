"""Modifier 24 on a visit whose diagnoses all belong to the procedure.

Modifier 24 says that the visit had nothing to do with the procedure.  When every diagnosis of the visit is that of the
procedure, of care after it or of a complication, the claim contradicts itself, and a review takes the money back.  The
diagnosis alone does not settle it (two moles, two keratoses), so the record decides.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import belongs_to, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-003",
    name="modifier-24-on-related-visit",
    outcome="audit",
    severity="warn",
    triggers=modifiers("24"),
    needs=("history",),
    carc="97",
    rarc="N525",
    message="The visit {code} carries 24 (unrelated), but its diagnoses belong to the procedure that covers the day.",
    fix="Show the unrelated problem in the diagnosis, or report 99024 without charge.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, SC-23",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with 24 whose diagnoses all belong to one procedure that covers the day."""
    for line in visit.of_class("visit"):
        if line.has("24"):
            covering = [one for one in open_periods(visit, line) if belongs_to(line, one.line, day)]
            if covering:
                yield flag(line, evidence=[one.words for one in covering])


RULE.examples = """
flags    99212-24 Z48.02 << 2026-02-24 11402 D22.5
near     99212-24 L40.0 << 2026-02-24 11402 D22.5
passes   99212-24 L57.0,L40.0 << 2026-02-24 17000 L57.0
flags    99212-24 L57.0 << 2026-02-24 17000 L57.0
passes   99212 Z48.02 << 2026-02-24 11402 D22.5       # without 24: another rule
cannot   99212-24 Z48.02
"""
