"""17250 for a wart, a keratosis, a tag or another lesion.

17250 is chemical cautery of granulation tissue in a wound.  A lesion that is touched with acid or silver nitrate is
destroyed, whatever the chemical: 17110, 17000, 11200 or the code of its site.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of, named
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

LESIONS = ("wart", "molluscum", "seborrheic_keratosis", "actinic_keratosis", "skin_tag", "nevus", "benign_growth")

RULE = Rule(
    id="CS-DES-016",
    name="granulation-cautery-for-lesion",
    outcome="denial",
    severity="warn",
    triggers=codes("17250"),
    carc="11",
    message="{code} is for granulation tissue of a wound, and the line points only to a lesion of the skin.",
    fix="Bill the destruction of the lesion (17110, 17000, 11200), or point to the wound with granulation tissue.",
    source=cited("CPT guideline conventions", "coding rules DES-7, DES-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17250 that points only to such lesions."""
    for line in visit.with_code("17250"):
        if all_of(line, day, *LESIONS):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17250 B07.8
near     17250 L92.9
flags    17250 L82.0
passes   17250 L98.0                          # a pyogenic granuloma: the record decides
passes   17110 B07.8
"""
