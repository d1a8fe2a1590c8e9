"""An inflamed keratosis on the claim, and nothing inflamed in the record.

L82.0 stands for a keratosis that is inflamed or irritated.  "Stuck-on brown papule, no erythema" is L82.1.  The code is
often changed to be paid, and auditors compare it with the examination.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_SHOWS = frozenset({"MN-INFL", "MN-BLEED", "MN-ITCH", "MN-PAIN", "MN-TRAUMA", "MN-INFECT"})

RULE = Rule(
    id="CS-COS-015",
    name="inflamed-without-inflammation",
    outcome="audit",
    severity="warn",
    triggers=diagnoses("L820"),
    needs=("note",),
    carc="50",
    rarc="N115",
    message="Line {line} says inflamed keratosis (L82.0); no lesion of the record is inflamed or irritated.",
    fix="Code L82.1, or have the provider confirm what the examination showed.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "WK-1, WK-5",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with L82.0 when no recorded lesion has a sign or symptom of it."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    if not lesions or any(_SHOWS & set(one.triggers) for one in lesions):
        return
    for line in visit.lines:
        if "L820" in line.diagnoses:
            yield flag(line)


RULE.examples = """
flags   note={"lesions":[{"technique":"cryosurgery","diagnosis":"L82.0"}]} 17110 L82.0
near    note={"lesions":[{"technique":"cryosurgery","diagnosis":"L82.0"}]} 17110 L82.1
flags   note={"lesions":[{"technique":"cryosurgery","triggers":["MN-CHANGE"]}]} 17110 L82.0
passes  note={"lesions":[{"technique":"cryosurgery","triggers":["MN-INFL"]}]} 17110 L82.0
cannot  17110 L82.0
"""
