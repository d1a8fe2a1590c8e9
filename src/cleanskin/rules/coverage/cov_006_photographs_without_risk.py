"""A full-body photography of a patient without any risk named.

Photographs of the whole skin (96904) are kept for patients with a history of melanoma or of many atypical moles.  A
line without such a diagnosis is refused or asked about.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_RISKS = ("D22", "Z8582", "Z86006", "Z86018", "Z808", "C43", "D03", "D485", "Q825", "Z1502")

RULE = Rule(
    id="CS-COV-006",
    name="whole-body-photographs-without-risk",
    outcome="denial",
    severity="warn",
    triggers=codes("96904"),
    carc="50",
    rarc="N115",
    message="Whole-body photographs ({code}) without a diagnosis of risk.",
    fix="Point the line to the history or moles that made the photographs necessary, as the record names them.",
    source=cited(
        "Coding rules of dermatology",
        "LGT-5; medical or cosmetic: category grid",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 96904 without moles, melanoma or their history among the line's diagnoses."""
    for line in visit.with_code("96904"):
        if line.diagnoses and not any(code.startswith(_RISKS) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   96904 Z12.83
near    96904 Z12.83,Z85.820
near    96904 D22.5
passes  99213 Z12.83
"""
