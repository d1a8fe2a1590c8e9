"""The visit says new patient and the record says established, or the other way round.

One of the two is wrong: the code, or what the front desk wrote.  A new-patient visit for an established patient is
denied; an established visit for a new patient is paid too little.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import ESTABLISHED_PATIENT, NEW_PATIENT
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-003",
    name="new-or-established-against-record",
    outcome="denial",
    severity="warn",
    triggers=codes("99202-99205", "99211-99215", "98000-98015"),
    needs=("note",),
    carc="B16",
    rarc="N113",
    message="{code} and the record differ in whether the patient is new.",
    fix="Look at the visits of the last three years to the group and specialty, and correct the code or the record.",
    source=cited("CPT conventions for visits", "coding rules EM-5, SC-30", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visit codes that contradict what the record says of the patient."""
    said = visit.encounter.new_patient if visit.encounter else None
    if said is None:
        return
    wrong = NEW_PATIENT if not said else ESTABLISHED_PATIENT | {"99211"}
    for line in visit.lines:
        if line.code in wrong:
            yield flag(line, evidence=[f"the record says {'new' if said else 'established'} patient"])


RULE.examples = """
flags    note={"new_patient":false} 99203 L40.0
near     note={"new_patient":true} 99203 L40.0
flags    note={"new_patient":true} 99213 L40.0
passes   note={"minutes":30} 99203 L40.0          # the record does not say
cannot   99203 L40.0
"""
