"""17000, 17003 or 17004 for warts, molluscum, or benign growths.

The 17000 codes are for precancerous lesions.  Warts of every kind (common and plantar ones too, since 2007), molluscum
and seborrheic keratoses are 17110 or 17111; tags are 11200.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.keratosis import not_of_keratosis
from cleanskin.rules.diagnosis_fit import all_in, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-003",
    name="precancerous-code-for-benign-lesion",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_premalignant"),
    effective_from=date(2007, 1, 1),
    carc="11",
    message="A code of precancerous lesions ({codes}) points only to benign growths or infections.",
    fix="Bill 17110 (up to 14 lesions) or 17111 (15 or more) once, a tag as 11200; or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-1, DES-2, DX-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to benign growths and infections."""
    wrong = [line for line in visit.once(not_of_keratosis) if all_in(line, day, "benign", "infection")]
    if wrong:
        yield flag(*wrong, evidence=[named(line) for line in wrong])


RULE.examples = """
flags    17000 B07.0 | 17003*4 B07.0          # how plantar warts were coded before 2007
flags    17000 L82.1
near     17000 L57.0
flags    17004 B08.1
passes   17000 L57.0,L82.0                    # points to a keratosis as well
flags    on=2007-01-01 17000 B07.0
passes   on=2006-12-31 17000 B07.0            # until 2006 the code was for benign lesions too
passes   17110 B07.0
"""
