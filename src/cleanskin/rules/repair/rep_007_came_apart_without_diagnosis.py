"""The treatment of a wound that came apart, without a diagnosis that says so.

12020 and 12021 are for wounds whose edges came apart after a closure.  Without the diagnosis (T81.3-) a payer sees a
closure without a wound; a first closure has a repair code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-007",
    name="reopened-wound-without-diagnosis",
    outcome="denial",
    severity="warn",
    triggers=codes("12020", "12021"),
    carc="11",
    message="{code} treats a wound that came apart, and no diagnosis of the line says that one did.",
    fix="Add the diagnosis of the reopened wound (T81.3-), or bill the repair code of a first closure.",
    source=cited(
        "CPT guideline conventions", "dehiscence; coding rules REP-7", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 12020 and 12021 lines without T81.3-, O90.0 or O90.1."""
    for line in visit.with_code("12020", "12021"):
        if line.diagnoses and not any(code.startswith(("T813", "O900", "O901")) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    12020 C44.519
near     12020 T81.31XA
passes   12021 T81.31XA,C44.519
passes   12032 C44.519
"""
