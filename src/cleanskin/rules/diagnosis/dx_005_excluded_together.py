"""Two diagnoses of one line that the code book does not allow together for one condition.

An Excludes1 note says that a condition has one of two codes, never both: allergic contact dermatitis with unspecified
dermatitis, generalized with focal sweating.  Payers with such an edit deny the line.  Two different lesions or two
conditions that have nothing to do with each other may both stand: growths at different places are not flagged, and where
one of the two is a single lesion, or the note stands over a whole block of codes, it is only a remark.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.sites import apart, is_lesion
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-005",
    name="diagnoses-exclude-each-other",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    carc="11",
    rarc="M76",
    message="Two diagnoses of line {line} exclude each other.",
    fix="Keep the code that the record supports; keep both only when they are two unrelated conditions.",
    source=cited(
        "ICD-10-CM tabular list", "Excludes1; guidelines I.A.12.a; coding rules DX-5", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each pair of diagnoses of a line under an Excludes1 note, each pair once."""
    seen: set[tuple[str, str]] = set()
    for line in visit.lines:
        for one, other in combinations(line.diagnoses, 2) if len(line.diagnoses) > 1 else ():
            if (one, other) in seen:
                continue
            seen.add((one, other))
            if (found := day.excludes1_conflict(one, other)) and found.certain and not apart(day, one, other):
                weak = found.at.startswith(("BLOCK", "CHAPTER")) or is_lesion(day, one) or is_lesion(day, other)
                yield flag(
                    line,
                    message=f"The diagnoses {one} and {other} exclude each other.",
                    evidence=[f"{found.code} under {found.at} excludes {found.excluded}"],
                    severity="note" if weak else "warn",
                )


RULE.examples = """
flags   99213 L23.2,L30.9
near    99213 L23.2,L40.0
flags   99213 R61,L74.510
passes  99213-25 C44.311,C43.59      # two growths at different places
flags   99213 C44.311,C43.31         # cancer and melanoma of the same place
passes  17000 L57.0,L82.1            # no note parts these two
"""
