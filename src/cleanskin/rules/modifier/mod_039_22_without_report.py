"""Modifier 22 without a word on why the work was more.

A payer pays more for 22 only with a short statement of what made the work much greater, and the operative report.
Without either it pays the usual fee or refuses the line until they come.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-039",
    name="22-without-a-report",
    outcome="underpayment",
    severity="warn",
    triggers=modifiers("22"),
    carc="16",
    rarc="N706",
    message="{code} carries 22, but the claim has neither a note nor an attachment.",
    fix="Add a note of one sentence and announce the operative report, or take 22 off.",
    source=cited(
        "CMS Claims Processing Manual", "ch. 12, sec. 40.2 and 40.4", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 22 when neither the line nor the claim has a note or an attachment."""
    told = visit.claim.note or visit.claim.attachments
    for line in visit.lines:
        if line.has("22") and not (told or line.service.notes or line.service.attachments):
            yield flag(line)


RULE.examples = """
flags    11606-22 C43.59
near     11606 C43.59
passes   line1={"notes":[{"text":"DENSE SCAR, TWICE THE USUAL TIME"}]} 11606-22 C43.59
passes   claim={"attachments":[{"report_type":"OB","transmission":"EL","control_number":"A1"}]} 11606-22 C43.59
"""
