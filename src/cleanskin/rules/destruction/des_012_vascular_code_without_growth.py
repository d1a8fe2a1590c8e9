"""17106, 17107 or 17108 for warts, keratoses or other lesions that are no vascular growths.

The codes are for vascular growths, by area, with a global period of 90 days.  A wart or a keratosis that a vascular
laser destroys is still 17110 or 17000: the lesion decides, not the device.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

OTHER_LESIONS = frozenset(
    {"wart", "molluscum", "seborrheic_keratosis", "skin_tag", "actinic_keratosis", "nevus", "cyst", "pigment"}
)

RULE = Rule(
    id="CS-DES-012",
    name="vascular-destruction-of-other-lesion",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_vascular"),
    carc="11",
    message="{code} is for vascular growths, and the line points to none.",
    fix="Bill the code of the lesion: 17110 or 17111 for warts and benign growths, 17000 to 17004 for keratoses.",
    source=cited("CPT guideline conventions", "coding rules DES-2, DES-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family all of whose diagnoses are lesions of other kinds."""
    for line in visit.in_family("destruction_vascular"):
        codes = treated(line, day)
        if codes and all(day.diagnosis_condition(code) in OTHER_LESIONS for code in codes):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17106 B07.8
near     17106 Q82.5
flags    17107 L57.0
passes   17106 D18.01
passes   17106 L91.0                          # a red scar: not judged here
"""
