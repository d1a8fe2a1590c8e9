"""Laboratory or pathology work without the laboratory's CLIA number.

Every laboratory that examines human specimens has a certificate; its number belongs on the claim. The reading alone
(modifier 26) needs none, because the laboratory that made the slides bills with its own. Some clearinghouses add the
number when they send the claim on; where yours does not, set this rule to hold.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    families,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-073",
    name="clia-number-missing",
    outcome="denial",
    severity="warn",
    triggers=families("pathology", "laboratory"),
    claim_wide=True,
    carc="16",
    rarc="MA120",
    message="{codes} need a laboratory certificate, and the claim carries no CLIA number.",
    fix="Add the number of the laboratory that did the work (REF*X4).",
    source=cited(
        "837P front-end rejections", "REF*X4; EDI rules, sections 3 and 4; coding rules PTH-3", trust="vendor"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag laboratory lines other than readings, when neither claim nor line has the number."""
    if visit.claim.reference("X4"):
        return
    bare = [
        line
        for line in visit.in_family("pathology", "laboratory")
        if line.facts is not None
        and line.facts.needs_clia
        and not line.has("26")
        and not any(reference.kind in ("X4", "F4") for reference in line.service.references)
    ]
    if bare:
        yield flag(*bare, pointer="2300.REF*X4")


RULE.examples = """
flags    88305 D22.5
near     88305-26 D22.5
near     36415 D22.5
passes   claim={"references":[{"kind":"X4","value":"14D0000000"}]} 88305 D22.5
passes   line1={"references":[{"kind":"X4","value":"14D0000000"}]} 87220 B35.1
"""
