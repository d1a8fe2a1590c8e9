"""17110 or 17111 for anogenital warts alone.

Penis, vulva, vagina and anus have destruction codes of their own, by method or extent, and these come first.  Warts
coded A63.0 mostly lie there; those of the groin, the pubic area or the thigh stay with 17110.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

CODES = {"M": "54050 to 54057 (penis)", "F": "56501 or 56515 (vulva)"}

RULE = Rule(
    id="CS-DES-017",
    name="anogenital-wart-under-skin-code",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_benign"),
    carc="11",
    message="{code} is for skin without a code of its own, and the line points only to anogenital warts.",
    fix="See the site in the record: 54050 to 54065 penis, 56501 or 56515 vulva, 46900 to 46924 anus.",
    source=cited("CPT guideline conventions", "coding rules DES-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to anogenital warts."""
    for line in visit.in_family("destruction_benign"):
        codes = treated(line, day)
        if codes and all(code == "A630" for code in codes):
            own = CODES.get(visit.sex)
            fix = f"If the record's site has its own code, bill that: {own} or 46900 to 46924 (anus)." if own else ""
            yield flag(line, evidence=[named(line)], fix=fix)


RULE.examples = """
flags    sex=M 17110 A63.0
near     sex=M 54056 A63.0
flags    sex=F 17111 A63.0
passes   17110 B07.8
passes   17110 A63.0,B07.8                    # others were treated too
"""
