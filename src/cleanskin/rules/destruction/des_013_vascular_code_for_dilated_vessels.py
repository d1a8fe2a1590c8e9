"""17106, 17107 or 17108 for spider veins or rosacea.

Dilated vessels (I78.1) and the redness of rosacea (L71) are no growths.  Payers take their laser treatment for
cosmetic, and the codes of vascular growths for wrong.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

NO_GROWTH = ("I781", "I788", "L71")

RULE = Rule(
    id="CS-DES-013",
    name="vascular-destruction-of-dilated-vessels",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_vascular"),
    carc="50",
    rarc="N383",
    message="{code} is for vascular growths; the line points only to dilated vessels or rosacea.",
    fix="Take it as cosmetic (patient pays, GY for Medicare) unless the payer agreed to it beforehand.",
    source=cited(
        "Coding rules of dermatology", "DES-4; medical-or-cosmetic grid", checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)  # fmt: skip


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to dilated vessels, unless they ask for their refusal."""
    for line in visit.in_family("destruction_vascular"):
        codes = treated(line, day)
        if codes and all(code.startswith(NO_GROWTH) for code in codes) and not line.has("GY", "GX"):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17106 I78.1
near     17106-GY I78.1
flags    17107 L71.9
passes   17106 I78.1,D18.01
passes   17108 Q82.5
"""
