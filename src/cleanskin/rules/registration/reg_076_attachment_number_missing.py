"""An attachment announced without its control number.

Paper or an image that travels apart from the claim is found again by this number only; without it the payer asks for
the records that it already has, or denies for want of them.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import SITUATION
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-076",
    name="attachment-without-control-number",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    carc="252",
    rarc="N706",
    message="The claim announces an attachment and does not give its control number.",
    fix="Put the number that is written on the attachment into the claim.",
    source=cited("837P required content", "2300 PWK06; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an attachment that is sent apart (mail, fax, file, electronically) without a number."""
    for attachment in visit.claim.attachments:
        if not attachment.control_number and attachment.transmission in ("BM", "EL", "EM", "FX", "FT"):
            yield flag(evidence=(f"transmission {attachment.transmission}",), pointer="2300.PWK06")


RULE.examples = """
flags    claim={"attachments":[{"report_type":"OB","transmission":"EL"}]} 14060 C44.311
near     claim={"attachments":[{"report_type":"OB","transmission":"AA"}]} 14060 C44.311      # held, sent on request
passes   claim={"attachments":[{"report_type":"OB","transmission":"EL","control_number":"A1"}]} 14060 C44.311
"""
