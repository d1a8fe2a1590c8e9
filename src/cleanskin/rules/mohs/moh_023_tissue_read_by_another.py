"""Pathology of the Mohs tumor by another clinician on the same claim.

In Mohs surgery the surgeon reads the tissue.  Frozen or paraffin sections of the same cancer under another clinician's
number tell the payer that the surgeon did not, unless they are of other tissue.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, FROZEN, PERMANENT, SPECIMENS, diagnoses_of, first_stages
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-023",
    name="mohs-tissue-read-by-another",
    outcome="audit",
    severity="warn",
    triggers=codes(*FIRST),
    carc="97",
    message="{code} of the Mohs surgery's cancer is billed by another clinician: Mohs surgeons read their own tissue.",
    fix="If somebody else read the stages, bill an excision (11600 to 11646); if it was other tissue, let the record"
    " say which.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. F; coding rules MOH-1, SC-24", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag sections of the operated cancer by a clinician who did none of the surgery, when nothing else gave tissue."""
    if not (sections := visit.with_code(*FROZEN, *PERMANENT)):
        return
    firsts = first_stages(visit)
    surgeons, operated = {line.rendering_npi for line in firsts}, diagnoses_of(firsts)
    if not operated or visit.in_family(*SPECIMENS):
        return
    for line in sections:
        if line.diagnoses and line.rendering_npi not in surgeons and operated.issuperset(line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    17311 C44.311 | 88331 C44.311 by=1000000004
near     17311 C44.311 | 88331 D22.5 by=1000000004
flags    17313 C44.519 | 88305 C44.519 by=1000000004
passes   17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311 by=1000000004
passes   17311 C44.311 | 88342-59 C44.311 by=1000000004
"""
