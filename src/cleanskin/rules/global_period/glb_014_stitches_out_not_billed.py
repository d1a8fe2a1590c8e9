"""A visit to have stitches out, outside any global period, without 15853 or 15854.

Since 2023 two add-on codes pay the supplies and staff time of removing stitches or staples at an office visit, where no
global period covers it: after a biopsy, or when another practice closed the wound.  The evidence is the diagnosis of
the visit.  Concluded only where all claims of the 90 days before are held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import LONGEST_DAYS, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, codes, diagnoses, flag
from cleanskin.rules.visit import Visit

OFFICE_VISITS = tuple(sorted(codes("99202-99205", "99211-99215").codes))

RULE = Rule(
    id="CS-GLB-014",
    name="stitches-out-not-billed",
    outcome="missed_charge",
    severity="note",
    triggers=diagnoses("Z4802"),
    effective_from=date(2023, 1, 1),
    needs=("history",),
    message="The visit {code} is for having stitches out, no operation of the practice covers the day, and no code for"
    " it is billed.",
    fix="If the record says that stitches or staples were removed, add 15853 (one kind) or 15854 (both) to the visit.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag office visits that point to removal of stitches, without its code and outside any period."""
    if visit.in_family("suture_removal") or not visit.history_covers(LONGEST_DAYS):
        return
    for line in visit.with_code(*OFFICE_VISITS):
        if "Z4802" in line.diagnoses and not open_periods(visit, line):
            yield flag(line, evidence=["diagnosis Z48.02, and no open period"], missing=[("15853", 1)])
            return


RULE.examples = """
flags    99212 Z48.02 << 2026-02-20 11104 D48.5
near     99212 L57.0 << 2026-02-20 11104 D48.5
passes   99212 Z48.02 | 15853 Z48.02 << 2026-02-20 11104 D48.5
passes   99212 Z48.02 << 2026-02-25 11402 D22.5               # covered: another rule
flags    on=2023-01-03 99212 Z48.02 << none
passes   on=2022-12-30 99212 Z48.02 << none                   # before the codes existed
cannot   99212 Z48.02
"""
