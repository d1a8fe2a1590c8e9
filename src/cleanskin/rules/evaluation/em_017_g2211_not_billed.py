"""Long-term care of a serious skin disease at Medicare, visit after visit, and G2211 not billed.

Psoriasis, severe eczema, blistering and connective tissue disease or hidradenitis followed by one clinician is what the
add-on is for.  The evidence is at least two earlier visits within a year for the same disease with the same clinician.
Whether the record shows that tie is for the clinician to say.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.complexity import LONG_TERM_DISEASES, long_term_diseases
from cleanskin.rules.evaluation.levels import OFFICE
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-017",
    name="g2211-not-billed",
    outcome="missed_charge",
    severity="note",
    triggers=diagnoses(*LONG_TERM_DISEASES),
    effective_from=date(2024, 1, 1),
    payers=("medicare",),
    needs=("history",),
    message="{code} continues long-term care of a serious disease, and G2211 is not billed.",
    fix="If the record shows the lasting care of this disease by the clinician, add G2211.",
    source=cited("CMS, fee schedule rule of 2024", "coding rules EM-8", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an office visit without 25 that follows two of the same clinician for the same disease within a year."""
    for line in visit.lines:
        if visit.has_code("G2211") or line.code not in OFFICE or line.has("25", "24", "57"):
            continue
        ours = long_term_diseases(line.diagnoses)
        earlier = {
            past.day
            for past in visit.past(365, OFFICE)
            if past.rendering_npi == line.rendering_npi and ours & long_term_diseases(past.diagnoses)
        }
        if len(earlier) >= 2:
            yield flag(line, evidence=[f"visits on {on}" for on in sorted(earlier)], missing=[("G2211", 1)])


RULE.examples = """
flags    payer=medicare 99214 L40.0 << 2025-06-02 99214 L40.0 << 2025-11-03 99213 L40.0
near     payer=medicare 99214-25 L40.0 << 2025-06-02 99214 L40.0 << 2025-11-03 99213 L40.0
passes   payer=medicare 99214 L40.0 << 2025-11-03 99213 L40.0
passes   payer=medicare 99214 L40.0 | G2211 L40.0 << 2025-06-02 99214 L40.0 << 2025-11-03 99213 L40.0
passes   on=2023-12-04 payer=medicare 99214 L40.0 << 2023-06-02 99214 L40.0 << 2023-11-03 99213 L40.0
flags    on=2024-01-04 payer=medicare 99214 L40.0 << 2023-06-02 99214 L40.0 << 2023-11-03 99213 L40.0
cannot   payer=medicare 99214 L40.0
"""
