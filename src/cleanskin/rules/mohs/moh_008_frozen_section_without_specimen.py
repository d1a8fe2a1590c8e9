"""88331 or 88332 with a modifier beside Mohs surgery, and nothing on the claim from which other tissue came.

Mohs surgery includes reading its frozen sections.  A frozen section is billed beside it only for other tissue: a biopsy
before the surgery when no result exists, or another lesion; and that biopsy is on the claim as well.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, FROZEN, SPECIMENS
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-008",
    name="frozen-section-beside-mohs-without-specimen",
    outcome="audit",
    severity="hold",
    triggers=codes(*FIRST),
    carc="97",
    rarc="M15",
    message="{code} beside Mohs surgery has no biopsy or excision on the claim: reading Mohs stages is included.",
    fix="Take {code} off, or add the biopsy whose frozen section decided on the surgery.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. F; coding rules MOH-6, MOH-7, SC-24", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag opened frozen sections when no line yields a specimen; unopened ones are the pair edit's."""
    frozen = [line for line in visit.with_code(*FROZEN) if line.is_distinct or line.has("58")]
    if frozen and visit.has_code(*FIRST) and not visit.in_family(*SPECIMENS):
        yield flag(*frozen)


RULE.examples = """
flags    17311 C44.311 | 88331-59 C44.311
near     17311 C44.311 | 88331 C44.311         # the pair edit
passes   17311 C44.311 | 88331-59 C44.311 | 11102-59 C44.311
flags    17311 C44.311 | 88331-XU C44.311 | 88332-XU*2 C44.311
passes   11604 C44.519 | 88331 C44.519
passes   17311 C44.311
"""
