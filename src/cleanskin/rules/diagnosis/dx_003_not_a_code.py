"""A diagnosis that is not written like an ICD-10-CM code.

Codes of the ninth revision (702.0), words, a second point or a slip of the keyboard: no payer reads them.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.kernel.identifiers import masked
from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.shape import ICD10_BEGAN, has_doubtful_code, is_written
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-003",
    name="diagnosis-not-a-code",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_doubtful_code),
    claim_wide=True,
    carc="16",
    rarc="M76",
    message="A diagnosis on the claim is not written like an ICD-10-CM code.",
    fix="Write the ICD-10-CM code of the diagnosis: a letter, a digit, then up to five more characters, without point.",
    effective_from=ICD10_BEGAN,
    source=cited("EDI rules", "section 3: diagnosis invalid on the day", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each diagnosis that has not the form of a code."""
    for place, code in enumerate(visit.diagnoses, start=1):
        if not is_written(code):
            pointed = is_written(code.replace(".", "", 1))
            yield flag(
                message=f"Diagnosis {place} is written with its point; claims carry codes without it."
                if pointed
                else f"Diagnosis {place} is not written like an ICD-10-CM code.",
                evidence=[f"diagnosis {place}: {masked(code)}"],
                pointer="2300.HI",
            )


RULE.examples = """
flags   17000 702.0              # a code of the ninth revision
near    17000 L57.0
flags   17000 L57.0.1
passes  99213 C4A.39,D49.2
passes  12011 S01.81XA
passes  on=2015-09-30  17000 702.0    # before October 1, 2015 the ninth revision held
"""
