"""A procedure code that does not exist.

Five characters: five digits, or a letter and four digits; some end in F, T, U or M. With the fee schedule and the HCPCS
file of the quarter loaded, a code that stands in neither is doubted too; without them only the form is checked.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import is_hcpcs
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    classes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-091",
    name="procedure-code-unknown",
    outcome="rejection",
    severity="hold",
    triggers=classes(""),  # codes that the table lacks
    carc="181",
    rarc="M51",
    message="{code} is not a procedure code.",
    fix="Look the code up; a digit was dropped or turned round.",
    source=cited("837P front-end rejections", "SV101-2; EDI rules, section 3; SC-34", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a code of another form, or one that complete files of the day do not have."""
    for line in visit.lines:
        if line.facts is not None:
            continue
        if not is_hcpcs(line.code):
            yield flag(line, pointer="2400.SV101-2")
        elif day.holds("fee") and day.holds("hcpcs") and not (day.fee(line.code) or day.hcpcs(line.code)):
            message = "{code} stands neither in the fee schedule nor in the HCPCS file of the day."
            yield flag(line, message=message, severity="warn", pointer="2400.SV101-2")


RULE.examples = """
flags    1110 D49.2
near     11102 D49.2
flags    992133 L40.0
flags    J330 L40.0
passes   J3301 L40.0
passes   99213 L40.0
"""
