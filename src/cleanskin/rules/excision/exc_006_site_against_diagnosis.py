"""An excision code of one group of sites with a diagnosis of another.

Benign and malignant excisions have three groups of sites: trunk and limbs; scalp, neck, hands, feet and genitalia; the
face.  A diagnosis code that names a place outside the code's group contradicts it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-006",
    name="excision-site-against-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=families("excision_benign", "excision_malignant", "shave"),
    carc="11",
    message="{code} is of another group of sites than the diagnosis names.",
    fix="Choose the code of the site in the record, or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules EXC-3, SHV-1, DX-5, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines where a diagnosis names a place and no diagnosis names one inside the code's group."""
    for line in visit.in_family("excision_benign", "excision_malignant", "shave"):
        group = line.facts.site_group if line.facts else ""
        fits = [day.site_fits(code, group) for code in line.diagnoses]
        if False in fits and True not in fits and None not in fits:
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11602 C44.311
near     11642 C44.311
flags    11402 D22.39
passes   11402 D22.5
passes   11402 L72.0                          # the diagnosis names no place
"""
