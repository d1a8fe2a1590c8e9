"""A procedure on a lesion that points only to a history, a screening or another status.

A Z code says why somebody came, not what was treated.  A shave, a biopsy, a freezing or a drainage needs the lesion's
own diagnosis; payers deny it else.  Cosmetic and reconstructive encounters (Z41.1, Z42) are other rules; malignant
excision, destruction and Mohs surgery have their own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_FAMILIES = frozenset(
    {"biopsy", "shave", "excision_benign", "excision_soft_tissue", "destruction_benign", "destruction_premalignant",
     "destruction_site_specific", "destruction_vascular", "skin_tag_removal", "incision_drainage",
     "intralesional_injection", "paring"}
)  # fmt: skip

RULE = Rule(
    id="CS-DX-010",
    name="status-code-alone-for-procedure",
    outcome="denial",
    severity="hold",
    triggers=diagnoses("Z"),
    carc="11",
    rarc="M76",
    message="The procedure {code} points only to a status code, not to the lesion.",
    fix="Point the line to the diagnosis of the lesion that was treated; the status code may follow.",
    source=cited("Coding rules of dermatology", "DX-4, DX-5; ICD-10-CM guidelines IV.D", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each lesion procedure whose diagnoses are all status codes."""
    for line in visit.lines:
        if line.family not in _FAMILIES or not line.diagnoses:
            continue
        if all(code.startswith("Z") and not code.startswith(("Z411", "Z42")) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   11102 Z12.83
near    11102 D49.2
flags   17000 Z85.828
passes  17000 L57.0,Z85.828
passes  17110-GY Z41.1            # cosmetic: other rules
passes  99213 Z12.83              # a visit may be for screening
"""
