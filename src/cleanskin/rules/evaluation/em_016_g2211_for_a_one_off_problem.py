"""G2211 where every diagnosis is a minor or passing one.

G2211 is for long-term care of one serious or complex condition, or for being the center of all of a patient's care.  A
harmless growth, a wart, a screening or a bite treated once is neither, and an audit takes the add-on back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.complexity import ONE_OFF_CONDITIONS
from cleanskin.rules.evaluation.levels import OFFICE
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-016",
    name="g2211-for-one-off-problem",
    outcome="audit",
    severity="warn",
    triggers=codes("G2211"),
    effective_from=date(2024, 1, 1),
    carc="50",
    message="G2211 stands with diagnoses of minor or passing problems only.",
    fix="Keep G2211 only if the record shows long-term care of a serious or complex condition; then code that"
    " condition.",
    source=cited(
        "CMS, physician fee schedule final rules",
        "2024, office visit complexity add-on; coding rules EM-8, SC-28",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag G2211 when all diagnoses of its line and of the day's office visits are minor."""
    for line in visit.with_code("G2211"):
        named = {*line.diagnoses, *(code for one in visit.lines if one.code in OFFICE for code in one.diagnoses)}
        if named and all(day.diagnosis_condition(code) in ONE_OFF_CONDITIONS for code in named):
            yield flag(line, evidence=sorted(named))


RULE.examples = """
flags    payer=medicare 99213 L82.1 | G2211 L82.1
near     payer=medicare 99213 L82.1 | G2211 L40.0
flags    payer=medicare 99213 B07.8 | G2211 B07.8
passes   payer=medicare 99213 B35.1 | G2211 B35.1          # may take years
passes   payer=medicare 99214 L40.0,L82.1 | G2211 L40.0
passes   payer=medicare 99213 Z85.820 | G2211 Z85.820      # followed for a melanoma
flags    payer=medicare on=2024-01-02 99213 L82.1 | G2211 L82.1
passes   payer=medicare on=2023-12-29 99213 L82.1 | G2211 L82.1
"""
