"""A visit with 25 or 57 on the day of surgery that an earlier visit had settled.

When the practice saw the patient for the same malignancy within the 90 days before, after its biopsy, the decision to
operate was made then.  The look before Mohs surgery or an excision on the planned day belongs to the operation, unless
another problem was treated.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import LONGEST_DAYS, same_practice
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-026",
    name="visit-for-planned-procedure",
    outcome="audit",
    severity="warn",
    triggers=families("mohs", "excision_malignant", "destruction_malignant", "flap", "graft"),
    needs=("history",),
    carc="97",
    rarc="M15",
    instead_of=("CS-EM-025",),
    message="The visit {code} has no diagnosis but that of an operation that an earlier service had settled.",
    fix="Take the visit off unless the record shows a new problem, or a new decision that day.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. D; EM-6, EM-7", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits whose diagnoses are all the operation's when a visit was for it in the 90 days before."""
    done = visit.in_family(*RULE.triggers.families)
    theirs = {code for line in done for code in line.diagnoses}
    for line in visit.of_class("visit"):
        if not line.has("25", "57") or not line.diagnoses or not theirs.issuperset(line.diagnoses):
            continue
        past = [one for one in visit.past(LONGEST_DAYS) if same_practice(visit, line, one)]
        biopsied = {one.day for one in past if day.family(one.code) == "biopsy"}
        known = {code for code in line.diagnoses if code.startswith(("C", "D0"))}  # malignant, or in situ
        visits = [one for one in past if day.family(one.code) == "evaluation" and one.day not in biopsied]
        settled = [one for one in visits if known.intersection(one.diagnoses)]
        if settled:
            yield flag(line, evidence=[f"{one.code} of {one.day} for {one.diagnoses[0]}" for one in settled[-2:]])


RULE.examples = """
flags    99213-25 C44.311 | 17311 C44.311 << 2026-02-03 99213 C44.311
near     99213-25 L40.0 | 17311 C44.311 << 2026-02-03 99213 C44.311
passes   99213-57 C44.311 | 14060 C44.311 << 2026-02-03 99213-25 C44.311 | 11102 C44.311   # pathology came later
passes   99213-25 C44.311 | 17311 C44.311 << 2025-10-03 99213 C44.311     # long ago
passes   99213-25 C44.311 | 17311 C44.311 << 2026-02-03 99213 L40.0
cannot   99213-25 C44.311 | 17311 C44.311
"""
