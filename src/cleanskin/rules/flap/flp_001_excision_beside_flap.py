"""The excision of a lesion beside the flap that closes its wound.

A local flap includes the excision of the lesion at its site.  A modifier opens the pair only for another lesion; with
one diagnosis for both lines that is in doubt.  Mohs surgery is not included in a flap and stands beside it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-001",
    name="excision-beside-its-flap",
    outcome="denial",
    severity="hold",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} has the diagnosis of a flap of the day, and a flap includes the excision at its site.",
    fix="Take {code} off, unless the record shows a second lesion that was excised elsewhere.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. H.1; coding rules FLG-3, SC-07", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag excisions that share a flap's diagnosis: held without a modifier, else in doubt if no closure is left for them."""
    flaps = visit.with_code(*RULE.triggers.codes)
    closed_otherwise = visit.in_family("repair_intermediate", "repair_complex", "graft")
    for line in visit.in_family(*EXCISIONS):
        same = [one for one in flaps if shares_diagnosis(line, one)]
        apart = line.is_distinct or any(one.is_distinct for one in same)
        if same and not (apart and closed_otherwise):
            told = [f"{one.code} has the same diagnosis" for one in same]
            yield flag(line, evidence=told, severity="warn" if apart else "hold")


RULE.examples = """
flags    14040 C44.319 | 11642-59 C44.319
near     14040 C44.319 | 11642-59 C44.311          # another site
flags    14040 C44.319 | 11642 C44.319
passes   17311 C44.319 | 14040 C44.319
passes   14040 C44.319 | 11642-59 C44.319 | 12051-59 C44.319   # the second lesion has a closure of its own
"""
