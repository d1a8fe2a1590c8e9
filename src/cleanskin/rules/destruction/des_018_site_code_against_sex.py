"""A destruction code of the penis for a woman, or of the vulva or vagina for a man.

Payers compare the patient's sex on file with codes that name a part of the body.  It is a slip of the code or of the
registration; where both are right, the payer's way of saying so (for Medicare KX) belongs on the line.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

OTHER_SEX = {"5405": "F", "5406": "F", "5650": "M", "5651": "M", "5706": "M"}
"""By the beginning of the code: the sex that the payer's edit refuses."""

RULE = Rule(
    id="CS-DES-018",
    name="destruction-site-against-sex",
    outcome="denial",
    severity="warn",
    triggers=codes("54050", "54055-54057", "54060", "54065", "56501", "56515", "57061", "57065"),
    carc="7",
    message="{code} names a part of the body that does not go with the patient's sex on the claim.",
    fix="Correct the code or the sex; if both are right, add what the payer asks for (KX for Medicare).",
    source=cited(
        "Coding rules of dermatology", "DES-3; KX for sex-specific edits from general knowledge",
        checked_on=date(2026, 11, 22), trust="derived",
    ),
)  # fmt: skip


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each such line without KX."""
    for line in visit.with_code(*sorted(RULE.triggers.codes.intersection(visit.codes))):
        if visit.sex == OTHER_SEX[line.code[:4]] and not line.has("KX"):
            yield flag(line)


RULE.examples = """
flags    sex=F 54056 A63.0
near     sex=M 54056 A63.0
flags    sex=M 56501 A63.0
passes   sex=F 54056-KX A63.0
passes   sex=U 54050 A63.0
"""
