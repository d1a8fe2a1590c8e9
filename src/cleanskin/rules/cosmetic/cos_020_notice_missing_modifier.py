"""A usually cosmetic removal with a signed notice on file, sent without GA.

The patient signed to pay if Medicare refuses.  Without GA on the line Medicare refuses at the practice's cost, and the
notice is worth nothing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.notices import signed_for
from cleanskin.rules.cosmetic.signals import USUALLY_COSMETIC, doubtful_lines
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-020",
    name="notice-on-file-without-ga",
    outcome="denial",
    severity="hold",
    triggers=diagnoses(*USUALLY_COSMETIC, "L918"),
    needs=("abn",),
    payers=("medicare",),
    carc="50",
    rarc="N563",
    message="A signed notice for {code} is on file, and line {line} does not say so.",
    fix="Add GA when a refusal as not necessary is expected.",
    source=cited(
        "Coding rules of dermatology",
        "MOD-11; medical or cosmetic, section C",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals of usually cosmetic growths without a notice modifier while a notice is on file."""
    for line in doubtful_lines(visit, day):
        if all(code in RULE.triggers.diagnoses for code in line.diagnoses) and signed_for(visit, line):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   payer=medicare abn=2026-03-02 11200 L91.8
near    payer=medicare abn=2026-03-02 11200-GA L91.8
passes  payer=medicare abn=none 11200 L91.8
passes  payer=medicare abn=2026-03-02 17110 L82.0
cannot  payer=medicare 11200 L91.8
"""
