"""A code that is cosmetic by nature, billed as covered.

Fillers, peels, hair transplants, ear piercing, spider veins: payers exclude them.  What reconstructs after a disease or
injury (Z42), or treats a growth, may be covered and passes.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

_MEDICAL = frozenset({"malignant", "in_situ", "premalignant", "uncertain", "congenital", "injury"})

RULE = Rule(
    id="CS-COS-009",
    name="cosmetic-code-billed",
    outcome="denial",
    severity="hold",
    triggers=families("cosmetic", "vein"),
    carc="96",
    rarc="N383",
    message="{code} is cosmetic by nature and billed as covered.",
    fix="Let the patient pay, or add GY; if it reconstructs after disease or injury, point to that diagnosis.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section G; coding rules MOD-11, SC-31",
        checked_on=date(2026, 11, 21),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag cosmetic codes without GY and without a diagnosis that may make them medical."""
    for line in visit.in_family("cosmetic", "vein"):
        if line.facts is None or line.facts.service_class != "cosmetic" or line.has("GY") or "Z411" in line.diagnoses:
            continue
        medical = [code for code in line.diagnoses if code.startswith(("Z42", "L711", "B20"))]
        if not medical and not any(day.diagnosis_group(code) in _MEDICAL for code in line.diagnoses):
            yield flag(line, severity="hold" if visit.is_medicare else "warn")


RULE.examples = """
flags   payer=medicare 11950 L90.5
near    payer=medicare 11950-GY L90.5
flags   36468 I78.1
near    36468-GY I78.1
passes  15780 L57.0
passes  15823 H02.831                # conditional, not cosmetic by nature
passes  payer=medicare 11950 Z41.1   # CS-COS-006
"""
