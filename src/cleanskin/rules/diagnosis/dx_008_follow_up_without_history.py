"""A follow-up after treatment without the disease that was.

Z08 (after cancer) and Z09 (after another disease) say only that treatment is over.  The history code beside them says
of what: Z85.828 after basal or squamous cell carcinoma, Z85.820 after melanoma, Z86.006 after melanoma in situ.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-008",
    name="follow-up-without-history-code",
    outcome="denial",
    severity="warn",
    triggers=diagnoses("Z08", "Z09"),
    claim_wide=True,
    carc="11",
    rarc="M76",
    message="The follow-up code stands without the history code that says of what.",
    fix="Add the history code of the disease that was treated (after Z08: Z85; after Z09: Z86 or Z87).",
    source=cited("ICD-10-CM tabular list", "Z08, Z09; coding rules DX-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag Z08 and Z09 when no code on the claim says what was treated."""
    active = any(day.diagnosis_group(code) in ("malignant", "in_situ") for code in visit.diagnoses)
    for code in visit.diagnoses:
        if code == "Z08" and active:
            continue  # CS-DX-009
        if code in RULE.triggers.diagnoses:
            asked = [one for one in day.obligations(code) if one.kind == "use_additional"]
            histories = [one for one in asked if any(named.startswith(("Z85", "Z86")) for named in one.note.codes)]
            if histories and not any(one.answered_by(visit.diagnoses) for one in histories):
                yield flag(message=f"{code} stands without the history code that says of what.", pointer="2300.HI")


RULE.examples = """
flags   99213 Z08
near    99213 Z08,Z85.828
flags   99213 Z08,L57.0
passes  99213 Z85.828,L57.0
passes  99213 Z09,Z86.007
"""
