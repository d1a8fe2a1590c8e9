"""A diagnosis of genitals that the patient's sex on the claim does not have.

Payers compare the diagnosis with the sex they hold.  A code of the penis or scrotum on a claim that says F, or of the
vulva on one that says M, is denied; either may be the slip.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_MALE = ("C60", "C632", "D074", "D0761", "D290", "D294", "N48", "N50", "S312", "S313")
_FEMALE = ("C51", "C52", "D071", "D072", "D280", "D281", "N76", "N89", "N90", "S314")

RULE = Rule(
    id="CS-DX-017",
    name="diagnosis-at-odds-with-sex",
    outcome="denial",
    severity="warn",
    triggers=diagnoses(*_MALE, *_FEMALE),
    claim_wide=True,
    carc="10",
    rarc="M76",
    message="A diagnosis does not agree with the patient's sex on the claim.",
    fix="Correct the diagnosis, or the sex as the payer holds it; where both are right, tell the payer.",
    source=cited("Denial reasons", "CARC 10", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag genital diagnoses of the other sex."""
    other = {"F": _MALE, "M": _FEMALE}.get(visit.sex)
    if other is None:
        return
    for code in visit.diagnoses:
        if code.startswith(other):
            yield flag(message=f"The diagnosis {code} does not agree with the patient's sex on the claim.")


RULE.examples = """
flags   sex=F  54056 D07.4
near    sex=M  54056 D07.4
near    sex=U  54056 D07.4
flags   sex=M  99213 N90.4
passes  sex=F  99213 N90.4
passes  sex=F  56501 A63.0
"""
