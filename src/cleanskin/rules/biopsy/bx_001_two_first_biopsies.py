"""Two codes of the kind "first biopsy" on one day.

Of 11102, 11104 and 11106 only one is billed a day: that of the highest technique (incisional over punch over tangential).
Every further lesion takes the add-on code of its own technique.  Two first codes are right only for two separate
encounters of the day, which XE or 59 on the lower one must say.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-001",
    name="two-first-biopsies",
    outcome="denial",
    severity="hold",
    triggers=codes("11102", "11104", "11106"),
    lines_min=2,
    carc="236",
    rarc="M80",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-002",
    ),
    message="{codes}: only the highest technique of the day takes a first-biopsy code.",
    fix="Keep the highest of 11106, 11104, 11102 once; bill every other lesion with the add-on of its own technique (11107, 11105, 11103).",
    source=cited("CPT guideline conventions", "coding rules BX-2, BX-3, SC-01", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag every first-biopsy line below the highest that no modifier sets apart as another encounter."""
    here = visit.codes
    found = [code for code in ("11106", "11104", "11102") if code in here]
    if len(found) < 2:
        return
    lower = [line for line in visit.with_code(*found[1:]) if not line.has("59", "XE")]
    if lower:
        yield flag(*lower, evidence=[f"{found[0]} is the highest technique of the day"])


RULE.examples = """
flags    11104 D49.2 | 11102 D48.5
near     11104 D49.2 | 11103 D48.5
flags 1  11106 D49.2 | 11104 D48.5 | 11102 D22.5
passes   11104 D49.2 | 11102-XE D48.5         # two encounters of the day
passes   11106 D49.2 | 11107 D49.2
"""
