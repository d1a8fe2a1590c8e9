"""An office visit code for a patient in a hospital bed or a skilled nursing stay.

Office codes are for outpatients. The patient in a bed has visit codes of their own, and payers deny the office code at
that place.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag, places
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-POS-002",
    name="office-visit-at-inpatient-place",
    outcome="denial",
    severity="hold",
    triggers=codes("99202-99205", "99211-99215"),
    beside=places("21", "31", "51", "61"),
    carc="5",
    rarc="M77",
    message="{code} is an office visit, and the place of service is an inpatient stay.",
    fix="Correct the place, or use the visit codes of the hospital or nursing facility.",
    source=cited("Medicare claims processing manual, ch. 12", "coding rules MOD-13", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag office visits at 21, 51 or 61; with a doubt at 31, from which patients come to the office."""
    for line in visit.with_code(*RULE.triggers.codes):
        if line.place_of_service in ("21", "31", "51", "61"):
            doubtful = line.place_of_service == "31"
            evidence = (f"place of service {line.place_of_service}",)
            yield flag(line, evidence=evidence, severity="warn" if doubtful else None, pointer="2400.SV105")


RULE.examples = """
flags    pos=21 99213 L40.0
near     pos=22 99213 L40.0
near     pos=21 99232 L40.0
flags    99213 L40.0 pos=31
passes   99213 L40.0
"""
