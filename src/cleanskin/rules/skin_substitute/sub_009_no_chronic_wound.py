"""A skin substitute for the fresh wound of a removed lesion.

Medicare's policies cover these products for ulcers of diabetes and of the veins that standard care did not heal, and
for burns.  For the wound of an excision or of Mohs surgery coverage is doubtful.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import is_for_lesion
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-009",
    name="skin-substitute-for-fresh-wound",
    outcome="audit",
    severity="note",
    triggers=families("skin_substitute"),
    payers=("medicare", "medicare_advantage"),
    carc="50",
    message="{code} covers a wound whose only diagnosis is a lesion: coverage is doubtful.",
    fix="Look up the contractor's policy before sending; without coverage get a signed notice and use GA.",
    source=cited(
        "Coding rules of the project", "FLG-9; medical-vs-cosmetic G", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag applications whose diagnoses are lesions alone, without a notice modifier."""
    for line in visit.in_family("skin_substitute"):
        if is_for_lesion(line, day) and not line.is_add_on and not line.has("GA", "GY", "GZ"):
            yield flag(line)


RULE.examples = """
flags    payer=medicare 17311 C44.42 | 15275 C44.42
near     payer=medicare 17311 C44.42 | 15275-GA C44.42
passes   payer=medicare 15275 L97.411
passes   payer=commercial 17311 C44.42 | 15275 C44.42
"""
