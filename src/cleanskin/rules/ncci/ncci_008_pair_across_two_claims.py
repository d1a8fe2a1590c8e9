"""A service that is part of another one of the same day, which was billed on another claim.

Pair edits look at the patient's day with one clinician, not at one claim.  A service sent later, on a claim of its own,
meets the same edits.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.other_claims import counted_with, has_other_claims
from cleanskin.rules.ncci.pairs import associated, opens
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-008",
    name="pair-across-two-claims-of-a-day",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_other_claims),
    needs=("history",),
    carc="236",
    rarc="M80",
    message="{code} is paired with a service of the same day on another claim, and no modifier separates the two.",
    fix="If the record shows another lesion, site or encounter, add the modifier that says so to {code}; else"
    " correct the claims so that only one of the two services stands.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. A and E; coding rule MOD-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line in a pair with a line of another claim of the day by the same clinician."""
    counted = counted_with(visit)
    if not counted:
        return
    elsewhere = {line.code: line for line in counted}
    for edit in day.pairs_among(tuple(dict.fromkeys([*visit.codes, *elsewhere]))):
        for here, there in ((edit.column1, edit.column2), (edit.column2, edit.column1)):
            if (other := elsewhere.get(there)) is None:
                continue
            for line in visit.with_code(here):
                opened = edit.modifier_indicator == 1 and (opens(line, day) or associated(other.modifiers, day))
                if other.rendering_npi in ("", line.rendering_npi) and not opened:
                    told = f"{edit.column1} is column 1, {edit.column2} column 2, indicator {edit.modifier_indicator}"
                    yield flag(line, evidence=(told, f"{there} was billed for {day.on} on another claim"))


RULE.examples = """
flags    17000 L57.0 << 2026-03-02 11102 D49.2
near     17000-59 L57.0 << 2026-03-02 11102 D49.2
flags    11102 D49.2 << 2026-03-02 17000 L57.0
passes   17000 L57.0 << 2026-03-01 11102 D49.2     # the day before
passes   17000 L57.0 << 2026-03-02 11102 D49.2 by=1000000004
passes   17000 L57.0 << none
passes   frequency=7 17000 L57.0 << 2026-03-02 11102 D49.2   # replaces a claim
passes   17000 L57.0 | 11102 D49.2 << 2026-03-02 17000 L57.0 | 11102-59 D49.2   # the same claim sent before
cannot   17000 L57.0
"""
