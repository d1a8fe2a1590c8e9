"""A new-patient visit for somebody whom the practice has seen within three years.

A patient is new when neither this physician, nor another of the same group and exact specialty, has seen them face to
face in three years.  Reading a specimen or a test does not count.  Outside Medicare a nurse practitioner or physician
assistant counts in the specialty of the physician they work with.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.seen import may_be_one_specialty, seen_before
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-001",
    name="new-patient-seen-before",
    outcome="denial",
    severity="hold",
    triggers=codes("99202-99205", "98000-98003", "98008-98011", "99381-99387"),
    needs=("history",),
    carc="B16",
    rarc="N113",
    message="{code} is for a new patient, but the practice has seen this patient within three years.",
    fix="Bill the visit for an established patient at the level the record supports.",
    source=cited("CPT conventions for visits", "coding rules EM-5, SC-30", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag new-patient codes with an earlier face-to-face service of the same person, or group and specialty."""
    seen = visit.once(seen_before)
    for line in visit.lines:
        if line.code in RULE.triggers.codes:
            for past in reversed(seen):
                sure = same_practice(visit, line, past)
                if sure or may_be_one_specialty(visit, line, past):
                    severity: Hold = "hold" if sure else "warn"
                    yield flag(line, evidence=[f"{past.code} on {past.day}"], severity=severity)
                    break


RULE.examples = """
flags    99203 L40.0 << 2023-03-03 99213 L57.0
near     99203 L40.0 << 2023-03-02 99213 L57.0             # three years are over
flags    99203 L40.0 << 2025-01-10 17110 B07.8
passes   99203 L40.0 << 2025-01-10 88305 D22.5             # only a specimen was read
passes   99203 L40.0 << 2025-01-10 99442 L40.0             # a telephone call of before 2025 is not face to face
flags    99204 L40.0 << 2025-01-10 99213 L57.0 by=1000000012      # a partner of the same specialty
passes   99204 L40.0 << 2025-01-10 taxonomy=207Q00000X 99213 L57.0 by=1000000012     # a partner of another one
passes   99204 L40.0 << 2025-01-10 billing=1000000004 99213 L57.0 by=1000000012      # another group
flags    99204 L40.0 << 2025-01-10 taxonomy=363A00000X 99213 L57.0 by=1000000012     # the group's assistant
passes   payer=medicare 99204 L40.0 << 2025-01-10 taxonomy=363A00000X 99213 L57.0 by=1000000012
passes   99213 L40.0 << 2025-01-10 99213 L40.0
cannot   99203 L40.0
"""
