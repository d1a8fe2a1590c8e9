"""More first stages of Mohs surgery billed than the record has tumors.

17311 and 17313 are billed once for each tumor.  A further stage, or a second day's stage billed as another tumor, pays
more than it should.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import tumors
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-017",
    name="mohs-tumors-beyond-record",
    outcome="audit",
    severity="hold",
    triggers=codes(*FIRST),
    needs=("note",),
    carc="151",
    instead_of=("CS-MOH-007",),
    message="{codes}: more first stages are billed than the record has tumors.",
    fix="Bill one first stage for each tumor, and 17312 or 17314 for its further stages.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, MOH-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the units of first stages with the record's tumors."""
    lines, found = visit.with_code(*FIRST), tumors(visit, day)
    if lines and found and visit.units_of(*FIRST) > len(found):
        yield flag(*lines, evidence=[f"tumors in the record: {len(found)}; first stages: {visit.units_of(*FIRST)}"])


RULE.examples = """
flags    note={"lesions":[{"site":"nose","mohs_blocks":[4,2,1]}]} 17311*3 C44.311
near     note={"lesions":[{"site":"nose","mohs_blocks":[4,2,1]}]} 17311 C44.311
flags    note={"lesions":[{"site":"nose","mohs_blocks":[4]}]} 17311 C44.311 | 17311-59 C44.311
passes   note={"lesions":[{"site":"nose","mohs_blocks":[4]},{"site":"ear","mohs_blocks":[2]}]} 17311 C44.311 | 17311-59 C44.212
cannot   17311*3 C44.311
"""
