"""A simple closure beside the removal of the same lesion.

Excision, shave removal, destruction and biopsy include the closure in one layer of the wound that they make.  A
modifier does not change that: the closure is reported only for Mohs surgery, or for another wound such as a cut.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, SHALLOW, has_mohs, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-001",
    name="simple-closure-of-a-removal",
    outcome="denial",
    severity="hold",
    triggers=families("repair_simple"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} closes a wound of a removed lesion, and the removal includes its simple closure.",
    fix="Take {code} off; keep it only for another wound, with the diagnosis of that wound.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. L.9; coding rules REP-6, EXC-6, SC-08", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each simple closure of a lesion that shares its diagnosis with a removal, with or without a modifier."""
    removals = visit.in_family(*EXCISIONS, *SHALLOW, "excision_soft_tissue", "excision_site_specific")
    if not removals or has_mohs(visit):
        return
    for line in visit.in_family("repair_simple"):
        same = [one for one in removals if shares_diagnosis(line, one)]
        if same and is_for_lesion(line, day):
            yield flag(line, evidence=[f"{one.code} removed a lesion with the same diagnosis" for one in same])


RULE.examples = """
flags    11642 C44.319 | 12011 C44.319
flags    11642 C44.319 | 12011-59 C44.319           # the modifier does not change it
near     11642 C44.319 | 12011-59 S01.411A
flags    11402 D22.5 | 12001-XS D22.5
flags    11102 D49.2 | G0168-59 D49.2               # adhesive is no better
passes   11402 D22.5 | 12002-59 S81.811A            # a cut of the leg is another wound
passes   17313 C44.622 | 12002 C44.622              # Mohs surgery does not include the closure
passes   17311 C44.319 | 12011-59 C44.319 | 11642-59 C44.319
passes   11402 D22.5 | 12031 D22.5
"""
