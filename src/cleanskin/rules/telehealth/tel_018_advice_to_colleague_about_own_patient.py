"""Advice to another clinician about a patient whom the adviser has seen within 14 days.

The codes for advice between clinicians, in writing or by telephone, are for a patient the adviser does not see: not in
the 14 days before, and not as the way to a visit soon after.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.telehealth.means import is_visit
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-018",
    name="advice-to-colleague-about-own-patient",
    outcome="denial",
    severity="warn",
    triggers=codes("99446-99449", "99451"),
    needs=("history",),
    carc="97",
    rarc="M15",
    message="{code} is advice about a patient, and the practice saw this patient within 14 days.",
    fix="Take {code} off: the visit includes it.",
    source=cited(
        "CPT conventions for advice between clinicians",
        "14 days; general knowledge",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag advice with a visit of the same practice in the 14 days before."""
    for line in visit.with_code(*sorted(RULE.triggers.codes)):
        seen = [past for past in visit.past(14) if is_visit(past, day) and past.code not in RULE.triggers.codes]
        found = [past for past in seen if same_practice(visit, line, past)]
        if found:
            yield flag(line, evidence=[f"{past.code} on {past.day}" for past in found])


RULE.examples = """
flags    99451 L40.0 << 2026-02-20 99213 L40.0
near     99451 L40.0 << 2026-02-12 99213 L40.0
passes   99451 L40.0 << 2026-02-20 99451 L40.0
cannot   99451 L40.0
"""
