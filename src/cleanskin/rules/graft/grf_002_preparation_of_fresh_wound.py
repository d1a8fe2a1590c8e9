"""Preparing the site for a graft where surgery made the wound that day.

15002 to 15005 are for cutting away scar, burned skin or an old wound before a graft.  The clean wound of an excision or
of Mohs surgery needs no such preparation.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-002",
    name="graft-preparation-of-fresh-wound",
    outcome="audit",
    severity="hold",
    triggers=codes("15002", "15004"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} prepares a site for a graft, but surgery of the same day left a fresh wound there.",
    fix="Take {code} off; keep it only for another site with scar, burn or an old wound, with that diagnosis.",
    source=cited("CPT guideline conventions", "coding rules FLG-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag preparation codes that share the diagnosis of an excision or Mohs surgery and name no scar."""
    makers = [*visit.in_family(*EXCISIONS), *visit.with_code("17311", "17313")]
    for line in visit.with_code("15002", "15004"):
        same = [one for one in makers if shares_diagnosis(line, one)]
        scar = any(day.diagnosis_group(code) == "scar" for code in line.diagnoses)
        if same and is_for_lesion(line, day) and not scar:
            yield flag(line, evidence=[f"{one.code} made the wound that day" for one in same])


RULE.examples = """
flags    17311 C44.311 | 15260 C44.311 | 15004 C44.311
near     17311 C44.311 | 15260 C44.311 | 15004 L90.5
flags    11604 C44.519 | 15100-59 C44.519 | 15002-59 C44.519
passes   15120 C44.311 | 15004 C44.311                     # an older wound
passes   15002 T24.301A | 15003 T24.301A
"""
