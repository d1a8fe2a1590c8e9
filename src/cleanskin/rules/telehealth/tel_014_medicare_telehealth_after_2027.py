"""A visit at a distance to Medicare after the end of 2027.

The law lets Medicare pay visits at home anywhere in the country until 31 December 2027.  Unless it is prolonged, later
ones are paid only for patients in rural clinics.  Nobody has confirmed a prolongation in the sources of this rule.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, flag, modifiers
from cleanskin.rules.telehealth.means import DISTANT
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-014",
    name="medicare-telehealth-after-2027",
    outcome="denial",
    severity="warn",
    triggers=any_of(modifiers("93", "95"), codes("99202-99205", "99211-99215")),
    effective_from=date(2028, 1, 1),
    payers=("medicare",),
    carc="96",
    message="{code} was held at a distance after Medicare's permission for it ended with 2027.",
    fix="Look whether the law was prolonged; if not, the visit is not payable without an originating site.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "Consolidated Appropriations Act, 2026; coding rules EM-10, CHG-2026",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with a telehealth modifier or at place 02 or 10."""
    for line in visit.of_class("visit"):
        if not line.is_add_on and (line.has("93", "95") or line.place_of_service in DISTANT):
            yield flag(line)


RULE.examples = """
flags    on=2028-01-03 payer=medicare pos=10 99213-95 L40.0
flags    on=2028-01-03 payer=medicare 99213-95 L40.0
near     on=2028-01-03 payer=medicare 99213 L40.0
passes   on=2027-12-31 payer=medicare pos=10 99213-95 L40.0
passes   on=2028-01-03 pos=10 99213-95 L40.0
"""
